//! An invalid policy: no error but that of the policy.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::web::{Data, Path};
use poem::{Request, Route, handler};

#[cors(origins = ["https://app.example.com/"], credentials)]
#[handler]
async fn show_user(Path(id): Path<u64>, names: Data<&Vec<String>>, request: &Request) -> String {
    format!("user {id} {} {request:?}", names.0.len())
}

fn main() {
    let _ = Route::new().at("/users/:id", get(show_user));
    let _ = show_user::policy();
}
