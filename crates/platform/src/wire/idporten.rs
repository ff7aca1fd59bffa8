//! A site lets somebody sign in: what its own machine says to ID-porten, beside what the browser does.

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Method, Request, header};
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Story, Who};
use crate::testing::{Person, answer};

/// SmartCloud's site, with a secret that is known to everybody.
const SITE: &str = "smartcloud-web";
const PROOF: &str = "Basic c21hcnRjbG91ZC13ZWI6a25vd24tdG8tZXZlcnlib2R5";
const CALLBACK: &str = "https://smartcloud.example/callback";
/// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const PAR: &str = "/par";
const TOKEN: &str = "/token";
const USER_INFO: &str = "/userinfo";
const INTROSPECT: &str = "/token/introspect";
const REVOKE: &str = "/token/revoke";

type Form<'a> = [(&'a str, &'a str)];

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    // Maskinporten gives tokens at the same path.
    story.routes.retain(|route| route.is_of("ID-porten"));
    for place in ["/.well-known/openid-configuration", "/jwks.json"] {
        let call = Request::get(place).body(Body::empty()).unwrap();
        story.send("all", &Who::nobody(), place, call).await;
    }
    let code = code(&mut story).await;
    let (access, refresh) = tokens(&mut story, &code).await;
    user_info(&mut story, &access).await;
    introspection(&mut story, &access, &refresh).await;
    revocation(&mut story, &access, &refresh).await;
    code_again(&mut story, &code).await;
    story
}

/// The site sends its authorization call ahead, and Pia signs in in her browser.
async fn code(story: &mut Story) -> String {
    let call = [
        ("redirect_uri", CALLBACK),
        ("scope", "openid altinn:clientdelegations.read"),
        ("response_type", "code"),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("login_hint", Person::leader().pid),
    ];
    let pushed = site(story, "sent ahead", PAR, &call).await;
    let reference = pushed["request_uri"].as_str().unwrap();
    stranger(story, "without a proof", PAR, &call).await;
    let elsewhere = call.map(|(name, value)| match name {
        "redirect_uri" => (name, "https://evil.example/"),
        _ => (name, value),
    });
    site(story, "back to nobody's address", PAR, &elsewhere).await;
    let query = Serializer::new(String::new())
        .append_pair("client_id", SITE)
        .append_pair("request_uri", reference)
        .finish();
    let front = story.route(&Method::GET, "/authorize");
    let call = Request::get(format!("/authorize?{query}")).body(Body::empty());
    let back = answer(front.router, call.unwrap()).await;
    let back = Url::parse(back.header(header::LOCATION)).unwrap();
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap();
    story.marks.name(&code.1, "code");
    code.1.into_owned()
}

fn with_code(code: &str) -> [(&str, &str); 4] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ]
}

/// The access token and the refresh token that the site has at last.
async fn tokens(story: &mut Story, code: &str) -> (String, String) {
    stranger(story, "without a proof", TOKEN, &with_code(code)).await;
    let first = site(story, "for a code", TOKEN, &with_code(code)).await;
    let first = first["refresh_token"].as_str().unwrap();
    story.marks.name(first, "refresh token");
    let again = [("grant_type", "refresh_token"), ("refresh_token", first)];
    let second = site(story, "for a refresh token", TOKEN, &again).await;
    let guessed = [("grant_type", "refresh_token"), ("refresh_token", "guessed")];
    site(story, "for a refresh token that is none", TOKEN, &guessed).await;
    let other = [("grant_type", "client_credentials")];
    site(story, "of another kind", TOKEN, &other).await;
    let token = |name: &str| second[name].as_str().unwrap().to_owned();
    story.marks.name(&token("refresh_token"), "second refresh token");
    (token("access_token"), token("refresh_token"))
}

async fn user_info(story: &mut Story, access: &str) {
    let pia = Story::holder("SmartCloud's site for Pia Kran", access.to_owned());
    let maskinporten = story.vendor("openid");
    for method in [Method::GET, Method::POST] {
        for (what, who) in [
            ("who has signed in", &pia),
            ("without a token", &Who::nobody()),
            ("with a token of Maskinporten's", &maskinporten),
        ] {
            let call = Request::builder().method(&method).uri(USER_INFO);
            let call = call.body(Body::empty()).unwrap();
            story.send(what, who, USER_INFO, call).await;
        }
    }
}

async fn introspection(story: &mut Story, access: &str, refresh: &str) {
    let access = [("token", access)];
    site(story, "an access token", INTROSPECT, &access).await;
    site(story, "a refresh token", INTROSPECT, &[("token", refresh)]).await;
    site(story, "no token of ours", INTROSPECT, &[("token", "guessed")]).await;
    site(story, "nothing", INTROSPECT, &[]).await;
    stranger(story, "without a proof", INTROSPECT, &access).await;
}

async fn revocation(story: &mut Story, access: &str, refresh: &str) {
    let (access, refresh) = ([("token", access)], [("token", refresh)]);
    stranger(story, "without a proof", REVOKE, &access).await;
    site(story, "an access token", REVOKE, &access).await;
    site(story, "a refresh token", REVOKE, &refresh).await;
    site(story, "no token of ours", REVOKE, &[("token", "guessed")]).await;
    site(story, "nothing", REVOKE, &[]).await;
    site(story, "a token that is taken back", INTROSPECT, &refresh).await;
}

async fn code_again(story: &mut Story, code: &str) {
    site(story, "for a code that is used", TOKEN, &with_code(code)).await;
}

/// The site sends a form with its proof; what it is told.
async fn site(story: &mut Story, what: &str, place: &str, form: &Form<'_>) -> serde_json::Value {
    let call = Request::post(place).header(header::AUTHORIZATION, PROOF);
    send(story, what, place, call, form).await
}

/// Somebody sends a form in the site's name.
async fn stranger(story: &mut Story, what: &str, place: &str, form: &Form<'_>) {
    let form = [&[("client_id", SITE)][..], form].concat();
    send(story, what, place, Request::post(place), &form).await;
}

async fn send(
    story: &mut Story,
    what: &str,
    place: &str,
    call: Builder,
    form: &Form<'_>,
) -> serde_json::Value {
    let form = Serializer::new(String::new()).extend_pairs(form).finish();
    let call = call
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    story
        .send(what, &Who::nobody(), place, call.unwrap())
        .await
        .json()
}
