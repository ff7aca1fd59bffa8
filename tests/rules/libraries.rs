//! Rule 5: a library that shapes the design lives in few, named places.

use crate::assert_none;
use crate::source::{self, Package, SourceFile};

/// A family of libraries and the crates that may depend on it.
struct Home {
    family: &'static str,
    belongs: fn(&str) -> bool,
    crates: &'static [&'static str],
}

const HOMES: &[Home] = &[
    Home {
        family: "tauri",
        belongs: |it| it.starts_with("tauri"),
        crates: &["klarsignal"],
    },
    Home {
        family: "reqwest",
        belongs: |it| it == "reqwest",
        crates: &["remote", "tests"],
    },
    Home {
        family: "axum",
        belongs: |it| it.starts_with("axum"),
        crates: &["platform"],
    },
    Home {
        family: "aide",
        belongs: |it| it == "aide",
        crates: &["platform"],
    },
    Home {
        family: "schemars",
        belongs: |it| it == "schemars",
        crates: &["contract", "domain", "platform"],
    },
    Home {
        family: "rusqlite",
        belongs: |it| matches!(it, "rusqlite" | "r2d2_sqlite"),
        // The bench fills the platform's store behind its back: through HTTP a million customers take an hour.
        crates: &["app", "platform", "tests"],
    },
    Home {
        family: "keyring",
        belongs: |it| it.contains("keyring"),
        crates: &["app"],
    },
];

/// Words that may stand only in files whose path begins with one of these.
const CORNERS: &[(&str, &str, &[&str])] = &[
    (
        "rs",
        "rusqlite::",
        &[
            "crates/app/src/store",
            "crates/platform/src",
            "tests/bench/store.rs",
        ],
    ),
    ("rs", "keyring::", &["crates/app/src/secrets"]),
    ("ts", "@tauri-apps/", &["ui/src/bridge/"]),
    ("tsx", "@tauri-apps/", &["ui/src/bridge/"]),
];

#[test]
fn libraries_are_declared_only_where_they_belong() {
    assert_none(&displaced(&source::packages()));
}

#[test]
fn libraries_are_used_only_in_their_corner() {
    assert_none(&out_of_corner(&source::files()));
}

#[test]
fn a_displaced_library_is_named() {
    let broken = displaced(&[Package::new("app", &["rusqlite", "reqwest"])]);

    assert_eq!(broken, ["app depends on reqwest, which belongs to remote, tests"]);
}

#[test]
fn a_library_out_of_its_corner_is_named() {
    let files = [
        SourceFile::new(
            "ui/src/features/requests/Sheet.tsx",
            "import { invoke } from \"@tauri-apps/api/core\";",
        ),
        SourceFile::new(
            "ui/src/bridge/index.ts",
            "import { invoke } from \"@tauri-apps/api/core\";",
        ),
        SourceFile::new("crates/app/src/secrets/seal.rs", "use keyring::Entry;"),
        SourceFile::new("crates/app/src/vault.rs", "use super::from_keyring::open;"),
    ];

    let broken = out_of_corner(&files);

    assert_eq!(
        broken,
        ["ui/src/features/requests/Sheet.tsx:1 uses @tauri-apps/, which stays in ui/src/bridge/"]
    );
}

fn displaced(packages: &[Package]) -> Vec<String> {
    let mut broken = Vec::new();
    for Home {
        family,
        belongs,
        crates,
    } in HOMES
    {
        for Package {
            name, dependencies, ..
        } in packages
        {
            let displaced = !crates.contains(&name.as_str()) && dependencies.iter().any(|it| belongs(it));
            if displaced {
                broken.push(format!(
                    "{name} depends on {family}, which belongs to {}",
                    crates.join(", ")
                ));
            }
        }
    }
    broken
}

/// Whether `word` stands in the line and is not the end of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let mut before = line
        .match_indices(word)
        .map(|(at, _)| line[..at].chars().next_back());
    before.any(|character| character.is_none_or(|it| !it.is_alphanumeric() && it != '_'))
}

fn out_of_corner(files: &[SourceFile]) -> Vec<String> {
    let mut broken = Vec::new();
    for (ending, word, corners) in CORNERS {
        let elsewhere = |file: &&SourceFile| {
            file.has_ending(ending) && !corners.iter().any(|corner| file.path.starts_with(corner))
        };
        for file in files
            .iter()
            .filter(elsewhere)
            .filter(|file| !file.path.starts_with("tests/rules/"))
        {
            for (number, _) in (1..)
                .zip(file.text.lines())
                .filter(|(_, line)| has_word(line, word))
            {
                let stays = corners.join(" and ");
                broken.push(format!(
                    "{}:{number} uses {word}, which stays in {stays}",
                    file.path
                ));
            }
        }
    }
    broken
}
