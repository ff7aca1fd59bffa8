//! Altinn's test token generator (identity.md 4.4): a token of Altinn's for whoever is named, as many tests begin.
//!
//! The tokens say what the generator's say, and are signed by this world's Altinn.

mod asked;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::token::altinn::AccessClaims;
use contract::token::authorization_details::{Detail, SystemUserDetail};
use contract::token::{OneOrMany, Organisation};
use domain::{OrgNumber, PartyId, SystemUserId, UserId};
use rusqlite::Connection;
use schemars::json_schema;
use serde_json::{Value, json};
use uuid::Uuid;

use self::asked::{Asked, Refusal, required};
use super::Control;
use crate::error::Error;
use crate::openapi::{About, Routes};
use crate::store::entity::Kind;
use crate::store::person::Person;
use crate::store::{self, entity, party, person};
use crate::world::World;

/// Why its routes ask for no token.
const OPEN: &str =
    "it takes any name with any password, because whoever reaches the control listener holds the world";
/// What the generator calls itself in its tokens.
const GENERATOR: &str = "altinn-test-tools";
/// Whose client a person signed in at, unless the call says it: Digitaliseringsdirektoratet's.
const OPERATOR: &str = "991825827";
/// The scope of a person or a system user that names none.
const END_USER: &str = "altinn:enduser";

pub(super) fn routes() -> Routes<Control> {
    Routes::new()
        .get("/api/GetEnterpriseToken", of_organisation, |it| {
            token(it.says("Gives a token of an organisation, as exchange makes it of Maskinporten's."))
                .must_ask("orgNo", "The organisation's number.")
                .must_ask("scopes", "With a comma or a blank between.")
                .may_ask("org", "The code of a service owner, such as `skd`.")
                .may_ask("supplierOrgNo", "The organisation that acts for it.")
                .may_ask("clientId", "The Maskinporten client. Any when it is left out.")
        })
        .get("/api/GetPersonalToken", of_person, |it| {
            token(it.says("Gives a token of a person, as exchange makes it of ID-porten's."))
                .may_ask(
                    "pid",
                    "Who it is. One of these four is enough; the first there is counts.",
                )
                .may_ask("userId", "Who it is.")
                .may_ask("partyuuid", "Who it is.")
                .may_ask("partyId", "Who it is.")
                .may_ask(
                    "authLvl",
                    "How surely the person is known, 0 to 4. 3 when it is left out.",
                )
                .may_ask("userName", "The person's name at Altinn.")
                .may_ask("consumerOrgNo", "Whose client the person signed in at.")
                .may_ask("clientAmr", "How that client proved itself.")
                .may_ask(
                    "scopes",
                    "With a comma or a blank between. `altinn:enduser` when it is left out.",
                )
        })
        .get("/api/GetSystemUserToken", of_system_user, |it| {
            token(it.says("Gives a token that speaks for a system user."))
                .must_ask("systemUserId", "A system user of this world.")
                .may_ask("systemUserOrg", "Whose it is. Its owner when it is left out.")
                .may_ask("orgNo", "Who asks. Its vendor when it is left out.")
                .may_ask("supplierOrgNo", "The organisation that acts for it.")
                .may_ask("clientId", "The Maskinporten client. Any when it is left out.")
                .may_ask(
                    "scopes",
                    "With a comma or a blank between. `altinn:enduser` when it is left out.",
                )
        })
        .get("/api/GetPlatformToken", of_platform, |it| {
            token(it.says("Gives a token for the header `PlatformAccessToken`."))
                .must_ask("app", "The part of the platform that it names.")
        })
        .get("/api/GetPlatformAccessToken", of_part, |it| {
            token(it.says("Gives the same with another issuer."))
                .must_ask("app", "The part of the platform that it names.")
                .may_ask("org", "The issuer. `platform` when it is left out.")
        })
}

