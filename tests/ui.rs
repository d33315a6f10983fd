//! Compile tests: invalid code fails with the messages in its `.stderr`. Valid code is in the targets
//! `pass_…`.

use std::path::Path;

#[test]
fn invalid_code_fails_with_the_expected_messages() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

#[test]
fn every_program_that_must_compile_is_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let programs = folder.join("pass").read_dir().expect("a folder");
    let names = programs.map(|entry| entry.expect("an entry").file_name());
    let mut count = 0;
    for name in names {
        let name = name.to_str().expect("a name in UTF-8");
        assert!(
            manifest.contains(&format!("path = \"pass/{name}\"")),
            "{name}"
        );
        count += 1;
    }
    assert!(count > 0, "no program");
}
