//! The keys of a policy.

use crate::words::words;

words! {
    /// A key of the attribute, of `policy!` and of the builder.
    pub enum Key {
        /// `origins`: the origins that may read the response.
        Origins = "origins",
        /// `dev_origins`: more origins, in builds with debug assertions only.
        DevOrigins = "dev_origins",
        /// `origins_from`: origins that are known at run time only.
        OriginsFrom = "origins_from",
        /// `credentials`: whether requests may carry cookies, HTTP authentication and client certificates.
        Credentials = "credentials",
        /// `headers`: the request headers that scripts may send.
        Headers = "headers",
        /// `expose`: the response headers that scripts may read.
        Expose = "expose",
        /// `max_age`: how long browsers cache a preflight, in seconds.
        MaxAge = "max_age",
        /// `methods`: the methods that scripts may use.
        Methods = "methods",
        /// `enforce`: whether cross-origin requests that are not allowed are rejected before the handler
        /// runs.
        Enforce = "enforce",
        /// `hosts`: the hosts that the server has; requests for other hosts are rejected.
        Hosts = "hosts",
        /// `protocols`: the protocols whose headers and methods are allowed.
        Protocols = "protocols",
        /// `policy`: a policy that is written elsewhere.
        Policy = "policy",
        /// `dangerously_allow`: the rules that are lifted for this policy.
        DangerouslyAllow = "dangerously_allow",
        /// `crate`: the path to the library.
        Crate = "crate",
    }
}
