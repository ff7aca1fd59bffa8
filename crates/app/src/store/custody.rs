//! How the key that seals the others is kept. One row.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::vault::passphrase::{Cost, Wrapped};
use crate::vault::seal::Sealed;

/// Who keeps the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Custody {
    Keyring,
    Passphrase(Wrapped),
}

/// Who keeps the key, if anybody does yet.
pub(crate) fn find(desk: &Connection) -> Result<Option<Custody>, StoreError> {
    let found = desk
        .prepare_cached("SELECT kind, salt, memory_kib, passes, lanes, nonce, wrapped FROM custody")?
        .query_row([], |row| {
            // The table allows two kinds only.
            if row.get::<_, String>(0)? == "keyring" {
                return Ok(Custody::Keyring);
            }
            Ok(Custody::Passphrase(Wrapped {
                salt: row.get(1)?,
                cost: Cost {
                    memory_kib: row.get(2)?,
                    passes: row.get(3)?,
                    lanes: row.get(4)?,
                },
                key: Sealed {
                    nonce: row.get(5)?,
                    text: row.get(6)?,
                },
            }))
        })
        .optional()?;
    Ok(found)
}

/// Says who keeps the key from here on.
pub(crate) fn save(desk: &Connection, custody: &Custody) -> Result<(), StoreError> {
    match custody {
        Custody::Keyring => desk.execute(
            "INSERT OR REPLACE INTO custody (only, kind) VALUES (1, 'keyring')",
            [],
        )?,
        Custody::Passphrase(Wrapped { salt, cost, key }) => desk.execute(
            "INSERT OR REPLACE INTO custody (only, kind, salt, memory_kib, passes, lanes, nonce, wrapped)
             VALUES (1, 'passphrase', ?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                salt,
                cost.memory_kib,
                cost.passes,
                cost.lanes,
                key.nonce,
                key.text
            ],
        )?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::desk;

    #[tokio::test]
    async fn the_last_word_on_custody_counts() {
        let (_folder, store) = desk().await;
        let wrapped = Custody::Passphrase(Wrapped {
            salt: [1; 16],
            cost: Cost {
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            },
            key: Sealed {
                nonce: [2; 12],
                text: vec![3; 48],
            },
        });
        let expected = wrapped.clone();
        let found = store
            .run(move |desk| {
                let none = find(desk)?;
                save(desk, &wrapped)?;
                let first = find(desk)?;
                save(desk, &Custody::Keyring)?;
                Ok([none, first, find(desk)?])
            })
            .await
            .unwrap();

        assert_eq!(found, [None, Some(expected), Some(Custody::Keyring)]);
    }
}
