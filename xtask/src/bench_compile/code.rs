//! The part `code`: machine code and loaded bytes per handler of a release program.

use std::path::Path;
use std::process::Command;

use super::handler_source::Variant;
use super::options::Options;
use super::results::Row;
use super::sandbox::Sandbox;
use crate::result::Result;
use crate::workspace;

/// The sizes of a program.
struct Sizes {
    /// Bytes of the section `.text`.
    code: f64,
    /// Bytes that are loaded from the file.
    loaded: f64,
}

/// Builds every program with 1 handler and with `mounted` more, and divides the difference.
pub(super) fn measure(sandbox: &Sandbox, options: &Options) -> Result<Vec<Row>> {
    let mounted = u32::try_from(options.mounted)?;
    let mut rows = Vec::new();
    for variant in Variant::ALL {
        let name = variant.name();
        let one = build(sandbox, variant, 1)?;
        let many = build(sandbox, variant, 1 + options.mounted)?;
        let code = (many.code - one.code) / f64::from(mounted);
        let loaded = (many.loaded - one.loaded) / f64::from(mounted);
        rows.push(Row::mean(&format!("{name}-each"), code, "bytes of code"));
        rows.push(Row::mean(&format!("{name}-each-loaded"), loaded, "bytes"));
        eprintln!("code: {name}");
    }
    Ok(rows)
}

fn build(sandbox: &Sandbox, variant: Variant, count: usize) -> Result<Sizes> {
    let target = sandbox.target("target-code");
    let package = format!("program-{}", variant.name());
    variant.write_program(sandbox, &package, count)?;
    workspace::output_of(&mut sandbox.cargo(
        &package,
        &target,
        &["build", "--release", "--quiet"],
    ))?;
    sizes_of(&target.join("release").join(&package))
}

/// Runs `size` of binutils.
fn sizes_of(program: &Path) -> Result<Sizes> {
    let sections = workspace::output_of(Command::new("size").arg("-A").arg(program))?;
    let totals = workspace::output_of(Command::new("size").arg(program))?;
    let sizes = parse(&sections, &totals);
    sizes.ok_or_else(|| format!("`size` prints another format:\n{sections}\n{totals}").into())
}

fn parse(sections: &str, totals: &str) -> Option<Sizes> {
    let number = |word: Option<&str>| word?.parse::<u32>().ok().map(f64::from);
    let text = sections.lines().find(|line| line.starts_with(".text "))?;
    let code = number(text.split_whitespace().nth(1))?;
    // The columns are text, data and bss; the last is not in the file.
    let mut columns = totals.lines().nth(1)?.split_whitespace();
    let loaded = number(columns.next())? + number(columns.next())?;
    Some(Sizes { code, loaded })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn output_of_size_is_parsed() {
        let sections = "a  :\nsection   size   addr\n.init       27   100\n.text     4000   200\n";
        let totals = "   text\t   data\t    bss\t    dec\t    hex\tfilename\n   5000\t    300\t     20\t   5320\t   14c8\ta\n";
        let sizes = parse(sections, totals).unwrap();
        assert!((sizes.code - 4000.0).abs() < 0.1 && (sizes.loaded - 5300.0).abs() < 0.1);
        assert!(parse("", totals).is_none());
    }
}
