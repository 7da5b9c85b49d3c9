//! The envelope around stored events, and the way up from older versions of it.
//!
//! `{"format":"descent-study","version":1,"events":[…]}`, in storage as in an exported file.
//! A version that has shipped can be read for ever; a newer one is refused and never overwritten.

use super::event::Event;
use crate::json::RawFields;
use serde_json::Value;
use serde_json::value::RawValue;

/// Marks a document as ours.
pub const FORMAT: &str = "descent-study";
/// The version written here.
pub const VERSION: u32 = 1;

/// Lifts a document by one version. Gets and returns the whole document; `version` is set afterwards.
pub type Migration = fn(Value) -> Result<Value, String>;

/// The migrations in order: the first leads from version 1 to 2. Every version that ever shipped has a
/// stored document in `tests/study/` that must still open.
pub const MIGRATIONS: &[Migration] = &[];

const _: () = assert!(VERSION as usize == MIGRATIONS.len() + 1, "each version after the first needs a migration");

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

/// Opens a document of any version up to this one.
pub fn open(text: &str) -> Result<Opened, Refusal> {
    open_with(text, MIGRATIONS)
}

/// Opens a document with a given list of migrations, as [`open`] does with ours.
pub(super) fn open_with(text: &str, migrations: &[Migration]) -> Result<Opened, Refusal> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|e| Refusal::NotJson(e.to_string()))?;
    let mut head = RawFields::of(raw.get()).ok_or(Refusal::NotOurs)?;
    let version: u64 = head.need("version").ok_or(Refusal::NotOurs)?;
    if head.need("format") != Some(FORMAT.to_string()) || version == 0 {
        return Err(Refusal::NotOurs);
    }
    let newest = migrations.len() + 1;
    let version =
        u32::try_from(version).ok().filter(|&version| version as usize <= newest).ok_or(Refusal::Newer(version))?;
    let lifted = migrate(raw, version, &migrations[version as usize - 1..])?;
    let stored = RawFields::of(lifted.as_deref().unwrap_or(text)).and_then(|mut body| body.take("events"));
    let stored: Vec<&RawValue> = stored.and_then(|raw| serde_json::from_str(raw.get()).ok()).ok_or(Refusal::NotOurs)?;
    let events: Vec<Event> = stored.iter().filter_map(|raw| Event::from_json(raw.get()).ok()).collect();
    Ok(Opened { unreadable: stored.len() - events.len(), events, version })
}

/// The document after the given migrations; `None` if there are none, so that the present version is
/// read from its own text, whose numbers never pass through a lesser type.
fn migrate(raw: &RawValue, version: u32, migrations: &[Migration]) -> Result<Option<String>, Refusal> {
    if migrations.is_empty() {
        return Ok(None);
    }
    let refuse = |version, why| Refusal::Migration { version, why };
    let mut document: Value = serde_json::from_str(raw.get()).map_err(|e| refuse(version, e.to_string()))?;
    for (version, migration) in (version..).zip(migrations) {
        document = migration(document).map_err(|why| refuse(version, why))?;
        document["version"] = Value::from(version + 1);
    }
    Ok(Some(document.to_string()))
}

/// Writes a document of this version around events in their stored form.
pub(super) fn seal<'a>(events: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"events\":[");
    for (i, event) in events.into_iter().enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str(event);
    }
    text.push_str("\n]}");
    text
}
