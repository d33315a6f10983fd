//! A policy for what no annotated handler decides.

use ::rocket::fairing::{self, Fairing, Info, Kind};
use ::rocket::{Build, Rocket};
use cors_runtime::protocol::prepared::Prepared;

use super::shared::Shared;

/// A fairing with the policy of everything that nobody decided.
#[derive(Debug, Clone)]
#[must_use = "a fairing does nothing until it is attached"]
pub struct Fallback {
    prepared: Prepared,
}

impl Fallback {
    /// What is decided stays as it is, and what nobody decided gets the headers of `policy`: a 404 for
    /// an unknown path, a handler without a policy of its own, a catcher's answer to either. A
    /// preflight that nobody decided is answered by it, and the answer it had is dropped.
    ///
    /// `policy` is a `&'static Policy` from [`policy!`](crate::policy!), or a
    /// [`Policy`](crate::Policy) or `Arc<Policy>` from [its builder](crate::Policy::builder). No route
    /// says to it which methods there are, so the policy says it: `methods = ["PUT"]`.
    ///
    /// An answer is decided when an annotated handler is for it, when it has
    /// `Access-Control-Allow-Origin`, or when its `Vary` names `Origin` or is `*`. The handler has run by
    /// then: a policy with `enforce` replaces the undecided answer to a foreign request with its 403, and
    /// cannot undo what the request did. For that, write `enforce` at the handler.
    ///
    /// Where it stands among the fairings makes no difference. Of several, the last counts.
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
    pub fn new(policy: impl Into<Prepared>) -> Self {
        Self {
            prepared: policy.into(),
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
        let (rocket, shared) = Shared::install(rocket);
        // There is one fairing of this type, so it is not set yet.
        let _ = shared.fallback.set(self.prepared.clone());
        Ok(rocket)
    }
}
