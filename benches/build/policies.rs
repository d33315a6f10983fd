//! Writes the policies with long lists, which nobody types: `exact.rs`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build/policies.rs");
    let mut text = String::new();
    for many in [10, 100, 1_000, 10_000] {
        policy(&mut text, &format!("EXACT_{many}"), many, "");
    }
    let keys = r#"
    methods = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
    headers = ["authorization", "content-type", "x-csrf-token"],
    max_age = 600,"#;
    policy(&mut text, "PREFLIGHT_1000", 1_000, keys);
    let out = env::var_os("OUT_DIR").expect("cargo's directory");
    fs::write(Path::new(&out).join("exact.rs"), text).expect("a file");
}

fn policy(text: &mut String, name: &str, many: usize, keys: &str) {
    writeln!(text, "/// {many} origins.").expect("a string");
    writeln!(
        text,
        "pub static {name}: Policy = cors::policy! {{\n    origins = ["
    )
    .expect("a string");
    for at in 0..many {
        // As `case::origin`.
        writeln!(text, "        \"https://app-{at:05}.example.com\",").expect("a string");
    }
    writeln!(text, "    ],{keys}\n}};").expect("a string");
}
