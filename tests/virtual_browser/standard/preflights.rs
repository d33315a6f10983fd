//! Statuses and lists of preflight responses.

use cors_browser::Fetch;

use super::{API, CREDENTIALS, HEADERS, METHODS, ORIGIN, PAGE, fetched, response};

#[test]
fn preflight_responses_need_a_2xx_status() {
    for status in 200..600 {
        let pre = response(
            status,
            &[(ORIGIN, "*"), (HEADERS, "x-test"), ("location", API)],
        );
        let fetch = Fetch::get(API).header("x-test", "1");
        let seen = fetched(fetch, &pre, &response(200, &[(ORIGIN, "*")]));
        assert_eq!(seen.is_some(), status < 300, "{status}");
    }
}

#[test]
fn wildcards_apply_without_credentials_only() {
    // Whether the fetch passes, whether it has credentials, the lists of the response, the request.
    for (passes, credentialed, methods, names, method, name) in [
        (true, false, "*", "x-test", "SUPER", "X-Test"),
        (true, false, "*", "*", "OK", "X-Test"),
        (false, true, "*", "*", "OK", "X-Test"),
        (false, true, "*", "", "PUT", ""),
        (false, true, "PUT", "*", "PUT", "X-Test"),
        (false, true, "get", "*", "GET", "X-Test"),
        (true, true, "*", "*", "*", "*"),
        (true, false, "*", "*", "*", "*"),
        (true, true, "get", "x-test", "GET", "X-Test"),
        (true, true, "PUT", "x-test, *", "PUT", "X-Test"),
        (false, false, "*", "*", "GET", "Authorization"),
        (false, true, "*", "*", "GET", "Authorization"),
        (true, false, "*", "*, Authorization", "GET", "Authorization"),
        (true, true, "*", "AUTHORIZATION", "GET", "Authorization"),
        (true, false, "*, PUT", "*", "PUT", ""),
        (false, false, "put", "", "PUT", ""),
        (true, false, "", "", "POST", ""),
        (false, false, "", "", "PUT", ""),
    ] {
        let allowed = [
            (ORIGIN, PAGE),
            (CREDENTIALS, "true"),
            (METHODS, methods),
            (HEADERS, names),
        ];
        let mut fetch = Fetch::new(method, API);
        if !name.is_empty() {
            fetch = fetch.header(name, "1");
        }
        if credentialed {
            fetch = fetch.credentials_include();
        }
        let seen = fetched(
            fetch,
            &response(204, &allowed),
            &response(200, &allowed[..2]),
        );
        let row = (credentialed, methods, names, method, name);
        assert_eq!(seen.is_some(), passes, "{row:?}");
    }
}

#[test]
fn streams_and_upload_listeners_need_a_preflight() {
    let any_origin = [(ORIGIN, "*")];
    for (fetch, passes) in [
        (Fetch::post(API).text("x").upload_listener(), true),
        (Fetch::post(API).stream("x"), true),
    ] {
        let seen = fetched(
            fetch.clone(),
            &response(204, &any_origin),
            &response(200, &any_origin),
        );
        assert_eq!(seen.map(|seen| seen.preflighted), passes.then_some(true));
        assert!(
            fetched(
                fetch.clone(),
                &response(403, &any_origin),
                &response(200, &any_origin)
            )
            .is_none()
        );
        let other = [(ORIGIN, "*"), (METHODS, "PUT")];
        // `POST` is safelisted and need not be listed.
        assert!(fetched(fetch, &response(204, &other), &response(200, &any_origin)).is_some());
    }
    // With an upload listener, a response without a list allows the requested method.
    let put = || Fetch::put(API).text("x");
    for (fetch, methods, passes) in [
        (put().upload_listener(), None, true),
        (Fetch::put(API).stream("x"), None, true),
        (put().upload_listener(), Some("DELETE"), false),
        (put(), None, false),
    ] {
        let mut headers = vec![(ORIGIN, "*")];
        headers.extend(methods.map(|methods| (METHODS, methods)));
        let seen = fetched(fetch, &response(204, &headers), &response(200, &any_origin));
        assert_eq!(seen.is_some(), passes, "{methods:?}");
    }
}
