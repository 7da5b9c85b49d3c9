//! The study log in the app: what is recorded, what is read from it, and a signal that changes with it.

use super::deck::Road;
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
use course::study::schedule::Schedule;
use course::study::session::{Queued, Why, last_review};
use course::study::time::Moment;
use course::study::views::{Marks, Progress};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

type Kept = Journal<BrowserStorage>;

/// The log, and a count of its changes.
#[derive(Clone, Copy)]
pub struct Study {
    journal: StoredValue<Kept, LocalStorage>,
    changes: RwSignal<u64>,
    tab: TabId,
    schedule: StoredValue<Option<(u64, Rc<Schedule>)>, LocalStorage>,
}

/// The site's path: many sites can share one origin and its storage.
pub fn site_path() -> String {
    let root = place::root();
    root.split_once("//")
        .and_then(|(_, rest)| rest.find('/').map(|i| rest[i..].to_string()))
        .unwrap_or_else(|| "/".into())
}

/// This moment on the learner's clock.
pub fn now() -> Moment {
    let at = clock::now();
    Moment::new(at as i64, clock::utc_offset_minutes(at))
}

impl Study {
    /// Reads what storage holds, and follows what other tabs add.
    pub fn open() -> Study {
        let tab = TabId(clock::random_u64());
        let journal = Journal::open(BrowserStorage, &site_path(), tab);
        let (journal, schedule) = (StoredValue::new_local(journal), StoredValue::new_local(None));
        let study = Study { journal, changes: RwSignal::new(0), tab, schedule };
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
    /// The state of every card, replayed from the log once a change.
    pub fn schedule(self) -> Rc<Schedule> {
        let at = self.changes.get();
        if let Some((then, schedule)) = self.schedule.with_value(Clone::clone)
            && then == at
        {
            return schedule;
        }
        let schedule = Rc::new(self.with_untracked(Schedule::replay));
        self.schedule.set_value(Some((at, schedule.clone())));
        schedule
    }

    /// Slugs of the lessons marked as read.
    pub fn lessons_read(self) -> Vec<String> {
        self.with(|log| Progress::of(log).read.keys().map(ToString::to_string).collect())
    }

    /// The cards on offer: those of the lessons read, in the order of the road, and those called for.
    fn deck(self, road: &Road) -> Vec<CardRef> {
        let read = self.lessons_read();
        let lessons = road.lessons.iter().filter(|l| read.contains(&l.slug));
        let cards = lessons.flat_map(|l| &l.cards).filter_map(|c| card_ref(&c.id, c.revision));
        let mut deck: Vec<CardRef> = cards.collect();
        for card in self.schedule().added() {
            if !deck.contains(card) {
                deck.push(card.clone());
            }
        }
        deck
    }

    /// The cards of today's session, the next one first.
    pub fn queue(self, road: &Road) -> Vec<Queued> {
        self.schedule().queue(&self.deck(road), now())
    }

    /// How many cards fall due on each of the coming days.
    pub fn forecast(self, road: &Road, days: usize) -> Vec<u32> {
        self.schedule().forecast(&self.deck(road), now(), days)
    }

    /// How many cards today's session holds. The deck is fetched only for learners who have one.
    pub fn due_count(self) -> usize {
        if self.with(Log::is_empty) {
            return 0;
        }
        super::deck::road().get().map_or(0, |road| self.queue(&road).len())
    }

    /// Slugs of the lessons with cards that are due.
    pub fn lessons_due(self) -> Vec<String> {
        if self.with(Log::is_empty) {
            return Vec::new();
        }
        let Some(road) = super::deck::road().get() else { return Vec::new() };
        let queue = self.queue(&road);
        let known = queue.iter().filter(|q| q.why != Why::New).map(|q| q.card.id.as_str());
        known
            .filter_map(|id| match id.strip_prefix("item:") {
                Some(item) => road.item(item).map(|(l, _)| l.slug.clone()),
                None => road.card(id).map(|(l, _)| l.slug.clone()),
            })
            .collect()
    }

    /// How many of these cards have been reviewed.
    pub fn cards_learning(self, cards: &[(String, u32)]) -> usize {
        let schedule = self.schedule();
        cards.iter().filter_map(|(id, rev)| card_ref(id, *rev)).filter(|c| schedule.card(c).is_some()).count()
    }

    /// Share of reviews that should succeed.
    pub fn target_retention(self) -> f64 {
        self.schedule().retention()
    }

    /// The latest review of this tab, to be taken back.
    pub fn last_review(self) -> Option<EventId> {
        self.with_untracked(|log| last_review(log, self.tab))
    }

    /// The same, subscribing to changes.
    pub fn last_review_tracked(self) -> Option<EventId> {
        self.with(|log| last_review(log, self.tab))
    }

    /// Whether a lesson is bookmarked.
    pub fn bookmarked(self, slug: &str) -> bool {
        self.with(|log| Marks::of(log).bookmarks.get(slug).is_some_and(|headings| headings.contains(&None)))
    }

    /// The note on a lesson.
    pub fn note(self, slug: &str) -> String {
        self.with(|log| Marks::of(log).notes.remove(slug).unwrap_or_default())
    }
}

/// A card as the log names it.
fn card_ref(id: &str, rev: u32) -> Option<CardRef> {
    Some(CardRef { id: CardId::new(id).ok()?, rev })
}

/// Today's date as 2026-01-31.
pub fn today_iso() -> String {
    let (y, m, d) = now().day().date();
    format!("{y:04}-{m:02}-{d:02}")
}
