//! Load generation with `wrk`.

use std::process::Command;

use crate::server::Server;

/// The performance of a server under load.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Requests per second.
    pub rate: f64,
    /// The 99th percentile of the latency, in microseconds.
    pub p99: f64,
    /// The CPU time of a request in the server, in microseconds.
    pub cpu: f64,
}

impl Load {
    /// A load that is worse than any measured one.
    pub const WORST: Self = Self {
        rate: 0.0,
        p99: f64::INFINITY,
        cpu: f64::INFINITY,
    };

    /// Returns the better of two loads, figure by figure.
    pub fn or_better(&self, other: &Self) -> Self {
        Self {
            rate: self.rate.max(other.rate),
            p99: self.p99.min(other.p99),
            cpu: self.cpu.min(other.cpu),
        }
    }
}

/// Loads a server for two seconds.
pub fn load(server: &Server<'_>) -> Load {
    let before = server.cpu_microseconds();
    let output = Command::new("wrk")
        .args(["-t1", "-c32", "-d2s", "--latency", "-H"])
        .arg(format!("origin: {}", server.app.origin))
        .arg(format!("http://127.0.0.1:{}/", server.port))
        .output()
        .expect("wrk is installed");
    let cpu_time = server.cpu_microseconds() - before;
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{stdout}");
    for error in ["Non-2xx", "Socket errors"] {
        assert!(!stdout.contains(error), "{stdout}");
    }
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let lines: Vec<Vec<String>> = stdout.lines().map(words).collect();
    // The output has a label before most figures, and after the number of requests.
    let after = |name: &str| {
        let line = lines
            .iter()
            .find(|line| line.first().is_some_and(|word| word == name));
        line.and_then(|line| line.get(1))
            .expect("a figure in the output of wrk")
    };
    let requests = lines
        .iter()
        .find(|line| line.get(1).is_some_and(|word| word == "requests"));
    let requests: f64 = requests.expect("a number")[0].parse().expect("a number");
    Load {
        rate: after("Requests/sec:").parse().expect("a rate"),
        p99: microseconds(after("99%")),
        cpu: cpu_time / requests,
    }
}

/// Parses a time in the format of wrk, such as `840.00us`, `1.21ms` or `1.02s`.
fn microseconds(text: &str) -> f64 {
    let (number, factor) = match text {
        _ if text.ends_with("us") => (&text[..text.len() - 2], 1.0),
        _ if text.ends_with("ms") => (&text[..text.len() - 2], 1e3),
        _ => (&text[..text.len() - 1], 1e6),
    };
    number.parse::<f64>().expect("a time") * factor
}
