//! stub
/// stub
pub fn is_bad_port(p: u16) -> bool {
    p == 6000
}
