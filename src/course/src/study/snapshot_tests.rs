//! Tests of the snapshot: it saves reading, and changes nothing, whatever becomes of it and of what it covers.

use super::event::{Event, EventId, Generation, TabId};
use super::import::Mode;
use super::journal::Journal;
use super::kind::Kind;
use super::log::Log;
use super::payload::Rating;
use super::samples::{self, DAY, NOON, cases, note, read, review, undo};
use super::snapshot::Snapshot;
use super::store::{Faults, MemoryStorage, Storage, StoreError};
use super::time::{Millis, Moment};
use super::views::Views;
use super::views_tests::same;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

const KEY: &str = "descent:/:views";

fn open<S: Storage>(storage: S, tab: u64) -> Journal<S> {
    Journal::open(storage, "/", TabId(tab))
}

fn views<S: Storage>(journal: &mut Journal<S>) -> Views {
    let mut views = Views::default();
    journal.follow(&mut views);
    views
}

fn copy(storage: &MemoryStorage) -> MemoryStorage {
    let to = MemoryStorage::new();
    for key in storage.keys().unwrap() {
        to.set(&key, &storage.get(&key).unwrap().unwrap()).unwrap();
    }
    to
}

/// A sitting a day, each in a tab of its own; then one that tidies and keeps a snapshot.
fn learned(sittings: u64) -> MemoryStorage {
    let storage = MemoryStorage::new();
    for sitting in 0..sittings {
        let mut journal = open(&storage, sitting);
        for n in 0..10 {
            let when = Moment::new(NOON + sitting as i64 * DAY + n * 9_000, 60);
            let kind = match n {
                0 => read(&format!("lesson-{sitting}")),
                1 => note("k-means", &format!("Day {sitting}: “ä”,\nand more.")),
                _ => review(&format!("card-{}", n as u64 * sitting % 17), Rating::ALL[n as usize % 4]),
            };
            journal.append(when, kind).unwrap();
        }
    }
    open(&storage, 999).tidy(after(sittings), DAY as u64, 1);
    assert!(storage.get(KEY).unwrap().is_some());
    storage
}

fn after(sittings: u64) -> Millis {
    Millis::clamped(NOON + (sittings as i64 + 2) * DAY)
}

/// Counts the bytes that are handed out.
struct Counting<'a>(&'a MemoryStorage, Cell<usize>);

