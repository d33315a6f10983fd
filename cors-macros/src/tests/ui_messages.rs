//! The messages of the UI tests, without the compiler: every use of the attributes and of `policy!` in
//! `tests/ui` and `tests/pass` is expanded here, and its messages are compared with the `.stderr` next
//! to the file.
//!
//! The compiler's own run (`tests/ui.rs`) takes minutes, this one a second. It does not see what only
//! the compiler finds: errors about types, and source ranges.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::expand;

/// The files whose `.stderr` differs from the messages of the expansion, and why.
const EXPECTED_DIFFERENCES: [(&str, &str); 12] = [
    ("ui/signature/web_socket_under_a_policy", OTHER_POLICY),
    ("ui/signature/json_under_a_policy", OTHER_POLICY),
    ("ui/signature/authorization_under_a_policy", OTHER_POLICY),
    ("ui/item/annotated_twice_by_a_macro", SECOND_ATTRIBUTE),
    ("ui/item/annotated_twice_by_a_re_export", SECOND_ATTRIBUTE),
    ("ui/item/annotated_twice_by_cfg_attr", SECOND_ATTRIBUTE),
    ("ui/item/annotated_twice_for_axum", SECOND_ATTRIBUTE),
    (
        "ui/item/annotated_twice_for_two_frameworks",
        SECOND_ATTRIBUTE,
    ),
    ("ui/actix/annotated_twice", SECOND_ATTRIBUTE),
    ("ui/poem/annotated_twice", SECOND_ATTRIBUTE),
    ("ui/rocket/annotated_twice", SECOND_ATTRIBUTE),
    (
        "ui/newcomer/second_attribute_under_another_name",
        SECOND_ATTRIBUTE,
    ),
];
const OTHER_POLICY: &str = "the compiler evaluates the assertion about another policy";
const SECOND_ATTRIBUTE: &str = "the compiler expands the second attribute, whose name it knows";

#[test]
fn ui_tests_have_the_messages_of_their_expansions() {
    let cases = files("ui");
    assert!(cases.len() > 100, "{}", cases.len());
    let mut excused = Vec::new();
    for case in cases {
        let mut found = expansion_messages(&case);
        let mut expected = stderr_messages(&case.with_extension("stderr"));
        found.sort();
        expected.sort();
        let name = name(&case);
        let excuse = EXPECTED_DIFFERENCES.iter().find(|(case, _)| *case == name);
        if let Some((_, why)) = excuse {
            assert_ne!(found, expected, "{name} is excused: {why}");
            excused.push(name);
        } else {
            assert_eq!(found, expected, "{name}");
        }
    }
    assert_eq!(
        excused.len(),
        EXPECTED_DIFFERENCES.len(),
        "only {excused:?}"
    );
}

#[test]
fn pass_tests_have_no_messages() {
    let cases = files("pass");
    assert!(cases.len() > 4, "{}", cases.len());
    for case in cases {
        assert_eq!(expansion_messages(&case), [""; 0], "{}", name(&case));
    }
}

