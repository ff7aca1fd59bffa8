//! How clients prove themselves.

use super::*;

const NO: &str = "invalid_client";

#[tokio::test]
async fn each_way_of_proving_itself_works_for_the_client_that_agreed_on_it() {
    for method in [
        AuthMethod::ClientSecretBasic,
        AuthMethod::ClientSecretPost,
        AuthMethod::PrivateKeyJwt,
        AuthMethod::None,
    ] {
        let world = world_with(method, |_| ()).await;
        let shown = [
            (
                AuthMethod::ClientSecretBasic,
                ask(&world, Some(basic(CONFIDENTIAL, SECRET)), &[]).await,
            ),
            (
                AuthMethod::ClientSecretPost,
                ask(
                    &world,
                    None,
                    &[("client_id", CONFIDENTIAL), ("client_secret", SECRET)],
                )
                .await,
            ),
            (AuthMethod::PrivateKeyJwt, signed(&world, json!({})).await),
            (
                AuthMethod::None,
                ask(&world, None, &[("client_id", CONFIDENTIAL)]).await,
            ),
        ];
        for (way, answer) in shown {
            let expected = if way == method {
                StatusCode::OK
            } else {
                StatusCode::UNAUTHORIZED
            };
            assert_eq!(answer.status, expected, "{method:?} {way:?} {}", answer.text());
            if answer.status == StatusCode::OK {
                let access = claims(&world, &answer.json()["access_token"]);
                assert_eq!(access["client_amr"], method.as_str());
                assert_eq!(
                    answer.json()["refresh_token"].is_string(),
                    method != AuthMethod::None
                );
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_a_header_is_answered_with_a_challenge() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    for header in [
        basic(CONFIDENTIAL, "wrong"),
        basic("nobody", SECRET),
        "Basic !!".to_owned(),
        "Bearer x".to_owned(),
    ] {
        let answer = ask(&world, Some(header.clone()), &[]).await;
        assert_eq!(
            refusal(&answer),
            (StatusCode::UNAUTHORIZED, NO.to_owned()),
            "{header}"
        );
        assert_eq!(
            answer.header(header::WWW_AUTHENTICATE),
            r#"Basic realm="ID-porten""#
        );
    }
    let unnamed = ask(&world, None, &[]).await;
    assert_eq!(refusal(&unnamed), (StatusCode::UNAUTHORIZED, NO.to_owned()));
    assert_eq!(unnamed.header(header::WWW_AUTHENTICATE), "");
}

#[tokio::test]
async fn a_secret_lives_as_long_as_it_was_given_for() {
    let world = testing::world().await;
    let end = world.clock.now().plus_seconds(100);
    add_client(&world, CONFIDENTIAL, AuthMethod::ClientSecretBasic, |terms| {
        terms.secret_expires = Some(end);
    })
    .await;
    assert_eq!(
        ask(&world, Some(basic(CONFIDENTIAL, SECRET)), &[]).await.status,
        StatusCode::OK
    );
    world.clock.advance(100);
    assert_eq!(
        ask(&world, Some(basic(CONFIDENTIAL, SECRET)), &[]).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn two_proofs_or_two_names_are_refused() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let header = || Some(basic(CONFIDENTIAL, SECRET));
    for (header, form) in [
        (header(), vec![("client_secret", SECRET)]),
        (header(), vec![("client_id", "klarsignal-desktop")]),
        (
            None,
            vec![("client_secret", SECRET), ("client_assertion", "a.b.c")],
        ),
        (
            None,
            vec![
                ("client_assertion", "a.b.c"),
                ("client_assertion_type", "password"),
            ],
        ),
        (header(), vec![("grant_type", "authorization_code")]),
    ] {
        let answer = ask(&world, header, &form).await;
        assert_eq!(refusal(&answer), bad("invalid_request"), "{form:?}");
    }
}

#[tokio::test]
async fn an_assertion_must_be_the_clients_own_fresh_and_for_us() {
    let world = world_with(AuthMethod::PrivateKeyJwt, |_| ()).await;
    let now = world.clock.now().as_second();
    for good in [
        json!({}),
        json!({"aud": [world.issuers.idporten, "http://idporten.test/token"]}),
        json!({"iat": null, "exp": now + 120}),
        json!({"nbf": now}),
        json!({"exp": now - 9}),
    ] {
        let answer = signed(&world, good.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{good} {}", answer.text());
    }
    for wrong in [
        json!({"aud": "http://idporten.test/"}),
        json!({"aud": "http://maskinporten.test/"}),
        json!({"iss": "klarsignal-desktop"}),
        json!({"exp": now - 10}),
        json!({"exp": now + 131}),
        json!({"iat": now + 11}),
        json!({"nbf": now + 11}),
        json!({"jti": null}),
        json!({"exp": null}),
        json!({"sub": "nobody"}),
    ] {
        let answer = signed(&world, wrong.clone()).await;
        assert_eq!(
            refusal(&answer),
            (StatusCode::UNAUTHORIZED, NO.to_owned()),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn an_assertion_is_used_once() {
    let world = world_with(AuthMethod::PrivateKeyJwt, |_| ()).await;
    assert_eq!(
        signed(&world, json!({"jti": "once"})).await.status,
        StatusCode::OK
    );
    assert_eq!(refusal(&signed(&world, json!({"jti": "once"})).await).1, NO);
}

#[tokio::test]
async fn an_assertion_by_another_key_or_of_no_algorithm_is_refused() {
    let world = world_with(AuthMethod::PrivateKeyJwt, |_| ()).await;
    let now = world.clock.now().as_second();
    let claims = |jti: &str| json!({"iss": CONFIDENTIAL, "sub": CONFIDENTIAL, "aud": world.issuers.idporten, "exp": now + 60, "jti": jti});
    let key = testing::vendor_key();
    let unnamed = key.sign_under(r#"{"alg":"RS256"}"#, &claims("a"));
    assert_eq!(with_assertion(&world, &unnamed).await.status, StatusCode::OK);
    let kid = &key.jwk().kid;
    for wrong in [
        testing::stranger().sign(&claims("b")).unwrap(),
        testing::stranger().sign_under(&format!(r#"{{"alg":"RS256","kid":"{kid}"}}"#), &claims("c")),
        key.sign_under(r#"{"alg":"none"}"#, &claims("d")),
        key.sign_under(r#"{"alg":"HS256"}"#, &claims("e")),
        key.sign_under(r#"{"alg":"RS256","kid":"other"}"#, &claims("f")),
        "not.a.token".to_owned(),
    ] {
        assert_eq!(refusal(&with_assertion(&world, &wrong).await).1, NO);
    }
    world.clock.advance(366 * 24 * 60 * 60);
    assert_eq!(
        refusal(&signed(&world, json!({})).await).1,
        NO,
        "the key is too old"
    );
}

async fn signed(world: &TestWorld, changes: Value) -> Answer {
    with_assertion(world, &assertion(world, CONFIDENTIAL, changes)).await
}

async fn with_assertion(world: &TestWorld, assertion: &str) -> Answer {
    let proof = [
        ("client_assertion", assertion),
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
    ];
    ask(world, None, &proof).await
}

/// Redeems a fresh code with some proof.
async fn ask(world: &TestWorld, authorization: Option<String>, form: &[(&'static str, &str)]) -> Answer {
    let mut fields = code_form(&code(world, CONFIDENTIAL).await);
    fields.extend(form.iter().map(|&(name, value)| (name, value.to_owned())));
    let mut call = Request::post("/token");
    if let Some(value) = authorization {
        call = call.header(header::AUTHORIZATION, value);
    }
    send(world, call, encoded(&fields)).await
}
