//! Servers that follow a file of SQLite, which needs no database server.

use std::fs;

use crate::cluster::temporary_file;
use crate::instance::{Instance, command};
use crate::{ACME, ACME_APP, EVIL, GLOBEX, GLOBEX_APP, eventually};

#[test]
fn two_servers_follow_one_file() {
    let file = temporary_file("two-servers.db");
    let database = file.to_str().expect("a path in UTF-8");
    let run = |args: &[&str]| {
        let done = command(database)
            .args(args)
            .output()
            .expect("the example starts");
        (
            done.status.success(),
            String::from_utf8(done.stdout).expect("text"),
        )
    };
    let servers = [Instance::start(database), Instance::start(database)];
    let on_all = |what: &str, host, origin, allowed| {
        eventually(what, || {
            servers.iter().all(|it| it.allows(host, origin) == allowed)
        });
    };
    assert!(!servers[0].allows(ACME, ACME_APP));
    assert!(run(&["allow", ACME, ACME_APP]).0);
    on_all("a new tenant", ACME, ACME_APP, true);
    assert!(run(&["allow", GLOBEX, GLOBEX_APP]).0);
    on_all("another tenant", GLOBEX, GLOBEX_APP, true);
    assert!(!run(&["allow", GLOBEX, "https://app.globex.example/"]).0);
    let (_, list) = run(&["list"]);
    assert_eq!(
        list,
        format!("{ACME}: {ACME_APP}\n{GLOBEX}: {GLOBEX_APP}\n")
    );
    for server in &servers {
        for (host, origin) in [(ACME, GLOBEX_APP), (GLOBEX, ACME_APP), (ACME, EVIL)] {
            assert!(!server.allows(host, origin), "{origin} at {host}");
        }
    }
    assert!(run(&["forbid", ACME, ACME_APP]).0);
    on_all("no tenant", ACME, ACME_APP, false);
    assert!(servers.iter().all(|it| it.allows(GLOBEX, GLOBEX_APP)));
    drop(servers);
    fs::remove_file(file).expect("the file exists");
}
