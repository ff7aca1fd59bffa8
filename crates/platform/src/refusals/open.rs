//! Routes that ask for no token of Altinn's: each has a guard of its own, or nothing to guard.

mod front;
mod idporten;

use std::collections::BTreeSet;

use axum::http::{Method, header};
use contract::connection::INTERNAL_PARTY;
use contract::path;
use contract::token::oauth::JWT_BEARER;
use serde_json::{Value, json};

use super::callers::of_other_issuers;
use super::stale;
use crate::openapi::walk::Route;
use crate::scene::open::{NOTHING_THERE, acting_for, grant_form};
use crate::scene::{Content, Cue, Scene, Snapshot};
use crate::testing::{stranger, vendor_key};

/// A call that must be refused.
struct Refused {
    /// What is wrong with it.
    what: &'static str,
    cue: Cue,
    status: u16,
    /// What the answer says, or where it leads.
    says: &'static str,
}

fn refused(what: &'static str, cue: Cue, status: u16) -> Refused {
    Refused {
        what,
        cue,
        status,
        says: "",
    }
}

/// Reasons for being open by which there is nothing to guard.
const FOR_ALL: &[&str] = &[
    "it is for everybody",
    "it tells nothing of anybody",
    "the packages are for everybody",
    "the registry is for everybody",
    "only the platform's own parts know of it",
    "whoever has a token may ask about it",
    "it is the browser's own session",
    "nobody is signed in",
];

/// Another vendor's client at Maskinporten.
const OTHER_CLIENT: &str = "78f9f049-1549-5f4a-bc63-bd0baaf2f946";

/// Routes besides that guard nothing, and why.
const NOTHING_TO_GUARD: &[(&str, &str)] = &[(
    "/accessmanagement/ui/signin",
    "it only leads to ID-porten, and back to a page of the portal's own",
)];

/// Tables in which a refusal leaves something behind, and why.
const LEAVES: &[(&str, &str, &str)] = &[
    (
        "Maskinporten: POST /token",
        "used_grant",
        "a grant that is refused is used up too",
    ),
    (
        "Krav og betalinger: ",
        "used_grant",
        "the service owner asks Altinn by a grant of its own",
    ),
];

