//! All kinds of fetch targets compile without type annotations, and see the requests that browsers
//! send.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

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

/// U9: a test with a wrong URL ends where it is written, and the message says what to write.
#[test]
fn pages_with_invalid_urls_fail_when_they_are_opened() {
    let browser = Browser::spec();
    for (url, meant) in [
        ("app.example.com", "`https://app.example.com`"),
        ("localhost:3000", "`http://localhost:3000`"),
    ] {
        let opened = catch_unwind(AssertUnwindSafe(|| browser.open(url)));
        let panic = opened.expect_err("a panic");
        let message = panic.downcast_ref::<String>().expect("a message");
        let expected = format!(
            "`{url}` is not the URL of a page\nhelp: open the page with an absolute URL: {meant}"
        );
        assert_eq!(message, &expected);
        let error = browser.try_open(url).expect_err("an error");
        assert_eq!((error.to_string(), error.url()), (expected, url));
    }
    assert!(browser.try_open("https://app.example.com").is_ok());
}

#[test]
fn frames_with_invalid_urls_send_nothing() {
    let frame = page().frame("app.example.com");
    let mut app = |_: Request<()>| -> Response<()> { panic!("a request was sent") };
    let blocked = crate::run(frame.fetch(&mut app, Fetch::get(URL))).unwrap_err();
    let url = "app.example.com".to_owned();
    assert_eq!(blocked.reason, BlockedReason::InvalidPageUrl { url });
}

/// A body that yields its chunks, and then waits forever or fails.
struct Endless {
    chunks: Vec<&'static str>,
    fails: bool,
    dropped: Arc<AtomicBool>,
}

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, &'static str>>> {
        if self.chunks.is_empty() {
            return if self.fails {
                Poll::Ready(Some(Err("the connection broke")))
            } else {
                Poll::Pending
            };
        }
        let chunk = Bytes::from_static(self.chunks.remove(0).as_bytes());
        Poll::Ready(Some(Ok(http_body::Frame::data(chunk))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
}

/// U12: server-sent events have no end.
#[test]
fn endless_bodies_are_read_up_to_a_limit() {
    for (fetch, body) in [
        (Fetch::get(URL).read_head(), ""),
        (Fetch::get(URL).read_bytes(3), "dat"),
        (Fetch::get(URL).read_events(1), "data: 1\n\n"),
        (
            Fetch::get(URL).read_events(2),
            "data: 1\n\n: alive\n\ndata: 2\n\n",
        ),
        // The preflight's response is endless as well.
        (
            Fetch::get(URL).header("x-a", "1").read_events(1),
            "data: 1\n\n",
        ),
        (Fetch::head(URL), ""),
    ] {
        let dropped = Arc::new(AtomicBool::new(false));
        let mut app = |_: Request<()>| {
            let mut response = allowed(Endless {
                chunks: vec!["data: 1\n", "\n: alive\n\nda", "ta: 2\n\ndata: 3\n\n"],
                fails: false,
                dropped: dropped.clone(),
            });
            let names = header::HeaderValue::from_static("x-a");
            let name = header::ACCESS_CONTROL_ALLOW_HEADERS;
            response.headers_mut().insert(name, names);
            response
        };
        let response = crate::run(page().fetch(&mut app, fetch)).unwrap();
        assert_eq!(response.text(), body);
        assert_eq!(response.status, 200);
        // The server sees that the page has stopped.
        assert!(dropped.load(Ordering::Relaxed));
    }
}

#[test]
fn body_that_breaks_before_the_limit_is_a_network_error() {
    let mut app = |_: Request<()>| {
        allowed(Endless {
            chunks: vec!["data: 1\n\n"],
            fails: true,
            dropped: Arc::default(),
        })
    };
    let one = crate::run(page().fetch(&mut app, Fetch::get(URL).read_events(1)));
    assert_eq!(one.unwrap().text(), "data: 1\n\n");
    let two = crate::run(page().fetch(&mut app, Fetch::get(URL).read_events(2)));
    let message = "the connection broke".to_owned();
    assert_eq!(two.unwrap_err().reason, BlockedReason::Network { message });
}

#[test]
fn buffered_bodies_are_read_up_to_a_limit() {
    assert_eq!(
        crate::run(page().fetch(&mut sync_echo, post().read_bytes(2)))
            .unwrap()
            .text(),
        "he"
    );
}

/// U9: the type of `body` is that of `fetch()`.
#[test]
fn body_has_the_type_that_fetch_gives_it() {
    let sent = |fetch: Fetch| {
        let mut seen = None;
        let mut app = |request: Request<String>| {
            let name = header::CONTENT_TYPE;
            let content_type = request.headers().get(name).cloned();
            seen = Some((content_type, request.into_body()));
            let mut response = allowed(());
            let any = header::HeaderValue::from_static("*");
            let name = header::ACCESS_CONTROL_ALLOW_HEADERS;
            response.headers_mut().insert(name, any);
            response
        };
        crate::run(page().fetch(&mut app, fetch)).unwrap();
        let (content_type, body) = seen.unwrap();
        let content_type = content_type.map(|value| value.to_str().unwrap().to_owned());
        (content_type, body)
    };
    let text = Some("text/plain;charset=UTF-8".to_owned());
    let hello = || "hello".to_owned();
    assert_eq!(
        sent(Fetch::post(URL).body("hello")),
        (text.clone(), hello())
    );
    assert_eq!(sent(Fetch::post(URL).body(hello())), (text, hello()));
    assert_eq!(sent(Fetch::post(URL).body(b"hello")), (None, hello()));
    assert_eq!(
        sent(Fetch::post(URL).body(hello().into_bytes())),
        (None, hello())
    );
    let csv = Fetch::post(URL)
        .header("content-type", "text/csv")
        .body("hello");
    assert_eq!(sent(csv), (Some("text/csv".to_owned()), hello()));
}
