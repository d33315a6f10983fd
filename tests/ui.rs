//! Compile tests: invalid code fails with the messages in its `.stderr`, valid code compiles and
//! runs.

#[test]
fn invalid_code_fails_and_valid_code_compiles() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    cases.pass("pass/*.rs");
}
