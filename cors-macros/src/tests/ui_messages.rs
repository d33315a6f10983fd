//! What an expansion tells the compiler to say, and that it is what people read: every use of the
//! attributes and of `policy!` in `tests/ui` and `tests/pass` is expanded here, and its messages are
//! held against the `.stderr` beside the file.
//!
//! The compiler's own run of these files is the proof (`tests/ui.rs`), and takes minutes. This one
//! takes a second, and knows nothing of what the compiler finds out by itself: types, and places.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::expand;

/// The files whose messages people read otherwise than an expansion says them, and why.
const READ_OTHERWISE: [(&str, &str); 3] = [
    ("ui/attribute/origin_from_environment", SPACES),
    ("ui/max_age/duration", SPACES),
    (
        "ui/signature/web_socket_under_a_policy",
        "asserted of another policy, by the compiler",
    ),
];
const SPACES: &str = "repeats tokens, which the compiler prints with fewer spaces";

#[test]
fn the_messages_of_the_ui_tests_are_those_of_the_expansions() {
    let cases = files("ui");
    assert!(cases.len() > 100, "{}", cases.len());
    let mut excused = Vec::new();
    for case in cases {
        let mut said = said_of(&case);
        let mut read = read_by_people(&case.with_extension("stderr"));
        said.sort();
        read.sort();
        let name = name(&case);
        let excuse = READ_OTHERWISE.iter().find(|(case, _)| *case == name);
        if let Some((_, why)) = excuse {
            assert_ne!(said, read, "{name} is excused: {why}");
            excused.push(name);
        } else {
            assert_eq!(said, read, "{name}");
        }
    }
    assert_eq!(excused.len(), READ_OTHERWISE.len(), "only {excused:?}");
}

#[test]
fn nothing_is_said_of_what_passes() {
    let cases = files("pass");
    assert!(cases.len() > 4, "{}", cases.len());
    for case in cases {
        assert_eq!(said_of(&case), [""; 0], "{}", name(&case));
    }
}

/// The comparison above would hold between two empty lists as well.
#[test]
fn messages_are_found_in_an_expansion() {
    let program = quote! {
        fn main() {
            #[cors::axum::cors(origins = ["https://app.example.com/"], max_age = 7_201)]
            async fn f() {
                cors::policy! { origins = ["*"], methods = ["put"] }
            }
        }
    };
    let said = said_in(program, "");
    let rules: Vec<_> = said.iter().filter_map(|text| rule_in(text)).collect();
    assert_eq!(rules, ["C05", "G03", "D04"], "{said:?}");
}

/// The programs below a folder of `tests`.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![tests().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

/// `ui/theme/mistake`.
fn name(case: &Path) -> String {
    let below = case.strip_prefix(tests()).expect("a file of the tests");
    below
        .with_extension("")
        .to_string_lossy()
        .replace('\\', "/")
}

/// Our messages in what the compiler printed: those with a rule.
fn read_by_people(stderr: &Path) -> Vec<String> {
    let printed = fs::read_to_string(stderr).expect("what the compiler says");
    let mut messages = Vec::new();
    for block in printed.split("\n\n") {
        let lines = block.trim().lines().map(str::trim);
        let message: Vec<_> = lines.take_while(|line| !line.starts_with("-->")).collect();
        let message = message.join("\n");
        let Some((_, message)) = message.split_once(": ") else {
            continue;
        };
        // A warning is the note of something deprecated.
        let message = match message.split_once("`_::cors_warning`:\n") {
            Some((_, note)) => note,
            None => message,
        };
        if rule_in(message).is_some() {
            messages.push(message.to_owned());
        }
    }
    messages
}

/// `C05` in `… [C05]`.
fn rule_in(message: &str) -> Option<&str> {
    let mut lines = message.lines();
    lines.find_map(|line| Some(line.strip_suffix(']')?.rsplit_once(" [")?.1))
}

