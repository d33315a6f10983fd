use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest, Request};
use rocket::serde::Deserialize;

/// A part of the configuration.
#[derive(Deserialize)]
#[serde(crate = "rocket::serde")]
pub(crate) struct Settings {
    moderator_key: String,
}

/// A guard that requires the key of the moderators.
pub(crate) struct Moderator;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Moderator {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let settings = request.rocket().state::<Settings>();
        let key = request.headers().get_one("x-api-key");
        match settings {
            Some(settings) if key == Some(&settings.moderator_key) => Outcome::Success(Self),
            _ => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}
