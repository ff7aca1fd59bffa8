//! Clients that prove themselves with an enterprise certificate.

use super::*;
use crate::certificate::EnterpriseCertificate;

/// SmartCloud's client for the administration, which has no registered keys.
pub(super) const CLIENT: &str = "8a53e89c-0baf-5fa4-8b07-231de1677b16";

#[tokio::test]
async fn a_client_without_keys_gets_a_token_by_its_organisations_certificate() {
    let world = testing::world().await;
    let own = issued(&world);
    let leaf_alone = &own.x5c()[..1];
    for (number, chain) in [own.x5c().as_slice(), leaf_alone].into_iter().enumerate() {
        let grant = with(&claims_of(&world), "jti", json!(number.to_string()));

        let token = token(&world, &signed(&own, chain, &grant)).await;

        assert_eq!(token["client_amr"], "virksomhetssertifikat");
        assert_eq!(token["consumer"]["ID"], "0192:991825827");
    }
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_not_accepted() {
    let world = testing::world().await;
    let own = issued(&world);
    world.clock.advance(4 * 366 * 24 * 60 * 60);
    let grant = signed(&own, &own.x5c(), &claims_of(&world));
    assert_eq!(refusal(&world, &grant).await, No::CertificateNotAccepted);
}

#[tokio::test]
async fn a_client_that_registers_a_key_must_name_it_from_then_on() {
    let world = testing::world().await;
    let own = issued(&world);
    let (now, jwk) = (world.clock.now(), testing::stranger().jwk().clone());
    let enrol = move |tx: &rusqlite::Connection| {
        crate::maskinporten::enrol(tx, &domain::ClientId::from(CLIENT), &jwk, now)
    };
    world.store.write(enrol).await.unwrap();

    let grant = signed(&own, &own.x5c(), &claims_of(&world));
    assert_eq!(refusal(&world, &grant).await, No::KeyIdMissing);
}

/// The key that goes with a certificate.
pub(super) fn key_of(certificate: &EnterpriseCertificate) -> SigningKey {
    let base64: String = certificate
        .key_pem()
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    let pkcs8 = base64::engine::general_purpose::STANDARD.decode(base64).unwrap();
    SigningKey::from_pkcs8(&pkcs8).unwrap()
}

fn issued(world: &TestWorld) -> EnterpriseCertificate {
    let now = world.clock.now();
    world
        .keys
        .authority
        .issue(&testing::vendor(), "SmartCloud AS", now)
        .unwrap()
}

fn signed(certificate: &EnterpriseCertificate, chain: &[String], claims: &Value) -> String {
    sign_with(
        &key_of(certificate),
        &json!({"alg": "RS256", "x5c": chain}),
        claims,
    )
}

fn claims_of(world: &TestWorld) -> Value {
    let claims = with(&claims(world), "iss", json!(CLIENT));
    with(&claims, "scope", json!("idporten:dcr.read"))
}
