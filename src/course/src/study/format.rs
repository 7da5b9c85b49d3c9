//! The envelope around stored events, and the way up from older versions of it.
//!
//! ```text
//! {"format":"descent-study","version":2,"sum":"9f86d081","events":[
//! "5f3759df",{"id":…},
//! "0b8c2d71",{"id":…}
//! ]}
//! ```
//!
//! in storage as in an exported file. Each event stands on a line of its own, behind the [`sum()`] of its text, so that
//! damage costs no more than what it hit. The first sum is of the version and all that follows the sum itself.
//! Every later version keeps both: without them one that is newer could not be told from one that is damaged.
//! A version that has shipped can be read for ever; a newer one is refused and never overwritten.

use super::event::Event;
use crate::json::{self, RawFields};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Marks a document as ours.
pub const FORMAT: &str = "descent-study";
/// The version written here.
pub const VERSION: u32 = 2;

/// What stands around an event in a document, in bytes.
pub const AROUND: usize = "\"5f3759df\",,\n".len();

/// Lifts a document by one version, from text to text, so that what nobody understands stays as it was written.
pub type Migration = fn(&str) -> Result<String, String>;

/// The migrations in order: the first leads from version 1 to 2. Every version that ever shipped has a
/// stored document in `tests/study/` that must still open.
pub const MIGRATIONS: &[Migration] = &[with_sums];

const _: () = assert!(VERSION as usize == MIGRATIONS.len() + 1, "each version after the first needs a migration");

/// Version 1 had no sums.
pub(super) fn with_sums(text: &str) -> Result<String, String> {
    let events = entries(text).ok_or("no list of events")?;
    Ok(seal(events))
}

/// FNV-1a of some texts, one after the other. It finds what went wrong by itself (one changed byte changes it for
/// certain); nobody is kept from making a false document.
pub fn sum(texts: &[&str]) -> u32 {
    let bytes = texts.iter().flat_map(|text| text.bytes());
    bytes.fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Why a document cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text is damaged, or something else altogether.
    #[error("not a JSON document: {0}")]
    NotJson(String),
    /// A document of another kind.
    #[error("not a study log of this course")]
    NotOurs,
    /// Written by a newer version of the course.
    #[error("written by a newer version of the course (format {0}, and this one reads up to {VERSION})")]
    Newer(u64),
    /// An older document whose contents do not follow its format.
    #[error("format {version} could not be brought up to date: {why}")]
    Migration {
        /// The version that the step started from.
        version: u32,
        /// What the step said.
        why: String,
    },
}

/// What a document held.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The events, as many as could be read.
    pub events: Vec<Event>,
    /// How many could not.
    pub unreadable: usize,
    /// The version that it was written in.
    pub version: u32,
}

/// Opens a document of any version up to this one. Of a damaged one what can still be read.
pub fn open(text: &str) -> Result<Opened, Refusal> {
    match open_with(text, MIGRATIONS) {
        Err(Refusal::Newer(version)) => Err(Refusal::Newer(version)),
        Err(why) => legible(text).ok_or(why),
        opened => opened,
    }
}

/// Opens a document with a given list of migrations, as [`open`] does with ours.
pub(super) fn open_with(text: &str, migrations: &[Migration]) -> Result<Opened, Refusal> {
    let mut head = RawFields::of(json::whole(text).map_err(Refusal::NotJson)?).ok_or(Refusal::NotOurs)?;
    let version: u64 = head.need("version").ok_or(Refusal::NotOurs)?;
    if head.need("format") != Some(FORMAT.to_string()) || version == 0 {
        return Err(Refusal::NotOurs);
    }
    let newest = migrations.len() + 1;
    let Some(version) = u32::try_from(version).ok().filter(|&version| version as usize <= newest) else {
        return Err(if is_whole(text, version) { Refusal::Newer(version) } else { Refusal::NotOurs });
    };
    let mut lifted = Cow::Borrowed(text);
    for (version, migration) in (version..).zip(&migrations[version as usize - 1..]) {
        lifted = migration(&lifted).map_err(|why| Refusal::Migration { version, why })?.into();
    }
    let whole = is_whole(&lifted, VERSION.into());
    let mut opened = Opened { events: Vec::new(), unreadable: 0, version };
    let mut sum = "";
    for entry in entries(&lifted).ok_or(Refusal::NotOurs)? {
        match entry {
            text if text.starts_with('"') => sum = text,
            text => opened.take(Event::from_json(text).ok().filter(|event| whole || fits(sum, text, event))),
        }
    }
    Ok(opened)
}

impl Opened {
    fn take(&mut self, event: Option<Event>) {
        match event {
            Some(event) => self.events.push(event),
            None => self.unreadable += 1,
        }
    }
}

fn entries(text: &str) -> Option<Vec<&str>> {
    json::entries(RawFields::of(text)?.take("events")?)
}

/// Whether the sum at the head of a document is that of the rest.
fn is_whole(text: &str, version: u64) -> bool {
    let stated = text.split_once("\"sum\":\"").and_then(|(_, rest)| rest.split_at_checked(8));
    stated.is_some_and(|(stated, rest)| stated == format!("{:08x}", sum(&[&version.to_string(), rest])))
}

/// The sum that a document states, of which `head` is the beginning.
pub(super) fn stated(head: &str) -> Option<&str> {
    head.strip_prefix("{\"format\":\"descent-study\",\"version\":")?.split_once(",\"sum\":\"")?.1.get(..8)
}

/// Whether an event is the one that was written. A program that has laid out the document anew changes nothing.
fn fits(stated: &str, text: &str, event: &Event) -> bool {
    let is = |text: &str| stated == format!("\"{:08x}\"", sum(&[text]));
    is(text) || is(&event.to_json())
}

/// What is left where the JSON is broken.
fn legible(text: &str) -> Option<Opened> {
    let mut opened = Opened { events: Vec::new(), unreadable: 0, version: VERSION };
    for line in text.lines() {
        let line = line.strip_suffix(',').unwrap_or(line);
        opened.take(match line.split_once(',').filter(|_| line.starts_with('"')) {
            Some((sum, text)) => Event::from_json(text).ok().filter(|event| fits(sum, text, event)),
            // As version 1 had it.
            None => Event::from_json(line).ok(),
        });
    }
    // The first line and the last hold no event; but something was wrong.
    opened.unreadable = opened.unreadable.saturating_sub(2).max(1);
    (!opened.events.is_empty()).then_some(opened)
}

/// Writes a document of this version around events in their stored form.
pub(super) fn seal<'a>(events: impl IntoIterator<Item = &'a str>) -> String {
    let mut rest = "\",\"events\":[".to_string();
    for (i, event) in events.into_iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = write!(rest, "{}\n\"{:08x}\",{event}", if i == 0 { "" } else { "," }, sum(&[event]));
    }
    rest.push_str("\n]}");
    let sum = sum(&[&VERSION.to_string(), &rest]);
    format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"sum\":\"{sum:08x}{rest}")
}
