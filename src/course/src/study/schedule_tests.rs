//! Tests of the schedule: days, states, undo, and agreement with the model through the log.

use super::event::{Event, Generation};
use super::kind::Kind;
use super::log::Log;
use super::payload::{CardAdded, Rating, Setting};
use super::samples::{self, DAY, HOUR, NOON, at, card, cases, id, review, undo};
use super::schedule::{LEECH_LAPSES, Next, Schedule};
use super::time::{Day, Moment};
use super::views::Views;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Written by `tests/reference/fsrs6.py` with py-fsrs; the model's own numbers are compared with it in `ml`.
#[derive(Deserialize)]
struct Reference {
    retentions: [f64; 2],
    sequences: BTreeMap<String, Vec<Row>>,
}

#[derive(Deserialize)]
struct Row {
    rating: usize,
    days: u32,
    intervals: [u32; 2],
}

/// The study day of noon, 2024-03-10.
const TODAY: Day = Day(19_792);

fn log(events: impl IntoIterator<Item = Event>) -> Log {
    events.into_iter().collect()
}

fn now(ms: i64) -> Moment {
    Moment::new(NOON + ms, 0)
}

/// Reviews of card `a` at noon, each some days after the one before.
fn reviews(history: &[(Rating, u32)]) -> Log {
    let mut day = 0;
    log((0..).zip(history).map(|(n, (rating, days))| {
        day += i64::from(*days);
        at(n, day * DAY + i64::from(n), review("a", *rating))
    }))
}

fn schedule(log: &Log) -> Schedule {
    Views::of(log).schedule
}

#[test]
fn intervals_through_the_log_agree_with_py_fsrs() {
    let text = include_str!("../../../../tests/reference/fsrs6.json");
    let reference: Reference = serde_json::from_str(text).unwrap();
    assert_eq!(reference.sequences.len(), 7);
    for (name, rows) in &reference.sequences {
        for (which, retention) in reference.retentions.into_iter().enumerate() {
            for n in 1..=rows.len() {
                let history: Vec<_> = rows[..n].iter().map(|row| (Rating::ALL[row.rating - 1], row.days)).collect();
                let mut log = reviews(&history);
                log.insert(at(99, 0, Kind::Setting(Setting::TargetRetention(retention))));
                let day = TODAY.plus(history.iter().map(|(_, days)| days).sum());
                let wanted = match history[n - 1].0 {
                    Rating::Again => day,
                    _ => day.plus(rows[n - 1].intervals[which]),
                };
                assert_eq!(schedule(&log).due_day(&card("a")), Some(wanted), "{name} {n} {retention}");
            }
        }
    }
}

#[test]
fn good_at_every_due_day_grows_as_known() {
    // FSRS-6 with default parameters and target 0.9: 2, 11, 46, 163, 497 days.
    let mut history = vec![(Rating::Good, 0)];
    let mut gaps = Vec::new();
    for _ in 0..5 {
        let schedule = schedule(&reviews(&history));
        let last = schedule.card(&card("a")).unwrap().last;
        gaps.push(schedule.due_day(&card("a")).unwrap().since(last.day()));
        history.push((Rating::Good, gaps[gaps.len() - 1]));
    }
    assert_eq!(gaps, [2, 11, 46, 163, 497]);
}

#[test]
fn the_buttons_say_what_follows() {
    let labels = |s: &Schedule, ms| s.next_intervals(&card("a"), now(ms)).map(Next::label);
    let fresh = schedule(&Log::new());
    assert_eq!(labels(&fresh, 0), ["this session", "1 day", "2 days", "8 days"]);
    let known = reviews(&[(Rating::Good, 0), (Rating::Good, 2), (Rating::Good, 11), (Rating::Good, 46)]);
    let next = schedule(&known).next_intervals(&card("a"), now(222 * DAY));
    assert_eq!(next.map(|n| n.rating), Rating::ALL);
    for (days, label) in [
        (None, "this session"),
        (Some(1), "1 day"),
        (Some(59), "59 days"),
        (Some(61), "2 months"),
        (Some(107), "3.5 months"),
        (Some(730), "2 years"),
        (Some(36_500), "99.9 years"),
    ] {
        assert_eq!(Next { rating: Rating::Good, days }.label(), label);
    }
    // What a button says is what happens.
    for next in next {
        let mut after = known.clone();
        after.insert(at(50, 222 * DAY, review("a", next.rating)));
        let due = schedule(&after).due_day(&card("a")).unwrap();
        assert_eq!(due, TODAY.plus(222 + next.days.unwrap_or(0)));
    }
}

#[test]
fn days_are_counted_from_four_to_four() {
    // 23:00 and 01:00 are one evening; 03:59 and 04:01 are two days.
    let twice = |first: i64, second: i64| {
        let log = log([at(0, first, review("a", Rating::Good)), at(1, second, review("a", Rating::Good))]);
        schedule(&log).card(&card("a")).unwrap().memory.stability
    };
    let same_day = twice(0, 1);
    assert_eq!(same_day, 2.3065, "a second success on one day proves nothing");
    assert_eq!(twice(11 * HOUR, 13 * HOUR), same_day);
    assert!(twice(16 * HOUR - 60_000, 16 * HOUR + 60_000) > 1.5 * same_day);
    // Due from 04:00 of the second day on.
    let log = log([at(0, 0, review("a", Rating::Good))]);
    assert!(schedule(&log).due(&[card("a")], now(40 * HOUR - 1)).is_empty());
    assert_eq!(schedule(&log).due(&[card("a")], now(40 * HOUR)), [card("a")]);
}

