//! Allowed origins, and similar origins that are not allowed, each in a preflight and in an actual
//! request.

use crate::case::{ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_ORIGIN, Case, Line};

/// Texts similar to `https://app.example.com`.
pub(super) const NOT_LISTED: [&[u8]; 38] = [
    b"https://app.example.com/",
    b"https://app.example.com/x",
    b"https://app.example.com?",
    b"https://app.example.com#",
    b"https://app.example.com.",
    b"https://app.example.com:443",
    b"https://app.example.com:",
    b"https://app.example.com:8443",
    b"http://app.example.com",
    b"HTTPS://app.example.com",
    b"https://App.example.com",
    b"https://APP.EXAMPLE.COM",
    b"https://app.example.co",
    b"https://app.example.comm",
    b"https://app.example.com.evil.com",
    b"https://app.example.com@evil.com",
    b"https://user@app.example.com",
    b"https://evilapp.example.com",
    b"https://evil.com/https://app.example.com",
    b"https://xapp.example.com",
    b"https://example.com",
    b"https://x.app.example.com",
    b"https:app.example.com",
    b"https:/app.example.com",
    b"//app.example.com",
    b"app.example.com",
    b"https://",
    b"null",
    b"NULL",
    b"*",
    b"",
    b"file://",
    b"https://app.example.com, https://app.example.com",
    b"https://evil.example, https://app.example.com",
    b"https://app.example.com https://evil.example",
    b"https://app%2Eexample.com",
    b"https://app.example.com%00.evil.com",
    b"https://admin.example.com",
];

/// Texts similar to a subdomain of `example.com`.
const NOT_SUBDOMAINS: [&[u8]; 31] = [
    b"https://example.com",
    b"https://evilexample.com",
    b"https://.example.com",
    b"https://a..example.com",
    b"https://a.example.com.",
    b"https://a.example.com/",
    b"https://example.com.evil.com",
    b"https://a.example.com.evil.com",
    b"https://a.example.comevil.com",
    b"https://a.example.com:443",
    b"https://a.example.com:8443",
    b"https://a.example.com:",
    b"http://a.example.com",
    b"https://A.example.com",
    b"https://a.Example.com",
    b"https://user@a.example.com",
    b"https://evil.com/.example.com",
    b"https://evil.com?.example.com",
    b"https://evil.com#.example.com",
    b"https://evil.com\\.example.com",
    b"https://evil.com:80.example.com",
    b"https://evil.com%2f.example.com",
    b"https://evil.com,.example.com",
    b"https://*.example.com",
    b"https://a b.example.com",
    b"https://a.example.org",
    b"https://a.example.org:8444",
    b"https://example.org:8443",
    b"https://one.example.net:8443",
    b"https://a.one.example.net",
    b"null",
];

/// Texts similar to an allowed origin with a port.
const NOT_ANY_PORT: [&[u8]; 17] = [
    b"http://localhost:80",
    b"http://localhost:",
    b"http://localhost:0",
    b"http://localhost:080",
    b"http://localhost:65536",
    b"http://localhost:99999999999",
    b"http://localhost:-1",
    b"http://localhost:+1",
    b"http://localhost:*",
    b"http://localhost:8080/",
    b"http://localhost:8080.evil.com",
    b"http://localhost:8080:8080",
    b"http://localhost.evil.com:8080",
    b"http://localhost@evil.com:8080",
    b"https://localhost:8080",
    b"https://example.com:8080",
    b"http://[::1]8080",
];

/// Origins near the preview deployments of a project.
const NOT_PREVIEWS: &[&[u8]] = &[
    b"https://vercel.app",
    b"https://app-team.vercel.app",
    b"https://app--team.vercel.app",
    b"https://app-x-team.vercel.app.",
    b"https://app-x-team.vercel.app:443",
    b"https://app-x-team.vercel.app:8443",
    b"https://app-x-team.vercel.app.evil.com",
    b"https://app-x-teamvercel.app",
    b"https://app-x-team-vercel.app",
    b"https://app-x-evil.vercel.app",
    b"https://evil-app-x-team.vercel.app",
    b"https://xapp-x-team.vercel.app",
    b"https://app-x-teams.vercel.app",
    b"https://app-x.y-team.vercel.app",
    b"https://app-x.evil.com/-team.vercel.app",
    b"https://app-x@evil.com#-team.vercel.app",
    b"https://x.app-x-team.vercel.app",
    b"https://app-x-team.x.vercel.app",
    b"https://app-X-team.vercel.app",
    b"https://app-x_y-team.vercel.app",
    b"https://app-*-team.vercel.app",
    b"https://app-\xff-team.vercel.app",
    b"http://app-x-team.vercel.app",
    b"https://--site.netlify.app:8443",
    b"https://-x--site.netlify.app:8443",
    b"https://xn--x--site.netlify.app:8443",
    b"https://x--site.netlify.app",
    b"http://pr-.example.com",
    b"http://pr-1-.example.com:3000",
    b"http://pr-1.example.com:80",
    b"https://pr-1.example.com",
];

