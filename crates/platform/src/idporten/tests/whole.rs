//! The whole story of a vendor's own web server: a confidential client from metadata to sign-out.

use super::*;

#[tokio::test]
async fn a_confidential_client_signs_a_person_in_keeps_them_and_signs_them_out() {
    let world = world_with(AuthMethod::PrivateKeyJwt, |_| ()).await;
    let metadata = send(
        &world,
        Request::get("/.well-known/openid-configuration"),
        String::new(),
    )
    .await
    .json();
    let endpoint = |name: &str| {
        Url::parse(metadata[name].as_str().unwrap())
            .unwrap()
            .path()
            .to_owned()
    };

    let pushed = signed(
        &world,
        &endpoint("pushed_authorization_request_endpoint"),
        &with(&[("client_id", "")]),
    )
    .await;
    assert_eq!(pushed.status, StatusCode::CREATED, "{}", pushed.text());
    let mut browser = Browser::new(&world);
    let call = vec![
        ("client_id", CONFIDENTIAL.to_owned()),
        ("request_uri", text(&pushed.json()["request_uri"])),
    ];
    let page = browser.authorize(&call).await;
    let sent_back = sent_back_to(&browser.submit(&page, &[("pid", Person::leader().pid)]).await);
    assert_eq!(sent_back["iss"], metadata["issuer"]);

    let first = signed(
        &world,
        &endpoint("token_endpoint"),
        &code_form(&text(&sent_back["code"])),
    )
    .await
    .json();
    let id = claims(&world, &first["id_token"]);
    assert_eq!(
        (&id["iss"], &id["aud"], &id["nonce"]),
        (&metadata["issuer"], &json!(CONFIDENTIAL), &json!("the-nonce"))
    );
    world.clock.advance(300);
    let refresh = vec![
        ("grant_type", "refresh_token".to_owned()),
        ("refresh_token", text(&first["refresh_token"])),
    ];
    let second = signed(&world, &endpoint("token_endpoint"), &refresh).await.json();
    let person = userinfo(&world, second["access_token"].as_str().unwrap())
        .await
        .json();
    assert_eq!(
        (&person["sub"], &person["pid"]),
        (&id["sub"], &json!(Person::leader().pid))
    );
    let asked = vec![("token", text(&second["access_token"]))];
    let told = signed(&world, &endpoint("introspection_endpoint"), &asked)
        .await
        .json();
    assert_eq!((&told["active"], &told["sub"]), (&json!(true), &id["sub"]));

    let given_up = vec![("token", text(&second["refresh_token"]))];
    assert_eq!(
        signed(&world, &endpoint("revocation_endpoint"), &given_up)
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(
        signed(&world, &endpoint("introspection_endpoint"), &asked)
            .await
            .json(),
        json!({"active": false})
    );
    let out = encoded(&[
        ("id_token_hint", text(&second["id_token"])),
        ("post_logout_redirect_uri", "http://127.0.0.1:50123/".to_owned()),
        ("state", "bye".to_owned()),
    ]);
    let home = browser
        .get(&format!("{}?{out}", endpoint("end_session_endpoint")))
        .await;
    assert_eq!(home.header(header::LOCATION), "http://127.0.0.1:50123/?state=bye");
    let silent = browser
        .authorize(&with(&[("prompt", "none"), ("client_id", CONFIDENTIAL)]))
        .await;
    assert_eq!(sent_back_to(&silent)["error"], "login_required");
}

/// Calls a back-door endpoint with an assertion.
async fn signed(world: &TestWorld, path: &str, form: &[(&'static str, String)]) -> Answer {
    let mut form = form.to_vec();
    form.push((
        "client_assertion",
        assertion(world, confidential().as_str(), json!({})),
    ));
    form.push((
        "client_assertion_type",
        contract::token::oauth::CLIENT_ASSERTION_JWT.to_owned(),
    ));
    post(world, path, &form).await
}
