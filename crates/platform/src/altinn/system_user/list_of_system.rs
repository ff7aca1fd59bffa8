//! #52: a system's system users, page by page, in the order they were last changed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::paging::Page;
use contract::system_user::SystemUserExternal;
use contract::{path, scope};
use domain::SystemId;
use rusqlite::Connection;

use crate::altinn::arguments::Query;
use crate::altinn::origin::Origin;
use crate::altinn::{guard, page};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn list_of_system(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
    origin: Origin,
) -> Result<Json<Page<SystemUserExternal>>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let start = page::start(&query)?;
    let vendor = guard::vendor(&caller)?;
    let (id, size) = (SystemId(id), world.page_size);
    let found = world.store.read(|connection: &Connection| {
        guard::require_own_system(connection, &id, &vendor)?;
        Ok(system_user::list_of_system(connection, &id, start, size + 1)?)
    })?;
    let told = found
        .into_iter()
        .map(|(number, user)| (number, SystemUserExternal::of(&user)))
        .collect();
    let list = path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[id.as_str()]);
    Ok(Json(page::page(told, size, &origin, &list)))
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::body::Body;
    use axum::extract::ConnectInfo;
    use axum::http::{Request, StatusCode, header};
    use contract::{path, scope};

    use crate::altinn::testing::{self, Altinn, SYSTEM, other_vendor};
    use crate::running::platform_router;
    use crate::testing::answer;

    #[tokio::test]
    async fn every_system_user_is_on_one_page_and_only_one() {
        let altinn = testing::altinn_with_pages_of(2).await;
        altinn.given_system(testing::system()).await;
        let made = altinn.given_system_users(5).await;

        let pages = altinn
            .pages(&list(), &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE))
            .await;

        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        let seen: Vec<&str> = pages
            .iter()
            .flatten()
            .map(|user| user["id"].as_str().unwrap())
            .collect();
        assert_eq!(seen, made);
    }

    #[tokio::test]
    async fn one_that_is_deleted_while_pages_are_turned_takes_nobody_with_it() {
        let altinn = testing::altinn_with_pages_of(2).await;
        altinn.given_system(testing::system()).await;
        let made = altinn.given_system_users(5).await;
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let first = altinn.get(&list(), &token).await.json();

        altinn.delete_system_user(&made[0]).await;
        altinn.delete_system_user(&made[2]).await;

        let next = first["links"]["next"]
            .as_str()
            .unwrap()
            .strip_prefix("http://platform.test")
            .unwrap();
        let rest = altinn.pages(next, &token).await;
        let seen: Vec<&str> = rest
            .iter()
            .flatten()
            .map(|user| user["id"].as_str().unwrap())
            .collect();
        assert_eq!(seen, made[3..]);
    }

    #[tokio::test]
    async fn the_next_page_is_where_the_caller_s_proxy_says_it_is() {
        let altinn = testing::altinn_with_pages_of(1).await;
        altinn.given_system(testing::system()).await;
        altinn.given_system_users(2).await;

        assert!(
            next_seen_from(&altinn, [127, 0, 0, 1])
                .await
                .starts_with("https://last.example/authentication/")
        );
        assert!(
            next_seen_from(&altinn, [10, 0, 0, 1])
                .await
                .starts_with("http://platform.test/authentication/")
        );
    }

    #[tokio::test]
    async fn an_unknown_a_foreign_system_and_the_wrong_scope_are_refused() {
        let altinn = testing::altinn().await;
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        assert_eq!(altinn.get(&list(), &write).await.json()["code"], "AUTH-00011");
        altinn.given_system(testing::system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        assert_eq!(altinn.get(&list(), &stranger).await.json()["code"], "AUTH-00011");
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_eq!(altinn.get(&list(), &read).await.status, StatusCode::FORBIDDEN);
    }

    async fn next_seen_from(altinn: &Altinn, peer: [u8; 4]) -> String {
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let mut call = Request::get(list())
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-host", "first.example, last.example")
            .body(Body::empty())
            .unwrap();
        call.extensions_mut()
            .insert(ConnectInfo(SocketAddr::from((peer, 4000))));
        let page = answer(platform_router(altinn), call).await.json();
        page["links"]["next"].as_str().unwrap().to_owned()
    }

    fn list() -> String {
        path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[SYSTEM])
    }
}
