//! The load: `wrk`, and what it says.

use std::process::Command;

use crate::server::Server;

/// What a server did under load.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Requests a second.
    pub rate: f64,
    /// 99 % were answered within so many microseconds.
    pub p99: f64,
    /// The CPU time of a request in the server, in microseconds.
    pub processor: f64,
}

impl Load {
    /// Worse than any.
    pub const WORST: Self = Self {
        rate: 0.0,
        p99: f64::INFINITY,
        processor: f64::INFINITY,
    };

    /// The better of two, figure by figure.
    pub fn or_better(&self, other: &Self) -> Self {
        Self {
            rate: self.rate.max(other.rate),
            p99: self.p99.min(other.p99),
            processor: self.processor.min(other.processor),
        }
    }
}

/// Loads a server for two seconds.
pub fn load(server: &Server<'_>) -> Load {
    let before = server.processor();
    let output = Command::new("wrk")
        .args(["-t1", "-c32", "-d2s", "--latency", "-H"])
        .arg(format!("origin: {}", server.implementation.origin))
        .arg(format!("http://127.0.0.1:{}/", server.port))
        .output()
        .expect("wrk, which sends the requests");
    let took = server.processor() - before;
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
    for wrong in ["Non-2xx", "Socket errors"] {
        assert!(!told.contains(wrong), "{told}");
    }
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let lines: Vec<Vec<String>> = told.lines().map(words).collect();
    // What stands after a word, or before it, on a line of wrk's.
    let after = |name: &str| {
        let line = lines
            .iter()
            .find(|line| line.first().is_some_and(|one| one == name));
        line.and_then(|line| line.get(1))
            .expect("a figure of wrk's")
    };
    let answered = lines
        .iter()
        .find(|line| line.get(1).is_some_and(|one| one == "requests"));
    let answered: f64 = answered.expect("a number")[0].parse().expect("a number");
    Load {
        rate: after("Requests/sec:").parse().expect("a rate"),
        p99: microseconds(after("99%")),
        processor: took / answered,
    }
}

/// A time as wrk writes it: `840.00us`, `1.21ms`, `1.02s`.
fn microseconds(text: &str) -> f64 {
    let (number, factor) = match text {
        _ if text.ends_with("us") => (&text[..text.len() - 2], 1.0),
        _ if text.ends_with("ms") => (&text[..text.len() - 2], 1e3),
        _ => (&text[..text.len() - 1], 1e6),
    };
    number.parse::<f64>().expect("a time") * factor
}