impl Storage for Counting<'_> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let text = self.0.get(key)?;
        self.1.set(self.1.get() + text.as_ref().map_or(0, String::len));
        Ok(text)
    }
    fn glance(&self, key: &str) -> Result<Option<(usize, String)>, StoreError> {
        self.0.glance(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.set(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}

#[test]
fn a_start_reads_the_snapshot_alone_and_the_rest_when_it_is_asked_for() {
    let storage = learned(40);
    let kept = storage.get(KEY).unwrap().unwrap();
    let counting = Counting(&storage, Cell::new(0));
    let mut journal = open(&counting, 1_000);
    let shown = views(&mut journal);
    assert_eq!((counting.1.get(), journal.recent().len(), journal.len()), (kept.len(), 0, 400));
    let plain = copy(&storage);
    plain.remove(KEY).unwrap();
    assert!(same(&shown, &Views::of(open(&plain, 1_000).log())));
    assert_eq!((shown.progress.read.len(), shown.marks.notes.len()), (40, 1));
    // What comes behind it is taken in alone, and taken back.
    let late = Moment::new(NOON + 90 * DAY, 0);
    let id = journal.append(late, review("card-3", Rating::Again)).unwrap().id;
    journal.append(late, read("late")).unwrap();
    journal.append(late, undo(id)).unwrap();
    let shown = views(&mut journal);
    assert_eq!((counting.1.get(), journal.recent().len(), journal.len()), (kept.len(), 3, 403));
    assert!(same(&shown, &Views::of(journal.clone().log())));
    // The next start reads that piece too, and no other.
    counting.1.set(0);
    let mut next = open(&counting, 1_001);
    assert!(same(&views(&mut next), &shown));
    assert!(counting.1.get() < kept.len() + 1_000);
    assert_eq!(next.log().len(), 403);
}

#[test]
fn what_reaches_into_the_snapshot_has_all_of_it_read() {
    let storage = learned(20);
    let behind = Moment::new(NOON + 90 * DAY, 0);
    let covered = EventId { tab: TabId(7), count: 3 };
    let cases = [
        (behind, undo(covered), EventId { tab: TabId(5_000), count: 0 }),
        (Moment::new(NOON + 3 * DAY, 0), review("card-3", Rating::Easy), EventId { tab: TabId(5_000), count: 0 }),
        // Another event of a name that is taken: the later one stays.
        (behind, review("card-3", Rating::Easy), covered),
    ];
    for (when, kind, id) in cases {
        let storage = copy(&storage);
        let mut other = open(&storage, 2_000);
        let all: Log = [Event { id, when, generation: Generation(0), kind }].into_iter().collect();
        other.import(&all, Mode::Merge);
        let mut journal = open(&storage, 2_001);
        let shown = views(&mut journal);
        assert!(same(&shown, &Views::of(other.log())));
        assert_eq!(journal.recent(), other.log(), "all was read");
    }
}

#[test]
fn what_was_taken_back_before_it_was_known_stays_taken_back() {
    let storage = MemoryStorage::new();
    let late = EventId { tab: TabId(5_000), count: 0 };
    open(&storage, 1).append(Moment::new(NOON, 0), undo(late)).unwrap();
    open(&storage, 2).tidy(after(1), DAY as u64, 1);
    assert!(storage.get(KEY).unwrap().is_some());
    open(&storage, 5_000).append(Moment::new(NOON + DAY, 0), read("a")).unwrap();
    let mut journal = open(&storage, 3);
    assert_eq!(views(&mut journal).progress.read.len(), 0);
    assert_eq!(journal.log().len(), 2);
}

#[test]
fn a_snapshot_follows_what_comes_to_rest_without_reading_the_rest_again() {
    let storage = learned(20);
    for sitting in 20..40 {
        let mut journal = open(&storage, sitting);
        journal.append(Moment::new(NOON + sitting as i64 * DAY, 0), review("card-3", Rating::Hard)).unwrap();
        let counting = Counting(&storage, Cell::new(0));
        let mut tidying = open(&counting, 3_000 + sitting);
        tidying.tidy(after(sitting), DAY as u64, 1);
        assert_eq!(tidying.recent().len(), 1);
        assert_eq!(open(&storage, 4_000).recent().len(), 0);
    }
    let mut journal = open(&storage, 4_000);
    assert!(same(&views(&mut journal), &Views::of(journal.log())));
    assert_eq!(journal.log().len(), 220);
}

#[test]
fn a_full_store_gives_up_the_snapshot_for_what_the_learner_does() {
    let storage = learned(40);
    let room = storage.keys().unwrap().iter().map(|key| key.len() + storage.get(key).unwrap().unwrap().len()).sum();
    storage.set_faults(Faults { room: Some(room), ..Faults::default() });
    let mut journal = open(&storage, 1_000);
    assert!(journal.append(Moment::new(NOON + 90 * DAY, 0), note("a", "now")).unwrap().saved);
    assert_eq!(storage.get(KEY).unwrap(), None);
    assert_eq!(open(&storage, 1_001).log().len(), 401);
}

#[test]
fn a_reset_leaves_no_snapshot() {
    let storage = learned(20);
    let mut journal = open(&storage, 1_000);
    journal.reset(Moment::new(NOON + 90 * DAY, 0));
    assert_eq!(storage.keys().unwrap().len(), 1);
    assert!(same(&views(&mut journal), &Views::default()));
}

#[test]
fn damage_in_what_was_taken_on_trust_is_found_soon_after() {
    let storage = learned(40);
    let pack = storage.keys().unwrap().into_iter().find(|key| key.contains("pack:")).unwrap();
    let text = storage.get(&pack).unwrap().unwrap();
    storage.set(&pack, &format!("{}x", &text[..text.len() - 1])).unwrap();
    let mut journal = open(&storage, 1_000);
    assert_eq!(journal.status().aside, 0);
    while journal.inspect() {}
    assert_eq!(journal.status().aside, 1);
    assert!(same(&views(&mut journal), &Views::of(open(&storage, 1_001).log())));
    // Where all is well nothing is read for good.
    let storage = learned(40);
    let mut journal = open(&storage, 1_000);
    while journal.inspect() {}
    assert_eq!((journal.recent().len(), journal.status().aside), (0, 0));
}

#[test]
fn any_flipped_bit_in_a_snapshot_makes_it_void() {
    let text = learned(9).get(KEY).unwrap().unwrap();
    assert!(Snapshot::read(&text).is_some());
    for bit in 0..8 * text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(Snapshot::read(&String::from_utf8_lossy(&bytes)).is_none(), "{bit}");
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(Snapshot::read(&text[..end]).is_none(), "{end}");
    }
}

/// What may happen.
#[derive(Clone, Debug)]
enum Deed {
    /// At this many hours before or after noon.
    Append(i64, Kind),
    Undo(prop::sample::Index),
    /// A note is written on.
    Revise(prop::sample::Index, String),
    Import(Vec<Event>, Mode),
    Reset,
    Tidy(u64),
    Reopen,
    Hear,
    /// An older snapshot comes back.
    Stale(prop::sample::Index),
    Lost,
    Flipped(prop::sample::Index),
    /// A piece becomes what it was, or goes.
    Rewound(prop::sample::Index),
    Gone(prop::sample::Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        // Mostly the clock goes on.
        20 => samples::kind().prop_map(|kind| Deed::Append(0, kind)),
        2 => (-100i64..100, samples::kind()).prop_map(|(hours, kind)| Deed::Append(hours, kind)),
        2 => index().prop_map(Deed::Undo),
        3 => (index(), "[a-z]{0,5}").prop_map(|(which, text)| Deed::Revise(which, text)),
        1 => (samples::events(), prop::sample::select(vec![Mode::Merge, Mode::KeepBoth]))
            .prop_map(|(events, mode)| Deed::Import(events, mode)),
        1 => Just(Deed::Reset),
        8 => (0u64..6).prop_map(|hours| Deed::Tidy(hours * samples::HOUR as u64)),
        12 => Just(Deed::Reopen),
        4 => Just(Deed::Hear),
        2 => index().prop_map(Deed::Stale),
        1 => Just(Deed::Lost),
        1 => index().prop_map(Deed::Flipped),
        1 => index().prop_map(Deed::Rewound),
        1 => index().prop_map(Deed::Gone),
    ]
}

/// A tab, what it showed last, and all that storage held when it started.
struct Tab<'a> {
    journal: Journal<&'a MemoryStorage>,
    views: Views,
    origin: Log,
}

