//! Three mistakes in a named policy, which is validated like the policy of a handler.

extern crate facade as cors;

static API: cors::Policy = cors::policy! {
    origins = ["https://app.example.com/"],
    methods = ["put"],
    max_age = -1,
};

fn main() {
    let _ = API.credentials();
}
