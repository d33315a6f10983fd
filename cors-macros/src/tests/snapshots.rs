//! What an annotation becomes, as files that people read: `snapshots/*.rs`, each with what was
//! written above what it expands to.
//!
//! `BLESS=1 cargo test -p cors-macros` writes them anew; read the difference before committing it.

use std::path::Path;

use proc_macro2::TokenStream;

use crate::expand;

/// Expands, and compares with the file of that name.
fn snapshot(name: &str, written: &str, expand: fn(TokenStream, TokenStream) -> TokenStream) {
    let (attribute, item) = take_apart(written);
    let expansion = expand(attribute, item);
    let file = syn::parse2(expansion.clone())
        .unwrap_or_else(|error| panic!("{name}: {error}\n{expansion}"));
    let quoted: String = written.trim().lines().map(comment).collect();
    let found = format!("{quoted}\n{}", prettyplease::unparse(&file));

    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("snapshots")
        .join(name)
        .with_extension("rs");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &found).expect("a file");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(expected, found, "{name}");
}

fn comment(line: &str) -> String {
    let line = format!("// {}", line.trim_start_matches("        "));
    format!("{}\n", line.trim_end())
}

/// `#[cors(…)]` in front, and the item below it.
fn take_apart(written: &str) -> (TokenStream, TokenStream) {
    let (attribute, item) = written
        .trim_start()
        .strip_prefix("#[cors(")
        .and_then(|rest| rest.split_once(")]\n"))
        .expect("an attribute on lines of its own");
    (
        attribute.parse().expect("tokens"),
        item.parse().expect("tokens"),
    )
}

#[test]
fn a_list_of_more_than_a_few_origins_comes_with_its_index() {
    snapshot(
        "plain_handler_with_an_index",
        r#"
        #[cors(origins = ["https://d.example", "https://c.example", "https://b.example", "https://a.example"])]
        fn answer(request: Request<Body>) -> Response<Body> {
            respond(request)
        }
        "#,
        expand::plain::expand,
    );
}

#[test]
fn plain_handler() {
    snapshot(
        "plain_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials, methods = ["PUT"])]
        /// Answers.
        pub fn answer(request: Request<Body>) -> Response<Body> {
            respond(request)
        }
        "#,
        expand::plain::expand,
    );
}

#[test]
fn plain_async_handler_with_everything() {
    snapshot(
        "plain_async_handler_with_everything",
        r#"
        #[cors(
            crate = my_framework::cors,
            origins = ["https://b.example", "https://*.example.com", "http://[::1]:*"],
            dev_origins = ["http://localhost:*"],
            methods = ["DELETE", "PUT"],
            headers = ["X-B", "content-type"],
            expose = ["ETag"],
            max_age = 600,
        )]
        #[cfg(feature = "api")]
        #[tracing::instrument]
        pub(crate) async fn answer<'c, T: Debug, const N: usize>(
            Request { .. }: Request<[T; N]>,
            #[cfg(unix)] context: &'c Context<T, u8>,
        ) -> Result<Response<Body>, Error>
        where
            T: Send,
        {
            respond()
        }
        "#,
        expand::plain::expand,
    );
}

#[test]
fn axum_handler() {
    snapshot(
        "axum_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
        async fn show_user(Path(id): Path<u64>) -> Json<User> {
            respond()
        }
        "#,
        expand::axum::expand,
    );
}

#[test]
fn axum_generic_handler_of_a_named_policy() {
    snapshot(
        "axum_generic_handler_of_a_named_policy",
        r"
        #[cors(policy = policies::API)]
        #[must_use]
        pub async fn list<R: Repository>(State(repository): State<R>, filter: impl Filter) {
            repository.list(filter).await
        }
        ",
        expand::axum::expand,
    );
}

#[test]
fn rocket_handler() {
    snapshot(
        "rocket_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials)]
        /// Shows a user.
        #[cfg(feature = "api")]
        #[get("/users/<id>?<full>")]
        #[tracing::instrument]
        pub async fn show_user<'r>(mut id: u64, full: Option<&'r str>) -> Json<User> {
            respond()
        }
        "#,
        expand::rocket::expand,
    );
}

/// Where Rocket's attribute has accepted the route.
#[test]
fn rocket_handler_accepted() {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "every expansion is called like this"
    )]
    fn accepted(_: TokenStream, item: TokenStream) -> TokenStream {
        expand::rocket::accepted(quote::quote!(show_user, ::cors), &item)
    }
    snapshot(
        "rocket_handler_accepted",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials)]
        async fn __cors_show_user(id: u64, full: Option<&str>) -> Json<User> {
            show_user(id, full).await
        }
        "#,
        accepted,
    );
}

