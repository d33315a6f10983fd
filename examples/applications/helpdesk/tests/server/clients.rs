//! Requests without `Origin`.

use cors_example_loopback::Server;
use http::{Method, Request, StatusCode};

use crate::{AGENTS_API, API, credentials, start};

const JSON: &str = "application/json";

/// A client with a session.
struct Client<'a> {
    server: &'a Server,
    cookie: String,
}

impl<'a> Client<'a> {
    async fn sign_in(server: &'a Server, api: &str, name: &str, password: &str) -> Self {
        let request = Request::post(format!("{api}/v1/session"))
            .header("content-type", JSON)
            .body(credentials(name, password).into_bytes());
        let response = server.send(request.expect("a request")).await;
        assert_eq!(response.status(), 204);
        let cookie = response.headers()["set-cookie"].to_str().expect("ASCII");
        let (cookie, _) = cookie.split_once(';').expect("attributes");
        let cookie = cookie.to_owned();
        Self { server, cookie }
    }

    async fn send(
        &self,
        method: Method,
        url: String,
        content_type: &str,
        body: &str,
    ) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("cookie", &self.cookie)
            .header("content-type", content_type)
            .body(body.as_bytes().to_vec());
        let response = self.server.send(request.expect("a request")).await;
        let body = String::from_utf8_lossy(response.body()).into_owned();
        (response.status(), body)
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.send(Method::GET, format!("{API}{path}"), JSON, "")
            .await
    }

    async fn post(&self, path: &str, content_type: &str, body: &str) -> StatusCode {
        let url = format!("{API}{path}");
        self.send(Method::POST, url, content_type, body).await.0
    }
}

const LEAK: &str = r#"{"text":"my sink leaks"}"#;

#[actix_web::test]
async fn customers_see_their_own_tickets() {
    let server = start();
    let ada = Client::sign_in(&server, API, "ada", "correct-horse").await;
    let bob = Client::sign_in(&server, API, "bob", "battery-staple").await;
    assert_eq!(ada.post("/v1/tickets", JSON, LEAK).await, 201);
    // A form of any site.
    assert_eq!(ada.post("/v1/tickets", "text/plain", LEAK).await, 404);
    assert_eq!(ada.post("/v1/tickets", JSON, "my sink leaks").await, 400);
    let long = format!(r#"{{"text":"{}"}}"#, "x".repeat(16 * 1024));
    assert_eq!(ada.post("/v1/tickets", JSON, &long).await, 413);
    let reply = r#"{"text":"still"}"#;
    assert_eq!(ada.post("/v1/tickets/1/messages", JSON, reply).await, 204);
    assert_eq!(bob.post("/v1/tickets/1/messages", JSON, reply).await, 404);
    let ticket = r#"{"id":1,"customer":"ada","messages":["my sink leaks","still"],"is_open":true}"#;
    let shown = ada.get("/v1/tickets/1").await;
    assert_eq!(shown, (StatusCode::OK, ticket.to_owned()));
    assert_eq!(ada.get("/v1/tickets").await.1, format!("[{ticket}]"));
    assert_eq!(bob.get("/v1/tickets").await.1, "[]");
    assert_eq!(bob.get("/v1/tickets/1").await.0, 404);
    assert_eq!(bob.get("/status").await.1, "1 open tickets");
}

#[actix_web::test]
async fn sessions_end() {
    let server = start();
    let ada = Client::sign_in(&server, API, "ada", "correct-horse").await;
    assert_eq!(ada.get("/v1/tickets").await.0, 200);
    let session = format!("{API}/v1/session");
    assert_eq!(ada.send(Method::DELETE, session, "", "").await.0, 204);
    assert_eq!(ada.get("/v1/tickets").await.0, 401);
    let guess = credentials("ada", "guess");
    assert_eq!(ada.post("/v1/session", JSON, &guess).await, 401);
}

#[actix_web::test]
async fn agents_close_tickets_at_their_host() {
    let server = start();
    let ada = Client::sign_in(&server, API, "ada", "correct-horse").await;
    assert_eq!(ada.post("/v1/tickets", JSON, LEAK).await, 201);
    let eve = Client::sign_in(&server, AGENTS_API, "eve@desk", "tr0ub4dor").await;
    let close = async |client: &Client<'_>, api| {
        let url = format!("{api}/agents/tickets/1");
        let body = r#"{"is_open":false}"#;
        client.send(Method::PATCH, url, JSON, body).await.0
    };
    assert_eq!(close(&ada, AGENTS_API).await, 403);
    assert_eq!(close(&eve, API).await, 404);
    assert_eq!(close(&eve, AGENTS_API).await, 204);
    let queue = format!("{AGENTS_API}/agents/queue");
    let queue = eve.send(Method::GET, queue, "", "").await;
    assert_eq!(queue, (StatusCode::OK, "[]".to_owned()));
    assert_eq!(eve.get("/status").await.1, "0 open tickets");
}
