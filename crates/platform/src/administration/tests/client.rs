//! Clients: made, read, changed, taken out of use.

use domain::ClientId;

use super::*;
use crate::digest::sha256;
use crate::store;

#[tokio::test]
async fn a_client_is_answered_whole() {
    let world = testing::world().await;
    let mut answer = call(&world, Method::POST, "/clients", Some(machine()))
        .await
        .json();
    let id = answer["client_id"].take();
    assert_eq!(id.as_str().unwrap().len(), 36);
    assert_eq!(
        answer,
        json!({
            "client_name": "Rapportering",
            "description": "Sender inn",
            "scopes": ["altinn:authentication/systemuser.request.write"],
            "authorization_lifetime": 0,
            "access_token_lifetime": 0,
            "refresh_token_lifetime": 0,
            "refresh_token_usage": "ONETIME",
            "frontchannel_logout_session_required": false,
            "token_endpoint_auth_method": "private_key_jwt",
            "grant_types": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
            "integration_type": "maskinporten",
            "application_type": "web",
            "last_updated": "2026-05-28T20:26:40Z",
            "created": "2026-05-28T20:26:40Z",
            "client_id": null,
            "client_orgno": "991825827",
            "active": true,
        })
    );
}

#[tokio::test]
async fn what_was_read_can_be_sent_back_changed() {
    let world = testing::world().await;
    let id = made(&world, machine()).await;
    let path = format!("/clients/{id}");
    world.clock.advance(60);
    let read = call(&world, Method::GET, &path, None).await.json();
    let changed = with(&read, "access_token_lifetime", json!(600));

    let answer = call(&world, Method::PUT, &path, Some(changed.clone())).await;

    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let expected = with(&changed, "last_updated", json!("2026-05-28T20:27:40Z"));
    assert_eq!(answer.json(), expected);
    assert_eq!(call(&world, Method::GET, &path, None).await.json(), expected);
}

