//! Internationalised domain names: the ASCII form that browsers send, and letters that look alike.

pub mod confusable;
pub mod punycode;
pub mod to_ascii;
