//! Whatever a page can fetch from: services and functions of every kind, by inference alone.

use std::convert::Infallible;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Request as AxumRequest;
use cors_browser::{Blocked, Body, Browser, Fetch, Reason, Seen, converting};
use http::{Request, Response, header};
use http_body_util::Full;
use tower::ServiceExt;

const URL: &str = "https://api.example.com/echo?q=1";

fn page() -> cors_browser::Page {
    Browser::spec().open("https://app.example.com")
}

fn post() -> Fetch {
    Fetch::post(URL).text("hello")
}

fn allowed<B>(body: B) -> Response<B> {
    Response::builder()
        .header("access-control-allow-origin", "*")
        .body(body)
        .unwrap()
}

fn is_echo(seen: &Result<Seen, Blocked>) {
    assert_eq!(seen.as_ref().map(Seen::text).as_deref(), Ok("hello"));
}

fn plain(request: Request<String>) -> Response<String> {
    allowed(request.into_body())
}

async fn waiting(request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    std::future::ready(()).await;
    allowed(request.into_body())
}

fn fallible(request: Request<Full<Bytes>>) -> Result<Response<Full<Bytes>>, http::Error> {
    let response = Response::builder().header("access-control-allow-origin", "*");
    response.body(request.into_body())
}

#[facade::cors(origins = ["*"], crate = facade)]
fn annotated(request: Request<String>) -> Response<String> {
    Response::new(request.into_body())
}

#[facade::cors(origins = ["*"], crate = facade)]
async fn annotated_waiting(
    request: Request<Body>,
    word: &str,
) -> Result<Response<String>, Infallible> {
    std::future::ready(()).await;
    assert_eq!(word, "word");
    Ok(Response::new(request.into_body().into()))
}

#[test]
fn functions() {
    is_echo(&crate::run(page().fetch(&mut plain, post())));
    is_echo(&crate::run(page().fetch(&mut waiting, post())));
    is_echo(&crate::run(page().fetch(&mut fallible, post())));
    is_echo(&crate::run(page().fetch(&mut annotated, post())));
    let mut with_argument = |request| annotated_waiting(request, "word");
    is_echo(&crate::run(page().fetch(&mut with_argument, post())));
}

#[test]
fn closures_and_their_state() {
    let mut calls = 0;
    let mut app = |request: Request<String>| {
        calls += 1;
        allowed(request.into_body())
    };
    is_echo(&crate::run(page().fetch(&mut app, post())));
    assert_eq!(calls, 1);

    let mut calls = Vec::new();
    let mut app = async |request: Request<String>| {
        calls.push(request.uri().to_string());
        allowed(request.into_body())
    };
    is_echo(&crate::run(page().fetch(&mut app, post())));
    assert_eq!(calls, [URL]);

    let mut unit = |_: Request<()>| allowed(());
    assert_eq!(
        crate::run(page().fetch(&mut unit, post())).unwrap().text(),
        ""
    );
    let mut text = |_: Request<()>| allowed("hello");
    is_echo(&crate::run(page().fetch(&mut text, post())));
}

#[test]
fn services() {
    async fn echo(request: AxumRequest) -> Response<axum::body::Body> {
        let host = request.headers()[header::HOST].to_str().unwrap().to_owned();
        assert_eq!(host, "api.example.com");
        allowed(request.into_body())
    }
    let mut router: Router = Router::new().route("/echo", axum::routing::post(echo));
    is_echo(&crate::run(page().fetch(&mut router, post())));

    let service = tower::service_fn(async |request: Request<String>| {
        Ok::<_, Infallible>(allowed(request.into_body()))
    });
    is_echo(&crate::run(page().fetch(&mut converting(service), post())));

    let mut mapped = tower::service_fn(async |request: Request<Body>| {
        Ok::<_, Infallible>(allowed(String::from(request.into_body())))
    })
    .map_response(|response| response);
    is_echo(&crate::run(page().fetch(&mut mapped, post())));
}

#[test]
fn an_error_is_no_response() {
    let mut app = |_: Request<()>| Err::<Response<()>, _>("the database is away");
    let blocked = crate::run(page().fetch(&mut app, post())).unwrap_err();
    let message = "the database is away".to_owned();
    assert_eq!(blocked.reason, Reason::Network { message });
}

#[tokio::test]
async fn two_fetches_of_a_page_at_once_and_on_another_thread() {
    let page = page();
    let (mut one, mut other) = (plain, waiting);
    let (one, other) = tokio::join!(page.fetch(&mut one, post()), page.fetch(&mut other, post()));
    is_echo(&one);
    is_echo(&other);

    let spawned = tokio::spawn(async move { page.fetch(&mut plain, post()).await });
    is_echo(&spawned.await.unwrap());
}

#[test]
fn what_an_app_gets_to_see() {
    let mut seen = None;
    let mut app = |request: Request<String>| {
        seen = Some(request.map(|_| ()));
        allowed(())
    };
    let page = Browser::spec().open("https://app.example.com/list#top");
    let fetch = Fetch::get("https://api.example.com:8443/users?q=a#b").credentials_include();
    // The wildcard is for nobody with credentials; the request has gone out all the same.
    assert!(crate::run(page.fetch(&mut app, fetch)).is_err());
    let request = seen.unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://api.example.com:8443/users?q=a"
    );
    for (name, value) in [
        ("host", "api.example.com:8443"),
        ("origin", "https://app.example.com"),
        ("referer", "https://app.example.com/"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-mode", "cors"),
        ("sec-fetch-dest", "empty"),
        ("accept", "*/*"),
    ] {
        assert_eq!(request.headers()[name], value, "{name}");
    }
}

#[test]
fn a_relative_url_is_the_page_s_own() {
    let mut seen = Vec::new();
    let mut app = |request: Request<()>| {
        seen.push((
            request.uri().to_string(),
            request.headers().contains_key("origin"),
        ));
        Response::new("mine")
    };
    let page = Browser::spec().open("https://app.example.com/a/b");
    let response = crate::run(page.fetch(&mut app, Fetch::get("../users"))).unwrap();
    assert_eq!(response.response_type, cors_browser::ResponseType::Basic);
    assert_eq!(seen, [("https://app.example.com/users".to_owned(), false)]);
}

#[test]
fn a_page_that_is_nowhere_fetches_nothing() {
    let page = Browser::spec().open("app.example.com");
    let mut app = |_: Request<()>| -> Response<()> { panic!("nothing is sent") };
    let blocked = crate::run(page.fetch(&mut app, Fetch::get(URL))).unwrap_err();
    let url = "app.example.com".to_owned();
    assert_eq!(blocked.reason, Reason::PageIsNowhere { url });
}
