//! A PostgreSQL of its own for a test.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls};

use crate::instance::{Instance, command};
use crate::{ACME, ACME_APP, GLOBEX, GLOBEX_APP, eventually};

/// The number of the next directory.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The user that PostgreSQL runs as if the test runs as root, which PostgreSQL refuses.
const USER: &str = "postgres";

/// A directory with a database, and the server for it while it runs. Both end with this value.
pub(crate) struct Cluster {
    binaries: PathBuf,
    directory: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Creates a database with the table of the example, and starts its server. `None` without PostgreSQL,
    /// unless it is required.
    pub(crate) fn start() -> Option<Self> {
        let mut cluster = Self::create()?;
        cluster.launch();
        let created = command(&cluster.url()).arg("create").status();
        assert!(created.expect("the example starts").success());
        Some(cluster)
    }

    /// Creates a database without a table, whose server does not run.
    fn create() -> Option<Self> {
        let Some(binaries) = binaries() else {
            let is_required = std::env::var("TENANTS_POSTGRES").is_ok_and(|it| it == "required");
            assert!(!is_required, "PostgreSQL is not installed");
            println!("not run, because PostgreSQL is not installed");
            return None;
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("cors-tenants-{}-{number}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir(&directory).expect("a new directory");
        if is_root() {
            let uid = id(USER);
            chown(&directory, Some(uid), None).expect("a directory of another user");
        }
        let cluster = Self {
            binaries,
            directory,
            port: free_port(),
            server: None,
        };
        let initialised = cluster
            .command("initdb")
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8"])
            .args(["--no-locale", "--no-sync", "--pgdata"])
            .arg(cluster.data())
            .stdout(Stdio::null())
            .status();
        assert!(initialised.expect("initdb starts").success());
        Some(cluster)
    }

    /// Starts the server, and waits until it accepts connections.
    pub(crate) fn launch(&mut self) {
        // After `kill -9`, the processes of its connections may still be about to end, and then the server
        // does not start.
        eventually("PostgreSQL accepts connections", || {
            if self.has_ended() {
                self.server = Some(self.spawn());
            }
            self.try_execute("SELECT 1").is_ok()
        });
    }

    fn spawn(&self) -> Child {
        self.command("postgres")
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string(), "-h", "127.0.0.1", "-k", ""])
            // Only a crash of the machine loses what is not synced.
            .args(["-c", "fsync=off"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("PostgreSQL starts")
    }

    fn has_ended(&mut self) -> bool {
        let server = self.server.as_mut();
        server.is_none_or(|server| server.try_wait().is_ok_and(|status| status.is_some()))
    }

    /// Stops the server as an administrator does: connections are closed, data is written.
    pub(crate) fn stop(&mut self) {
        let server = self.server.take();
        let mut server = server.expect("the server runs");
        let stopped = Command::new("kill")
            .args(["-INT", &server.id().to_string()])
            .status();
        assert!(stopped.expect("kill starts").success());
        server.wait().expect("the server ends");
    }

    /// Ends the server by `kill -9`.
    pub(crate) fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        url(self.port)
    }

    /// Executes statements on a connection of their own.
    pub(crate) fn execute(&self, statements: &str) {
        self.try_execute(statements)
            .expect("the statements succeed");
    }

    /// Inserts an origin for each of two tenants.
    pub(crate) fn insert_origins(&self) {
        self.execute(&format!(
            "INSERT INTO tenant_origins VALUES ('{ACME}', '{ACME_APP}'), ('{GLOBEX}', '{GLOBEX_APP}')"
        ));
    }

    /// Inserts the origins, and starts two servers that have read them.
    pub(crate) fn start_servers(&self) -> [Instance; 2] {
        self.insert_origins();
        let servers = [(); 2].map(|()| Instance::start(&self.url()));
        eventually("the first read", || {
            servers.iter().all(|it| it.allows(GLOBEX, GLOBEX_APP))
        });
        servers
    }

    fn try_execute(&self, statements: &str) -> Result<(), tokio_postgres::Error> {
        Session::connect(self.port)?.execute(statements)
    }

    pub(crate) fn session(&self) -> Session {
        Session::connect(self.port).expect("PostgreSQL accepts connections")
    }

    fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// Returns a command of PostgreSQL, which does not run as root.
    fn command(&self, name: &str) -> Command {
        let program = self.binaries.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            // The server ends with the test, also if the test is killed.
            command.args(["--pdeathsig", "KILL", "--clear-groups"]);
            command.args([format!("--reuid={USER}"), format!("--regid={USER}")]);
            command.arg("--").arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.directory).stdin(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// A connection to PostgreSQL.
pub(crate) struct Session {
    runtime: Runtime,
    client: Client,
}

impl Session {
    fn connect(port: u16) -> Result<Self, tokio_postgres::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime");
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url(port), NoTls).await?;
            tokio::spawn(connection);
            Ok(client)
        })?;
        Ok(Self { runtime, client })
    }

    /// Executes statements. Without `BEGIN` and `COMMIT`, all of them are one transaction.
    pub(crate) fn execute(&self, statements: &str) -> Result<(), tokio_postgres::Error> {
        self.runtime.block_on(self.client.batch_execute(statements))
    }
}

pub(crate) fn url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

/// Returns the directory of PostgreSQL's programs: that of the newest version among Debian's packages, or
/// one in `PATH`.
fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    debian.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories = debian.into_iter().rev().chain(std::env::split_paths(&path));
    let mut complete =
        directories.filter(|it| it.join("initdb").exists() && it.join("postgres").exists());
    complete.next()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn id(user: &str) -> u32 {
    let id = Command::new("id")
        .args(["-u", user])
        .output()
        .expect("id starts");
    let id = String::from_utf8(id.stdout).expect("a number");
    id.trim()
        .parse()
        .expect("PostgreSQL's package has created its user")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Returns the path of a new file in a directory of the test.
pub(crate) fn temporary_file(name: &str) -> PathBuf {
    let file = format!("cors-tenants-{}-{name}", std::process::id());
    Path::new(&std::env::temp_dir()).join(file)
}
