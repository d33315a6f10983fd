// #[cors(origins = ["https://app.example.com"])]
// #[derive(Debug)]
// struct Handler {
//     name: String,
// }

#[derive(Debug)]
struct Handler {
    name: String,
}
::core::compile_error! {
    "`#[cors]` stands on a `struct`, and belongs on a handler function [A10]\nhelp: move it to the `fn` that answers the request"
}
