//! The key `protocols`: the requests of a client, and what stays blocked.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, call, delete, get, post};
use crate::initiator::Initiator::{OtherHost, Page};

pub(super) fn cases() -> Vec<Case> {
    let mut all = mcp();
    all.extend(tus());
    all
}

/// The page sends `call` after a preflight for `headers`, and reads the response.
fn is_sent(call: FetchCall, headers: &'static str, status: u16) -> Step {
    let step = Page.fetches(call).preflight(204);
    step.requesting_headers(headers)
        .actual(status)
        .reads(status)
}

/// The preflight does not grant one of `headers`.
fn is_blocked(call: FetchCall, headers: &'static str) -> Step {
    let step = Page.fetches(call).preflight(204);
    step.requesting_headers(headers).blocked()
}

/// The preflight of another host is denied.
fn is_denied(call: FetchCall, headers: &'static str) -> Step {
    let step = OtherHost.fetches(call).preflight(403);
    step.requesting_headers(headers).blocked()
}

fn mcp() -> Vec<Case> {
    let case = |name, step| Case::new("mcp", name, [step]);
    let initialize = |path| {
        let call = post(path).json(r#"{"id":1,"method":"initialize"}"#);
        call.header("accept", "application/json, text/event-stream")
    };
    let in_session = |call: FetchCall| {
        let call = call.header("mcp-session-id", "1868a90c");
        call.header("mcp-protocol-version", "2025-11-25")
    };
    let list_tools = || {
        let call = post("/mcp").json(r#"{"id":2,"method":"tools/list"}"#);
        call.header("accept", "application/json, text/event-stream")
    };
    let resume = || {
        let call = get("/mcp").header("accept", "text/event-stream");
        in_session(call).header("last-event-id", "7")
    };
    let again = |call: FetchCall| Page.fetches(call).actual(200).reads(200);
    let of_session = "mcp-protocol-version,mcp-session-id";
    let of_message = "content-type,mcp-protocol-version,mcp-session-id";
    vec![
        // The preflight lists every header of the protocol, so it is cached for the whole session.
        Case::new(
            "mcp",
            "a session",
            [
                is_sent(initialize("/mcp"), "content-type", 200)
                    .sees(["mcp-session-id"])
                    .body("result"),
                again(in_session(list_tools())).body("result"),
                again(resume()).body("data:"),
                is_sent(in_session(delete("/mcp")), of_session, 204),
            ],
        ),
        case("a stream", {
            let headers = "last-event-id,mcp-protocol-version,mcp-session-id";
            is_sent(resume(), headers, 200).body("data:")
        }),
        case("a message without a session", {
            let call = list_tools().header("mcp-protocol-version", "2025-11-25");
            is_sent(call, "content-type,mcp-protocol-version", 404)
        }),
        case("the headers of 2026-07-28", {
            let call = list_tools().header("mcp-method", "tools/list");
            let call = in_session(call.header("mcp-name", "add"));
            let headers = "content-type,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id";
            is_sent(call, headers, 200)
        }),
        case("a parameter of a tool", {
            let call = list_tools().header("mcp-param-region", "eu");
            is_blocked(call, "content-type,mcp-param-region")
        }),
        case("a token", {
            let call = list_tools().header("authorization", "Bearer x");
            is_blocked(call, "authorization,content-type")
        }),
        // The route has no handler for the method.
        case("PUT", {
            let step = Page.fetches(call("PUT", "/mcp")).preflight(204);
            step.blocked()
        }),
        case(
            "another host",
            is_denied(initialize("/mcp"), "content-type"),
        ),
        case("another host, without a preflight", {
            let step = OtherHost.fetches(post("/mcp")).actual(403);
            step.without_handler().blocked()
        }),
        // Controls: without the key, the page cannot read the session, and cannot send it.
        case("without the key, the session of a response", {
            is_sent(initialize("/mcp/unlisted"), "content-type", 200).body("result")
        }),
        case("without the key, the session of a request", {
            let call = in_session(post("/mcp/unlisted").json("{}"));
            is_blocked(call, of_message)
        }),
    ]
}

fn tus() -> Vec<Case> {
    let case = |name, step| Case::new("tus", name, [step]);
    let resumable = |call: FetchCall| call.header("tus-resumable", "1.0.0");
    let create = |path| {
        let call = resumable(call("POST", path)).header("upload-length", "5");
        call.header("upload-metadata", "name bm90ZXM=")
    };
    let append = || {
        let call = call("PATCH", "/uploads/7").body("hello");
        let call = call.header("content-type", "application/offset+octet-stream");
        resumable(call).header("upload-offset", "0")
    };
    let of_creation = "tus-resumable,upload-length,upload-metadata";
    vec![
        Case::new(
            "tus",
            "an upload",
            [
                is_sent(create("/uploads"), of_creation, 201).sees(["location", "tus-resumable"]),
                is_sent(resumable(call("HEAD", "/uploads/7")), "tus-resumable", 200).sees([
                    "tus-resumable",
                    "upload-length",
                    "upload-offset",
                ]),
                is_sent(append(), "content-type,tus-resumable,upload-offset", 204)
                    .sees(["tus-resumable", "upload-offset"]),
                is_sent(resumable(delete("/uploads/7")), "tus-resumable", 204)
                    .sees(["tus-resumable"]),
            ],
        ),
        case("the extensions of the server", {
            let step = Page.fetches(call("OPTIONS", "/uploads")).preflight(204);
            step.actual(204).reads(204).sees([
                "tus-extension",
                "tus-max-size",
                "tus-resumable",
                "tus-version",
            ])
        }),
        case("the checksum of a part", {
            let call = append().header("upload-checksum", "sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=");
            let headers = "content-type,tus-resumable,upload-checksum,upload-offset";
            is_sent(call, headers, 204).sees(["tus-resumable", "upload-offset"])
        }),
        case("another method by a header", {
            let call = resumable(call("POST", "/uploads"));
            let call = call.header("x-http-method-override", "PATCH");
            is_blocked(call, "tus-resumable,x-http-method-override")
        }),
        case("another host", is_denied(create("/uploads"), of_creation)),
        case("PATCH from another host", {
            is_denied(append(), "content-type,tus-resumable,upload-offset")
        }),
        // Controls: without the key, the page cannot read where the upload is, and cannot send its name.
        case("without the key, the place of the upload", {
            let call = resumable(call("POST", "/uploads/unlisted")).header("upload-length", "5");
            is_sent(call, "tus-resumable,upload-length", 201)
        }),
        case(
            "without the key, the name of the upload",
            is_blocked(create("/uploads/unlisted"), of_creation),
        ),
    ]
}
