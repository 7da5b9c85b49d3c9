//! Tests of the log in storage: two tabs, damage, newer versions, no room, no permission, and crashes.

use super::event::{Event, EventId, Generation, TabId};
use super::format;
use super::import::Mode;
use super::journal::{Journal, MAX_CHUNK, Trouble};
use super::kind::Kind;
use super::log::Log;
use super::payload::Rating;
use super::samples::{self, NOON, at, cases, note, read, review};
use super::store::{Faults, MemoryStorage, Storage, StoreError, contract};
use super::time::{Millis, Moment};
use super::views::Views;
use super::views_tests::same;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn open(storage: &MemoryStorage, tab: u64) -> Journal<&MemoryStorage> {
    Journal::open(storage, "/", TabId(tab))
}

fn now() -> Moment {
    Moment::new(NOON, 0)
}

fn add(journal: &mut Journal<&MemoryStorage>, kind: Kind) -> bool {
    journal.append(now(), kind).unwrap().saved
}

fn keys(storage: &MemoryStorage) -> Vec<String> {
    storage.keys().unwrap()
}

fn text(storage: &MemoryStorage, key: &str) -> String {
    storage.get(key).unwrap().unwrap()
}

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let storage = MemoryStorage::new();
    storage.set("someone else's", "1").unwrap();
    assert_eq!(contract::check(&storage).unwrap().len(), 9);
    assert_eq!(keys(&storage), ["someone else's"]);
}

#[test]
fn the_contract_notices_a_store_that_forgets() {
    struct Forgetful(MemoryStorage);
    impl Storage for Forgetful {
        fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
            self.0.get(key)
        }
        fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
            self.0.set(key, &text.replace('\u{0}', ""))
        }
        fn remove(&self, key: &str) -> Result<(), StoreError> {
            self.0.remove(key)
        }
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            self.0.keys()
        }
    }
    let why = contract::check(&Forgetful(MemoryStorage::new())).unwrap_err();
    assert!(why.starts_with("texts come back: get: found"), "{why}");
}

#[test]
fn an_event_rewrites_only_the_newest_chunk() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    let long = "x".repeat(3_000);
    for _ in 0..12 {
        assert!(add(&mut journal, note("a", &long)));
    }
    assert_eq!(keys(&storage), ["descent:/:log:1:0", "descent:/:log:1:1", "descent:/:log:1:2"]);
    for key in keys(&storage) {
        assert!(text(&storage, &key).len() < MAX_CHUNK + 200);
    }
    let closed = text(&storage, "descent:/:log:1:0");
    add(&mut journal, read("a"));
    assert_eq!(text(&storage, "descent:/:log:1:0"), closed);
    // One event may be larger than a chunk; it gets one of its own.
    assert!(add(&mut journal, note("a", &"y".repeat(18_000))));
    assert!(add(&mut journal, read("b")));
    assert_eq!(keys(&storage).len(), 5);
    assert_eq!(open(&storage, 2).log(), journal.log());
}

#[test]
fn what_is_typed_on_takes_the_place_of_what_it_was() {
    let storage = MemoryStorage::new();
    let (mut journal, mut other) = (open(&storage, 1), open(&storage, 2));
    let id = journal.append(now(), note("a", "a")).unwrap().id;
    let mut views = Views::default();
    for length in 1..60 {
        journal.follow(&mut views);
        let text = "ä".repeat(length * 100);
        assert_eq!(journal.revise(id, now(), note("a", &text)).unwrap().id, id);
        let key = keys(&storage).pop().unwrap();
        other.absorb(&key, Some(&self::text(&storage, &key)));
        journal.follow(&mut views);
        assert_eq!(views.marks.notes.values().collect::<Vec<_>>(), [&text]);
        assert_eq!((journal.log().len(), journal.log().rewrites()), (1, 1), "nothing is made anew");
        assert_eq!(other.log(), journal.log());
        assert_eq!(open(&storage, 3).log(), journal.log());
    }
    assert_eq!(keys(&storage).len(), 1);
    // With others in the same chunk, without room, and after a reset.
    add(&mut journal, read("b"));
    storage.set_faults(Faults { room: Some(100), ..Faults::default() });
    assert!(!journal.revise(id, now(), note("a", "one")).unwrap().saved);
    assert!(!journal.revise(id, now(), note("a", "two")).unwrap().saved);
    assert_eq!(journal.status().unsaved, 1);
    storage.set_faults(Faults::default());
    assert!(journal.flush());
    assert_eq!(open(&storage, 3).log(), journal.log());
    journal.reset(now());
    assert_ne!(journal.revise(id, now(), note("a", "three")).unwrap().id, id);
    assert_eq!(open(&storage, 3).log().len(), 2);
}

