//! ID-porten: a client proves itself and gets what is its own, and a person's browser is the one that was asked.

use axum::http::Method;

use super::{Refused, refused};
use crate::openapi::walk::Route;
use crate::scene::open::{authorization, basic, browser};
use crate::scene::{Content, Cue, Scene};

/// What is told of a token that is nobody's business.
const UNKNOWN: &str = r#"{"active":false"#;

pub(super) async fn refusals(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    let public = |cue: &Cue| {
        cue.clone()
            .without("authorization")
            .with_field("client_id", "klarsignal-desktop")
    };
    match route.path.as_str() {
        "/authorize" => of_authorize(scene, route, good).await,
        "/sign-in" => of_sign_in(scene, route, good).await,
        "/logout" => vec![
            refused(
                "nobody's address",
                changed(good, "post_logout_redirect_uri", "https://evil.example/"),
                400,
            ),
            refused(
                "another client's address",
                changed(good, "client_id", &scene.ours.site),
                400,
            ),
        ],
        "/par" => {
            let mut all = unproved(good);
            all.push(refused(
                "another's proof",
                good.clone().with("authorization", basic(&scene.theirs)),
                400,
            ));
            all.push(refused(
                "nobody's address",
                good.clone().with_field("redirect_uri", "https://evil.example/"),
                400,
            ));
            all
        }
        "/token" => {
            let mut all = unproved(good);
            all.extend([
                refused(
                    "another's code",
                    good.clone().with("authorization", basic(&scene.theirs)),
                    400,
                ),
                refused("a public client", public(good), 400),
                refused("no code", good.clone().with_field("code", "x"), 400),
            ]);
            all
        }
        "/token/introspect" => {
            let mut all = unproved(good);
            all.push(refused("a public client", public(good), 401));
            all.push(Refused {
                says: UNKNOWN,
                ..refused(
                    "another's token",
                    good.clone().with("authorization", basic(&scene.theirs)),
                    200,
                )
            });
            all
        }
        "/token/revoke" => {
            let mut all = unproved(good);
            let tokens = scene.tokens(&scene.ours).await;
            let access = good
                .clone()
                .with_field("token", tokens["access_token"].as_str().unwrap());
            all.extend([
                // What is not the client's is as gone for it as it wants (RFC 7009 2.2); the token stands.
                refused(
                    "another's refresh token",
                    good.clone().with("authorization", basic(&scene.theirs)),
                    200,
                ),
                refused(
                    "another's access token",
                    access.with("authorization", basic(&scene.theirs)),
                    400,
                ),
            ]);
            all
        }
        "/userinfo" => {
            let tokens = scene.tokens(&scene.ours).await;
            let maskinportens = scene.ours.vendor_token(&scene.world, "openid");
            let altinns = scene.ours.leader_token(&scene.world, "openid");
            let bad = [
                "x",
                tokens["id_token"].as_str().unwrap(),
                tokens["refresh_token"].as_str().unwrap(),
                &maskinportens,
                &altinns,
            ];
            let bad = bad.map(|token| refused("another token", good.clone().bearing(token), 401));
            bad.into_iter()
                .chain([refused("no token", good.clone().without("authorization"), 401)])
                .collect()
        }
        _ => vec![],
    }
}

/// Calls of a client that shows nothing, or the wrong secret.
fn unproved(good: &Cue) -> Vec<Refused> {
    let wrong = format!(
        "{}AAAA",
        good.headers
            .iter()
            .find(|(name, _)| *name == "authorization")
            .unwrap()
            .1
    );
    vec![
        refused("no proof", good.clone().without("authorization"), 401),
        refused("a wrong secret", good.clone().with("authorization", wrong), 401),
    ]
}

async fn of_authorize(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    let par = scene.route("ID-porten", &Method::POST, "/par");
    let pushed = Cue::of(par, par.path.clone())
        .with("authorization", basic(&scene.theirs))
        .carrying(Content::Form(authorization(&scene.theirs, false)));
    let pushed = pushed.send(par).await.json();
    let request_uri = pushed["request_uri"].as_str().unwrap().to_owned();
    let by_reference = vec![
        ("client_id", scene.ours.site.clone()),
        ("request_uri", request_uri),
    ];
    let by_reference = if route.method == Method::POST {
        good.clone().carrying(Content::Form(by_reference))
    } else {
        let mut cue = good.clone();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&by_reference)
            .finish();
        cue.address = format!("/authorize?{query}");
        cue
    };
    vec![
        refused(
            "nobody's address",
            changed(good, "redirect_uri", "https://evil.example/"),
            400,
        ),
        refused("an unknown client", changed(good, "client_id", "nobody"), 400),
        refused("another client's call", by_reference, 400),
    ]
}

async fn of_sign_in(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    let unknown = refused("an unknown ticket", changed(good, "ticket", "x"), 400);
    if route.method == Method::GET {
        return vec![unknown];
    }
    let other_browser = browser("").replace("form=0", "form=9");
    vec![
        unknown,
        refused("no key in the form", good.clone().with_field("form_key", ""), 403),
        refused("another browser", good.clone().with("cookie", other_browser), 403),
        refused("no browser", good.clone().without("cookie"), 403),
        refused(
            "another call's ticket without a key",
            {
                let ticket = scene.ticket(&scene.theirs).await;
                good.clone()
                    .with_field("ticket", ticket)
                    .with_field("form_key", "x")
            },
            403,
        ),
    ]
}

/// The same call with another value of a parameter, wherever it carries them.
fn changed(good: &Cue, name: &'static str, value: &str) -> Cue {
    if matches!(good.content, Content::Form(_)) {
        return good.clone().with_field(name, value);
    }
    let mut url = url::Url::parse("http://idporten.test")
        .unwrap()
        .join(&good.address)
        .unwrap();
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(other, _)| other != name)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(kept)
        .append_pair(name, value);
    let mut cue = good.clone();
    cue.address = format!("{}?{}", url.path(), url.query().unwrap());
    cue
}