#[tokio::test]
async fn what_is_open_refuses_by_a_guard_of_its_own_or_has_nothing_to_guard() {
    let scene = Scene::new().await;
    let beginning = Snapshot::of(&scene.world.file());
    let (mut used, mut faults) = (BTreeSet::new(), vec![]);
    for route in scene.routes.iter().filter(|route| route.guard().is_none()) {
        let good = scene.open_cue(route).await;
        let refusals = refusals(&scene, route, &good).await;
        if refusals.is_empty() != guards_nothing(route) {
            faults.push(format!("say in refusals() what {} refuses", route.name()));
        }
        let before = Snapshot::of(&scene.world.file());
        for one in refusals {
            faults.extend(one.fault(route, &before).await);
        }
        let answer = good.send(route).await;
        let is_empty = |(path, _): &(&str, &str)| *path == route.path && answer.status == 404;
        let empty = NOTHING_THERE.iter().position(is_empty);
        used.extend(empty);
        if !answer.status.is_success() && !answer.status.is_redirection() && empty.is_none() {
            faults.push(format!(
                "{}: {} {:.300}",
                route.name(),
                answer.status,
                answer.text()
            ));
        }
        beginning.put_back();
    }
    faults.extend(stale(NOTHING_THERE, &used));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn guards_nothing(route: &Route) -> bool {
    let reason = route.operation["x-guard"]["open"].as_str().unwrap_or_default();
    FOR_ALL.contains(&reason) || NOTHING_TO_GUARD.iter().any(|(path, _)| *path == route.path)
}

/// Every way in which a route with a guard of its own must refuse a call that is good but for one thing.
async fn refusals(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    match route.listener() {
        "Maskinporten" if route.path == "/token" => of_maskinporten(scene, good),
        "ID-porten" => idporten::refusals(scene, route, good).await,
        "Krav og betalinger" if route.path.starts_with("/v1/") => of_service_owner(scene, route, good),
        "Altinn's portal" if !guards_nothing(route) => front::refusals(scene, route, good),
        "Control" if route.path.starts_with("/openapi") => vec![],
        "Control" => vec![
            refused(
                "a web page",
                good.clone().with("origin", "http://localhost:1"),
                403,
            ),
            refused(
                "a name for this computer",
                good.clone().with("host", "evil.example"),
                403,
            ),
        ],
        "Altinn" => of_altinn(scene, route, good),
        _ => vec![],
    }
}

fn of_maskinporten(scene: &Scene, good: &Cue) -> Vec<Refused> {
    let grant = |change: &dyn Fn(&mut Value)| {
        let mut claims = scene.grant();
        change(&mut claims);
        good.clone()
            .carrying(grant_form(&vendor_key().sign(&claims).unwrap()))
    };
    let named = json!({ "alg": "RS256", "kid": vendor_key().jwk().kid }).to_string();
    let forged = stranger().sign_under(&named, &scene.grant());
    let now = scene.world.clock.now().as_second();
    let theirs = acting_for(&scene.theirs);
    [
        (
            "no grant",
            good.clone()
                .carrying(Content::Form(vec![("grant_type", JWT_BEARER.to_owned())])),
        ),
        (
            "a stranger's signature",
            good.clone().carrying(grant_form(&forged)),
        ),
        (
            "an unknown key",
            good.clone()
                .carrying(grant_form(&stranger().sign(&scene.grant()).unwrap())),
        ),
        (
            "another's client",
            grant(&|claims| claims["iss"] = json!(OTHER_CLIENT)),
        ),
        (
            "expired",
            grant(&|claims| (claims["iat"], claims["exp"]) = (json!(now - 300), json!(now - 200))),
        ),
        (
            "another's audience",
            grant(&|claims| claims["aud"] = json!("https://elsewhere.example/")),
        ),
        (
            "a scope that is another's",
            grant(&|claims| claims["scope"] = json!("skatteetaten:amelding")),
        ),
        (
            "another's system user",
            grant(&|claims| claims["authorization_details"] = theirs.clone()),
        ),
        (
            "on behalf of nobody",
            grant(&|claims| claims["consumer_org"] = json!(scene.theirs.org)),
        ),
    ]
    .map(|(what, cue)| refused(what, cue, 400))
    .into()
}

fn of_service_owner(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    let own = scene.claims_token(&scene.ours, contract::claim::SCOPE);
    let bearing = |token: &str| good.clone().bearing(token);
    let strangers = of_other_issuers(scene, &own);
    let theirs = scene.cue(route, &["identifikator"]).bearing(&own);
    let mut as_bank = bearing(&own);
    as_bank.address = as_bank.address.replace(contract::claim::ACCOUNTING, "finans");
    let mut all = vec![
        refused("no token", good.clone().without("authorization"), 401),
        refused("nonsense", bearing("x"), 401),
        refused(
            "wrong scope",
            bearing(&scene.claims_token(&scene.ours, "skatteetaten:annet")),
            401,
        ),
        refused(
            "no system user",
            bearing(&scene.ours.vendor_token(&scene.world, contract::claim::SCOPE)),
            403,
        ),
        refused(
            "another's system user",
            bearing(&scene.claims_token(&scene.theirs, contract::claim::SCOPE)),
            403,
        ),
        refused("another's claims", theirs, 403),
        refused("no consent", as_bank.clone(), 403),
        refused("another's consent", as_bank.bearing(&consent(scene, &own)), 403),
    ];
    all.extend(
        strangers
            .iter()
            .map(|token| refused("other issuer", bearing(token), 401)),
    );
    all
}

/// A token with the other organisation's consent instead of a system user.
fn consent(scene: &Scene, token: &str) -> String {
    let mut claims: Value = contract::token::Compact::parse(token).unwrap().claims().unwrap();
    claims["authorization_details"] = json!([{
        "type": "urn:altinn:consent", "validTo": "2027-01-01T00:00:00Z",
        "from": format!("urn:altinn:organization:identifier-no:{}", scene.theirs.org),
        "consentRights": [{ "resource": [{
            "type": "urn:altinn:resource", "value": contract::claim::CONSENT_RESOURCE,
        }] }],
    }]);
    scene.world.keys.maskinporten.sign(&claims).unwrap()
}

fn of_altinn(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    let world = &scene.world;
    match route.path.as_str() {
        path::EXCHANGE => {
            let own = scene.ours.vendor_token(world, "any:scope");
            let altinns = scene.ours.leader_token(world, "any:scope");
            let mut bad = of_other_issuers(scene, &own);
            bad.extend(["x".to_owned(), altinns]);
            let bad = bad
                .iter()
                .map(|token| refused("other issuer", good.clone().bearing(token), 401));
            bad.chain([refused("no token", good.clone().without("authorization"), 401)])
                .collect()
        }
        path::LOGGED_OUT => {
            let nobodys = "AltinnLogoutInfo=SystemuserRequestId=https://evil.example";
            vec![Refused {
                says: "http://portal.test/accessmanagement/ui/signed-out",
                ..refused(
                    "an address that nobody registered",
                    good.clone().with("cookie", nobodys),
                    302,
                )
            }]
        }
        INTERNAL_PARTY => {
            let with = |token: &str| good.clone().with("platformaccesstoken", token);
            let claims = json!({ "iss": "platform", "exp": 4_000_000_000_u64 });
            let past = json!({ "iss": "platform", "exp": 1 });
            let persons = scene.ours.leader_token(world, contract::scope::PORTAL);
            vec![
                refused("no token", good.clone().without("platformaccesstoken"), 401),
                refused("nonsense", with("x"), 401),
                refused(
                    "a stranger's signature",
                    with(&stranger().sign(&claims).unwrap()),
                    401,
                ),
                refused(
                    "other issuer",
                    with(&world.keys.maskinporten.sign(&claims).unwrap()),
                    401,
                ),
                refused("expired", with(&world.keys.altinn.sign(&past).unwrap()), 401),
                refused(
                    "in the other header",
                    good.clone().without("platformaccesstoken").bearing(&persons),
                    401,
                ),
            ]
        }
        _ => vec![],
    }
}

impl Refused {
    /// What is not as it must be.
    async fn fault(self, route: &Route, before: &Snapshot) -> Option<String> {
        let answer = self.cue.send_for(route, &[self.status]).await;
        let name = route.name();
        let status = answer.status.as_u16();
        let says =
            answer.text().contains(self.says) || answer.header(header::LOCATION).starts_with(self.says);
        let left: BTreeSet<String> = before
            .changes()
            .into_iter()
            .filter(|change| {
                let may =
                    |(of, table, _): &(&str, &str, &str)| name.starts_with(of) && change.starts_with(table);
                !LEAVES.iter().any(may)
            })
            .collect();
        before.put_back();
        // What stands in front of the control listener is no part of its routes.
        let is_known = route.knows(answer.status) || route.is_of("Control");
        let is_right = status == self.status && is_known && says && left.is_empty();
        (!is_right).then(|| {
            let location = answer.header(header::LOCATION);
            format!(
                "{name}, {}: {status} {location} {:.200} {left:?}",
                self.what,
                answer.text()
            )
        })
    }
}

/// The portal's back end is asked with the browser's cookie: what changes something needs the cookie's companion too.
#[tokio::test]
async fn a_cookie_alone_changes_nothing() {
    let scene = Scene::new().await;
    let snapshot = Snapshot::of(&scene.world.file());
    let (own, others) = (front::signed_in(&scene).await, front::signed_in(&scene).await);
    snapshot.put_back();
    let mut faults = vec![];
    let portals = scene
        .guarded()
        .filter(|(route, _)| route.is_of("Altinn's portal"));
    for (route, _) in portals {
        let with_cookie = scene.cue(route, &[]).with("cookie", own.cookies.clone());
        let name = route.name();
        if route.method != Method::GET {
            for xsrf in ["", "x", &others.companion] {
                let one = refused(
                    "a wrong companion",
                    with_cookie.clone().with("x-xsrf-token", xsrf),
                    400,
                );
                faults.extend(one.fault(route, &snapshot).await);
            }
            faults.extend(
                refused("no companion", with_cookie.clone(), 400)
                    .fault(route, &snapshot)
                    .await,
            );
        }
        let answer = with_cookie
            .with("x-xsrf-token", own.companion.clone())
            .send(route)
            .await;
        if !answer.status.is_success() && !answer.status.is_redirection() {
            faults.push(format!("{name}: {} {:.300}", answer.status, answer.text()));
        }
        snapshot.put_back();
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
