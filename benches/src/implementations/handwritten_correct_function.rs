//! A correct hand-written function on `http` types.

use super::handwritten_function::handler_of;
use super::http_function::function_implementation;

function_implementation!(
    /// Correct hand-written functions.
    HandwrittenCorrectFunction, "handwritten-correct-function", "no-cors-function", handler_of::<true>
);
