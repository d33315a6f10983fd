//! The examples, each built and started as `cargo run --example NAME` does, and asked over a socket.

use std::path::Path;

use cors_tests::example_process::{ExampleProcess, build};

fn runs(name: &str, status: u16) {
    let source = format!("{}/../examples/{name}.rs", env!("CARGO_MANIFEST_DIR"));
    assert!(
        Path::new(&source).exists(),
        "there is no `examples/{name}.rs` yet"
    );
    let program = build(name, ["--package", "cors", "--example", name]);
    ExampleProcess::start(&program).assert_responses(status);
}

#[test]
fn hyper_runs() {
    runs("hyper", 200);
}

#[test]
fn axum_runs() {
    runs("axum", 200);
}

#[test]
fn tower_runs() {
    runs("tower", 200);
}

#[test]
fn actix_runs() {
    runs("actix", 200);
}

/// Nobody has been stored under that number yet.
#[test]
fn rocket_runs() {
    runs("rocket", 404);
}

/// Nobody is signed in there: what the page gets to see is the 401.
#[test]
fn order_of_layers_runs() {
    runs("order_of_layers", 401);
}