#[test]
fn sites_of_one_origin_do_not_mix() {
    let storage = MemoryStorage::new();
    for (tab, site) in (1..).zip(["/", "/a", "/a/", "/a:log", "/a%3Alog"]) {
        let mut journal = Journal::open(&storage, site, TabId(tab));
        assert!(journal.log().is_empty(), "{site}");
        journal.append(now(), read("a")).unwrap();
    }
}

#[test]
fn a_tab_number_drawn_twice_loses_nothing() {
    let storage = MemoryStorage::new();
    let (mut one, mut two) = (open(&storage, 1), open(&storage, 1));
    assert!(add(&mut one, read("a")) && add(&mut two, note("b", "c")));
    assert_eq!(keys(&storage).len(), 2);
    let mut third = open(&storage, 1);
    assert!(add(&mut third, read("d")));
    assert_eq!(third.log().events().filter(|e| e.kind == read("d")).count(), 1);
    assert_eq!(keys(&storage).len(), 3);
}

#[test]
fn tabs_hear_of_each_other() {
    let storage = MemoryStorage::new();
    let (mut one, mut two) = (open(&storage, 1), open(&storage, 2));
    add(&mut one, read("a"));
    let key = "descent:/:log:1:0";
    assert!(two.absorb(key, Some(&text(&storage, key))));
    assert!(!two.absorb(key, Some(&text(&storage, key))), "nothing new");
    assert_eq!(two.log(), one.log());
    let theme = format::seal([at(5, 0, read("z")).to_json().as_str()]);
    for foreign in ["descent:/:theme", "descent:/b:log:1:0", "theme"] {
        assert!(!two.absorb(foreign, Some(&theme)));
    }
    assert!(!two.absorb(key, Some("damaged")));
    assert_eq!(two.status().aside, 0);
}

#[test]
fn a_reset_reaches_a_stale_tab_and_is_not_undone_by_it() {
    let storage = MemoryStorage::new();
    let (mut one, mut stale, mut asleep) = (open(&storage, 1), open(&storage, 2), open(&storage, 3));
    for journal in [&mut one, &mut stale, &mut asleep] {
        add(journal, read("a"));
    }
    assert!(one.reset(now()).saved);
    assert_eq!(keys(&storage), ["descent:/:log:1:1"]);
    assert_eq!(one.log().live().count(), 1);

    stale.absorb("descent:/:log:1:1", Some(&text(&storage, "descent:/:log:1:1")));
    stale.absorb("descent:/:log:2:0", None);
    assert_eq!(stale.log(), one.log());
    assert!(add(&mut stale, read("b")));
    // A tab that slept through it still writes in the old generation: bytes, but no effect.
    assert!(add(&mut asleep, read("c")));
    let mut fresh = open(&storage, 4);
    assert_eq!(fresh.log(), stale.log());
    let log = fresh.log();
    assert_eq!((log.len(), log.generation()), (2, Generation(1)));
}

#[test]
fn a_reset_finds_room_in_a_full_store() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    while add(&mut journal, note("a", &"x".repeat(2_000))) {
        storage.set_faults(Faults { room: Some(30_000), ..Faults::default() });
    }
    assert!(journal.reset(now()).saved);
    assert_eq!(journal.status().trouble, None);
    assert_eq!(open(&storage, 2).log(), journal.log());
    assert_eq!(journal.log().len(), 1);
}

#[test]
fn without_permission_or_room_the_log_goes_on_in_memory_and_catches_up() {
    let denied = Faults { denied: true, ..Faults::default() };
    let full = Faults { room: Some(0), ..Faults::default() };
    for (faults, error) in [(denied, StoreError::Denied), (full, StoreError::Full)] {
        let storage = MemoryStorage::new();
        storage.set_faults(faults);
        let mut journal = open(&storage, 1);
        assert!(!add(&mut journal, read("a")) && !add(&mut journal, read("b")));
        let status = journal.status();
        assert_eq!((status.trouble, status.unsaved), (Some(Trouble::Storage(error)), 2));
        assert_eq!(journal.log().len(), 2);
        assert_eq!(journal.tidy(Millis::clamped(NOON), 0, usize::MAX), 0);

        storage.set_faults(Faults::default());
        assert!(add(&mut journal, read("c")));
        let status = journal.status();
        assert_eq!((status.trouble, status.unsaved), (None, 0));
        assert_eq!(open(&storage, 2).log(), journal.log());
    }
}

