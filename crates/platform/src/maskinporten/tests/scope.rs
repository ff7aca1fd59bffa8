//! What the scopes of a grant demand of it, and do to its token.

use domain::Scope;
use domain::registration::Integration as Kind;

use super::*;
use crate::store::scope::RegisteredScope;
use crate::store::{self};

#[tokio::test]
async fn a_token_lives_as_long_as_client_and_scope_both_allow() {
    for (client, scope, lives) in [
        (0, 0, 120),
        (0, 60, 60),
        (0, 3600, 120),
        (3600, 0, 3600),
        (3600, 600, 600),
        (600, 3600, 600),
    ] {
        let world = testing::world().await;
        let mut terms = store::client_terms::Terms::default();
        terms.lifetimes.access_token = client;
        edit_scope(&world, move |it| it.at_max_age = scope).await;
        let id = testing::vendor_client();
        world
            .store
            .write(move |tx| store::client_terms::save(tx, &id, &terms))
            .await
            .unwrap();

        let answer = ask(&world, &sign(&claims(&world))).await;

        assert_eq!(answer.json()["expires_in"], lives - 1, "{client} {scope}");
        let again = sign(&with(&claims(&world), "jti", json!("again")));
        let token = token(&world, &again).await;
        assert_eq!(token["exp"], testing::NOW + lives);
    }
}

#[tokio::test]
async fn a_person_is_named_exactly_when_a_scope_demands_one() {
    let world = testing::world().await;
    let person = testing::Person::leader().pid;
    let naming = |pid: &str| with(&claims(&world), "pid", json!(pid));
    let anew = |claims: Value| sign(&with(&claims, "jti", json!(world.chance.token(16))));
    assert_eq!(refusal(&world, &anew(naming(person))).await, No::GrantMalformed);

    edit_scope(&world, |it| it.requires_user_authentication = true).await;

    assert_eq!(refusal(&world, &anew(claims(&world))).await, No::GrantMalformed);
    for stranger in ["06057897380", "12847820046", "1284782004", "", "pia"] {
        assert_eq!(refusal(&world, &anew(naming(stranger))).await, No::GrantMalformed);
    }
    assert_eq!(token(&world, &anew(naming(person))).await["pid"], person);
}

#[tokio::test]
async fn a_scope_for_other_clients_is_not_maskinportens() {
    let world = testing::world().await;
    edit_scope(&world, |it| it.integrations = vec![Kind::Idporten]).await;
    assert_eq!(
        refusal(&world, &sign(&claims(&world))).await,
        No::ScopeNotForMaskinporten
    );
}

#[tokio::test]
async fn a_scope_for_all_needs_no_grant_and_one_that_is_withdrawn_is_nobodys() {
    let world = testing::world().await;
    let name = "skatteetaten:innrapporteringboligselskap";
    edit_client(&world, Integration::Maskinporten, name).await;
    let asking = |jti: &str| {
        let claims = with(&claims(&world), "scope", json!(name));
        sign(&with(&claims, "jti", json!(jti)))
    };
    let refused = No::ScopeNotGranted {
        scope: Scope::from(name),
    };
    assert_eq!(refusal(&world, &asking("1")).await, refused);

    edit(&world, name, |it| it.accessible_for_all = true).await;
    assert_eq!(token(&world, &asking("2")).await["scope"], name);

    edit(&world, name, |it| it.active = false).await;
    assert_eq!(refusal(&world, &asking("3")).await, refused);
}

#[tokio::test]
async fn a_deactivated_client_is_unknown() {
    let world = testing::world().await;
    world
        .store
        .write(|tx| Ok(tx.execute("UPDATE client SET active = 0", [])?))
        .await
        .unwrap();
    assert_eq!(refusal(&world, &sign(&claims(&world))).await, No::ClientUnknown);
}

#[tokio::test]
async fn one_audience_is_a_text_and_several_are_a_list() {
    let world = testing::world().await;
    for (asked, given) in [
        (json!("https://a.test/"), json!("https://a.test/")),
        (json!(["https://a.test/"]), json!("https://a.test/")),
        (json!(["https://a.test/", "b"]), json!(["https://a.test/", "b"])),
        (json!([]), Value::Null),
    ] {
        let claims = with(&claims(&world), "resource", asked);
        let grant = sign(&with(&claims, "jti", json!(world.chance.token(16))));
        assert_eq!(token(&world, &grant).await["aud"], given);
    }
    let odd = sign(&with(&claims(&world), "resource", json!({"a": 1})));
    assert_eq!(refusal(&world, &odd).await, No::GrantMalformed);
}

#[tokio::test]
async fn claims_that_nobody_documents_are_refused_and_those_in_wide_use_are_not() {
    let world = testing::world().await;
    for (name, good) in [
        ("sub", true),
        ("nbf", true),
        ("iss_onbehalfof", false),
        ("client_assertion", false),
        ("Scope", false),
    ] {
        let claims = with(&claims(&world), "jti", json!(name));
        let answer = ask(&world, &sign(&with(&claims, name, json!("x")))).await;
        assert_eq!(answer.status.is_success(), good, "{name}");
    }
}

async fn edit_scope(world: &TestWorld, change: impl FnOnce(&mut RegisteredScope) + Send + 'static) {
    edit(world, SCOPE, change).await;
}

async fn edit(world: &TestWorld, name: &str, change: impl FnOnce(&mut RegisteredScope) + Send + 'static) {
    let name = Scope::from(name);
    world
        .store
        .write(move |tx| {
            let mut scope = store::scope::find(tx, &name)?.unwrap();
            change(&mut scope);
            store::scope::save(tx, &scope)
        })
        .await
        .unwrap();
}
