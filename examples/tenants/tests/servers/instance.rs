//! A running server of this example.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::client::{Client, Kind};

/// A process, which ends with this value.
pub(crate) struct Instance {
    process: Child,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Instance {
    /// Starts a server that follows this database.
    pub(crate) fn start(database: &str) -> Self {
        let mut process = command(database)
            .env("TENANTS_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdout = process.stdout.take().expect("the server has an output");
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("the server reports its address");
        let address = line
            .strip_prefix("http://")
            .and_then(|line| line.split(',').next());
        let address = address.and_then(|address| address.parse().ok());
        let log = Arc::<Mutex<String>>::default();
        let mut stderr = process.stderr.take().expect("the server has a log");
        let lines = Arc::clone(&log);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = stderr.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..read]);
                lines
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push_str(&text);
            }
        });
        Self {
            process,
            address: address.unwrap_or_else(|| panic!("not an address: {line}")),
            log,
        }
    }

    /// Returns everything that the server has reported so far.
    pub(crate) fn log(&self) -> String {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Returns whether the server allows the origin for a tenant, in every kind of request. If the kinds
    /// disagree, because the origins are changing, the answer is that of the last one.
    pub(crate) fn allows(&self, host: &str, origin: &str) -> bool {
        let mut client = Client::connect(self.address).expect("the server accepts connections");
        let answers = Kind::ALL.map(|kind| {
            let answer = client
                .send(kind, host, origin)
                .expect("the server responds");
            answer
                .allows(kind, origin)
                .expect("an answer that agrees with itself")
        });
        answers[2]
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking() {
            println!("log of {}:\n{}", self.address, self.log());
        }
    }
}

/// Returns a command of the program, for this database.
pub(crate) fn command(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cors-example-tenants"));
    command.env("TENANTS_DATABASE", database);
    command
}
