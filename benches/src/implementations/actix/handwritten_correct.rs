//! Correct hand-written CORS in actix-web, which registers the same services for a handler as this library.
//!
//! These are middleware around the handler and, after the handler, a resource for preflights that request
//! one of its methods, because other handlers of the path can have other policies. Errors of handlers are
//! converted to responses further out and are not handled.

use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_http::Request;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{RequestHead, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::guard::{self, Guard, GuardContext};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, Error, HttpResponse, test, web};
use pin_project_lite::pin_project;

use super::super::handwritten::origins::Origins;
use super::super::handwritten::policies::{self, HandwrittenPolicy};
use super::super::poll::poll_once;
use super::app::{self, AppService, app_service, plain};
use super::no_cors::NoCors;
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::every_policy;
use crate::response::ResponseText;

/// Handlers with hand-written middleware.
pub struct HandwrittenCorrect(AppService<BoxBody>);

static ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
static ORIGIN_AND_METHOD: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method");

/// Middleware around a handler or around the resource for preflights.
struct HandwrittenTransform<P> {
    /// The headers of responses to preflights, without the origin and `Vary`; `None` around a handler.
    preflight: Option<Rc<[(HeaderName, HeaderValue)]>>,
    policy: PhantomData<P>,
}

impl<P: HandwrittenPolicy> HandwrittenTransform<P> {
    fn for_handler() -> Self {
        Self {
            preflight: None,
            policy: PhantomData,
        }
    }

    fn for_preflights() -> Self {
        let lines = P::preflights().allowed.iter();
        let lines = lines
            .filter(|(name, _)| !["access-control-allow-origin", "vary"].contains(&name.as_str()));
        let lines = lines.map(|(name, value)| {
            let name = HeaderName::try_from(name.as_str()).expect("a name");
            // Copies of a static value need no reference count.
            let value: &'static str = value.to_str().expect("a text").to_owned().leak();
            (name, HeaderValue::from_static(value))
        });
        Self {
            preflight: Some(lines.collect()),
            policy: PhantomData,
        }
    }
}

impl<S, B, P> Transform<S, ServiceRequest> for HandwrittenTransform<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: HandwrittenPolicy,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = HandwrittenMiddleware<S, P>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        let preflight = self.preflight.clone();
        ready(Ok(HandwrittenMiddleware {
            inner,
            preflight,
            policy: PhantomData,
        }))
    }
}

/// A service in the middleware.
struct HandwrittenMiddleware<S, P> {
    inner: S,
    preflight: Option<Rc<[(HeaderName, HeaderValue)]>>,
    policy: PhantomData<P>,
}

impl<S, B, P> Service<ServiceRequest> for HandwrittenMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: HandwrittenPolicy,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = ResponseFuture<S::Future, P>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let allowed = allowed_origin::<P>(request.head());
        match &self.preflight {
            None => ResponseFuture::Actual {
                allowed,
                inner: self.inner.call(request),
                policy: PhantomData,
            },
            Some(lines) => ResponseFuture::Preflight {
                response: Some(request.into_response(preflight(allowed, lines))),
            },
        }
    }
}

/// Returns the value of `Access-Control-Allow-Origin`.
#[inline]
fn allowed_origin<P: HandwrittenPolicy>(head: &RequestHead) -> Option<HeaderValue> {
    if !P::Origins::DEPENDS_ON_REQUEST {
        return Some(HeaderValue::from_static("*"));
    }
    let mut lines = head.headers().get_all(header::ORIGIN);
    let origin = lines.next()?;
    if lines.next().is_some() || !P::Origins::contains(origin.as_bytes()) {
        return None;
    }
    Some(if P::Origins::ARE_MANY {
        origin.clone()
    } else {
        HeaderValue::from_static("https://app-00000.example.com")
    })
}

/// Responds to a preflight of a policy with a list of origins. No other policy has preflights here.
fn preflight(
    allowed: Option<HeaderValue>,
    lines: &[(HeaderName, HeaderValue)],
) -> HttpResponse<BoxBody> {
    let status = if allowed.is_some() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::FORBIDDEN
    };
    let mut response = HttpResponse::with_body(status, BoxBody::new(()));
    let headers = response.headers_mut();
    if let Some(origin) = allowed {
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        for (name, value) in lines {
            headers.append(name.clone(), value.clone());
        }
    }
    headers.append(header::VARY, ORIGIN_AND_METHOD.clone());
    response
}

