//! The name of a handler is also the name of its policy, and still the name of the function it was.

use axum::Json;
use axum::extract::{Path, State};
use cors_runtime::policy::Policy;
use http::{Method, Request, Response, StatusCode};

use crate::case::{APP, EVIL};
use crate::drive;
use crate::fixtures::{Broken, policies};

mod elsewhere {
    use cors_runtime::policy::Policy;

    pub(super) static UPLOADS: Policy = facade::policy! { origins = ["*"] };
}

static API: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

#[test]
fn every_way_to_write_a_policy_gives_the_same_policy() {
    for (name, [named, of_function, of_mounted]) in policies() {
        assert_eq!(named, of_function, "{name}");
        // Behind a router the route says the methods; everything else is the same.
        assert_eq!(of_mounted.methods(), "", "{name}");
        assert_eq!(named.origins(), of_mounted.origins(), "{name}");
        assert_eq!(named.dev_origins(), of_mounted.dev_origins(), "{name}");
        assert_eq!(named.credentials(), of_mounted.credentials(), "{name}");
        assert_eq!(named.headers(), of_mounted.headers(), "{name}");
        assert_eq!(named.expose(), of_mounted.expose(), "{name}");
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

#[facade::axum::cors(crate = facade, policy = elsewhere::UPLOADS)]
async fn convert<T: Into<u64> + Send>(Json(number): Json<T>) -> String {
    number.into().to_string()
}

#[facade::cors(crate = facade, policy = API)]
fn divide(request: Request<u32>, by: u32) -> Result<Response<u32>, Broken> {
    let quotient = request.into_body().checked_div(by).ok_or(Broken)?;
    Ok(Response::new(quotient))
}

#[test]
fn the_name_of_a_handler_is_the_name_of_its_policy() {
    assert!(show_user::policy().allows(APP.as_bytes()));
    assert!(!show_user::policy().allows(EVIL.as_bytes()));
    assert!(show_user::policy().credentials());
    assert_eq!(show_user::policy().methods(), "");
    assert!(std::ptr::eq(
        convert::policy(),
        &raw const elsewhere::UPLOADS
    ));
    for policy in [update_user::policy(), divide::policy()] {
        assert!(std::ptr::eq(policy, &raw const API));
    }
    assert_eq!((API.methods(), API.headers()), ("PUT", "content-type"));
}

#[tokio::test]
async fn a_handler_is_awaited_like_the_function_it_was() {
    let Json(eight) = show_user(Path(7)).await;
    assert_eq!(eight, 8);
    let names = ["zero", "one"];
    assert_eq!(update_user(State(&names), Path(1)).await, Ok("one"));
    assert_eq!(
        update_user(State(&names), Path(2)).await,
        Err(StatusCode::NOT_FOUND)
    );
    assert_eq!(convert(Json(7_u8)).await, "7");
    assert_eq!(drive(convert::<u32>(Json(8)).into_future()), "8");
}

#[test]
fn a_function_is_called_like_the_function_it_was() {
    let quotient = divide(Request::new(8), 2).map(Response::into_body);
    assert_eq!(quotient, Ok(4));
    // What is no response has no headers to finish, and is the caller's as it is.
    let failed = Request::builder().header("origin", APP).body(8);
    let failed = failed.map(|request| divide(request, 0).map(Response::into_body));
    assert_eq!(failed.ok(), Some(Err(Broken)));

    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .header("origin", APP)
        .header("access-control-request-method", "PUT")
        .body(8);
    let answer = preflight.map(|request| divide(request, 0));
    let answer = answer
        .expect("the request is one")
        .expect("the body does not run");
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(*answer.body(), 0);
}
