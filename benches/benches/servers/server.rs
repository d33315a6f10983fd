//! A server, in a process of its own: this program, told to be one.

use std::io::{BufRead, BufReader, Read, stdin};
use std::process::{Child, Command, Stdio};
use std::thread;

use cors_benches::rerun::Rerun;

use crate::implementations::Implementation;
use crate::exchange::requests;

/// A running server, which ends with its pipe.
pub struct Server<'c> {
    child: Child,
    pub implementation: &'c Implementation,
    pub port: u16,
}

impl<'c> Server<'c> {
    /// Starts it, and sees it answer.
    pub fn start(implementation: &'c Implementation) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--serve", implementation.case, implementation.name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server");
        let port = port(&mut child);
        requests(port, implementation, 100);
        Self {
            child,
            implementation,
            port,
        }
    }

    /// The CPU time it has taken, in microseconds: what the scheduler says of its thread.
    pub fn processor(&self) -> f64 {
        let path = format!("/proc/{}/schedstat", self.child.id());
        let text = std::fs::read_to_string(path).expect("what the scheduler says");
        let nanoseconds = text.split_whitespace().next();
        let nanoseconds = nanoseconds.and_then(|count| count.parse::<f64>().ok());
        nanoseconds.expect("a time") / 1e3
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Instructions of one request, outside of the kernel.
pub fn instructions(implementation: &Implementation) -> f64 {
    const FEW: u32 = 1_000;
    const MANY: u32 = 3_000;
    let run = |many| {
        let mut run = Rerun::start(&["--serve", implementation.case, implementation.name], None);
        requests(port(run.child()), implementation, many);
        run.instructions()
    };
    #[allow(clippy::cast_precision_loss)]
    let more = (run(MANY) - run(FEW)) as f64;
    (more / f64::from(MANY - FEW)).round()
}

/// The port, which is the first thing a server says.
fn port(child: &mut Child) -> u16 {
    let output = child.stdout.as_mut().expect("a pipe");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    line.trim().parse().expect("a port")
}

/// Serves until nobody holds the other end of the pipe.
pub fn serve(implementation: Option<Implementation>) {
    let implementation = implementation.expect("a implementation");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a socket");
        let address = listener.local_addr().expect("an address");
        println!("{}", address.port());
        thread::spawn(|| {
            let _ = stdin().read_to_end(&mut Vec::new());
            std::process::exit(0);
        });
        let served = axum::serve(listener, (implementation.router)()).await;
        served.expect("a server that does not fail");
    });
}
