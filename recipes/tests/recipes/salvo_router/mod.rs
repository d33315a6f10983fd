//! `CorsLayer` around salvo.

mod example;

use salvo::conn::{Acceptor, Listener, TcpListener};

use crate::documented::assert_recipe;
use crate::note::{assert_page_saves, assert_preflights, assert_responses};
use crate::wire::Server;

#[test]
fn guide_has_the_example() {
    assert_recipe("salvo", include_str!("example.rs"));
}

async fn server() -> Server {
    let acceptor = TcpListener::new("127.0.0.1:0").bind().await;
    let address = acceptor.holdings()[0].local_addr.clone();
    tokio::spawn(salvo::Server::new(acceptor).serve(example::app()));
    let address = address.into_std().expect("an address of TCP");
    Server { address }
}

#[tokio::test]
async fn page_saves_a_note() {
    assert_page_saves(server().await, "saved").await;
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = server().await;
    assert_preflights(server).await;
    for (path, status) in [("/note", "200"), ("/missing", "404")] {
        assert_responses(server, ("GET", path), status, &[]).await;
    }
}
