//! The payloads of study events, and the bounds on them.

use super::event::EventId;
use super::ids::{CardRef, ItemId, LessonSlug, PredictionId, Word};
use super::time::Day;
use crate::json::{FromJson, Object, from_json, number};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest note in bytes.
pub const MAX_NOTE: usize = 20_000;
/// Longest typed answer in bytes.
pub const MAX_ANSWER: usize = 4_000;
/// Most choices in one answer.
pub const MAX_PICKS: usize = 64;
/// Most areas in one self-assessment.
pub const MAX_AREAS: usize = 32;
/// The target retentions that the scheduler accepts. Below, intervals explode; above, every day is a review.
pub const RETENTION: std::ops::RangeInclusive<f64> = 0.7..=0.97;

/// What a learner put in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Given {
    /// A number.
    #[serde(serialize_with = "number")]
    Number(f64),
    /// Indices of the choices taken, or of lines in the learner's order.
    Picks(Vec<u32>),
    /// Text as typed.
    Text(String),
}

impl Given {
    /// The response to a question that this is; none for text.
    pub fn response(&self) -> Option<crate::quiz::Response> {
        match self {
            Given::Number(x) => Some(crate::quiz::Response::Number(*x)),
            Given::Picks(picks) => Some(crate::quiz::Response::Picks(picks.iter().map(|&i| i as usize).collect())),
            Given::Text(_) => None,
        }
    }
}

impl From<&crate::quiz::Response> for Given {
    fn from(response: &crate::quiz::Response) -> Self {
        match response {
            crate::quiz::Response::Number(x) => Given::Number(*x),
            crate::quiz::Response::Picks(picks) => {
                Given::Picks(picks.iter().map(|&i| u32::try_from(i).unwrap_or(u32::MAX)).collect())
            }
        }
    }
}

/// An answer to a quiz item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The item.
    pub item: ItemId,
    /// Its revision.
    pub rev: u32,
    /// What was answered.
    pub given: Given,
    /// Whether it was right.
    pub correct: bool,
    /// The seed of a regenerating item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

/// A commitment before the reveal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// The prediction.
    pub id: PredictionId,
    /// Its revision.
    pub rev: u32,
    /// What was committed to.
    pub given: Given,
    /// Whether it turned out right.
    pub hit: bool,
    /// How sure the learner said they were, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// How well a card was recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Forgotten.
    Again,
    /// Recalled with much effort.
    Hard,
    /// Recalled.
    Good,
    /// Recalled at once.
    Easy,
}

impl Rating {
    /// All four, from worst to best.
    pub const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
}

impl From<Rating> for forgetting::Rating {
    fn from(rating: Rating) -> Self {
        Self::ALL[rating as usize]
    }
}

/// A review of a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// The card and its revision.
    pub card: CardRef,
    /// How it went.
    pub rating: Rating,
}

/// A card becomes due now: a quiz item was missed, or a learner asked for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardAdded {
    /// The card and its revision.
    pub card: CardRef,
    /// The quiz item it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<ItemId>,
}

/// A lesson marked as read, or as not read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LessonMark {
    /// The lesson.
    pub lesson: LessonSlug,
}

/// The learner's note on a lesson. It replaces the note before it; an empty text removes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// The lesson.
    pub lesson: LessonSlug,
    /// The whole note.
    pub text: String,
}

/// A place in a lesson, marked or unmarked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bookmark {
    /// The lesson.
    pub lesson: LessonSlug,
    /// The heading's anchor; none for the lesson as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<Word>,
    /// Whether the mark is set.
    pub on: bool,
}

/// A self-assessment: for each area, 1 (never touched) to 5 (production).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    /// Score by area.
    pub scores: BTreeMap<Word, u8>,
}

/// The plan that a learner made. It replaces the plan before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// Which road.
    pub road: Word,
    /// Where the learner comes from.
    pub background: Word,
    /// Hours a week, 1 to 100.
    pub hours: u8,
    /// First day.
    pub start: Day,
}

/// A setting that belongs to studying, not to the device. It replaces the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "name", content = "value", rename_all = "kebab-case")]
pub enum Setting {
    /// Share of reviews that should succeed; within [`RETENTION`].
    #[serde(serialize_with = "number")]
    TargetRetention(f64),
    /// How many new cards a day.
    NewPerDay(u16),
}

/// Takes back another event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tombstone {
    /// The event that no longer counts. Tombstones and resets cannot be taken back.
    pub event: EventId,
}

