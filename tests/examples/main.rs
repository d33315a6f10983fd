//! The examples: each is built and started like `cargo run --example NAME`, and responds to
//! requests over a socket.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use cors_tests::example_process::{ExampleProcess, build_examples};

/// The executables of the examples.
static EXAMPLES: LazyLock<BTreeMap<String, PathBuf>> = LazyLock::new(build_examples);

fn check_example(name: &str, status: u16) {
    ExampleProcess::start(&EXAMPLES[name]).assert_responses(status);
}

#[test]
fn hyper_example_runs() {
    check_example("hyper", 200);
}

#[test]
fn axum_example_runs() {
    check_example("axum", 200);
}

#[test]
fn tower_example_runs() {
    check_example("tower", 200);
}

#[test]
fn actix_example_runs() {
    check_example("actix", 200);
}

#[test]
fn poem_example_runs() {
    check_example("poem", 200);
}

/// The example starts without users, hence 404.
#[test]
fn rocket_example_runs() {
    check_example("rocket", 404);
}

/// The requests are not authenticated, so the page reads the 401.
#[test]
fn order_of_layers_example_runs() {
    check_example("order_of_layers", 401);
}

/// Returns what the example prints to standard error when it ends because of these variables.
fn configuration_errors(variables: &[(&str, &str)]) -> String {
    let output = Command::new(&EXAMPLES["configuration"])
        .arg("127.0.0.1:0")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the example starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "the example listens");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn configuration_example_runs() {
    check_example("configuration", 200);
}

/// An error returned from `main` is printed by `Debug`.
#[test]
fn wrong_configuration_ends_the_program_with_sentences() {
    assert_eq!(
        configuration_errors(&[
            ("APP_CORS_ORIGINS", "https://app.example.com/"),
            ("APP_CORS_CREDENTIAL", "true"),
        ]),
        "Error: deny: APP_CORS_ORIGINS[0]: origin `https://app.example.com/` ends with a slash [C05]\n  \
         help: write it as browsers send it: `\"https://app.example.com\"`\n\
         deny: APP_CORS_CREDENTIAL: unknown environment variable `APP_CORS_CREDENTIAL` [J03]\n  \
         help: set `APP_CORS_CREDENTIALS` instead\n"
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wrong_configuration.toml");
    let text = "[cors]\norigins = [\"https://app.example.com\", \"*\"]\ncredentials = true\n";
    fs::write(&file, text).expect("a file");
    let file = file.to_str().expect("a path in UTF-8");
    assert_eq!(
        configuration_errors(&[("APP_CONFIGURATION", file)]),
        "Error: deny: cors.origins[1]: `\"*\"` cannot be combined with `credentials`: browsers block \
         such responses [B01]\n  \
         help: list the origins that may act as the signed-in user: \
         `origins = [\"https://app.example.com\"]`\n"
    );
}