fn start(storage: &MemoryStorage, tab: u64) -> Tab<'_> {
    let plain = copy(storage);
    plain.remove(KEY).unwrap();
    let origin = open(&plain, tab).log().clone();
    Tab { journal: open(storage, tab), views: Views::default(), origin }
}

thread_local! {
    /// How many times views were made from a snapshot.
    static USED: Cell<u32> = const { Cell::new(0) };
}

fn perform(deeds: &[(bool, Deed)]) -> Result<(), TestCaseError> {
    let storage = MemoryStorage::new();
    for tab in 1..=9 {
        open(&storage, tab).append(Moment::new(NOON - 30 * DAY + tab as i64, 0), review("a", Rating::Good)).unwrap();
    }
    let mut tabs = [start(&storage, 100), start(&storage, 101)];
    let mut snapshots: Vec<String> = Vec::new();
    let mut pieces: Vec<(String, String)> = Vec::new();
    for (number, (second, deed)) in (200u64..).zip(deeds) {
        let tab = &mut tabs[usize::from(*second)];
        // Another study day now and then.
        let when = |hours: i64| Moment::new(NOON + (number as i64 * 3 + hours) * samples::HOUR, 0);
        let journal = &mut tab.journal;
        match deed {
            Deed::Append(hours, kind) => drop(journal.append(when(*hours), kind.clone())),
            Deed::Undo(which) => {
                let ids: Vec<EventId> = tab.origin.events().chain(journal.recent().events()).map(|e| e.id).collect();
                if !ids.is_empty() {
                    journal.append(when(0), undo(*which.get(&ids))).unwrap();
                }
            }
            Deed::Revise(which, text) => {
                let own = journal.recent().events().filter(|e| matches!(e.kind, Kind::Note(_))).map(|e| e.id);
                let own: Vec<EventId> = own.collect();
                if !own.is_empty() {
                    journal.revise(*which.get(&own), when(0), note("b", text)).unwrap();
                }
            }
            Deed::Import(events, mode) => drop(journal.import(&events.iter().cloned().collect(), *mode)),
            Deed::Reset => drop(journal.reset(when(0))),
            Deed::Tidy(idle) => drop(journal.tidy(when(0).at, *idle, 1)),
            Deed::Reopen => *tab = start(&storage, number),
            Deed::Hear => {
                for key in storage.keys().unwrap() {
                    journal.absorb(&key, storage.get(&key).unwrap().as_deref());
                }
            }
            Deed::Stale(which) if !snapshots.is_empty() => storage.set(KEY, which.get::<String>(&snapshots)).unwrap(),
            Deed::Flipped(which) => {
                if let Some(text) = storage.get(KEY).unwrap() {
                    let mut bytes = text.into_bytes();
                    let at = which.index(bytes.len());
                    bytes[at] ^= 1;
                    storage.set(KEY, &String::from_utf8_lossy(&bytes)).unwrap();
                }
            }
            Deed::Lost => storage.remove(KEY).unwrap(),
            Deed::Rewound(which) | Deed::Gone(which) if !pieces.is_empty() => {
                let (key, text) = which.get(&pieces);
                match deed {
                    Deed::Gone(_) => storage.remove(key).unwrap(),
                    _ => storage.set(key, text).unwrap(),
                }
                // What is lost behind the back of a tab it cannot read any more.
                tabs = [start(&storage, number), start(&storage, number + 1_000)];
            }
            _ => {}
        }
        snapshots.extend(storage.get(KEY).unwrap());
        for key in storage.keys().unwrap() {
            let text = storage.get(&key).unwrap().unwrap();
            if key != KEY && !pieces.iter().any(|piece| *piece == (key.clone(), text.clone())) {
                pieces.push((key, text));
            }
        }
        // What a start would show, with the snapshot and without.
        let (with, without) = (copy(&storage), copy(&storage));
        without.remove(KEY).unwrap();
        let (mut with, mut without) = (open(&with, number), open(&without, number));
        let shown = views(&mut with);
        prop_assert!(same(&shown, &Views::of(without.log())), "a start after {deed:?}");
        prop_assert_eq!(with.len(), without.len());
        if with.recent().len() < without.len() {
            USED.set(USED.get() + 1);
        }
        prop_assert_eq!(with.log(), without.log());
        // And what the tabs show.
        for tab in &mut tabs {
            tab.journal.follow(&mut tab.views);
            let mut all = tab.origin.clone();
            all.merge(tab.journal.recent());
            prop_assert!(same(&tab.views, &Views::of(&all)), "a tab after {deed:?}");
        }
    }
    Ok(())
}

#[test]
fn views_from_a_snapshot_are_views_of_the_log() {
    let deeds = prop::collection::vec((any::<bool>(), deed()), 1..40);
    TestRunner::new(cases(256)).run(&deeds, |deeds| perform(&deeds)).unwrap();
    assert!(USED.get() > 1_000, "of some 5,000 starts a snapshot was of use in {}", USED.get());
}
