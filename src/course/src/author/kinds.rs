//! The kinds of interactive blocks, by the names of their fences. A new one is a line here and an author file, which
//! makes one record of it; in the app it is a line in `src/app/kinds.rs` and a file beside it; and a style sheet.

use super::fence::Fence;
use super::writer::Writer;
use super::{card, quiz, sort};
use crate::part::Part;

/// Reads a fence. What is wrong with it goes to the writer's problems.
pub(crate) type Read = fn(&mut Writer, &Fence) -> Option<Part>;

const KINDS: [(&str, Read); 4] =
    [("predict", quiz::predict), ("quiz", quiz::quiz), ("card", card::cards), ("sort", sort::sort)];

/// The kind with this name.
pub(crate) fn find(name: &str) -> Option<Read> {
    KINDS.iter().find(|(kind, _)| *kind == name).map(|(_, read)| *read)
}
