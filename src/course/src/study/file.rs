//! Moving progress between devices: one JSON document, out and in.

use super::format::{self, Refusal};
use super::log::Log;
use std::borrow::Cow;

/// Largest file that is read, in bytes. Ten thousand reviews take about 1.5 MB.
pub const MAX_FILE: usize = 20_000_000;

/// More resets than anyone makes. A file beyond it would leave no generation to reset to.
const MAX_GENERATION: u32 = 1_000_000;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is larger than [`MAX_FILE`].
    #[error("the file has {0} bytes, and at most {MAX_FILE} are read")]
    TooLarge(usize),
    /// Its bytes are no text.
    #[error("the file is not text")]
    NotText,
    /// Its numbers make no sense.
    #[error("the file is damaged: it counts more resets than anyone makes")]
    Implausible,
    /// Its contents are refused.
    #[error("the file was refused: {0}")]
    Contents(#[from] Refusal),
}

/// A file that was read, ready for a [`super::import::Preview`].
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Its events.
    pub log: Log,
    /// How many of its entries could not be read, and will not come in.
    pub unreadable: usize,
}

/// The whole log as a document.
pub fn export(log: &Log) -> String {
    let lines: Vec<String> = log.events().map(super::event::Event::to_json).collect();
    format::seal(lines.iter().map(String::as_str))
}

/// Reads a document, which may come from anywhere.
pub fn read(bytes: &[u8]) -> Result<Incoming, Refused> {
    if bytes.len() > MAX_FILE {
        return Err(Refused::TooLarge(bytes.len()));
    }
    // Some editors put a byte order mark in front.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    // Bytes that are no text spoil the line that they stand in, and no other.
    let text = String::from_utf8_lossy(bytes);
    let opened = format::open(&text).map_err(|why| match text {
        Cow::Borrowed(_) => why.into(),
        Cow::Owned(_) => Refused::NotText,
    })?;
    if opened.events.iter().any(|event| event.generation.0 > MAX_GENERATION) {
        return Err(Refused::Implausible);
    }
    Ok(Incoming { log: opened.events.into_iter().collect(), unreadable: opened.unreadable })
}
