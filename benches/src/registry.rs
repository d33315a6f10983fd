//! The list of all implementations.

use crate::implementation::Implementation;
#[cfg(feature = "other-crates")]
use crate::implementations::{
    actix, poem, rocket, salvo, tower_http::TowerHttp, tower_http_axum::TowerHttpAxum, warp,
};
use crate::implementations::{
    cors_axum::CorsAxum, cors_axum_layer::CorsAxumLayer, cors_function::CorsFunction,
    cors_tower::CorsTower, decision::Decision, handwritten_axum::HandwrittenAxum,
    handwritten_axum_layer::HandwrittenAxumLayer, handwritten_correct_axum::HandwrittenCorrectAxum,
    handwritten_correct_axum_layer::HandwrittenCorrectAxumLayer,
    handwritten_correct_function::HandwrittenCorrectFunction,
    handwritten_correct_tower::HandwrittenCorrectTower, handwritten_function::HandwrittenFunction,
    no_cors_axum::NoCorsAxum, no_cors_function::NoCorsFunction, no_cors_tower::NoCorsTower,
};

/// An operation on each implementation.
pub trait Visitor {
    /// Performs the operation on one implementation.
    fn visit<C: Implementation>(&mut self);
}

/// Calls `visitor` with all implementations, in the order of the tables.
pub fn visit_all(visitor: &mut impl Visitor) {
    visitor.visit::<Decision>();
    visitor.visit::<NoCorsFunction>();
    visitor.visit::<HandwrittenFunction>();
    visitor.visit::<HandwrittenCorrectFunction>();
    visitor.visit::<CorsFunction>();
    visitor.visit::<NoCorsTower>();
    visitor.visit::<HandwrittenCorrectTower>();
    visitor.visit::<CorsTower>();
    visitor.visit::<NoCorsAxum>();
    visitor.visit::<HandwrittenAxum>();
    visitor.visit::<HandwrittenCorrectAxum>();
    visitor.visit::<CorsAxum>();
    visitor.visit::<HandwrittenAxumLayer>();
    visitor.visit::<HandwrittenCorrectAxumLayer>();
    visitor.visit::<CorsAxumLayer>();
    #[cfg(feature = "other-crates")]
    visit_other_crates(visitor);
}

#[cfg(feature = "other-crates")]
fn visit_other_crates(visitor: &mut impl Visitor) {
    visitor.visit::<TowerHttp>();
    visitor.visit::<TowerHttpAxum>();
    visitor.visit::<actix::no_cors::NoCors>();
    visitor.visit::<actix::handwritten_correct::HandwrittenCorrect>();
    visitor.visit::<actix::cors::CorsActix>();
    visitor.visit::<actix::actix_cors::ActixCors>();
    visitor.visit::<rocket::no_cors::NoCors>();
    visitor.visit::<rocket::handwritten::Handwritten>();
    visitor.visit::<rocket::handwritten_correct::HandwrittenCorrect>();
    visitor.visit::<rocket::cors::CorsRocket>();
    visitor.visit::<poem::no_cors::NoCors>();
    visitor.visit::<poem::handwritten_correct::HandwrittenCorrect>();
    visitor.visit::<poem::cors::CorsPoem>();
    visitor.visit::<poem::poem_cors::PoemCors>();
    visitor.visit::<salvo::NoCors>();
    visitor.visit::<salvo::SalvoCors>();
    visitor.visit::<warp::NoCors>();
    visitor.visit::<warp::WarpCors>();
}

/// The name of an implementation, and those of the implementations that it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImplementationInfo {
    /// [`Implementation::NAME`]
    pub name: &'static str,
    /// [`Implementation::NO_CORS`]
    pub no_cors: &'static str,
}

impl ImplementationInfo {
    /// Returns whether nothing is subtracted from the figures: there is no CORS in them, or no framework.
    #[must_use]
    pub fn has_no_cors(&self) -> bool {
        self.name == self.no_cors
    }

    /// Returns the name of the fastest hand-written implementation of the same integration. The function
    /// on `http` types is the baseline of frameworks without a hand-written implementation.
    #[must_use]
    pub fn baseline(&self) -> &'static str {
        match self.name {
            "cors-tower" | "handwritten-correct-tower" => "handwritten-correct-tower",
            "cors-actix" | "handwritten-correct-actix" => "handwritten-correct-actix",
            "cors-poem" | "handwritten-correct-poem" => "handwritten-correct-poem",
            "cors-axum" | "handwritten-axum" | "handwritten-correct-axum" => "handwritten-axum",
            "cors-axum-layer" | "handwritten-axum-layer" | "handwritten-correct-axum-layer" => {
                "handwritten-axum-layer"
            }
            "cors-rocket" | "handwritten-rocket" | "handwritten-correct-rocket" => {
                "handwritten-rocket"
            }
            _ => "handwritten-function",
        }
    }
}

/// Returns the names of all implementations, in the order of the tables.
#[must_use]
pub fn implementations() -> Vec<ImplementationInfo> {
    struct Collector(Vec<ImplementationInfo>);
    impl Visitor for Collector {
        fn visit<C: Implementation>(&mut self) {
            self.0.push(ImplementationInfo {
                name: C::NAME,
                no_cors: C::NO_CORS,
            });
        }
    }
    let mut collector = Collector(Vec::new());
    visit_all(&mut collector);
    collector.0
}

#[cfg(test)]
mod tests {
    use super::implementations;

    #[test]
    fn comparisons_name_registered_implementations() {
        let all = implementations();
        let is_registered = |name| all.iter().any(|info| info.name == name);
        for info in &all {
            assert!(is_registered(info.no_cors), "{info:?}");
            assert!(is_registered(info.baseline()), "{info:?}");
        }
    }
}
