//! #7: a vendor registers a system. The order of the checks is altinn-platform.md 2.3's.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use contract::register::{RegisterSystemRequest, stored};
use contract::{access, scope};
use domain::register::{SystemChangeKind, client_id_faults, id_faults, redirect_faults};
use domain::{ClientId, OrgNumber, RegisteredSystem, Right, SystemFault, SystemId};
use rusqlite::Connection;
use uuid::Uuid;

use super::entry::{self, Author};
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{system, system_client};
use crate::world::World;

pub(super) async fn register(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Uuid>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let sent = arguments::body::<RegisterSystemRequest>(&headers, &body)?.trimmed();
    entry::require_readable(&sent)?;
    let vendor = sent
        .vendor_number()
        .map_err(|fault| Error::Validation(vec![fault]))?;
    entry::require_owner(&caller, &vendor)?;
    let author = Author::of(&caller)?;
    let (internal_id, now) = (world.chance.uuid(), world.clock.now());
    let add = move |connection: &Connection| {
        entry::require_none(faults(connection, &sent, &vendor)?)?;
        let kept = entry::kept(stored::system(&sent));
        let new = RegisteredSystem::try_from(sent).map_err(|fault| Error::Validation(vec![fault]))?;
        if !client_id_faults(&new.client_ids).is_empty() {
            return Err(Error::Text(
                StatusCode::CONFLICT,
                format!("The System already exist: {}", new.id),
            ));
        }
        system::add(connection, &new, internal_id, now)?;
        system_client::save(connection, &new.id, &new.client_ids)?;
        author.record(connection, &new.id, SystemChangeKind::Create, Some(&kept), now)
    };
    world.store.write(add).await?;
    Ok(Json(internal_id))
}

