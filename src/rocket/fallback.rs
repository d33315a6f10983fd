//! A policy for responses that no annotated handler decided.

use ::rocket::fairing::{self, Fairing, Info, Kind};
use ::rocket::{Build, Rocket};
use cors_runtime::CompiledPolicy;

use super::fairing::state;

/// A fairing with a policy for all responses without a CORS decision.
#[derive(Debug, Clone)]
#[must_use = "a fairing does nothing until it is attached"]
pub struct Fallback {
    policy: CompiledPolicy,
}

impl Fallback {
    /// Creates the fairing. Its policy applies to the 404 for an unknown path, to handlers without a policy,
    /// to the responses of catchers for either, and to preflights that no annotated handler is for.
    /// Responses with a CORS decision keep it.
    ///
    /// `policy` is a `&'static Policy` from [`policy!`](crate::policy!), or a [`Policy`](crate::Policy) or
    /// `Arc<Policy>` from [the builder](crate::Policy::builder). There is no route to determine the
    /// methods, so the policy lists them: `methods = ["PUT"]`.
    ///
    /// A response has a CORS decision if its path has annotated handlers, except for a preflight for a method
    /// that none of them handles. CORS headers that a handler without a policy sets are removed, as with any
    /// policy. With `enforce`, an undecided response to a forbidden request is replaced with 403, but the
    /// handler has already run; `enforce` on the handler prevents that.
    ///
    /// The position among other fairings has no effect. Of several, the last one counts.
    ///
    /// ```
    /// use cors::Policy;
    /// use cors::rocket::{Fallback, cors, routes};
    /// use rocket::http::Header;
    /// use rocket::local::blocking::Client;
    ///
    /// static REST: Policy = cors::policy! { origins = ["https://app.example.com"] };
    ///
    /// #[cors(origins = ["*"])]
    /// #[rocket::get("/fonts")]
    /// fn fonts() -> &'static str {
    ///     "for everybody"
    /// }
    ///
    /// let rocket = rocket::build()
    ///     .attach(routes![fonts].at("/"))
    ///     .attach(Fallback::new(&REST));
    /// # let quiet = rocket.figment().clone().merge(("log_level", "off"));
    /// # let rocket = rocket.configure(quiet);
    /// let client = Client::tracked(rocket).unwrap();
    /// let ask = |path: &'static str| {
    ///     let origin = Header::new("Origin", "https://app.example.com");
    ///     let answer = client.get(path).header(origin).dispatch();
    ///     let allowed = answer.headers().get_one("Access-Control-Allow-Origin");
    ///     (answer.status().code, allowed.map(str::to_owned))
    /// };
    /// assert_eq!(ask("/fonts"), (200, Some("*".to_owned())));
    /// assert_eq!(ask("/unknown"), (404, Some("https://app.example.com".to_owned())));
    /// ```
    pub fn new(policy: impl Into<CompiledPolicy>) -> Self {
        Self {
            policy: policy.into(),
        }
    }
}

#[::rocket::async_trait]
impl Fairing for Fallback {
    fn info(&self) -> Info {
        Info {
            name: "CORS fallback",
            kind: Kind::Ignite | Kind::Singleton,
        }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        let (rocket, state) = state(rocket);
        // Rocket keeps one fairing of a singleton type, so the policy is not set yet.
        let _ = state.fallback.set(self.policy.clone());
        Ok(rocket)
    }
}