#[tokio::test]
async fn a_client_belongs_to_who_made_it() {
    let world = testing::world().await;
    let id = made(&world, machine()).await;
    let (one, keys, secret) = (
        format!("/clients/{id}"),
        format!("/clients/{id}/jwks"),
        format!("/clients/{id}/secret"),
    );
    for (method, path, body) in [
        (Method::GET, &one, None),
        (Method::PUT, &one, Some(machine())),
        (Method::DELETE, &one, None),
        (Method::GET, &keys, None),
        (Method::POST, &keys, Some(json!({"keys": []}))),
        (Method::PUT, &keys, Some(json!({"keys": []}))),
        (Method::DELETE, &keys, None),
        (Method::POST, &secret, None),
    ] {
        let answer = call_as(&world, OTHER, method.clone(), path, body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
    }
    let list = call_as(&world, OTHER, Method::GET, "/clients", None).await.json();
    let mine = |client: &Value| client["client_id"] == json!(id);
    assert!(!list.as_array().unwrap().iter().any(mine));
    let for_another = with(&machine(), "client_orgno", json!(OTHER));
    let answer = call(&world, Method::POST, "/clients", Some(for_another)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_client_that_is_taken_out_of_use_is_gone_for_everybody() {
    let world = testing::world().await;
    let id = made(&world, machine()).await;
    let path = format!("/clients/{id}");
    let answer = call(&world, Method::DELETE, &path, None).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::NO_CONTENT, ""));
    for method in [Method::GET, Method::DELETE] {
        let again = call(&world, method, &path, None).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
    let client = world.store.read(|conn| store::client::find(conn, &ClientId(id)));
    assert_eq!(client.unwrap(), None);
}

#[tokio::test]
async fn each_fault_of_a_registration_names_its_field() {
    let world = testing::world().await;
    let web = json!({
        "client_name": "Nettside", "integration_type": "idporten", "scopes": ["openid"],
        "redirect_uris": ["https://a.test/callback"], "token_endpoint_auth_method": "client_secret_basic",
    });
    for (base, field, value) in [
        (machine(), "client_name", json!(" ")),
        (machine(), "client_name", json!("x".repeat(256))),
        (machine(), "description", json!("x".repeat(1001))),
        (machine(), "scopes", json!(["nobody:has"])),
        (machine(), "scopes", json!(["openid"])),
        (machine(), "scopes", json!(vec!["a:b"; 101])),
        (
            machine(),
            "token_endpoint_auth_method",
            json!("client_secret_basic"),
        ),
        (machine(), "token_endpoint_auth_method", json!("none")),
        (machine(), "grant_types", json!(["authorization_code"])),
        (machine(), "grant_types", json!([])),
        (machine(), "access_token_lifetime", json!(7201)),
        (machine(), "jwks_uri", json!("https://a.test/jwks")),
        (machine(), "client_uri", json!("a b")),
        (machine(), "code_challenge_method", json!("plain")),
        (web.clone(), "redirect_uris", json!([])),
        (web.clone(), "redirect_uris", json!(["/callback"])),
        (web.clone(), "redirect_uris", json!(["https://a.test/#b"])),
        (web.clone(), "post_logout_redirect_uris", json!(["x"])),
        (web.clone(), "token_endpoint_auth_method", json!("none")),
        (web.clone(), "frontchannel_logout_uri", json!("x")),
    ] {
        let body = with(&base, field, value);
        let answer = call(&world, Method::POST, "/clients", Some(body)).await;
        assert_eq!(
            answer.status,
            StatusCode::BAD_REQUEST,
            "{field}: {}",
            answer.text()
        );
        let description = answer.json()["error_description"].as_str().unwrap().to_owned();
        assert!(description.starts_with(&format!("{field}: ")), "{description}");
    }
    let id = made(&world, web.clone()).await;
    let path = format!("/clients/{id}");
    let turned = with(&web, "integration_type", json!("ansattporten"));
    let answer = call(&world, Method::PUT, &path, Some(turned)).await;
    assert_eq!(
        answer.json()["error_description"],
        "integration_type: it never changes."
    );
}

#[tokio::test]
async fn a_secret_is_shown_once_kept_as_a_hash_and_renewed() {
    let world = testing::world().await;
    let web = json!({
        "client_name": "Nettside", "integration_type": "idporten", "scopes": ["openid", "profile"],
        "redirect_uris": ["https://a.test/callback"], "token_endpoint_auth_method": "client_secret_post",
    });
    let made = call(&world, Method::POST, "/clients", Some(web.clone()))
        .await
        .json();
    let (id, first) = (
        made["client_id"].as_str().unwrap(),
        made["client_secret"].as_str().unwrap(),
    );
    assert_eq!(
        made["client_secret_expires_at"],
        json!(testing::NOW + 360 * 24 * 60 * 60)
    );
    assert_eq!(kept(&world, id), Some(sha256(first)));
    let path = format!("/clients/{id}");
    let read = call(&world, Method::GET, &path, None).await.json();
    assert_eq!(read["client_secret"], Value::Null);

    let renewed = call(&world, Method::POST, &format!("{path}/secret"), None)
        .await
        .json();

    let second = renewed["client_secret"].as_str().unwrap();
    assert_ne!(first, second);
    assert_eq!(kept(&world, id), Some(sha256(second)));
    call(&world, Method::PUT, &path, Some(read.clone())).await;
    assert_eq!(kept(&world, id), Some(sha256(second)));
    let signing = with(&read, "token_endpoint_auth_method", json!("private_key_jwt"));
    call(&world, Method::PUT, &path, Some(signing)).await;
    assert_eq!(kept(&world, id), None);
    let refused = call(&world, Method::POST, &format!("{path}/secret"), None).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_client_for_people_that_is_made_here_is_known_to_id_porten() {
    let world = testing::world().await;
    let web = json!({
        "client_name": "Nettside", "integration_type": "api_klient", "scopes": ["openid"],
        "redirect_uris": ["https://a.test/callback"], "application_type": "native",
        "token_endpoint_auth_method": "none",
    });
    let id = made(&world, web).await;
    let path = format!(
        "/authorize?client_id={id}&response_type=code&redirect_uri=https://a.test/callback&scope=openid&state=s\
         &nonce=n&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    );
    let call = Request::get(path).body(Body::empty()).unwrap();
    let answer = testing::answer(finish(crate::idporten::router(), &world), call).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let next = answer.header(header::LOCATION);
    assert!(!next.contains("error="), "{next}");
}

fn kept(world: &TestWorld, id: &str) -> Option<String> {
    let terms = world
        .store
        .read(|conn| store::client_terms::find(conn, &ClientId::from(id)));
    terms.unwrap().secret
}

#[tokio::test]
async fn an_organisation_has_so_many_clients_and_no_more() {
    let world = testing::world().await;
    let id = ClientId(made(&world, machine()).await);
    let fill = move |tx: &rusqlite::Connection| {
        let one = store::registration::find(tx, &testing::vendor(), &id)?.unwrap();
        for number in 0..1_000 {
            let mut another = one.clone();
            another.client.id = ClientId(format!("client-{number}"));
            store::registration::save(tx, &another)?;
        }
        Ok(())
    };
    world.store.write(fill).await.unwrap();
    let one_more = call(&world, Method::POST, "/clients", Some(machine())).await;
    assert_eq!(
        (one_more.status, &one_more.json()["error"]),
        (StatusCode::CONFLICT, &json!("conflict"))
    );
}
