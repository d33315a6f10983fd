//! The service: asks the policy, and the inside where it is the inside's to answer.

use std::sync::Arc;
use std::task::{Context, Poll};

use cors_runtime::protocol::prepared::{Prepared, Received};
use http::{Request, Response};
use tower_service::Service;

use super::answering::{Answering, Then};
use super::body::OrEmpty;

/// When the policy speaks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Before the inside.
    First,
    /// After the inside, where that has decided nothing.
    Last,
}

/// A service with CORS around it, by [`CorsLayer`](super::CorsLayer).
///
/// It is ready when the inside is, also for a request that the inside will not see.
#[derive(Debug, Clone)]
pub struct Cors<S> {
    inside: S,
    prepared: Arc<Prepared>,
    turn: Turn,
}

impl<S> Cors<S> {
    pub(super) fn new(inside: S, prepared: Arc<Prepared>, turn: Turn) -> Self {
        Self {
            inside,
            prepared,
            turn,
        }
    }
}

impl<S, Q, R> Service<Request<Q>> for Cors<S>
where
    S: Service<Request<Q>, Response = Response<R>>,
{
    type Response = Response<OrEmpty<R>>;
    type Error = S::Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inside.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let then = match self.turn {
            Turn::First => match self.prepared.receive((&request).into()) {
                Received::Answered(answer) => {
                    let answer = answer.keep();
                    return Answering::answered(answer, Arc::clone(&self.prepared));
                }
                Received::Actual(actual) => Then::Finish(actual),
            },
            Turn::Last => Then::Settle(self.prepared.receive_last((&request).into())),
        };
        Answering::inside(self.inside.call(request), Arc::clone(&self.prepared), then)
    }
}
