//! What must not compile does not, and says why in the words of its `.stderr`; what must compile
//! does.

#[test]
fn misuse_is_refused_and_use_is_not() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    cases.pass("pass/*.rs");
}
