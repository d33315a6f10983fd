//! The floor in actix-web: by hand, for a policy that is known, what ours registers for a handler.
//!
//! That is a service around the handler, and behind it a resource for the preflights that ask for its
//! methods: other handlers of the path have policies of their own. The duties of correctness are done. What
//! a handler's error becomes is not among them, since it becomes it outside.

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

use super::super::floor::{self, Known, Origins};
use super::super::router::at_once;
use super::{Bare, Running, plain, read, request, running};
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::every_policy;

/// Handlers with the floor around them.
pub struct Floor(Running<BoxBody>);

static ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
static ORIGIN_AND_METHOD: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method");

/// What is there before any request, and around a handler.
struct ByHand<P> {
    /// What the answer to a preflight has besides its origin and `Vary`; nothing around a handler.
    answer: Option<Rc<[(HeaderName, HeaderValue)]>>,
    policy: PhantomData<P>,
}

impl<P: Known> ByHand<P> {
    fn around_handler() -> Self {
        Self {
            answer: None,
            policy: PhantomData,
        }
    }

    fn of_preflights() -> Self {
        let lines = P::answers().granted.iter();
        let lines = lines
            .filter(|(name, _)| !["access-control-allow-origin", "vary"].contains(&name.as_str()));
        let lines = lines.map(|(name, value)| {
            let name = HeaderName::try_from(name.as_str()).expect("a name");
            // Every value is a text of the program, which is shared without counting.
            let value: &'static str = value.to_str().expect("a text").to_owned().leak();
            (name, HeaderValue::from_static(value))
        });
        Self {
            answer: Some(lines.collect()),
            policy: PhantomData,
        }
    }
}

impl<S, B, P> Transform<S, ServiceRequest> for ByHand<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: Known,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Around<S, P>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inside: S) -> Self::Future {
        let answer = self.answer.clone();
        ready(Ok(Around {
            inside,
            answer,
            policy: PhantomData,
        }))
    }
}

/// A service with the floor around it.
struct Around<S, P> {
    inside: S,
    answer: Option<Rc<[(HeaderName, HeaderValue)]>>,
    policy: PhantomData<P>,
}

impl<S, B, P> Service<ServiceRequest> for Around<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: Known,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Answering<S::Future, P>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inside.poll_ready(context)
    }

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let allowed = allowed::<P>(request.head());
        match &self.answer {
            None => Answering::Actual {
                allowed,
                inside: self.inside.call(request),
                policy: PhantomData,
            },
            Some(lines) => Answering::Preflight {
                answer: Some(request.into_response(preflight(allowed, lines))),
            },
        }
    }
}

/// The value for the origin of a request.
#[inline]
fn allowed<P: Known>(head: &RequestHead) -> Option<HeaderValue> {
    if !P::Origins::ARE_LISTED {
        return Some(HeaderValue::from_static("*"));
    }
    let mut lines = head.headers().get_all(header::ORIGIN);
    let origin = lines.next()?;
    if lines.next().is_some() || !P::Origins::has(origin.as_bytes()) {
        return None;
    }
    Some(if P::Origins::ARE_MANY {
        origin.clone()
    } else {
        HeaderValue::from_static("https://app-00000.example.com")
    })
}

/// The answer to a preflight, all of which are for listed origins here.
fn preflight(
    allowed: Option<HeaderValue>,
    lines: &[(HeaderName, HeaderValue)],
) -> HttpResponse<BoxBody> {
    let status = if allowed.is_some() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::FORBIDDEN
    };
    let mut answer = HttpResponse::with_body(status, BoxBody::new(()));
    let headers = answer.headers_mut();
    if let Some(origin) = allowed {
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        for (name, value) in lines {
            headers.append(name.clone(), value.clone());
        }
    }
    headers.append(header::VARY, ORIGIN_AND_METHOD.clone());
    answer
}

/// Puts the headers onto the response to an actual request.
#[inline]
fn finish<P: Known>(allowed: Option<HeaderValue>, headers: &mut HeaderMap) {
    let was_empty = headers.is_empty();
    if !was_empty {
        remove_ours(headers);
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
    if P::Origins::ARE_LISTED && (was_empty || !headers.get_all(header::VARY).any(says_origin)) {
        headers.append(header::VARY, ORIGIN.clone());
    }
}

/// Names are compared faster than they are hashed.
fn remove_ours(headers: &mut HeaderMap) {
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

fn says_origin(line: &HeaderValue) -> bool {
    let mut tokens = line
        .as_bytes()
        .split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii);
    tokens.any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}

pin_project! {
    /// The future of the service, without a box.
    #[project = AnsweringProjected]
    enum Answering<F, P> {
        Preflight { answer: Option<ServiceResponse> },
        Actual {
            allowed: Option<HeaderValue>,
            #[pin]
            inside: F,
            policy: PhantomData<P>,
        },
    }
}

impl<F, B, P> Future for Answering<F, P>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
    P: Known,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            AnsweringProjected::Preflight { answer } => {
                let answer = answer.take().expect("polled once");
                Poll::Ready(Ok(answer.map_into_right_body()))
            }
            AnsweringProjected::Actual {
                allowed, inside, ..
            } => {
                let mut response = ready!(inside.poll(context))?;
                finish::<P>(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response.map_into_left_body()))
            }
        }
    }
}

/// Lets pass what is a preflight for one of the methods.
struct AsksFor(&'static [&'static str]);

impl Guard for AsksFor {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let head = context.head();
        if head.method != Method::OPTIONS || !head.headers().contains_key(header::ORIGIN) {
            return false;
        }
        let asked = head.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD);
        asked.is_some_and(|asked| self.0.iter().any(|one| one.as_bytes() == asked.as_bytes()))
    }
}

macro_rules! services {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        fn service(case: &Case) -> Option<Running<BoxBody>> {
            Some(match case.policy {
                $($id => app::<floor::$known>(case),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(services);

/// A handler on its routes, as actix-web's attributes register it, and its preflights behind.
fn app<P: Known>(case: &Case) -> Running<BoxBody> {
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
    let handler = handler.wrap(ByHand::<P>::around_handler());
    let handler = if case.handler_has_headers {
        handler.to(async || super::with_headers())
    } else {
        handler.to(async || plain())
    };
    let preflights = web::resource("/")
        .guard(AsksFor(methods))
        .wrap(ByHand::<P>::of_preflights());
    let app = App::new().service(handler).service(preflights);
    running(at_once(test::init_service(app)))
}

/// The methods of a handler's route.
fn methods(policy: PolicyId) -> &'static [&'static str] {
    match policy {
        PolicyId::Preflight
        | PolicyId::PreflightCredentials
        | PolicyId::Preflight20
        | PolicyId::Preflight1000 => &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
        _ => &["GET"],
    }
}

impl Contender for Floor {
    const NAME: &'static str = "floor-actix";
    const BARE: &'static str = Bare::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        service(case).map(Self)
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}
