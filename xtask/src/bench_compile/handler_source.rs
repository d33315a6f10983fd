//! Generated crates and programs of many handlers, without and with the attribute.

use std::fmt::Write as _;

use super::sandbox::Sandbox;
use crate::result::Result;

/// An integration whose handlers are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Integration {
    Axum,
    Function,
}

/// One measured crate: an integration, without or with the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) integration: Integration,
    pub(super) annotated: bool,
}

impl Integration {
    pub(super) const ALL: [Self; 2] = [Self::Axum, Self::Function];

    /// Returns the beginning of the names of packages and results.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Axum => "axum",
            Self::Function => "function",
        }
    }

    pub(super) fn plain(self) -> Variant {
        Variant {
            integration: self,
            annotated: false,
        }
    }

    pub(super) fn annotated(self) -> Variant {
        Variant {
            integration: self,
            annotated: true,
        }
    }
}

impl Variant {
    /// All variants, each integration without the attribute first.
    pub(super) const ALL: [Self; 4] = [
        Self {
            integration: Integration::Axum,
            annotated: false,
        },
        Self {
            integration: Integration::Axum,
            annotated: true,
        },
        Self {
            integration: Integration::Function,
            annotated: false,
        },
        Self {
            integration: Integration::Function,
            annotated: true,
        },
    ];

    /// Returns the name of the package and of the results.
    pub(super) fn name(self) -> String {
        let kind = if self.annotated { "annotated" } else { "plain" };
        format!("{}-{kind}", self.integration.name())
    }

    /// Writes a library of `count` public handlers, one policy each.
    pub(super) fn write_library(self, sandbox: &Sandbox, count: usize) -> Result {
        self.write(sandbox, &self.name(), "lib.rs", &self.lib_source(count))
    }

    /// Writes a program that uses all of its `count` handlers, as a package of the given name.
    pub(super) fn write_program(self, sandbox: &Sandbox, package: &str, count: usize) -> Result {
        self.write(sandbox, package, "main.rs", &self.main_source(count))
    }

    /// Returns the expression of one handler's body that [`Variant::lib_source`] writes for its position.
    pub(super) fn summand(position: usize) -> String {
        format!("+ {position};")
    }

    fn write(self, sandbox: &Sandbox, package: &str, file: &str, source: &str) -> Result {
        match self.integration {
            Integration::Axum => {
                let dependencies = ["axum = \"0.8\"", &sandbox.cors(&["axum"])];
                sandbox.package(package, &dependencies, file, source)
            }
            Integration::Function => {
                let dependencies = ["http = \"1\"", &sandbox.cors(&[])];
                sandbox.package(package, &dependencies, file, source)
            }
        }
    }

    fn lib_source(self, count: usize) -> String {
        let imports = match self.integration {
            Integration::Axum => "use axum::extract::Path;\n",
            Integration::Function => "use http::{Request, Response};\n",
        };
        let mut source = imports.to_owned();
        for position in 0..count {
            if self.annotated {
                let attribute = match self.integration {
                    Integration::Axum => "cors::axum::cors",
                    Integration::Function => "cors::cors",
                };
                let _ = writeln!(
                    source,
                    "#[{attribute}(origins = [\"https://app-{position:05}.example.com\"], credentials, expose = [\"etag\"])]"
                );
            }
            let summand = Self::summand(position);
            let _ = match self.integration {
                Integration::Axum => writeln!(
                    source,
                    "pub async fn handler_{position}(Path(id): Path<u64>) -> String {{ let sum = id {summand} sum.to_string() }}"
                ),
                Integration::Function => writeln!(
                    source,
                    "pub fn handler_{position}(request: Request<String>) -> Response<String> {{ let sum = request.body().len() {summand} Response::new(sum.to_string()) }}"
                ),
            };
        }
        source
    }

    fn main_source(self, count: usize) -> String {
        let mut source = self.lib_source(count).replace("pub ", "");
        source.push_str("fn main() {\n");
        match self.integration {
            Integration::Axum => {
                source.push_str("let app: axum::Router = axum::Router::new();\n");
                for position in 0..count {
                    let route = if self.annotated {
                        format!("cors::axum::get(handler_{position}).into()")
                    } else {
                        format!("axum::routing::get(handler_{position})")
                    };
                    let _ = writeln!(
                        source,
                        "let app = app.route(\"/{position}/{{id}}\", {route});"
                    );
                }
                source.push_str("drop(std::hint::black_box(app));\n");
            }
            Integration::Function => {
                let _ = writeln!(
                    source,
                    "let all: [fn(Request<String>) -> Response<String>; {count}] = ["
                );
                for position in 0..count {
                    let _ = writeln!(source, "handler_{position},");
                }
                source.push_str("];\nstd::hint::black_box(all);\n");
            }
        }
        source.push_str("}\n");
        source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_have_one_attribute_per_annotated_handler() {
        for variant in Variant::ALL {
            for source in [variant.lib_source(3), variant.main_source(3)] {
                let file = syn::parse_file(&source).unwrap();
                let functions = file.items.iter().filter_map(|item| match item {
                    syn::Item::Fn(function) if function.sig.ident != "main" => Some(function),
                    _ => None,
                });
                let attributes: Vec<usize> =
                    functions.map(|function| function.attrs.len()).collect();
                assert_eq!(attributes, [usize::from(variant.annotated); 3], "{source}");
            }
        }
    }

    #[test]
    fn each_summand_occurs_once() {
        for variant in Variant::ALL {
            assert_eq!(
                variant.lib_source(20).matches(&Variant::summand(1)).count(),
                1
            );
        }
    }
}
