//! Origins in PostgreSQL: every server reads all of them when it connects, and those of a tenant whenever
//! `NOTIFY` reports a change.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::future::poll_fn;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Row};

use crate::backoff::Backoff;
use crate::error::Error;
use crate::tenants::{Origins, Tenants};
use crate::update::{update, update_all};

const SCHEMA: &str = include_str!("../schema/postgres.sql");

/// The time limit for a connection and for a query.
const PATIENCE: Duration = Duration::from_secs(5);

/// The silence after which the connection is tested. A connection whose other end has disappeared without a
/// word is noticed in no other way.
const SILENCE: Duration = Duration::from_secs(5);

/// The largest number of notifications that one query handles.
const BATCH: usize = 1024;

/// A connection, and the hosts in the notifications that it has received.
struct Connection {
    client: Client,
    changed: UnboundedReceiver<String>,
    /// The task that drives the connection until it is lost. It is aborted with this value.
    driver: JoinSet<Result<(), tokio_postgres::Error>>,
}

/// Keeps `tenants` up to date. While the database is away, they stay as they are.
pub(crate) async fn follow(config: &Config, tenants: &Tenants) -> Infallible {
    let mut backoff = Backoff::new();
    loop {
        let Err(error) = follow_connection(config, tenants, &mut backoff).await;
        let pause = backoff.pause();
        tracing::warn!("the origins stay as they are, next attempt in {pause:?}: {error}");
        sleep(pause).await;
    }
}

/// Follows the database until the connection is lost.
async fn follow_connection(
    config: &Config,
    tenants: &Tenants,
    backoff: &mut Backoff,
) -> Result<Infallible, Error> {
    let Connection {
        client,
        mut changed,
        mut driver,
    } = connect(config).await?;
    // Before the first query, so that no change in between is missed. Notifications of the time without a
    // connection are lost, which is why all tenants are read again.
    patiently(client.batch_execute("LISTEN tenant_origins")).await?;
    update_all(tenants, &read_all(&client).await?);
    backoff.reset();
    let mut hosts = Vec::new();
    loop {
        match timeout(SILENCE, changed.recv_many(&mut hosts, BATCH)).await {
            Err(_) => patiently(client.batch_execute("")).await?,
            Ok(0) => {
                return Err(match driver.join_next().await {
                    Some(Ok(Err(error))) => error.into(),
                    _ => Error::new("the database has closed the connection"),
                });
            }
            Ok(_) => {
                let hosts: BTreeSet<String> = hosts.drain(..).collect();
                if hosts.contains("") {
                    update_all(tenants, &read_all(&client).await?);
                } else {
                    update(tenants, &read(&client, hosts).await?);
                }
            }
        }
    }
}

async fn connect(config: &Config) -> Result<Connection, Error> {
    let (client, mut connection) = patiently(config.connect(NoTls)).await?;
    let (sender, changed) = unbounded_channel();
    let mut driver = JoinSet::new();
    // The channel closes with the connection.
    driver.spawn(async move {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notification(notification) = message? {
                let _ = sender.send(notification.payload().to_owned());
            }
        }
        Ok(())
    });
    Ok(Connection {
        client,
        changed,
        driver,
    })
}

/// Waits for the database, but not for ever.
async fn patiently<T>(
    answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, Error> {
    match timeout(PATIENCE, answer).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Error::new("the database does not answer")),
    }
}

async fn read_all(client: &Client) -> Result<Origins, Error> {
    let query = "SELECT host, origin FROM tenant_origins ORDER BY host, origin";
    let rows = patiently(client.query(query, &[])).await?;
    let mut origins = Origins::new();
    add(&mut origins, &rows)?;
    Ok(origins)
}

/// Reads the origins of some tenants. The result has each host, also one without origins.
async fn read(client: &Client, hosts: BTreeSet<String>) -> Result<Origins, Error> {
    let query =
        "SELECT host, origin FROM tenant_origins WHERE host = ANY($1) ORDER BY host, origin";
    let hosts: Vec<String> = hosts.into_iter().collect();
    let rows = patiently(client.query(query, &[&hosts])).await?;
    let mut origins: Origins = hosts.into_iter().map(|host| (host, Vec::new())).collect();
    add(&mut origins, &rows)?;
    Ok(origins)
}

fn add(origins: &mut Origins, rows: &[Row]) -> Result<(), Error> {
    for row in rows {
        let origin = row.try_get("origin")?;
        origins
            .entry(row.try_get("host")?)
            .or_default()
            .push(origin);
    }
    Ok(())
}

/// Creates the table and the triggers.
pub(crate) async fn create(config: &Config) -> Result<(), Error> {
    let connection = connect(config).await?;
    patiently(connection.client.batch_execute(SCHEMA)).await
}

/// Reads the origins of all tenants.
pub(crate) async fn list(config: &Config) -> Result<Origins, Error> {
    let connection = connect(config).await?;
    read_all(&connection.client).await
}

/// Adds an origin to a tenant.
pub(crate) async fn allow(config: &Config, host: &str, origin: &str) -> Result<(), Error> {
    let query = "INSERT INTO tenant_origins (host, origin) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let connection = connect(config).await?;
    patiently(connection.client.execute(query, &[&host, &origin])).await?;
    Ok(())
}

/// Removes an origin from a tenant.
pub(crate) async fn forbid(config: &Config, host: &str, origin: &str) -> Result<(), Error> {
    let query = "DELETE FROM tenant_origins WHERE host = $1 AND origin = $2";
    let connection = connect(config).await?;
    patiently(connection.client.execute(query, &[&host, &origin])).await?;
    Ok(())
}
