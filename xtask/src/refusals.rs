//! Holds `docs/refusals.md` against what the platform's tests have seen: each refusal that the page names was answered to a
//! test of its route that looked for it, and each that such a test was answered is on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::place;
use crate::program::Program;

/// Names the file to the tests; `crates/platform/src/seen.rs` says what stands in it.
const FILE: &str = "KLARSIGNAL_REFUSALS";

/// Where the tests write what they have seen.
pub(crate) struct Seen(PathBuf);

impl Seen {
    /// Nothing has been seen yet.
    pub(crate) fn nothing() -> Result<Self, Error> {
        let folder = place::root().join("target");
        let path = folder.join("refusals.tsv");
        std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(&path, ""))
            .map_err(|source| Error::File {
                path: path.clone(),
                source,
            })?;
        Ok(Self(path))
    }

    /// The same program, whose tests write here.
    pub(crate) fn by(&self, program: Program) -> Program {
        program.env(FILE, &self.0)
    }

    /// Demands that the page tells what was seen, no more and no less.
    pub(crate) fn compare(&self) -> Result<(), Error> {
        let page = Page::read(&text(&place::refusals())?);
        let faults = page.faults(&seen(&text(&self.0)?));
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Error::Refusals(faults.join("\n  ")))
        }
    }
}

fn text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}

/// A listener, a method and a path.
type Route = (String, String, String);

#[derive(Debug, Default)]
struct Page {
    rows: Vec<Row>,
    reasons: BTreeSet<String>,
    faults: Vec<String>,
}

#[derive(Debug)]
struct Row {
    /// More than one where the same answers under several prefixes.
    routes: Vec<Route>,
    told: BTreeSet<String>,
    /// What never comes, with the letter of the reason.
    never: BTreeMap<String, String>,
}

impl Page {
    fn read(text: &str) -> Self {
        let mut page = Self::default();
        let (mut listener, mut prefixes) = (String::new(), vec![]);
        for line in text.lines() {
            if line.starts_with("At `") {
                let mut names = line.split('`').skip(1).step_by(2).map(str::to_owned);
                listener = names.next().unwrap_or_default();
                prefixes = names.collect();
            } else if let Some((letter, _)) = line.strip_prefix("- (").and_then(|rest| rest.split_once(") "))
            {
                page.reasons.insert(letter.to_owned());
            } else if line.starts_with('|') {
                page.add(line, &listener, &prefixes);
            }
        }
        page
    }

    /// Takes a line of a table; its head and its rule are no rows.
    fn add(&mut self, line: &str, listener: &str, prefixes: &[String]) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some((at, (method, path))) = cells
            .iter()
            .enumerate()
            .find_map(|(at, cell)| Some((at, route(cell)?)))
        else {
            return;
        };
        let under = |prefix: &String| (listener.to_owned(), method.to_owned(), format!("{prefix}{path}"));
        let mut row = Row {
            routes: prefixes.iter().map(under).collect(),
            told: codes(cells.get(at + 1).copied().unwrap_or_default()),
            never: BTreeMap::new(),
        };
        let mut waiting = vec![];
        for word in cells.get(at + 2).copied().unwrap_or_default().split_whitespace() {
            match word.strip_prefix('(').and_then(|word| word.strip_suffix(')')) {
                Some(letter) => row
                    .never
                    .extend(waiting.drain(..).map(|code| (code, letter.to_owned()))),
                None => waiting.extend(codes(word)),
            }
        }
        let name = cells[at];
        self.faults.extend(
            waiting
                .iter()
                .map(|code| format!("{name}: {code} never comes, and the page does not say why")),
        );
        self.rows.push(row);
    }

    fn faults(mut self, seen: &BTreeMap<Route, BTreeSet<String>>) -> Vec<String> {
        let mut left: BTreeSet<&Route> = seen.keys().collect();
        let mut used = BTreeSet::new();
        for row in &self.rows {
            let name = row.name();
            let codes: BTreeSet<&String> = row
                .routes
                .iter()
                .filter_map(|route| seen.get(route))
                .flatten()
                .collect();
            for route in &row.routes {
                left.remove(route);
            }
            let unseen = row.told.iter().filter(|code| !codes.contains(code));
            self.faults
                .extend(unseen.map(|code| format!("{name}: {code} is on the page, and no test has seen it")));
            for code in codes.iter().filter(|code| !row.told.contains(**code)) {
                self.faults.push(if row.never.contains_key(*code) {
                    format!("{name}: {code} never comes, says the page, and a test has seen it")
                } else {
                    format!("{name}: {code} was seen, and is not on the page")
                });
            }
            let both = row.told.iter().filter(|code| row.never.contains_key(*code));
            self.faults
                .extend(both.map(|code| format!("{name}: {code} is seen and never comes, says the page")));
            used.extend(row.never.values().cloned());
        }
        let lost = left
            .iter()
            .map(|(listener, method, path)| format!("{listener}: {method} {path} is not on the page"));
        self.faults.extend(lost);
        let odd = self.reasons.symmetric_difference(&used);
        self.faults
            .extend(odd.map(|letter| format!("the reason ({letter}) is not given, or not used")));
        self.faults
    }
}