#[test]
fn rocket_handler_without_a_route() {
    snapshot(
        "rocket_handler_without_a_route",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        fn show_user(id: u64) -> Json<User> {
            respond()
        }
        "#,
        expand::rocket::expand,
    );
}

#[test]
fn actix_handler() {
    snapshot(
        "actix_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials)]
        /// Shows a user.
        #[cfg(feature = "api")]
        #[get("/users/{id}", name = "user", guard = "is_ours", wrap = "signed_in()",)]
        #[tracing::instrument]
        pub async fn show_user(id: web::Path<u64>) -> impl Responder {
            respond()
        }
        "#,
        expand::actix::expand,
    );
}

#[test]
fn actix_handler_of_several_routes() {
    snapshot(
        "actix_handler_of_several_routes",
        r#"
        #[cors(policy = policies::API)]
        #[routes]
        #[get("/notes")]
        #[options(r"/notes/{id:\d+}", name = "note")]
        async fn notes() -> String {
            respond()
        }
        "#,
        expand::actix::expand,
    );
}

#[test]
fn actix_handler_without_a_route() {
    snapshot(
        "actix_handler_without_a_route",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        async fn show_user(id: web::Path<u64>) -> impl Responder {
            respond()
        }
        "#,
        expand::actix::expand,
    );
}

#[test]
fn refused_policy_keeps_the_handler() {
    snapshot(
        "refused_policy_keeps_the_handler",
        r#"
        #[cors(origins = ["https://app.example.com/"], max_age = 3600000)]
        async fn show_user(Path(id): Path<u64>) -> Json<User> {
            respond()
        }
        "#,
        expand::axum::expand,
    );
}

#[test]
fn local_origin_is_refused_in_release_builds() {
    snapshot(
        "local_origin_is_refused_in_release_builds",
        r#"
        #[cors(origins = ["http://localhost:3000"], credentials)]
        fn answer(request: Request<Body>) -> Response<Body> {
            respond()
        }
        "#,
        expand::plain::expand,
    );
}

#[test]
fn warning_at_a_level_of_the_handler() {
    snapshot(
        "warning_at_a_level_of_the_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], max_age = 7201)]
        #[allow(deprecated)]
        async fn show_user(Path(id): Path<u64>) -> Json<User> {
            respond()
        }
        "#,
        expand::axum::expand,
    );
}

#[test]
fn web_socket_under_a_named_policy() {
    snapshot(
        "web_socket_under_a_named_policy",
        r#"
        #[cors(policy = policies::SOCKETS)]
        #[cfg(feature = "chat")]
        async fn chat(upgrade: WebSocketUpgrade) -> Response {
            respond()
        }
        "#,
        expand::axum::expand,
    );
}

#[test]
fn actix_route_of_a_function_that_cannot_be_a_handler() {
    snapshot(
        "actix_route_of_a_function_that_cannot_be_a_handler",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        #[routes]
        #[get("/")]
        #[put("/")]
        #[tracing::instrument]
        async unsafe fn index() -> &'static str {
            respond()
        }
        "#,
        expand::actix::expand,
    );
}

/// A policy that is refused lets nobody in, whatever else is said of it, and nobody asks it anything.
#[test]
fn a_refused_policy_is_inert() {
    for (attribute, is_inert) in [
        ("policy = API", false),
        ("policy = API, credentials", true),
        ("origins = [\"a\"]", true),
    ] {
        let item = "async fn f(a: WebSocketUpgrade) {}";
        let expansion = expand::axum::expand(
            attribute.parse().expect("tokens"),
            item.parse().expect("tokens"),
        );
        let text = expansion.to_string();
        assert_eq!(text.contains("inert ()"), is_inert, "{attribute}");
        assert_eq!(text.contains("API . enforces ()"), !is_inert, "{attribute}");
    }
}

#[test]
fn what_nothing_safe_can_call_is_no_route_of_rocket() {
    for (item, is_routed) in [
        ("#[get(\"/\")] fn f() {}", true),
        ("#[get(\"/\")] unsafe fn f() {}", false),
        ("fn f() {}", false),
    ] {
        let expansion = expand::rocket::expand(
            quote::quote!(origins = ["https://app.example.com"]),
            item.parse().expect("tokens"),
        );
        let is_found = expansion.to_string().contains("__cors_f");
        assert_eq!(is_found, is_routed, "{item}");
    }
}

#[test]
fn something_else_than_a_function_comes_back() {
    snapshot(
        "something_else_than_a_function_comes_back",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        #[derive(Debug)]
        struct Handler {
            name: String,
        }
        "#,
        expand::plain::expand,
    );
}

