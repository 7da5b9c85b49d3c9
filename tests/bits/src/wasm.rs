//! What a page calls. The module imports nothing, so there is no glue.

#![allow(unsafe_code, reason = "a page finds functions by name, and the compiler cannot rule out two of one name")]

/// The app's own, which the release build needs.
#[path = "../../../src/web/allocator.rs"]
mod allocator;

use crate::cases;

/// Number of cases.
#[unsafe(no_mangle)]
extern "C" fn count() -> usize {
    cases().len()
}

/// Runs a case. Where its line lies in memory stands in the upper half of the answer, and how long it is in the lower.
#[unsafe(no_mangle)]
extern "C" fn run(case: usize) -> u64 {
    // A line a case is all that is never freed.
    let line: &str = cases()[case].line().leak();
    ((line.as_ptr() as u64) << 32) | line.len() as u64
}
