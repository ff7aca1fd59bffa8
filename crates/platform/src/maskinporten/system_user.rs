//! Which system user a grant asks for: Maskinporten asks Altinn, over HTTP (identity.md 1.6).

use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::token::authorization_details::SystemUserDetail;
use contract::token::maskinporten::AccessClaims;
use contract::token::{Organisation, Scopes};
use domain::maskinporten::SystemUserAsked;
use domain::{ClientId, MaskinportenRefusal, SystemId, SystemUserId, Timestamp};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::refusal::{AltinnFault, Refused};
use crate::error::Error;
use crate::store::client::Client;
use crate::world::World;

/// Digitaliseringsdirektoratet, which runs Maskinporten.
const OPERATOR: &str = "0192:991825827";
const LOOKUP_SCOPE: &str = "altinn:maskinporten/systemuser.read";
/// Seconds that Maskinporten's own token lives.
const LIFETIME: i64 = 120;
/// Seconds before its end that it is made anew.
const MARGIN: i64 = 30;

/// The token that Maskinporten shows Altinn: it issues one to itself and keeps it while it lives.
#[derive(Debug, Default)]
pub(super) struct OwnToken(Mutex<Option<(String, Timestamp)>>);

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

impl OwnToken {
    fn get(&self, world: &World) -> Result<String, Error> {
        let now = world.clock.now();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, made)) = &*kept
            && *made <= now
            && now < made.plus_seconds(LIFETIME - MARGIN)
        {
            return Ok(token.clone());
        }
        let token = mint(world, now)?;
        *kept = Some((token.clone(), now));
        Ok(token)
    }
}

fn mint(world: &World, now: Timestamp) -> Result<String, Error> {
    let claims = AccessClaims {
        authorization_details: vec![],
        scope: Scopes(LOOKUP_SCOPE.to_owned()),
        iss: world.issuers.maskinporten.clone(),
        client_amr: "private_key_jwt".to_owned(),
        token_type: "Bearer".to_owned(),
        aud: None,
        exp: now.as_second() + LIFETIME,
        iat: now.as_second(),
        client_id: ClientId::from("maskinporten"),
        jti: world.chance.token(32),
        consumer: Organisation {
            authority: domain::maskinporten::ORG_AUTHORITY.to_owned(),
            id: OPERATOR.to_owned(),
        },
        supplier: None,
        delegation_source: None,
    };
    Ok(world.keys.maskinporten.sign(&claims)?)
}

#[cfg(test)]
mod tests {
    use contract::token::Compact;
    use contract::token::oauth::{JWT_BEARER, OauthError};
    use domain::{ExternalRef, Localized, OrgNumber, RegisteredSystem, SystemUser, SystemUserType, UserId};
    use serde_json::{Value, json};
    use uuid::{Uuid, uuid};

    use super::*;
    use crate::running::platform_router;
    use crate::store::{system, system_client, system_user};
    use crate::testing::{self, Answer, TestWorld};
    use crate::world::Listeners;

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

    /// A world whose Altinn really listens, for Maskinporten to call.
    async fn listening() -> TestWorld {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let world = testing::world_at(Listeners::default().map(|()| address)).await;
        let router = platform_router(&world);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        world
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
