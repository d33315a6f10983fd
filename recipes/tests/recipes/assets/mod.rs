//! A policy for one mounted file server: fonts and modules, which browsers load with CORS.

mod example;

use cors_browser::Fetch;

use crate::directory::Directory;
use crate::documented::assert_recipe;
use crate::support::{API, APP};
use crate::wire::{Server, serve};

#[test]
fn guide_has_the_example() {
    assert_recipe("A mounted file server", include_str!("example.rs"));
}

async fn server(directory: &Directory) -> Server {
    serve(example::app(directory.path())).await
}

/// The request of `@font-face`, of `<script type=module>` and of `<link crossorigin>`: a GET with the mode
/// `cors`, and without credentials.
fn load(file: &str) -> Fetch {
    Fetch::get(format!("{API}/assets/{file}"))
}

#[tokio::test]
async fn pages_load_fonts_and_modules() {
    let directory = Directory::new("load");
    let server = server(&directory).await;
    for (file, text) in [("text.woff2", "a font"), ("main.mjs", "export {}")] {
        let asset = server.read(APP, load(file)).await.expect("readable");
        assert_eq!((asset.status, asset.text().as_str()), (200, text));
        assert!(!asset.preflighted);
    }
    let part = load("text.woff2").header("range", "bytes=2-5");
    let part = server.read(APP, part).await.expect("readable");
    assert_eq!((part.status, part.text().as_str()), (206, "font"));
    assert_eq!(part.headers["content-range"], "bytes 2-5/6");
    let missing = server.read(APP, load("missing.woff2")).await;
    assert_eq!(missing.expect("readable").status, 404);
    let account = Fetch::get(format!("{API}/account"));
    assert!(server.read(APP, account).await.is_none());
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let directory = Directory::new("headers");
    let server = server(&directory).await;
    let path = "/assets/text.woff2";
    assert_eq!(
        server.get(path, APP).await,
        [
            "200",
            "access-control-allow-origin: *",
            "access-control-expose-headers: content-range,etag",
        ]
    );
    assert_eq!(
        server.preflight("GET", path, APP).await,
        ["204", "access-control-allow-origin: *"]
    );
    assert_eq!(server.get("/account", APP).await, ["200"]);
    assert_eq!(server.preflight("GET", "/account", APP).await, ["405"]);
}