impl Row {
    fn name(&self) -> String {
        self.routes
            .first()
            .map(|(listener, method, path)| format!("{listener}: {method} {path}"))
            .unwrap_or_default()
    }
}

/// The method and the path of a cell, such as GET `list/{id}`.
fn route(cell: &str) -> Option<(&str, &str)> {
    let route = cell.strip_suffix('`')?.split_once(" `")?;
    route
        .0
        .chars()
        .all(|letter| letter.is_ascii_uppercase())
        .then_some(route)
}

/// The codes of a cell: `AUTH-0,49` is `AUTH-0` and `AUTH-49`.
fn codes(cell: &str) -> BTreeSet<String> {
    cell.split_whitespace()
        .flat_map(|word| match word.rsplit_once('-') {
            Some((kind, numbers)) => numbers
                .split(',')
                .map(|number| format!("{kind}-{number}"))
                .collect(),
            None => vec![word.to_owned()],
        })
        .collect()
}

/// What the tests have seen, by route.
fn seen(lines: &str) -> BTreeMap<Route, BTreeSet<String>> {
    let mut seen: BTreeMap<Route, BTreeSet<String>> = BTreeMap::new();
    for line in lines.lines() {
        if let [listener, method, path, code] = line.split('\t').collect::<Vec<_>>()[..] {
            let route = (listener.to_owned(), method.to_owned(), path.to_owned());
            seen.entry(route).or_default().insert(short(code));
        }
    }
    seen
}

/// `AUTH-13` for `AUTH-00013`.
fn short(code: &str) -> String {
    code.rsplit_once('-')
        .and_then(|(kind, number)| Some(format!("{kind}-{}", number.parse::<u32>().ok()?)))
        .unwrap_or_else(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
At `Altinn` under `/a/` and `/b/`.

| # | Route | Seen | Never |
|---|---|---|---|
| 1 | GET `list/{id}` | 401 404-plain AUTH-0,13 | AUTH-6 (a) |

- (a) It cannot be.
";

    fn faults(page: &str, lines: &[&str]) -> Vec<String> {
        Page::read(page).faults(&seen(&lines.join("\n")))
    }

    const ALL: [&str; 4] = [
        "Altinn\tGET\t/a/list/{id}\t401",
        "Altinn\tGET\t/b/list/{id}\t404-plain",
        "Altinn\tGET\t/a/list/{id}\tAUTH-00013",
        "Altinn\tGET\t/a/list/{id}\tAUTH-00000",
    ];

    #[test]
    fn a_page_that_tells_what_was_seen_is_true() {
        assert_eq!(faults(PAGE, &ALL), Vec::<String>::new());
    }

    #[test]
    fn what_was_not_seen_and_what_is_not_told_are_faults() {
        assert_eq!(
            faults(PAGE, &ALL[..3]),
            ["Altinn: GET /a/list/{id}: AUTH-0 is on the page, and no test has seen it"]
        );
        let more = [&ALL[..], &["Altinn\tGET\t/a/list/{id}\t403"]].concat();
        assert_eq!(
            faults(PAGE, &more),
            ["Altinn: GET /a/list/{id}: 403 was seen, and is not on the page"]
        );
        let never = [&ALL[..], &["Altinn\tGET\t/a/list/{id}\tAUTH-00006"]].concat();
        assert_eq!(
            faults(PAGE, &never),
            ["Altinn: GET /a/list/{id}: AUTH-6 never comes, says the page, and a test has seen it"]
        );
        let elsewhere = [&ALL[..], &["Portal\tGET\t/a/list/{id}\t401"]].concat();
        assert_eq!(
            faults(PAGE, &elsewhere),
            ["Portal: GET /a/list/{id} is not on the page"]
        );
    }

    #[test]
    fn what_is_seen_is_not_what_never_comes() {
        let both = PAGE.replace("AUTH-0,13", "AUTH-0,6,13");
        let all = [&ALL[..], &["Altinn\tGET\t/a/list/{id}\tAUTH-00006"]].concat();
        assert_eq!(
            faults(&both, &all),
            ["Altinn: GET /a/list/{id}: AUTH-6 is seen and never comes, says the page"]
        );
    }

    #[test]
    fn what_never_comes_has_a_reason_and_a_reason_is_needed() {
        assert_eq!(
            faults(&PAGE.replace("(a) It", "(b) It"), &ALL),
            [
                "the reason (a) is not given, or not used",
                "the reason (b) is not given, or not used"
            ]
        );
        let bare = PAGE.replace("AUTH-6 (a)", "AUTH-8 (a) AUTH-6");
        assert_eq!(
            faults(&bare, &ALL),
            ["GET `list/{id}`: AUTH-6 never comes, and the page does not say why"]
        );
    }
}
