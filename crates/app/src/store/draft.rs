//! What is being written and not sent.

use domain::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{StoreError, body};

/// The draft of that name, if there is one.
pub(crate) fn find<T: DeserializeOwned>(
    desk: &Connection,
    profile: &str,
    name: &str,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = desk
        .prepare_cached("SELECT body FROM draft WHERE profile = ?1 AND name = ?2")?
        .query_row([profile, name], |row| row.get(0))
        .optional()?;
    text.map(|text| body::read("draft", name, &text)).transpose()
}

/// Keeps a draft in the place of the one before.
pub(crate) fn save<T: Serialize>(
    desk: &Connection,
    profile: &str,
    name: &str,
    draft: &T,
    saved: Timestamp,
) -> Result<(), StoreError> {
    desk.prepare_cached("INSERT OR REPLACE INTO draft (profile, name, body, saved) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            profile,
            name,
            body::write("draft", name, draft)?,
            saved.as_microsecond()
        ])?;
    Ok(())
}

/// Forgets a draft, if there is one.
pub(crate) fn remove(desk: &Connection, profile: &str, name: &str) -> Result<(), StoreError> {
    desk.prepare_cached("DELETE FROM draft WHERE profile = ?1 AND name = ?2")?
        .execute([profile, name])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{at, desk};

    #[tokio::test]
    async fn a_draft_is_kept_until_it_is_removed() {
        let (_folder, store) = desk().await;
        let name = "request";
        let drafts = store
            .run(move |desk| {
                save(desk, "p", name, &"first", at(1))?;
                save(desk, "p", name, &"second", at(2))?;
                let kept: Option<String> = find(desk, "p", name)?;
                remove(desk, "p", name)?;
                Ok((kept, find::<String>(desk, "p", name)?))
            })
            .await
            .unwrap();

        assert_eq!(drafts, (Some("second".to_owned()), None));
    }
}
