//! Implementations in poem 3: a route with a single handler.

mod app;
pub mod cors;
pub mod handwritten_correct;
pub mod no_cors;
pub mod poem_cors;

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::cors::CorsPoem;
    use super::handwritten_correct::HandwrittenCorrect;
    use super::no_cors::NoCors;
    use super::poem_cors::PoemCors;

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn middleware_follows_every_policy() {
        conformance::follows_policies::<PoemCors>(&[]);
    }

    #[test]
    fn handwritten_endpoint_follows_every_policy() {
        conformance::follows_policies::<HandwrittenCorrect>(&[]);
    }

    #[test]
    fn annotated_handlers_follow_every_policy() {
        conformance::follows_policies::<CorsPoem>(&[]);
    }
}
