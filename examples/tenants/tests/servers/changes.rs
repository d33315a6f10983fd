//! Changes of the database that running servers follow.

use crate::cluster::Cluster;
use crate::instance::{Instance, command};
use crate::{ACME, ACME_APP, EVIL, GLOBEX, GLOBEX_APP, eventually};

const OTHER: &str = "https://other.acme.example";

#[test]
fn two_servers_follow_one_change() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    cluster.execute("INSERT INTO tenant_origins VALUES ('acme.test', 'https://app.acme.example')");
    let servers = [
        Instance::start(&cluster.url()),
        Instance::start(&cluster.url()),
    ];
    let on_all = |what: &str, host, origin, allowed| {
        eventually(what, || {
            servers.iter().all(|it| it.allows(host, origin) == allowed)
        });
    };
    on_all("the first read", ACME, ACME_APP, true);

    let run = |args: &[&str]| {
        let done = command(&cluster.url()).args(args).status();
        assert!(done.expect("the example starts").success());
    };
    run(&["allow", GLOBEX, GLOBEX_APP]);
    on_all("a new tenant", GLOBEX, GLOBEX_APP, true);
    run(&["allow", ACME, OTHER]);
    on_all("one origin more", ACME, OTHER, true);
    run(&["forbid", ACME, ACME_APP]);
    on_all("one origin less", ACME, ACME_APP, false);
    cluster.execute("UPDATE tenant_origins SET host = 'moved.test' WHERE host = 'acme.test'");
    on_all("a tenant with another host", "moved.test", OTHER, true);
    on_all("its old host", ACME, OTHER, false);
    cluster.execute("DELETE FROM tenant_origins WHERE host = 'moved.test'");
    on_all("no tenant", "moved.test", OTHER, false);
    for server in &servers {
        assert!(server.allows(GLOBEX, GLOBEX_APP));
        for (host, origin) in [(GLOBEX, ACME_APP), (ACME, GLOBEX_APP), (GLOBEX, EVIL)] {
            assert!(!server.allows(host, origin), "{origin} at {host}");
        }
    }
    cluster.execute("TRUNCATE tenant_origins");
    on_all("no tenants", GLOBEX, GLOBEX_APP, false);
}

#[test]
fn malformed_origin_leaves_the_last_good_set() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    cluster.execute(
        "INSERT INTO tenant_origins VALUES ('acme.test', 'https://app.acme.example'), ('globex.test', 'null')",
    );
    let server = Instance::start(&cluster.url());
    eventually("the first read", || server.allows(ACME, ACME_APP));
    assert!(
        server
            .log()
            .contains("the origins of `globex.test` stay as they were")
    );
    assert!(!server.allows(GLOBEX, "null"));

    cluster.execute(
        "BEGIN;
        DELETE FROM tenant_origins WHERE host = 'acme.test';
        INSERT INTO tenant_origins VALUES
            ('acme.test', 'https://other.acme.example'), ('acme.test', 'https://www.acme.example/');
        COMMIT",
    );
    cluster
        .execute("INSERT INTO tenant_origins VALUES ('third.test', 'https://app.third.example')");
    eventually("a change of another tenant", || {
        server.allows("third.test", "https://app.third.example")
    });
    // The sentences of the library, with the row and the text to write.
    let log = server.log();
    for sentence in [
        "the origins of `acme.test` stay as they were",
        "deny: origins[1]: origin `https://www.acme.example/` ends with a slash [C05]",
        "help: write it as browsers send it: `\"https://www.acme.example\"`",
    ] {
        assert!(log.contains(sentence), "{log}");
    }
    assert!(server.allows(ACME, ACME_APP));
    for origin in [
        OTHER,
        "https://www.acme.example",
        "https://www.acme.example/",
    ] {
        assert!(!server.allows(ACME, origin), "{origin}");
    }

    cluster.execute(
        "UPDATE tenant_origins SET origin = 'https://www.acme.example' WHERE origin LIKE '%/'",
    );
    eventually("the repaired origins", || server.allows(ACME, OTHER));
    assert!(server.allows(ACME, "https://www.acme.example") && !server.allows(ACME, ACME_APP));

    let refused = command(&cluster.url())
        .args(["allow", ACME, "https://*.com"])
        .output();
    let refused = refused.expect("the example starts");
    assert!(!refused.status.success());
    let message = String::from_utf8_lossy(&refused.stderr);
    assert!(message.contains("deny: origins[0]: "), "{message}");
}
