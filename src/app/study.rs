//! The study log in the app: what is recorded, what is read from it, and a signal that changes with it.

use crate::web::dom::{Listener, window};
use crate::web::storage::BrowserStorage;
use crate::web::{clock, place};
use course::quiz::Response;
use course::study::event::{EventId, TabId};
use course::study::ids::{CardId, CardRef, ItemId, LessonSlug, PredictionId};
use course::study::journal::{Journal, Status};
use course::study::kind::Kind;
use course::study::log::Log;
use course::study::payload::{Answer, CardAdded, Prediction, Tombstone};
use course::study::time::Moment;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

type Kept = Journal<BrowserStorage>;

/// The log, and a count of its changes.
#[derive(Clone, Copy)]
pub struct Study {
    journal: StoredValue<Kept, LocalStorage>,
    changes: RwSignal<u64>,
}

/// The site's path: many sites can share one origin and its storage.
pub fn site_path() -> String {
    let root = place::root();
    root.split_once("//").and_then(|(_, rest)| rest.find('/').map(|i| rest[i..].to_string())).unwrap_or_else(|| "/".into())
}

/// This moment on the learner's clock.
pub fn now() -> Moment {
    let at = clock::now();
    Moment::new(at as i64, clock::utc_offset_minutes(at))
}

impl Study {
    /// Reads what storage holds, and follows what other tabs add.
    pub fn open() -> Study {
        let journal = Journal::open(BrowserStorage, &site_path(), TabId(clock::random_u64()));
        let study = Study { journal: StoredValue::new_local(journal), changes: RwSignal::new(0) };
        Listener::new(&window(), "storage", move |event| {
            let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
            let Some(key) = event.key() else { return };
            if study.journal.try_update_value(|j| j.absorb(&key, event.new_value().as_deref())) == Some(true) {
                study.changes.update(|n| *n += 1);
            }
        })
        .forever();
        study
    }

    /// Reads the log and subscribes to it.
    pub fn with<T>(self, read: impl FnOnce(&Log) -> T) -> T {
        self.changes.track();
        self.journal.with_value(|j| read(j.log()))
    }

    /// Reads the log once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Log) -> T) -> T {
        self.journal.with_value(|j| read(j.log()))
    }

    /// How safe the log is.
    pub fn status(self) -> Status {
        self.changes.track();
        self.journal.with_value(Journal::status)
    }

    /// Reads or changes the journal itself: import, reset, damaged pieces.
    pub fn journal<T>(self, act: impl FnOnce(&mut Kept) -> T) -> Option<T> {
        let done = self.journal.try_update_value(act);
        self.changes.update(|n| *n += 1);
        done
    }

    /// Adds an event. What does not fit its bounds is refused; that is a mistake in a lesson, and a build refuses it.
    pub fn record(self, kind: Kind) -> Option<EventId> {
        let added = self.journal.try_update_value(|j| j.append(now(), kind))?.ok()?;
        self.changes.update(|n| *n += 1);
        Some(added.id)
    }

    /// Takes an event back.
    pub fn undo(self, event: EventId) {
        self.record(Kind::Tombstone(Tombstone { event }));
    }

    /// Records an answer. A miss becomes a due card.
    pub fn record_answer(self, item: &str, rev: u32, response: &Response, correct: bool) {
        let (Ok(id), Ok(card)) = (ItemId::new(item), CardId::new(&format!("item:{item}"))) else { return };
        self.record(Kind::Answer(Answer { item: id.clone(), rev, given: response.into(), correct, seed: None }));
        if !correct {
            self.record(Kind::CardAdded(CardAdded { card: CardRef { id: card, rev }, from: Some(id) }));
        }
    }

    /// Records a prediction.
    pub fn record_prediction(self, id: &str, rev: u32, response: &Response, hit: bool, confidence: Option<u8>) {
        if let Ok(id) = PredictionId::new(id) {
            self.record(Kind::Prediction(Prediction { id, rev, given: response.into(), hit, confidence }));
        }
    }

    /// A lesson's slug as the log spells it.
    pub fn slug(text: &str) -> Option<LessonSlug> {
        LessonSlug::new(text).ok()
    }
}

/// Views of the log.
impl Study {
    /// Slugs of the lessons marked as read.
    pub fn lessons_read(self) -> std::collections::BTreeSet<String> {
        self.with(|_| Default::default())
    }
    /// Lessons with due cards.
    pub fn lessons_due(self) -> std::collections::BTreeSet<String> {
        self.with(|_| Default::default())
    }
    /// Due cards.
    pub fn due_count(self) -> usize {
        self.with(|_| 0)
    }
    /// How many of these cards are in the reviews.
    pub fn cards_learning(self, _cards: &[(String, u32)]) -> usize {
        self.with(|_| 0)
    }
    /// Share of reviews that should succeed.
    pub fn target_retention(self) -> f64 {
        self.with(|_| 0.9)
    }
    /// Whether a lesson is bookmarked.
    pub fn bookmarked(self, _slug: &str) -> bool {
        self.with(|_| false)
    }
    /// The note on a lesson.
    pub fn note_tracked(self, _slug: &str) -> String {
        self.with(|_| String::new())
    }
    /// The note on a lesson, read once.
    pub fn note(self, _slug: &str) -> String {
        String::new()
    }
}

/// Today's date as 2026-01-31.
pub fn today_iso() -> String {
    let (y, m, d) = now().day().date();
    format!("{y:04}-{m:02}-{d:02}")
}
