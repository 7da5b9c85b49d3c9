//! Tests of the review session: the order of the queue, the forecast, the summary.

use super::event::{Event, TabId};
use super::ids::CardRef;
use super::kind::Kind;
use super::log::Log;
use super::payload::{CardAdded, Rating, Setting};
use super::samples::{self, DAY, HOUR, NOON, at, card, cases, id, review, undo};
use super::schedule::Schedule;
use super::session::{GAP, Summary, Why, calls, last_review};
use super::time::{Millis, Moment};
use super::views::Views;
use proptest::prelude::*;

fn log(events: impl IntoIterator<Item = Event>) -> Log {
    events.into_iter().collect()
}

fn now(ms: i64) -> Moment {
    Moment::new(NOON + ms, 0)
}

fn deck(names: &[&str]) -> Vec<CardRef> {
    names.iter().map(|name| card(name)).collect()
}

fn queue(log: &Log, names: &[&str], ms: i64) -> Vec<(String, Why)> {
    let queue = Views::of(log).schedule.queue(&deck(names), now(ms));
    queue.into_iter().map(|q| (q.card.id.to_string(), q.why)).collect()
}

fn names(queue: &[(String, Why)]) -> Vec<&str> {
    queue.iter().map(|(name, _)| name.as_str()).collect()
}

fn added(count: u32, ms: i64, name: &str) -> Event {
    at(count, ms, Kind::CardAdded(CardAdded { card: card(name), from: None }))
}

fn per_day(n: u16) -> Event {
    at(500, -DAY, Kind::Setting(Setting::NewPerDay(n)))
}

#[test]
fn the_queue_goes_from_called_to_due_to_new() {
    // Reviewed twelve days ago and due for long: easy is safe for longer than good, good than hard.
    let past = [("good", Rating::Good), ("hard", Rating::Hard), ("easy", Rating::Easy)];
    let log = log((0..)
        .zip(past)
        .map(|(n, (name, rating))| at(n, i64::from(n) - 12 * DAY, review(name, rating)))
        .chain([added(8, -50, "missed"), added(9, -60, "missed-before"), per_day(2)]));
    let offered = ["new-1", "easy", "good", "hard", "new-2", "missed", "new-3", "missed-before", "new-1"];
    let found = queue(&log, &offered, 0);
    assert_eq!(names(&found), ["missed-before", "missed", "hard", "good", "easy", "new-1", "new-2"]);
    use Why::{Called, Due, New};
    assert_eq!(found.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [Called, Called, Due, Due, Due, New, New]);

    let schedule = Views::of(&log).schedule;
    assert_eq!(schedule.due(&deck(&offered), now(0)).len(), 5);
    let recall: Vec<_> = schedule.queue(&deck(&offered), now(0)).iter().map(|q| q.recall).collect();
    assert!(recall[0].is_none() && recall[6].is_none());
    assert!(recall[2] < recall[3] && recall[3] < recall[4] && recall[4] < Some(0.9));
}

#[test]
fn a_forgotten_card_waits_for_a_few_others() {
    let mut events = vec![at(0, 0, review("a", Rating::Again)), per_day(30)];
    let offered = ["a", "b", "c", "d", "e", "f", "g"];
    for (n, name) in (1..).zip(&offered[1..]) {
        let found = queue(&log(events.clone()), &offered, 1_000);
        let turn = names(&found).iter().position(|name| *name == "a").unwrap();
        assert_eq!(turn, if n as usize > GAP { 0 } else { found.len() - 1 }, "after {} others", n - 1);
        events.push(at(n, i64::from(n), review(name, Rating::Easy)));
    }
    assert_eq!(queue(&log(events.clone()), &offered, 1_000), [("a".into(), Why::Returning)]);
    // Alone, it returns at once. The next day it is due like any other.
    let alone = log([at(0, 0, review("a", Rating::Again))]);
    assert_eq!(queue(&alone, &["a"], 1), [("a".into(), Why::JustForgotten)]);
    assert_eq!(queue(&alone, &["a"], DAY), [("a".into(), Why::Due)]);
    // Once known, it is gone for today.
    events.push(at(90, 90, review("a", Rating::Good)));
    assert_eq!(queue(&log(events), &offered, 1_000), []);
}

