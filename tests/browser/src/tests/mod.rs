//! All browser tests. A file of tests ends in a `TESTS` table and is named once in [`all`].

mod constraints;
mod controls;
mod demos;
mod early;
mod embed;
mod engines;
mod folds;
mod harness;
mod hosting;
mod keeping;
mod learning;
mod left;
mod offline;
mod onefile;
mod own_files;
mod print;
mod scale;
mod search;
mod share;
mod sort;
mod states;
mod tracks;
mod ways;

use browser::Test;

/// Every test, in the order in which they run. Of a site other than our own its size is measured, too.
pub fn all() -> impl Iterator<Item = Test> {
    [
        harness::TESTS,
        constraints::TESTS,
        demos::TESTS,
        controls::TESTS,
        engines::TESTS,
        learning::TESTS,
        sort::TESTS,
        folds::TESTS,
        keeping::TESTS,
        left::TESTS,
        embed::TESTS,
        search::TESTS,
        ways::TESTS,
        early::TESTS,
        print::TESTS,
        share::TESTS,
        onefile::TESTS,
        own_files::TESTS,
        offline::TESTS,
        tracks::TESTS,
        hosting::TESTS,
    ]
    .into_iter()
    .chain(std::env::var_os("DESCENT_DIST").map(|_| scale::TESTS))
    .flatten()
    .copied()
}

#[cfg(test)]
mod invariants {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let mut seen = BTreeSet::new();
        for test in all() {
            assert!(seen.insert(test.name), "{} comes twice", test.name);
            let plain = test.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(plain && !test.name.starts_with('-') && !test.name.ends_with('-'), "{}", test.name);
        }
    }
}
