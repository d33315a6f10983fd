//! The browser engines, and where they are installed.

use std::env;
use std::fmt;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// The environment variable with a comma-separated list of engines that must be installed.
const ENV_VAR: &str = "CORS_BROWSERS";

/// The directories in which distributions install the example browser of `WebKitGTK`, which is not on the
/// `PATH`.
const LIBRARIES: [&str; 4] = [
    "/usr/lib",
    "/usr/libexec",
    "/usr/lib64",
    "/usr/local/libexec",
];

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The engine of Chrome, Edge, Opera and others.
    Chromium,
    /// Gecko.
    Firefox,
    /// The engine of Safari, here as `WebKitGTK`, whose network layer differs from Safari's.
    WebKit,
}

/// An installed engine.
#[derive(Debug, Clone)]
pub struct Installed {
    pub(super) engine: Engine,
    pub(super) program: PathBuf,
    /// Adds a certificate to a profile.
    pub(super) certutil: Option<PathBuf>,
    /// Provides a virtual display.
    pub(super) xvfb: Option<PathBuf>,
}

impl Engine {
    /// All engines.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Returns the engine's name in `CORS_BROWSERS`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Returns the engine if the test should run in it: if `CORS_BROWSERS` names it, or if the
    /// variable is unset and the engine is installed. Prints why an engine is skipped.
    ///
    /// # Panics
    ///
    /// If `CORS_BROWSERS` names an engine that is unknown or not installed.
    #[must_use]
    pub fn find(self) -> Option<Installed> {
        self.find_with(Self::locate)
    }

    /// Returns the engine like [`Engine::find`], if a test certificate authority can be added to
    /// its profile.
    ///
    /// # Panics
    ///
    /// Like [`Engine::find`].
    #[must_use]
    pub fn find_for_https(self) -> Option<Installed> {
        self.find_with(|engine| {
            let installed = engine.locate()?;
            match engine {
                Self::Chromium | Self::Firefox if installed.certutil.is_none() => Err("certutil"),
                _ => Ok(installed),
            }
        })
    }

    fn find_with(
        self,
        locate: impl FnOnce(Self) -> Result<Installed, &'static str>,
    ) -> Option<Installed> {
        let required = required();
        if required.as_ref().is_some_and(|all| !all.contains(&self)) {
            print(&format!(
                "`{ENV_VAR}` does not name {self}, which is skipped"
            ));
            return None;
        }
        match locate(self) {
            Ok(installed) => Some(installed),
            Err(missing) => {
                assert!(
                    required.is_none(),
                    "`{ENV_VAR}` names {self}, but {missing} is not installed"
                );
                print(&format!("{self} is skipped: {missing} is not installed"));
                None
            }
        }
    }

    /// Returns the executables, or the name of a missing one.
    fn locate(self) -> Result<Installed, &'static str> {
        let program = match self {
            Self::Chromium => on_path(&["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => on_path(&["firefox-esr", "firefox"]),
            Self::WebKit => in_library_folders("MiniBrowser"),
        };
        let xvfb = on_path(&["Xvfb"]);
        if self == Self::WebKit && xvfb.is_none() {
            return Err("Xvfb");
        }
        Ok(Installed {
            engine: self,
            program: program.ok_or(match self {
                Self::Chromium => "Chromium",
                Self::Firefox => "Firefox",
                Self::WebKit => "MiniBrowser of WebKitGTK",
            })?,
            certutil: on_path(&["certutil"]),
            xvfb,
        })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Returns the engines that `CORS_BROWSERS` names; `None` if it is unset.
fn required() -> Option<Vec<Engine>> {
    let names = env::var(ENV_VAR).ok().filter(|names| !names.is_empty())?;
    let engine = |name: &str| {
        let found = Engine::ALL
            .into_iter()
            .find(|engine| engine.name() == name.trim());
        found.unwrap_or_else(|| panic!("`{ENV_VAR}` names `{name}`, which is not an engine"))
    };
    Some(names.split(',').map(engine).collect())
}

/// Returns the first of these executables on the `PATH`.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let programs = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    first_file(programs)
}

/// Returns an executable of `WebKitGTK`, for example in `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`.
fn in_library_folders(name: &str) -> Option<PathBuf> {
    let folders = LIBRARIES
        .into_iter()
        .map(PathBuf::from)
        .flat_map(|library| {
            let below = library.read_dir().into_iter().flatten().flatten();
            let below: Vec<PathBuf> = below.map(|entry| entry.path()).collect();
            [library].into_iter().chain(below)
        });
    first_file(folders.map(|folder| folder.join("webkit2gtk-4.1").join(name)))
}

fn first_file(mut programs: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    programs.find(|program| program.is_file())
}

/// Prints directly to stderr, because the test harness captures the output of passing tests.
fn print(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
