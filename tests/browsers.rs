//! The playground in a real browser: every row of its page has to say what its table says.
//!
//! Without Chromium on the `PATH` the test prints that it did not run; with `chromium` in
//! `CORS_BROWSERS` that is a failure. Only on Unix, for the process groups that leave no browser
//! behind.
#![cfg(unix)]

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use cors_tests::raw::{self, Request};
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
    let Some(program) = find(&["chromium", "chromium-browser", "google-chrome"]) else {
        let is_demanded = env::var("CORS_BROWSERS").is_ok_and(|names| names.contains("chromium"));
        assert!(
            !is_demanded,
            "`CORS_BROWSERS` asks for chromium, and there is none"
        );
        // Past the harness, which shows what a passing test prints to nobody.
        let _ = writeln!(
            io::stderr(),
            "no chromium on the PATH: its verdicts were not asked for"
        );
        return;
    };

    let playground = Playground::start();
    let table = playground.get("/scenarios");
    let chromium = Chromium::open(&program, &playground.page);
    let deadline = Instant::now() + UNTIL_VERDICTS;
    let verdicts = loop {
        match playground.get("/verdicts") {
            Value::Array(verdicts) => break verdicts,
            _ if Instant::now() > deadline => panic!("no verdicts:\n{}", chromium.console()),
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
        chromium.console()
    );
}

/// The first of these programs on the `PATH`.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
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
        let lines = BufReader::new(servers.0.stdout.take().expect("a pipe")).lines();
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

/// A browser with one page open, until it is dropped.
struct Chromium {
    // Dropped in this order: a browser that still runs writes into its folder.
    _browser: Group,
    folder: Folder,
}

impl Chromium {
    fn open(program: &Path, page: &str) -> Self {
        let folder = Folder::new();
        let log = File::create(folder.log()).expect("a log");
        let browser = Group::spawn(
            Command::new(program)
                .args([
                    "--headless=new",
                    // Chromium's sandbox does not start for root; it opens one page, and that is ours.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-extensions",
                    "--enable-logging=stderr",
                ])
                .arg(format!("--user-data-dir={}", folder.0.display()))
                .arg(page)
                .envs([("HOME", &folder.0), ("XDG_RUNTIME_DIR", &folder.0)])
                .env("LANG", "C.UTF-8")
                .stdout(Stdio::null())
                .stderr(log),
        );
        Self {
            _browser: browser,
            folder,
        }
    }

    /// What the browser told its developer, reasons included.
    fn console(&self) -> String {
        let log = fs::read(self.folder.log()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines = log.lines().filter(|line| line.contains("CONSOLE"));
        lines.fold(String::from("the browser's console:\n"), |text, line| {
            text + line + "\n"
        })
    }
}

/// A folder for one browser, until it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("chromium-{}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn log(&self) -> PathBuf {
        self.0.join("stderr.log")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process and all that it starts, until it is dropped.
struct Group(Child);

impl Group {
    fn spawn(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self(child.expect("the program starts"))
    }

    /// Signals every process of the group. `false` if none is left.
    fn signal(&self, name: &str) -> bool {
        let group = self.0.id().to_string();
        let kill = ["-c", "kill -s \"$0\" -- \"-$1\" 2>&-", name, &group];
        let status = Command::new("sh").args(kill).status();
        status.is_ok_and(|status| status.success())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.signal("KILL");
        let _ = self.0.wait();
        let deadline = Instant::now() + Duration::from_secs(5);
        while self.signal("0") && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
    }
}
