//! The command line.

use std::env::VarError;
use std::net::SocketAddr;

use crate::database::Database;
use crate::error::Error;

/// The commands and environment variables of the program.
const USAGE: &str = "\
usage: cors-example-tenants [serve | create | list | allow HOST ORIGIN | forbid HOST ORIGIN]

TENANTS_DATABASE  postgres://user@host/name, or a file of SQLite
TENANTS_LISTEN    the address of the server; 127.0.0.1:3000";

/// A command of the program.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve the tenants.
    Serve,
    /// Create the table.
    Create,
    /// Show the origins of all tenants.
    List,
    /// Add an origin to the tenant with this host.
    Allow {
        /// The host of the tenant.
        host: String,
        /// The origin of a page.
        origin: String,
    },
    /// Remove an origin from the tenant with this host.
    Forbid {
        /// The host of the tenant.
        host: String,
        /// The origin of a page.
        origin: String,
    },
}

impl Command {
    /// Reads the arguments, without the name of the program.
    ///
    /// # Errors
    ///
    /// Fails with the usage of the program if the arguments are not a command.
    pub fn from_args(args: impl IntoIterator<Item = String>) -> Result<Self, Error> {
        let args: Vec<String> = args.into_iter().collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        match args[..] {
            [] | ["serve"] => Ok(Command::Serve),
            ["create"] => Ok(Command::Create),
            ["list"] => Ok(Command::List),
            ["allow", host, origin] => Ok(Command::Allow {
                host: host.to_owned(),
                origin: origin.to_owned(),
            }),
            ["forbid", host, origin] => Ok(Command::Forbid {
                host: host.to_owned(),
                origin: origin.to_owned(),
            }),
            _ => Err(Error::new(USAGE)),
        }
    }
}

/// The settings in the environment.
#[derive(Debug)]
pub struct Settings {
    /// The database with the origins of the tenants.
    pub database: Database,
    /// The address of the server.
    pub listen: SocketAddr,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    ///
    /// If a variable has no valid value.
    pub fn from_env() -> Result<Self, Error> {
        let database = match std::env::var("TENANTS_DATABASE") {
            Ok(text) => text.parse()?,
            Err(VarError::NotPresent) => {
                Database::Sqlite(std::env::temp_dir().join("cors-tenants.db"))
            }
            Err(error) => return Err(error.into()),
        };
        let listen = std::env::var("TENANTS_LISTEN");
        let listen = listen.as_deref().unwrap_or("127.0.0.1:3000").parse()?;
        Ok(Self { database, listen })
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn arguments_are_a_command() {
        let parse = |text: &str| {
            let args = text.split_whitespace().map(str::to_owned);
            Command::from_args(args).ok()
        };
        assert_eq!(parse(""), Some(Command::Serve));
        assert_eq!(parse("serve"), Some(Command::Serve));
        assert_eq!(parse("create"), Some(Command::Create));
        assert_eq!(parse("list"), Some(Command::List));
        let (host, origin) = ("a.test".to_owned(), "https://a.example".to_owned());
        let allow = Command::Allow {
            host: host.clone(),
            origin: origin.clone(),
        };
        assert_eq!(parse("allow a.test https://a.example"), Some(allow));
        let forbid = Command::Forbid { host, origin };
        assert_eq!(parse("forbid a.test https://a.example"), Some(forbid));
        for other in ["allow", "allow a.test", "list all", "unknown", "--help"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
