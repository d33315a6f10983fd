//! stub
/// stub
pub fn to_ascii(_: &str) -> Option<String> {
    None
}
/// stub
pub fn is_valid_xn_label(_: &str) -> bool {
    true
}
/// stub
pub fn names_foreign_letter(_: &str) -> Option<char> {
    None
}
