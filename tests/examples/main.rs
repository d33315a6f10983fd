//! The examples: each is built and started like `cargo run --example NAME`, and responds to
//! requests over a socket.

use std::path::Path;

use cors_tests::example_process::{ExampleProcess, build};

fn check_example(name: &str, status: u16) {
    let source = format!("{}/../examples/{name}.rs", env!("CARGO_MANIFEST_DIR"));
    assert!(
        Path::new(&source).exists(),
        "`examples/{name}.rs` does not exist"
    );
    let executable = build(name, ["--package", "cors", "--example", name]);
    ExampleProcess::start(&executable).assert_responses(status);
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
