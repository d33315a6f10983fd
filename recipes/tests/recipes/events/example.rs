//! The recipe of server-sent events.

use std::convert::Infallible;

use axum::Router;
use axum::response::sse::{Event, KeepAlive, Sse};
use cors::axum::{cors, get};
use futures_util::stream::{self, Stream};

#[cors(origins = ["https://app.example.com"], credentials)]
async fn prices() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let prices = stream::unfold(42, async |price| {
        let event = Event::default().data(price.to_string());
        Some((Ok(event), price + 1))
    });
    Sse::new(prices).keep_alive(KeepAlive::default())
}

pub fn app() -> Router {
    Router::new().route("/prices", get(prices).into())
}
