//! The `Origin` header of a request.

/// The `Origin` header of a request, by its field lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestOrigin<'r> {
    /// The request has no `Origin`.
    Absent,
    /// The value of the only field line, valid or not.
    One(&'r [u8]),
    /// More than one field line. Servers disagree on which one counts, so no origin is allowed.
    Multiple,
}

impl<'r> RequestOrigin<'r> {
    /// Reads the values of the field lines, at most two of them.
    pub fn from_values(values: impl IntoIterator<Item = &'r [u8]>) -> Self {
        let mut values = values.into_iter();
        match (values.next(), values.next()) {
            (None, _) => RequestOrigin::Absent,
            (Some(value), None) => RequestOrigin::One(value),
            (Some(_), Some(_)) => RequestOrigin::Multiple,
        }
    }
}
