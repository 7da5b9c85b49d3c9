//! The study log in the app: what is recorded, what is read from it, and a signal that changes with it.

use super::signals::{RwSignal, StoredValue};
use crate::web::dom::{Listener, window};
use crate::web::storage::BrowserStorage;
use crate::web::{clock, place};
use course::deck::{Index, card_of_item};
use course::quiz::{Ask, Response};
use course::study::event::{EventId, TabId};
use course::study::ids::{CardId, CardRef, ItemId, LessonSlug, PredictionId};
use course::study::journal::{Journal, Status};
use course::study::kind::Kind;
use course::study::log::Log;
use course::study::payload::{Answer, CardAdded, Prediction, Tombstone};
use course::study::session::{Queued, Summary, Why, calls, last_review};
use course::study::time::{Day, Millis, Moment};
use course::study::views::Views;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

type Kept = Journal<BrowserStorage>;

/// The queue, and what it was reckoned from.
type Reckoned = (Basis, Rc<Vec<Queued>>);

/// The log, a count of its changes, and what is made of it.
#[derive(Clone, Copy)]
pub struct Study {
    journal: StoredValue<Kept>,
    changes: RwSignal<u64>,
    tab: TabId,
    views: StoredValue<Views>,
    queue: StoredValue<Option<Reckoned>>,
}

/// What a queue depends on: the changes of the log, the day, and the index.
#[derive(Clone)]
struct Basis {
    changes: u64,
    day: Day,
    index: Arc<Index>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        (self.changes, self.day) == (other.changes, other.day) && Arc::ptr_eq(&self.index, &other.index)
    }
}

/// Chunks of tabs that have written nothing for a day are gathered, so long after the start.
const SETTLED: u64 = 24 * 3_600_000;
const TIDY_AFTER: Duration = Duration::from_secs(20);
/// From so many events on a start is quicker with a snapshot of what they come to.
const WORTH_A_SNAPSHOT: usize = 500;
const LOOK_AT_CLOCK: Duration = Duration::from_secs(20);
/// What the start took on trust is looked at piece by piece, so that nobody waits for it.
const LOOK_AFTER: Duration = Duration::from_millis(200);

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
        let journal = StoredValue::new(journal);
        let (views, queue) = (StoredValue::new(Views::default()), StoredValue::new(None));
        let study = Study { journal, changes: RwSignal::new(0), tab, views, queue };
        set_timeout(
            move || {
                study.journal.try_update_value(|j| j.tidy(now().at, SETTLED, WORTH_A_SNAPSHOT));
                study.inspect();
            },
            TIDY_AFTER,
        );
        // What is due follows from the day, and pages stay open over night.
        let day = StoredValue::new(now().day());
        let turn = move || {
            let today = now().day();
            if day.get_value() != today {
                day.set_value(today);
                study.changes.update(|n| *n += 1);
            }
        };
        set_interval(turn, LOOK_AT_CLOCK);
        // Who comes back sees the new day at once.
        for back in ["visibilitychange", "focus"] {
            Listener::new(&window(), back, move |_| turn()).forever();
        }
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

    /// Looks at what the start took on trust, a piece at a time. What was damaged changes all that is shown.
    fn inspect(self) {
        let look = |j: &mut Kept| {
            let before = j.aside().len();
            (j.inspect(), j.aside().len() != before)
        };
        let Some((more, damaged)) = self.journal.try_update_value(look) else { return };
        if damaged {
            self.changes.update(|n| *n += 1);
        }
        if more {
            set_timeout(move || self.inspect(), LOOK_AFTER);
        }
    }

    /// Reads the whole log, once. That may take a while.
    pub fn with_log<T>(self, read: impl FnOnce(&Log) -> T) -> Option<T> {
        self.journal.try_update_value(|j| read(j.log()))
    }

    /// How many events there are.
    pub fn len(self) -> usize {
        self.changes.track();
        self.journal.try_update_value(Kept::len).unwrap_or_default()
    }

    /// What was done from a moment on.
    pub fn summary(self, since: Millis) -> Summary {
        self.changes.track();
        let sum = |j: &mut Kept| {
            let (before, log) = j.parts();
            Summary::since(&before.schedule, log, since)
        };
        self.journal.try_update_value(sum).unwrap_or_default()
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

    /// Writes an event anew that is still being typed; the first time there is none.
    pub fn revise(self, id: Option<EventId>, kind: Kind) -> Option<EventId> {
        let Some(id) = id else { return self.record(kind) };
        let added = self.journal.try_update_value(|j| j.revise(id, now(), kind))?.ok()?;
        self.changes.update(|n| *n += 1);
        Some(added.id)
    }

    /// Takes an event back.
    pub fn undo(self, event: EventId) {
        self.record(Kind::Tombstone(Tombstone { event }));
    }

    /// Calls for a card.
    pub fn call(self, card: CardRef, from: Option<ItemId>) {
        self.record(Kind::CardAdded(CardAdded { card, from }));
    }

    /// Takes back all that calls for a card.
    pub fn put_away(self, card: &CardRef) {
        let calls = self.with_log(|log| calls(log, card)).unwrap_or_default();
        calls.into_iter().for_each(|event| self.undo(event));
    }

    /// Records an answer. A miss becomes a due card.
    pub fn record_answer(self, item: &str, rev: u32, response: &Response, correct: bool) {
        let (Ok(id), Ok(card)) = (ItemId::new(item), CardId::new(&card_of_item(item))) else { return };
        self.record(Kind::Answer(Answer { item: id.clone(), rev, given: response.into(), correct, seed: None }));
        if !correct {
            self.call(CardRef { id: card, rev }, Some(id));
        }
    }

    /// Records a prediction.
    pub fn record_prediction(self, id: &str, rev: u32, response: &Response, hit: bool, confidence: Option<u8>) {
        if let Ok(id) = PredictionId::new(id) {
            self.record(Kind::Prediction(Prediction { id, rev, given: response.into(), hit, confidence }));
        }
    }

    /// What was predicted last, if the question is still the same, and how sure the learner was.
    pub fn prediction(self, id: &str, rev: u32, ask: Option<&Ask>) -> Option<(Response, Option<u8>)> {
        self.views(|views| {
            let made = views.progress.predictions.get(id).filter(|made| made.rev == rev)?;
            let response = made.given.response()?;
            let stands = ask.is_none_or(|ask| ask.stands(&response, made.hit));
            stands.then_some((response, made.confidence))
        })
    }

    /// What was answered last to an item, and whether it was right.
    pub fn answer(self, item: &str, rev: u32) -> Option<(Response, bool)> {
        self.views(|views| {
            let answer = views.progress.answers.get(item).filter(|answer| answer.rev == rev)?;
            Some((answer.given.response()?, answer.correct))
        })
    }

    /// A lesson's slug as the log spells it.
    pub fn slug(text: &str) -> Option<LessonSlug> {
        LessonSlug::new(text).ok()
    }
}

