//! Expansions as files: `snapshots/*.rs`, each with its input in a comment at the top.
//!
//! `BLESS=1 cargo test -p cors-macros` writes them. Read the difference before committing it.

use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::ui_messages::messages;
use crate::expand;

/// Expands `source`, and compares the result with the file `name`.
fn snapshot(name: &str, source: &str, expand: fn(TokenStream, TokenStream) -> TokenStream) {
    let (args, item) = split(source);
    let expansion = expand(args, item);
    let file = syn::parse2(expansion.clone())
        .unwrap_or_else(|error| panic!("{name}: {error}\n{expansion}"));
    let quoted: String = source.trim().lines().map(comment).collect();
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

/// Splits `#[cors(…)]` from the item below it.
fn split(source: &str) -> (TokenStream, TokenStream) {
    let (args, item) = source
        .trim_start()
        .strip_prefix("#[cors(")
        .and_then(|rest| rest.split_once(")]\n"))
        .expect("an attribute on lines of its own");
    (args.parse().expect("tokens"), item.parse().expect("tokens"))
}

#[test]
fn function_handler_with_many_origins() {
    snapshot(
        "function_handler_with_many_origins",
        r#"
        #[cors(origins = ["https://d.example", "https://c.example", "https://b.example", "https://a.example"])]
        fn answer(request: Request<Body>) -> Response<Body> {
            respond(request)
        }
        "#,
        expand::function::expand,
    );
}

#[test]
fn function_handler() {
    snapshot(
        "function_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials, methods = ["PUT"])]
        /// Answers.
        pub fn answer(request: Request<Body>) -> Response<Body> {
            respond(request)
        }
        "#,
        expand::function::expand,
    );
}

#[test]
fn function_async_handler_with_everything() {
    snapshot(
        "function_async_handler_with_everything",
        r#"
        #[cors(
            crate = my_framework::cors,
            origins = ["https://b.example", "https://*.example.com", "http://[::1]:*"],
            dev_origins = ["http://localhost:*"],
            methods = ["DELETE", "PUT"],
            headers = ["X-B"],
            expose = ["ETag"],
            max_age = 600,
            protocols = [connect],
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
        expand::function::expand,
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

/// The second attribute, after Rocket's own has accepted the route.
#[test]
fn rocket_handler_routed() {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "every expansion is called like this"
    )]
    fn routed(_: TokenStream, item: TokenStream) -> TokenStream {
        expand::rocket::expand_routed(quote!(show_user, ::cors), &item)
    }
    snapshot(
        "rocket_handler_routed",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials)]
        async fn __cors_show_user(id: u64, full: Option<&str>) -> Json<User> {
            show_user(id, full).await
        }
        "#,
        routed,
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
fn poem_handler() {
    snapshot(
        "poem_handler",
        r#"
        #[cors(origins = ["https://app.example.com"], credentials)]
        /// Shows a user.
        #[cfg(feature = "api")]
        #[handler]
        #[tracing::instrument]
        #[must_use]
        pub async fn show_user(Path(id): Path<u64>, users: Data<&Users>) -> Json<User> {
            respond()
        }
        "#,
        expand::poem::expand,
    );
}

#[test]
fn poem_generic_handler_of_a_named_policy() {
    snapshot(
        "poem_generic_handler_of_a_named_policy",
        r"
        #[cors(policy = policies::API)]
        #[poem::handler]
        fn list<R: Repository, F>(repository: Data<&R>, filter: Query<F>) -> String
        where
            F: Filter,
        {
            repository.list(filter)
        }
        ",
        expand::poem::expand,
    );
}

#[test]
fn poem_handler_without_its_attribute() {
    snapshot(
        "poem_handler_without_its_attribute",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        async fn show_user(Path(id): Path<u64>) -> Json<User> {
            respond()
        }
        "#,
        expand::poem::expand,
    );
}

#[test]
fn poem_function_that_cannot_be_a_handler() {
    snapshot(
        "poem_function_that_cannot_be_a_handler",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        #[handler]
        async unsafe fn index() -> &'static str {
            respond()
        }
        "#,
        expand::poem::expand,
    );
}