/// What the expansions of a program say.
fn said_of(case: &Path) -> Vec<String> {
    let program = fs::read_to_string(case).expect("a program");
    let imported = program.lines().find_map(imported).unwrap_or_default();
    said_in(program.parse().expect("tokens"), imported)
}

/// The door whose attribute a line makes `#[cors]`.
fn imported(line: &str) -> Option<&str> {
    let path = line.trim().strip_prefix("use cors::")?;
    let mut words = path.split(|c: char| !c.is_alphanumeric());
    let is_ours = words.clone().any(|word| word == "cors");
    words.next().filter(|_| is_ours)
}

fn said_in(program: TokenStream, imported: &str) -> Vec<String> {
    let mut said = Vec::new();
    let tokens: Vec<TokenTree> = program.into_iter().collect();
    let mut rest = &tokens[..];
    while let [token, behind @ ..] = rest {
        rest = behind;
        match (token, behind) {
            (TokenTree::Punct(pound), [TokenTree::Group(group), item @ ..])
                if pound.as_char() == '#' =>
            {
                let Some((door, attribute)) = annotation(group.stream(), imported) else {
                    continue;
                };
                let end = item.iter().position(is_end).expect("an item");
                let expansion = door(attribute, item[..=end].iter().cloned().collect());
                said.extend(messages(expansion));
                // The item's other attributes went with it. Its body may hold handlers of its own.
                rest = &item[end..];
            }
            (TokenTree::Ident(name), [TokenTree::Punct(_), TokenTree::Group(entries), ..])
                if name == "policy" =>
            {
                let entries = entries.stream();
                said.extend(messages(expand::policy::expand(quote!([cors] #entries))));
            }
            // Rules are no program until they are used.
            (TokenTree::Ident(name), [_, _, _, behind @ ..]) if name == "macro_rules" => {
                rest = behind;
            }
            (TokenTree::Group(group), _) => said.extend(said_in(group.stream(), imported)),
            _ => {}
        }
    }
    said
}

type Door = fn(TokenStream, TokenStream) -> TokenStream;

/// Whose attribute it is, and what stands in it, if it is one of ours.
fn annotation(attribute: TokenStream, imported: &str) -> Option<(Door, TokenStream)> {
    let meta: syn::Meta = syn::parse2(attribute).ok()?;
    let names = meta.path().segments.iter();
    let names: Vec<_> = names.map(|segment| segment.ident.to_string()).collect();
    let door = match &names[..] {
        [cors] if cors == "cors" => imported,
        [facade, door, cors] if facade == "cors" && cors == "cors" => door,
        _ => return None,
    };
    let door: Door = match door {
        "axum" => expand::axum::expand,
        "actix" => expand::actix::expand,
        "rocket" => expand::rocket::expand,
        _ => expand::plain::expand,
    };
    let entries = meta.require_list().map(|list| list.tokens.clone());
    Some((door, entries.unwrap_or_default()))
}

/// Whether an item ends with this token: a body or a semicolon.
fn is_end(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    }
}

/// The messages in an expansion, in order: behind `compile_error!` and `note =`.
pub(crate) fn messages(expansion: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut announced = false;
    for token in expansion {
        match &token {
            TokenTree::Ident(name) => announced = name == "compile_error" || name == "note",
            TokenTree::Group(group) if announced => {
                found.extend(group.stream().into_iter().map(|literal| text(&literal)));
                announced = false;
            }
            TokenTree::Group(group) => found.extend(messages(group.stream())),
            TokenTree::Literal(_) if announced => {
                // A note of the user's own has no line break in front.
                found.extend(text(&token).strip_prefix('\n').map(str::to_owned));
                announced = false;
            }
            _ => {}
        }
    }
    found
}

/// The text of a string literal.
fn text(literal: &TokenTree) -> String {
    let literal: syn::LitStr = syn::parse2(literal.clone().into()).expect("a string");
    literal.value()
}
