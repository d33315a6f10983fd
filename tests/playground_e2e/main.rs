//! End-to-end tests of the playground in real browsers: every scenario of its page has to have the
//! expected result.
//!
//! `CORS_BROWSERS` names the browsers to run, which must be installed; if it is unset, all
//! installed browsers run. Unix only, because process groups make sure that no browser process is
//! left.
#![cfg(unix)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use cors_tests::launch::{Engine, ProcessGroup};
use cors_tests::raw_http::{self, Request};
use serde_json::{Value, json};

/// The time limit includes building the playground.
const START_TIMEOUT: Duration = Duration::from_secs(600);
const VERDICT_TIMEOUT: Duration = Duration::from_secs(120);
/// The minimal number of scenarios: an empty table would pass.
const MIN_SCENARIOS: usize = 20;

#[test]
fn api_responds_to_every_scenario_as_expected() {
    let output = playground()
        .arg("--")
        .arg("--once")
        .output()
        .expect("cargo");
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{table}");
    let summary: Vec<&str> = table
        .lines()
        .last()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let [agreeing, "of", all, "scenarios", "as", "expected"] = summary[..] else {
        panic!("no summary in\n{table}");
    };
    assert_eq!(agreeing, all, "{table}");
    assert!(all.parse::<usize>().is_ok_and(|all| all >= MIN_SCENARIOS));
}

#[test]
fn chromium_agrees_with_every_scenario() {
    run_browser(Engine::Chromium);
}

#[test]
fn firefox_agrees_with_every_scenario() {
    run_browser(Engine::Firefox);
}

#[test]
fn webkit_agrees_with_every_scenario() {
    run_browser(Engine::WebKit);
}

fn run_browser(engine: Engine) {
    let Some(installed) = engine.find() else {
        return;
    };
    let playground = Playground::start();
    let table = playground.get("/scenarios");
    let browser = cors_tests::launch::Browser::open(&installed, &playground.page, None);
    let deadline = Instant::now() + VERDICT_TIMEOUT;
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
        scenarios.len() >= MIN_SCENARIOS,
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
        // The page's own comparison includes bodies and exposed headers.
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

    // The page fills in its form and sends it once.
    let attempt = loop {
        match playground.get("/attempts") {
            Value::Array(mut attempts) if !attempts.is_empty() => break attempts.remove(0),
            _ if Instant::now() > deadline => panic!("the form has not been sent"),
            _ => thread::sleep(Duration::from_millis(100)),
        }
    };
    assert_eq!(attempt["attempt"]["observed"], "allowed 200", "{attempt}");
    assert_eq!(attempt["verdict"], "allowed 200", "{attempt}");
    let exchanges = attempt["exchanges"].as_array().expect("a list");
    let methods: Vec<_> = exchanges
        .iter()
        .map(|exchange| &exchange["method"])
        .collect();
    assert_eq!(methods, ["OPTIONS", "PUT"]);

    // The virtual browser has the sentences of the real one. Firefox does not write its console to a pipe.
    let name = match engine {
        Engine::Chromium => "Chromium",
        Engine::WebKit => "WebKit",
        Engine::Firefox => return,
    };
    let blocked = scenarios
        .iter()
        .filter(|scenario| scenario["expected"]["verdict"] == "blocked");
    let mut compared = 0;
    for scenario in blocked {
        let explanation = playground.explain(&table, scenario);
        let mut sentences = explanation["sentences"].as_array().expect("a list").iter();
        let sentence = sentences.find(|sentence| sentence[0] == name);
        let sentence = sentence.and_then(|sentence| sentence[1].as_str());
        let sentence = sentence.expect("a sentence").lines().next();
        // WebKit prints the reason and the request as two messages.
        let request_end = " due to access control checks. ";
        for part in sentence.expect("a line").split(request_end) {
            let console = browser.console();
            let is_printed = console.iter().any(|line| line.contains(part));
            assert!(is_printed, "{part}\n{}", console.join("\n"));
        }
        compared += 1;
    }
    assert!(compared >= 10, "{compared} blocked scenarios");
}

