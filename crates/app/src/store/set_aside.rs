//! What happens to a broken database: it gets another name, with all that belongs to it.

use std::io;
use std::path::{Path, PathBuf};

use domain::Timestamp;
use tracing::warn;

/// Renames the database and its side files after the moment. Gives the database's new name.
pub(super) fn set_aside(path: &Path, moment: Timestamp) -> io::Result<String> {
    let stamp = moment.inner().strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = free_name(path, &stamp);
    for side in ["", "-wal", "-shm"] {
        let from = with_ending(path, side);
        if from.exists() {
            std::fs::rename(&from, with_ending(&path.with_file_name(&name), side))?;
        }
    }
    warn!(file = %name, "set a broken database aside and began a new one");
    Ok(name)
}

/// A name that no earlier broken database has taken.
fn free_name(path: &Path, stamp: &str) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut name = format!("{stem}-broken-{stamp}.sqlite3");
    let mut count = 1;
    while path.with_file_name(&name).exists() {
        count += 1;
        name = format!("{stem}-broken-{stamp}-{count}.sqlite3");
    }
    name
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_databases_broken_in_the_same_second_are_both_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("klarsignal.sqlite3");
        let moment = Timestamp::from_second(1_763_700_000);
        let set_one_aside = |text: &str| {
            std::fs::write(&path, text).unwrap();
            std::fs::write(folder.path().join("klarsignal.sqlite3-wal"), text).unwrap();
            set_aside(&path, moment).unwrap()
        };

        let names = [set_one_aside("first"), set_one_aside("second")];

        assert_eq!(
            names,
            [
                "klarsignal-broken-20251121T044000Z.sqlite3",
                "klarsignal-broken-20251121T044000Z-2.sqlite3"
            ]
        );
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(
            names.map(|name| (read(&name), read(&format!("{name}-wal")))),
            [
                ("first".to_owned(), "first".to_owned()),
                ("second".to_owned(), "second".to_owned())
            ]
        );
    }
}
