//! A response, as the tests of one framework compare it.

/// The parts of a response that the tests compare.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The status.
    pub status: u16,
    /// The `Access-Control-*` headers in order, without that prefix: `allow-origin: *`.
    pub cors: Vec<String>,
    /// The values of `Vary`.
    pub vary: Vec<String>,
    /// The body.
    pub body: String,
}

impl Seen {
    /// Creates the expected response.
    #[must_use]
    pub fn new(status: u16, cors: &[&str], vary: &[&str], body: &str) -> Self {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Self {
            status,
            cors: owned(cors),
            vary: owned(vary),
            body: body.to_owned(),
        }
    }

    /// Creates the parts of a response from its header lines.
    #[must_use]
    pub fn of<'l>(
        status: u16,
        lines: impl IntoIterator<Item = (&'l str, &'l [u8])>,
        body: String,
    ) -> Self {
        let mut seen = Self {
            status,
            body,
            ..Self::default()
        };
        for (name, value) in lines {
            let name = name.to_ascii_lowercase();
            let value = String::from_utf8_lossy(value).into_owned();
            if let Some(name) = name.strip_prefix("access-control-") {
                seen.cors.push(format!("{name}: {value}"));
            } else if name == "vary" {
                seen.vary.push(value);
            }
        }
        seen
    }
}
