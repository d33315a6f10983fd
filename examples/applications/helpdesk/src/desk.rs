use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use uuid::Uuid;

/// The data that all workers share.
pub struct Desk {
    /// Passwords by name.
    users: HashMap<String, String>,
    /// Names by session.
    sessions: Mutex<HashMap<String, String>>,
    tickets: Mutex<Vec<Ticket>>,
}

#[derive(Clone, Serialize)]
pub(crate) struct Ticket {
    pub(crate) id: usize,
    pub(crate) customer: String,
    pub(crate) messages: Vec<String>,
    pub(crate) is_open: bool,
}

impl Desk {
    /// Returns a desk without tickets, for users with a password each. Those whose name ends with `@desk` are
    /// agents.
    pub fn new<'a>(users: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let users = users.into_iter();
        let users = users.map(|(name, password)| (name.to_owned(), password.to_owned()));
        Self {
            users: users.collect(),
            sessions: Mutex::default(),
            tickets: Mutex::default(),
        }
    }

    /// Starts a session, and returns its id.
    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Option<String> {
        self.users.get(name).filter(|known| *known == password)?;
        let id = Uuid::new_v4().to_string();
        self.sessions().insert(id.clone(), name.to_owned());
        Some(id)
    }

    pub(crate) fn sign_out(&self, session: &str) {
        self.sessions().remove(session);
    }

    /// Returns the name of the user whose session it is.
    pub(crate) fn user(&self, session: &str) -> Option<String> {
        self.sessions().get(session).cloned()
    }

    pub(crate) fn tickets(&self) -> MutexGuard<'_, Vec<Ticket>> {
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
