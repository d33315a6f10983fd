//! The recipe of a file server in Rocket.

use std::path::PathBuf;

use rocket::fs::NamedFile;
use rocket::{Build, Rocket, State, get};

struct Directory(PathBuf);

#[cors::rocket::cors(origins = ["*"], expose = ["etag"])]
#[get("/<path..>")]
async fn asset(path: PathBuf, directory: &State<Directory>) -> Option<NamedFile> {
    NamedFile::open(directory.0.join(path)).await.ok()
}

#[get("/account")]
fn account() -> &'static str {
    "not for other sites"
}

pub fn app(rocket: Rocket<Build>, directory: PathBuf) -> Rocket<Build> {
    rocket
        .manage(Directory(directory))
        .attach(cors::rocket::routes![asset].at("/assets"))
        .mount("/", rocket::routes![account])
}
