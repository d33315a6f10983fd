//! `protocols = [tus]`: a page uploads a file in two parts, and asks for the offset in between.

mod example;

use cors_browser::{Browser, Fetch};

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::serve;

#[test]
fn guide_has_the_example() {
    assert_recipe("Resumable uploads", include_str!("example.rs"));
}

fn tus(fetch: Fetch) -> Fetch {
    fetch.header("tus-resumable", "1.0.0")
}

fn append(location: &str, offset: &str, part: &str) -> Fetch {
    tus(Fetch::patch(format!("{API}{location}")))
        .header("upload-offset", offset)
        .header("content-type", "application/offset+octet-stream")
        .bytes(part)
}

#[tokio::test]
async fn page_resumes_an_upload() {
    let mut server = serve(example::app()).await;
    let page = Browser::spec().open(APP);
    let mut send = async |fetch| page.fetch(&mut server, fetch).await.expect("readable");

    let create = || {
        tus(Fetch::post(format!("{API}/files")))
            .header("upload-length", "6")
            .header("upload-metadata", "filename YS50eHQ=")
    };
    let created = send(create()).await;
    assert_eq!(created.status, 201);
    let location = created.headers["location"].to_str().expect("ASCII");

    let appended = send(append(location, "0", "abc")).await;
    assert_eq!(appended.status, 204);
    assert_eq!(appended.headers["upload-offset"], "3");

    let head = send(tus(Fetch::head(format!("{API}{location}")))).await;
    assert_eq!(head.headers["upload-offset"], "3");
    assert_eq!(head.headers["upload-length"], "6");
    assert_eq!(head.headers["tus-resumable"], "1.0.0");

    assert_eq!(send(append(location, "0", "abc")).await.status, 409);
    let appended = send(append(location, "3", "def")).await;
    assert_eq!(appended.headers["upload-offset"], "6");

    assert!(server.read(EVIL, create()).await.is_none());
    assert!(
        server
            .read(EVIL, append(location, "6", "g"))
            .await
            .is_none()
    );
}

#[tokio::test]
async fn headers_are_those_of_the_protocol() {
    let server = serve(example::app()).await;
    let mut preflight = server.preflight("PATCH", "/files/0", APP).await;
    let vary = preflight.pop().expect("`Vary`");
    for name in ["Origin", "Access-Control-Request-Method"] {
        assert!(vary.contains(name), "{vary}");
    }
    assert_eq!(
        preflight,
        [
            "204",
            "access-control-allow-headers: content-type,tus-resumable,upload-checksum,upload-concat,\
             upload-defer-length,upload-length,upload-metadata,upload-offset",
            "access-control-allow-methods: PATCH",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
        ]
    );
    assert_eq!(server.preflight("PATCH", "/files/0", EVIL).await[0], "403");
    let missing = |origin| http::Request::head("/files/9").header("origin", origin);
    assert_eq!(
        server.send(missing(APP), "").await,
        [
            "404",
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: location,tus-checksum-algorithm,tus-extension,tus-max-size,\
             tus-resumable,tus-version,upload-concat,upload-defer-length,upload-expires,upload-length,\
             upload-metadata,upload-offset",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.send(missing(EVIL), "").await,
        ["404", "vary: Origin"]
    );
}