#[test]
fn invalid_policy_keeps_the_handler() {
    snapshot(
        "invalid_policy_keeps_the_handler",
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
fn local_origin_is_an_error_in_release_builds() {
    snapshot(
        "local_origin_is_an_error_in_release_builds",
        r#"
        #[cors(origins = ["http://localhost:3000"], credentials)]
        fn answer(request: Request<Body>) -> Response<Body> {
            respond()
        }
        "#,
        expand::function::expand,
    );
}

#[test]
fn warning_with_the_lint_level_of_the_handler() {
    snapshot(
        "warning_with_the_lint_level_of_the_handler",
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

/// An invalid policy is replaced by one that allows no origin.
#[test]
fn invalid_policies_deny_all() {
    for (args, denies_all) in [
        ("policy = API", false),
        ("policy = API, credentials", true),
        ("origins = [\"a\"]", true),
    ] {
        let item = "async fn f(a: WebSocketUpgrade) {}";
        let expansion =
            expand::axum::expand(args.parse().expect("tokens"), item.parse().expect("tokens"));
        let text = expansion.to_string();
        assert_eq!(text.contains("deny_all ()"), denies_all, "{args}");
        assert_eq!(text.contains("API . enforces ()"), !denies_all, "{args}");
    }
}

#[test]
fn functions_that_rocket_cannot_call_are_not_routed() {
    for (item, is_routed) in [
        ("#[get(\"/\")] fn f() {}", true),
        ("#[get(\"/\")] unsafe fn f() {}", false),
        ("fn f() {}", false),
    ] {
        let expansion = expand::rocket::expand(
            quote!(origins = ["https://app.example.com"]),
            item.parse().expect("tokens"),
        );
        let is_found = expansion.to_string().contains("__cors_f");
        assert_eq!(is_found, is_routed, "{item}");
    }
}

#[test]
fn item_that_is_not_a_function() {
    snapshot(
        "item_that_is_not_a_function",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        #[derive(Debug)]
        struct Handler {
            name: String,
        }
        "#,
        expand::function::expand,
    );
}

#[test]
fn named_policy() {
    fn policy(args: TokenStream, _: TokenStream) -> TokenStream {
        let path = quote!([$crate]);
        let expression = expand::policy::expand([path, args].into_iter().collect());
        // The printer takes items only, and does not know `$crate`.
        let text = quote!(static API: Policy = #expression;).to_string();
        text.replace("$ crate", "cors")
            .replace("$crate", "cors")
            .parse()
            .expect("tokens")
    }
    snapshot(
        "named_policy",
        r#"
        #[cors(origins = ["https://app.example.com", "https://*.example.com", "https://app-*-team.vercel.app"], methods = ["PUT"])]
        "#,
        policy,
    );
}

#[test]
fn arguments_that_may_not_exist() {
    snapshot(
        "arguments_that_may_not_exist",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        fn answer(request: Request<Body>, #[cfg(never)] gone: u8, #[cfg(unix)] context: &Context) -> Response<Body> {
            respond(request)
        }
        "#,
        expand::function::expand,
    );
}

#[test]
fn axum_handler_of_macro_rules() {
    fn expand_fragments(_: TokenStream, _: TokenStream) -> TokenStream {
        let fragment = |inner| TokenTree::Group(Group::new(Delimiter::None, inner));
        let origin = fragment(quote!("https://app.example.com"));
        let (headers, meta) = (
            fragment(quote!(["content-type"])),
            fragment(quote!(max_age = 600)),
        );
        let args = quote!(origins = [#origin], headers = #headers, #meta);
        let (vis, body) = (fragment(quote!(pub)), fragment(quote!({ respond() })));
        let (ty, attr) = (
            fragment(quote!(Json<User>)),
            fragment(quote!(tracing::instrument)),
        );
        let item = quote!(#[#attr] #vis async fn save(Json(user): #ty) -> #ty #body);
        expand::axum::expand(args, item)
    }
    snapshot(
        "axum_handler_of_macro_rules",
        r"
        #[cors(origins = [$origin], headers = $headers, $meta)]
        #[$attr]
        $vis async fn save(Json(user): $ty) -> $ty $body
        ",
        expand_fragments,
    );
}

#[test]
fn attributes_of_other_crates() {
    snapshot(
        "attributes_of_other_crates",
        r#"
        #[cors(origins = ["https://app.example.com"])]
        #[other::cors]
        #[trace("operation")]
        #[cfg_attr(feature = "tracing", tracing::instrument, doc = "Traced.")]
        async fn show_user(Path(id): Path<u64>) -> Json<User> {
            respond()
        }
        "#,
        expand::axum::expand,
    );
}

#[test]
fn half_typed_signature() {
    for item in [
        "async fn save(Path(id): ) {}",
        "async fn save(Path(id): Path<) {}",
    ] {
        let expansions = [
            expand::function::expand,
            expand::axum::expand,
            expand::actix::expand,
            expand::rocket::expand,
            // Without `#[handler]`, the function is not mounted.
            |args, item| expand::poem::expand(args, quote!(#[handler] #item)),
        ];
        for (index, expand) in expansions.into_iter().enumerate() {
            let item: TokenStream = item.parse().expect("tokens");
            let args = quote!(origins = ["https://app.example.com"]);
            let expansion = expand(args, item.clone()).to_string();
            // A plain function comes back unchanged. Where handlers are mounted, a stand-in can be.
            let is_unchanged = expansion.starts_with(&item.to_string());
            let is_mounted = expansion.contains("__handler_policy");
            assert!(is_unchanged != is_mounted, "{expansion}");
            assert_eq!(is_mounted, index > 0, "{expansion}");
            assert!(!expansion.contains("compile_error"), "{expansion}");
            // Where the compiler accepts the signature, the policy must not be lost in silence.
            assert!(expansion.contains("deny (unused_must_use)"), "{expansion}");
        }
    }
    let args = quote!(origins = ["https://app.example.com/"]);
    let item = "async fn save(Path(id): ) {}".parse().expect("tokens");
    let messages = messages(expand::axum::expand(args, item));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("[C05]"), "{messages:?}");
}

/// Written by `crate = path`, the path to the facade is the only one.
#[test]
fn paths_to_the_facade_are_not_hard_coded() {
    let args: TokenStream =
        "crate = ::elsewhere, origins = [\"https://*.example.com\"], dev_origins = [\"http://localhost:*\"]"
            .parse()
            .expect("tokens");
    let item: TokenStream = "async fn f(request: Request) -> Response { g() }"
        .parse()
        .expect("tokens");
    for expansion in [
        expand::function::expand(args.clone(), item.clone()),
        expand::axum::expand(args.clone(), item.clone()),
        expand::actix::expand(args.clone(), item.clone()),
        expand::rocket::expand(args.clone(), item.clone()),
        expand::poem::expand(args.clone(), item.clone()),
        expand::poem::expand(args, quote!(#[handler] #item)),
    ] {
        let text = expansion.to_string();
        assert!(text.contains(":: elsewhere ::"));
        assert!(
            !text.contains(":: cors") && !text.contains(":: std"),
            "{text}"
        );
    }
}

/// The expansion of an attribute below another one, whatever its name is.
#[test]
fn second_attribute_keeps_the_function() {
    let expansions = [
        expand::function::expand,
        expand::axum::expand,
        expand::actix::expand,
        expand::rocket::expand,
        expand::poem::expand,
    ];
    for expand in expansions {
        let item: TokenStream = "#[get(\"/\")] #[allow(variant_size_differences, \
                                 reason = \"annotated with #[cors]\")] \
                                 async fn show(request: Request) {}"
            .parse()
            .expect("tokens");
        let args = quote!(origins = ["https://app.example.com"]);
        let expansion = expand(args, item.clone());
        let found = messages(expansion.clone());
        assert!(found[0].contains("[A09]"), "{found:?}");
        let expansion = expansion.to_string();
        assert!(expansion.starts_with(&item.to_string()), "{expansion}");
        assert!(!expansion.contains("HasPolicy"), "{expansion}");
    }
}
