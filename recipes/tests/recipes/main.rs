//! Programs as users of other crates write them, asked by pages of their sites and of others.

mod aide_router;
mod configuration;
mod documented;
mod support;
mod typed_paths;
mod utoipa_router;
