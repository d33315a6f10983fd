//! Implementations in actix-web 4: an app with a single route.

pub mod actix_cors;
mod app;
pub mod cors;
pub mod handwritten_correct;
pub mod no_cors;

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::actix_cors::ActixCors;
    use super::cors::CorsActix;
    use super::handwritten_correct::HandwrittenCorrect;
    use super::no_cors::NoCors;

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn actix_cors_follows_every_policy() {
        conformance::follows_policies::<ActixCors>(&[]);
    }

    #[test]
    fn handwritten_middleware_follows_every_policy() {
        conformance::follows_policies::<HandwrittenCorrect>(&[]);
    }

    #[test]
    fn annotated_handlers_follow_every_policy() {
        conformance::follows_policies::<CorsActix>(&[]);
    }
}
