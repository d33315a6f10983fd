//! Two policies for one handler, the second under another name.

extern crate facade as cors;

use cors::poem::cors;
use cors::poem::cors as policy;
use poem::handler;

#[cors(origins = ["https://app.example.com"])]
#[policy(origins = ["https://admin.example.com"])]
#[handler]
async fn show_user() -> &'static str {
    "user"
}

fn main() {
    let _ = show_user::policy();
}
