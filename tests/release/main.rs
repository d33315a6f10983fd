//! Programs that release builds and debug builds treat differently. The build of the program decides, not that
//! of the macro or of the test, so the tests build programs.
//!
//! - B12: only release builds reject a local origin with `credentials`.
//! - Only debug builds panic at a policy around a handler with a policy of its own.

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

const NESTED: &str = r#"
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cors::{Policy, cors};
use cors::tower::CorsLayer;
use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com", "https://evil.example"],
    credentials,
};

#[cors(origins = ["https://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[derive(Clone)]
struct Inner;

impl Service<Request<()>> for Inner {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        ready(Ok(if request.uri() == "/plain" { Response::new(()) } else { handler(request) }))
    }
}

fn main() {
    for (path, origin) in [
        ("/plain", "https://evil.example"),
        ("/own", "https://app.example.com"),
        ("/own", "https://evil.example"),
    ] {
        let request = Request::get(path).header("origin", origin).body(()).unwrap();
        let future = pin!(CorsLayer::new(&API).layer(Inner).call(request));
        let Poll::Ready(response) = future.poll(&mut Context::from_waker(Waker::noop())) else {
            return;
        };
        let response = response.unwrap();
        let headers = response.headers();
        println!("{:?}", [
            headers.get("access-control-allow-origin"),
            headers.get("access-control-allow-credentials"),
            headers.get("vary"),
        ]);
    }
}
"#;

/// The headers of a handler's policy stay, where a debug build would panic: the policy around it allows more.
#[test]
fn release_builds_keep_the_decision_of_a_handler_within_a_layer() {
    let nested = package("nested", NESTED);
    let release = cargo_run(&nested, &["--release"]);
    assert_eq!(
        String::from_utf8_lossy(&release.stdout),
        "[Some(\"https://evil.example\"), Some(\"true\"), Some(\"Origin\")]\n\
         [Some(\"https://app.example.com\"), None, Some(\"Origin\")]\n\
         [None, None, Some(\"Origin\")]\n",
        "{release:?}"
    );
    let debug = cargo_run(&nested, &[]);
    let stderr = String::from_utf8_lossy(&debug.stderr);
    assert!(
        stderr.contains("`CorsLayer::new` is around a handler that has a policy of its own"),
        "{stderr}"
    );
}

/// Creates a package in the test's output directory that uses the attribute for functions.
fn package(name: &str, main: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let facade = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::fs::create_dir_all(folder.join("src")).expect("a folder");
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ncors = {{ path = {facade:?}, features = [\"tower\"] }}\nhttp = \"1\"\n\
         tower-layer = \"0.3\"\ntower-service = \"0.3\"\n\n[workspace]\n"
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
