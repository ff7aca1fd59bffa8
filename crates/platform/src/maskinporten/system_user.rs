//! Which system user a grant asks for: Maskinporten asks Altinn, over HTTP (identity.md 1.6).

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::token::authorization_details::SystemUserDetail;
use domain::maskinporten::SystemUserAsked;
use domain::{MaskinportenRefusal, SystemId, SystemUserId};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::own_token::OwnToken;
use super::refusal::{AltinnFault, Refused};
use crate::store::client::Client;
use crate::world::World;

/// What Maskinporten reads of Altinn's answer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    id: SystemUserId,
    system_id: SystemId,
}

/// Finds the system user, and writes it as the token shall say it. The reference is repeated when the grant had one.
pub(super) async fn resolve(
    world: &World,
    own: &OwnToken,
    client: &Client,
    asked: SystemUserAsked,
) -> Result<SystemUserDetail, Refused> {
    let call = Request::get(address(world, client, &asked))
        .header(header::AUTHORIZATION, format!("Bearer {}", own.get(world)?))
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .map_err(AltinnFault::from)?;
    let (status, body) = world.calls.send(call).await.map_err(AltinnFault::from)?;
    match status {
        StatusCode::OK => {
            let found: Found = serde_json::from_slice(&body).map_err(AltinnFault::from)?;
            Ok(SystemUserDetail::new(
                &asked.party_org,
                found.id,
                found.system_id,
                asked.external_ref,
            ))
        }
        StatusCode::NOT_FOUND => Err(MaskinportenRefusal::SystemUserUnresolved.into()),
        other => Err(AltinnFault::Status(other).into()),
    }
}

fn address(world: &World, client: &Client, asked: &SystemUserAsked) -> String {
    let mut query = Serializer::new(String::new());
    query
        .append_pair("clientId", client.id.as_str())
        .append_pair("systemProviderOrgNo", client.owner.as_str())
        .append_pair("systemUserOwnerOrgNo", asked.party_org.as_str());
    if let Some(reference) = &asked.external_ref {
        query.append_pair("externalRef", reference.as_str());
    }
    format!(
        "http://{}/authentication/api/v1/systemuser/byExternalId?{}",
        world.addresses.platform,
        query.finish()
    )
}

#[cfg(test)]
mod tests {
    use contract::token::Compact;
    use contract::token::oauth::{JWT_BEARER, OauthError};
    use domain::{
        ClientId, ExternalRef, Localized, OrgNumber, RegisteredSystem, SystemUser, SystemUserType, Timestamp,
        UserId,
    };
    use serde_json::{Value, json};
    use uuid::{Uuid, uuid};

    use super::super::tests::listening;
    use super::*;
    use crate::store::{system, system_client, system_user};
    use crate::testing::{self, Answer, TestWorld};

    const SYSTEM_USER: Uuid = uuid!("f950ddae-06c3-4b57-b940-702417a90df0");

    #[tokio::test]
    async fn altinn_is_asked_and_the_token_names_the_system_user() {
        let world = listening().await;
        given_system_user(&world, &testing::vendor_client(), "kunde-1").await;

        let answer = ask(&world, "310702641", Some("kunde-1")).await;

        let body = answer.json();
        let claims: Value = Compact::parse(body["access_token"].as_str().unwrap())
            .unwrap()
            .claims()
            .unwrap();
        assert_eq!(
            claims["authorization_details"],
            json!([{
                "type": "urn:altinn:systemuser",
                "systemuser_org": {"authority": "iso6523-actorid-upis", "ID": "0192:310702641"},
                "systemuser_id": [SYSTEM_USER],
                "system_id": "991825827_smartregnskap",
                "externalRef": "kunde-1",
            }])
        );
        assert_eq!(body["authorization_details"], Value::Null);
    }

