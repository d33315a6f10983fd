//! An observed response, in the terms of the table.

/// An observed response; `None` where the integration does not provide the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Observed {
    pub(crate) status: Option<u16>,
    /// The `Access-Control-*` headers, in order.
    pub(crate) cors: Vec<(String, String)>,
    /// The tokens of `Vary`, in order.
    pub(crate) vary: Vec<String>,
    /// The other headers.
    pub(crate) others: Option<Vec<(String, String)>>,
    pub(crate) body: Option<String>,
    /// The parts that the request reached.
    pub(crate) reached: Option<Vec<&'static str>>,
    /// Whether CORS produced the observed.
    pub(crate) is_preflight: Option<bool>,
}

impl Observed {
    pub(crate) fn from_headers(headers: Vec<(String, Vec<u8>)>) -> Self {
        let mut observed = Self {
            status: None,
            cors: Vec::new(),
            vary: Vec::new(),
            others: None,
            body: None,
            reached: None,
            is_preflight: None,
        };
        let mut others = Vec::new();
        for (name, value) in headers {
            let value = value.escape_ascii().to_string();
            if name.starts_with("access-control-") {
                observed.cors.push((name, value));
            } else if name == "vary" {
                observed.vary.extend(tokens(&value));
            } else {
                others.push((name, value));
            }
        }
        observed.others = Some(others);
        observed
    }
}

/// Splits a `Vary` value into its tokens.
pub(crate) fn tokens(line: &str) -> impl Iterator<Item = String> {
    line.split(',').map(|token| token.trim().to_owned())
}
