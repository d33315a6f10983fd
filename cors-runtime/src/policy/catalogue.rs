//! Every rule of the judge with its words: one row each, and no sentence stands anywhere else.
//!
//! A row is the rule's name, its id in the catalogue (the letter is the theme, the number is never
//! used again), its severity, the section it rests on, what is wrong, and what to type. Words in
//! braces are filled in by the rule that found the mistake: `{said}` is what the user wrote,
//! `{instead}` what to write, `{beside}` a part of it or the other party.
//!
//! The words follow rustc's: lower case, no full stop, code in backticks, one mistake a row. A help
//! line can be pasted and never asks for a looser policy than the one that was refused: a widening
//! that a tool proposes is the one that gets accepted unread.

use super::violation::Severity;

/// What the catalogue holds about one rule.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row {
    /// The id users meet in messages, such as `C05`.
    pub id: &'static str,
    /// What happens to a policy that breaks the rule.
    pub severity: Severity,
    /// The text the rule rests on, as an address.
    pub section: &'static str,
    /// The sentence that says what is wrong, with its words in braces not filled in.
    pub message: &'static str,
    /// The sentence that says what to type, likewise.
    pub help: &'static str,
}

macro_rules! catalogue {
    ($( $(#[$theme:meta])* $name:ident $id:ident $severity:ident $section:literal $message:literal $help:literal )+) => {
        /// A rule of the judge. What it says is its [`Row`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $( #[doc = concat!("`", stringify!($id), "`: ", $message)] $name, )+
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Rule] = &[ $( Rule::$name, )+ ];

            /// The rule's row in the catalogue.
            ///
            /// ```
            /// use cors_runtime::policy::Rule;
            /// assert_eq!(Rule::OriginSlash.row().id, "C05");
            /// ```
            #[must_use]
            pub const fn row(self) -> &'static Row {
                match self {
                    $( Rule::$name => &Row {
                        id: stringify!($id),
                        severity: Severity::$severity,
                        section: $section,
                        message: $message,
                        help: $help,
                    }, )+
                }
            }
        }
    };
}