/// The attribute next to a row is that of the handler whose responses the row expects, and the virtual
/// browser of the form agrees with the table.
#[test]
fn attributes_and_explanations_agree_with_the_table() {
    let playground = Playground::start();
    let table = playground.get("/scenarios");
    let mut with_attribute = 0;
    for scenario in table["scenarios"].as_array().expect("a list") {
        let name = &scenario["name"];
        let explanation = playground.explain(&table, scenario);
        let expected = &scenario["expected"];
        let verdict = explanation["verdict"].as_str().expect("a verdict");
        let kind = verdict.split(' ').next().unwrap_or_default();
        assert_eq!(kind, expected["verdict"], "{name}: {explanation}");
        let sentences = explanation["sentences"].as_array().expect("a list");
        assert_eq!(
            sentences.is_empty(),
            kind == "allowed",
            "{name}: {explanation}"
        );
        assert_eq!(explanation["attribute"], scenario["attribute"], "{name}");

        let Some(attribute) = scenario["attribute"].as_str() else {
            continue;
        };
        with_attribute += 1;
        assert!(
            attribute.starts_with("#[cors(") && attribute.ends_with(")]"),
            "{attribute}"
        );
        let Some(headers) = scenario["actual"]["headers"].as_array() else {
            continue;
        };
        let value = |name: &str| {
            let mut lines = headers.iter();
            lines
                .find(|line| line[0] == name)
                .and_then(|line| line[1].as_str())
        };
        let Some(origin) = value("access-control-allow-origin") else {
            continue;
        };
        assert_eq!(
            origin == "*",
            attribute.contains("origins = [\"*\"]"),
            "{name}"
        );
        let has_credentials = value("access-control-allow-credentials").is_some();
        assert_eq!(has_credentials, attribute.contains("credentials"), "{name}");
        let exposes = value("access-control-expose-headers").is_some();
        assert_eq!(exposes, attribute.contains("expose = "), "{name}");
    }
    assert!(
        with_attribute >= MIN_SCENARIOS,
        "{with_attribute} attributes"
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

/// The running playground, ended on drop.
struct Playground {
    page: String,
    port: u16,
    _servers: ProcessGroup,
}

impl Playground {
    fn start() -> Self {
        let mut servers = ProcessGroup::spawn(playground().stdout(Stdio::piped()));
        let lines = BufReader::new(servers.leader().stdout.take().expect("a pipe")).lines();
        let (sender, receiver) = mpsc::channel();
        // Reads to the end, so that the playground never blocks on a full pipe.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let page = line.trim().strip_prefix("page ").map(str::trim);
                if let Some(page) = page {
                    let _ = sender.send(page.to_owned());
                }
            }
        });
        let page = receiver
            .recv_timeout(START_TIMEOUT)
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
        self.send(&Request::new("GET", path).body(b""))
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let request = Request::new("POST", path).header("content-type", b"application/json");
        self.send(&request.body(body.to_string().as_bytes()))
    }

    /// Returns the explanation of the virtual browser for the request of a scenario.
    fn explain(&self, table: &Value, scenario: &Value) -> Value {
        let mut pages = table["initiators"].as_array().expect("a list").iter();
        let page = pages.find(|page| page["initiator"] == scenario["initiator"]);
        let page = page.expect("the page of the scenario");
        let request = &scenario["request"];
        let attempt = json!({
            "page": page["frame"].as_str().unwrap_or(&self.page),
            "is_sandboxed": page["is_sandboxed"],
            "api": table["api"],
            "method": request["method"],
            "path": request["path"],
            "headers": request["headers"],
            "body": request["body"],
            "credentials_include": request["credentials_include"],
        });
        self.post("/attempts", &attempt)
    }

    fn send(&self, request: &Request) -> Value {
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let response = raw_http::exchange(server, request).expect("a response");
        assert_eq!(response.status, 200);
        serde_json::from_slice(&response.body).expect("JSON")
    }
}
