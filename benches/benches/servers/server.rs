//! A server in a process of its own, which runs this program with `--serve`.

use std::io::{BufRead, BufReader, Read, stdin};
use std::process::{Child, Command, Stdio};
use std::thread;

use cors_benches::self_exec::SelfExec;

use crate::apps::App;
use crate::requests::send_requests;

/// A running server, which exits when its standard input is closed.
pub struct Server<'c> {
    child: Child,
    pub app: &'c App,
    pub port: u16,
}

impl<'c> Server<'c> {
    /// Starts the server, and waits until it has responded to requests.
    pub fn start(app: &'c App) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("the path of this program"))
            .args(["--serve", app.case, app.name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server");
        let port = port(&mut child);
        send_requests(port, app, 100);
        Self { child, app, port }
    }

    /// Returns the CPU time of the server's thread from the scheduler, in microseconds.
    pub fn cpu_microseconds(&self) -> f64 {
        let path = format!("/proc/{}/schedstat", self.child.id());
        let text = std::fs::read_to_string(path).expect("the statistics of the scheduler");
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

/// Counts the instructions of a request outside of the kernel.
pub fn instructions(app: &App) -> f64 {
    const FEW: u32 = 1_000;
    const MANY: u32 = 3_000;
    let run = |count| {
        let mut run = SelfExec::start(&["--serve", app.case, app.name], None);
        send_requests(port(run.child()), app, count);
        run.instructions()
    };
    #[allow(clippy::cast_precision_loss)]
    let more = (run(MANY) - run(FEW)) as f64;
    (more / f64::from(MANY - FEW)).round()
}

/// Reads the port, which is the first line of a server's output.
fn port(child: &mut Child) -> u16 {
    let output = child.stdout.as_mut().expect("a pipe");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    line.trim().parse().expect("a port")
}

/// Serves the app until standard input is closed.
pub fn serve(app: &App) {
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
        let result = axum::serve(listener, (app.router)()).await;
        result.expect("a server that does not fail");
    });
}
