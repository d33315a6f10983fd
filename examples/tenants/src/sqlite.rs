//! Origins in a file of SQLite, so that the example runs without a database server. Servers on the same
//! machine follow the same file.

use std::convert::Infallible;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use rusqlite::{Connection, params};

use crate::backoff::Backoff;
use crate::error::Error;
use crate::tenants::{Origins, Tenants};
use crate::update::update_all;

const SCHEMA: &str = include_str!("../schema/sqlite.sql");

/// The interval at which the file is checked for changes. SQLite does not notify other processes.
const INTERVAL: Duration = Duration::from_millis(200);

/// The time that a query waits for a transaction of another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps `tenants` up to date. Blocks the thread.
pub(crate) fn follow(path: &Path, tenants: &Tenants) -> Infallible {
    let mut backoff = Backoff::new();
    loop {
        let Err(error) = follow_file(path, tenants, &mut backoff);
        let pause = backoff.pause();
        tracing::warn!("the origins stay as they are, next attempt in {pause:?}: {error}");
        sleep(pause);
    }
}

fn follow_file(path: &Path, tenants: &Tenants, backoff: &mut Backoff) -> Result<Infallible, Error> {
    let connection = open(path)?;
    let mut known = None;
    loop {
        // A number that changes whenever another connection commits. It is read before the rows, so that a
        // change in between is read again.
        let version = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let version: Option<i64> = Some(version);
        if version != known {
            update_all(tenants, &read_all(&connection)?);
            known = version;
            backoff.reset();
        }
        sleep(INTERVAL);
    }
}

fn open(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(SCHEMA)?;
    Ok(connection)
}

fn read_all(connection: &Connection) -> Result<Origins, Error> {
    let query = "SELECT host, origin FROM tenant_origins ORDER BY host, origin";
    let mut query = connection.prepare(query)?;
    let mut rows = query.query([])?;
    let mut origins = Origins::new();
    while let Some(row) = rows.next()? {
        let origin = row.get("origin")?;
        origins.entry(row.get("host")?).or_default().push(origin);
    }
    Ok(origins)
}

/// Creates the table.
pub(crate) fn create(path: &Path) -> Result<(), Error> {
    open(path).map(drop)
}

/// Reads the origins of all tenants.
pub(crate) fn list(path: &Path) -> Result<Origins, Error> {
    read_all(&open(path)?)
}

/// Adds an origin to a tenant.
pub(crate) fn allow(path: &Path, host: &str, origin: &str) -> Result<(), Error> {
    let query = "INSERT INTO tenant_origins (host, origin) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    open(path)?.execute(query, params![host, origin])?;
    Ok(())
}

/// Removes an origin from a tenant.
pub(crate) fn forbid(path: &Path, host: &str, origin: &str) -> Result<(), Error> {
    let query = "DELETE FROM tenant_origins WHERE host = ?1 AND origin = ?2";
    open(path)?.execute(query, params![host, origin])?;
    Ok(())
}
