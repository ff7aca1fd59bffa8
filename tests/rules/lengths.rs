//! A file does one thing. Past 400 lines it does several.

use crate::assert_none;
use crate::source::{self, SourceFile};

const LONGEST: usize = 400;

#[test]
fn no_file_is_longer_than_400_lines() {
    assert_none(&too_long(&source::files()));
}

#[test]
fn a_file_that_grew_too_long_is_named() {
    let files = [
        SourceFile::new("crates/domain/src/fits.rs", &"\n".repeat(400)),
        SourceFile::new("crates/domain/src/grew.rs", &"\n".repeat(401)),
    ];

    assert_eq!(
        too_long(&files),
        ["crates/domain/src/grew.rs has 401 lines: split what does two things (limit 400)"]
    );
}

fn too_long(files: &[SourceFile]) -> Vec<String> {
    files
        .iter()
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| {
            format!("{path} has {lines} lines: split what does two things (limit {LONGEST})")
        })
        .collect()
}
