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
    "`#[cors]` can only be applied to a handler function, not to a `struct` [A10]\nhelp: move `#[cors]` to the `fn` that handles the request"
}
