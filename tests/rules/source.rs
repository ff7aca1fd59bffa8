//! What the rules look at: our packages as cargo sees them, and our source files as they lie.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Folders that hold nothing we wrote.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist", "build", "gen", "design-tokens"];

/// Files that programs write for us.
const GENERATED: &[&str] = &["ui/src/bridge/generated.ts", "ui/src/styles/theme"];

/// One package of the workspace with the names of all it depends on, in any section.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<String>,
}

impl Package {
    pub(crate) fn new(name: &str, dependencies: &[&str]) -> Self {
        Self {
            name: name.into(),
            dependencies: dependencies.iter().map(ToString::to_string).collect(),
        }
    }
}

/// One source file, its path written from the repository's root with forward slashes.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }

    pub(crate) fn has_ending(&self, ending: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|it| it == ending)
    }
}

/// Every package of the workspace.
pub(crate) fn packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    list(&metadata["packages"])
        .map(|package| Package {
            name: text(&package["name"]),
            dependencies: list(&package["dependencies"])
                .map(|it| text(&it["name"]))
                .collect(),
        })
        .collect()
}

/// Every `.rs`, `.ts` and `.tsx` file that a person wrote.
pub(crate) fn files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    assert!(!found.is_empty(), "no source file under {}", root().display());
    found
}

fn collect(folder: &Path, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let relative = path
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        if name.starts_with('.') || GENERATED.contains(&relative.as_str()) {
            continue;
        }
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(&path, found);
            }
        } else if matches!(
            path.extension().and_then(|it| it.to_str()),
            Some("rs" | "ts" | "tsx")
        ) {
            found.push(SourceFile {
                text: fs::read_to_string(&path).unwrap(),
                path: relative,
            });
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
