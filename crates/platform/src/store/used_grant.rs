//! The table `used_grant`: what outlives a restart of Maskinporten's memory of used grants.
//!
//! Rows are only added at the end and removed at the beginning, so a write touches the same few pages however many there
//! are. Whether a grant was used is asked of the memory ([`crate::maskinporten::UsedGrants`]), never of the table.

use aws_lc_rs::digest;
use domain::Timestamp;
use domain::maskinporten::{CLOCK_SKEW, Grant};
use rusqlite::Connection;

use crate::error::Error;

/// A grant that may not come again before it has expired for every clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UsedGrant {
    pub(crate) fingerprint: Fingerprint,
    pub(crate) expires: Timestamp,
}

/// The first half of the SHA-256 of whose grant it is and of its `jti`: as short for a long `jti` as for any other, and
/// long enough that no two of a million are alike by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint([u8; FINGERPRINT]);

const FINGERPRINT: usize = 16;

impl UsedGrant {
    /// `None` for a grant without a `jti`, which may come as often as it likes.
    pub(crate) fn of(grant: &Grant) -> Option<Self> {
        let jti = grant.id.as_ref()?;
        let client = grant.client.as_str();
        let mut hash = digest::Context::new(&digest::SHA256);
        // The length says where the client's id ends.
        hash.update(&client.len().to_be_bytes());
        hash.update(client.as_bytes());
        hash.update(jti.as_bytes());
        let mut fingerprint = [0; FINGERPRINT];
        fingerprint.copy_from_slice(&hash.finish().as_ref()[..FINGERPRINT]);
        Some(Self {
            fingerprint: Fingerprint(fingerprint),
            expires: grant.expires_at.plus_seconds(CLOCK_SKEW),
        })
    }
}

/// The grants that have not expired.
pub(crate) fn list(conn: &Connection, now: Timestamp) -> Result<Vec<UsedGrant>, Error> {
    let mut query = conn.prepare("SELECT fingerprint, expires FROM used_grant WHERE expires >= ?1")?;
    let rows = query.query_map([now.as_microsecond()], |row| {
        Ok(UsedGrant {
            fingerprint: Fingerprint(row.get(0)?),
            expires: Timestamp::from_microsecond(row.get(1)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds the grant, and takes out the two oldest when they have expired: more leave than come, so a backlog shrinks.
pub(crate) fn save(conn: &Connection, grant: &UsedGrant, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("INSERT INTO used_grant (fingerprint, expires) VALUES (?1, ?2)")?
        .execute((grant.fingerprint.0, grant.expires.as_microsecond()))?;
    // The ids follow each other, so these are the two oldest rows.
    conn.prepare_cached(
        "DELETE FROM used_grant WHERE id <= (SELECT min(id) FROM used_grant) + 1 AND expires < ?1",
    )?
    .execute([now.as_microsecond()])?;
    Ok(())
}
