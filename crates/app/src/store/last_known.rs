//! The last answer to a question, with its time.

use domain::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{StoreError, body};

/// The last answer and when it was given, if the question was ever answered.
pub(crate) fn find<T: DeserializeOwned>(
    desk: &Connection,
    profile: &str,
    question: &str,
) -> Result<Option<(T, Timestamp)>, StoreError> {
    let found: Option<(String, i64)> = desk
        .prepare_cached("SELECT body, asked FROM last_known WHERE profile = ?1 AND question = ?2")?
        .query_row([profile, question], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((text, asked)) = found else {
        return Ok(None);
    };
    Ok(Some((
        body::read("last_known", question, &text)?,
        Timestamp::from_microsecond(asked),
    )))
}

/// Keeps an answer in the place of the one before.
pub(crate) fn save<T: Serialize>(
    desk: &Connection,
    profile: &str,
    question: &str,
    answer: &T,
    asked: Timestamp,
) -> Result<(), StoreError> {
    let body = body::write("last_known", question, answer)?;
    desk.prepare_cached(
        "INSERT OR REPLACE INTO last_known (profile, question, body, asked) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![profile, question, body, asked.as_microsecond()])?;
    Ok(())
}

/// Forgets what a person was told whose questions begin like this: they have signed out.
pub(crate) fn remove_beginning(desk: &Connection, profile: &str, beginning: &str) -> Result<(), StoreError> {
    desk.prepare_cached(
        "DELETE FROM last_known WHERE profile = ?1 AND substr(question, 1, length(?2)) = ?2",
    )?
    .execute([profile, beginning])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{at, desk};

    #[tokio::test]
    async fn the_newest_answer_is_kept_with_its_time_and_for_its_own_profile() {
        let (_folder, store) = desk().await;
        let known = store
            .run(|desk| {
                save(desk, "local", "inbox/1", &vec![1], at(1))?;
                save(desk, "local", "inbox/1", &vec![1, 2], at(2))?;
                Ok((
                    find::<Vec<i32>>(desk, "local", "inbox/1")?,
                    find::<Vec<i32>>(desk, "tt02", "inbox/1")?,
                ))
            })
            .await
            .unwrap();

        assert_eq!(known, (Some((vec![1, 2], at(2))), None));
    }

    #[tokio::test]
    async fn an_answer_of_another_shape_names_its_row() {
        let (_folder, store) = desk().await;
        let read = store
            .run(|desk| {
                save(desk, "local", "inbox/1", &"text", at(1))?;
                find::<Vec<i32>>(desk, "local", "inbox/1")
            })
            .await;

        assert!(matches!(
            read,
            Err(StoreError::Inconsistent { table: "last_known", row, .. }) if row == "inbox/1"
        ));
    }

    #[tokio::test]
    async fn forgetting_keeps_what_begins_otherwise() {
        let (_folder, store) = desk().await;
        let left = store
            .run(|desk| {
                save(desk, "local", "7/inbox", &1, at(1))?;
                save(desk, "local", "77/inbox", &2, at(1))?;
                remove_beginning(desk, "local", "7/")?;
                Ok((
                    find::<i32>(desk, "local", "7/inbox")?,
                    find::<i32>(desk, "local", "77/inbox")?,
                ))
            })
            .await
            .unwrap();

        assert_eq!(left, (None, Some((2, at(1)))));
    }
}
