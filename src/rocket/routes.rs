//! `routes!`: annotated handlers on their way into Rocket.

use std::fmt;
use std::sync::Arc;

use ::rocket::fairing::{self, Fairing, Info, Kind};
use ::rocket::{Build, Rocket, Route};

use super::answers::{Enforced, Preflights};
use super::rules::Rules;
use super::shared::Shared;

/// The annotated handlers of [`routes!`](macro@crate::rocket::routes), which [`at`](Routes::at) a path become
/// a fairing.
///
/// ```
/// let none = cors::rocket::routes![].at("/v1");
/// # drop(none);
/// ```
#[derive(Debug, Clone)]
#[must_use = "routes do nothing until they are attached: `.attach(cors::rocket::routes![…].at(\"/\"))`"]
pub struct Routes {
    routes: Vec<(Route, Rules)>,
}

impl Routes {
    #[doc(hidden)]
    pub fn new<const N: usize>(routes: [(Route, Rules); N]) -> Self {
        Self {
            routes: routes.into(),
        }
    }

    /// The fairing that mounts them below `base`, as [`Rocket::mount`] does.
    ///
    /// # Panics
    ///
    /// Not here; but at ignition, as [`Rocket::mount`] does, if `base` is not a path.
    ///
    /// ```
    /// #[cors::rocket::cors(origins = ["https://app.example.com"])]
    /// #[rocket::get("/<id>")]
    /// fn show_user(id: u64) -> String {
    ///     format!("user {id}")
    /// }
    ///
    /// let rocket = rocket::build().attach(cors::rocket::routes![show_user].at("/v1/users"));
    /// # drop(rocket);
    /// ```
    pub fn at(self, base: impl fmt::Display) -> RoutesAt {
        RoutesAt {
            base: base.to_string(),
            routes: self.routes,
        }
    }
}

/// The annotated handlers of [`routes!`](macro@crate::rocket::routes) below a path: a fairing that mounts
/// them.
#[derive(Debug, Clone)]
#[must_use = "routes do nothing until they are attached: `.attach(cors::rocket::routes![…].at(\"/\"))`"]
pub struct RoutesAt {
    base: String,
    routes: Vec<(Route, Rules)>,
}

#[::rocket::async_trait]
impl Fairing for RoutesAt {
    fn info(&self) -> Info {
        Info {
            name: "CORS routes",
            kind: Kind::Ignite,
        }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        let (mut rocket, shared) = Shared::install(rocket);
        for (route, rules) in &self.routes {
            let mut route = route.clone();
            // Only such a policy has an answer before the handler's.
            if rules.prepared.policy().enforces() {
                route.handler = Box::new(Enforced::around(route.handler, *rules));
            }
            let path = route.uri.as_str().to_owned();
            rocket = rocket.mount(self.base.clone(), [route.clone()]);
            // As `mount` has just done, and did not fail.
            let Ok(route) = route.map_base(|base| format!("{}{base}", self.base)) else {
                continue;
            };
            if let Some(resource) = shared.add(route, *rules) {
                let preflights = Preflights::route(Arc::clone(&shared), resource, &path);
                rocket = rocket.mount(self.base.clone(), [preflights]);
            }
        }
        Ok(rocket)
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rocket_routes {
    ($($handler:path),* $(,)?) => {
        $crate::rocket::Routes::new([$(<$handler as $crate::rocket::AnnotatedRoute>::mounted()),*])
    };
}
