//! The table in the terminal.

use crate::scenario::Scenario;

/// The table before anything has run.
pub(crate) fn print(table: &[Scenario]) {
    println!("{}", heading().trim_end());
    for (at, scenario) in table.iter().enumerate() {
        print_group(table, at);
        println!("   {}", row(at, scenario).trim_end());
    }
}

pub(crate) fn heading() -> String {
    let [scenario, asker, request] = ["scenario", "asked from", "request"];
    format!("    #  {scenario:<33}  {asker:<27}  {request:<16}  expected     ")
}

pub(crate) fn row(at: usize, scenario: &Scenario) -> String {
    let number = at + 1;
    let Scenario {
        name,
        asker,
        ask,
        expected,
        ..
    } = scenario;
    let request = format!("{} {}", ask.method, ask.path);
    format!("{number:>2}  {name:<33}  {asker:<27}  {request:<16}  {expected:<11}")
}

/// The name of a group, above its first row.
pub(crate) fn print_group(table: &[Scenario], at: usize) {
    let group = |at: usize| table.get(at).map(|scenario| scenario.group);
    let before = at.checked_sub(1).and_then(group);
    if let Some(name) = group(at).filter(|name| before != Some(*name)) {
        println!("\n       {name}");
    }
}