/// The start of a new generation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reset {}

/// Why an event cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A text is longer than the log takes.
    #[error("the text has {bytes} bytes; {most} fit")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// A list is longer than the log takes.
    #[error("{entries} entries; {most} fit")]
    TooMany {
        /// Its length.
        entries: usize,
        /// The limit.
        most: usize,
    },
    /// A number outside its range.
    #[error("{what} is out of range")]
    OutOfRange {
        /// Which number.
        what: &'static str,
    },
}

/// A payload knows its bounds. They hold for what is made here and for what is read from outside.
pub(super) trait Bounded {
    fn check(&self) -> Result<(), Invalid> {
        Ok(())
    }
}

fn fits(text: &str, most: usize) -> Result<(), Invalid> {
    if text.len() > most { Err(Invalid::TooLong { bytes: text.len(), most }) } else { Ok(()) }
}

fn few(entries: usize, most: usize) -> Result<(), Invalid> {
    if entries > most { Err(Invalid::TooMany { entries, most }) } else { Ok(()) }
}

fn within(holds: bool, what: &'static str) -> Result<(), Invalid> {
    if holds { Ok(()) } else { Err(Invalid::OutOfRange { what }) }
}

impl Bounded for Given {
    fn check(&self) -> Result<(), Invalid> {
        match self {
            // JSON has no word for the others.
            Given::Number(x) => within(x.is_finite(), "the number"),
            Given::Picks(picks) => few(picks.len(), MAX_PICKS),
            Given::Text(text) => fits(text, MAX_ANSWER),
        }
    }
}

impl Bounded for Answer {
    fn check(&self) -> Result<(), Invalid> {
        self.given.check()
    }
}

impl Bounded for Prediction {
    fn check(&self) -> Result<(), Invalid> {
        within(self.confidence.is_none_or(|percent| percent <= 100), "the confidence")?;
        self.given.check()
    }
}

impl Bounded for Note {
    fn check(&self) -> Result<(), Invalid> {
        fits(&self.text, MAX_NOTE)
    }
}

impl Bounded for Assessment {
    fn check(&self) -> Result<(), Invalid> {
        few(self.scores.len(), MAX_AREAS)?;
        within(self.scores.values().all(|score| (1..=5).contains(score)), "a score")
    }
}

impl Bounded for Plan {
    fn check(&self) -> Result<(), Invalid> {
        within((1..=100).contains(&self.hours), "the hours a week")?;
        within((1970..=9999).contains(&self.start.date().0), "the first day")
    }
}

impl Bounded for Setting {
    fn check(&self) -> Result<(), Invalid> {
        match self {
            Setting::TargetRetention(share) => within(RETENTION.contains(share), "the target retention"),
            Setting::NewPerDay(_) => Ok(()),
        }
    }
}

from_json!(strict Answer: item, rev, given, correct; seed);
from_json!(strict Prediction: id, rev, given, hit; confidence);
from_json!(strict Review: card, rating);
from_json!(strict CardAdded: card; from);
from_json!(strict LessonMark: lesson);
from_json!(strict Note: lesson, text);
from_json!(strict Bookmark: lesson, on; heading);
from_json!(strict Assessment: scores);
from_json!(strict Plan: road, background, hours, start);
from_json!(strict Tombstone: event);
from_json!(strict Reset:);

impl FromJson for Given {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Number(_) => f64::from_json(value).map(Given::Number),
            Value::Array(_) => Vec::from_json(value).map(Given::Picks),
            Value::String(text) => Some(Given::Text(text.clone())),
            _ => None,
        }
    }
}

impl FromJson for Rating {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "again" => Rating::Again,
            "hard" => Rating::Hard,
            "good" => Rating::Good,
            "easy" => Rating::Easy,
            _ => return None,
        })
    }
}

impl FromJson for Setting {
    fn from_json(value: &Value) -> Option<Self> {
        let object = Object::of(value)?;
        object.only(&["name", "value"])?;
        Some(match object.need::<String>("name")?.as_str() {
            "target-retention" => Setting::TargetRetention(object.need("value")?),
            "new-per-day" => Setting::NewPerDay(object.need("value")?),
            _ => return None,
        })
    }
}

impl Bounded for Review {}
impl Bounded for CardAdded {}
impl Bounded for LessonMark {}
impl Bounded for Bookmark {}
impl Bounded for Tombstone {}
impl Bounded for Reset {}
