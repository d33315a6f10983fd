//! The policies that every integration serves, each declared once.

/// Calls `$then!` with all policies: path of the route, methods, keys for every integration, and
/// keys for functions only (`methods`).
macro_rules! every_fixture {
    ($then:ident) => {
        $then! {
            /// Two origins and no other key.
            listed "/listed" on [GET, PUT] {
                origins = ["https://app.example.com", "https://admin.example.com:8443"]
            } and {
                methods = ["PUT", "GET"]
            }

            /// Every key, in an order other than the wire order.
            credentialed "/credentialed" on [DELETE, PATCH, PUT, GET, POST] {
                max_age = 600,
                expose = ["X-Total", "ETag"],
                headers = ["X-Request-Id", "Content-Type", "authorization"],
                credentials,
                origins = ["https://app.example.com"]
            } and {
                methods = ["PUT", "DELETE", "PATCH", "GET", "POST"]
            }

            /// Any origin.
            public "/public" on [GET, PUT] {
                origins = ["*"], headers = ["content-type"], expose = ["etag"], max_age = 7200
            } and {
                methods = ["GET", "PUT"]
            }

            /// Any origin, any header, any method.
            open "/open" on [GET, PUT] {
                origins = ["*"], headers = ["*", "authorization"], expose = ["*"]
            } and {
                methods = ["*"]
            }

            /// Safelisted methods only, and no list.
            upload "/upload" on [POST] { origins = ["https://app.example.com"] } and {}

            /// Safelisted methods only, listed explicitly.
            safelisted "/safelisted" on [GET, HEAD, POST] {
                origins = ["https://app.example.com"], max_age = 0
            } and {
                methods = ["GET", "HEAD", "POST"]
            }

            /// Subdomains with credentials, and one exact origin.
            subdomains "/subdomains" on [GET, PUT] {
                origins = ["https://*.example.com", "https://*.example.org:8443", "https://one.example.net"],
                credentials
            } and {
                methods = ["GET", "PUT"]
            }

            /// Preview deployments with credentials, and without a port or with any.
            previews "/previews" on [GET, PUT] {
                origins = [
                    "https://app-*-team.vercel.app",
                    "https://*--site.netlify.app:8443",
                    "http://pr-*.example.com:*"
                ],
                credentials,
                dangerously_allow = [preview_deployments, insecure_origins, any_port]
            } and {
                methods = ["GET", "PUT"]
            }

            /// Any port.
            any_port "/any_port" on [GET, PUT] {
                origins = ["http://localhost:*", "https://*.example.com:*", "http://[::1]:*"]
            } and {
                methods = ["GET", "PUT"]
            }

            /// A protocol in addition to lists: the methods of the protocol are those of the route.
            protocol "/protocol" on [DELETE, HEAD, PATCH, POST] {
                origins = ["https://app.example.com"],
                headers = ["authorization"],
                expose = ["etag"],
                protocols = [tus]
            } and {}

            /// An origin of debug builds.
            in_development "/in_development" on [GET] {
                origins = ["https://app.example.com"], dev_origins = ["http://localhost:3000"], credentials
            } and {}

            /// `enforce`: the handler does not run for disallowed origins.
            enforced "/enforced" on [GET, POST, PUT] {
                origins = ["https://app.example.com", "https://*.example.org"],
                credentials,
                enforce,
                expose = ["etag"]
            } and {
                methods = ["GET", "POST", "PUT"]
            }

            /// `hosts`: requests for other hosts are forbidden.
            hosted "/hosted" on [GET, POST, PUT] {
                origins = ["https://app.example.com"],
                enforce,
                hosts = ["api.test", "local.test:*", "test:8080"]
            } and {
                methods = ["GET", "POST", "PUT"]
            }

            /// A source of origins that depends on the host and the path, next to an origin for each.
            tenant_a "/tenant_a" on [GET, PUT] {
                origins = ["https://admin.example.com:8443"],
                origins_from = crate::tenants::TENANTS,
                credentials
            } and {
                methods = ["GET", "PUT"]
            }

            /// The policy of `tenant_a`, at another path.
            tenant_b "/tenant_b" on [GET, PUT] {
                origins = ["https://admin.example.com:8443"],
                origins_from = crate::tenants::TENANTS,
                credentials
            } and {
                methods = ["GET", "PUT"]
            }
        }
    };
}

pub(crate) use every_fixture;