#[test]
fn named_policy() {
    fn policy(attribute: TokenStream, _: TokenStream) -> TokenStream {
        let path = quote::quote!([$crate]);
        let expression = expand::policy::expand([path, attribute].into_iter().collect());
        // Printed as an item, since that is what the printer takes; `$crate` is no path to it.
        let text = quote::quote!(static API: Policy = #expression;).to_string();
        text.replace("$ crate", "cors")
            .replace("$crate", "cors")
            .parse()
            .expect("tokens")
    }
    snapshot(
        "named_policy",
        r#"
        #[cors(origins = ["https://app.example.com", "https://*.example.com"], methods = ["PUT"])]
        "#,
        policy,
    );
}

/// No input makes an expansion panic: half-written attributes and items, and tokens of all kinds.
#[test]
fn odd_input_gives_tokens() {
    let attributes = [
        "",
        ",",
        ",,origins",
        "origins =",
        "origins = = []",
        "= [\"a\"]",
        "origins => []",
        "origins = [",
        "origins = [[[]]]",
        "origins = [\"a\" \"b\", 'c', b\"d\", -1, 1.5, r#type]",
        "credentials()",
        "max_age = 999999999999999999999999999999",
        "max_age = --1",
        "crate = 7, policy = fn",
        "policy = ::a::b, crate = r#crate",
        "\u{e9} = \"\u{202e}\", \"only\", {}, ()",
    ];
    let items = [
        "",
        "fn",
        "fn f",
        "fn f()",
        "fn f() {}",
        "fn f(a) {}",
        "fn f(self) -> {}",
        "async fn f(Path(a): Path<A<B, C>>, ..) {}",
        "const unsafe extern \"C\" fn f(x: fn(u8) -> u8) {}",
        "impl X { fn f(&self) {} }",
        "#[get] #[route()] #[put(r\"/\", guard = \"(\", method)] async fn f() {}",
        "#[cors] #[a::cors(x)] fn f(#[b] c: d::<E>) -> impl F + 'static where G: H {}",
        "macro_rules! m { () => {} }",
        "x y z",
    ];
    for attribute in attributes {
        // An unbalanced bracket never reaches a macro.
        let Ok(attribute) = attribute.parse::<TokenStream>() else {
            continue;
        };
        for item in items {
            let item: TokenStream = item.parse().expect("tokens");
            let _ = expand::plain::expand(attribute.clone(), item.clone());
            let _ = expand::axum::expand(attribute.clone(), item.clone());
            let _ = expand::actix::expand(attribute.clone(), item.clone());
            let _ = expand::rocket::expand(attribute.clone(), item.clone());
            let _ = expand::rocket::accepted(attribute.clone(), &item);
        }
        let _ = expand::policy::expand(attribute.clone());
    }
}

/// What is refused as a path does not get into an expansion, where it would bury our error under others.
#[test]
fn what_is_no_path_stays_out() {
    for wrong in [
        "a :: b r",
        "\"cors\"",
        "fn",
        "a::struct",
        "a + b",
        "3",
        "[a]",
    ] {
        for key in ["crate", "policy", "origins_from"] {
            let attribute =
                || -> TokenStream { format!("{key} = {wrong}").parse().expect("tokens") };
            let item = || -> TokenStream { "async fn f(r: Request) {}".parse().expect("tokens") };
            for door in [expand::plain::expand, expand::axum::expand] {
                let expansion = door(attribute(), item());
                let read = syn::parse2::<syn::File>(expansion.clone());
                assert!(read.is_ok(), "{key} = {wrong}: {expansion}");
                let text = expansion.to_string();
                assert!(text.contains("A27"), "{key} = {wrong}: {text}");
            }
        }
    }
}

/// With another path to the facade, nothing names it by its own.
#[test]
fn no_path_is_hard_coded() {
    let attribute: TokenStream =
        "crate = ::elsewhere, origins = [\"https://*.example.com\"], dev_origins = [\"http://localhost:*\"]"
            .parse()
            .expect("tokens");
    let item: TokenStream = "async fn f(request: Request) -> Response { g() }"
        .parse()
        .expect("tokens");
    for expansion in [
        expand::plain::expand(attribute.clone(), item.clone()),
        expand::axum::expand(attribute.clone(), item.clone()),
        expand::actix::expand(attribute.clone(), item.clone()),
        expand::rocket::expand(attribute, item),
    ] {
        let text = expansion.to_string();
        assert!(text.contains(":: elsewhere ::"));
        assert!(
            !text.contains(":: cors") && !text.contains(":: std"),
            "{text}"
        );
    }
}
