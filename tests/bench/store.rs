//! Fills the platform's store directly: a million customers through HTTP would take an hour and measure nothing.
//!
//! The rows are what approving as many requests leaves behind. The platform is not running meanwhile.

use rusqlite::{Connection, Transaction, named_params, params};
use serde_json::json;

use crate::customers::{self, Customer, RESOURCE};
use crate::figures;
use crate::server::Folder;
use tests::{CLIENT, SYSTEM};

/// What approval of the resource gives: each of its actions.
const ACTIONS: [&str; 4] = ["read", "write", "delete", "instantiate"];
/// 2026-01-01, in microseconds since 1970.
const CREATED: i64 = 1_767_225_600_000_000;
/// The leader who said yes to all of them.
const BY: u32 = 20_900_006;

pub(crate) fn open(folder: &Folder) -> Connection {
    Connection::open(folder.database()).unwrap()
}

/// The read that every grant needs.
pub(crate) fn look_up_key(database: &Connection, client: &str, kid: &str) {
    let mut query = database
        .prepare_cached("SELECT modulus, exponent, expires FROM client_key WHERE client = ?1 AND kid = ?2")
        .unwrap();
    let key = query.query_row([client, kid], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(2)?))
    });
    std::hint::black_box(key.unwrap());
}

/// Adds customers until there are `size`. The store is then checked and left as the platform wants it.
pub(crate) fn fill(folder: &Folder, size: u32) {
    let mut database = open(folder);
    // Nothing here has to survive a power cut.
    database
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000")
        .unwrap();
    let filled: u32 = database
        .query_row("SELECT count(*) FROM system_user", [], |row| row.get(0))
        .unwrap();
    let transaction = database.transaction().unwrap();
    let next = filled.checked_sub(others(&transaction)).unwrap();
    if next == 0 {
        add_systems(&transaction);
    }
    for nth in next..size {
        add(&transaction, &Customer::nth(nth), nth);
    }
    transaction.commit().unwrap();
    database.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    let megabytes = std::fs::metadata(folder.database()).unwrap().len() / 1_000_000;
    figures::say(&format!(
        "\n══ {size} system users in the store ({megabytes} MB) ══"
    ));
}

/// System users of the seed and of earlier measurements, which are not customers of ours.
fn others(transaction: &Transaction<'_>) -> u32 {
    let count = "SELECT count(*) FROM system_user WHERE external_ref NOT LIKE 'kunde-%'";
    transaction.query_row(count, [], |row| row.get(0)).unwrap()
}

/// The vendor's main system and its others.
fn add_systems(transaction: &Transaction<'_>) {
    add_system(transaction, SYSTEM, 0, &[CLIENT]);
    let main = params![CLIENT, SYSTEM];
    transaction
        .execute(
            "INSERT INTO system_client (client_id, system_id) VALUES (?1, ?2)",
            main,
        )
        .unwrap();
    for nth in 0..customers::OTHER_SYSTEMS {
        add_system(transaction, &customers::other_system(nth), nth + 1, &[]);
    }
}

fn add_system(transaction: &Transaction<'_>, id: &str, nth: u32, clients: &[&str]) {
    let texts = json!({"nb": "Fagsystem", "nn": "Fagsystem", "en": "Business system"}).to_string();
    transaction
        .execute(
            "INSERT INTO system (id, internal_id, vendor, name, description, rights, access_packages, client_ids,
                 redirect_urls, is_visible, is_deleted, created, last_changed)
             VALUES (:id, :internal_id, '991825827', :texts, :texts, :rights, '[]', :clients, '[]', 1, 0, :now, :now)",
            named_params! {
                ":id": id,
                ":internal_id": uuid::Uuid::from_u128(u128::from(nth)).to_string(),
                ":texts": texts,
                ":rights": rights(),
                ":clients": json!(clients).to_string(),
                ":now": CREATED,
            },
        )
        .unwrap();
}

fn add(transaction: &Transaction<'_>, customer: &Customer, nth: u32) {
    if customer.is_new {
        add_party(transaction, customer);
    }
    add_request(transaction, customer, nth);
    add_system_user(transaction, customer, nth);
    for action in ACTIONS {
        add_right(transaction, customer, action);
    }
}

fn add_party(transaction: &Transaction<'_>, customer: &Customer) {
    let insert = "INSERT INTO party (uuid, id, kind, org_number, name, unit_form) VALUES (?, ?, 'organization', ?, ?, 'AS')";
    let name = format!("Kunde {} AS", customer.party);
    let row = params![
        customer.party_uuid.to_string(),
        customer.party,
        customer.organization.as_str(),
        name
    ];
    transaction.prepare_cached(insert).unwrap().execute(row).unwrap();
}

fn add_request(transaction: &Transaction<'_>, customer: &Customer, nth: u32) {
    transaction
        .prepare_cached(
            "INSERT INTO request (id, kind, integration_title, external_ref, system_id, party_org, rights,
                 access_packages, status, redirect_url, escalated, created, last_changed)
             VALUES (:id, 'standard', 'SmartRegnskap', :reference, :system, :organization, :rights, '[]', 'Accepted',
                 'https://smartcloud.example/ready', 0, :created, :created)",
        )
        .unwrap()
        .execute(named_params! {
            ":id": customer.system_user.to_string(),
            ":reference": customer.reference.as_str(),
            ":system": customer.system,
            ":organization": customer.organization.as_str(),
            ":rights": rights(),
            ":created": CREATED + i64::from(nth),
        })
        .unwrap();
}

fn add_system_user(transaction: &Transaction<'_>, customer: &Customer, nth: u32) {
    transaction
        .prepare_cached(
            "INSERT INTO system_user (id, sequence, kind, integration_title, system_id, party_id, party_org,
                 external_ref, access_packages, created, last_changed, created_by, changed_by)
             VALUES (:id, (SELECT coalesce(max(sequence), 0) + 1 FROM system_user), 'standard', 'SmartRegnskap', :system,
                 :party, :organization, :reference, '[]', :created, :created, :by, :by)",
        )
        .unwrap()
        .execute(named_params! {
            ":id": customer.system_user.to_string(),
            ":system": customer.system,
            ":party": customer.party,
            ":organization": customer.organization.as_str(),
            ":reference": customer.reference.as_str(),
            ":created": CREATED + i64::from(nth),
            ":by": BY,
        })
        .unwrap();
}

fn add_right(transaction: &Transaction<'_>, customer: &Customer, action: &str) {
    let insert =
        "INSERT INTO right_delegation (to_uuid, from_party, resource, action, given) VALUES (?, ?, ?, ?, ?)";
    let (to, from) = (customer.system_user.to_string(), customer.party_uuid.to_string());
    transaction
        .prepare_cached(insert)
        .unwrap()
        .execute(params![to, from, RESOURCE, action, CREATED])
        .unwrap();
}

/// The one right that system and requests speak of, as the platform stores it.
fn rights() -> String {
    serde_json::to_string(&[domain::Right::on(RESOURCE)]).unwrap()
}
