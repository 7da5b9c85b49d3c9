//! One thing that a learner did.

use super::kind::Kind;
use super::payload::Invalid;
use super::time::{Millis, Moment, UtcOffset};
use crate::json::{FromJson, RawFields};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// Largest stored event in bytes: the longest note, each byte escaped, and the rest.
pub const MAX_EVENT: usize = 6 * super::payload::MAX_NOTE + 2_000;
/// Longest name of a kind in bytes.
const MAX_NAME: usize = 64;

/// One life of the app in one tab. Drawn at random by the caller on every start, never kept: a duplicated
/// tab would otherwise hand out the same event ids twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// Names an event for ever: the tab that wrote it and a count within the tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// The tab.
    pub tab: TabId,
    /// Counts the tab's events.
    pub count: u32,
}

/// The text is no event id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an event id")]
pub struct BadEventId;

impl fmt::Display for TabId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

impl FromStr for TabId {
    type Err = BadEventId;

    fn from_str(text: &str) -> Result<Self, BadEventId> {
        let tab = TabId(u64::from_str_radix(text, 16).map_err(|_| BadEventId)?);
        // One spelling only: two texts must never name one event.
        if tab.to_string() == text { Ok(tab) } else { Err(BadEventId) }
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}-{}", self.tab, self.count)
    }
}

impl FromStr for EventId {
    type Err = BadEventId;

    fn from_str(text: &str) -> Result<Self, BadEventId> {
        let (tab, count) = text.split_once('-').ok_or(BadEventId)?;
        let id = EventId { tab: tab.parse()?, count: count.parse().map_err(|_| BadEventId)? };
        if id.to_string() == text { Ok(id) } else { Err(BadEventId) }
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl FromJson for EventId {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
}

/// Counts the learner's resets. Events of an older generation bring nothing back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Generation(pub u32);

impl Generation {
    /// The one after.
    pub fn next(self) -> Generation {
        Generation(self.0.saturating_add(1))
    }

    fn is_first(&self) -> bool {
        self.0 == 0
    }
}

/// One thing that a learner did.
///
/// Stored as `{"id","at","off","gen","kind","data"}`, with `off` and `gen` left out where they are 0.
/// A kind that is not known, or whose data do not fit, is kept word for word as [`Kind::Unknown`].
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// When and in which local time.
    pub when: Moment,
    /// In which generation.
    pub generation: Generation,
    /// What.
    pub kind: Kind,
}

impl Event {
    /// Makes an event whose payload is within its bounds.
    pub fn new(id: EventId, when: Moment, generation: Generation, kind: Kind) -> Result<Self, Invalid> {
        kind.check()?;
        Ok(Self { id, when, generation, kind })
    }

    /// The place in the order of all events: time first, then id. Clocks are rough, so this decides ties
    /// and nothing more; views do not rely on a cause standing before its effect.
    pub fn order(&self) -> (Millis, EventId) {
        (self.when.at, self.id)
    }

    /// The stored form.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\"id\":\"{}\",\"at\":{}", self.id, self.when.at.get());
        // Writing to a text cannot fail.
        if !self.when.offset.is_utc() {
            let _ = write!(text, ",\"off\":{}", i16::from(self.when.offset));
        }
        if !self.generation.is_first() {
            let _ = write!(text, ",\"gen\":{}", self.generation.0);
        }
        let kind = serde_json::to_string(self.kind.name()).unwrap_or_default();
        let _ = write!(text, ",\"kind\":{kind},\"data\":{}}}", self.kind.encode());
        text
    }

    /// Reads the stored form.
    pub fn from_json(text: &str) -> Result<Self, String> {
        if text.len() > MAX_EVENT {
            return Err(format!("an event of {} bytes; {MAX_EVENT} fit", text.len()));
        }
        Self::parse(text).ok_or_else(|| "not an event".to_string())
    }

    fn parse(text: &str) -> Option<Self> {
        // The payload stays as it was written, in case this version does not understand it.
        let mut fields = RawFields::of(text)?;
        let kind: String = fields.need("kind")?;
        if kind.is_empty() || kind.len() > MAX_NAME {
            return None;
        }
        let data = fields.take("data")?;
        let id = fields.need("id")?;
        let at = Millis::try_from(fields.need::<u64>("at")?).ok()?;
        let offset = UtcOffset::try_from(fields.may::<i16>("off")?).ok()?;
        let generation = Generation(fields.may("gen")?);
        fields.is_empty().then(|| Event { id, when: Moment { at, offset }, generation, kind: Kind::decode(kind, data) })
    }
}
