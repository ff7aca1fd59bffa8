//! A person's or a vendor's place in each environment.

use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, body};
use crate::profile::SavedProfile;

/// What is kept for the profile of that name; nothing yet is the empty one.
pub(crate) fn find(desk: &Connection, name: &str) -> Result<SavedProfile, StoreError> {
    let text: Option<String> = desk
        .prepare_cached("SELECT body FROM profile WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    text.map_or(Ok(SavedProfile::default()), |text| {
        body::read("profile", name, &text)
    })
}

/// Keeps the profile in the place of the one before.
pub(crate) fn save(desk: &Connection, name: &str, profile: &SavedProfile) -> Result<(), StoreError> {
    let body = body::write("profile", name, profile)?;
    desk.prepare_cached("INSERT OR REPLACE INTO profile (name, body) VALUES (?1, ?2)")?
        .execute([name, &body])?;
    Ok(())
}