/// Everything that is wrong with a new entry, in Altinn's order.
fn faults(
    connection: &Connection,
    sent: &RegisterSystemRequest,
    vendor: &OrgNumber,
) -> Result<Vec<SystemFault>, Error> {
    let id = SystemId(sent.id.clone());
    let mut faults = id_faults(&id, vendor);
    if system::find(connection, &id)?.is_some() {
        faults.push(SystemFault::IdExists);
    }
    faults.extend(redirect_faults(&sent.allowed_redirect_urls));
    let clients = sent.client_id.iter().cloned().map(ClientId);
    let mut taken = vec![];
    for client in clients {
        if system_client::find(connection, &client)?.is_some() {
            taken.push(client);
        }
    }
    if !taken.is_empty() {
        faults.push(SystemFault::ClientIdTaken { client_ids: taken });
    }
    let rights: Vec<Right> = access::read(sent.rights.clone());
    faults.extend(entry::faults_of_rights(connection, &rights)?);
    let packages = access::read(sent.access_packages.clone().unwrap_or_default());
    faults.extend(entry::faults_of_packages(connection, &packages, sent.is_visible)?);
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Person, SYSTEM, other_vendor, system};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_vendor_registers_a_system_and_gets_altinn_s_own_key() {
        let altinn = testing::altinn().await;
        let answer = altinn.register(system()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(uuid::Uuid::parse_str(answer.json().as_str().unwrap()).is_ok());
    }

    #[tokio::test]
    async fn every_demanded_member_is_missed() {
        let altinn = testing::altinn().await;
        for member in ["id", "vendor", "name", "description"] {
            let mut body = system();
            body.as_object_mut().unwrap().remove(member);
            let answer = altinn.register(body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{member}");
            assert!(
                answer.json()["errors"]["$"][0].as_str().unwrap().contains(member),
                "{}",
                answer.text()
            );
        }
    }

    #[tokio::test]
    async fn each_missing_language_is_told_at_once() {
        let altinn = testing::altinn().await;
        let answer = altinn.register(with("name", json!({"nb": "N"}))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let errors = answer.json()["errors"].clone();
        assert_eq!(
            errors.as_object().unwrap().keys().collect::<Vec<_>>(),
            ["name.en", "name.nn"]
        );
    }

    #[tokio::test]
    async fn an_organisation_in_another_form_is_the_only_fault_told_and_told_to_anybody() {
        let altinn = testing::altinn().await;
        for id in ["991825827", "9908:991825827", "0192", "0192:12"] {
            let mut body = with("vendor", json!({"ID": id}));
            body["id"] = json!("bad id");
            assert_eq!(codes(&altinn.register(body.clone()).await), [0], "{id}");
            let token = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
            assert_eq!(
                codes(&altinn.post(path::VENDOR_SYSTEMS, &token, body).await),
                [0],
                "{id}"
            );
        }
    }

    #[tokio::test]
    async fn each_fault_has_its_code() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let client = system()["clientId"].clone();
        let resource = |id: &str, value: &str| json!([{"resource": [{"id": id, "value": value}]}]);
        let package = |code: &str| json!([{"urn": format!("urn:altinn:accesspackage:{code}")}]);
        let right = || resource("urn:altinn:resource", testing::RESOURCE)[0].clone();
        let twice = package("jordbruk")[0].clone();
        for (code, member, value) in [
            (13, "id", json!("991825827_a b")),
            (1, "id", json!("310702641_a")),
            (2, "id", json!(SYSTEM)),
            (5, "allowedRedirectUrls", json!(["http://smartcloud.example"])),
            (5, "allowedRedirectUrls", json!(["/relative"])),
            (4, "clientId", client),
            (9, "rights", resource("urn:altinn:app", "x")),
            (3, "rights", resource("urn:altinn:resource", "nowhere")),
            (6, "rights", json!([right(), right()])),
            (8, "accessPackages", package("nowhere")),
            (8, "accessPackages", json!([{"urn": "jordbruk"}])),
            (8, "accessPackages", json!([{}])),
            (8, "accessPackages", package("eksplisitt")),
            (7, "accessPackages", json!([twice, twice])),
        ] {
            let mut body = with(member, value.clone());
            body["isVisible"] = json!(false);
            assert_eq!(codes(&altinn.register(body).await), [code], "{member}: {value}");
        }
    }

    #[tokio::test]
    async fn a_resource_of_a_type_that_is_closed_to_system_users_is_refused_by_name() {
        let altinn = testing::altinn().await;
        let schema = "ske-skatteoppslag-maskinporten";
        let rights = json!([{"resource": [{"id": "urn:altinn:resource", "value": schema}]}]);
        let answer = altinn.register(with("rights", rights)).await;
        assert_eq!(codes(&answer), [17]);
        assert_eq!(
            answer.json()["validationErrors"][0]["ResourceIds Not Delegable : "],
            schema
        );
    }

    #[tokio::test]
    async fn each_resource_at_fault_is_named_in_the_fault_of_its_kind() {
        let altinn = testing::altinn().await;
        let pair = |id: &str, value: &str| json!({"resource": [{"id": id, "value": value}]});
        let rights = json!([
            pair("urn:altinn:resource", "ske-skatteoppslag-maskinporten"),
            pair("urn:altinn:app", "in-another-form"),
        ]);
        let answer = altinn.register(with("rights", rights)).await;
        assert_eq!(codes(&answer), [9, 17]);
        let errors = answer.json()["validationErrors"].clone();
        assert_eq!(
            (
                &errors[0]["Invalid Resource Id Details : "],
                &errors[1]["ResourceIds Not Delegable : "]
            ),
            (
                &json!("in-another-form"),
                &json!("ske-skatteoppslag-maskinporten")
            )
        );
    }

    #[tokio::test]
    async fn a_package_for_clients_is_only_for_hidden_systems() {
        let altinn = testing::altinn().await;
        let packages = json!([{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]);
        let mut body = with("accessPackages", packages);
        body["isVisible"] = json!(true);
        assert_eq!(codes(&altinn.register(body.clone()).await), [18]);
        body["isVisible"] = json!(false);
        assert_eq!(altinn.register(body).await.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn the_faults_are_collected_in_altinn_s_order() {
        let altinn = testing::altinn().await;
        let mut body = with("id", json!("310702641_a b"));
        body["allowedRedirectUrls"] = json!(["ftp://x"]);
        body["rights"] = json!([{"resource": [{"id": "urn:altinn:resource", "value": "nowhere"}]}]);
        body["accessPackages"] = json!([{"urn": "urn:altinn:accesspackage:nowhere"}]);
        let answer = altinn.register(body).await;
        assert_eq!(codes(&answer), [13, 1, 5, 3, 8]);
        assert_eq!(answer.json()["code"], "STD-00000");
        assert_eq!(
            answer.json()["validationErrors"][4]["Invalid Urn Details : "],
            "Not found: urn:altinn:accesspackage:nowhere"
        );
    }

    #[tokio::test]
    async fn a_vendor_registers_for_itself_and_an_operator_for_anybody() {
        let altinn = testing::altinn().await;
        let token = |scope| altinn.maskinporten_token(&other_vendor(), scope, vec![]);

        let mut faulty = system();
        faulty["id"] = json!("x");
        let other = altinn
            .post(path::VENDOR_SYSTEMS, &token(scope::SYSTEM_REGISTER_WRITE), faulty)
            .await;
        assert_eq!((other.status, other.text()), (StatusCode::FORBIDDEN, ""));
        let operator = altinn
            .post(
                path::VENDOR_SYSTEMS,
                &token(scope::SYSTEM_REGISTER_ADMIN),
                system(),
            )
            .await;
        assert_eq!(operator.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn an_operator_without_an_organisation_is_told_so() {
        let altinn = testing::altinn().await;
        let token = altinn.person_token(&Person::leader(), scope::SYSTEM_REGISTER_ADMIN);
        let answer = altinn.post(path::VENDOR_SYSTEMS, &token, system()).await;
        assert_eq!(answer.json()["code"], "AUTH-00023");
    }

    #[tokio::test]
    async fn the_same_client_twice_is_a_conflict_and_nothing_is_kept() {
        let altinn = testing::altinn().await;
        let answer = altinn.register(with("clientId", json!(["c", "c"]))).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::CONFLICT, "The System already exist: 991825827_other")
        );
        assert_eq!(altinn.register(system()).await.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn the_id_of_a_deleted_system_is_used_for_ever() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        assert_eq!(codes(&altinn.register(system()).await), [2]);
    }

    #[tokio::test]
    async fn a_body_that_is_no_json_or_does_not_say_so_is_refused() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let broken = altinn
            .send(path::VENDOR_SYSTEMS, &token, "application/json", "{\"id\": 1,}")
            .await;
        assert_eq!(broken.status, StatusCode::BAD_REQUEST);
        assert!(broken.json()["errors"]["$"].is_array());
        let unnamed = altinn
            .send(path::VENDOR_SYSTEMS, &token, "text/plain", "{}")
            .await;
        assert_eq!(unnamed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }

    #[tokio::test]
    async fn the_scope_is_demanded_before_the_body_is_read() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token("altinn:authentication/systemregister.read");
        assert_eq!(
            altinn
                .send(path::VENDOR_SYSTEMS, &token, "text/plain", "x")
                .await
                .status,
            StatusCode::FORBIDDEN
        );
    }

    fn with(member: &str, value: Value) -> Value {
        let mut body = system();
        body["id"] = json!("991825827_other");
        body["clientId"] = json!([]);
        body[member] = value;
        body
    }

    fn codes(answer: &Answer) -> Vec<u32> {
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text());
        let errors = answer.json()["validationErrors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let code = |error: &Value| error["code"].as_str()?.strip_prefix("AUTH.VLD-")?.parse().ok();
        errors.iter().filter_map(code).collect()
    }
}
