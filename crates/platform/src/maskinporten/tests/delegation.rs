//! Scopes that a customer has delegated to its supplier (identity.md 1.7).

use super::*;

#[tokio::test]
async fn a_delegated_scope_gives_a_token_for_the_customer_by_its_supplier() {
    let world = listening().await;
    edit_client(&world, Integration::Maskinporten, DELEGATED).await;
    let claims = token(&world, &sign(&acting_for(&world, "310702641"))).await;
    assert_eq!(
        claims["consumer"],
        json!({"authority": "iso6523-actorid-upis", "ID": "0192:310702641"})
    );
    assert_eq!(
        claims["supplier"],
        json!({"authority": "iso6523-actorid-upis", "ID": "0192:991825827"})
    );
    assert_eq!(claims["delegation_source"], "https://tt02.altinn.no/");
}

#[tokio::test]
async fn a_scope_that_is_not_delegated_is_refused_with_both_organisations() {
    let world = listening().await;
    edit_client(&world, Integration::Maskinporten, DELEGATED).await;
    // Its owner has access to it, and has delegated nothing.
    let answer = ask(&world, &sign(&acting_for(&world, "974761076"))).await;
    let error: OauthError = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(error.error, "invalid_scope");
    let description = error.error_description.unwrap();
    let expected = format!(
        "Consumer 974761076 has not delegated access to the scope {DELEGATED} to supplier 991825827 (trace_id: "
    );
    assert!(description.starts_with(&expected), "{description}");
    assert_eq!(
        error.error_uri.as_deref(),
        Some("http://maskinporten.test/errors/MP-251")
    );
}

#[tokio::test]
async fn a_customer_without_access_to_the_scope_is_refused_before_altinn_is_asked() {
    let world = testing::world().await;
    edit_client(&world, Integration::Maskinporten, DELEGATED).await;
    let grant = sign(&acting_for(&world, "313900126"));
    let scope = domain::Scope::from(DELEGATED);
    assert_eq!(refusal(&world, &grant).await, No::ScopeNotGranted { scope });
}

#[tokio::test]
async fn ones_own_number_is_told_in_maskinportens_words() {
    let world = testing::world().await;
    let grant = with(&claims(&world), "consumer_org", json!("991825827"));
    let error: OauthError = serde_json::from_slice(&ask(&world, &sign(&grant)).await.body).unwrap();
    assert_eq!(error.error, "invalid_request");
    assert_eq!(error.error_uri, None);
    let description = error.error_description.unwrap();
    assert!(
        description.starts_with(
            "Validation of JWT claim failed: The combination consumer_org in claim and delegation scope on client is invalid"
        ),
        "{description}"
    );
}

#[tokio::test]
async fn altinn_out_of_reach_is_not_a_refusal_of_the_delegation() {
    let world = testing::world().await;
    edit_client(&world, Integration::Maskinporten, DELEGATED).await;
    let answer = ask(&world, &sign(&acting_for(&world, "310702641"))).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["error"], "temporarily_unavailable");
}

fn acting_for(world: &TestWorld, org: &str) -> Value {
    let claims = with(&claims(world), "scope", json!(DELEGATED));
    with(&claims, "consumer_org", json!(org))
}
