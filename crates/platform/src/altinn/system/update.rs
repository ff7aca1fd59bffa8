//! #8: a vendor replaces a whole entry. What is left out falls back to its default (altinn-platform.md 2.4).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::register::{RegisterSystemRequest, SystemRegisterUpdateResult, stored};
use contract::scope;
use domain::register::{SystemChangeKind, client_id_faults, redirect_faults};
use domain::{ClientId, RegisteredSystem, SystemFault, SystemId};
use rusqlite::Connection;

use super::entry::{self, Author};
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{system, system_client};
use crate::world::World;

pub(super) async fn update(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<SystemRegisterUpdateResult>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let sent = arguments::body::<RegisterSystemRequest>(&headers, &body)?.trimmed();
    entry::require_readable(&sent)?;
    let (id, now) = (SystemId(id), world.clock.now());
    let replace = move |connection: &Connection| {
        let old = entry::find(connection, &id)?;
        entry::require_owner(&caller, &old.vendor)?;
        let author = Author::of(&caller)?;
        if sent.vendor_number().ok().as_ref() != Some(&old.vendor) {
            return Err(entry::not_found(&id));
        }
        if sent.id != old.id.as_str() {
            return Err(Error::Validation(vec![SystemFault::IdDiffersFromPath]));
        }
        entry::require_live(&old)?;
        entry::require_none(redirect_faults(&sent.allowed_redirect_urls))?;
        let kept = entry::kept(stored::system(&sent));
        let new = RegisteredSystem::try_from(sent).map_err(|fault| Error::Validation(vec![fault]))?;
        entry::require_none(faults(connection, &new)?)?;
        system::save(connection, &new, now)?;
        system_client::save(connection, &new.id, &new.client_ids)?;
        author.record(connection, &new.id, SystemChangeKind::Update, Some(&kept), now)
    };
    world.store.write(replace).await?;
    Ok(Json(SystemRegisterUpdateResult { succeeded: true }))
}

