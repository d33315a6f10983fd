//! The decision about a request: whether the handler runs, and which headers the response has.

use crate::cors_header::CorsHeader;
use crate::policy::Policy;
use crate::request::{Request, RequestDetails};
use crate::request_class::RequestClass;
use crate::request_origin::RequestOrigin;
use crate::select::Selection;
use crate::vary::Vary;

/// The action that an integration takes for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Respond to a preflight with this status and an empty body. The handler does not run.
    Preflight(u16),
    /// Respond with this status and an empty body, because the policy enforces. The handler does not run.
    Forbidden(u16),
    /// Run the handler, and add the headers to its response.
    Continue,
}

impl Action {
    /// Returns the action for a class of requests.
    #[must_use]
    pub const fn new(class: RequestClass) -> Self {
        match class {
            // For an unhandled preflight too, so that the browser's message names the method.
            RequestClass::Preflight { allowed: true }
            | RequestClass::UnhandledPreflight { allowed: true } => Action::Preflight(204),
            // The status that the standard gives as an example for a denied preflight. A status of the
            // 200s would look like success in logs. <https://fetch.spec.whatwg.org/#http-responses>
            RequestClass::Preflight { allowed: false }
            | RequestClass::UnhandledPreflight { allowed: false } => Action::Preflight(403),
            RequestClass::Forbidden => Action::Forbidden(403),
            RequestClass::Actual { .. } => Action::Continue,
        }
    }

    /// Returns the status to respond with immediately; `None` if the handler runs.
    #[must_use]
    pub const fn immediate_status(self) -> Option<u16> {
        match self {
            Action::Preflight(status) | Action::Forbidden(status) => Some(status),
            Action::Continue => None,
        }
    }
}

/// The methods in the response to a preflight for a method without a handler: one that no preflight has to
/// allow. Without a list, a preflight for an upload listener would allow the method that it requests.
/// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7.5
const UNHANDLED_METHODS: &str = "GET";

/// The decision about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'p> {
    policy: &'p Policy,
    methods: &'p str,
    class: RequestClass,
    vary: Vary,
}

/// Decides about a request, by the policy of its handler and the methods of its route in wire format,
/// empty if they need not be listed.
///
/// [HTTP responses](https://fetch.spec.whatwg.org/#http-responses) and
/// [CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches) of the
/// Fetch Standard. The work is bounded by the length of the longest possible origin.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::{Action, KnownDetails, Policy, Request, RequestOrigin, decide};
///
/// let policy = Policy::builder().origins(["https://app.example.com"]).build()?;
/// let preflight = Request {
///     method: "OPTIONS",
///     origin: RequestOrigin::One(b"https://app.example.com"),
///     requested_method: Some(b"PUT"),
///     may_be_overridden: false,
///     details: KnownDetails::default(),
/// };
/// let decision = decide(&policy, "PUT", &preflight);
/// assert_eq!(decision.action(), Action::Preflight(204));
/// let headers: Vec<_> = decision.header_values(&preflight).collect();
/// assert_eq!(headers, [
///     ("access-control-allow-origin", "https://app.example.com"),
///     ("access-control-allow-methods", "PUT"),
/// ]);
/// # Ok::<_, cors::Violations>(())
/// ```
#[must_use]
pub fn decide<'p, D: RequestDetails>(
    policy: &'p Policy,
    methods: &'p str,
    request: &Request<'_, D>,
) -> Decision<'p> {
    decide_selected(policy, methods, request, Selection::ONLY)
}

/// Decides about a request by a policy that was selected among several.
#[must_use]
#[inline]
pub fn decide_selected<'p, D: RequestDetails>(
    policy: &'p Policy,
    methods: &'p str,
    request: &Request<'_, D>,
    selection: Selection,
) -> Decision<'p> {
    let class = RequestClass::new(policy, request, selection);
    Decision {
        vary: selection.vary_of(policy),
        ..Decision::new(class, policy, methods)
    }
}

impl<'p> Decision<'p> {
    /// Returns the decision for a class of requests.
    #[must_use]
    #[inline]
    pub fn new(class: RequestClass, policy: &'p Policy, methods: &'p str) -> Self {
        let methods = match class {
            RequestClass::UnhandledPreflight { .. } => UNHANDLED_METHODS,
            _ => methods,
        };
        Self {
            policy,
            methods,
            class,
            vary: Vary::for_policy(policy),
        }
    }

    /// Returns the methods that a preflight response lists, in wire format.
    #[must_use]
    pub const fn methods(&self) -> &'p str {
        self.methods
    }

    /// Returns the class of the request.
    #[must_use]
    pub const fn class(&self) -> RequestClass {
        self.class
    }

    /// Returns whether the handler runs.
    #[must_use]
    pub const fn action(&self) -> Action {
        Action::new(self.class)
    }

    /// Returns the request headers that the response depends on.
    #[must_use]
    pub const fn vary(&self) -> Vary {
        self.vary
    }

    /// Returns whether the response has `header`.
    #[must_use]
    pub fn includes(&self, header: CorsHeader) -> bool {
        let applies = match (self.class, header) {
            (RequestClass::Forbidden, _)
            | (
                RequestClass::Actual { .. },
                CorsHeader::AllowMethods | CorsHeader::AllowHeaders | CorsHeader::MaxAge,
            )
            | (RequestClass::Preflight { .. }, CorsHeader::ExposeHeaders) => false,
            (
                RequestClass::UnhandledPreflight { allowed },
                CorsHeader::AllowOrigin | CorsHeader::AllowCredentials | CorsHeader::AllowMethods,
            )
            | (RequestClass::Preflight { allowed } | RequestClass::Actual { allowed }, _) => {
                allowed
            }
            (RequestClass::UnhandledPreflight { .. }, _) => false,
        };
        applies && !header.value(self.policy, self.methods).is_empty()
    }

    /// Iterates over the `Access-Control-*` headers of the response, in the order in which they are sent.
    pub fn headers(self) -> impl Iterator<Item = CorsHeader> + use<'p> {
        let headers = CorsHeader::ALL.into_iter();
        headers.filter(move |header| self.includes(*header))
    }

    /// Returns whether the response echoes the origin of the request. That is so if the policy allows
    /// several origins; a single origin is known without the request.
    #[must_use]
    pub fn echoes_origin(&self) -> bool {
        self.has_specific_origin() && self.policy.single_origin().is_none()
    }

    /// Returns whether the response names an origin, and not `*`.
    #[must_use]
    pub fn has_specific_origin(&self) -> bool {
        self.includes(CorsHeader::AllowOrigin) && !self.policy.allows_any_origin()
    }

    /// Iterates over the names and values of the `Access-Control-*` headers of the response to `request`,
    /// which is the request that the decision is about. `Vary` is not among them, because it is merged
    /// with that of the handler.
    pub fn header_values<'a, D>(
        self,
        request: &Request<'a, D>,
    ) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a, 'p, D>
    where
        'p: 'a,
    {
        let echoed = match request.origin {
            // An allowed origin is ASCII. Other values, which may be long, are not read.
            RequestOrigin::One(origin) if self.echoes_origin() => std::str::from_utf8(origin).ok(),
            _ => None,
        };
        self.headers().map(move |header| {
            let value = match (header, echoed) {
                (CorsHeader::AllowOrigin, Some(origin)) => origin,
                _ => header.value(self.policy, self.methods),
            };
            (header.name(), value)
        })
    }
}
