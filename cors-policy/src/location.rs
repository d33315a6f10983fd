//! The location of a mistake by position, independent of spans.

use crate::spec::Entry;

/// The location of a mistake in a policy, by position.
///
/// The macros turn it into a span, the builder into text such as `origins[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Location {
    /// The policy as a whole.
    Policy,
    /// The key of the entry at this position.
    Key(usize),
    /// The value of the entry at this position.
    Value(usize),
    /// An element of the list in an entry: the position of the entry, then of the element.
    Element(usize, usize),
    /// A mistake in the notation of an entry: the position of the entry, then of the mistake in
    /// `PolicySpec::notation`.
    Notation(usize, usize),
    /// A part of the annotated item.
    Item(ItemPart),
}

/// A part of the annotated item, in source order. Positions count within the lists of `HandlerInfo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ItemPart {
    /// The second `#[cors]`.
    OtherAttribute,
    /// The route attribute at this position.
    Route(usize),
    /// poem's `#[handler]`.
    PoemHandler,
    /// The attribute at this position that generates items next to the handler.
    GeneratingAttribute(usize),
    /// The qualifier at this position.
    Qualifier(usize),
    /// The name; for an item that is not a function, its keyword.
    Name,
    /// The argument `self`.
    Receiver,
    /// The first `Self`.
    SelfType,
    /// The argument at this position.
    Argument(usize),
    /// The return type.
    Output,
    /// The call at this position that opens a WebSocket.
    WebSocket(usize),
    /// The use of an `Access-Control-*` header at this position.
    CorsHeaderUse(usize),
}

impl Location {
    /// Returns the location in words, for messages without spans.
    pub(crate) fn path_in(self, entries: &[Entry]) -> String {
        let key = |index: usize| entries.get(index).map_or("", |entry| entry.key.as_str());
        match self {
            Location::Policy => "policy".to_owned(),
            Location::Key(index) | Location::Value(index) | Location::Notation(index, _) => {
                key(index).to_owned()
            }
            Location::Element(index, element) => format!("{}[{element}]", key(index)),
            Location::Item(_) => "handler".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ItemPart, Location};
    use crate::spec::{Context, PolicySpec, Value};

    #[test]
    fn paths_are_keys_with_positions() {
        let spec = PolicySpec::new(Context::Policy)
            .with("origins", Value::Flag)
            .with("max_age", Value::Flag);
        for (location, path) in [
            (Location::Policy, "policy"),
            (Location::Key(1), "max_age"),
            (Location::Value(0), "origins"),
            (Location::Element(0, 3), "origins[3]"),
            (Location::Notation(1, 7), "max_age"),
            (Location::Key(2), ""),
            (Location::Item(ItemPart::Name), "handler"),
        ] {
            assert_eq!(location.path_in(&spec.entries), path);
        }
    }
}