/// The comparison above would also succeed for two empty lists.
#[test]
fn messages_of_expansions_are_found() {
    let program = quote! {
        fn main() {
            #[cors::axum::cors(origins = ["https://app.example.com/"], max_age = 7_201)]
            async fn f() {
                cors::policy! { origins = ["*"], methods = ["put"] }
            }
        }
    };
    let found = messages_in(program, "");
    let rules: Vec<_> = found.iter().filter_map(|text| rule_in(text)).collect();
    assert_eq!(rules, ["C05", "G03", "D04"], "{found:?}");
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

/// The messages with a rule in the output of the compiler.
fn stderr_messages(stderr: &Path) -> Vec<String> {
    let printed = fs::read_to_string(stderr).expect("the output of the compiler");
    let mut messages = Vec::new();
    for block in printed.split("\n\n") {
        let lines = block.trim().lines().map(str::trim);
        let message: Vec<_> = lines.take_while(|line| !line.starts_with("-->")).collect();
        let message = message.join("\n");
        let Some((_, message)) = message.split_once(": ") else {
            continue;
        };
        // A warning is the note of a deprecated item.
        let message = match message.split_once("`:\n") {
            Some((item, note)) if item.contains("`_::cors_") => note,
            _ => message,
        };
        if rule_in(message).is_some() {
            messages.push(message.to_owned());
        }
    }
    messages
}

/// Returns `C05` for `… [C05]`.
fn rule_in(message: &str) -> Option<&str> {
    let mut lines = message.lines();
    lines.find_map(|line| Some(line.strip_suffix(']')?.rsplit_once(" [")?.1))
}

/// The messages of the expansions in a program.
fn expansion_messages(case: &Path) -> Vec<String> {
    let program = fs::read_to_string(case).expect("a program");
    let imported = program.lines().find_map(imported).unwrap_or_default();
    // Source code that does not consist of tokens reaches no macro.
    let tokens = program.parse();
    tokens.map_or_else(|_| Vec::new(), |tokens| messages_in(tokens, imported))
}

/// The integration whose attribute a line imports as `#[cors]`.
fn imported(line: &str) -> Option<&str> {
    let path = line.trim().strip_prefix("use cors::")?;
    let mut words = path.split(|c: char| !c.is_alphanumeric());
    let is_ours = words.clone().any(|word| word == "cors");
    words.next().filter(|_| is_ours)
}

fn messages_in(program: TokenStream, imported: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tokens: Vec<TokenTree> = program.into_iter().collect();
    let mut rest = &tokens[..];
    while let [token, following @ ..] = rest {
        rest = following;
        match (token, following) {
            (TokenTree::Punct(pound), [TokenTree::Group(group), item @ ..])
                if pound.as_char() == '#' =>
            {
                let Some((expand, args)) = cors_attribute(group.stream(), imported) else {
                    continue;
                };
                let end = item.iter().position(is_end).expect("an item");
                let expansion = expand(args, item[..=end].iter().cloned().collect());
                found.extend(messages(expansion));
                // The item's other attributes are part of it. Its body may contain handlers.
                rest = &item[end..];
            }
            (TokenTree::Ident(name), [TokenTree::Punct(_), TokenTree::Group(entries), ..])
                if name == "policy" =>
            {
                let entries = entries.stream();
                found.extend(messages(expand::policy::expand(quote!([cors] #entries))));
            }
            // Skip the definition: only its uses are expanded.
            (TokenTree::Ident(name), [_, _, _, following @ ..]) if name == "macro_rules" => {
                rest = following;
            }
            (TokenTree::Group(group), _) => found.extend(messages_in(group.stream(), imported)),
            _ => {}
        }
    }
    found
}

type Expand = fn(TokenStream, TokenStream) -> TokenStream;

/// The expansion and the arguments of an attribute, if it is a `#[cors]`.
fn cors_attribute(attribute: TokenStream, imported: &str) -> Option<(Expand, TokenStream)> {
    let meta: syn::Meta = syn::parse2(attribute).ok()?;
    let names = meta.path().segments.iter();
    let names: Vec<_> = names.map(|segment| segment.ident.to_string()).collect();
    let integration = match &names[..] {
        [cors] if cors == "cors" => imported,
        [facade, integration, cors] if facade == "cors" && cors == "cors" => integration,
        _ => return None,
    };
    let expand: Expand = match integration {
        "axum" => expand::axum::expand,
        "actix" => expand::actix::expand,
        "poem" => expand::poem::expand,
        "rocket" => expand::rocket::expand,
        _ => expand::function::expand,
    };
    let args = meta.require_list().map(|list| list.tokens.clone());
    Some((expand, args.unwrap_or_default()))
}

/// Returns whether an item ends with this token: its body or a semicolon.
fn is_end(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    }
}

/// The condition of an error that only release builds have, as tokens are printed.
const FOR_RELEASE: &str = "[cfg (not (debug_assertions))]";

/// The messages in an expansion for debug builds, in order: those of `compile_error!` and `note =`.
pub(crate) fn messages(expansion: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_next = false;
    let mut is_for_release = false;
    let mut is_silenced = false;
    for token in expansion {
        match &token {
            // Debug builds have the same message as a warning.
            TokenTree::Group(cfg) if cfg.to_string() == FOR_RELEASE => is_for_release = true,
            TokenTree::Group(_) if is_for_release && is_next => {
                (is_for_release, is_next) = (false, false);
            }
            TokenTree::Group(group) if group.to_string() == "[allow (deprecated)]" => {
                is_silenced = true;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && is_silenced => {
                is_silenced = false;
            }
            // Of a named policy, only the compiler knows whether the warning applies.
            TokenTree::Group(group) if group.to_string().contains("struct __Policy") => {}
            TokenTree::Ident(name) => is_next = name == "compile_error" || name == "note",
            TokenTree::Group(group) if is_next => {
                found.extend(group.stream().into_iter().map(|literal| text(&literal)));
                is_next = false;
            }
            TokenTree::Group(group) => found.extend(messages(group.stream())),
            TokenTree::Literal(_) if is_next => {
                // A note of the user has no leading line break.
                found.extend(text(&token).strip_prefix('\n').map(str::to_owned));
                is_next = false;
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
