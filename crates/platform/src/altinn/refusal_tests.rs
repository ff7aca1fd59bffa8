//! Nobody sees or does what is not theirs: every route of Altinn's against every caller it must refuse. A path that is
//! missing from the table fails the last test.

use axum::http::{Method, StatusCode};
use contract::{path, scope};
use serde_json::json;

use crate::testing::{CUSTOMER_PARTY, Person, TestWorld, stranger, world};

/// Who may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    /// A token with this scope; what it then sees is the route's own business.
    Scope(&'static str),
    /// A person who may do this for the party in the path, whatever the scope.
    Person,
    /// As [`Guard::Person`], with Altinn's portal scope as well.
    PersonInPortal,
}

use Guard::{Person as AsPerson, PersonInPortal, Scope};

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const DELETE: Method = Method::DELETE;

const ROUTES: &[(Method, &str, Guard)] = &[
    (GET, path::SYSTEMS, Scope(scope::PORTAL)),
    (GET, path::SYSTEM, Scope(scope::PORTAL)),
    (GET, path::SYSTEM_RIGHTS, Scope(scope::PORTAL)),
    (GET, path::SYSTEM_PACKAGES, Scope(scope::PORTAL)),
    (GET, path::VENDOR_SYSTEMS, Scope(scope::SYSTEM_REGISTER_WRITE)),
    (POST, path::VENDOR_SYSTEMS, Scope(scope::SYSTEM_REGISTER_WRITE)),
    (GET, path::VENDOR_SYSTEM, Scope(scope::SYSTEM_REGISTER_WRITE)),
    (PUT, path::VENDOR_SYSTEM, Scope(scope::SYSTEM_REGISTER_WRITE)),
    (DELETE, path::VENDOR_SYSTEM, Scope(scope::SYSTEM_REGISTER_WRITE)),
    (
        PUT,
        path::VENDOR_SYSTEM_RIGHTS,
        Scope(scope::SYSTEM_REGISTER_WRITE),
    ),
    (
        PUT,
        path::VENDOR_SYSTEM_PACKAGES,
        Scope(scope::SYSTEM_REGISTER_WRITE),
    ),
    (
        GET,
        path::VENDOR_SYSTEM_CHANGES,
        Scope(scope::SYSTEM_REGISTER_WRITE),
    ),
    (POST, path::VENDOR_REQUESTS, Scope(scope::REQUEST_WRITE)),
    (GET, path::VENDOR_REQUEST, Scope(scope::REQUEST_READ)),
    (DELETE, path::VENDOR_REQUEST, Scope(scope::REQUEST_WRITE)),
    (GET, path::VENDOR_REQUEST_BY_REF, Scope(scope::REQUEST_READ)),
    (GET, path::VENDOR_REQUESTS_BY_SYSTEM, Scope(scope::REQUEST_READ)),
    (GET, path::REQUEST, Scope(scope::PORTAL)),
    (GET, path::PARTY_REQUEST, AsPerson),
    (POST, path::APPROVE_REQUEST, PersonInPortal),
    (POST, path::REJECT_REQUEST, AsPerson),
    (POST, path::ESCALATE_REQUEST, Scope(scope::PORTAL)),
    (GET, path::PENDING_REQUESTS, PersonInPortal),
    (POST, path::VENDOR_AGENT_REQUESTS, Scope(scope::REQUEST_WRITE)),
    (GET, path::VENDOR_AGENT_REQUEST, Scope(scope::REQUEST_READ)),
    (GET, path::VENDOR_AGENT_REQUEST_BY_REF, Scope(scope::REQUEST_READ)),
    (
        GET,
        path::VENDOR_AGENT_REQUESTS_BY_SYSTEM,
        Scope(scope::REQUEST_READ),
    ),
    (GET, path::AGENT_REQUEST, Scope(scope::PORTAL)),
    (GET, path::PARTY_AGENT_REQUEST, AsPerson),
    (POST, path::APPROVE_AGENT_REQUEST, PersonInPortal),
    (POST, path::REJECT_AGENT_REQUEST, AsPerson),
    (POST, path::ESCALATE_AGENT_REQUEST, Scope(scope::PORTAL)),
    (GET, path::PENDING_AGENT_REQUESTS, PersonInPortal),
    (GET, path::SYSTEM_USERS, AsPerson),
    (GET, path::SYSTEM_USER, AsPerson),
    (DELETE, path::SYSTEM_USER, AsPerson),
    (GET, path::SYSTEM_USER_DELEGATIONS, AsPerson),
    (POST, path::CREATE_SYSTEM_USER, AsPerson),
    (
        GET,
        path::SYSTEM_USER_BY_EXTERNAL_ID,
        Scope(scope::SYSTEM_USER_LOOKUP),
    ),
    (
        GET,
        path::VENDOR_SYSTEM_USER_BY_QUERY,
        Scope(scope::REQUEST_WRITE),
    ),
    (
        GET,
        path::VENDOR_SYSTEM_USERS_BY_SYSTEM,
        Scope(scope::SYSTEM_REGISTER_WRITE),
    ),
];

