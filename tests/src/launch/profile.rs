//! The profile of one browser: its home directory, with the trusted certificate authority.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::engine::{Engine, Installed};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Preferences that keep Firefox from showing dialogs or a first-run page, and from contacting
/// other hosts.
const FIREFOX: &[(&str, &str)] = &[
    ("app.normandy.enabled", "false"),
    ("browser.aboutwelcome.enabled", "false"),
    ("browser.preonboarding.enabled", "false"),
    ("browser.region.network.url", "\"\""),
    ("browser.safebrowsing.update.enabled", "false"),
    ("browser.search.update", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.homepage_override.mstone", "\"ignore\""),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    // Scripts open windows without a click of the user.
    ("dom.disable_open_during_load", "false"),
    ("extensions.update.enabled", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    // `INSECURE_HOST`.
    ("network.dns.localDomains", "\"insecure.test\""),
    ("network.proxy.type", "0"),
    // No dialog about a form of a trustworthy page that is sent over plain http.
    ("security.warn_submit_secure_to_insecure", "false"),
    (
        "services.settings.server",
        "\"data:,#remote-settings-dummy/v1\"",
    ),
    ("termsofuse.bypassNotification", "true"),
    ("toolkit.telemetry.enabled", "false"),
];

/// A new directory, removed on drop.
#[derive(Debug)]
pub(super) struct Profile(PathBuf);

impl Profile {
    pub(super) fn new(installed: &Installed, authority: Option<&Path>) -> Self {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cors-{}-{}-{count}", installed.engine, std::process::id());
        let profile = Self(std::env::temp_dir().join(name));
        // `create_dir` fails if the directory exists, unlike `create_dir_all`.
        fs::create_dir(&profile.0).expect("a new folder");
        if installed.engine == Engine::Firefox {
            let lines = FIREFOX
                .iter()
                .map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"));
            fs::write(profile.0.join("user.js"), lines.collect::<String>()).expect("a file");
        }
        if let (Some(authority), Some(certutil)) = (authority, &installed.certutil) {
            match installed.engine {
                Engine::Chromium => profile.trust(certutil, ".pki/nssdb", authority),
                Engine::Firefox => profile.trust(certutil, ".", authority),
                // WebKit has a command-line option for this, and no certificate database.
                Engine::WebKit => {}
            }
        }
        profile
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn log(&self) -> PathBuf {
        self.0.join("console.log")
    }

    /// Adds an authority to the certificate database in `folder`.
    fn trust(&self, certutil: &Path, folder: &str, authority: &Path) {
        let folder = self.0.join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        let list = format!("sql:{}", folder.display());
        let new = ["-N", "--empty-password"];
        // `C`: trusted to issue server certificates.
        let add = ["-A", "-n", "test", "-t", "C,,", "-i"];
        for arguments in [&new[..], &add[..]] {
            let mut command = Command::new(certutil);
            command.args(arguments);
            if arguments.contains(&"-i") {
                command.arg(authority);
            }
            let done = command.args(["-d", &list]).output().expect("certutil runs");
            let stderr = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{command:?}: {stderr}");
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
