//! Tests of the log: a set with one order, whatever the order of reading.

use super::event::{Event, Generation};
use super::import::{Crossing, Mode, Preview, combine};
use super::kind::Kind;
use super::log::Log;
use super::payload::Rating;
use super::samples::{self, HOUR, at, cases, events, id, note, read, review, undo};
use proptest::prelude::*;

fn log(events: &[Event]) -> Log {
    events.iter().cloned().collect()
}

fn in_generation(generation: u32, event: Event) -> Event {
    Event { generation: Generation(generation), ..event }
}

fn reset(count: u32, generation: u32) -> Event {
    in_generation(generation, at(count, 9 * HOUR, Kind::Reset(super::payload::Reset {})))
}

#[test]
fn order_is_by_time_then_tab_then_count() {
    let (late, tenth, ninth) = (at(1, 5, read("a")), at(10, 0, read("b")), at(9, 0, read("c")));
    let order: Vec<_> = log(&[late, tenth, ninth]).events().map(|e| e.id.count).collect();
    assert_eq!(order, [9, 10, 1]);
}

#[test]
fn undo_holds_even_if_its_clock_was_behind() {
    let done = at(1, HOUR, read("a"));
    let all = log(&[done.clone(), at(2, 0, undo(done.id)), at(3, HOUR, read("b"))]);
    assert_eq!(all.live().map(|e| e.id.count).collect::<Vec<_>>(), [3]);
    assert_eq!(all.len(), 3);
    // Taking back the taking back changes nothing: the deed is done again instead.
    let twice = log(&[done.clone(), at(2, 0, undo(done.id)), at(3, 1, undo(id(1, 2)))]);
    assert_eq!(twice.live().count(), 0);
}

#[test]
fn a_reset_leaves_only_what_comes_after_it() {
    let old = at(1, 0, read("a"));
    let mut now = log(&[old.clone(), reset(2, 1), in_generation(1, at(3, 0, read("b")))]);
    assert_eq!(now.generation(), Generation(1));
    assert_eq!(now.live().map(|e| e.id.count).collect::<Vec<_>>(), [3, 2]);
    assert!(!now.insert(old), "a stale tab brings nothing back");
}

#[test]
fn two_events_of_one_name_are_settled_the_same_way_everywhere() {
    let (early, late) = (at(1, 0, read("a")), at(1, 5, read("a")));
    let (a, b) = (at(1, 5, note("a", "one")), at(1, 5, note("a", "two")));
    for (first, second, stays) in [(&early, &late, &late), (&a, &b, &b)] {
        for order in [[first, second], [second, first]] {
            let log: Log = order.into_iter().cloned().collect();
            assert_eq!(log.events().collect::<Vec<_>>(), [stays]);
        }
    }
}

#[test]
fn a_preview_counts_what_would_come_in() {
    let shared = at(1, 0, read("a"));
    let ours = log(&[shared.clone(), at(2, 0, read("b"))]);
    let other = log(&[shared, at(3, 0, read("c")), at(4, 0, review("x", Rating::Good)), at(5, 0, read("d"))]);
    let preview = Preview::new(&ours, &other, Mode::Merge);
    assert_eq!(preview.adds, [("lesson-read".to_string(), 2), ("review".to_string(), 1)].into_iter().collect());
    assert_eq!((preview.added(), preview.known, preview.removes, preview.crossing), (3, 1, 0, Crossing::Same));
}

#[test]
fn a_preview_says_when_generations_are_crossed() {
    let before = log(&[at(1, 0, read("a")), at(2, 0, read("b"))]);
    let after = log(&[reset(7, 1), in_generation(1, at(8, 0, read("c")))]);

    let old_file = Preview::new(&after, &before, Mode::Merge);
    assert_eq!((old_file.added(), old_file.removes, old_file.crossing), (0, 0, Crossing::Older));
    let kept = Preview::new(&after, &before, Mode::KeepBoth);
    assert_eq!((kept.added(), kept.removes, kept.crossing), (2, 0, Crossing::Older));
    assert_eq!(combine(&after, &before, Mode::KeepBoth).len(), 4);

    let new_file = Preview::new(&before, &after, Mode::Merge);
    assert_eq!((new_file.added(), new_file.removes, new_file.crossing), (2, 2, Crossing::Newer));
    let kept = combine(&before, &after, Mode::KeepBoth);
    assert_eq!((kept.len(), kept.generation()), (3, Generation(0)));
}

fn merged(a: &Log, b: &Log) -> Log {
    let mut result = a.clone();
    result.merge(b);
    result
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn merging_is_a_union(a in events(), b in events(), c in events()) {
        let (a, b, c) = (log(&a), log(&b), log(&c));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a.clone());
        prop_assert_eq!(merged(&a, &Log::new()), a);
    }

    #[test]
    fn the_order_of_reading_does_not_matter(events in events().prop_shuffle(), again in any::<prop::sample::Index>()) {
        let mut sorted = events.clone();
        sorted.sort_by_key(|e| (e.order(), e.to_json()));
        let mut shuffled = log(&events);
        if !events.is_empty() {
            shuffled.insert(again.get(&events).clone());
        }
        prop_assert_eq!(shuffled, log(&sorted));
    }

    #[test]
    fn a_log_holds_one_generation_in_order_and_finds_its_events(events in events()) {
        let log = log(&events);
        let newest = events.iter().map(|e| e.generation).max().unwrap_or_default();
        prop_assert_eq!(log.generation(), newest);
        let held: Vec<&Event> = log.events().collect();
        prop_assert!(held.windows(2).all(|w| w[0].order() < w[1].order()));
        prop_assert!(held.iter().all(|e| e.generation == newest && log.get(e.id) == Some(*e)));
        let ids: std::collections::BTreeSet<_> = events.iter().filter(|e| e.generation == newest).map(|e| e.id).collect();
        prop_assert_eq!(ids, held.iter().map(|e| e.id).collect());
        prop_assert_eq!(log.len(), held.len());
    }

    #[test]
    fn insert_tells_whether_anything_changed(events in events()) {
        let mut log = Log::new();
        for event in events {
            let before = log.clone();
            let changed = log.insert(event.clone());
            prop_assert_eq!(changed, log != before);
            prop_assert!(!log.insert(event), "inserting twice is inserting once");
        }
    }

    #[test]
    fn a_preview_tells_what_the_import_does(a in events(), b in events()) {
        let (ours, other) = (log(&a), log(&b));
        for mode in [Mode::Merge, Mode::KeepBoth] {
            let (preview, result) = (Preview::new(&ours, &other, mode), combine(&ours, &other, mode));
            let replaced = result.beyond(&ours).filter(|e| ours.get(e.id).is_some()).count();
            prop_assert_eq!(ours.len() - preview.removes + preview.added() - replaced, result.len());
            prop_assert_eq!(combine(&result, &other, mode), result.clone(), "importing twice is importing once");
            if mode == Mode::KeepBoth {
                prop_assert_eq!(preview.removes, 0);
                prop_assert_eq!(result.generation(), ours.generation());
            }
        }
        let merged = merged(&ours, &other);
        prop_assert_eq!(combine(&ours, &other, Mode::Merge), merged);
    }

    #[test]
    fn what_was_taken_back_does_not_live(events in samples::events()) {
        let log = log(&events);
        let undone: Vec<_> = log.events().filter_map(|e| match &e.kind {
            Kind::Tombstone(t) => Some(t.event),
            _ => None,
        }).collect();
        for event in log.live() {
            prop_assert!(!undone.contains(&event.id) && !matches!(event.kind, Kind::Tombstone(_)));
        }
    }
}
