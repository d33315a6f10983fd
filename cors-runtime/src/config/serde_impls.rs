//! `Deserialize` and `Serialize`, written by hand, so that programs need not compile a derive macro.

use std::fmt;

use cors_policy::{Entry, Value};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::lower::{lower, number};
use super::policy_config::PolicyConfig;
use crate::origins::OriginSet;
use crate::policy::Policy;

impl<'de> Deserialize<'de> for Policy {
    /// Deserialises and builds a [`PolicyConfig`]. The error contains every violation.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let config = PolicyConfig::deserialize(deserializer)?;
        config.build().map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for PolicyConfig {
    /// Accepts every key and every value; [`PolicyConfig::build`] reports mistakes.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConfigVisitor)
    }
}

struct ConfigVisitor;

impl<'de> Visitor<'de> for ConfigVisitor {
    type Value = PolicyConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the keys of a CORS policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PolicyConfig, A::Error> {
        let mut entries = Vec::new();
        while let Some(KeyText(key)) = map.next_key()? {
            let AnyValue(value) = map.next_value()?;
            if let Some(value) = lower(&key, value) {
                entries.push(Entry { key, value });
            }
        }
        Ok(PolicyConfig { entries })
    }
}

impl<'de> Deserialize<'de> for OriginSet {
    /// Deserialises a list of strings, or one string that is separated by commas or white space, and
    /// parses it. The error contains every violation.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SetVisitor)
    }
}

struct SetVisitor;

impl<'de> Visitor<'de> for SetVisitor {
    type Value = OriginSet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of origins")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<OriginSet, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OriginSet, A::Error> {
        let mut origins = Vec::new();
        while let Some(KeyText(origin)) = list.next_element()? {
            origins.push(origin);
        }
        OriginSet::parse(origins).map_err(A::Error::custom)
    }
}

/// A text. `String` implements `Deserialize` only with a feature of `serde` that is not needed here.
struct KeyText(String);

impl<'de> Deserialize<'de> for KeyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyTextVisitor).map(KeyText)
    }
}

struct KeyTextVisitor;

impl Visitor<'_> for KeyTextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

/// A value of any form. [`Value`] is defined in a crate without dependencies.
struct AnyValue(Value);

impl<'de> Deserialize<'de> for AnyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor).map(AnyValue)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a CORS policy")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Tokens("null".to_owned()))
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Tokens("null".to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Tokens(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(number(&format!("{value:?}")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(AnyValue(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<AnyValue, AnyValue>()?.is_some() {}
        // Nothing takes the contents.
        Ok(Value::Tokens("{ … }".to_owned()))
    }
}

impl Serialize for PolicyConfig {
    /// Serialises the keys in their order, with lists as lists.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for Entry { key, value } in &self.entries {
            map.serialize_entry(key.as_str(), &SerializeValue(value))?;
        }
        map.end()
    }
}

/// [`Value`] is defined in a crate without dependencies.
struct SerializeValue<'v>(&'v Value);

impl Serialize for SerializeValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Flag => serializer.serialize_bool(true),
            Value::List(values) => serializer.collect_seq(values.iter().map(SerializeValue)),
            Value::Number(digits) => match digits.parse() {
                Ok(number) => serializer.serialize_u64(number),
                Err(_) => serializer.serialize_str(digits),
            },
            Value::Text(text) | Value::Path(text) | Value::Tokens(text) => {
                serializer.serialize_str(text)
            }
            other => serializer.serialize_str(&other.to_source()),
        }
    }
}