/// Adds the CORS headers to the response of an actual request.
#[inline]
fn apply_headers<P: HandwrittenPolicy>(allowed: Option<HeaderValue>, headers: &mut HeaderMap) {
    let was_empty = headers.is_empty();
    if !was_empty {
        remove_cors_headers(headers);
    }
    if let Some(value) = allowed {
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, value);
        if P::CREDENTIALS {
            headers.append(
                header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        if P::EXPOSES {
            static THREE: HeaderValue = HeaderValue::from_static("etag,x-request-id,x-total-count");
            headers.append(header::ACCESS_CONTROL_EXPOSE_HEADERS, THREE.clone());
        }
    }
    if P::Origins::DEPENDS_ON_REQUEST
        && (was_empty || !headers.get_all(header::VARY).any(includes_origin))
    {
        headers.append(header::VARY, ORIGIN.clone());
    }
}

/// Removes the CORS headers. Searches for one first, because comparing names is faster than hashing them.
fn remove_cors_headers(headers: &mut HeaderMap) {
    let mut names = headers.keys();
    if names.any(|name| name.as_str().starts_with("access-control-")) {
        for name in [
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
            header::ACCESS_CONTROL_ALLOW_METHODS,
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            header::ACCESS_CONTROL_MAX_AGE,
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
        ] {
            headers.remove(name);
        }
    }
}

fn includes_origin(line: &HeaderValue) -> bool {
    let mut tokens = line
        .as_bytes()
        .split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii);
    tokens.any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}

pin_project! {
    /// The future of the service, which does not allocate.
    #[project = ResponseFutureProjected]
    enum ResponseFuture<F, P> {
        Preflight { response: Option<ServiceResponse> },
        Actual {
            allowed: Option<HeaderValue>,
            #[pin]
            inner: F,
            policy: PhantomData<P>,
        },
    }
}

impl<F, B, P> Future for ResponseFuture<F, P>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
    P: HandwrittenPolicy,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            ResponseFutureProjected::Preflight { response } => {
                let response = response.take();
                let response = response.expect("a future is not polled after completion");
                Poll::Ready(Ok(response.map_into_right_body()))
            }
            ResponseFutureProjected::Actual { allowed, inner, .. } => {
                let mut response = ready!(inner.poll(cx))?;
                apply_headers::<P>(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response.map_into_left_body()))
            }
        }
    }
}

/// Matches preflights that request one of the methods.
struct PreflightGuard(&'static [&'static str]);

impl Guard for PreflightGuard {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let head = context.head();
        if head.method != Method::OPTIONS || !head.headers().contains_key(header::ORIGIN) {
            return false;
        }
        let requested = head.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD);
        requested.is_some_and(|requested| {
            let mut methods = self.0.iter();
            methods.any(|method| method.as_bytes() == requested.as_bytes())
        })
    }
}

macro_rules! services {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        fn service(case: &Case) -> Option<AppService<BoxBody>> {
            Some(match case.policy {
                $($id => app_of::<policies::$type>(case),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(services);

/// Builds an app with a handler, registered as by the attributes of actix-web, and then its preflights.
fn app_of<P: HandwrittenPolicy>(case: &Case) -> AppService<BoxBody> {
    let methods = methods(case.policy);
    let handler = web::resource("/");
    let handler = if let [method] = methods {
        handler.guard(guard::Method(method.parse().expect("a method")))
    } else {
        let mut methods = methods
            .iter()
            .map(|method| method.parse().expect("a method"));
        let first = guard::Any(guard::Method(methods.next().expect("a method")));
        handler.guard(methods.fold(first, |any, method| any.or(guard::Method(method))))
    };
    let handler = handler.wrap(HandwrittenTransform::<P>::for_handler());
    let handler = if case.handler_has_headers {
        handler.to(async || app::with_headers())
    } else {
        handler.to(async || plain())
    };
    let preflights = web::resource("/")
        .guard(PreflightGuard(methods))
        .wrap(HandwrittenTransform::<P>::for_preflights());
    let app = App::new().service(handler).service(preflights);
    app_service(poll_once(test::init_service(app)))
}

/// Returns the methods of a handler's route.
fn methods(policy: PolicyId) -> &'static [&'static str] {
    match policy {
        PolicyId::Preflight
        | PolicyId::PreflightCredentials
        | PolicyId::Preflight20
        | PolicyId::Preflight1000 => &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
        _ => &["GET"],
    }
}

impl Implementation for HandwrittenCorrect {
    const NAME: &'static str = "handwritten-correct-actix";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        service(case).map(Self)
    }

    fn request(&self, case: &Case) -> Request {
        app::request(case)
    }

    fn respond(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        app::read_response(&response)
    }
}
