//! The playground in real browsers: every row of its page has to say what its table says.
//!
//! The engines that run are those of `CORS_BROWSERS`, which then have to be there; else those that
//! are found. Only on Unix, for the process groups that leave no browser behind.
#![cfg(unix)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use cors_tests::launch::{Engine, Group};
use cors_tests::raw_http::{self as raw, Request};
use serde_json::Value;

/// Building the playground may be part of it.
const UNTIL_SERVING: Duration = Duration::from_secs(600);
const UNTIL_VERDICTS: Duration = Duration::from_secs(120);
/// So many there are at least: a table that was emptied would agree with everything.
const SCENARIOS: usize = 20;

#[test]
fn the_api_answers_every_scenario_as_the_table_says() {
    let output = playground()
        .arg("--")
        .arg("--once")
        .output()
        .expect("cargo");
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{table}");
    let words: Vec<&str> = table
        .lines()
        .last()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let [agreeing, "of", all, "scenarios", "as", "expected"] = words[..] else {
        panic!("no summary in\n{table}");
    };
    assert_eq!(agreeing, all, "{table}");
    assert!(all.parse::<usize>().is_ok_and(|all| all >= SCENARIOS));
}

#[test]
fn chromium_gives_every_scenario_its_verdict() {
    run_in(Engine::Chromium);
}

#[test]
fn firefox_gives_every_scenario_its_verdict() {
    run_in(Engine::Firefox);
}

#[test]
fn webkit_gives_every_scenario_its_verdict() {
    run_in(Engine::WebKit);
}

fn run_in(engine: Engine) {
    let Some(installed) = engine.seek() else {
        return;
    };
    let playground = Playground::start();
    let table = playground.get("/scenarios");
    let browser = installed.open(&playground.page, None);
    let deadline = Instant::now() + UNTIL_VERDICTS;
    let verdicts = loop {
        match playground.get("/verdicts") {
            Value::Array(verdicts) => break verdicts,
            _ if Instant::now() > deadline => {
                panic!("no verdicts:\n{}", browser.console().join("\n"))
            }
            _ => thread::sleep(Duration::from_millis(100)),
        }
    };

    let scenarios = table["scenarios"].as_array().expect("a list");
    assert!(
        scenarios.len() >= SCENARIOS,
        "{} scenarios",
        scenarios.len()
    );
    assert_eq!(
        verdicts.len(),
        scenarios.len(),
        "a verdict for each scenario"
    );
    let mut differing = String::new();
    for (scenario, seen) in scenarios.iter().zip(&verdicts) {
        assert_eq!(seen["name"], scenario["name"]);
        let expected = &scenario["expected"];
        // The page's own judgement counts too: it looks at bodies and exposed headers.
        let agrees = seen["verdict"] == expected["verdict"]
            && seen["status"] == expected["status"]
            && seen["differences"] == Value::Array(Vec::new());
        if !agrees {
            let _ = writeln!(
                differing,
                "{}, {}: expected {expected}, seen {seen}",
                scenario["group"], scenario["name"],
            );
        }
    }
    assert!(
        differing.is_empty(),
        "\n{differing}\n{}",
        browser.console().join("\n")
    );
}

fn playground() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "run",
            "--quiet",
            "--package",
            "cors",
            "--example",
            "playground",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env_remove("PORT");
    cargo
}

/// The playground, until it is dropped.
struct Playground {
    page: String,
    port: u16,
    _servers: Group,
}

impl Playground {
    fn start() -> Self {
        let mut servers = Group::spawn(playground().stdout(Stdio::piped()));
        let lines = BufReader::new(servers.leader().stdout.take().expect("a pipe")).lines();
        let (sender, receiver) = mpsc::channel();
        // Reads to the end, so that the playground never writes into a full pipe.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let page = line.trim().strip_prefix("page ").map(str::trim);
                if let Some(page) = page {
                    let _ = sender.send(page.to_owned());
                }
            }
        });
        let page = receiver
            .recv_timeout(UNTIL_SERVING)
            .expect("the address of the page");
        let port = page
            .trim_end_matches('/')
            .rsplit_once(':')
            .and_then(|(_, port)| port.parse().ok())
            .expect("a port");
        Self {
            page,
            port,
            _servers: servers,
        }
    }

    fn get(&self, path: &str) -> Value {
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let answer = raw::exchange(server, &Request::new("GET", path).body(b"")).expect(path);
        assert_eq!(answer.status, 200, "{path}");
        serde_json::from_slice(&answer.body).expect("JSON")
    }
}