    #[tokio::test]
    async fn a_reference_that_is_left_out_is_the_owners_number_and_is_not_told() {
        let world = listening().await;
        given_system_user(&world, &testing::vendor_client(), "310702641").await;
        let body = ask(&world, "310702641", None).await.json();
        let claims: Value = Compact::parse(body["access_token"].as_str().unwrap())
            .unwrap()
            .claims()
            .unwrap();
        assert_eq!(
            claims["authorization_details"][0]["systemuser_id"],
            json!([SYSTEM_USER])
        );
        assert_eq!(claims["authorization_details"][0]["externalRef"], Value::Null);
    }

    #[tokio::test]
    async fn every_way_to_miss_the_system_user_is_mp_303() {
        let world = listening().await;
        given_system_user(&world, &testing::vendor_client(), "kunde-1").await;
        for (org, reference) in [
            ("310702641", None),
            ("310702641", Some("kunde-2")),
            ("313900126", Some("kunde-1")),
        ] {
            assert_unresolved(&ask(&world, org, reference).await);
        }
    }

    #[tokio::test]
    async fn a_system_of_another_client_is_mp_303() {
        let world = listening().await;
        given_system_user(&world, &ClientId::from("another-client"), "kunde-1").await;
        assert_unresolved(&ask(&world, "310702641", Some("kunde-1")).await);
    }

    #[tokio::test]
    async fn a_removed_system_user_is_mp_303() {
        let world = listening().await;
        given_system_user(&world, &testing::vendor_client(), "kunde-1").await;
        let remove = |tx: &rusqlite::Connection| {
            Ok(system_user::remove(
                tx,
                SystemUserId(SYSTEM_USER),
                UserId(1),
                Timestamp::from_second(0),
            )?)
        };
        world.store.write(remove).await.unwrap();
        assert_unresolved(&ask(&world, "310702641", Some("kunde-1")).await);
    }

    fn assert_unresolved(answer: &Answer) {
        let error: OauthError = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(error.error, "invalid_altinn_customer_configuration");
        assert_eq!(error.refusal(), Some(MaskinportenRefusal::SystemUserUnresolved));
    }

    async fn given_system_user(world: &TestWorld, client: &ClientId, reference: &str) {
        let now = world.clock.now();
        let system = RegisteredSystem {
            id: SystemId::from("991825827_smartregnskap"),
            vendor: testing::vendor(),
            name: Localized::new("a", "b", "c"),
            description: Localized::new("a", "b", "c"),
            rights: vec![],
            access_packages: vec![],
            client_ids: vec![client.clone()],
            is_visible: true,
            is_deleted: false,
            allowed_redirect_urls: vec![],
        };
        let user = SystemUser {
            id: SystemUserId(SYSTEM_USER),
            kind: SystemUserType::Standard,
            integration_title: "SmartRegnskap".to_owned(),
            system_id: system.id.clone(),
            vendor: testing::vendor(),
            party_org: testing::customer(),
            external_ref: ExternalRef::from(reference),
            access_packages: vec![],
            created: now,
        };
        world
            .store
            .write(move |tx| {
                system::add(tx, &system, uuid!("00000000-0000-4000-8000-000000000001"), now)?;
                system_client::save(tx, &system.id, &system.client_ids)?;
                Ok(system_user::add(tx, &user, testing::CUSTOMER_PARTY, UserId(1))?)
            })
            .await
            .unwrap();
    }

    async fn ask(world: &TestWorld, org: &str, reference: Option<&str>) -> Answer {
        let now = world.clock.now().as_second();
        let owner = OrgNumber::parse(org).unwrap();
        let details = contract::token::authorization_details::SystemUserAsked::new(
            &owner,
            reference.map(ExternalRef::from),
        );
        let grant = testing::vendor_key()
            .sign(&json!({
                "aud": world.issuers.maskinporten, "iss": testing::vendor_client(),
                "scope": "skatteetaten:kravogbetalinger", "iat": now, "exp": now + 60,
                "jti": world.chance.token(16), "authorization_details": [details],
            }))
            .unwrap();
        super::super::tests::send(world, &format!("grant_type={JWT_BEARER}&assertion={grant}")).await
    }
}