pub(super) fn cases() -> Vec<Case> {
    let longest_preview = format!("https://app-{}-team.vercel.app", "x".repeat(54));
    let too_long_preview = format!("https://app-{}-team.vercel.app", "x".repeat(55));
    let long = format!("https://{}.example.com", "a".repeat(63));
    let too_long = format!("https://{}.example.com", "a".repeat(64));
    let deep = format!("https://{}example.com", "a.".repeat(200));
    let mut cases = Vec::new();

    for origin in NOT_LISTED {
        cases.extend(denied("listed", origin));
    }
    for origin in NOT_LISTED {
        cases.extend(denied("credentialed", origin));
    }
    for origin in [
        "https://a.example.com",
        "https://a.b.example.com",
        "https://xn--bcher-kva.example.com",
        "https://a-b_c.0.example.com",
        "https://evil.com.example.com",
        "https://a.example.org:8443",
        "https://one.example.net",
        &long,
    ] {
        cases.extend(allowed("subdomains", origin, &[ALLOW_CREDENTIALS]));
    }
    for origin in NOT_SUBDOMAINS {
        cases.extend(denied("subdomains", origin));
    }
    for origin in [&too_long, &deep] {
        cases.extend(denied("subdomains", origin.as_bytes()));
    }
    for origin in [
        "https://app-x-team.vercel.app",
        "https://app-git-main-team.vercel.app",
        "https://app---team.vercel.app",
        "https://app-team-team.vercel.app",
        "https://deploy-preview-12--site.netlify.app:8443",
        "http://pr-1.example.com",
        "http://pr-1.example.com:3000",
        &longest_preview,
    ] {
        cases.extend(allowed("previews", origin, &[ALLOW_CREDENTIALS]));
    }
    for origin in NOT_PREVIEWS {
        cases.extend(denied("previews", origin));
    }
    cases.extend(denied("previews", too_long_preview.as_bytes()));
    for origin in [
        "http://localhost",
        "http://localhost:1",
        "http://localhost:8080",
        "http://localhost:65535",
        "http://localhost:443",
        "https://a.example.com",
        "https://a.example.com:8443",
        "https://a.example.com:80",
        "http://[::1]:3000",
        "http://[::1]",
    ] {
        cases.extend(allowed("any_port", origin, &[]));
    }
    for origin in NOT_ANY_PORT {
        cases.extend(denied("any_port", origin));
    }
    cases
}

fn allowed(fixture: &'static str, origin: &str, credentials: &[Line]) -> [Case; 2] {
    let headers = [(ALLOW_ORIGIN, origin)]
        .into_iter()
        .chain(credentials.iter().copied());
    let description = shorten(origin.as_bytes());
    [
        Case::preflight(fixture, "PUT", &format!("preflight {description}"))
            .cors(headers.clone().chain([(ALLOW_METHODS, "GET,PUT")])),
        Case::actual(fixture, "GET", &description).cors(headers),
    ]
    .map(|case| case.origin(origin).vary(["Origin"]))
}

pub(super) fn denied(fixture: &'static str, origin: &[u8]) -> [Case; 2] {
    let description = shorten(origin);
    [
        Case::denied(fixture, "PUT", &format!("preflight {description}, denied")),
        Case::actual(fixture, "GET", &format!("{description}, denied")),
    ]
    .map(|case| case.origin(origin).vary(["Origin"]))
}

/// Shortens an origin to the width of the table.
fn shorten(origin: &[u8]) -> String {
    if origin.len() <= 44 {
        return origin.escape_ascii().to_string();
    }
    let start = origin[..32].escape_ascii();
    format!("{start}… ({} bytes)", origin.len())
}
