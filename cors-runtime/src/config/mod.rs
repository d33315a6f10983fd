//! Policies from configuration files and from the environment.

mod env;
mod lower;
#[cfg(feature = "serde")]
mod policy_config;
#[cfg(feature = "serde")]
mod serde_impls;

#[cfg(feature = "serde")]
pub use policy_config::PolicyConfig;
