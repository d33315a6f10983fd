//! Every form of function that `#[cors::cors]` accepts.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use std::collections::HashMap;
use std::fmt::Debug;

use cors::cors;
use http::{Request, Response};

/// Documentation stays on the function.
#[cors(origins = ["https://app.example.com"])]
pub fn documented(mut request: Request<String>) -> Response<Vec<u8>> {
    request.body_mut().push('!');
    Response::new(request.into_body().into_bytes())
}

/// Arguments after the request, with lifetimes and generic parameters.
#[cors(origins = ["https://app.example.com"])]
pub async fn with_context<'c, T: Debug + ?Sized, const N: usize>(
    _: Request<[u8; N]>,
    context: &'c T,
    (one, _): (&str, HashMap<u8, fn(u8) -> u8>),
) -> Result<Response<String>, Box<dyn std::error::Error + 'c>>
where
    T: Sync,
{
    Ok(Response::new(format!("{context:?} {one}")))
}

/// The future is `Send` like that of the function itself, although the error is not.
#[cors(origins = ["https://app.example.com"])]
async fn spawned(
    request: Request<String>,
    names: &[&str],
) -> Result<Response<String>, Box<dyn std::error::Error>> {
    std::future::ready(()).await;
    Ok(Response::new(request.into_body() + &names.join(" ")))
}

/// Spawns a task as executors with several threads do.
fn spawn(_: impl Future<Output = ()> + Send + 'static) {}

#[cors(origins = ["https://app.example.com"])]
fn opaque(_: Request<impl Debug>, _: impl Into<String>) -> Response<impl Debug + Default> {
    Response::new(7)
}

#[cors(origins = ["https://app.example.com"])]
#[deprecated = "for the sake of the example"]
fn old(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["https://app.example.com"])]
#[cfg(any())]
fn not_there(_: Missing) -> Missing {}

mod inner {
    use super::*;

    #[cors(origins = ["https://app.example.com"])]
    pub(super) fn r#match(_: Request<()>) -> Response<()> {
        Response::new(())
    }
}

fn preflight<B>(body: B) -> Request<B> {
    Request::options("/")
        .header("origin", "https://app.example.com")
        .header("access-control-request-method", "GET")
        .body(body)
        .unwrap()
}

fn main() {
    assert_eq!(documented(preflight(String::new())).status(), 204);
    assert_eq!(documented(Request::new("a".to_owned())).body(), b"a!");
    assert_eq!(opaque(Request::new(()), "x").headers()["vary"], "Origin");
    assert_eq!(inner::r#match(preflight(())).status(), 204);
    assert!(inner::r#match::policy().allows(b"https://app.example.com"));
    #[allow(deprecated)]
    let _ = old(preflight(()));
    spawn(async {
        let names = ["a".to_owned()];
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let _ = spawned(preflight(String::new()), &names).await.is_ok();
    });
    let _ = with_context::<str, 1>(Request::new([1]), "c", ("x", HashMap::new()));
}
