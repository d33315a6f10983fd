//! A handler's name is also the name of its policy, and remains the name of the function.

use axum::Json;
use axum::extract::{Path, State};
use cors_runtime::Policy;
use http::{Method, Request, Response, StatusCode};

use crate::case::{APP, EVIL};
use crate::fixtures::{Broken, policies};
use cors_tests::busy_poll::busy_poll;

mod other_module {
    use cors_runtime::Policy;

    pub(super) static UPLOADS: Policy = facade::policy! {
        origins = ["*"],
        headers = ["content-type"],
    };
}

static API: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

#[test]
fn policies_are_equal_however_they_are_written() {
    for (name, [named, of_function, of_mounted]) in policies() {
        assert_eq!(named, of_function, "{name}");
        // On a route, `methods` come from the route; all other keys are equal.
        assert_eq!(of_mounted.methods(), "", "{name}");
        assert_eq!(named.origins(), of_mounted.origins(), "{name}");
        assert_eq!(named.dev_origins(), of_mounted.dev_origins(), "{name}");
        assert_eq!(named.credentials(), of_mounted.credentials(), "{name}");
        assert_eq!(named.enforces(), of_mounted.enforces(), "{name}");
        assert_eq!(named.hosts(), of_mounted.hosts(), "{name}");
        assert_eq!(named.headers(), of_mounted.headers(), "{name}");
        assert_eq!(
            named.exposed_headers(),
            of_mounted.exposed_headers(),
            "{name}"
        );
        assert_eq!(named.max_age(), of_mounted.max_age(), "{name}");
    }
}

#[facade::axum::cors(crate = facade, origins = ["https://app.example.com"], credentials)]
async fn show_user(Path(id): Path<u64>) -> Json<u64> {
    Json(id + 1)
}

#[facade::axum::cors(crate = facade, policy = API)]
async fn update_user(
    State(names): State<&[&'static str]>,
    Path(id): Path<usize>,
) -> Result<&'static str, StatusCode> {
    names.get(id).copied().ok_or(StatusCode::NOT_FOUND)
}

#[facade::axum::cors(crate = facade, policy = other_module::UPLOADS)]
async fn convert<T: Into<u64> + Send>(Json(number): Json<T>) -> String {
    number.into().to_string()
}

#[facade::cors(crate = facade, policy = API)]
fn divide(request: Request<u32>, by: u32) -> Result<Response<u32>, Broken> {
    let quotient = request.into_body().checked_div(by).ok_or(Broken)?;
    Ok(Response::new(quotient))
}

#[test]
fn handler_name_gives_its_policy() {
    assert!(show_user::policy().allows(APP.as_bytes()));
    assert!(!show_user::policy().allows(EVIL.as_bytes()));
    assert!(show_user::policy().credentials());
    assert_eq!(show_user::policy().methods(), "");
    assert!(std::ptr::eq(
        convert::policy(),
        &raw const other_module::UPLOADS
    ));
    for policy in [update_user::policy(), divide::policy()] {
        assert!(std::ptr::eq(policy, &raw const API));
    }
    assert_eq!((API.methods(), API.headers()), ("PUT", "content-type"));
}

#[tokio::test]
async fn annotated_handler_can_be_awaited() {
    let Json(eight) = show_user(Path(7)).await;
    assert_eq!(eight, 8);
    let names = ["zero", "one"];
    assert_eq!(update_user(State(&names), Path(1)).await, Ok("one"));
    assert_eq!(
        update_user(State(&names), Path(2)).await,
        Err(StatusCode::NOT_FOUND)
    );
    assert_eq!(convert(Json(7_u8)).await, "7");
    assert_eq!(busy_poll(convert::<u32>(Json(8)).into_future()), "8");
}

#[test]
fn annotated_function_can_be_called() {
    let quotient = divide(Request::new(8), 2).map(Response::into_body);
    assert_eq!(quotient, Ok(4));
    // An `Err` has no headers, so the caller gets it unchanged.
    let failed = Request::builder().header("origin", APP).body(8);
    let failed = failed.map(|request| divide(request, 0).map(Response::into_body));
    assert_eq!(failed.ok(), Some(Err(Broken)));

    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .header("origin", APP)
        .header("access-control-request-method", "PUT")
        .body(8);
    let response = preflight.map(|request| divide(request, 0));
    let response = response
        .expect("a valid request")
        .expect("the body does not run");
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(*response.body(), 0);
}
