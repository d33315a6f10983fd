//! The protocols of the key `protocols`, and what each needs from a policy.
//!
//! The table has the headers and methods that a page needs in order to use the protocol, each with the
//! place where it is specified. Headers that belong to an application or to its authentication, such as
//! `authorization`, are not in the table. `docs/protocols.md` is generated from it.

use crate::words::words;

words! {
    /// A protocol whose headers and methods a policy allows: `protocols = [grpc_web]`.
    pub enum Protocol {
        /// `grpc_web`: gRPC-Web.
        GrpcWeb = "grpc_web",
        /// `connect`: the Connect protocol.
        Connect = "connect",
        /// `mcp`: Streamable HTTP of the Model Context Protocol, from 2025-03-26 to 2026-07-28.
        Mcp = "mcp",
        /// `tus`: resumable uploads with tus 1.0.
        Tus = "tus",
    }
}

impl Protocol {
    /// Returns what the protocol needs.
    ///
    /// ```
    /// use cors_policy::Protocol;
    /// let mut headers = Protocol::GrpcWeb.needs().headers.iter();
    /// assert!(headers.any(|header| header.name == "x-grpc-web"));
    /// ```
    #[must_use]
    pub const fn needs(self) -> &'static ProtocolNeeds {
        match self {
            Protocol::GrpcWeb => &GRPC_WEB,
            Protocol::Connect => &CONNECT,
            Protocol::Mcp => &MCP,
            Protocol::Tus => &TUS,
        }
    }
}

/// The headers and methods that a protocol needs from a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProtocolNeeds {
    /// The name of the protocol, for documents.
    pub title: &'static str,
    /// The request headers that clients set, in lower case.
    pub headers: &'static [ProtocolNeed],
    /// The response headers that clients read, in lower case.
    pub expose: &'static [ProtocolNeed],
    /// The methods that clients use.
    pub methods: &'static [ProtocolNeed],
}

/// A header or a method that a protocol needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProtocolNeed {
    /// The header name, or the method.
    pub name: &'static str,
    /// The address of the page that specifies it.
    pub source: &'static str,
}

const fn need(name: &'static str, source: &'static str) -> ProtocolNeed {
    ProtocolNeed { name, source }
}

const GRPC_WEB_SPEC: &str = "https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md";
const GRPC_WEB_CORS: &str = "https://connectrpc.com/docs/cors/#grpc-web";
const CONNECT_SPEC: &str = "https://connectrpc.com/docs/protocol/";
const CONNECT_CORS: &str = "https://connectrpc.com/docs/cors/#connect";
const MCP_2025_11: &str =
    "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports";
const MCP_2026_07: &str =
    "https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http";
const TUS_CORE: &str = "https://tus.io/protocols/resumable-upload#core-protocol";
const TUS_CREATION: &str = "https://tus.io/protocols/resumable-upload#creation";
const TUS_EXPIRATION: &str = "https://tus.io/protocols/resumable-upload#expiration";
const TUS_CHECKSUM: &str = "https://tus.io/protocols/resumable-upload#checksum";
const TUS_TERMINATION: &str = "https://tus.io/protocols/resumable-upload#termination";
const TUS_CONCATENATION: &str = "https://tus.io/protocols/resumable-upload#concatenation";

static GRPC_WEB: ProtocolNeeds = ProtocolNeeds {
    title: "gRPC-Web",
    headers: &[
        need("content-type", GRPC_WEB_SPEC),
        need("grpc-timeout", GRPC_WEB_CORS),
        need("x-grpc-web", GRPC_WEB_CORS),
        need("x-user-agent", GRPC_WEB_CORS),
    ],
    expose: &[
        need("grpc-message", GRPC_WEB_CORS),
        need("grpc-status", GRPC_WEB_CORS),
        need("grpc-status-details-bin", GRPC_WEB_CORS),
    ],
    methods: &[need("POST", GRPC_WEB_SPEC)],
};

