//! Which Maskinporten scopes a supplier may use for a customer (identity.md 1.7). Maskinporten asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::scope_delegation::{LOOKUP, LOOKUP_ALL, ScopeDelegations};
use domain::{OrgNumber, Scope};
use rusqlite::Connection;

use super::query::Query;
use crate::caller::Caller;
use crate::error::{Error, PlainText};
use crate::store;
use crate::store::scope_delegation::{ScopeDelegation, Wanted};
use crate::world::World;

/// Delegated scopes in one answer, at the most: upstream it has no pages.
const SCOPES: u32 = 10_000;

/// `GET maskinporten/delegations?supplierOrg&consumerOrg&scope`
pub(super) async fn look_up(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Vec<ScopeDelegations>>, Error> {
    caller.require_scope(&[LOOKUP, LOOKUP_ALL])?;
    let wanted = wanted(&query)?;
    world.store.read(|conn| {
        require_own_scope(conn, &caller, wanted.scope.as_ref())?;
        let found = store::scope_delegation::list(conn, &wanted, SCOPES)?;
        Ok(Json(together(found)))
    })
}

fn wanted(query: &Query) -> Result<Wanted, Error> {
    let given = |name: &'static str| query.all(name).next().filter(|text| !text.is_empty());
    let org = |name: &'static str| {
        let read = given(name).map(OrgNumber::parse_strictly).transpose();
        read.map_err(|fault| Error::field(name, format!("{fault}.")))
    };
    let wanted = Wanted {
        consumer: org("consumerOrg")?,
        supplier: org("supplierOrg")?,
        scope: given("scope").map(Scope::from),
    };
    if wanted == Wanted::default() {
        return Err(plain(
            StatusCode::BAD_REQUEST,
            "Nothing to look up".to_owned(),
            "One of supplierOrg, consumerOrg and scope must be given.",
        ));
    }
    Ok(wanted)
}

/// Whoever may not see everything must ask about one scope, of a prefix that it owns.
fn require_own_scope(conn: &Connection, caller: &Caller, scope: Option<&Scope>) -> Result<(), Error> {
    if caller.require_scope(&[LOOKUP_ALL]).is_ok() {
        return Ok(());
    }
    let Some(scope) = scope else {
        return Err(plain(
            StatusCode::FORBIDDEN,
            "Not authorized to look up delegations without naming a scope".to_owned(),
            "The scope altinn:maskinporten/delegations.admin is needed.",
        ));
    };
    let own = match caller.vendor() {
        Some(org) => store::scope::owns_prefix(conn, &org, scope)?,
        None => false,
    };
    if own {
        Ok(())
    } else {
        Err(plain(
            StatusCode::FORBIDDEN,
            format!("Not authorized to look up delegations of the scope {scope}"),
            "The scope's prefix belongs to another organization.",
        ))
    }
}

fn plain(status: StatusCode, title: String, detail: &str) -> Error {
    Error::Plain(
        status,
        Some(PlainText {
            title,
            detail: detail.to_owned(),
        }),
    )
}

/// One item for each customer, supplier and resource; they come in that order.
fn together(found: Vec<ScopeDelegation>) -> Vec<ScopeDelegations> {
    let mut items: Vec<ScopeDelegations> = vec![];
    for one in found {
        match items.last_mut() {
            Some(last)
                if last.supplier_org == one.supplier
                    && last.consumer_org == one.consumer
                    && last.resourceid == one.resource =>
            {
                last.scopes.push(one.scope);
            }
            _ => items.push(ScopeDelegations {
                consumer_org: one.consumer,
                supplier_org: one.supplier,
                delegation_scheme_id: None,
                scopes: vec![one.scope],
                created: one.created,
                resourceid: one.resource,
            }),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use contract::scope_delegation::SCOPE_DELEGATIONS;
    use serde_json::json;

    use super::*;
    use crate::testing::{Answer, TestWorld, vendor, world};

    const SCOPE: &str = "skatteetaten:skatteoppslag";

    #[tokio::test]
    async fn maskinporten_finds_what_a_customer_has_let_a_supplier_use() {
        let world = world().await;
        let answer = ask(
            &world,
            LOOKUP_ALL,
            "supplierOrg=991825827&consumerOrg=310702641&scope=skatteetaten:skatteoppslag",
        )
        .await;
        assert_eq!(
            answer.json(),
            json!([{
                "consumer_org": "310702641",
                "supplier_org": "991825827",
                "delegation_scheme_Id": null,
                "scopes": [SCOPE],
                "created": "2026-05-28T20:26:40Z",
                "resourceid": "ske-skatteoppslag-maskinporten",
            }])
        );
    }

    #[tokio::test]
    async fn each_parameter_narrows_the_answer_and_nothing_found_is_an_empty_list() {
        let world = world().await;
        for (query, found) in [
            ("supplierOrg=991825827", 1),
            ("consumerOrg=310702641", 1),
            ("scope=skatteetaten:skatteoppslag", 1),
            ("consumerOrg=310702641&scope=", 1),
            ("supplierOrg=314800117&consumerOrg=310702641", 0),
            ("consumerOrg=310702641&scope=skatteetaten:annet", 0),
        ] {
            let list = ask(&world, LOOKUP_ALL, query).await.json();
            assert_eq!(list.as_array().unwrap().len(), found, "{query}");
        }
    }

    #[tokio::test]
    async fn the_scope_s_owner_sees_its_own_scopes_and_no_others() {
        let world = world().await;
        let owner = OrgNumber::parse("974761076").unwrap();
        let own = world.maskinporten_token(&owner, LOOKUP, vec![]);
        let others = world.maskinporten_token(&vendor(), LOOKUP, vec![]);
        let status = async |token: &str, query: &str| {
            let answer = world.get(&format!("{SCOPE_DELEGATIONS}?{query}"), token).await;
            (answer.status, answer.json()["title"].as_str().map(str::to_owned))
        };
        let scope = format!("scope={SCOPE}");
        assert_eq!(status(&own, &scope).await, (StatusCode::OK, None));
        let title = format!("Not authorized to look up delegations of the scope {SCOPE}");
        assert_eq!(
            status(&others, &scope).await,
            (StatusCode::FORBIDDEN, Some(title))
        );
        assert_eq!(
            status(&own, "consumerOrg=310702641").await,
            (
                StatusCode::FORBIDDEN,
                Some("Not authorized to look up delegations without naming a scope".to_owned())
            )
        );
    }

    #[tokio::test]
    async fn a_number_that_is_none_is_named_and_asking_for_nothing_is_400() {
        let world = world().await;
        let nothing = ask(&world, LOOKUP_ALL, "").await;
        assert_eq!(
            (nothing.status, &nothing.json()["title"]),
            (StatusCode::BAD_REQUEST, &json!("Nothing to look up"))
        );
        for name in ["supplierOrg", "consumerOrg"] {
            let answer = ask(&world, LOOKUP_ALL, &format!("{name}=123456789")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.json()["errors"][name].is_array(), "{}", answer.text());
        }
    }

    #[tokio::test]
    async fn the_wrong_scope_and_no_token_are_refused() {
        let world = world().await;
        assert_eq!(
            ask(&world, "altinn:other", "scope=x").await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.get(SCOPE_DELEGATIONS, "").await.status,
            StatusCode::UNAUTHORIZED
        );
    }

    async fn ask(world: &TestWorld, scope: &str, query: &str) -> Answer {
        let token = world.maskinporten_token(&vendor(), scope, vec![]);
        world.get(&format!("{SCOPE_DELEGATIONS}?{query}"), &token).await
    }
}
