//! The keys of a policy.

use std::str::FromStr;

/// A key of the attribute, of `policy!` and of the builder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Key {
    /// `origins`: the origins that may read the response.
    Origins,
    /// `dev_origins`: more origins, in builds with debug assertions only.
    DevOrigins,
    /// `origins_from`: origins that are known at run time only.
    OriginsFrom,
    /// `credentials`: whether requests may carry cookies, HTTP authentication and client certificates.
    Credentials,
    /// `headers`: the request headers that scripts may send.
    Headers,
    /// `expose`: the response headers that scripts may read.
    Expose,
    /// `max_age`: how long browsers cache a preflight, in seconds.
    MaxAge,
    /// `methods`: the methods that scripts may use.
    Methods,
    /// `enforce`: whether cross-origin requests that are not allowed are rejected before the handler
    /// runs.
    Enforce,
    /// `hosts`: the hosts that the server has; requests for other hosts are rejected.
    Hosts,
    /// `protocols`: the protocols whose headers and methods are allowed.
    Protocols,
    /// `policy`: a policy that is written elsewhere.
    Policy,
    /// `dangerously_allow`: the rules that are lifted for this policy.
    DangerouslyAllow,
    /// `crate`: the path to the library.
    Crate,
}

impl Key {
    /// Every key, in the order in which messages list them.
    pub const ALL: [Key; 14] = [
        Key::Origins,
        Key::DevOrigins,
        Key::OriginsFrom,
        Key::Credentials,
        Key::Headers,
        Key::Expose,
        Key::MaxAge,
        Key::Methods,
        Key::Enforce,
        Key::Hosts,
        Key::Protocols,
        Key::Policy,
        Key::DangerouslyAllow,
        Key::Crate,
    ];

    /// Returns the key as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Key::Origins => "origins",
            Key::DevOrigins => "dev_origins",
            Key::OriginsFrom => "origins_from",
            Key::Credentials => "credentials",
            Key::Headers => "headers",
            Key::Expose => "expose",
            Key::MaxAge => "max_age",
            Key::Methods => "methods",
            Key::Enforce => "enforce",
            Key::Hosts => "hosts",
            Key::Protocols => "protocols",
            Key::Policy => "policy",
            Key::DangerouslyAllow => "dangerously_allow",
            Key::Crate => "crate",
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let key = Key::ALL.into_iter().find(|key| key.as_str() == text);
        key.ok_or(UnknownKey)
    }
}

/// The error of parsing a text that is not a [`Key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownKey;
