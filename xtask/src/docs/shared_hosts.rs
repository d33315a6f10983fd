//! `docs/shared-hosts.md`: the tables of hosts and origins that people share who do not know each other.

use std::fmt::Write as _;

use cors_policy::shared_hosts::{APP_ORIGINS, HOSTS, Sharing};

use super::generated;
use crate::result::Result;

/// Returns the document with its generated part replaced.
pub(super) fn document(current: &str) -> Result<String> {
    generated::replace(current, &tables())
}

fn tables() -> String {
    let mut text = String::new();
    for (sharing, title) in [
        (Sharing::Pages, "anyone can publish a page on"),
        (Sharing::Names, "names change hands under"),
    ] {
        let hosts = HOSTS.iter().filter(|shared| shared.sharing == sharing);
        let _ = write!(text, "\n| {title} | source |\n| --- | --- |\n");
        for shared in hosts {
            let _ = writeln!(text, "| `{}` | <{}> |", shared.host, shared.source);
        }
    }
    text += "\n## Apps\n\n| origin | framework | source |\n| --- | --- | --- |\n";
    for app in APP_ORIGINS {
        let (origin, framework, source) = (app.origin, app.framework, app.source);
        let _ = writeln!(text, "| `{origin}` | {framework} | <{source}> |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{APP_ORIGINS, HOSTS, tables};

    #[test]
    fn every_entry_has_one_row() {
        let text = tables();
        let hosts = HOSTS.iter().map(|shared| shared.host);
        for entry in hosts.chain(APP_ORIGINS.iter().map(|app| app.origin)) {
            let row = format!("\n| `{entry}` | ");
            assert_eq!(text.matches(&row).count(), 1, "{entry}");
        }
    }
}
