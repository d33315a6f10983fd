//! Internationalised domain names: the ASCII form that browsers send, and letters that look like others.

pub mod confusable;
pub mod punycode;
pub mod to_ascii;
