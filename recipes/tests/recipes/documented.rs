//! The examples in the documentation of features whose dependencies `cors` does not have: each is the text of
//! a program here, which the recipes compile and ask.

/// Asserts that the only example of a module is the program.
#[track_caller]
pub(crate) fn assert_example_of(module: &str, program: &str) {
    let lines = module.lines().map(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let line = line.unwrap_or_default();
        line.strip_prefix(' ').unwrap_or(line)
    });
    assert_only_example(lines, "```ignore", program);
}

/// Asserts that the example of a section of `docs/recipes.md` is the program.
#[track_caller]
pub(crate) fn assert_recipe(title: &str, program: &str) {
    let guide = include_str!("../../../docs/recipes.md");
    let heading = format!("## {title}");
    let section = guide
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "));
    assert_only_example(section, "```rust", program);
}

/// Asserts that the only example of a text, after a line that is `fence`, is the program.
#[track_caller]
fn assert_only_example<'l>(mut lines: impl Iterator<Item = &'l str>, fence: &str, program: &str) {
    let example: Vec<_> = lines
        .by_ref()
        .skip_while(|line| *line != fence)
        .skip(1)
        .take_while(|line| *line != "```")
        .collect();
    let program = program
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    assert_eq!(example, program.collect::<Vec<_>>());
    assert!(!lines.any(|line| line == fence), "another example");
}
