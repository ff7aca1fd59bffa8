//! What may happen outside the routes between a request and its answer.

use contract::xacml;
use domain::policy::{Policy, PolicyRule, Subject};
use rusqlite::Connection;

use super::RESOURCE;
use crate::error::Error;
use crate::store;

/// What may have come of [`RESOURCE`] since a system asked for it, and what an access manager is then told who is to hand it
/// on (altinn-platform.md 7.3).
pub(crate) const BARS: [(Happening, &str); 5] = [
    (|tx| rule(tx, &[]), "AUTH-00014"),
    (|tx| rule(tx, &["urn:altinn:rolecode:utinn"]), "AUTH-00016"),
    (
        |tx| {
            let gift = "INSERT INTO role_gift (role, subject, can_use, can_hand_on)
                 VALUES ('rettighetshaver', 'urn:altinn:accesspackage:krav-og-utlegg', 1, 0)";
            Ok(tx.execute_batch(gift)?)
        },
        "AUTH-00018",
    ),
    (|_| Ok(()), "AUTH-00068"),
    (
        |tx| {
            let schema = "UPDATE resource SET resource_type = 'MaskinportenSchema' WHERE id = 'ske-krav-og-betalinger'";
            Ok(tx.execute_batch(schema)?)
        },
        "AUTH-00071",
    ),
];

/// Something that happens outside the routes.
pub(crate) type Happening = fn(&Connection) -> Result<(), Error>;

/// Lets only these read [`RESOURCE`].
fn rule(tx: &Connection, subjects: &[&str]) -> Result<(), Error> {
    let rule = PolicyRule {
        subjects: subjects.iter().copied().map(Subject::new).collect(),
        actions: vec!["read".to_owned()],
    };
    let rules = if subjects.is_empty() { vec![] } else { vec![rule] };
    let policy = Policy::of_rules(&RESOURCE.into(), &rules, 3);
    store::resource::save_policy(tx, &RESOURCE.into(), &policy, &xacml::print(&policy))
}
