//! The database with the origins of the tenants.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use tokio::runtime::Builder;
use tokio_postgres::Config;

use crate::error::Error;
use crate::tenants::{Origins, Tenants};
use crate::{postgres, sqlite};

/// A database with the origins of the tenants: PostgreSQL, or a file of SQLite.
#[derive(Debug, Clone)]
pub enum Database {
    /// A server of PostgreSQL.
    Postgres(Box<Config>),
    /// A file of SQLite, which is created if it does not exist.
    Sqlite(PathBuf),
}

impl Database {
    /// Keeps `tenants` up to date as long as the program runs, on a thread of its own: reading and validating
    /// the origins of many tenants takes time, and no request waits for it.
    ///
    /// # Errors
    ///
    /// If the operating system has no more threads or files. A database that is away is not an error.
    pub fn follow(self, tenants: &'static Tenants) -> Result<(), Error> {
        let thread = std::thread::Builder::new().name("tenants".to_owned());
        match self {
            Database::Postgres(config) => {
                let runtime = Builder::new_current_thread().enable_all().build()?;
                thread.spawn(move || runtime.block_on(postgres::follow(&config, tenants)))?;
            }
            Database::Sqlite(path) => {
                thread.spawn(move || sqlite::follow(&path, tenants))?;
            }
        }
        Ok(())
    }

    /// Creates the table if it does not exist.
    ///
    /// # Errors
    ///
    /// If the database is away, or does not permit it.
    pub async fn create(&self) -> Result<(), Error> {
        match self {
            Database::Postgres(config) => postgres::create(config).await,
            Database::Sqlite(path) => sqlite::create(path),
        }
    }

    /// Returns the origins of all tenants.
    ///
    /// # Errors
    ///
    /// If the database is away or has no table.
    pub async fn list(&self) -> Result<Origins, Error> {
        match self {
            Database::Postgres(config) => postgres::list(config).await,
            Database::Sqlite(path) => sqlite::list(path),
        }
    }

    /// Adds an origin to a tenant.
    ///
    /// # Errors
    ///
    /// If the database is away or has no table.
    pub async fn allow(&self, host: &str, origin: &str) -> Result<(), Error> {
        match self {
            Database::Postgres(config) => postgres::allow(config, host, origin).await,
            Database::Sqlite(path) => sqlite::allow(path, host, origin),
        }
    }

    /// Removes an origin from a tenant.
    ///
    /// # Errors
    ///
    /// If the database is away or has no table.
    pub async fn forbid(&self, host: &str, origin: &str) -> Result<(), Error> {
        match self {
            Database::Postgres(config) => postgres::forbid(config, host, origin).await,
            Database::Sqlite(path) => sqlite::forbid(path, host, origin),
        }
    }
}

impl FromStr for Database {
    type Err = Error;

    /// Parses `postgres://user@host/name`, or the path of a file.
    fn from_str(text: &str) -> Result<Self, Error> {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if is_postgres {
            Ok(Database::Postgres(Box::new(text.parse()?)))
        } else if text.is_empty() || text.contains("://") {
            Err(Error::new(format!(
                "`{text}` is neither `postgres://…` nor the path of a file"
            )))
        } else {
            Ok(Database::Sqlite(text.into()))
        }
    }
}

impl fmt::Display for Database {
    /// Writes where the database is, without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::Postgres(config) => {
                let name = config.get_dbname().unwrap_or("the default database");
                write!(f, "PostgreSQL, {name}")
            }
            Database::Sqlite(path) => write!(f, "SQLite, {}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Database;

    #[test]
    fn database_is_a_url_or_a_file() {
        for (text, shown) in [
            (
                "postgres://user:secret@localhost:5433/tenants",
                "PostgreSQL, tenants",
            ),
            (
                "postgresql:///tenants?host=/run/postgresql",
                "PostgreSQL, tenants",
            ),
            ("postgres://localhost", "PostgreSQL, the default database"),
            ("tenants.db", "SQLite, tenants.db"),
        ] {
            let database: Database = text.parse().expect("a database");
            assert_eq!(database.to_string(), shown);
        }
        for invalid in ["", "postgres://localhost:port", "postgress://localhost"] {
            assert!(invalid.parse::<Database>().is_err(), "{invalid}");
        }
    }
}
