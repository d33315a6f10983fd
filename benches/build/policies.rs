//! Generates the policies with long lists of origins: `exact.rs`.

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
    let out = env::var_os("OUT_DIR").expect("the output directory of cargo");
    fs::write(Path::new(&out).join("exact.rs"), text).expect("the output directory is writable");
}

fn policy(text: &mut String, name: &str, many: usize, keys: &str) {
    writeln!(text, "/// {many} origins.").expect("writing to a string does not fail");
    writeln!(
        text,
        "pub static {name}: Policy = cors::policy! {{\n    origins = ["
    )
    .expect("writing to a string does not fail");
    for index in 0..many {
        // `case::origin` must use this format too.
        writeln!(text, "        \"https://app-{index:05}.example.com\",")
            .expect("writing to a string does not fail");
    }
    writeln!(text, "    ],{keys}\n}};").expect("writing to a string does not fail");
}
