//! The table as printed in the terminal.

use crate::scenario::Scenario;

/// Prints the table without results.
pub(crate) fn print(table: &[Scenario]) {
    println!("{}", heading().trim_end());
    for (index, scenario) in table.iter().enumerate() {
        print_group(table, index);
        println!("   {}", row(index, scenario).trim_end());
    }
}

pub(crate) fn heading() -> String {
    let [scenario, initiator, request] = ["scenario", "sent from", "request"];
    format!("    #  {scenario:<33}  {initiator:<27}  {request:<16}  expected     ")
}

pub(crate) fn row(index: usize, scenario: &Scenario) -> String {
    let number = index + 1;
    let Scenario {
        name,
        initiator,
        request,
        expected,
        ..
    } = scenario;
    let request = format!("{} {}", request.method, request.path);
    format!("{number:>2}  {name:<33}  {initiator:<27}  {request:<16}  {expected:<11}")
}

/// Prints the name of a group before its first row.
pub(crate) fn print_group(table: &[Scenario], index: usize) {
    let group = |index: usize| table.get(index).map(|scenario| scenario.group);
    let before = index.checked_sub(1).and_then(group);
    if let Some(name) = group(index).filter(|name| before != Some(*name)) {
        println!("\n       {name}");
    }
}