/// Open to everybody, or with rules of their own that their own tests ask about.
const OPEN: [&str; 3] = [path::EXCHANGE, path::OPENID_CONFIGURATION, path::OPENID_KEYS];

/// Every scope that a route here asks for.
const SCOPES: [&str; 5] = [
    scope::PORTAL,
    scope::SYSTEM_REGISTER_WRITE,
    scope::REQUEST_WRITE,
    scope::REQUEST_READ,
    scope::SYSTEM_USER_LOOKUP,
];

#[tokio::test]
async fn without_a_token_that_holds_nobody_comes_in() {
    let world = world().await;
    let all = SCOPES.join(" ");
    let good = world.person_token(&Person::leader(), &all);
    let (head, signature) = good.rsplit_once('.').unwrap();
    let claims = head.split('.').nth(1).unwrap();
    let by_nobody = format!("eyJhbGciOiJub25lIn0.{claims}.");
    let by_a_stranger = stranger()
        .sign(&json!({ "iss": world.issuers.altinn, "exp": 4_000_000_000_u64 }))
        .unwrap();
    let tampered = format!("{head}.{}", signature.chars().rev().collect::<String>());
    for (method, pattern, _) in ROUTES {
        for token in ["", &by_nobody, &by_a_stranger, &tampered] {
            let status = ask(&world, method, pattern, token).await;
            assert_eq!(
                status,
                StatusCode::UNAUTHORIZED,
                "{method} {pattern} with {token:?}"
            );
        }
    }
    world.clock.advance(31 * 60);
    for (method, pattern, _) in ROUTES {
        assert_eq!(
            ask(&world, method, pattern, &good).await,
            StatusCode::UNAUTHORIZED,
            "{method} {pattern}, expired"
        );
    }
}

#[tokio::test]
async fn every_other_scope_is_the_wrong_one() {
    let world = world().await;
    for (method, pattern, guard) in ROUTES {
        let Scope(needed) = guard else { continue };
        let others: Vec<&str> = SCOPES.into_iter().filter(|scope| scope != needed).collect();
        let token = world.person_token(&Person::leader(), &others.join(" "));
        assert_eq!(
            ask(&world, method, pattern, &token).await,
            StatusCode::FORBIDDEN,
            "{method} {pattern}"
        );
    }
}

#[tokio::test]
async fn a_person_does_nothing_for_an_organisation_that_is_not_theirs() {
    let world = world().await;
    for person in [Person::outsider(), Person::employee()] {
        let token = world.person_token(&person, scope::PORTAL);
        for (method, pattern, guard) in ROUTES.iter().filter(|(_, _, guard)| !matches!(guard, Scope(_))) {
            let status = ask(&world, method, pattern, &token).await;
            assert_eq!(
                status,
                StatusCode::FORBIDDEN,
                "{method} {pattern} ({guard:?}) as {person:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_vendor_is_no_person_and_outside_the_portal_nobody_decides() {
    let world = world().await;
    let vendor = world.vendor_token(&SCOPES.join(" "));
    let outside = world.person_token(&Person::leader(), scope::REQUEST_READ);
    for (method, pattern, guard) in ROUTES {
        if !matches!(guard, Scope(_)) {
            assert_eq!(
                ask(&world, method, pattern, &vendor).await,
                StatusCode::FORBIDDEN,
                "{method} {pattern}"
            );
        }
        if *guard == PersonInPortal {
            assert_eq!(
                ask(&world, method, pattern, &outside).await,
                StatusCode::FORBIDDEN,
                "{method} {pattern}"
            );
        }
    }
}

#[test]
fn every_path_is_in_the_table() {
    let listed =
        |pattern: &&str| OPEN.contains(pattern) || ROUTES.iter().any(|(_, known, _)| known == pattern);
    let forgotten: Vec<&&str> = path::ALL.iter().filter(|pattern| !listed(pattern)).collect();
    assert!(
        forgotten.is_empty(),
        "not in the table of refusals: {forgotten:?}"
    );
}

/// Calls a route with something in each place, so that only the caller can be what is wrong.
async fn ask(world: &TestWorld, method: &Method, pattern: &str, token: &str) -> StatusCode {
    let party = CUSTOMER_PARTY.to_string();
    let filled = pattern
        .replace("{party}", &party)
        .replace("{orgno}", "310702641")
        .replace("{orgNo}", "310702641")
        .replace("{systemId}", "991825827_smartregnskap")
        .replace("{externalRef}", "ref")
        .replace("{requestId}", "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9")
        .replace("{systemUserId}", "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9");
    let body = matches!(*method, Method::POST | Method::PUT).then(|| json!({}));
    world.call(method.clone(), &filled, token, body).await.status
}
