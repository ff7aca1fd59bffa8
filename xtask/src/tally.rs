//! Counts what the test programs say they did.

use std::fmt;

/// Tests counted over the closing lines of any number of test programs.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    failed: u32,
    ignored: u32,
    programs: u32,
}

impl Tally {
    /// Takes `test result: ok. 3 passed; 0 failed; 1 ignored; …` into account, and passes over any other line.
    pub(crate) fn read(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        self.programs += 1;
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                Some((number, "ignored")) => self.ignored += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            ignored,
            programs,
        } = self;
        write!(
            f,
            "{passed} tests passed, {failed} failed, {ignored} left out, in {programs} test programs"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut tally = Tally::default();

        tally.read("test rule::a ... ok");
        tally.read(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.00s",
        );
        tally.read("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s");

        assert_eq!(
            tally,
            Tally {
                passed: 14,
                failed: 1,
                ignored: 1,
                programs: 2
            }
        );
    }
}