#[test]
fn travel_does_not_move_past_reviews() {
    // 06:00 in Tokyo, then the learner flies to New York.
    let morning = Moment::new(NOON + 9 * HOUR, 540);
    let first = Event::new(id(1, 0), morning, Generation(0), review("a", Rating::Good)).unwrap();
    let schedule = schedule(&log([first]));
    let state = schedule.card(&card("a")).unwrap();
    assert_eq!((morning.day(), state.first, state.last.day()), (Day(TODAY.0 + 1), Day(TODAY.0 + 1), Day(TODAY.0 + 1)));
    // An hour later it is the day before in New York; nothing is negative, nothing is due.
    let in_new_york = Moment::new(NOON + 10 * HOUR, -300);
    assert_eq!(in_new_york.day(), TODAY);
    assert_eq!(schedule.retrievability(&card("a"), in_new_york), Some(1.0));
    assert!(schedule.due(&[card("a")], in_new_york).is_empty());
}

#[test]
fn a_new_revision_is_learned_anew() {
    let old = card("a");
    let new = super::ids::CardRef { rev: 2, ..old.clone() };
    let schedule = schedule(&reviews(&[(Rating::Easy, 0)]));
    assert!(schedule.card(&old).is_some() && schedule.card(&new).is_none());
}

#[test]
fn the_latest_setting_moves_all_due_days() {
    let set = |count, ms, share| at(count, ms, Kind::Setting(Setting::TargetRetention(share)));
    let base = || reviews(&[(Rating::Good, 0), (Rating::Good, 2)]).events().cloned().collect::<Vec<_>>();
    let due = |extra: Vec<Event>| schedule(&log(base().into_iter().chain(extra))).due_day(&card("a")).unwrap();
    // From py-fsrs: 11 days at 0.9 and 36 at 0.8.
    assert_eq!(due(vec![]), TODAY.plus(2 + 11));
    assert_eq!(due(vec![set(50, 9, 0.97), set(51, 10, 0.8)]), TODAY.plus(2 + 36));
    assert_eq!(due(vec![set(51, 10, 0.8), at(52, 11, undo(id(1, 51)))]), TODAY.plus(2 + 11));
}

#[test]
fn lapses_count_failures_of_known_cards() {
    let state = |history: &[(Rating, u32)]| schedule(&reviews(history)).card(&card("a")).unwrap().clone();
    use Rating::{Again, Good, Hard};
    assert_eq!(state(&[(Again, 0), (Again, 0), (Good, 0)]).lapses, 0, "not yet known");
    assert_eq!(state(&[(Good, 0), (Again, 2), (Again, 0), (Hard, 0)]).lapses, 1, "one failure, tried twice");
    let mut history = vec![(Good, 0)];
    for n in 1..=LEECH_LAPSES {
        assert!(!state(&history).is_leech());
        history.extend([(Again, 2), (Good, 0)]);
        assert_eq!(state(&history).lapses, n);
    }
    let schedule = schedule(&reviews(&history));
    assert_eq!(schedule.leeches().collect::<Vec<_>>(), [&card("a")]);
}

#[test]
fn a_missed_question_calls_its_card() {
    let added = |count, ms| at(count, ms, Kind::CardAdded(CardAdded { card: card("a"), from: None }));
    let never = schedule(&log([added(0, 0)]));
    assert_eq!((never.due_day(&card("a")), never.card(&card("a"))), (Some(TODAY), None));
    let events = [added(0, 0), at(1, 1, review("a", Rating::Easy)), added(2, DAY)];
    assert_eq!(schedule(&log(events[..2].to_vec())).due_day(&card("a")), Some(TODAY.plus(8)));
    let again = schedule(&log(events));
    assert_eq!(again.due_day(&card("a")), Some(TODAY.plus(1)));
    assert_eq!(again.added().collect::<Vec<_>>(), [&card("a")]);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn any_log_and_any_prefix_of_it_replays(events in samples::events()) {
        let all = log(events);
        for n in 0..=all.len() {
            let prefix = log(all.events().take(n).cloned());
            let schedule = schedule(&prefix);
            for (card, state) in schedule.cards() {
                let due = schedule.due_day(card).unwrap();
                prop_assert!(state.first <= due && (1..=state.reviews).contains(&(state.lapses + 1)));
                prop_assert!((0.0..=1.0).contains(&schedule.retrievability(card, now(5 * DAY)).unwrap()));
            }
            prop_assert_eq!(&schedule, &super::schedule_tests::schedule(&prefix), "the same log, the same schedule");
        }
    }

    #[test]
    fn undo_leads_back(events in samples::events(), which in any::<prop::sample::Index>()) {
        // Only reviews and settings, and nothing yet taken back, in one generation.
        let events: Vec<Event> = events.into_iter().filter(|e| matches!(e.kind, Kind::Review(_) | Kind::Setting(_)))
            .map(|e| Event { generation: Generation(0), ..e }).collect();
        let before = log(events);
        prop_assume!(!before.is_empty());
        let gone = which.index(before.len());
        let target = before.events().nth(gone).unwrap().id;
        let without = log(before.events().filter(|e| e.id != target).cloned());
        let mut undone = before.clone();
        undone.insert(Event { id: id(77, 0), ..at(0, 0, undo(target)) });
        prop_assert_eq!(schedule(&undone), schedule(&without));
    }

    #[test]
    fn only_again_brings_a_card_back_today(
        history in prop::collection::vec((prop::sample::select(Rating::ALL.to_vec()), 0u32..30), 1..10), share in 0.7..=0.97f64
    ) {
        let mut log = reviews(&history);
        log.insert(at(99, 0, Kind::Setting(Setting::TargetRetention(share))));
        let last = TODAY.plus(history.iter().map(|(_, days)| days).sum());
        let due = schedule(&log).due_day(&card("a")).unwrap();
        prop_assert_eq!(due == last, history[history.len() - 1].0 == Rating::Again);
        prop_assert!(due >= last);
    }
}
