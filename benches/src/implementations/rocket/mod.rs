//! Implementations in Rocket 0.5, called through its local client.
//!
//! Rocket accepts requests of its client only. The client owns its header values, and a dispatch runs all of
//! Rocket, so only net figures are meaningful. A dispatch waits for nothing and needs no runtime. Rocket
//! stores headers in maps with a random seed for each request, so a figure is the mean of many operations.

mod client;
pub mod cors;
mod handler;
pub mod handwritten;
pub mod handwritten_correct;
pub mod no_cors;

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::cors::CorsRocket;
    use super::handwritten::Handwritten;
    use super::handwritten_correct::HandwrittenCorrect;
    use super::no_cors::NoCors;

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn handwritten_fairing_follows_every_policy() {
        conformance::follows_policies::<Handwritten>(&[]);
    }

    #[test]
    fn correct_handwritten_fairing_follows_every_policy() {
        conformance::follows_policies::<HandwrittenCorrect>(&[]);
    }

    #[test]
    fn annotated_handlers_follow_every_policy() {
        conformance::follows_policies::<CorsRocket>(&[]);
    }
}
