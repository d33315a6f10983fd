//! All kinds of fetch targets compile without type annotations, and see the requests that browsers
//! send.

use std::convert::Infallible;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Request as AxumRequest;
use cors_browser::{Blocked, BlockedReason, Body, Browser, Fetch, FetchResponse, map_request_body};
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

fn assert_echo(result: &Result<FetchResponse, Blocked>) {
    assert_eq!(
        result.as_ref().map(FetchResponse::text).as_deref(),
        Ok("hello")
    );
}

fn sync_echo(request: Request<String>) -> Response<String> {
    allowed(request.into_body())
}

async fn async_echo(request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    std::future::ready(()).await;
    allowed(request.into_body())
}

fn fallible_echo(request: Request<Full<Bytes>>) -> Result<Response<Full<Bytes>>, http::Error> {
    let response = Response::builder().header("access-control-allow-origin", "*");
    response.body(request.into_body())
}

#[facade::cors(origins = ["*"], crate = facade)]
fn annotated(request: Request<String>) -> Response<String> {
    Response::new(request.into_body())
}

#[facade::cors(origins = ["*"], crate = facade)]
async fn annotated_async(
    request: Request<Body>,
    word: &str,
) -> Result<Response<String>, Infallible> {
    std::future::ready(()).await;
    assert_eq!(word, "word");
    Ok(Response::new(request.into_body().into()))
}

#[test]
fn functions_are_targets() {
    assert_echo(&crate::run(page().fetch(&mut sync_echo, post())));
    assert_echo(&crate::run(page().fetch(&mut async_echo, post())));
    assert_echo(&crate::run(page().fetch(&mut fallible_echo, post())));
    assert_echo(&crate::run(page().fetch(&mut annotated, post())));
    let mut with_argument = |request| annotated_async(request, "word");
    assert_echo(&crate::run(page().fetch(&mut with_argument, post())));
}

#[test]
fn closures_with_state_are_targets() {
    let mut calls = 0;
    let mut app = |request: Request<String>| {
        calls += 1;
        allowed(request.into_body())
    };
    assert_echo(&crate::run(page().fetch(&mut app, post())));
    assert_eq!(calls, 1);

    let mut calls = Vec::new();
    let mut app = async |request: Request<String>| {
        calls.push(request.uri().to_string());
        allowed(request.into_body())
    };
    assert_echo(&crate::run(page().fetch(&mut app, post())));
    assert_eq!(calls, [URL]);

    let mut unit = |_: Request<()>| allowed(());
    assert_eq!(
        crate::run(page().fetch(&mut unit, post())).unwrap().text(),
        ""
    );
    let mut text = |_: Request<()>| allowed("hello");
    assert_echo(&crate::run(page().fetch(&mut text, post())));
}

#[test]
fn services_are_targets() {
    async fn echo(request: AxumRequest) -> Response<axum::body::Body> {
        let host = request.headers()[header::HOST].to_str().unwrap().to_owned();
        assert_eq!(host, "api.example.com");
        allowed(request.into_body())
    }
    let mut router: Router = Router::new().route("/echo", axum::routing::post(echo));
    assert_echo(&crate::run(page().fetch(&mut router, post())));

    let service = tower::service_fn(async |request: Request<String>| {
        Ok::<_, Infallible>(allowed(request.into_body()))
    });
    assert_echo(&crate::run(
        page().fetch(&mut map_request_body(service), post()),
    ));

    let mut mapped = tower::service_fn(async |request: Request<Body>| {
        Ok::<_, Infallible>(allowed(String::from(request.into_body())))
    })
    .map_response(|response| response);
    assert_echo(&crate::run(page().fetch(&mut mapped, post())));
}

#[test]
fn target_errors_are_network_errors() {
    let mut app = |_: Request<()>| Err::<Response<()>, _>("the database is down");
    let blocked = crate::run(page().fetch(&mut app, post())).unwrap_err();
    let message = "the database is down".to_owned();
    assert_eq!(blocked.reason, BlockedReason::Network { message });
}

#[tokio::test]
async fn fetches_of_a_page_run_concurrently_and_on_other_threads() {
    let page = page();
    let (mut first, mut second) = (sync_echo, async_echo);
    let (first, second) = tokio::join!(
        page.fetch(&mut first, post()),
        page.fetch(&mut second, post())
    );
    assert_echo(&first);
    assert_echo(&second);

    let spawned = tokio::spawn(async move { page.fetch(&mut sync_echo, post()).await });
    assert_echo(&spawned.await.unwrap());
}

#[test]
fn targets_see_browser_headers() {
    let mut seen = None;
    let mut app = |request: Request<String>| {
        seen = Some(request.map(|_| ()));
        allowed(())
    };
    let page = Browser::spec().open("https://app.example.com/list#top");
    let fetch = Fetch::get("https://api.example.com:8443/users?q=a#b").credentials_include();
    // The wildcard does not allow credentials, but the request has been sent by then.
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
fn relative_urls_resolve_against_the_page() {
    let mut seen = Vec::new();
    let mut app = |request: Request<()>| {
        seen.push((
            request.uri().to_string(),
            request.headers().contains_key("origin"),
        ));
        Response::new("users")
    };
    let page = Browser::spec().open("https://app.example.com/a/b");
    let response = crate::run(page.fetch(&mut app, Fetch::get("../users"))).unwrap();
    assert_eq!(response.response_type, cors_browser::ResponseType::Basic);
    assert_eq!(seen, [("https://app.example.com/users".to_owned(), false)]);
}

#[test]
fn pages_with_invalid_urls_send_nothing() {
    let page = Browser::spec().open("app.example.com");
    let mut app = |_: Request<()>| -> Response<()> { panic!("a request was sent") };
    let blocked = crate::run(page.fetch(&mut app, Fetch::get(URL))).unwrap_err();
    let url = "app.example.com".to_owned();
    assert_eq!(blocked.reason, BlockedReason::InvalidPageUrl { url });
}
