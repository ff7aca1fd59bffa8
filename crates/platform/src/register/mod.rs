//! Altinn's register: organisations and parties. The lookups need any valid token; upstream they are closed to all but the
//! platform's own parts (docs/deviations.md).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use contract::resource::{
    ORGANIZATION, OrganizationDto, PARTY, PARTY_BY_UUID, PARTY_LOOKUP, PartyDto, PartyLookup,
};
use domain::{OrgNumber, Party, PartyId, PartyKind, PartyUuid};
use rusqlite::Connection;

use crate::access_management::query;
use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::store;
use crate::world::World;

pub(crate) fn router() -> Routes {
    Routes::new()
        .get(ORGANIZATION, organization, |it| {
            it.says("Reads an organisation by its number.").any_token()
        })
        .post(PARTY_LOOKUP, look_up, |it| {
            it.says("Finds an organisation's party by its number.")
                .any_token()
                .body::<PartyLookup>()
        })
        .get(PARTY_BY_UUID, party_by_uuid, |it| {
            it.says("Reads a party by its UUID.").any_token()
        })
        .get(PARTY, party, |it| {
            it.says("Reads a party by its number.").any_token()
        })
}

async fn organization(
    State(world): State<Arc<World>>,
    _caller: Caller,
    Path(text): Path<String>,
) -> Result<Json<OrganizationDto>, Error> {
    let number = number(&text)?;
    world.store.read(|conn| {
        let party = store::party::find_by_org(conn, &number)?.ok_or_else(not_found)?;
        let unit_type = store::party::unit_form(conn, party.uuid)?;
        Ok(Json(OrganizationDto {
            org_number: number.clone(),
            name: party.name,
            unit_type,
        }))
    })
}

/// The party with a number. A person's own party is told to that person only.
async fn party(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(text): Path<String>,
) -> Result<Json<PartyDto>, Error> {
    let id = text
        .parse()
        .map_err(|_| Error::field("partyId", format!("The value '{text}' is not valid.")))?;
    world.store.read(|conn| {
        let party = store::party::find(conn, PartyId(id))?.ok_or_else(not_found)?;
        tell(conn, &caller, party).map(Json)
    })
}

/// The party with a UUID. A person's own party is told to that person only.
async fn party_by_uuid(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(text): Path<String>,
) -> Result<Json<PartyDto>, Error> {
    let uuid = text
        .parse()
        .map_err(|_| Error::field("partyUuid", format!("The value '{text}' is not valid.")))?;
    world.store.read(|conn| {
        let party = store::party::find_by_uuid(conn, PartyUuid(uuid))?.ok_or_else(not_found)?;
        tell(conn, &caller, party).map(Json)
    })
}

/// The organisation with a number. People are not looked up by theirs.
async fn look_up(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<PartyDto>, Error> {
    let asked: PartyLookup = query::body(&headers, &body)?;
    let text = asked
        .org_no
        .ok_or_else(|| Error::field("OrgNo", "The OrgNo field is required."))?;
    let number = number(&text)?;
    world.store.read(|conn| {
        let party = store::party::find_by_org(conn, &number)?.ok_or_else(not_found)?;
        tell(conn, &caller, party).map(Json)
    })
}

fn tell(conn: &Connection, caller: &Caller, party: Party) -> Result<PartyDto, Error> {
    let is_person = party.kind == PartyKind::Person;
    if is_person && caller.party() != Some(party.id) {
        return Err(Error::Empty(StatusCode::FORBIDDEN));
    }
    Ok(PartyDto {
        party_id: party.id,
        party_uuid: party.uuid,
        party_type_name: if is_person { 1 } else { 2 },
        org_number: party.org_number,
        ssn: None,
        unit_type: store::party::unit_form(conn, party.uuid)?,
        name: party.name,
        is_deleted: false,
    })
}

fn number(text: &str) -> Result<OrgNumber, Error> {
    OrgNumber::parse(text).map_err(|fault| Error::field("orgNo", fault.to_string()))
}

fn not_found() -> Error {
    Error::plain(StatusCode::NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{Person, world};

    #[tokio::test]
    async fn an_organisation_is_found_by_number_and_by_party() {
        let world = world().await;
        let token = world.vendor_token("altinn:any");
        let body = world
            .get("/register/api/v1/organizations/310702641", &token)
            .await
            .json();
        assert_eq!(
            body,
            json!({ "orgNumber": "310702641", "name": "Rør og Vann AS", "unitType": "AS" })
        );
        let body = world
            .post(
                "/register/api/v1/parties/lookup",
                &token,
                json!({ "OrgNo": "310702641" }),
            )
            .await
            .json();
        assert_eq!(
            (&body["partyId"], &body["partyTypeName"]),
            (&json!(51_900_010), &json!(2))
        );
        assert_eq!(
            world
                .get("/register/api/v1/parties/51900010", &token)
                .await
                .json(),
            body
        );
    }

    #[tokio::test]
    async fn a_number_that_is_none_and_an_unknown_one_are_told_apart() {
        let world = world().await;
        let token = world.vendor_token("altinn:any");
        let status = async |path: &str| {
            world
                .get(&format!("/register/api/v1/{path}"), &token)
                .await
                .status
        };
        assert_eq!(status("organizations/57623423").await, StatusCode::BAD_REQUEST);
        assert_eq!(status("organizations/999888777").await, StatusCode::NOT_FOUND);
        assert_eq!(status("parties/1").await, StatusCode::NOT_FOUND);
        assert_eq!(status("parties/x").await, StatusCode::BAD_REQUEST);
    }

    #[tokio::test]
    async fn what_a_lookup_lacks_is_named() {
        let world = world().await;
        let token = world.vendor_token("altinn:any");
        let path = "/register/api/v1/parties/lookup";
        for (body, status) in [
            (json!({}), StatusCode::BAD_REQUEST),
            (json!({ "OrgNo": 310_702_641 }), StatusCode::BAD_REQUEST),
            (json!({ "OrgNo": "31070264" }), StatusCode::BAD_REQUEST),
            (json!({ "Ssn": "12847820045" }), StatusCode::BAD_REQUEST),
            (json!({ "orgNo": "999888777" }), StatusCode::NOT_FOUND),
            (json!({ "orgNo": "310702641" }), StatusCode::OK),
        ] {
            assert_eq!(
                world.post(path, &token, body.clone()).await.status,
                status,
                "{body}"
            );
        }
        let bodiless = world.call(axum::http::Method::POST, path, &token, None).await;
        assert_eq!(bodiless.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        for path in [path, "/register/api/v1/organizations/310702641"] {
            assert_eq!(
                world.post(path, "", json!({})).await.status.as_u16() / 100,
                4,
                "{path}"
            );
        }
    }

    #[tokio::test]
    async fn nobody_is_told_without_a_token_and_people_only_to_themselves() {
        let world = world().await;
        let path = "/register/api/v1/parties/50900001";
        assert_eq!(world.get(path, "").await.status, StatusCode::UNAUTHORIZED);
        let other = world.person_token(&Person::outsider(), "altinn:any");
        assert_eq!(world.get(path, &other).await.status, StatusCode::FORBIDDEN);
        let own = world.person_token(&Person::leader(), "altinn:any");
        assert_eq!(world.get(path, &own).await.json()["name"], "Pia Kran");
    }
}
