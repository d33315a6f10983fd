//! What only release builds refuse: an origin on the user's own machine beside `credentials` [B12].
//! A build of its own, since the program's build decides, not the macro's.

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

/// A package beside the test's other output that uses the plain door.
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
    std::fs::write(folder.join("src/main.rs"), main).expect("a program");
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
fn a_local_origin_with_credentials_does_not_ship() {
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
    let words = String::from_utf8_lossy(&release.stderr);
    assert!(!release.status.success(), "{words}");
    assert_eq!(words.matches("error: ").count(), 2, "{words}");
    assert!(
        words.contains(
            "error: `http://localhost:3000` with `credentials` is in a release build: \
             any program on the user's machine can have that origin [B12]"
        ),
        "{words}"
    );
    assert!(
        words.contains("help: move it to `dev_origins = [\"http://localhost:3000\"]`"),
        "{words}"
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
