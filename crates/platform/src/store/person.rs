//! People: what the register knows of them beside their party.

use domain::{Party, UserId};
use rusqlite::{Connection, Row};

use super::party::party;
use crate::error::Error;
use crate::seed;

/// A person who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) party: Party,
    pub(crate) user_id: UserId,
    /// The synthetic national identity number.
    pub(crate) pid: String,
}

/// The person with a user number.
pub(crate) fn find(conn: &Connection, user: UserId) -> Result<Option<Person>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name, user_id, pid
         FROM person JOIN party ON party.uuid = person.party_uuid WHERE user_id = ?1",
    )?;
    query.query_and_then([user.0], person)?.next().transpose()
}

/// The person with a national identity number.
pub(crate) fn find_by_pid(conn: &Connection, pid: &str) -> Result<Option<Person>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name, user_id, pid
         FROM person JOIN party ON party.uuid = person.party_uuid WHERE pid = ?1",
    )?;
    query.query_and_then([pid], person)?.next().transpose()
}

/// People in the order of their user numbers, beginning after `after`, at most `limit`.
pub(crate) fn list(conn: &Connection, after: Option<UserId>, limit: u32) -> Result<Vec<Person>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name, user_id, pid
         FROM person JOIN party ON party.uuid = person.party_uuid
         WHERE user_id > ?1 ORDER BY user_id LIMIT ?2",
    )?;
    let after = after.map_or(-1, |user| i64::from(user.0));
    query.query_and_then((after, limit), person)?.collect()
}

/// People whose names have words that begin with each of some words, or whose national identity number begins with the
/// only word, in the order of their user numbers; at most `limit`.
pub(crate) fn search(conn: &Connection, text: &str, limit: u32) -> Result<Vec<Person>, Error> {
    let text = text.to_lowercase();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // The longest word has the fewest people behind it, so it is the one that is looked up.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name, user_id, pid
         FROM person JOIN party ON party.uuid = person.party_uuid
         WHERE person.party_uuid IN (
             SELECT party_uuid FROM (SELECT party_uuid FROM person_word AS first
             WHERE first.word >= ?1 AND first.word < ?1 || char(1114111)
             AND EXISTS (SELECT 1 FROM person_word AS second WHERE second.party_uuid = first.party_uuid
                         AND second.word >= ?2 AND second.word < ?2 || char(1114111))
             AND EXISTS (SELECT 1 FROM person_word AS third WHERE third.party_uuid = first.party_uuid
                         AND third.word >= ?3 AND third.word < ?3 || char(1114111))
             LIMIT 1000)
             UNION SELECT party_uuid FROM (
                 SELECT party_uuid FROM person WHERE pid >= ?1 AND pid < ?1 || ':' LIMIT 1000)
         )
         ORDER BY user_id LIMIT ?4",
    )?;
    query
        .query_and_then((word(0), word(1), word(2), limit), person)?
        .collect()
}

/// People with a role, a package or a right at an organisation, by name, at most `limit`.
pub(crate) fn list_at(conn: &Connection, from: domain::PartyUuid, limit: u32) -> Result<Vec<Person>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name, user_id, pid
         FROM person JOIN party ON party.uuid = person.party_uuid
         WHERE uuid IN (
             SELECT to_party FROM assignment WHERE from_party = ?1
             UNION SELECT to_uuid FROM package_delegation WHERE from_party = ?1
             UNION SELECT to_uuid FROM right_delegation WHERE from_party = ?1
         )
         ORDER BY name, uuid LIMIT ?2",
    )?;
    query.query_and_then((from.to_string(), limit), person)?.collect()
}

/// Adds a person.
pub(crate) fn save(tx: &Connection, person: &seed::Person) -> Result<(), Error> {
    let uuid = person.party_uuid.to_string();
    tx.execute(
        "INSERT INTO party (uuid, id, kind, name) VALUES (?1, ?2, 'person', ?3)",
        (&uuid, person.party_id.0, &person.name),
    )?;
    tx.execute(
        "INSERT INTO person (party_uuid, user_id, pid) VALUES (?1, ?2, ?3)",
        (&uuid, person.user_id.0, &person.pid),
    )?;
    let mut word =
        tx.prepare_cached("INSERT OR IGNORE INTO person_word (word, party_uuid) VALUES (?1, ?2)")?;
    for part in person.name.to_lowercase().split_whitespace() {
        word.execute((part, &uuid))?;
    }
    Ok(())
}

fn person(row: &Row<'_>) -> Result<Person, Error> {
    Ok(Person {
        party: party(row)?,
        user_id: UserId(row.get("user_id")?),
        pid: row.get("pid")?,
    })
}
