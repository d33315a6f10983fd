//! The policies that every door is asked about, each written once.

/// The table of policies: each with the path of its route, its methods, what every door is told of
/// it, and what only a function says (`methods`).
///
/// `every_subject!(mine)` calls `mine!` with all of it.
macro_rules! every_subject {
    ($then:ident) => {
        $then! {
            /// Two origins, nothing else.
            listed "/listed" on [GET, PUT] {
                origins = ["https://app.example.com", "https://admin.example.com:8443"]
            } and {
                methods = ["PUT", "GET"]
            }

            /// Everything that can be said, in an order that is not the one it is sent in.
            credentialed "/credentialed" on [DELETE, PATCH, PUT, GET, POST] {
                max_age = 600,
                expose = ["X-Total", "ETag"],
                headers = ["X-Request-Id", "Content-Type", "authorization"],
                credentials,
                origins = ["https://app.example.com"]
            } and {
                methods = ["PUT", "DELETE", "PATCH", "GET", "POST"]
            }

            /// Everybody.
            public "/public" on [GET, PUT] {
                origins = ["*"], headers = ["content-type"], expose = ["etag"], max_age = 7200
            } and {
                methods = ["GET", "PUT"]
            }

            /// Everybody, everything.
            open "/open" on [GET, PUT] {
                origins = ["*"], headers = ["*", "authorization"], expose = ["*"]
            } and {
                methods = ["*"]
            }

            /// Safelisted methods only, and no list at all.
            upload "/upload" on [POST] { origins = ["https://app.example.com"] } and {}

            /// Safelisted methods only, and they are written.
            safelisted "/safelisted" on [GET, HEAD, POST] {
                origins = ["https://app.example.com"], max_age = 0
            } and {
                methods = ["GET", "HEAD", "POST"]
            }

            /// Subdomains, with credentials; and one exact origin beside.
            subdomains "/subdomains" on [GET, PUT] {
                origins = ["https://*.example.com", "https://*.example.org:8443", "https://one.example.net"],
                credentials
            } and {
                methods = ["GET", "PUT"]
            }

            /// Any port.
            any_port "/any_port" on [GET, PUT] {
                origins = ["http://localhost:*", "https://*.example.com:*", "http://[::1]:*"]
            } and {
                methods = ["GET", "PUT"]
            }

            /// An origin of development builds.
            in_development "/in_development" on [GET] {
                origins = ["https://app.example.com"], dev_origins = ["http://localhost:3000"], credentials
            } and {}

            /// The handler does not even run for strangers.
            enforced "/enforced" on [GET, POST, PUT] {
                origins = ["https://app.example.com", "https://*.example.org"],
                credentials,
                enforce,
                expose = ["etag"]
            } and {
                methods = ["GET", "POST", "PUT"]
            }
        }
    };
}

pub(crate) use every_subject;
