//! Everybody who must be refused, by what is wrong with them.

use contract::token::Compact;
use serde_json::Value;

use super::table::{self, Row};
use crate::openapi::walk::{Guard, Route};
use crate::scene::{Scene, Who, enough, is_operators, who};
use crate::testing::{Person, stranger};

/// What is wrong with a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    NoToken,
    Ended,
    OtherIssuer,
    OtherScopes,
    OtherVendor,
    OtherLeader,
    Employee,
    OtherKind,
}

impl Wrong {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NoToken => "no token",
            Self::Ended => "expired",
            Self::OtherIssuer => "other issuer",
            Self::OtherScopes => "wrong scope",
            Self::OtherVendor => "wrong vendor",
            Self::OtherLeader => "wrong party",
            Self::Employee => "no role",
            Self::OtherKind => "no person",
        }
    }

    /// How such a caller is refused where the table has no other way.
    pub(super) fn statuses(self) -> &'static [u16] {
        match self {
            Self::NoToken | Self::Ended | Self::OtherIssuer => &[401],
            Self::OtherScopes => &[403],
            Self::OtherVendor | Self::OtherLeader | Self::Employee | Self::OtherKind => &[401, 403, 404],
        }
    }

    /// Whether such a caller is somebody all the same, with things of their own.
    pub(super) fn has_own(self) -> bool {
        match self {
            Self::NoToken | Self::Ended | Self::OtherIssuer | Self::OtherScopes => false,
            Self::OtherVendor | Self::OtherLeader | Self::Employee | Self::OtherKind => true,
        }
    }

    pub(super) fn rows(self) -> &'static [Row] {
        match self {
            Self::NoToken | Self::Ended | Self::OtherIssuer => &[],
            Self::OtherScopes => table::OTHER_SCOPES,
            Self::OtherVendor => table::OTHER_VENDOR,
            Self::OtherLeader => table::OTHER_LEADER,
            Self::Employee => table::EMPLOYEE,
            Self::OtherKind => table::OTHER_KIND,
        }
    }

    /// The tokens of such callers for a route; none where nobody can be wrong in this way.
    pub(super) fn tokens(self, scene: &Scene, route: &Route, guard: &Guard) -> Vec<String> {
        let (who, world) = (who(route, guard), &scene.world);
        let scopes = enough(route, guard);
        // Altinn's own operators may know everybody's.
        let is_operator = guard.scopes.iter().any(|scope| is_operators(scope)) && is_operators(&scopes);
        let is_person = who == Who::Leader;
        match self {
            Self::NoToken => no_tokens(&scene.rightful(route, guard)),
            Self::Ended => vec![scene.rightful(route, guard)],
            Self::OtherIssuer => of_other_issuers(scene, &scene.rightful(route, guard)),
            Self::OtherScopes if guard.scopes.is_empty() => vec![],
            Self::OtherScopes => {
                let others = scene.scopes.iter().filter(|scope| !guard.scopes.contains(scope));
                let others: Vec<&str> = others.map(String::as_str).collect();
                vec![scene.token(&scene.ours, who, &others.join(" "))]
            }
            Self::OtherVendor if is_person || is_operator => vec![],
            Self::OtherKind if is_operator => vec![],
            Self::OtherVendor => vec![scene.token(&scene.theirs, who, &scopes)],
            Self::OtherLeader if is_person => vec![scene.token(&scene.theirs, who, &scopes)],
            Self::Employee if is_person => vec![world.person_token(&Person::employee(), &scopes)],
            Self::OtherLeader | Self::Employee => vec![],
            Self::OtherKind if is_person => vec![
                scene.token(&scene.ours, Who::Vendor, &scopes),
                scene.token(&scene.ours, Who::Exchanged, &scopes),
            ],
            Self::OtherKind => vec![scene.token(&scene.ours, Who::Leader, &scopes)],
        }
    }
}

/// Nothing, nonsense, a token that nobody signed, and a good one that somebody has changed.
fn no_tokens(good: &str) -> Vec<String> {
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (_, claims) = message.split_once('.').unwrap();
    let backwards: String = signature.chars().rev().collect();
    vec![
        String::new(),
        "x".to_owned(),
        format!("eyJhbGciOiJub25lIn0.{claims}."),
        format!("{message}.{backwards}"),
    ]
}

/// What a good token says, signed by a stranger and by every issuer of this world but its own.
pub(super) fn of_other_issuers(scene: &Scene, good: &str) -> Vec<String> {
    let compact = Compact::parse(good).unwrap();
    let claims: Value = compact.claims().unwrap();
    let keys = &scene.world.keys;
    [
        stranger(),
        &keys.idporten,
        &keys.altinn,
        &keys.maskinporten,
        &keys.service_owner,
    ]
    .into_iter()
    .filter(|key| !key.signed(&compact))
    .map(|key| key.sign(&claims).unwrap())
    .collect()
}
