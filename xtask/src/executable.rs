//! What cargo built, read from its own messages, so that nothing is compiled twice or guessed at.

use std::path::PathBuf;

use serde_json::Value;

use crate::error::Error;
use crate::program::Program;

/// One program cargo built.
#[derive(Debug, PartialEq)]
pub(crate) struct Executable {
    target: String,
    kind: String,
    test: bool,
    path: PathBuf,
}

/// Runs a cargo command that builds, and lists the programs it built or found fresh.
pub(crate) async fn built_by(cargo: Program) -> Result<Vec<Executable>, Error> {
    let mut executables = Vec::new();
    cargo
        .args(["--message-format=json-render-diagnostics"])
        .each_line(|line| executables.extend(read(line)))
        .await?;
    Ok(executables)
}

/// The program itself, such as `klarsignal`.
pub(crate) fn program(executables: &[Executable], target: &str) -> Result<PathBuf, Error> {
    path(executables, |it| {
        !it.test && it.kind == "bin" && it.target == target
    })
    .ok_or_else(|| Error::NotBuilt(format!("program named {target}")))
}

/// The unit tests of a library, or the integration tests of that name.
pub(crate) fn tests(executables: &[Executable], kind: &str, target: &str) -> Result<PathBuf, Error> {
    path(executables, |it| {
        it.test && it.kind == kind && it.target == target
    })
    .ok_or_else(|| Error::NotBuilt(format!("{kind} tests named {target}")))
}

fn path(executables: &[Executable], wanted: impl Fn(&&Executable) -> bool) -> Option<PathBuf> {
    executables.iter().find(wanted).map(|it| it.path.clone())
}

/// Cargo's message about a finished artifact; other messages and other people's words are passed over.
fn read(line: &str) -> Option<Executable> {
    let message: Value = serde_json::from_str(line).ok()?;
    Some(Executable {
        target: message["target"]["name"].as_str()?.to_owned(),
        kind: message["target"]["kind"][0].as_str()?.to_owned(),
        test: message["profile"]["test"].as_bool()?,
        path: message["executable"].as_str()?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_is_told_from_the_program_it_tests() {
        let line = |test: bool, path: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","target":{{"name":"app","kind":["bin"]}},
                "profile":{{"test":{test}}},"executable":"{path}"}}"#
            )
        };
        let built: Vec<_> = [line(true, "/t/app-1"), line(false, "/t/app"), "not json".into()]
            .iter()
            .filter_map(|line| read(line))
            .collect();

        assert_eq!(program(&built, "app").unwrap(), PathBuf::from("/t/app"));
        assert_eq!(tests(&built, "bin", "app").unwrap(), PathBuf::from("/t/app-1"));
        assert!(program(&built, "other").is_err());
    }

    #[test]
    fn a_library_is_no_program() {
        let line =
            r#"{"target":{"name":"domain","kind":["lib"]},"profile":{"test":false},"executable":null}"#;

        assert_eq!(read(line), None);
    }
}
