//! The gallery on a local port: clients without a browser, and pages.

mod clients;
mod pages;

use cors_example_gallery::{Gallery, app};
use cors_example_loopback::Server;
use tokio::net::TcpListener;

const API: &str = "https://api.example.com";
const TOKEN: &str = "Bearer correct-horse";

async fn start() -> Server {
    let gallery = Gallery::new([("ada", "correct-horse"), ("bob", "battery-staple")]);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(axum::serve(listener, app(gallery)).into_future());
    Server::at(address)
}

fn url(path: &str) -> String {
    format!("{API}{path}")
}

/// A form with one file, of boundary `x`.
fn form(media_type: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"cat.png\"\r\n\
         content-type: {media_type}\r\n\r\n"
    );
    [head.as_bytes(), file, b"\r\n--x--\r\n"].concat()
}