#[test]
fn a_newer_version_in_another_tab_stops_the_writing() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    add(&mut journal, read("a"));
    let before = text(&storage, "descent:/:log:1:0");
    let rest = "\",\"events\":[]}";
    let sum = format::sum(&["3", rest]);
    let newer = format!("{{\"format\":\"descent-study\",\"version\":3,\"sum\":\"{sum:08x}{rest}");
    journal.absorb("descent:/:log:9:0", Some(&newer));
    assert!(!add(&mut journal, read("b")));
    storage.set_faults(Faults { denied: true, ..Faults::default() });
    assert!(!journal.reset(now()).saved);
    storage.set_faults(Faults::default());
    assert!(!journal.flush());
    assert_eq!(journal.status().trouble, Some(Trouble::Newer));
    assert_eq!(text(&storage, "descent:/:log:1:0"), before);
    assert_eq!(keys(&storage).len(), 1);
}

#[test]
fn what_is_legible_in_a_damaged_chunk_is_saved_before_it_is_set_aside() {
    let storage = MemoryStorage::new();
    let good = at(3, 0, read("a"));
    let chunk = format::seal([good.to_json().as_str(), "{}"]);
    storage.set("descent:/:log:1:0", &chunk).unwrap();
    // Too little room for it: nothing is moved, all is known.
    storage.set_faults(Faults { room: Some(chunk.len() + 40), ..Faults::default() });
    let mut journal = open(&storage, 2);
    assert_eq!(journal.log().events().collect::<Vec<_>>(), [&good]);
    assert_eq!(
        (journal.aside()[0].key.as_str(), journal.aside()[0].text.as_str()),
        ("descent:/:log:1:0", chunk.as_str())
    );
    assert_eq!(keys(&storage), ["descent:/:log:1:0"]);

    storage.set_faults(Faults::default());
    let journal = open(&storage, 3);
    assert_eq!(journal.aside()[0].text, chunk);
    assert_eq!(keys(&storage), ["descent:/:aside:1:0:0", "descent:/:log:3:0"]);
    assert_eq!(open(&storage, 4).log().events().collect::<Vec<_>>(), [&good]);

    // Other damage under the same name does not take its place.
    storage.set("descent:/:log:1:0", "damaged again").unwrap();
    assert_eq!(open(&storage, 5).status().aside, 2);
    assert_eq!(text(&storage, "descent:/:aside:1:0:0"), chunk);
    assert_eq!(text(&storage, "descent:/:aside:1:0:1"), "damaged again");
}

#[test]
fn a_flipped_bit_in_a_chunk_sets_it_aside_and_takes_no_other_event_with_it() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    for kind in [read("a"), note("b", "ä"), review("c", Rating::Good)] {
        add(&mut journal, kind);
    }
    let chunk = text(&storage, "descent:/:log:1:0");
    for bit in 0..8 * chunk.len() {
        let mut bytes = chunk.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let storage = MemoryStorage::new();
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        storage.set("descent:/:log:1:0", &damaged).unwrap();
        let found = open(&storage, 2).log().clone();
        let status = open(&storage, 3).status();
        assert_eq!(status.trouble, None, "{bit}");
        assert!(found == *journal.log() || status.aside == 1, "{bit}");
        assert!(!found.is_empty() && found.events().all(|event| journal.log().get(event.id) == Some(event)), "{bit}");
        assert_eq!(open(&storage, 4).log(), &found, "{bit}");
        let kept = keys(&storage).iter().any(|key| text(&storage, key) == damaged);
        assert!(kept, "{bit}: what was found is there to download");
    }
}

#[test]
fn an_import_is_saved_and_crosses_generations_when_told_to() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    add(&mut journal, read("a"));
    let many: Log = (0..400).map(|n| Event { id: samples::id(9, n), ..at(0, i64::from(n), read("b")) }).collect();
    assert!(journal.import(&many, Mode::Merge));
    assert_eq!(open(&storage, 2).log().len(), 401);

    let newer: Log = [Event { generation: Generation(3), ..at(7, 0, read("c")) }].into_iter().collect();
    assert!(journal.import(&newer, Mode::KeepBoth));
    assert_eq!(open(&storage, 2).log().len(), 402);
    assert!(journal.import(&newer, Mode::Merge));
    assert_eq!(open(&storage, 2).log(), &newer);
    assert_eq!(keys(&storage).len(), 1);
}

