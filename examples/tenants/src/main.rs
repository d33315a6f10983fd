//! The program: serves the tenants, or changes their origins.

use std::process::ExitCode;

use cors::OriginSet;
use cors_example_tenants::{Command, Error, Settings, TENANTS, app};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Error> {
    let command = Command::from_args(std::env::args().skip(1))?;
    let Settings { database, listen } = Settings::from_env()?;
    match command {
        Command::Serve => {
            let listener = TcpListener::bind(listen).await?;
            println!("http://{}, origins from {database}", listener.local_addr()?);
            // The server does not wait for the database. Until the origins are read, none is allowed.
            database.follow(&TENANTS)?;
            axum::serve(listener, app()).await?;
        }
        Command::Create => database.create().await?,
        Command::List => {
            for (host, origins) in database.list().await? {
                println!("{host}: {}", origins.join(", "));
            }
        }
        Command::Allow { host, origin } => {
            // Servers validate what they read as well. Here, the user sees the mistake before it is stored.
            OriginSet::parse([origin.as_str()])?;
            database.allow(&host, &origin).await?;
        }
        Command::Forbid { host, origin } => database.forbid(&host, &origin).await?,
    }
    Ok(())
}
