//! Cargo features: the dependencies of each feature, and the example of each integration checked with
//! its feature only.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The direct dependencies that each feature adds to `cors`. The framework of an integration comes
/// first.
const FEATURES: &[(&str, &[&str])] = &[
    ("", &[]),
    ("actix-web", &["actix-web", "pin-project-lite"]),
    (
        "aide",
        &["aide", "axum", "pin-project-lite", "serde_json", "tower"],
    ),
    ("axum", &["axum", "pin-project-lite", "tower"]),
    (
        "axum-extra",
        &["axum", "axum-extra", "pin-project-lite", "tower"],
    ),
    ("poem", &["poem"]),
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
    (
        "utoipa",
        &["axum", "pin-project-lite", "serde_json", "tower"],
    ),
];

/// The packages in every program with `cors`.
const BASE: &[&str] = &["cors", "cors-macros", "cors-runtime", "http"];

/// The dependencies of those four packages.
const TRANSITIVE: &[&str] = &[
    "arc-swap",
    "bytes",
    "cors-policy",
    "itoa",
    "proc-macro2",
    "quote",
    "rustversion",
    "syn",
    "unicode-ident",
];

fn names<'n>(lists: impl IntoIterator<Item = &'n [&'n str]>) -> BTreeSet<String> {
    let names = lists.into_iter().flatten();
    names.map(|name| (*name).to_owned()).collect()
}

fn manifest() -> String {
    fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("a manifest")
}

/// Runs cargo offline, asserts that it succeeds, and returns what it prints.
fn cargo(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--offline"])
        .args(arguments)
        .current_dir(ROOT)
        .stdin(Stdio::null())
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}:\n{errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// Returns the packages of a program that depends on `cors` with this feature.
fn tree(feature: &str, arguments: &[&str]) -> BTreeSet<String> {
    let tree = ["--locked", "--edges", "normal", "--package", "cors"];
    let features = ["--no-default-features", "--features", feature];
    let format = ["--prefix", "none", "--format", "{p}"];
    let packages = cargo("tree", &[&tree, &features[..], &format, arguments].concat());
    let names = packages.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn features_have_the_listed_dependencies_only() {
    for (feature, direct) in FEATURES {
        let expected = names([BASE, *direct]);
        assert_eq!(tree(feature, &["--depth", "1"]), expected, "`{feature}`");
    }
}

#[test]
fn feature_list_is_complete() {
    let manifest = manifest();
    let (_, features) = manifest.split_once("\n[features]\n").expect("a table");
    let (features, _) = features.split_once("\n[").expect("a following table");
    let features = features.lines().filter(|line| !line.starts_with('#'));
    let features = features.filter_map(|line| line.split_once(" = "));
    let features = features.map(|(name, _)| if name == "default" { "" } else { name });
    let features: BTreeSet<_> = features.collect();
    let listed: BTreeSet<_> = FEATURES.iter().map(|(name, _)| *name).collect();
    assert_eq!(features, listed);
}

#[test]
fn disabled_integrations_are_not_dependencies() {
    let base = names([BASE, TRANSITIVE]);
    assert_eq!(tree("", &[]), base);
    let tower = FEATURES.iter().find(|(feature, _)| *feature == "tower");
    let (_, tower) = tower.expect("a listed feature");
    assert_eq!(tree("tower", &[]), names([BASE, TRANSITIVE, *tower]));
    // An integration depends on what its framework depends on, and on no other framework.
    for (feature, others) in [
        ("axum", &["actix-web", "hyper", "poem", "rocket"][..]),
        ("actix-web", &["axum", "hyper", "poem", "rocket", "tower"]),
        // poem itself depends on hyper.
        ("poem", &["actix-web", "axum", "rocket", "tower"]),
        // Rocket itself depends on hyper.
        ("rocket", &["actix-web", "axum", "poem", "tower"]),
    ] {
        let tree = tree(feature, &[]);
        assert!(tree.contains(feature), "`{feature}`");
        assert!(tree.is_superset(&base), "`{feature}`");
        let unexpected: Vec<_> = others.iter().filter(|name| tree.contains(**name)).collect();
        assert!(unexpected.is_empty(), "`{feature}` brings {unexpected:?}");
    }
}

/// Creates and checks a package outside of the workspace that depends on `cors` with one feature
/// and has an example as its program. All other settings are those of the examples in the
/// workspace, so that dependencies are checked only once.
fn check_isolated(example: &str, feature: &str) {
    let manifest = manifest();
    let (_, development) = manifest
        .split_once("\n[dev-dependencies]\n")
        .expect("the examples have dependencies");
    let (development, _) = development.split_once("\n[").expect("a following table");
    let is_cors = |line: &&str| line.starts_with("cors = ");
    let is_browser = |line: &&str| line.starts_with("cors-browser");
    assert_eq!(development.lines().filter(is_cors).count(), 1);
    let others = development
        .lines()
        .filter(|line| !is_cors(line) && !is_browser(line));
    let others: Vec<_> = others.collect();
    let (_, profiles) = manifest
        .split_once("\n[profile.dev]\n")
        .expect("the workspace has a profile");
    let (profiles, _) = profiles
        .split_once("\n[package]\n")
        .expect("a following table");
    let root = fs::canonicalize(ROOT).expect("the path of the workspace");
    let quoted = |path: &Path| format!("{:?}", path.to_str().expect("a path in UTF-8"));
    let name = format!("cors-isolated-{example}");
    let text = format!(
        "[workspace]\n\
         [package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [[bin]]\nname = {name:?}\npath = {source}\n\
         [dependencies]\nhttp = \"1\"\n\
         cors = {{ path = {path}, default-features = false, features = [{feature}] }}\n\
         {others}\n\
         [profile.dev]\n{profiles}\n",
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
    // Uses the versions of the workspace; cargo removes unused packages.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a list of versions");
    let tmpdir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmpdir
        .parent()
        .and_then(Path::to_str)
        .expect("the target folder");
    let manifest = folder.join("Cargo.toml");
    let manifest = manifest.to_str().expect("a path in UTF-8");
    cargo(
        "check",
        &["--manifest-path", manifest, "--target-dir", target],
    );
}

/// The tests of the examples run these programs, with all features.
#[test]
fn integrations_compile_with_their_own_feature_only() {
    for (example, feature) in [
        ("hyper", ""),
        ("axum", "axum"),
        ("tower", "tower"),
        ("actix", "actix-web"),
        ("poem", "poem"),
        ("rocket", "rocket"),
    ] {
        check_isolated(example, feature);
    }
}

/// Dev-dependencies may turn on features of a framework that an integration needs but does not turn
/// on; such a mistake would not fail the tests above. The dev-dependency on `cors` itself turns on most
/// features, so each test proves that these work together; the list has the others, with those of axum. CI
/// checks all features together.
#[test]
fn features_compile_without_dev_dependencies() {
    let each = FEATURES.iter().map(|(feature, _)| *feature);
    for features in each.chain(["aide,axum-extra,serde,tower,utoipa"]) {
        let package = ["--locked", "--package", "cors", "--no-default-features"];
        cargo("check", &[&package[..], &["--features", features]].concat());
    }
}
