//! Whose policy decides: one with a name, which is known when the program runs, or a handler's, which the
//! compiler sees.

use std::marker::PhantomData;
use std::rc::Rc;

use actix_web::http::header::HeaderValue;
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::{Verdict, read};

use super::pending::{Covers, Head};
use crate::__private::HasPolicy;

/// Whose decision it is.
pub trait Whose {
    /// Which answers it is about.
    fn covers(&self) -> Covers;

    /// The verdict on a request.
    fn read<'r>(&self, head: Head<'r>) -> (Verdict, Option<&'r HeaderValue>);
}

/// A policy with a name.
#[derive(Debug, Clone)]
pub struct Named {
    pub(super) prepared: Rc<Prepared>,
    pub(super) covers: Covers,
}

impl Whose for Named {
    #[inline]
    fn covers(&self) -> Covers {
        self.covers
    }

    #[inline]
    fn read<'r>(&self, head: Head<'r>) -> (Verdict, Option<&'r HeaderValue>) {
        self.prepared.read(head)
    }
}

/// It is the handler's policy that decides.
#[derive(Debug)]
pub struct Its<P>(pub(super) PhantomData<fn() -> P>);

impl<P: HasPolicy> Whose for Its<P> {
    #[inline]
    fn covers(&self) -> Covers {
        Covers::Everything
    }

    #[inline]
    fn read<'r>(&self, head: Head<'r>) -> (Verdict, Option<&'r HeaderValue>) {
        read::read(P::policy(), head)
    }
}
