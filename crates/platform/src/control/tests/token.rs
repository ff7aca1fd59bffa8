//! The token generator: its tokens open the platform's routes.

use contract::connection::INTERNAL_PARTY;
use contract::delegation::AUTHORIZED_PARTIES;
use contract::path;
use contract::token::Compact;

use super::*;
use crate::testing::{CUSTOMER_PARTY, Person};

const AGENT: &str = "c0715ee7-26d5-5023-9a84-f09a0c231767";

#[tokio::test]
async fn an_organisation_s_token_opens_the_register() {
    let world = Controlled::start().await;

    let token = world
        .generated(
            "GetEnterpriseToken?env=tt02&orgNo=991825827&org=digdir&ttl=60&supplierOrgNo=314800117\
                    &scopes=altinn:authentication/systemregister.write,altinn:serviceowner",
        )
        .await;

    let claims = claims(&token);
    assert_eq!(
        claims["scope"],
        "altinn:authentication/systemregister.write altinn:serviceowner"
    );
    assert_eq!(claims["consumer"]["ID"], "0192:991825827");
    assert_eq!(claims["supplier"]["ID"], "0192:314800117");
    assert_eq!(claims["urn:altinn:orgNumber"], "991825827");
    assert_eq!(claims["urn:altinn:org"], "digdir");
    assert_eq!(claims["urn:altinn:authenticatemethod"], "maskinporten");
    assert_eq!(claims["urn:altinn:authlevel"], 3);
    assert_eq!(claims["iss"], world.running.issuers().altinn);
    assert_eq!(claims["actual_iss"], "altinn-test-tools");
    assert_eq!((&claims["iat"], &claims["exp"]), (&json!(NOW), &json!(NOW + 60)));
    assert_eq!(world.opens(path::VENDOR_SYSTEMS, &token).await, StatusCode::OK);
}

