//! What a caller knows of the world that it calls.

use contract::token::authorization_details::SystemUserDetail;
use domain::{SystemId, SystemUserId};

use crate::altinn::testing;
use crate::scene::Scene;
use crate::testing::{Person, customer, vendor, vendor_client};

/// Words that mean something in every world.
const WORDS: &[&str] = &[
    testing::SYSTEM,
    testing::RESOURCE,
    testing::PARTY,
    testing::CLIENT,
    "310702641",
    "991825827",
    "0192:991825827",
    "urn:altinn:resource",
    "urn:altinn:accesspackage:lonn",
    "urn:altinn:rolecode:dagl",
    "waiting",
    "agent-1",
    "https://smartcloud.example/done",
    "2026-01-01",
    "authorization_code",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "read",
    "nb",
    "true",
    "0",
];

pub(super) struct Known {
    pub(super) words: Vec<String>,
    /// The tokens of those who may do everything; a person's is the last.
    pub(super) tokens: Vec<String>,
}

impl Known {
    pub(super) fn of(scene: &Scene) -> Self {
        let world = &scene.world;
        let scopes = scene.every_scope() + " skatteetaten:kravogbetalinger";
        let id = SystemUserId(scene.ours.system_user.parse().unwrap());
        let detail = SystemUserDetail::new(&customer(), id, SystemId::from(testing::SYSTEM), None);
        let tokens = vec![
            world.maskinporten_token(&vendor(), &scopes, vec![detail]),
            world.altinn_token(&vendor(), &scopes, vec![]),
            world.person_token(&Person::leader(), &scopes),
        ];
        let mut words: Vec<String> = WORDS.iter().map(ToString::to_string).collect();
        words.extend(scene.ours.secrets().map(str::to_owned));
        words.extend([scene.ours.uuid.to_owned(), vendor_client().to_string()]);
        words.extend(tokens.iter().cloned());
        Self { words, tokens }
    }
}
