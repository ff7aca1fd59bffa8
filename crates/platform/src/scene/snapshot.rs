//! Everything that the store holds at a moment: whether anything is different since, and the way back.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A store as it was.
pub(crate) struct Snapshot {
    /// Sees the store from outside, as another program would.
    outside: Connection,
    tables: Tables,
    /// What SQLite called the state that was last found to be the same.
    seen: Cell<i64>,
    _kept: TempDir,
}

/// Every table's rows.
type Tables = BTreeMap<String, Vec<String>>;

impl Snapshot {
    pub(crate) fn of(store: &Path) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let copy = kept.path().join("kept.sqlite").display().to_string();
        let outside = Connection::open(store).unwrap();
        outside.pragma_update(None, "foreign_keys", false).unwrap();
        outside.execute("VACUUM INTO ?1", [&copy]).unwrap();
        outside.execute("ATTACH ?1 AS kept", [&copy]).unwrap();
        Self {
            tables: tables(&outside),
            seen: Cell::new(version(&outside)),
            outside,
            _kept: kept,
        }
    }

    /// The tables that are not as they were, with the first row that came or went.
    pub(crate) fn changes(&self) -> Vec<String> {
        let version = version(&self.outside);
        if version == self.seen.get() {
            return vec![];
        }
        let now = tables(&self.outside);
        let changed: Vec<String> = now
            .iter()
            .filter(|(table, rows)| self.tables.get(*table) != Some(rows))
            .map(|(table, rows)| format!("{table}: {}", self.first_change(table, rows)))
            .collect();
        if changed.is_empty() {
            self.seen.set(version);
        }
        changed
    }

    /// Makes the store what it was.
    pub(crate) fn put_back(&self) {
        let version = version(&self.outside);
        if version == self.seen.get() {
            return;
        }
        self.outside.execute_batch("BEGIN IMMEDIATE").unwrap();
        for table in self.tables.keys() {
            self.outside
                .execute(&format!("DELETE FROM main.\"{table}\""), [])
                .unwrap();
        }
        for table in self.tables.keys() {
            let back = format!("INSERT INTO main.\"{table}\" SELECT * FROM kept.\"{table}\"");
            self.outside.execute(&back, []).unwrap();
        }
        self.outside.execute_batch("COMMIT").unwrap();
        // What a connection writes itself does not count as a change to it.
        self.seen.set(version);
    }

    fn first_change(&self, table: &str, rows: &[String]) -> String {
        let before = self.tables.get(table).map_or(&[][..], Vec::as_slice);
        let came = rows.iter().find(|row| !before.contains(row));
        let went = before.iter().find(|row| !rows.contains(row));
        format!("+{came:.200?} -{went:.200?}")
    }
}

/// Grows with every change that another connection has made.
fn version(conn: &Connection) -> i64 {
    conn.query_row("PRAGMA data_version", [], |row| row.get(0))
        .unwrap()
}

fn tables(conn: &Connection) -> Tables {
    let mut names = conn
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.map(|name| rows(conn, name.unwrap())).collect()
}

fn rows(conn: &Connection, table: String) -> (String, Vec<String>) {
    let mut all = conn.prepare(&format!("SELECT * FROM main.\"{table}\"")).unwrap();
    let columns = all.column_count();
    let rows = all.query_map([], |row| {
        let values: Result<Vec<Value>, _> = (0..columns).map(|column| row.get(column)).collect();
        Ok(format!("{:?}", values?))
    });
    let mut rows: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
    rows.sort_unstable();
    (table, rows)
}

mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn every_change_is_seen_and_put_back() {
        let world = testing::world().await;
        let snapshot = Snapshot::of(&world.file());
        let lose = |tx: &Connection| Ok(tx.execute("DELETE FROM role_gift WHERE role = 'revisor'", [])?);
        for _ in 0..2 {
            assert_eq!(snapshot.changes(), Vec::<String>::new());
            assert!(world.store.write(lose).await.unwrap() > 0);
            let changes = snapshot.changes();
            assert_eq!(changes.len(), 1);
            assert!(changes[0].starts_with("role_gift: +None -Some"), "{changes:?}");
            snapshot.put_back();
            assert_eq!(tables(&snapshot.outside), snapshot.tables);
        }
    }
}
