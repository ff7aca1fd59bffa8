//! What the tests of change requests have in common.

use contract::{path, scope};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::altinn::testing::{self, Altinn, PACKAGE, RESOURCE, id_of, system};
use crate::testing::Answer;

/// Another resource that the wider system asks for.
pub(super) const OTHER_RESOURCE: &str = "ske-mva-melding";

/// SmartRegnskap with more to ask for than its system user was given.
pub(in crate::altinn) fn wider() -> Value {
    let mut body = system();
    body["rights"] = json!([right(RESOURCE), right(OTHER_RESOURCE)]);
    body["accessPackages"] = json!([package(PACKAGE), package("skattegrunnlag"), package("jordbruk")]);
    body
}

pub(super) fn right(resource: &str) -> Value {
    json!({"resource": [{"id": "urn:altinn:resource", "value": resource}]})
}

pub(super) fn package(code: &str) -> Value {
    json!({"urn": format!("urn:altinn:accesspackage:{code}")})
}

/// Asks for one package more.
pub(in crate::altinn) fn add_package(code: &str) -> Value {
    json!({"requiredAccessPackages": [package(code)]})
}

/// Gives one right and one package, and takes the right and the package that the system user has.
pub(super) fn swap() -> Value {
    json!({
        "requiredRights": [right(OTHER_RESOURCE)],
        "unwantedRights": [right(RESOURCE)],
        "requiredAccessPackages": [package("skattegrunnlag")],
        "unwantedAccessPackages": [package(PACKAGE)],
        "redirectUrl": "https://smartcloud.example/done?x=1",
    })
}

/// A system user of the wider system; its id.
pub(super) async fn given_user(altinn: &Altinn) -> String {
    altinn.given_system(wider()).await;
    altinn.given_system_user().await
}

/// A world with a system user and a change request to it; the ids of both.
pub(super) async fn given() -> (Altinn, String, String) {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let id = id_of(&altinn.ask_for_change(&user, swap()).await);
    (altinn, user, id)
}

impl Altinn {
    /// The vendor asks for a change by a new correlation id.
    pub(in crate::altinn) async fn ask_for_change(&self, user: &str, body: Value) -> Answer {
        let id = self.chance.uuid();
        self.ask_for_change_called(id, user, body).await
    }

    pub(in crate::altinn) async fn ask_for_change_called(&self, id: Uuid, user: &str, body: Value) -> Answer {
        let token = self.vendor_token(scope::REQUEST_WRITE);
        let query = format!("correlation-id={id}&system-user-id={user}");
        self.post(&format!("{}?{query}", path::VENDOR_CHANGE_REQUESTS), &token, body)
            .await
    }
}
