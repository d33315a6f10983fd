//! Preview deployments: `https://app-*-team.…`, with one `*` within the first label.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, Mechanism, Mode, get, post, put};
use crate::initiator::Initiator::{
    self, DottedPreview, NamelessPreview, OtherApp, OtherTeam, Page, Preview, Sandbox, SubPreview,
    UnderscoredPreview,
};

/// The initiators whose hosts are one edit away from one that the pattern matches.
const ONE_EDIT_AWAY: [(&str, Initiator); 6] = [
    ("a project that begins alike", OtherTeam),
    ("a project that ends alike", OtherApp),
    ("no name", NamelessPreview),
    ("a dot in the name", DottedPreview),
    ("an underscore in the name", UnderscoredPreview),
    ("a subdomain of a preview", SubPreview),
];

pub(super) fn cases() -> Vec<Case> {
    let mut all = listed();
    all.extend(with_credentials());
    all.extend(enforced());
    all
}

fn is_read(initiator: Initiator, call: FetchCall) -> Step {
    initiator.fetches(call).actual(200).reads(200)
}

fn listed() -> Vec<Case> {
    let case = |name, steps| Case::new("previews", name, steps);
    let path = "/previews";
    let mut cases = vec![case("a preview", {
        let sent = Preview.fetches(put(path)).preflight(204).actual(200);
        [is_read(Preview, get(path)), sent.reads(200)]
    })];
    let others = [("the page", Page), ("a sandboxed frame", Sandbox)];
    for (name, initiator) in ONE_EDIT_AWAY.into_iter().chain(others) {
        cases.push(case(name, {
            let denied = initiator.fetches(get(path)).actual(200).blocked();
            let unsent = initiator.fetches(put(path)).preflight(403).blocked();
            [denied, unsent]
        }));
    }
    cases
}

fn with_credentials() -> Vec<Case> {
    let case = |name, steps| Case::new("previews with credentials", name, steps);
    let path = "/previews/account";
    let mut cases = vec![case("a preview", {
        let call = put(path).include();
        let sent = Preview.fetches(call).preflight(204).actual(200);
        [is_read(Preview, get(path).include()), sent.reads(200)]
    })];
    for (name, initiator) in ONE_EDIT_AWAY {
        cases.push(case(name, {
            let denied = initiator.fetches(get(path).include()).actual(200);
            let unsent = initiator.fetches(put(path).include()).preflight(403);
            [denied.blocked(), unsent.blocked()]
        }));
    }
    cases
}

fn enforced() -> Vec<Case> {
    let case = |name, steps| Case::new("previews with enforce", name, steps);
    let path = "/previews/enforced";
    let rejected = |initiator: Initiator, call| {
        let step = initiator.fetches(call).actual(403);
        step.without_handler()
    };
    let form = || post(path).body("name=value").via(Mechanism::Form);
    let denied_form = |(_, initiator)| rejected(initiator, form()).navigates();
    let mut cases = vec![
        case("a preview", {
            [is_read(Preview, get(path)), is_read(Preview, post(path))]
        }),
        Case::new("previews with enforce", "a form of a preview", {
            [Preview.fetches(form()).actual(200).navigates()]
        }),
        Case::new(
            "previews with enforce",
            "forms",
            ONE_EDIT_AWAY.map(denied_form),
        ),
    ];
    for (name, initiator) in ONE_EDIT_AWAY {
        cases.push(case(name, {
            let no_cors = post(path).mode(Mode::NoCors);
            [
                rejected(initiator, post(path)).blocked(),
                rejected(initiator, no_cors).opaque(),
            ]
        }));
    }
    cases
}