/// Views of the log.
impl Study {
    /// Reads what is made of the log, and subscribes to it. It is brought up to date once a change.
    pub fn views<T>(self, read: impl FnOnce(&Views) -> T) -> T {
        self.changes.track();
        self.views.update_value(|views| self.journal.update_value(|j| j.follow(views)));
        self.views.with_value(read)
    }

    /// Slugs of the lessons marked as read.
    pub fn lessons_read(self) -> Vec<String> {
        self.views(|views| views.progress.read.keys().map(ToString::to_string).collect())
    }

    /// Whether a lesson is marked as read.
    pub fn is_read(self, slug: &str) -> bool {
        self.views(|views| views.progress.read.contains_key(slug))
    }

    /// The index of the cards, once it is there. Where no lesson is read only the log says what is due, and none is
    /// fetched.
    fn index(self) -> Option<Arc<Index>> {
        let decks = super::state::app().decks;
        if self.views(|views| views.progress.read.is_empty()) { Some(decks.none()) } else { decks.index()?.ok() }
    }

    /// The cards of today's session, the next one first; none while the index is on its way.
    pub fn queue(self) -> Option<Rc<Vec<Queued>>> {
        let basis = Basis { changes: self.changes.get(), day: now().day(), index: self.index()? };
        if let Some((then, queue)) = self.queue.with_value(Clone::clone)
            && then == basis
        {
            return Some(queue);
        }
        let queue = self.views(|views| {
            let offer = basis.index.on_offer(&views.progress, &views.schedule);
            Rc::new(views.schedule.queue(&offer, now()))
        });
        self.queue.set_value(Some((basis, queue.clone())));
        Some(queue)
    }

    /// How many cards fall due on each of the coming days.
    pub fn forecast(self, days: usize) -> Option<Vec<u32>> {
        let index = self.index()?;
        Some(self.views(|views| {
            let offer = index.on_offer(&views.progress, &views.schedule);
            views.schedule.forecast(&offer, now(), days)
        }))
    }

    /// How many cards today's session holds.
    pub fn due_count(self) -> usize {
        self.queue().map_or(0, |queue| queue.len())
    }

    /// Slugs of the lessons with cards that are due. It is the home page that asks, which has the index anyway.
    pub fn lessons_due(self) -> Vec<String> {
        let (Some(Ok(index)), Some(queue)) = (super::state::app().decks.index(), self.queue()) else {
            return Vec::new();
        };
        let known = queue.iter().filter(|queued| queued.why != Why::New);
        let lessons = known.filter_map(|queued| index.lesson_of(&queued.card));
        lessons.map(|lesson| lesson.slug.to_string()).collect()
    }

    /// How many of these cards have been reviewed.
    pub fn cards_learning(self, cards: &[(String, u32)]) -> usize {
        let cards = cards.iter().filter_map(|(id, rev)| card_ref(id, *rev));
        self.views(|views| cards.filter(|card| views.schedule.card(card).is_some()).count())
    }

    /// Share of reviews that should succeed.
    pub fn target_retention(self) -> f64 {
        self.views(|views| views.schedule.retention())
    }

    /// The latest review of this tab, to be taken back.
    pub fn last_review(self) -> Option<EventId> {
        self.journal.with_value(|j| last_review(j.recent(), self.tab))
    }

    /// The same, subscribing to changes.
    pub fn last_review_tracked(self) -> Option<EventId> {
        self.changes.track();
        self.last_review()
    }

    /// Whether a lesson is bookmarked.
    pub fn bookmarked(self, slug: &str) -> bool {
        self.views(|views| views.marks.bookmarks.get(slug).is_some_and(|headings| headings.contains(&None)))
    }

    /// The note on a lesson.
    pub fn note(self, slug: &str) -> String {
        self.views(|views| views.marks.notes.get(slug).cloned().unwrap_or_default())
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