fn faults(connection: &Connection, new: &RegisteredSystem) -> Result<Vec<SystemFault>, Error> {
    let mut faults = entry::faults_of_rights(connection, &new.rights)?;
    faults.extend(entry::faults_of_packages(
        connection,
        &new.access_packages,
        new.is_visible,
    )?);
    let in_any_case = |client: &ClientId| ClientId(client.as_str().to_ascii_lowercase());
    let client_ids: Vec<ClientId> = new.client_ids.iter().map(in_any_case).collect();
    faults.extend(client_id_faults(&client_ids));
    faults.extend(entry::faults_of_clients(connection, &new.client_ids, &new.id)?);
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, SYSTEM, other_vendor, system};
    use crate::testing::Answer;

    #[tokio::test]
    async fn everything_is_replaced_and_what_is_left_out_falls_back() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::hidden(SYSTEM)).await;
        let body = json!({"id": SYSTEM, "vendor": {"ID": "0192:991825827"},
            "name": {"nb": "A", "nn": "B", "en": "C"}, "description": {"nb": "D", "nn": "E", "en": "F"}});

        let answer = put(&altinn, body).await;

        assert_eq!(answer.json(), json!({"succeeded": true}));
        let read = altinn.read_system(SYSTEM).await;
        assert_eq!(read["name"]["en"], "C");
        assert_eq!(read["isVisible"], true);
        for emptied in ["rights", "accessPackages", "clientId", "allowedRedirectUrls"] {
            assert_eq!(read[emptied], json!([]), "{emptied}");
        }
    }

    #[tokio::test]
    async fn a_client_that_is_given_up_is_free_for_another_system() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        put(&altinn, with("clientId", json!([]))).await;
        let mut other = system();
        other["id"] = json!("991825827_other");
        assert_eq!(altinn.register(other).await.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn the_system_must_be_known_and_its_vendor_the_same() {
        let altinn = testing::altinn().await;
        let unknown = put(&altinn, system()).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(unknown.text(), format!("System with ID '{SYSTEM}' not found."));
        altinn.given_system(system()).await;
        let renamed = put(&altinn, with("vendor", json!({"ID": "0192:310702641"}))).await;
        assert_eq!((renamed.status, renamed.text()), (unknown.status, unknown.text()));
    }

    #[tokio::test]
    async fn the_owner_is_demanded_before_the_entry_is_checked() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let token = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        let answer = altinn
            .put(
                &own(),
                &token,
                with("rights", json!([{"resource": []}, {"resource": []}])),
            )
            .await;
        assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
    }

    #[tokio::test]
    async fn each_fault_has_its_code_and_changes_nothing() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let mut other = system();
        (other["id"], other["clientId"]) = (json!("991825827_other"), json!(["taken"]));
        altinn.given_system(other).await;
        let before = altinn.read_system(SYSTEM).await;
        let right = json!({"resource": [{"id": "urn:altinn:resource", "value": "nowhere"}]});
        let package = json!({"urn": "urn:altinn:accesspackage:jordbruk"});
        for (expected, member, value) in [
            (vec![12], "id", json!("991825827_other")),
            (vec![3], "rights", json!([right])),
            (
                vec![6],
                "rights",
                json!([system()["rights"][0], system()["rights"][0]]),
            ),
            (
                vec![9],
                "rights",
                json!([{"resource": [{"id": "urn:altinn:app", "value": "x"}]}]),
            ),
            (
                vec![17],
                "rights",
                json!([{"resource": [{"id": "urn:altinn:resource", "value": "ske-skatteoppslag-maskinporten"}]}]),
            ),
            (vec![8], "accessPackages", json!([{"urn": "jordbruk"}])),
            (vec![7], "accessPackages", json!([package, package])),
            (
                vec![18],
                "accessPackages",
                json!([{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]),
            ),
            (vec![11], "clientId", json!(["c", "c"])),
            (vec![11], "clientId", json!(["c", "C"])),
            (vec![4], "clientId", json!(["TAKEN"])),
            (
                vec![5],
                "allowedRedirectUrls",
                json!(["http://smartcloud.example"]),
            ),
        ] {
            let answer = put(&altinn, with(member, value.clone())).await;
            assert_eq!(codes(&answer), expected, "{member}: {value}");
        }
        assert_eq!(altinn.read_system(SYSTEM).await, before);
    }

    #[tokio::test]
    async fn the_faults_of_rights_and_packages_are_told_together() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let package = json!({"urn": "urn:altinn:accesspackage:jordbruk"});
        let mut body = with("accessPackages", json!([package, package]));
        body["rights"] = json!([{"resource": [{"id": "urn:altinn:resource", "value": "nowhere"}]}]);
        assert_eq!(codes(&put(&altinn, body).await), [3, 7]);
    }

    #[tokio::test]
    async fn older_clients_repeat_a_pair_and_spell_members_as_they_like() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::hidden(SYSTEM)).await;
        let mut body = system();
        let pair = body["rights"][0]["resource"][0].clone();
        body["rights"] = json!([{"resource": [pair, pair]}]);
        let redirects = body
            .as_object_mut()
            .unwrap()
            .remove("allowedRedirectUrls")
            .unwrap();
        body["allowedredirecturls"] = redirects;
        let (id, vendor) = (body["id"].take(), body["vendor"].take());
        let body = body.as_object_mut().unwrap();
        body.retain(|_, value| !value.is_null());
        body.extend([("Id".to_owned(), id), ("Vendor".to_owned(), vendor)]);

        let answer = put(&altinn, json!(body)).await;

        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let read = altinn.read_system(SYSTEM).await;
        assert_eq!(read["allowedRedirectUrls"], system()["allowedRedirectUrls"]);
        assert_eq!(read["clientId"], system()["clientId"]);
    }

    #[tokio::test]
    async fn a_deleted_system_cannot_be_changed() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        altinn.delete_as_vendor(&own()).await;
        let answer = put(&altinn, system()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.text(), "Cannot update a system marked as deleted.");
    }

    #[tokio::test]
    async fn lists_that_are_null_are_named() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        for (member, key) in [
            ("rights", "Rights"),
            ("clientId", "ClientId"),
            ("allowedRedirectUrls", "AllowedRedirectUrls"),
        ] {
            let answer = put(&altinn, with(member, Value::Null)).await;
            assert!(answer.json()["errors"][key].is_array(), "{}", answer.text());
        }
    }

    async fn put(altinn: &Altinn, body: Value) -> Answer {
        altinn
            .put(&own(), &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE), body)
            .await
    }

    fn own() -> String {
        path::fill(path::VENDOR_SYSTEM, &[SYSTEM])
    }

    fn with(member: &str, value: Value) -> Value {
        let mut body = system();
        body[member] = value;
        body
    }

    fn codes(answer: &Answer) -> Vec<u32> {
        let errors = answer.json()["validationErrors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let code = |error: &Value| error["code"].as_str()?.strip_prefix("AUTH.VLD-")?.parse().ok();
        errors.iter().filter_map(code).collect()
    }
}
