//! B12: only release builds reject a local origin with `credentials`. The build of the program
//! decides, not that of the macro, so the test builds programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MAIN: &str = r#"
use cors::cors;
use http::{Request, Response};

#[cors(KEY = ["http://localhost:3000"], origins = ["https://app.example.com"ALSO], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    handler(Request::new(()));
    let policy = handler::policy();
    println!("{}", policy.allows(b"http://localhost:3000"));
}
"#;

/// Creates a package in the test's output directory that uses the attribute for functions.
fn package(name: &str, main: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let facade = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::fs::create_dir_all(folder.join("src")).expect("a folder");
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ncors = {{ path = {facade:?} }}\nhttp = \"1\"\n\n[workspace]\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    std::fs::copy(
        Path::new(facade).join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .expect("a lock file");
    std::fs::write(folder.join("src/main.rs"), main).expect("a source file");
    folder
}

fn cargo_run(folder: &Path, profile: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .args(profile)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("release-builds"),
        )
        .current_dir(folder)
        .output()
        .expect("cargo")
}

#[test]
fn release_builds_reject_local_origins_with_credentials() {
    let listed = MAIN
        .replace("KEY = [\"http://localhost:3000\"], ", "")
        .replace("ALSO", ", \"http://localhost:3000\"");
    let listed = package("listed", &listed);
    let development = package(
        "development",
        &MAIN.replace("KEY", "dev_origins").replace("ALSO", ""),
    );

    let debug = cargo_run(&listed, &[]);
    assert_eq!(
        String::from_utf8_lossy(&debug.stdout),
        "true\n",
        "{debug:?}"
    );

    let release = cargo_run(&listed, &["--release"]);
    let stderr = String::from_utf8_lossy(&release.stderr);
    assert!(!release.status.success(), "{stderr}");
    assert_eq!(stderr.matches("error: ").count(), 2, "{stderr}");
    assert!(
        stderr.contains(
            "error: `http://localhost:3000` with `credentials` is denied in release builds: \
             any program on the user's machine can have that origin [B12]"
        ),
        "{stderr}"
    );
    assert!(
        stderr.contains("help: move it to `dev_origins = [\"http://localhost:3000\"]`"),
        "{stderr}"
    );

    let debug = cargo_run(&development, &[]);
    assert_eq!(
        String::from_utf8_lossy(&debug.stdout),
        "true\n",
        "{debug:?}"
    );
    let release = cargo_run(&development, &["--release"]);
    assert_eq!(
        String::from_utf8_lossy(&release.stdout),
        "false\n",
        "{release:?}"
    );
}