catalogue! {
    // A: the attribute and where it stands

    UnknownKey A01 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "unknown key `{said}`"
        "write {instead}"
    KeyTwice A02 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is given twice"
        "delete this one, and move what it says into the first"
    CredentialsFalse A03 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-credentials"
        "`credentials = {said}` says nothing: the only value of the header is `true`"
        "delete it: leaving `credentials` out is how credentials are not allowed"
    CredentialsValue A04 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-credentials"
        "`credentials` takes no value, and is given `{said}`"
        "write just `credentials`"
    NotAList A05 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` takes a list"
        "write `{said} = {instead}`"
    NotAString A06 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is not a string literal, so the compiler cannot judge it"
        "write the text itself, as in `{instead}`"
    SaysNothing A07 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "this policy does not say which sites may call"
        "add `origins = [\"https://app.example.com\"]`"
    OriginsMissing A08 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`origins` is missing, so no site may call"
        "add `origins = [\"https://app.example.com\"]`"
    AnnotatedTwice A09 Refused "https://fetch.spec.whatwg.org/#cors-check"
        "a second `#[cors]` on one handler: a response carries one `Access-Control-Allow-Origin`"
        "keep one `#[cors(…)]`, with everything in it"
    NotAFunction A10 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`#[cors]` stands on {said}, and belongs on a handler function"
        "move it to the `fn` that answers the request"
    Qualifier A11 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "a handler cannot be `{said} fn`"
        "delete `{said}`"
    Method A12 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "a method with `self` cannot be a handler"
        "move the function out of the `impl` and take what it needs as an argument"
    PrivateNetwork A19 Refused "https://wicg.github.io/local-network-access/"
        "`{said}` has no effect: browsers withdrew Private Network Access, and its successor asks the user, not the server"
        "delete `{said}`"
    HatchNotNeeded A20 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is dangerously allowed, and nothing in this policy needs it"
        "delete `{said}` from `dangerously_allow`"
    MethodsBehindRoute A24 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-methods"
        "`methods` is not taken here: the route says which method the handler answers"
        "delete `methods`"
    NotYet A25 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is not supported yet"
        "{instead}"
    UnknownHatch A26 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`dangerously_allow` knows no `{said}`"
        "write {instead}"
    NotAPath A27 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` takes a path"
        "write `{said} = {instead}`"
    NotUnderstood A28 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is neither a key nor a key with its value"
        "keys are separated by commas, as in `origins = [\"https://app.example.com\"], credentials`"
    NotAsync A29 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "an axum handler is an `async fn`"
        "write `async fn {said}`"
    NoRequest A30 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "a handler under `cors::cors` takes the request as its first argument"
        "{instead}"
    HatchForm A31 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` is not a word of `dangerously_allow`"
        "its words stand without quotes, as in `dangerously_allow = [{instead}]`"
    ValueMissing A32 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` takes a value"
        "write `{said} = {instead}`"

    HatchesEmpty A33 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`dangerously_allow` lists nothing"
        "delete `dangerously_allow`"

    // B: credentials against wildcards and against origins that anybody can have

    AnyOriginWithCredentials B01 Refused "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "`\"*\"` cannot be combined with `credentials`: browsers refuse that answer"
        "list the sites that may act as the signed-in user: `origins = [\"https://app.example.com\"]`"
    AnyMethodWithCredentials B02 Refused "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "with `credentials`, browsers take `\"*\"` in `methods` for a method called `*`"
        "list the methods: `methods = [\"DELETE\", \"PUT\"]`"
    AnyHeaderWithCredentials B03 Refused "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "with `credentials`, browsers take `\"*\"` in `headers` for a header called `*`"
        "list the headers: `headers = [\"content-type\"]`"
    ExposeAnyWithCredentials B04 Refused "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "with `credentials`, browsers take `\"*\"` in `expose` for a header called `*`"
        "list the headers: `expose = [\"etag\"]`"
    Reflection B05 Refused "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "`{said}` is no origin, and origins are never reflected: that lets every site in"
        "list the sites that may call: `origins = [\"https://app.example.com\"]`"
    InsecureWithCredentials B07 RefusedUnlessAllowed "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "`{said}` with `credentials` lets anybody on the network act as the signed-in user"
        "write `\"{instead}\"`"
    AnyPortWithCredentials B10 RefusedUnlessAllowed "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "`{said}` with `credentials` lets whatever runs on any port of that host act as the signed-in user"
        "name the port, or leave it out for the usual one: `\"{instead}\"`"
    LoopbackInRelease B12 RefusedInRelease "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
        "`{said}` with `credentials` is in a release build: any program on the user's machine can have that origin"
        "move it to `dev_origins = [\"{said}\"]`, which release builds leave out"
    NullOrigin B13 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` is prohibited: sandboxed pages of every site send `null`"
        "list the sites that may call: `origins = [\"https://app.example.com\"]`"

    // C: origins

    OriginEmpty C01 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "this origin is empty"
        "write the site, as in `\"https://app.example.com\"`"
    OriginSpace C02 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` contains white space"
        "write `\"{instead}\"`"
    OriginComma C03 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`{said}` is more than one origin"
        "write one in each string: `{instead}`"
    OriginsBySpace C04 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`{said}` is more than one origin"
        "write one in each string: `{instead}`"
    OriginSlash C05 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` ends with a slash"
        "browsers send it without: `\"{instead}\"`"
    OriginPath C06 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` has a path"
        "an origin is scheme, host and port: `\"{instead}\"`"
    OriginQuery C07 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` has a query"
        "an origin is scheme, host and port: `\"{instead}\"`"
    OriginFragment C08 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` has a fragment"
        "an origin is scheme, host and port: `\"{instead}\"`"
    OriginUser C09 Refused "https://url.spec.whatwg.org/#concept-url-origin"
        "origin `{said}` has a user name or password, which browsers never send"
        "an origin is scheme, host and port: `\"{instead}\"`"
    OriginNoScheme C10 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` has no scheme"
        "write the scheme in front: `\"{instead}\"`"
    OriginSeparator C11 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` does not have `://` after its scheme"
        "write `\"{instead}\"`"
    OriginSchemeCase C12 Refused "https://url.spec.whatwg.org/#scheme-state"
        "the scheme of origin `{said}` is in upper case, and browsers compare byte by byte"
        "browsers send `\"{instead}\"`"
    OriginHostCase C13 Refused "https://url.spec.whatwg.org/#concept-domain-to-ascii"
        "the host of origin `{said}` is in upper case, and browsers compare byte by byte"
        "browsers send `\"{instead}\"`"
    OriginUnicode C14 Refused "https://url.spec.whatwg.org/#concept-domain-to-ascii"
        "the host of origin `{said}` is not in ASCII, and browsers send its punycode form"
        "write that form, as in `\"https://xn--bcher-kva.example\"` for bücher.example"
    OriginPercent C17 Refused "https://url.spec.whatwg.org/#concept-host-parser"
        "the host of origin `{said}` is percent-encoded, and browsers decode it"
        "write it decoded, as in `\"https://app.example.com\"`"
    OriginDefaultPort C18 Refused "https://url.spec.whatwg.org/#port-state"
        "origin `{said}` spells out the default port"
        "browsers leave it out: `\"{instead}\"`"
    OriginPortMissing C19 Refused "https://url.spec.whatwg.org/#port-state"
        "origin `{said}` has a colon, but no port"
        "write `\"{instead}\"`"
    OriginPort C20 Refused "https://url.spec.whatwg.org/#port-state"
        "the port of origin `{said}` is not a plain number from 1 to 65535"
        "write it as in `\"{instead}\"`"
    OriginIpv4Form C23 Refused "https://url.spec.whatwg.org/#concept-ipv4-serializer"
        "the IPv4 address of origin `{said}` is not in the form browsers send"
        "browsers send `\"{instead}\"`"
    OriginIpv4 C24 Refused "https://url.spec.whatwg.org/#ends-in-a-number-checker"
        "the host of origin `{said}` ends in a number, and is not an IPv4 address"
        "an IPv4 address is four numbers from 0 to 255, as in `\"http://127.0.0.1:8080\"`"
    OriginIpv6Brackets C25 Refused "https://url.spec.whatwg.org/#host-writing"
        "the IPv6 address of origin `{said}` is not in brackets"
        "write it as in `\"{instead}\"`"
    OriginIpv6Form C26 Refused "https://url.spec.whatwg.org/#concept-ipv6-serializer"
        "the IPv6 address of origin `{said}` is not in the form browsers send"
        "browsers send `\"{instead}\"`"
    OriginIpv6Zone C27 Refused "https://url.spec.whatwg.org/#concept-ipv6-parser"
        "origin `{said}` has an IPv6 zone, which browsers never send"
        "write `\"{instead}\"`"
    OriginEmptyLabel C30 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "the host of origin `{said}` has nothing between two dots"
        "write `\"{instead}\"`"
    OriginDots C32 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "the host of origin `{said}` ends with more than one dot"
        "write `\"{instead}\"`"
    OriginHostLength C33 Refused "https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4"
        "the host of origin `{said}` is too long: 253 bytes at most, and 63 between two dots"
        "write the host that the address bar shows, as in `\"https://app.example.com\"`"
    OriginHostByte C35 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`{beside}` cannot occur in the host of an origin, and does in `{said}`"
        "a host has letters, digits, hyphens and dots, as in `\"https://app.example.com\"`"
    OriginOpaque C36 Refused "https://url.spec.whatwg.org/#concept-url-origin"
        "`{said}` never matches: pages from there have the origin `null`, as every sandboxed page has"
        "serve the page from a site and list that, as in `\"https://app.example.com\"`"
    OriginSocket C37 Refused "https://fetch.spec.whatwg.org/#http-requests"
        "`{said}` never matches: a WebSocket sends the origin of the page that opened it"
        "list that page: `\"{instead}\"`"
    OriginFtp C38 Refused "https://url.spec.whatwg.org/#concept-url-origin"
        "`{said}` never matches: browsers load no pages over FTP"
        "serve the page from a site and list that, as in `\"https://app.example.com\"`"
    OriginScheme C40 Refused "https://url.spec.whatwg.org/#concept-url-origin"
        "`{beside}` in `{said}` is not a scheme that pages are loaded from"
        "write it as in `\"{instead}\"`"
    AnyOriginBesideOthers C45 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`\"*\"` already lets every site in, so the other origins say nothing"
        "delete `\"*\"` to let in only the sites that are listed"
    OriginTwice C46 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "origin `{said}` is listed twice"
        "delete this one"
    WildcardGlued C50 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`*` in `{said}` is glued to other text, and stands for whole labels only"
        "write it as in `\"{instead}\"`"
    WildcardPlace C51 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`*` in `{said}` can stand only once, as the first label of the host"
        "write it as in `\"{instead}\"`"
    WildcardEnding C52 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`*` in `{said}` cannot stand for the ending of a domain: anybody can register one"
        "list each domain, as in `\"{instead}\"`"
    WildcardScheme C53 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`{said}` has a wildcard for its scheme"
        "write the scheme: `\"{instead}\"`"
    WildcardAlone C54 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`{said}` lets every site of that scheme in"
        "write the domain after it, as in `\"https://*.example.com\"`"
    WildcardIp C55 Refused "https://url.spec.whatwg.org/#concept-ipv4"
        "`{said}` has a wildcard in an IP address, which has no subdomains"
        "list each address, as in `\"{instead}\"`"
    WildcardPort C56 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "`{said}` has a pattern for its port, and the only one is `:*`"
        "list an origin for each port, as in `\"{instead}\"`"
    OriginControl C60 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` contains a control character"
        "write `\"{instead}\"`"
    OriginLength C62 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "this origin is longer than any origin can be"
        "write the site alone, as in `\"https://app.example.com\"`"
    OriginsEmpty C64 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`{said}` lists no site, so none may call"
        "write `{said} = [\"https://app.example.com\"]`"
    OriginNoHost C66 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "origin `{said}` has no host"
        "write it as in `\"https://app.example.com\"`"
    OriginIpv6 C67 Refused "https://url.spec.whatwg.org/#concept-ipv6-parser"
        "the host of origin `{said}` is in brackets, and is not an IPv6 address"
        "write it as in `\"http://[::1]:8080\"`"
    AnyInDevOrigins C68 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-origin"
        "`\"*\"` in `dev_origins` makes builds for development answer every site, and release builds not"
        "list the sites you develop on, as in `dev_origins = [\"http://localhost:3000\"]`"

    // D: methods

    MethodEmpty D01 Refused "https://fetch.spec.whatwg.org/#concept-method"
        "this method is empty"
        "write it, as in `\"PUT\"`"
    MethodToken D02 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-methods"
        "`{said}` is not one method, and a browser that reads it drops the whole list"
        "write one in each string: `{instead}`"
    MethodForbidden D03 Refused "https://fetch.spec.whatwg.org/#forbidden-method"
        "method `{said}` is forbidden by the Fetch Standard: browsers never send it"
        "delete it"
    MethodCase D04 Refused "https://fetch.spec.whatwg.org/#concept-method-normalize"
        "browsers send this method in upper case, and `{said}` never matches"
        "write `\"{instead}\"`"
    MethodPatchCase D05 Refused "https://fetch.spec.whatwg.org/#concept-method-normalize"
        "methods are compared with their case, and `{said}` is another method than `PATCH`"
        "write `\"PATCH\"`"
    MethodTwice D08 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-methods"
        "method `{said}` is listed twice"
        "delete this one"
    AnyMethodBesideOthers D09 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-methods"
        "`\"*\"` already allows every method, so the others say nothing"
        "delete `\"*\"` to allow only the methods that are listed"
    MethodsEmpty D13 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-methods"
        "`methods` lists no method"
        "delete `methods`: `GET`, `HEAD` and `POST` need no listing"

    // E: request headers

    HeaderEmpty E01 Refused "https://fetch.spec.whatwg.org/#header-name"
        "this header name is empty"
        "write it, as in `\"content-type\"`"
    HeaderToken E02 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-headers"
        "`{said}` is not one header name, and a browser that reads it drops the whole list"
        "write one name in each string: `{instead}`"
    HeaderForbidden E03 Refused "https://fetch.spec.whatwg.org/#forbidden-request-header"
        "header `{said}` is forbidden by the Fetch Standard: only the browser sets it, and never asks"
        "delete it"
    HeaderCookie E04 Refused "https://fetch.spec.whatwg.org/#forbidden-request-header"
        "header `{said}` is the browser's own: whether cookies are sent is what `credentials` says"
        "delete it"
    HeaderOrigin E05 Refused "https://fetch.spec.whatwg.org/#origin-header"
        "header `{said}` is sent by the browser itself, and needs no permission"
        "delete it"
    HeaderForbiddenPrefix E06 Refused "https://fetch.spec.whatwg.org/#forbidden-request-header"
        "header `{said}` is forbidden by the Fetch Standard: no script can set what begins with `{beside}`"
        "delete it"
    HeaderPreflight E07 Refused "https://fetch.spec.whatwg.org/#forbidden-request-header"
        "header `{said}` is the browser's own question in a preflight"
        "delete it"
    HeaderOfResponse E08 Refused "https://fetch.spec.whatwg.org/#http-responses"
        "header `{said}` belongs to responses, and this policy writes it"
        "delete it"
    HeaderPrivateNetwork E09 Refused "https://wicg.github.io/local-network-access/"
        "header `{said}` is of Private Network Access, which browsers withdrew"
        "delete it"
    HeaderSetCookie E10 Refused "https://fetch.spec.whatwg.org/#forbidden-request-header"
        "header `{said}` belongs to responses, and no script can send it"
        "delete it"
    HeaderTwice E12 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-headers"
        "header `{said}` is listed twice: names are compared without their case"
        "delete this one"
    AnyHeaderBesideOthers E13 Refused "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name"
        "`\"*\"` already allows every header but `authorization`, so the others say nothing"
        "delete `\"*\"` to allow only the headers that are listed"
    HeadersEmpty E14 Refused "https://fetch.spec.whatwg.org/#http-access-control-allow-headers"
        "`headers` lists no header"
        "delete `headers`"

    // F: exposed response headers

    ExposeToken F01 Refused "https://fetch.spec.whatwg.org/#http-access-control-expose-headers"
        "`{said}` is not one header name, and a browser that reads it exposes nothing"
        "write one name in each string: `{instead}`"
    ExposeCookie F02 Refused "https://fetch.spec.whatwg.org/#forbidden-response-header-name"
        "header `{said}` is never shown to scripts: the Fetch Standard forbids it"
        "delete it"
    ExposeNotOfResponse F04 Refused "https://fetch.spec.whatwg.org/#http-responses"
        "header `{said}` is not in the responses that scripts read"
        "delete it"
    ExposeAnyBesideOthers F07 Refused "https://fetch.spec.whatwg.org/#http-access-control-expose-headers"
        "`\"*\"` already exposes every header, so the others say nothing"
        "delete `\"*\"` to expose only the headers that are listed"
    ExposeTwice F08 Refused "https://fetch.spec.whatwg.org/#http-access-control-expose-headers"
        "header `{said}` is listed twice: names are compared without their case"
        "delete this one"
    ExposeEmpty F09 Refused "https://fetch.spec.whatwg.org/#http-access-control-expose-headers"
        "`expose` lists no header"
        "delete `expose`"

    // G: max_age

    MaxAgeNegative G01 Refused "https://fetch.spec.whatwg.org/#http-access-control-max-age"
        "`max_age = {said}` is negative"
        "write `max_age = 0` to have no preflight kept"
    MaxAgeTooLong G02 Refused "https://fetch.spec.whatwg.org/#http-access-control-max-age"
        "`max_age = {said}` is more than any browser keeps a preflight: one day, 86400 seconds"
        "write `max_age = 86400` or less"
    MaxAgeNotSeconds G05 Refused "https://fetch.spec.whatwg.org/#http-access-control-max-age"
        "`max_age` takes whole seconds, and is given `{said}`"
        "write the number alone, as in `max_age = 600`"
    MaxAgeMilliseconds G06 Refused "https://fetch.spec.whatwg.org/#http-access-control-max-age"
        "`max_age = {said}` looks like milliseconds, and `max_age` is in seconds"
        "write `max_age = {instead}`"

    // H: the policy as a whole

    KeyBesidePolicy H02 Refused "https://fetch.spec.whatwg.org/#http-cors-protocol"
        "`{said}` stands beside `policy`, and a named policy is complete"
        "delete `{said}` here, and say it where that policy is written"
}
