//! A running browser with one page.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use super::ProcessGroup;
use super::display::Display;
use super::engine::{Engine, Installed};
use super::profile::Profile;

/// A host name that leads to the loopback address, but is not potentially trustworthy like `localhost`:
/// for browsers, its server is one on the network.
pub const INSECURE_HOST: &str = "insecure.test";

/// A running browser with one page, ended on drop.
#[derive(Debug)]
pub struct Browser {
    // Dropped in this order: a running browser needs its display and writes to its profile.
    group: ProcessGroup,
    _display: Option<Display>,
    profile: Profile,
}

impl Browser {
    /// Starts the browser on `page` with a new profile that trusts the certificate `authority` (a PEM
    /// file).
    ///
    /// # Panics
    ///
    /// If the browser does not start.
    #[must_use]
    pub fn open(installed: &Installed, page: &str, authority: Option<&Path>) -> Self {
        let profile = Profile::new(installed, authority);
        let mut command = Command::new(&installed.program);
        let display = match installed.engine {
            Engine::Chromium => {
                chromium(&mut command, profile.path());
                None
            }
            Engine::Firefox => {
                command
                    .args(["--headless", "--no-remote", "--profile"])
                    .arg(profile.path());
                None
            }
            Engine::WebKit => {
                let display = installed.xvfb.as_deref().map(Display::new);
                webkit(&mut command, page, display.as_ref(), authority.is_some());
                display
            }
        };
        let log = File::create(profile.log()).expect("a log");
        let stderr_log = log.try_clone().expect("a log");
        command
            .arg(page)
            .env("HOME", profile.path())
            .env("XDG_RUNTIME_DIR", profile.path())
            .env("XDG_CONFIG_HOME", profile.path().join("config"))
            .env("XDG_DATA_HOME", profile.path().join("data"))
            .env("XDG_CACHE_HOME", profile.path().join("cache"))
            .env("TMPDIR", profile.path())
            // WebKit derives the first language of pages from it.
            .env("LANG", "C.UTF-8")
            .stdout(log)
            .stderr(stderr_log);
        Self {
            group: ProcessGroup::spawn(&mut command),
            _display: display,
            profile,
        }
    }

    /// Returns how the browser process ended, if it has.
    pub fn ended(&mut self) -> Option<String> {
        self.group.ended().map(|status| status.to_string())
    }

    /// Returns the messages on the developer console. Chromium and `WebKit` print the reasons of
    /// CORS errors, Firefox does not.
    #[must_use]
    pub fn console(&self) -> Vec<String> {
        let log = fs::read(self.profile.log()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines = log.lines().filter(|line| line.contains("CONSOLE"));
        lines.map(ToOwned::to_owned).collect()
    }
}

fn chromium(command: &mut Command, profile: &Path) {
    command
        .args([
            "--headless=new",
            // The sandbox does not start for root, and the only page is the test's own.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            // Scripts open windows without a click of the user.
            "--disable-popup-blocking",
            "--enable-logging=stderr",
        ])
        .arg(format!(
            "--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1"
        ))
        .arg(format!("--user-data-dir={}", profile.display()));
}

fn webkit(command: &mut Command, page: &str, display: Option<&Display>, is_secure: bool) {
    // `--automation` and `--private` would disable the cache and the console messages.
    command.args([
        "--enable-write-console-messages-to-stdout=true",
        // Scripts open windows without a click of the user.
        "--javascript-can-open-windows-automatically=true",
    ]);
    // WebKit cannot map names to addresses, so the server of the page is its proxy for other names.
    command.arg(format!("--proxy={}", page.trim_end_matches('/')));
    for host in ["localhost", "*.localhost", "127.0.0.1"] {
        command.arg(format!("--ignore-host={host}"));
    }
    if is_secure {
        command.arg("--ignore-tls-errors");
    }
    if let Some(display) = display {
        command.env("DISPLAY", display.name());
    }
    command.envs([
        ("NO_AT_BRIDGE", "1"),
        ("GTK_A11Y", "none"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ]);
}