static CONNECT: ProtocolNeeds = ProtocolNeeds {
    title: "Connect",
    headers: &[
        need("connect-protocol-version", CONNECT_SPEC),
        need("connect-timeout-ms", CONNECT_SPEC),
        need("content-type", CONNECT_SPEC),
        need("x-user-agent", CONNECT_CORS),
    ],
    expose: &[],
    methods: &[need("GET", CONNECT_CORS), need("POST", CONNECT_CORS)],
};

static MCP: ProtocolNeeds = ProtocolNeeds {
    title: "Model Context Protocol, Streamable HTTP",
    headers: &[
        need("content-type", MCP_2025_11),
        need("last-event-id", MCP_2025_11),
        need("mcp-method", MCP_2026_07),
        need("mcp-name", MCP_2026_07),
        need("mcp-protocol-version", MCP_2025_11),
        need("mcp-session-id", MCP_2025_11),
    ],
    expose: &[need("mcp-session-id", MCP_2025_11)],
    methods: &[
        need("DELETE", MCP_2025_11),
        need("GET", MCP_2025_11),
        need("POST", MCP_2025_11),
    ],
};

static TUS: ProtocolNeeds = ProtocolNeeds {
    title: "tus 1.0",
    headers: &[
        need("content-type", TUS_CORE),
        need("tus-resumable", TUS_CORE),
        need("upload-checksum", TUS_CHECKSUM),
        need("upload-concat", TUS_CONCATENATION),
        need("upload-defer-length", TUS_CREATION),
        need("upload-length", TUS_CORE),
        need("upload-metadata", TUS_CREATION),
        need("upload-offset", TUS_CORE),
    ],
    expose: &[
        need("location", TUS_CREATION),
        need("tus-checksum-algorithm", TUS_CHECKSUM),
        need("tus-extension", TUS_CORE),
        need("tus-max-size", TUS_CORE),
        need("tus-resumable", TUS_CORE),
        need("tus-version", TUS_CORE),
        need("upload-concat", TUS_CONCATENATION),
        need("upload-defer-length", TUS_CREATION),
        need("upload-expires", TUS_EXPIRATION),
        need("upload-length", TUS_CORE),
        need("upload-metadata", TUS_CREATION),
        need("upload-offset", TUS_CORE),
    ],
    methods: &[
        need("DELETE", TUS_TERMINATION),
        need("HEAD", TUS_CORE),
        need("PATCH", TUS_CORE),
        need("POST", TUS_CREATION),
    ],
};

#[cfg(test)]
mod tests {
    use super::Protocol;
    use crate::spec::{Context, PolicySpec, Value};
    use crate::validate;

    #[test]
    fn names_are_parsed_as_they_are_written() {
        for protocol in Protocol::ALL {
            assert_eq!(protocol.as_str().parse(), Ok(protocol));
        }
        assert!("grpc-web".parse::<Protocol>().is_err());
    }

    #[test]
    fn needs_are_sorted_and_have_sources() {
        for protocol in Protocol::ALL {
            let needs = protocol.needs();
            for list in [needs.headers, needs.expose, needs.methods] {
                assert!(list.is_sorted_by(|one, next| one.name < next.name));
                assert!(list.iter().all(|need| need.source.starts_with("https://")));
            }
            assert!(needs.headers.iter().any(|need| need.name == "content-type"));
            assert!(!needs.methods.is_empty());
        }
    }

    /// Every entry is one that a user could list without a violation.
    #[test]
    fn needs_are_valid_entries() {
        for protocol in Protocol::ALL {
            let needs = protocol.needs();
            for (key, list) in [
                ("headers", needs.headers),
                ("expose", needs.expose),
                ("methods", needs.methods),
            ] {
                for need in list {
                    let text = |text: &str| Value::List(vec![Value::Text(text.to_owned())]);
                    let spec = PolicySpec::new(Context::Policy)
                        .with("origins", text("https://*.example.com"))
                        .with(key, text(need.name));
                    assert_eq!(validate(&spec).violations, [], "{key}: {}", need.name);
                }
            }
        }
    }
}
