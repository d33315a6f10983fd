//! Annotated handlers on their way into Rocket.

use std::fmt;
use std::sync::Arc;

use ::rocket::fairing::{self, Fairing, Info, Kind};
use ::rocket::{Build, Rocket, Route};

use super::enforce::EnforcedHandler;
use super::fairing::state;
use super::policy::RoutePolicy;
use super::preflight;

/// The annotated handlers of [`routes!`](macro@crate::rocket::routes). [`at`](Routes::at) converts them into
/// a fairing.
///
/// ```
/// let none = cors::rocket::routes![].at("/v1");
/// # drop(none);
/// ```
#[derive(Debug, Clone)]
#[must_use = "routes do nothing until they are attached: `.attach(cors::rocket::routes![…].at(\"/\"))`"]
pub struct Routes {
    routes: Vec<(Route, RoutePolicy)>,
}

impl Routes {
    #[doc(hidden)]
    pub fn new<const N: usize>(routes: [(Route, RoutePolicy); N]) -> Self {
        Self {
            routes: routes.into(),
        }
    }

    /// Returns the fairing that mounts the handlers below `base`, like [`Rocket::mount`].
    ///
    /// # Panics
    ///
    /// Does not panic itself; but if `base` is not a path, Rocket panics at ignition, like
    /// [`Rocket::mount`].
    ///
    /// # Examples
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
    pub fn at(self, base: impl fmt::Display) -> MountedRoutes {
        MountedRoutes {
            base: base.to_string(),
            routes: self.routes,
        }
    }
}

/// A fairing that mounts the annotated handlers of [`routes!`](macro@crate::rocket::routes) below a path.
#[derive(Debug, Clone)]
#[must_use = "routes do nothing until they are attached: `.attach(cors::rocket::routes![…].at(\"/\"))`"]
pub struct MountedRoutes {
    base: String,
    routes: Vec<(Route, RoutePolicy)>,
}

#[::rocket::async_trait]
impl Fairing for MountedRoutes {
    fn info(&self) -> Info {
        Info {
            name: "CORS routes",
            kind: Kind::Ignite,
        }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        let (mut rocket, state) = state(rocket);
        for (route, policy) in &self.routes {
            let mut route = route.clone();
            if policy.restricts(route.method) {
                route.handler = Box::new(EnforcedHandler::new(route.handler, *policy));
            }
            let path = route.uri.as_str().to_owned();
            rocket = rocket.mount(self.base.clone(), [route.clone()]);
            // `mount` has just done the same and did not fail.
            let Ok(route) = route.map_base(|base| format!("{}{base}", self.base)) else {
                continue;
            };
            if let Some(resource) = state.add(route, *policy) {
                let preflights = preflight::route(Arc::clone(&state), resource, &path);
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
        $crate::rocket::Routes::new([$(<$handler as $crate::rocket::CorsRoute>::mounted()),*])
    };
}