#[test]
fn new_cards_are_limited_by_day_and_called_ones_are_not_counted() {
    let offered = ["a", "b", "c", "d"];
    let mut events = vec![per_day(2), added(7, 0, "x"), at(0, 1, review("a", Rating::Easy))];
    assert_eq!(names(&queue(&log(events.clone()), &offered, 10)), ["b"]);
    events.push(at(1, 2, review("x", Rating::Easy)));
    assert_eq!(names(&queue(&log(events.clone()), &offered, 10)), ["b"]);
    events.push(at(2, 3, review("b", Rating::Again)));
    assert_eq!(names(&queue(&log(events.clone()), &offered, 10)), ["b"], "only the forgotten one is left");
    events.push(at(3, 4, review("b", Rating::Easy)));
    assert!(queue(&log(events.clone()), &offered, 15 * HOUR).is_empty());
    assert_eq!(names(&queue(&log(events.clone()), &offered, 16 * HOUR)), ["b", "c", "d"], "at 04:00");
    events.push(at(600, 5, Kind::Setting(Setting::NewPerDay(0))));
    assert_eq!(names(&queue(&log(events), &offered, 16 * HOUR)), ["b"]);
}

#[test]
fn the_forecast_counts_by_day_and_puts_what_is_overdue_first() {
    // Due after 1, 2 and 8 days.
    let log = log([
        at(0, 0, review("hard", Rating::Hard)),
        at(1, 0, review("good", Rating::Good)),
        at(2, 0, review("easy", Rating::Easy)),
        at(3, 0, review("again", Rating::Again)),
        added(4, 0, "called"),
    ]);
    let schedule = Views::of(&log).schedule;
    let offered = deck(&["hard", "good", "easy", "again", "called", "new", "hard"]);
    assert_eq!(schedule.forecast(&offered, now(0), 9), [2, 1, 1, 0, 0, 0, 0, 0, 1]);
    assert_eq!(schedule.forecast(&offered, now(3 * DAY), 5), [4, 0, 0, 0, 0]);
    assert_eq!(schedule.forecast(&offered[..1], now(0), 1), [0]);
    assert!(schedule.forecast(&offered, now(0), 0).is_empty());
}

#[test]
fn the_summary_tells_first_tries_from_repetitions() {
    let log = log([
        at(0, -3 * DAY, review("a", Rating::Good)),
        at(1, -3 * DAY, review("b", Rating::Good)),
        at(2, -HOUR, review("c", Rating::Good)),
        at(3, 0, review("a", Rating::Good)),
        at(4, 1, review("b", Rating::Again)),
        at(5, 2, review("new", Rating::Again)),
        at(6, 3, review("b", Rating::Hard)),
        at(7, 4, review("c", Rating::Easy)),
        at(8, 5, review("gone", Rating::Easy)),
        at(9, 6, undo(id(1, 8))),
    ]);
    let summary = Summary::since(&Schedule::default(), &log, Millis::clamped(NOON));
    let wanted = Summary { ratings: [2, 1, 1, 1], cards: 4, new: 1, tested: 2, recalled: 1 };
    assert_eq!(summary, wanted);
    assert_eq!(summary.reviews(), 5);
    assert_eq!(last_review(&log, TabId(1)), Some(id(1, 7)));
    assert_eq!(last_review(&log, TabId(2)), None);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn queue_forecast_and_due_agree(events in samples::events(), days in 0i64..30) {
        let log = log(events);
        let schedule = Views::of(&log).schedule;
        let mut offered: Vec<CardRef> = schedule.cards().map(|(card, _)| card.clone()).chain(schedule.added().cloned()).collect();
        offered.extend(deck(&["new-1", "new-2"]));
        let queue = schedule.queue(&offered, now(days * DAY));
        prop_assert!(queue.windows(2).all(|w| w[0].why <= w[1].why));
        let due = schedule.due(&offered, now(days * DAY));
        prop_assert_eq!(schedule.forecast(&offered, now(days * DAY), 1), [due.len() as u32]);
        for queued in &queue {
            prop_assert_eq!(queued.recall.is_some(), schedule.card(&queued.card).is_some());
            // A clock that was set back does not hide what was just forgotten or called for.
            let day_has_come = schedule.due_day(&queued.card).is_some_and(|day| day <= now(days * DAY).day());
            prop_assert!(day_has_come || queued.why != Why::Due, "{:?}", queued);
        }
    }
}

#[test]
fn a_card_called_for_is_put_away_by_taking_its_calls_back() {
    let events =
        [added(1, -3, "gone"), added(2, -2, "other"), at(3, -1, review("gone", Rating::Again)), added(4, 0, "gone")];
    let offered = |log: &Log| Views::of(log).schedule.added().map(|card| card.id.to_string()).collect::<Vec<_>>();
    let mut all = log(events);
    assert_eq!(offered(&all), ["gone", "other"]);
    let found = calls(&all, &card("gone"));
    assert_eq!(found.len(), 2);
    all.extend((5..).zip(found).map(|(n, event)| at(n, i64::from(n), undo(event))));
    assert_eq!((offered(&all), calls(&all, &card("gone"))), (vec!["other".to_string()], vec![]));
    // To call for it once more takes that back.
    all.extend([added(9, 9, "gone")]);
    assert_eq!(offered(&all), ["gone", "other"]);
}
