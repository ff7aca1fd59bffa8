//! #53: what has happened to system users, for the register that copies them. A deleted one is told as deleted.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::paging::{ItemStream, Links, StreamStats};
use contract::path;
use contract::system_user::SystemUserRegister;
use domain::SystemUserEntry;
use rusqlite::Connection;

use crate::altinn::arguments::Query;
use crate::altinn::origin::Origin;
use crate::altinn::page;
use crate::caller::Internal;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

/// Items on a page: Altinn's own number (altinn-platform.md 1.9).
const PAGE: u32 = 100;

pub(super) async fn stream(
    State(world): State<Arc<World>>,
    _internal: Internal,
    query: Query,
    origin: Origin,
) -> Result<Json<ItemStream<SystemUserRegister>>, Error> {
    let after = page::start(&query)?;
    let (entries, newest) = world.store.read(|connection: &Connection| {
        let entries = system_user::list_changed_after(connection, after, PAGE)?;
        Ok((entries, system_user::newest(connection)?))
    })?;
    let number = |entry: Option<&SystemUserEntry>| entry.map(|entry| entry.sequence);
    let (first, last) = (number(entries.first()), number(entries.last()));
    Ok(Json(ItemStream {
        stats: StreamStats {
            page_start: first.unwrap_or(newest),
            page_end: last.unwrap_or(newest),
            sequence_max: newest,
        },
        links: Links {
            next: last.map(|last| page::address(&origin, path::SYSTEM_USER_STREAM, last)),
        },
        data: entries.into_iter().map(SystemUserRegister::from).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use contract::{path, scope};
    use domain::{PartyId, UserId};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn};
    use crate::running::platform_router;
    use crate::testing::{Answer, answer, customer};

    #[tokio::test]
    async fn two_hundred_and_thirty_come_in_three_pages_and_then_an_empty_one() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let (before, address) = end(&altinn).await;
        given_many(&altinn, 230).await;

        let (mut next, mut sizes, mut numbers) = (Some(address), vec![], vec![]);
        while let Some(address) = next {
            let page = get(&altinn, &address).await.json();
            let items = page["data"].as_array().unwrap().clone();
            sizes.push(items.len());
            numbers.extend(items.iter().map(|item| item["sequenceNo"].as_i64().unwrap()));
            assert_eq!(page["stats"]["sequenceMax"], before + 230);
            assert_eq!(page["stats"]["pageEnd"], *numbers.last().unwrap());
            next = page["links"]["next"]
                .as_str()
                .map(|next| next.strip_prefix("http://platform.test").unwrap().to_owned());
        }

        assert_eq!(sizes, [100, 100, 30, 0]);
        assert_eq!(numbers, (before + 1..=before + 230).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn each_change_moves_a_system_user_to_the_end_and_a_deletion_is_told() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let (before, address) = end(&altinn).await;
        let ids = altinn.given_system_users(2).await;
        let change = altinn.given_change_request(&ids[0]).await;
        altinn.clock.advance(60);
        altinn
            .as_leader(path::APPROVE_CHANGE_REQUEST, &[testing::PARTY, &change])
            .await;
        altinn.delete_system_user(&ids[1]).await;

        let answer = get(&altinn, &address).await;

        let stats = format!(
            r#"{{"stats":{{"pageStart":{},"pageEnd":{last},"sequenceMax":{last}}},"links":{{"next":"#,
            before + 3,
            last = before + 4
        );
        assert!(answer.text().starts_with(&stats), "{}", answer.text());
        let told = answer.json()["data"].clone();
        assert_eq!(
            told[0],
            json!({"id": ids[0], "partyOrgNo": "310702641", "partyId": testing::PARTY,
                "integrationTitle": "SmartRegnskap", "isDeleted": false, "lastChanged": "2026-05-28T20:27:40Z",
                "created": "2026-05-28T20:26:40Z", "sequenceNo": before + 3, "systemUserType": "standard"})
        );
        assert_eq!(
            (&told[1]["id"], &told[1]["isDeleted"], &told[2]),
            (&json!(ids[1]), &json!(true), &Value::Null)
        );
    }

    #[tokio::test]
    async fn where_nothing_has_happened_there_is_no_next_page() {
        let altinn = testing::altinn().await;
        let (before, address) = end(&altinn).await;
        assert_eq!(
            get(&altinn, &address).await.text(),
            format!(
                r#"{{"stats":{{"pageStart":{before},"pageEnd":{before},"sequenceMax":{before}}},"links":{{}},"data":[]}}"#
            )
        );
        let bad = get(&altinn, &format!("{}?token=x", path::SYSTEM_USER_STREAM)).await;
        assert!(bad.json()["errors"]["token"].is_array());
    }

    #[tokio::test]
    async fn a_part_of_the_platform_needs_no_other_token() {
        let altinn = testing::altinn().await;
        let claims = |exp: i64| json!({"iss": "platform", "exp": altinn.clock.now().as_second() + exp});
        let ask = |token: String| {
            let call = Request::get(path::SYSTEM_USER_STREAM)
                .header("PlatformAccessToken", token)
                .header(header::AUTHORIZATION, "Bearer no.token")
                .body(Body::empty())
                .unwrap();
            answer(platform_router(&altinn), call)
        };
        let good = altinn.keys.altinn.sign(&claims(60)).unwrap();
        let old = altinn.keys.altinn.sign(&claims(-60)).unwrap();
        let forged = crate::testing::stranger().sign(&claims(60)).unwrap();
        assert_eq!(ask(good).await.status, StatusCode::OK);
        assert_eq!(ask(old).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(forged).await.status, StatusCode::UNAUTHORIZED);
    }

    /// The newest number, and the page after it.
    async fn end(altinn: &Altinn) -> (i64, String) {
        let page = get(altinn, path::SYSTEM_USER_STREAM).await.json();
        let newest = page["stats"]["sequenceMax"].as_i64().unwrap();
        let token = contract::paging::write_token(&newest);
        (newest, format!("{}?token={token}", path::SYSTEM_USER_STREAM))
    }

    async fn get(altinn: &Altinn, address: &str) -> Answer {
        let token = altinn.vendor_token(scope::SYSTEM_USER_ADMIN);
        altinn.get(address, &token).await
    }

    async fn given_many(altinn: &Altinn, count: u32) {
        let now = altinn.clock.now();
        let fill = move |connection: &rusqlite::Connection| {
            for number in 0..count {
                let user = domain::SystemUser {
                    id: domain::SystemUserId(uuid::Uuid::from_u128(u128::from(number) + 1)),
                    kind: domain::SystemUserType::Standard,
                    integration_title: "Title".into(),
                    system_id: testing::SYSTEM.into(),
                    vendor: crate::testing::vendor(),
                    party_org: customer(),
                    external_ref: domain::ExternalRef(format!("r{number}")),
                    access_packages: vec![],
                    created: now,
                };
                crate::store::system_user::add(connection, &user, PartyId(1), UserId(1))?;
            }
            Ok(())
        };
        altinn.store.write(fill).await.unwrap();
    }
}
