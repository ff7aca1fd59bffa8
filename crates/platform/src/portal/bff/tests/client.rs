//! The rows of clients, with the accountant of the built-in seed.

use axum::http::{Method, StatusCode};
use contract::{path as altinn_path, portal::path, scope};
use serde_json::{Value, json};

use super::{CUSTOMER_UUID, assert_refused, call};
use crate::altinn::agent::testing::leader;
use crate::altinn::testing;

#[tokio::test]
async fn clients_are_listed_linked_and_unlinked() {
    let altinn = testing::listening_altinn().await;
    let token = altinn.person_token(&leader(), scope::PORTAL);
    let row = async |pattern: &str, last: &[&str], method: Method, body: Value| {
        let values = [&[ACCOUNTANT_PARTY, AGENT], last].concat();
        let address = altinn_path::fill(pattern, &values);
        let address = format!("{address}?partyUuid={ACCOUNTANT_UUID}");
        call(&altinn, &token, method, &address, body).await
    };
    let customers = row(path::CUSTOMERS, &[], Method::GET, Value::Null).await.json();
    let client = customers
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["orgNo"] == "310702641");
    let client = client.unwrap_or_else(|| panic!("{customers}"));
    assert_eq!(client["name"], "Rør og Vann AS");
    assert!(client["access"][0]["packages"].is_array());
    let linked = async || {
        row(path::DELEGATIONS, &[], Method::GET, Value::Null)
            .await
            .json()
            .as_array()
            .unwrap()
            .len()
    };
    let before = linked().await;

    let body = json!({ "customerId": CUSTOMER_UUID, "access": client["access"] });
    let made = row(path::DELEGATIONS, &[], Method::POST, body).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    assert_eq!(
        made.json(),
        json!({ "agentSystemUserId": AGENT, "delegationId": CUSTOMER_UUID, "customerId": CUSTOMER_UUID })
    );
    assert_eq!(linked().await, before + 1);
    let gone = row(path::DELEGATION, &[CUSTOMER_UUID], Method::DELETE, Value::Null).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!(true)));
    assert_eq!(linked().await, before);
    let own = row(path::OWN_PARTY, &[], Method::GET, Value::Null).await;
    assert_eq!(own.json(), json!(false));
    let stranger = json!({ "customerId": "00000000-0000-4000-8000-000000000000", "access": [] });
    let refused = row(path::DELEGATIONS, &[], Method::POST, stranger).await;
    assert_refused(&refused, 400, "AMUI-00005");
}

const ACCOUNTANT_PARTY: &str = "51900018";
const ACCOUNTANT_UUID: &str = "57a6a282-d8b6-53b8-b6ae-9ddfd58cea42";
/// The accountant's system user for clients, of the built-in seed.
const AGENT: &str = "c0715ee7-26d5-5023-9a84-f09a0c231767";