#[test]
fn small_chunks_of_idle_tabs_are_gathered() {
    let storage = MemoryStorage::new();
    for tab in 1..=8 {
        add(&mut open(&storage, tab), read("a"));
    }
    let mut last = open(&storage, 9);
    add(&mut last, read("b"));
    let all = open(&storage, 10).log().clone();
    let (now, week) = (Millis::clamped(NOON + 7 * samples::DAY), 7 * samples::DAY as u64);
    assert_eq!(last.tidy(now, week + 1, usize::MAX), 0, "someone may still be there");
    assert_eq!(last.tidy(now, week, usize::MAX), 8);
    assert_eq!(keys(&storage), ["descent:/:log:9:0", "descent:/:pack:9:0"]);
    assert_eq!(open(&storage, 10).log(), &all);
    assert_eq!(last.tidy(now, week, usize::MAX), 0);
}

#[test]
fn a_tab_taken_for_dead_writes_again() {
    let storage = MemoryStorage::new();
    let mut journal = open(&storage, 1);
    add(&mut journal, read("a"));
    storage.remove("descent:/:log:1:0").unwrap();
    journal.absorb("descent:/:log:2:0", None);
    assert_eq!(open(&storage, 2).log().len(), 0, "not ours to heal");
    journal.absorb("descent:/:log:1:0", None);
    assert_eq!(open(&storage, 2).log(), journal.log());
}

/// What a tab may do between two crashes.
#[derive(Clone, Debug)]
enum Deed {
    Append(Kind),
    Import(Vec<Event>),
    Reset,
    Tidy,
    Reopen,
    Hear,
    Damage,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => samples::kind().prop_map(Deed::Append),
        3 => (1_000usize..9_000).prop_map(|n| Deed::Append(note("a", &"n".repeat(n)))),
        1 => samples::events().prop_map(|mut events| {
            events.iter_mut().for_each(|e| e.generation = Generation(0));
            Deed::Import(events)
        }),
        1 => Just(Deed::Reset),
        3 => Just(Deed::Tidy),
        8 => Just(Deed::Reopen),
        4 => Just(Deed::Hear),
        1 => Just(Deed::Damage),
    ]
}

/// Does the deeds in turn in two tabs; notes every event that was acknowledged as saved.
fn perform(storage: &MemoryStorage, deeds: &[(bool, Deed)]) -> BTreeMap<EventId, Event> {
    let mut saved = BTreeMap::new();
    // Chunks of earlier tabs, enough for tidying; they count as saved.
    let room = storage.set_faults(Faults::default());
    for tab in 1..=10 {
        add(&mut open(storage, tab), read("old"));
    }
    saved.extend(open(storage, 11).log().events().map(|event| (event.id, event.clone())));
    storage.set_faults(room);
    let mut tabs = [open(storage, 100), open(storage, 101)];
    for (number, (second, deed)) in (200..).zip(deeds) {
        let tab = &mut tabs[usize::from(*second)];
        let when = Moment::new(NOON + number as i64, 0);
        let whole = match deed {
            Deed::Append(kind) => tab.append(when, kind.clone()).unwrap().saved,
            Deed::Import(events) => tab.import(&events.iter().cloned().collect(), Mode::KeepBoth),
            Deed::Reset => tab.reset(when).saved,
            Deed::Tidy => tab.tidy(when.at, 0, 1) > 0,
            Deed::Reopen => {
                *tab = open(storage, number);
                false
            }
            Deed::Hear => {
                for key in storage.keys().unwrap_or_default() {
                    tab.absorb(&key, storage.get(&key).unwrap_or_default().as_deref());
                }
                false
            }
            Deed::Damage => {
                let _ = storage.set(&format!("descent:/:log:{number}:0"), "{\"format\"");
                false
            }
        };
        if whole {
            saved.extend(tab.log().events().map(|event| (event.id, event.clone())));
        }
        if storage.crashed() {
            break;
        }
    }
    saved
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_crash_between_any_two_changes_loses_nothing_acknowledged(
        deeds in prop::collection::vec((any::<bool>(), deed()), 1..40), changes in 1u32..50, room in prop::option::of(3_000usize..40_000)
    ) {
        let storage = MemoryStorage::new();
        storage.set_faults(Faults { changes_left: Some(changes), room, ..Faults::default() });
        let saved = perform(&storage, &deeds);
        storage.set_faults(Faults::default());
        let mut after = open(&storage, 99);
        let mut views = Views::default();
        after.follow(&mut views);
        let log = after.log();
        prop_assert!(same(&views, &Views::of(log)));
        for (id, event) in saved {
            // A later reset may take it away; a later import may have replaced it by another of its name.
            prop_assert!(log.generation() > event.generation || log.get(id).is_some(), "{:?} is gone", event);
        }
        prop_assert_eq!(after.status().trouble, None);
        let mut again = open(&storage, 98);
        prop_assert_eq!(again.log(), after.log());
    }
}
