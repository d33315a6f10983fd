//! `CORScanner`, installed in a Python virtual environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::result::Result;
use crate::workspace;

const PACKAGE: &str = "corscanner==0.9.7";

/// An installed scanner.
pub(super) struct Scanner {
    folder: PathBuf,
}

/// The result of one scan.
pub(super) struct Findings {
    /// The number of misconfigurations.
    pub(super) count: usize,
    /// The scanner's report in JSON, empty if nothing was found.
    pub(super) report: String,
}

impl Scanner {
    /// Installs the scanner in a folder, unless the folder already has it.
    pub(super) fn install(folder: &Path) -> Result<Self> {
        let scanner = Self {
            folder: folder.to_owned(),
        };
        if !scanner.program("corscanner").exists() {
            workspace::output_of(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
            workspace::output_of(
                Command::new(scanner.program("pip")).args(["install", "--quiet", PACKAGE]),
            )?;
        }
        Ok(scanner)
    }

    /// Scans addresses.
    pub(super) fn scan(&self, addresses: &[String]) -> Result<Findings> {
        let list = self.folder.join("addresses");
        let report = self.folder.join("report.json");
        workspace::write(&list, &(addresses.join("\n") + "\n"))?;
        // The scanner writes no report if it finds nothing, which would leave that of the previous scan.
        if report.exists() {
            std::fs::remove_file(&report)?;
        }
        let mut command = Command::new(self.program("corscanner"));
        command.arg("-i").arg(&list).arg("-o").arg(&report);
        // Keeps the scanner from downloading the Public Suffix List: it falls back on its own copy.
        command.env("https_proxy", "http://127.0.0.1:9");
        let output = command.output()?;
        let log = [output.stdout, output.stderr].concat();
        let log = String::from_utf8_lossy(&log);
        if !output.status.success() || !log.contains("Finished CORS scanning") {
            return Err(format!("the scanner did not finish:\n{log}").into());
        }
        let report = if report.exists() {
            workspace::read(&report)?
        } else {
            String::new()
        };
        Ok(Findings {
            count: report.matches("\"type\"").count(),
            report,
        })
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }
}
