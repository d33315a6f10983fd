use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

use crate::auth::User;

/// The state of the server.
#[derive(Clone)]
pub struct Gallery {
    users: Arc<HashMap<String, User>>,
    photos: Arc<Mutex<Photos>>,
}

pub(crate) type Photos = BTreeMap<usize, Photo>;

pub(crate) struct Photo {
    pub(crate) owner: User,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Bytes,
    pub(crate) is_shared: bool,
}

impl Gallery {
    /// Returns an empty gallery for users with a token each.
    pub fn new<'a>(users: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let users = users.into_iter();
        let users = users.map(|(name, token)| (token.to_owned(), User(name.to_owned())));
        Self {
            users: Arc::new(users.collect()),
            photos: Arc::default(),
        }
    }

    pub(crate) fn user(&self, token: &str) -> Option<User> {
        self.users.get(token).cloned()
    }

    pub(crate) fn photos(&self) -> MutexGuard<'_, Photos> {
        self.photos.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
