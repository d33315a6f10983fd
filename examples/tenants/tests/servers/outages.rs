//! Outages of the database, during which servers respond at once, by the last valid origins.

use crate::cluster::{Cluster, url};
use crate::instance::Instance;
use crate::load::{Expected, Load};
use crate::proxy::Proxy;
use crate::{ACME, ACME_APP, EVIL, GLOBEX, GLOBEX_APP, eventually};

const AFTERWARDS: &str = "https://afterwards.example";

const CHANGE: &str =
    "INSERT INTO tenant_origins VALUES ('acme.test', 'https://afterwards.example')";

/// The expected responses before, during and after an outage.
const ALWAYS: &[Expected] = &[
    Expected::allowed(ACME, ACME_APP),
    Expected::allowed(GLOBEX, GLOBEX_APP),
    Expected::denied(ACME, GLOBEX_APP),
    Expected::denied(GLOBEX, ACME_APP),
    Expected::denied(ACME, EVIL),
    Expected::denied("unknown.test", ACME_APP),
    Expected::denied(GLOBEX, AFTERWARDS),
];

/// Returns how often the server has reported that the database is away.
fn failures(server: &Instance) -> usize {
    server.log().matches("the origins stay as they are").count()
}

/// Starts two servers and sends requests while `outage` takes the database away and brings it back.
fn survives(name: &str, outage: impl FnOnce(&mut Cluster, &[Instance; 2])) {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    let servers = cluster.start_servers();
    let load = Load::start(&servers.each_ref().map(|it| it.address), ALWAYS);
    outage(&mut cluster, &servers);
    cluster.execute(CHANGE);
    eventually("a change after the outage", || {
        servers.iter().all(|it| it.allows(ACME, AFTERWARDS))
    });
    let tally = load.finish();
    println!("{name}: {tally}");
    tally.assert_right();
    assert!(servers.iter().all(|it| failures(it) > 0));
}

#[test]
fn restart_of_the_database() {
    survives("restart", |cluster, servers| {
        cluster.stop();
        eventually("reports", || servers.iter().all(|it| failures(it) >= 3));
        cluster.launch();
    });
}

#[test]
fn kill_9_of_the_database() {
    survives("kill -9", |cluster, servers| {
        cluster.kill();
        eventually("reports", || servers.iter().all(|it| failures(it) >= 3));
        cluster.launch();
    });
}

#[test]
fn kill_9_again_and_again() {
    survives("kill -9, five times", |cluster, _| {
        for _ in 0..5 {
            cluster.kill();
            cluster.launch();
        }
    });
}

#[test]
fn connections_that_the_database_closes() {
    survives("pg_terminate_backend", |cluster, servers| {
        for round in 1..=3 {
            cluster.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
            );
            eventually("reports", || servers.iter().all(|it| failures(it) >= round));
            eventually("all servers are connected again", || {
                servers
                    .iter()
                    .all(|it| it.log().matches("read the origins of").count() > round)
            });
        }
    });
}

/// The notification of a change during the outage is lost, and the change is not.
fn follows_a_change_without_its_notification(interrupt: fn(&Proxy)) {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    cluster.insert_origins();
    let proxy = Proxy::start(cluster.port());
    let server = Instance::start(&url(proxy.port));
    eventually("the first read", || server.allows(GLOBEX, GLOBEX_APP));
    let load = Load::start(&[server.address], ALWAYS);
    interrupt(&proxy);
    cluster.execute(CHANGE);
    eventually("reports", || failures(&server) >= 2);
    assert!(!server.allows(ACME, AFTERWARDS));
    proxy.repair();
    eventually("the change during the outage", || {
        server.allows(ACME, AFTERWARDS)
    });
    let tally = load.finish();
    println!("interrupted connection: {tally}");
    tally.assert_right();
}

#[test]
fn connection_that_is_cut() {
    follows_a_change_without_its_notification(Proxy::cut);
}

#[test]
fn connection_that_is_silent() {
    follows_a_change_without_its_notification(Proxy::stall);
}

#[test]
fn server_that_starts_before_the_database() {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    cluster.insert_origins();
    cluster.stop();
    let server = Instance::start(&cluster.url());
    eventually("reports", || failures(&server) >= 2);
    assert!(!server.allows(ACME, ACME_APP) && !server.allows(ACME, EVIL));
    cluster.launch();
    eventually("the first read", || server.allows(ACME, ACME_APP));
    assert!(!server.allows(ACME, EVIL));
}

#[test]
fn table_that_does_not_exist_allows_no_origin_and_closes_none() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let servers = cluster.start_servers();
    cluster.execute(
        "ALTER TABLE tenant_origins RENAME TO hidden;
        SELECT pg_notify('tenant_origins', 'acme.test')",
    );
    eventually("reports", || servers.iter().all(|it| failures(it) >= 2));
    let late = Instance::start(&cluster.url());
    eventually("reports", || failures(&late) >= 2);
    assert!(
        late.log().contains("\"tenant_origins\" does not exist"),
        "{}",
        late.log()
    );
    assert!(!late.allows(ACME, ACME_APP) && servers.iter().all(|it| it.allows(ACME, ACME_APP)));
    cluster.execute("ALTER TABLE hidden RENAME TO tenant_origins");
    eventually("the first read", || late.allows(ACME, ACME_APP));
}
