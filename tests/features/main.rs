//! Each feature by itself: what it brings along, and that the example of its door runs with nothing
//! else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cors_tests::example_process::{ExampleProcess, build};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What each feature adds to the direct dependencies of `cors`. The framework, where the door is one's,
/// is its first.
const FEATURES: &[(&str, &[&str])] = &[
    ("", &[]),
    ("actix-web", &["actix-web", "pin-project-lite"]),
    ("axum", &["axum", "pin-project-lite", "tower"]),
    (
        "browser",
        &[
            "bytes",
            "cookie_store",
            "data-url",
            "http-body",
            "http-body-util",
            "tower-service",
            "url",
        ],
    ),
    ("rocket", &["rocket"]),
    (
        "tower",
        &[
            "http-body",
            "pin-project-lite",
            "tower-layer",
            "tower-service",
        ],
    ),
    ("serde", &[]),
];

/// What is in every program that has `cors`.
const ALWAYS: &[&str] = &["cors", "cors-macros", "cors-runtime", "http"];

/// What those four need by themselves: `http`'s, the macro's, and what sets of origins are swapped with.
const UNDERNEATH: &[&str] = &[
    "arc-swap",
    "bytes",
    "itoa",
    "proc-macro2",
    "quote",
    "rustversion",
    "unicode-ident",
];

fn names<'n>(lists: impl IntoIterator<Item = &'n [&'n str]>) -> BTreeSet<String> {
    let names = lists.into_iter().flatten();
    names.map(|name| (*name).to_owned()).collect()
}

fn manifest() -> String {
    fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("a manifest")
}

/// The packages that a program gets with `cors` and this feature.
fn tree(feature: &str, further: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", "normal"])
        .args(["--package", "cors", "--no-default-features"])
        .args(["--features", feature, "--prefix", "none", "--format", "{p}"])
        .args(further)
        .current_dir(ROOT)
        .stdin(Stdio::null())
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let packages = String::from_utf8_lossy(&output.stdout);
    let names = packages.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn a_feature_brings_its_own_dependencies_and_no_others() {
    for (feature, direct) in FEATURES {
        let expected = names([ALWAYS, *direct]);
        assert_eq!(tree(feature, &["--depth", "1"]), expected, "`{feature}`");
    }
}

#[test]
fn every_feature_is_in_the_list() {
    let manifest = manifest();
    let (_, features) = manifest.split_once("\n[features]\n").expect("a table");
    let (features, _) = features.split_once("\n[").expect("a table behind it");
    let features = features.lines().filter(|line| !line.starts_with('#'));
    let features = features.filter_map(|line| line.split_once(" = "));
    let features = features.map(|(name, _)| if name == "default" { "" } else { name });
    let features: BTreeSet<_> = features.collect();
    let listed: BTreeSet<_> = FEATURES.iter().map(|(name, _)| *name).collect();
    assert_eq!(features, listed);
}

#[test]
fn an_unused_door_is_not_in_the_tree() {
    let without = names([ALWAYS, UNDERNEATH]);
    assert_eq!(tree("", &[]), without);
    let of_tower = FEATURES.iter().find(|(feature, _)| *feature == "tower");
    let (_, of_tower) = of_tower.expect("it is in the list");
    assert_eq!(tree("tower", &[]), names([ALWAYS, UNDERNEATH, *of_tower]));
    // A door of one framework is on what that is on, and on no other's.
    for (feature, others) in [
        ("axum", &["actix-web", "hyper", "rocket"][..]),
        ("actix-web", &["axum", "hyper", "rocket", "tower"]),
        // Rocket is on hyper itself.
        ("rocket", &["actix-web", "axum", "tower"]),
    ] {
        let tree = tree(feature, &[]);
        assert!(tree.contains(feature), "`{feature}`");
        assert!(tree.is_superset(&without), "`{feature}`");
        let foreign: Vec<_> = others.iter().filter(|name| tree.contains(**name)).collect();
        assert!(foreign.is_empty(), "`{feature}` brings {foreign:?}");
    }
}

/// A package outside of the workspace that depends on `cors` with one feature, and has the example of a
/// door as its program. Everything else is as at the examples of `cors`, so that what they are built
/// from is built once.
fn alone(example: &str, feature: &str) -> PathBuf {
    let manifest = manifest();
    let (_, development) = manifest
        .split_once("\n[dev-dependencies]\n")
        .expect("the examples have dependencies");
    let (development, _) = development.split_once("\n[").expect("a table behind it");
    let own = |line: &&str| line.starts_with("cors = ");
    assert_eq!(development.lines().filter(own).count(), 1);
    let others = development.lines().filter(|line| !own(line));
    let others: Vec<_> = others.collect();
    let root = fs::canonicalize(ROOT).expect("the workspace is somewhere");
    let quoted = |path: &Path| format!("{:?}", path.to_str().expect("a path in UTF-8"));
    let name = format!("cors-alone-{example}");
    let text = format!(
        "[workspace]\n\
         [package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [[bin]]\nname = {name:?}\npath = {source}\n\
         [dependencies]\nhttp = \"1\"\n\
         cors = {{ path = {path}, default-features = false, features = [{feature}] }}\n\
         {others}\n",
        path = quoted(&root),
        source = quoted(&root.join("examples").join(format!("{example}.rs"))),
        feature = if feature.is_empty() {
            String::new()
        } else {
            format!("{feature:?}")
        },
        others = others.join("\n"),
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("Cargo.toml"), text).expect("a manifest");
    // The versions are those of the workspace; what is not needed is dropped from the list.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a list of versions");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("it is in the target folder");
    let manifest = folder.join("Cargo.toml");
    let arguments = [
        "--offline".as_ref(),
        "--manifest-path".as_ref(),
        manifest.as_os_str(),
    ];
    build(
        &name,
        arguments
            .into_iter()
            .chain(["--target-dir".as_ref(), target.as_os_str()]),
    )
}

#[test]
fn a_door_works_with_its_own_feature_alone() {
    for (example, feature, status) in [
        ("hyper", "", 200),
        ("axum", "axum", 200),
        ("tower", "tower", 200),
        ("actix", "actix-web", 200),
        ("rocket", "rocket", 404),
    ] {
        let program = alone(example, feature);
        ExampleProcess::start(&program).assert_responses(status);
    }
}

/// What a door uses of a framework only because the tests turn it on would not be missed above. And all
/// features go together.
#[test]
fn features_build_without_what_the_tests_bring() {
    let all: Vec<&str> = FEATURES.iter().map(|(feature, _)| *feature).collect();
    let each = FEATURES.iter().map(|(feature, _)| (*feature).to_owned());
    for features in each.chain([all.join(",")]) {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--locked", "--offline"])
            .args(["--package", "cors", "--no-default-features"])
            .args(["--features", &features])
            .current_dir(ROOT)
            .stdin(Stdio::null())
            .output()
            .expect("cargo starts");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "`{features}`:\n{errors}");
    }
}
