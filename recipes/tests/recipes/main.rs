//! Programs as users of other crates write them, asked by pages of their sites and of others.

mod documented;
mod support;
mod utoipa_router;
