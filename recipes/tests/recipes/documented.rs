//! The examples in the documentation of features whose dependencies `cors` does not have: each is the text of
//! a program here, which the recipes compile and ask.

/// Asserts that the only example of a module is the program.
#[track_caller]
pub(crate) fn assert_example_of(module: &str, program: &str) {
    let mut lines = module.lines().map(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let line = line.unwrap_or_default();
        line.strip_prefix(' ').unwrap_or(line)
    });
    let example: Vec<_> = lines
        .by_ref()
        .skip_while(|line| *line != "```ignore")
        .skip(1)
        .take_while(|line| *line != "```")
        .collect();
    let program = program
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    assert_eq!(example, program.collect::<Vec<_>>());
    assert!(!lines.any(|line| line == "```ignore"));
}

/// Asserts that the example of a section of `docs/recipes.md` is the program.
#[track_caller]
pub(crate) fn assert_recipe(title: &str, program: &str) {
    let guide = include_str!("../../../docs/recipes.md");
    let heading = format!("## {title}");
    let mut section = guide
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "));
    let example: Vec<_> = section
        .by_ref()
        .skip_while(|line| *line != "```rust")
        .skip(1)
        .take_while(|line| *line != "```")
        .collect();
    let program = program
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    assert_eq!(example, program.collect::<Vec<_>>(), "{title}");
    assert!(!section.any(|line| line == "```rust"), "{title}");
}