#[tokio::test]
async fn a_person_is_found_by_any_name_and_the_token_says_the_others() {
    let world = Controlled::start().await;
    let Person {
        pid,
        user,
        party,
        party_uuid,
    } = Person::leader();
    for asked in [
        format!("pid={pid}"),
        format!("PID={pid}&userid=&partyUuid="),
        format!("USERID={user}"),
        format!("partyid={party}"),
        format!("partyuuid={party_uuid}"),
    ] {
        let token = world
            .generated(&format!(
                "GetPersonalToken?env=at22&authlvl=4&scopes=altinn:portal/enduser&{asked}"
            ))
            .await;

        let claims = claims(&token);
        assert_eq!(claims["pid"], pid, "{asked}");
        assert_eq!(claims["urn:altinn:userid"], user.to_string());
        assert_eq!(claims["urn:altinn:partyid"], party.0);
        assert_eq!(claims["urn:altinn:party:uuid"], party_uuid.to_string());
        assert_eq!(claims["urn:altinn:authlevel"], 4);
        assert_eq!(claims["acr"], "idporten-loa-high");
        assert_eq!(claims["actual_iss"], "altinn-test-tools");
        let system_users = path::SYSTEM_USERS.replace("{party}", &CUSTOMER_PARTY.to_string());
        assert_eq!(world.opens(&system_users, &token).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_system_user_s_token_speaks_for_it() {
    let world = Controlled::start().await;

    let token = world
        .generated(&format!(
            "GetSystemUserToken?env=tt02&systemUserId={AGENT}&scopes=altinn:accessmanagement/authorizedparties"
        ))
        .await;

    let claims = claims(&token);
    let detail = &claims["authorization_details"][0];
    assert_eq!(detail["systemuser_id"], json!([AGENT]));
    assert_eq!(detail["systemuser_org"]["ID"], "0192:313908909");
    assert_eq!(detail["system_id"], "314802438_arsverk_klient");
    assert_eq!(claims["consumer"]["ID"], "0192:314802438");
    assert_eq!(claims["exp"], NOW + 1800);
    assert_eq!(world.opens(AUTHORIZED_PARTIES, &token).await, StatusCode::OK);
}

#[tokio::test]
async fn a_platform_token_opens_what_is_the_platform_s_own() {
    let world = Controlled::start().await;
    for (asked, issuer) in [
        (
            "GetPlatformToken?env=tt02&app=authentication",
            world.running.issuers().altinn.clone(),
        ),
        (
            "GetPlatformAccessToken?env=tt02&app=authentication",
            "platform".to_owned(),
        ),
    ] {
        let token = world.generated(asked).await;
        assert_eq!(claims(&token)["iss"], issuer);
        assert_eq!(claims(&token)["urn:altinn:app"], "authentication");
        let told = json!({
            "partyUuid": "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9", "displayName": "Regnskapet",
            "entityType": "Systembruker", "entityVariantType": "StandardSystem",
        });
        let call = Request::post(format!("{}{INTERNAL_PARTY}", world.running.urls().platform))
            .header("PlatformAccessToken", token)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(told.to_string()));
        assert_eq!(world.calls.send(call.unwrap()).await.unwrap().0, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_is_refused_with_the_parameter() {
    let world = Controlled::start().await;
    for (asked, parameter) in [
        ("GetEnterpriseToken?scopes=a", "orgNo"),
        ("GetEnterpriseToken?orgNo=1&scopes=a", "orgNo"),
        ("GetEnterpriseToken?orgNo=991825827", "scopes"),
        ("GetEnterpriseToken?orgNo=991825827&scopes=a&ttl=86401", "ttl"),
        ("GetEnterpriseToken?orgNo=991825827&scopes=a&ttl=-1", "ttl"),
        (
            "GetEnterpriseToken?orgNo=991825827&scopes=a&supplierOrgNo=x",
            "supplierOrgNo",
        ),
        ("GetPersonalToken?scopes=a", "pid"),
        ("GetPersonalToken?pid=00000000000", "pid"),
        ("GetPersonalToken?userId=x", "userId"),
        ("GetPersonalToken?partyId=51900010", "partyId"),
        ("GetPersonalToken?pid=12847820045&authLvl=5", "authLvl"),
        ("GetSystemUserToken", "systemUserId"),
        (
            "GetSystemUserToken?systemUserId=3ac9ab65-6040-5986-8df3-6bd157fea775",
            "systemUserId",
        ),
        ("GetPlatformToken", "app"),
    ] {
        let (status, answer) = world.generator(asked, Some("Basic eDp5")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{asked}: {answer}");
        let told: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(told, [parameter], "{asked}");
    }
}

#[tokio::test]
async fn somebody_must_ask_for_a_token() {
    let world = Controlled::start().await;
    for nobody in [None, Some("Basic"), Some("Basic "), Some("Bearer x")] {
        let (status, answer) = world.generator("GetPersonalToken?pid=12847820045", nobody).await;
        assert_eq!(
            (status, answer),
            (StatusCode::UNAUTHORIZED, "".into()),
            "{nobody:?}"
        );
    }
}

impl Controlled {
    async fn generated(&self, asked: &str) -> String {
        let (status, token) = self.generator(asked, Some("basic ZXZlbjpvZGQ=")).await;
        assert_eq!(status, StatusCode::OK, "{token}");
        token.as_str().unwrap().to_owned()
    }

    async fn generator(&self, asked: &str, authorization: Option<&str>) -> (StatusCode, Value) {
        let mut call = Request::get(self.address(&format!("/api/{asked}")));
        if let Some(authorization) = authorization {
            call = call.header(header::AUTHORIZATION, authorization);
        }
        let (status, body) = self.calls.send(call.body(Body::empty()).unwrap()).await.unwrap();
        (status, read(&body))
    }

    /// What the platform answers whoever has a token.
    async fn opens(&self, path: &str, token: &str) -> StatusCode {
        let call = Request::get(format!("{}{path}", self.running.urls().platform))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.calls
            .send(call.body(Body::empty()).unwrap())
            .await
            .unwrap()
            .0
    }
}

fn claims(token: &str) -> Value {
    Compact::parse(token).unwrap().claims().unwrap()
}
