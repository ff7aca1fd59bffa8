//! What the person has decided: added to, never changed.

use domain::PartyId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{StoreError, body};
use crate::history::{DecisionId, DecisionRecord};

/// Where a page of decisions ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(pub(crate) i64);

/// Adds a decision about a request or a system user.
pub(crate) fn add(
    desk: &Connection,
    profile: &str,
    subject: Uuid,
    decision: &DecisionRecord,
) -> Result<(), StoreError> {
    let id = decision.id.0.to_string();
    let body = body::write("decision", &id, decision)?;
    desk.prepare_cached(
        "INSERT INTO decision (id, profile, party, subject, decided, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id,
        profile,
        decision.party.id.0,
        subject.to_string(),
        decision.at.as_microsecond(),
        body
    ])?;
    Ok(())
}

/// One decision.
pub(crate) fn find(
    desk: &Connection,
    profile: &str,
    id: DecisionId,
) -> Result<Option<DecisionRecord>, StoreError> {
    let found = desk
        .prepare_cached("SELECT number, id, body FROM decision WHERE profile = ?1 AND id = ?2")?
        .query_row([profile, &id.0.to_string()], columns)
        .optional()?;
    found
        .map(|columns| read(columns).map(|(_, decision)| decision))
        .transpose()
}

/// A page of a party's decisions, newest first, and where the next page begins when there is one.
pub(crate) fn list(
    desk: &Connection,
    profile: &str,
    party: PartyId,
    before: Option<Place>,
    size: u32,
) -> Result<(Vec<DecisionRecord>, Option<Place>), StoreError> {
    let before = before.map_or(i64::MAX, |place| place.0);
    let mut statement = desk.prepare_cached(
        "SELECT number, id, body FROM decision WHERE profile = ?1 AND party = ?2 AND number < ?3
         ORDER BY number DESC LIMIT ?4",
    )?;
    let rows = statement.query_map(params![profile, party.0, before, size + 1], columns)?;
    let mut found = rows
        .map(|row| read(row?))
        .collect::<Result<Vec<(Place, DecisionRecord)>, StoreError>>()?;
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next = found.last().filter(|_| more).map(|(place, _)| *place);
    Ok((found.into_iter().map(|(_, decision)| decision).collect(), next))
}

/// The newest decisions about one request or system user, newest first.
pub(crate) fn list_on(
    desk: &Connection,
    profile: &str,
    subject: Uuid,
    most: u32,
) -> Result<Vec<DecisionRecord>, StoreError> {
    let mut statement = desk.prepare_cached(
        "SELECT number, id, body FROM decision WHERE profile = ?1 AND subject = ?2
         ORDER BY number DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![profile, subject.to_string(), most], columns)?;
    rows.map(|row| read(row?).map(|(_, decision)| decision)).collect()
}

type Columns = (i64, String, String);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read((number, id, text): Columns) -> Result<(Place, DecisionRecord), StoreError> {
    Ok((Place(number), body::read("decision", &id, &text)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::tests::record;
    use crate::store::tests::desk;

    const PARTY: PartyId = PartyId(50_001);

    #[tokio::test]
    async fn decisions_are_read_newest_first_a_page_at_a_time() {
        let (_folder, store) = desk().await;
        let pages = store
            .run(|desk| {
                for number in 1..=3 {
                    add(desk, "local", Uuid::from_u128(number), &record(number))?;
                }
                let (first, next) = list(desk, "local", PARTY, None, 2)?;
                let (second, end) = list(desk, "local", PARTY, next, 2)?;
                Ok((ids(&first), next.is_some(), ids(&second), end))
            })
            .await
            .unwrap();

        assert_eq!(pages, (vec![3, 2], true, vec![1], None));
    }

    #[tokio::test]
    async fn decisions_are_found_by_what_they_were_about_and_by_their_id() {
        let (_folder, store) = desk().await;
        let found = store
            .run(|desk| {
                add(desk, "local", Uuid::from_u128(7), &record(1))?;
                add(desk, "local", Uuid::from_u128(7), &record(2))?;
                add(desk, "local", Uuid::from_u128(8), &record(3))?;
                Ok((
                    ids(&list_on(desk, "local", Uuid::from_u128(7), 10)?),
                    find(desk, "local", DecisionId(Uuid::from_u128(3)))?,
                    find(desk, "tt02", DecisionId(Uuid::from_u128(3)))?,
                ))
            })
            .await
            .unwrap();

        assert_eq!(found, (vec![2, 1], Some(record(3)), None));
    }

    #[tokio::test]
    async fn a_decision_can_be_neither_changed_nor_removed() {
        let (_folder, store) = desk().await;
        store
            .run(|desk| add(desk, "local", Uuid::nil(), &record(1)))
            .await
            .unwrap();

        for forbidden in ["UPDATE decision SET decided = 0", "DELETE FROM decision"] {
            let outcome = store.run(move |desk| Ok(desk.execute(forbidden, [])?)).await;
            assert!(matches!(outcome, Err(StoreError::Sqlite(_))), "{forbidden}");
        }
    }

    fn ids(decisions: &[DecisionRecord]) -> Vec<u128> {
        decisions.iter().map(|decision| decision.id.0.as_u128()).collect()
    }
}
