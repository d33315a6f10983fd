//! Access to the repository: its root, its files and its `cargo`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::result::Result;

/// Returns the root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the repository")
}

/// Returns the path of a file or folder, given relative to the root.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Reads a text file, and names it in the error.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Writes a text file, and names it in the error.
pub(crate) fn write(path: &Path, text: &str) -> Result {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Returns a call of the `cargo` that started this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end and returns its standard output; a failure carries its standard error.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        let stderr = String::from_utf8_lossy(&output.stderr);
        Err(format!("{program} failed with {}\n{stderr}", output.status).into())
    }
}
