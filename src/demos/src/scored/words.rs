//! Shares and counts in words.

use crate::controls::with_decimals;

/// What is said where a ratio is 0/0.
pub const UNDEFINED: &str = "undefined";

/// A share as a percentage with one decimal.
pub fn percent(share: Option<f64>) -> String {
    share.map_or(UNDEFINED.into(), |share| format!("{}\u{202f}%", with_decimals(100.0 * share, 1)))
}

/// One thing, or several.
pub fn counted(n: u64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// A name that may be long, cut to what a label has room for.
pub fn brief(name: &str) -> String {
    if name.chars().count() <= 14 {
        return name.into();
    }
    name.chars().take(13).chain(['…']).collect()
}
