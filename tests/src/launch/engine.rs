//! The engines, and where they are on this machine.

use std::env;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Browser;

/// The names, separated by commas, of the engines that have to be there.
const DEMANDED: &str = "CORS_BROWSERS";

/// Where distributions put the browser that `WebKitGTK` is tried out with; it is on no `PATH`.
const LIBRARIES: [&str; 4] = [
    "/usr/lib",
    "/usr/libexec",
    "/usr/lib64",
    "/usr/local/libexec",
];

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Of Chrome, Edge, Opera and others.
    Chromium,
    /// Gecko.
    Firefox,
    /// Of Safari; here as `WebKitGTK`, whose network layer is not Apple's.
    WebKit,
}

/// An engine that is there.
#[derive(Debug, Clone)]
pub struct Installed {
    pub(super) engine: Engine,
    pub(super) program: PathBuf,
    /// What makes a certificate known to a profile.
    pub(super) certutil: Option<PathBuf>,
    /// What shows a window to nobody.
    pub(super) xvfb: Option<PathBuf>,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name by which `CORS_BROWSERS` asks for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// This engine, if the test is to run in it: one that `CORS_BROWSERS` names, or, where that is
    /// not set, one that is found. Says which do not run, and why.
    ///
    /// # Panics
    ///
    /// If `CORS_BROWSERS` names an engine that is not there, or none that exists.
    #[must_use]
    pub fn seek(self) -> Option<Installed> {
        self.seek_with(Self::find)
    }

    /// The same, with what it takes to make a certificate of one's own known to it.
    ///
    /// # Panics
    ///
    /// As [`Engine::seek`] does.
    #[must_use]
    pub fn seek_for_https(self) -> Option<Installed> {
        self.seek_with(|engine| {
            let installed = engine.find()?;
            match engine {
                Self::Chromium | Self::Firefox if installed.certutil.is_none() => Err("certutil"),
                _ => Ok(installed),
            }
        })
    }

    fn seek_with(
        self,
        find: impl FnOnce(Self) -> Result<Installed, &'static str>,
    ) -> Option<Installed> {
        let demanded = demanded();
        if demanded.as_ref().is_some_and(|all| !all.contains(&self)) {
            say(&format!(
                "`{DEMANDED}` does not ask for {self}: its verdicts were not asked for"
            ));
            return None;
        }
        match find(self) {
            Ok(installed) => Some(installed),
            Err(missing) => {
                assert!(
                    demanded.is_none(),
                    "`{DEMANDED}` asks for {self}, and there is no {missing}"
                );
                say(&format!(
                    "no {missing}: the verdicts of {self} were not asked for"
                ));
                None
            }
        }
    }

    /// The programs, or the name of one that is missing.
    fn find(self) -> Result<Installed, &'static str> {
        let program = match self {
            Self::Chromium => on_the_path(&["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => on_the_path(&["firefox-esr", "firefox"]),
            Self::WebKit => in_the_libraries("MiniBrowser"),
        };
        let xvfb = on_the_path(&["Xvfb"]);
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
            certutil: on_the_path(&["certutil"]),
            xvfb,
        })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Installed {
    /// Starts it on `page`, with a profile that nothing was done with before. It believes what the
    /// certificate `authority` (a PEM file) signed.
    ///
    /// # Panics
    ///
    /// If it does not start.
    #[must_use]
    pub fn open(&self, page: &str, authority: Option<&Path>) -> Browser {
        Browser::open(self, page, authority)
    }
}

/// What the environment asks for. `None` if it asks for nothing in particular.
fn demanded() -> Option<Vec<Engine>> {
    let names = env::var(DEMANDED).ok().filter(|names| !names.is_empty())?;
    let engine = |name: &str| {
        let found = Engine::ALL
            .into_iter()
            .find(|engine| engine.name() == name.trim());
        found.unwrap_or_else(|| panic!("`{DEMANDED}` asks for `{name}`, which is no engine"))
    };
    Some(names.split(',').map(engine).collect())
}

/// The first of these programs on the `PATH`.
fn on_the_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let programs = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    first_file(programs)
}

/// A program of `WebKitGTK`: in `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`, say.
fn in_the_libraries(name: &str) -> Option<PathBuf> {
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

/// Past the harness, which shows what a passing test prints to nobody.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
