//! Which fault is told when there are several: always the first in the documented order (identity.md 1.5).

use super::*;
use crate::certificate::Authority;
use domain::Scope;

/// Each step mends what the step before was refused for.
#[tokio::test]
async fn faults_of_a_client_with_keys_are_found_in_the_documented_order() {
    let world = listening().await;
    let stranger = testing::stranger();
    let mut claims = json!({
        "iss": "nobody", "aud": "elsewhere", "scope": "nobody:has", "iat": testing::NOW + 60,
        "exp": testing::NOW + 600, "jti": "one", "foo": 1, "authorization_details": [{"type": "urn:other", "part": 1}],
    });
    let under =
        async |header: Value, claims: &Value| refusal(&world, &sign_with(stranger, &header, claims)).await;

    assert_eq!(refusal(&world, "a.b").await, No::GrantMalformed);
    let header = json!({"alg": "HS256", "kid": "unknown", "x5c": "MII"});
    assert_eq!(under(header, &claims).await, No::GrantMalformed);
    let header = json!({"alg": "RS256", "kid": "unknown", "x5c": "MII"});
    assert_eq!(under(header, &claims).await, No::CertificateHeaderMalformed);
    let header = json!({"alg": "RS256", "kid": "unknown", "x5c": ["MII"]});
    assert_eq!(under(header, &claims).await, No::CertificateHeaderMalformed);
    let header = json!({"alg": "RS256", "kid": "unknown"});
    assert_eq!(under(header.clone(), &claims).await, No::ClientUnknown);
    claims["iss"] = json!(testing::vendor_client());
    assert_eq!(under(header, &claims).await, No::KeyUnknown);
    assert_eq!(under(json!({"alg": "RS256"}), &claims).await, No::KeyIdMissing);
    let header = json!({"alg": "RS256", "x5c": ["MII"]});
    assert_eq!(under(header, &claims).await, No::KeyIdMissing);
    let header = json!({"alg": "RS256", "kid": kid()});
    expire_key(&world, testing::NOW).await;
    assert_eq!(under(header.clone(), &claims).await, No::KeyExpired);
    expire_key(&world, testing::NOW + 1).await;
    assert_eq!(under(header, &claims).await, No::SignatureInvalid);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::AudienceWrong);
    claims["aud"] = json!(world.issuers.maskinporten);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::IssuedInFuture);
    claims["iat"] = json!(testing::NOW);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::LifetimeTooLong);
    claims["iat"] = json!(testing::NOW - 90);
    claims["exp"] = json!(testing::NOW - 30);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::GrantExpired);
    claims["exp"] = json!(testing::NOW + 30);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::GrantMalformed);
    claims.as_object_mut().unwrap().remove("foo");
    let scope = Scope::from("nobody:has");
    let not_on_client = No::ScopeNotOnClient { scope: scope.clone() };
    assert_eq!(refusal(&world, &sign(&claims)).await, not_on_client);
    assert_eq!(refusal(&world, &sign(&claims)).await, No::GrantUsed);

    let mut again = 0;
    let mut anew = async |claims: &Value| {
        again += 1;
        refusal(
            &world,
            &sign(&with(claims, "jti", json!(format!("again-{again}")))),
        )
        .await
    };
    edit_client(&world, Integration::Idporten, "nobody:has").await;
    assert_eq!(anew(&claims).await, No::ScopeNotForMaskinporten);
    let scopes = format!("nobody:has {SCOPE} {DELEGATED}");
    edit_client(&world, Integration::Maskinporten, &scopes).await;
    assert_eq!(anew(&claims).await, No::ScopeNotGranted { scope });
    claims["scope"] = json!(SCOPE);
    claims["pid"] = json!("12847820045");
    assert_eq!(anew(&claims).await, No::GrantMalformed);
    claims.as_object_mut().unwrap().remove("pid");
    claims["consumer_org"] = json!("991825827");
    assert_eq!(anew(&claims).await, No::ConsumerOrgInvalid);
    claims["scope"] = json!(DELEGATED);
    claims["consumer_org"] = json!("974761076");
    let scope = Scope::from(DELEGATED);
    assert_eq!(anew(&claims).await, No::ScopeNotDelegated { scope });
    claims["consumer_org"] = json!("310702641");
    assert_eq!(anew(&claims).await, No::DetailTypeUnknown);
    claims["authorization_details"][0]["type"] = json!("urn:altinn:systemuser");
    assert_eq!(anew(&claims).await, No::DetailMemberUnknown);
    let detail = claims["authorization_details"][0].as_object_mut().unwrap();
    detail.remove("part");
    assert_eq!(anew(&claims).await, No::SystemUserUnresolved);
    claims.as_object_mut().unwrap().remove("authorization_details");
    let good = sign(&with(&claims, "jti", json!("good")));
    assert_eq!(ask(&world, &good).await.status, StatusCode::OK);
}

#[tokio::test]
async fn faults_of_a_client_without_keys_are_found_in_the_documented_order() {
    let world = testing::world().await;
    let (vendor, other) = (testing::vendor(), testing::customer());
    let now = world.clock.now();
    let authority = &world.keys.authority;
    let own = authority.issue(&vendor, "SmartCloud AS", now).unwrap();
    let others = authority.issue(&other, "Rør og Vann AS", now).unwrap();
    let strangers = Authority::open(None)
        .unwrap()
        .issue(&vendor, "SmartCloud AS", now)
        .unwrap();
    let key = certificate::key_of(&own);
    let mut claims = json!({
        "iss": "nobody", "aud": "elsewhere", "scope": "idporten:dcr.read", "iat": testing::NOW,
        "exp": testing::NOW + 60, "jti": "one",
    });
    let stranger = testing::stranger();
    let under = async |x5c: Value, key: &SigningKey, claims: &Value| -> No {
        refusal(
            &world,
            &sign_with(key, &json!({"alg": "RS256", "x5c": x5c}), claims),
        )
        .await
    };

    for odd in [json!("MII"), json!([]), json!([1]), json!({"a": "b"})] {
        assert_eq!(
            under(odd, stranger, &claims).await,
            No::CertificateHeaderMalformed
        );
    }
    let nonsense = json!(["not base64!"]);
    assert_eq!(
        under(nonsense.clone(), stranger, &claims).await,
        No::ClientUnknown
    );
    claims["iss"] = json!(certificate::CLIENT);
    assert_eq!(
        under(nonsense, stranger, &claims).await,
        No::CertificateHeaderMalformed
    );
    for odd in [json!(["MIIB"]), json!(strangers.x5c()), json!(own.x5c()[1..])] {
        assert_eq!(under(odd, stranger, &claims).await, No::CertificateNotAccepted);
    }
    assert_eq!(
        under(json!(others.x5c()), stranger, &claims).await,
        No::CertificateOfOtherOrganisation
    );
    let chain = json!(own.x5c());
    assert_eq!(
        under(chain.clone(), stranger, &claims).await,
        No::SignatureInvalid
    );
    assert_eq!(under(chain.clone(), &key, &claims).await, No::AudienceWrong);
    claims["aud"] = json!(world.issuers.maskinporten);
    let header = json!({"alg": "RS256", "x5c": chain});
    assert_eq!(
        ask(&world, &sign_with(&key, &header, &claims)).await.status,
        StatusCode::OK
    );
}

async fn expire_key(world: &TestWorld, second: i64) {
    let expire = move |tx: &rusqlite::Connection| {
        Ok(tx.execute("UPDATE client_key SET expires = ?1", [second * 1_000_000])?)
    };
    world.store.write(expire).await.unwrap();
}
