//! 10,000 replacements of a tenant's origins under load.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cors::{OriginSource, RequestTarget};
use cors_example_tenants::{Origins, Tenants};

use crate::cluster::Cluster;
use crate::load::{Expected, Load};
use crate::{ACME, ACME_APP, EVIL, GLOBEX, GLOBEX_APP, eventually};

const REPLACEMENTS: usize = 10_000;

const LAST: &str = "https://last.acme.example";

/// The expected responses at any time. `ACME_APP` is in every set, and each set replaces the previous one as a
/// whole.
const ALWAYS: &[Expected] = &[
    Expected::allowed(ACME, ACME_APP),
    Expected::denied(ACME, EVIL),
    Expected::denied(ACME, GLOBEX_APP),
    Expected::allowed(GLOBEX, GLOBEX_APP),
    Expected::denied(GLOBEX, ACME_APP),
];

#[test]
fn in_postgresql() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let servers = cluster.start_servers();
    let addresses = servers.each_ref().map(|it| it.address);

    let load = Load::start(&addresses, ALWAYS);
    thread::sleep(Duration::from_secs(5));
    println!("without replacements: {}", load.finish());

    let session = cluster.session();
    let load = Load::start(&addresses, ALWAYS);
    let start = Instant::now();
    for number in 0..REPLACEMENTS {
        let other = if number + 1 < REPLACEMENTS {
            format!("https://preview-{number}.acme.example")
        } else {
            LAST.to_owned()
        };
        let replaced = session.execute(&format!(
            "BEGIN;
            DELETE FROM tenant_origins WHERE host = 'acme.test';
            INSERT INTO tenant_origins VALUES
                ('acme.test', 'https://app.acme.example'), ('acme.test', '{other}');
            COMMIT",
        ));
        replaced.expect("the transaction succeeds");
    }
    let time = start.elapsed();
    eventually("the last replacement", || {
        servers.iter().all(|it| it.allows(ACME, LAST))
    });
    let tally = load.finish();
    println!("{REPLACEMENTS} transactions within {time:.1?}: {tally}");
    tally.assert_right();
    let previous = format!("https://preview-{}.acme.example", REPLACEMENTS - 2);
    assert!(servers.iter().all(|it| !it.allows(ACME, &previous)));
}

/// Two readers in the process of one writer, without a network or a database.
#[test]
fn in_memory() {
    static TENANTS: Tenants = Tenants::empty();
    let owned = |origins: &[&str]| {
        origins
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<_>>()
    };
    let mut all: Origins = (0..1000)
        .map(|number| (format!("tenant-{number}.test"), owned(&[GLOBEX_APP])))
        .collect();
    all.insert(ACME.to_owned(), owned(&[ACME_APP]));
    all.insert(GLOBEX.to_owned(), owned(&[GLOBEX_APP]));
    assert!(TENANTS.replace_all(&all).is_empty());

    let measure = |replace: &(dyn Fn(usize) + Sync)| {
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let readers = [(); 2].map(|()| scope.spawn(|| read(&TENANTS, &done)));
            (0..REPLACEMENTS).for_each(replace);
            done.store(true, Ordering::SeqCst);
            let readers = readers.map(|reader| reader.join().expect("no reader fails"));
            let wrong: usize = readers.iter().map(|(wrong, _)| wrong).sum();
            let mut times: Vec<_> = readers.into_iter().flat_map(|(_, times)| times).collect();
            times.sort_unstable();
            let at = |per_mille: usize| times[(times.len() - 1) * per_mille / 1000];
            println!(
                "{} reads, {wrong} wrong; half within {:?}, 99 % within {:?}, 99.9 % within {:?}, all within {:?}",
                times.len(),
                at(500),
                at(990),
                at(999),
                at(1000),
            );
            assert_eq!(wrong, 0);
            assert!(times.len() > 1000);
        });
    };
    print!("no writer: ");
    measure(&|_| thread::sleep(Duration::from_micros(50)));
    print!("one tenant is replaced {REPLACEMENTS} times: ");
    measure(&|number| {
        let other = format!("https://preview-{number}.acme.example");
        let replaced = TENANTS.replace(ACME, &owned(&[ACME_APP, &other]));
        assert!(replaced.is_ok());
    });
    print!("a tenant comes or goes {REPLACEMENTS} times: ");
    measure(&|number| {
        let origins = if number % 2 == 0 {
            owned(&[ACME_APP])
        } else {
            Vec::new()
        };
        assert!(TENANTS.replace("new.test", &origins).is_ok());
    });
}

/// Reads until the writer is done. Returns the number of wrong answers, and the time of each read.
fn read(tenants: &Tenants, done: &AtomicBool) -> (usize, Vec<Duration>) {
    let mut wrong = 0;
    let mut times = Vec::new();
    while !done.load(Ordering::SeqCst) {
        for expected in ALWAYS {
            let target = RequestTarget::new(Some(expected.host.as_bytes()), "/note");
            let start = Instant::now();
            let allowed = tenants.allows_for(expected.origin, &target);
            times.push(start.elapsed());
            wrong += usize::from(allowed != expected.allowed);
        }
    }
    (wrong, times)
}