/// What the document says of each of them.
fn token(about: About<'_>) -> About<'_> {
    let faults = json_schema!({ "type": "object", "additionalProperties": { "type": "string" } });
    about
        .open(OPEN)
        .may_ask("env", "Read over: there is one world.")
        .may_ask(
            "ttl",
            "Seconds that it lives, a day at the most. 1800 when it is left out.",
        )
        .answer_as(200, "text/plain", json_schema!({ "type": "string" }))
        .answer_as(400, "application/json", faults)
        .empty(401, "There is no name and password (Basic).")
}

async fn of_organisation(State(control): State<Control>, asked: Asked) -> Result<Response, Refusal> {
    let world = control.stage.world();
    let number = required("orgNo", asked.organisation("orgNo")?)?;
    required("scopes", asked.get("scopes"))?;
    let claims = AccessClaims {
        consumer: Some((&number).into()),
        org: asked.get("org").map(str::to_owned),
        org_number: Some(number),
        authenticate_method: Some("maskinporten".to_owned()),
        ..of_client(&world, &asked)?
    };
    signed(&world, &claims)
}

async fn of_person(State(control): State<Control>, asked: Asked) -> Result<Response, Refusal> {
    let world = control.stage.world();
    let Person { party, user_id, pid } = known(&world, &asked)?;
    let user = asked.number("userId")?.unwrap_or(user_id.0);
    let level = asked.level()?;
    let consumer = asked.organisation("consumerOrgNo")?;
    let consumer = consumer.map_or_else(|| OPERATOR.to_owned(), |number| number.to_string());
    let mut claims = AccessClaims {
        consumer: OrgNumber::parse(&consumer).ok().as_ref().map(Organisation::from),
        nameid: Some(user.to_string()),
        user_id: Some(user),
        username: Some(asked.get("userName").unwrap_or_default().to_owned()),
        party_id: Some(asked.number("partyId")?.unwrap_or(party.id.0)),
        party_uuid: Some(asked.uuid("partyuuid")?.map_or(party.uuid, domain::PartyUuid)),
        authenticate_method: Some("NotDefined".to_owned()),
        auth_level: Some(level),
        ..claims(&world, &asked)?
    };
    let acr = match level {
        3 => "idporten-loa-substantial",
        4 => "idporten-loa-high",
        _ => "idporten-loa-low",
    };
    for (name, value) in [
        ("pid", pid.as_str()),
        ("acr", acr),
        (
            "client_amr",
            asked.get("clientAmr").unwrap_or("virksomhetssertifikat"),
        ),
        ("client_orgno", &consumer),
    ] {
        claims.other.insert(name.to_owned(), value.into());
    }
    signed(&world, &claims)
}

async fn of_system_user(State(control): State<Control>, asked: Asked) -> Result<Response, Refusal> {
    let world = control.stage.world();
    let id = required("systemUserId", asked.uuid("systemUserId")?)?;
    let find = |conn: &Connection| Ok(store::system_user::find(conn, SystemUserId(id))?);
    let found = world.store.read(find)?;
    let user = found.ok_or_else(|| Refusal::of("systemUserId", "This world has no such system user."))?;
    let user = user.user;
    let owner = asked.organisation("systemUserOrg")?.unwrap_or(user.party_org);
    let vendor = asked.organisation("orgNo")?.unwrap_or(user.vendor);
    let detail = SystemUserDetail::new(&owner, user.id, user.system_id, None);
    let claims = AccessClaims {
        authorization_details: Some(OneOrMany::Many(vec![Detail::SystemUser(detail)])),
        consumer: Some((&vendor).into()),
        authenticate_method: Some("systemuser".to_owned()),
        ..of_client(&world, &asked)?
    };
    signed(&world, &claims)
}

async fn of_platform(State(control): State<Control>, asked: Asked) -> Result<Response, Refusal> {
    let world = control.stage.world();
    platform_token(&world, &asked, &world.issuers.altinn)
}

async fn of_part(State(control): State<Control>, asked: Asked) -> Result<Response, Refusal> {
    let issuer = asked.get("org").unwrap_or("platform");
    platform_token(&control.stage.world(), &asked, issuer)
}

fn platform_token(world: &World, asked: &Asked, issuer: &str) -> Result<Response, Refusal> {
    let now = world.clock.now().as_second();
    let claims = json!({
        "urn:altinn:app": required("app", asked.get("app"))?,
        "exp": now + asked.lifetime()?,
        "iat": now,
        "iss": issuer,
        "actual_iss": GENERATOR,
        "nbf": now,
    });
    signed(world, &claims)
}

/// Whom a call means, by the first thing that it says of the person.
fn known(world: &World, asked: &Asked) -> Result<Person, Refusal> {
    let read = |find: &dyn Fn(&Connection) -> Result<Option<Person>, Error>| world.store.read(find);
    let (name, found) = if let Some(pid) = asked.get("pid") {
        ("pid", read(&|conn| person::find_by_pid(conn, pid))?)
    } else if let Some(user) = asked.number("userId")? {
        ("userId", read(&|conn| person::find(conn, UserId(user)))?)
    } else if let Some(uuid) = asked.uuid("partyuuid")? {
        ("partyuuid", read(&|conn| of_party(conn, uuid))?)
    } else if let Some(number) = asked.number("partyId")? {
        let find = |conn: &Connection| match party::find(conn, PartyId(number))? {
            Some(party) => of_party(conn, party.uuid.0),
            None => Ok(None),
        };
        ("partyId", read(&find)?)
    } else {
        return Err(Refusal::of(
            "pid",
            "Say who it is: pid, userId, partyuuid or partyId.",
        ));
    };
    found.ok_or_else(|| Refusal::of(name, "This world has no such person."))
}

fn of_party(conn: &Connection, uuid: Uuid) -> Result<Option<Person>, Error> {
    match entity::find(conn, uuid)?.map(|entity| entity.kind) {
        Some(Kind::Person { user, .. }) => person::find(conn, user),
        Some(Kind::Organization { .. } | Kind::SystemUser { .. }) | None => Ok(None),
    }
}

/// What every token says that a Maskinporten client was given.
fn of_client(world: &World, asked: &Asked) -> Result<AccessClaims, Refusal> {
    let mut claims = claims(world, asked)?;
    if let Some(supplier) = asked.organisation("supplierOrgNo")? {
        claims
            .other
            .insert("supplier".to_owned(), json!(Organisation::from(&supplier)));
    }
    Ok(claims)
}

/// What every token says but those of the platform's parts.
fn claims(world: &World, asked: &Asked) -> Result<AccessClaims, Refusal> {
    let now = world.clock.now().as_second();
    let client = asked.get("clientId").map(str::to_owned);
    let generator = ("actual_iss".to_owned(), Value::from(GENERATOR));
    Ok(AccessClaims {
        scope: asked.scopes(END_USER),
        token_type: Some("Bearer".to_owned()),
        exp: now + asked.lifetime()?,
        iat: now,
        client_id: Some(client.unwrap_or_else(|| world.chance.uuid().to_string())),
        auth_level: Some(3),
        iss: world.issuers.altinn.clone(),
        jti: Some(world.chance.token(32)),
        nbf: Some(now),
        other: [generator].into_iter().collect(),
        ..AccessClaims::default()
    })
}

/// The token alone.
fn signed(world: &World, claims: &impl serde::Serialize) -> Result<Response, Refusal> {
    let kept_by_nobody = [(header::CACHE_CONTROL, "no-store")];
    Ok((kept_by_nobody, world.keys.altinn.sign(claims)?).into_response())
}
