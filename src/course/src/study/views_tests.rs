//! Tests of the views.

use super::event::Event;
use super::ids::{PredictionId, Word};
use super::kind::Kind;
use super::log::Log;
use super::payload::{Assessment, Bookmark, Given, LessonMark, Plan, Prediction, Rating};
use super::samples::{self, DAY, HOUR, answer, at, cases, id, lesson, note, read, review, undo};
use super::time::Day;
use super::views::{Band, Calibration, Course, Views, study_days};
use proptest::prelude::*;

const TODAY: Day = Day(19_792);

fn log(kinds: impl IntoIterator<Item = Kind>) -> Log {
    (0..).zip(kinds).map(|(n, kind)| at(n, i64::from(n), kind)).collect()
}

fn unread(name: &str) -> Kind {
    Kind::LessonUnread(LessonMark { lesson: lesson(name) })
}

#[test]
fn a_lesson_is_read_until_it_is_marked_unread() {
    let log = log([read("a"), read("b"), read("a"), read("c"), unread("b"), unread("never"), undo(id(1, 3))]);
    let read = Views::of(&log).progress.read;
    assert_eq!(read.keys().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(*read.get("a").unwrap(), log.get(id(1, 0)).unwrap().when, "the first time counts");
}

#[test]
fn the_latest_prediction_of_the_latest_revision_counts() {
    let guess = |name: &str, rev, value, confidence| {
        let id = PredictionId::new(name).unwrap();
        Kind::Prediction(Prediction { id, rev, given: Given::Number(value), hit: false, confidence })
    };
    let log = log([
        guess("a", 1, 1.0, Some(60)),
        guess("a", 1, 2.0, Some(90)),
        guess("b", 2, 3.0, None),
        guess("b", 1, 4.0, Some(50)),
        guess("a", 1, 5.0, Some(99)),
        undo(id(1, 4)),
    ]);
    let made = Views::of(&log).progress.predictions;
    let standing = |name: &str| made.get(name).map(|p| (p.rev, p.given.clone(), p.confidence));
    assert_eq!(standing("a"), Some((1, Given::Number(2.0), Some(90))));
    assert_eq!(standing("b"), Some((2, Given::Number(3.0), None)));
    assert_eq!(made.len(), 2);
}

#[test]
fn the_latest_answer_to_the_latest_revision_counts() {
    let log = log([
        answer("a", 1, false),
        answer("a", 1, true),
        answer("b", 2, true),
        answer("b", 1, false),
        answer("a", 1, false),
        undo(id(1, 4)),
    ]);
    let answers = Views::of(&log).progress.answers;
    let standing: Vec<_> = answers.values().map(|a| (a.item.as_str(), a.rev, a.correct)).collect();
    assert_eq!(standing, [("a", 1, true), ("b", 2, true)]);
}

#[test]
fn notes_and_bookmarks_lie_with_their_lesson() {
    let mark = |name: &str, heading: Option<&str>, on| {
        Kind::Bookmark(Bookmark { lesson: lesson(name), heading: heading.map(|h| Word::new(h).unwrap()), on })
    };
    let log = log([
        note("a", "first"),
        note("b", "kept"),
        note("a", ""),
        note("b", "kept, and more"),
        note("c", "gone"),
        undo(id(1, 3)),
        note("c", ""),
        mark("a", Some("ties"), true),
        mark("a", None, true),
        mark("b", None, true),
        mark("b", None, false),
        mark("c", None, false),
    ]);
    let marks = Views::of(&log).marks;
    assert_eq!(marks.notes, [(lesson("b"), "kept".to_string())].into_iter().collect());
    assert_eq!(marks.bookmarks, [(lesson("a"), vec![None, Some(Word::new("ties").unwrap())])].into_iter().collect());
}

#[test]
fn assessments_are_kept_and_the_latest_plan_holds() {
    let word = |w: &str| Word::new(w).unwrap();
    let scores = |n| Assessment { scores: [(word("ml-coding"), n)].into() };
    let plan = |hours| Plan { road: word("sprint"), background: word("student"), hours, start: TODAY };
    let log = log([
        Kind::Assessment(scores(2)),
        Kind::Plan(plan(5)),
        Kind::Assessment(scores(4)),
        Kind::Plan(plan(8)),
        Kind::Plan(plan(40)),
        undo(id(1, 4)),
    ]);
    let course = Course::of(&log);
    assert_eq!(course.assessments.iter().map(|(_, a)| a).collect::<Vec<_>>(), [&scores(2), &scores(4)]);
    assert_eq!((course.plan, course.first_day), (Some(plan(8)), None));
    let studied: Log =
        [at(0, DAY, read("a")), at(1, 2 * DAY, read("b")), at(2, 0, note("a", "x"))].into_iter().collect();
    assert_eq!(Course::of(&studied).first_day, Some(TODAY.plus(1)));
}

#[test]
fn study_days_begin_at_four_and_count_study_only() {
    let log: Log = [
        at(0, 15 * HOUR, review("a", Rating::Good)),
        at(1, 40 * HOUR, answer("a", 1, true)),
        at(2, 5 * DAY, note("a", "only a note")),
    ]
    .into_iter()
    .collect();
    assert_eq!(study_days(&log), [TODAY, TODAY.plus(2)]);
}

fn predict(name: &str, hit: bool, confidence: Option<u8>) -> Kind {
    let id = PredictionId::new(name).unwrap();
    Kind::Prediction(Prediction { id, rev: 1, given: Given::Number(1.0), hit, confidence })
}

#[test]
fn calibration_counts_first_commitments_by_confidence() {
    let log = log([
        predict("a", true, Some(70)),
        predict("b", false, Some(79)),
        predict("c", true, Some(100)),
        predict("d", true, Some(95)),
        predict("e", false, None),
        predict("b", true, Some(100)),
        predict("f", false, Some(5)),
        undo(id(1, 6)),
    ]);
    let calibration = Calibration::of(&Views::of(&log).progress);
    assert_eq!((calibration.hits, calibration.misses, calibration.hit_rate()), (3, 2, Some(0.6)));
    let wanted = [
        Band { from: 70, count: 2, hits: 1, confidence: (0.7 + 0.79) / 2.0 },
        Band { from: 90, count: 2, hits: 2, confidence: (0.95 + 1.0) / 2.0 },
    ];
    assert_eq!(calibration.bands, wanted);
    assert_eq!(wanted[0].hit_rate(), 0.5);
    // (0.3² + 0.79² + 0² + 0.05²) / 4 = (0.09 + 0.6241 + 0.0025) / 4 = 0.17915.
    assert!((calibration.brier.unwrap() - 0.17915).abs() < 1e-12);
    assert_eq!(Calibration::of(&Views::default().progress), Calibration::default());
    assert_eq!(Calibration::default().hit_rate(), None);
}

/// Whether two views show the same, whatever log they follow.
pub fn same(a: &Views, b: &Views) -> bool {
    (&a.progress, &a.marks, &a.schedule) == (&b.progress, &b.marks, &b.schedule)
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn views_depend_on_the_log_alone(events in samples::events().prop_shuffle()) {
        let log: Log = events.iter().cloned().collect();
        let mut other = Log::new();
        for event in events.into_iter().rev() {
            other.insert(event);
        }
        prop_assert!(same(&Views::of(&log), &Views::of(&other)));
        prop_assert_eq!(Course::of(&log), Course::of(&other));
        prop_assert_eq!(Calibration::of(&Views::of(&log).progress), Calibration::of(&Views::of(&other).progress));
    }

    /// Events come one by one, in order or not, with undos, resets, collisions of ids and merges among them: what was
    /// kept up to date is what a fresh start would make.
    #[test]
    fn views_that_follow_are_views_made_anew(early in samples::events(), late in samples::events(), sorted in any::<bool>()) {
        let mut log: Log = early.into_iter().collect();
        let mut views = Views::of(&log);
        let mut late = late;
        if sorted {
            late.sort_by_key(Event::order);
        }
        for (n, event) in late.into_iter().enumerate() {
            if n % 5 == 4 {
                log.merge(&[event].into_iter().collect());
            } else {
                log.insert(event);
            }
            views.follow(&Views::default(), &log);
            prop_assert!(same(&views, &Views::of(&log)), "{n}: {log:?}");
        }
    }

    #[test]
    fn what_was_taken_back_leaves_no_trace(events in samples::events()) {
        let all: Log = events.into_iter().collect();
        let live: Log = all.live().cloned().collect();
        prop_assert!(same(&Views::of(&all), &Views::of(&live)));
        prop_assert_eq!(Course::of(&all), Course::of(&live));
        prop_assert_eq!(Calibration::of(&Views::of(&all).progress), Calibration::of(&Views::of(&live).progress));
        let predictions = all.live().filter(|e: &&Event| matches!(e.kind, Kind::Prediction(_))).count() as u32;
        let calibration = Calibration::of(&Views::of(&all).progress);
        prop_assert!(calibration.hits + calibration.misses <= predictions);
        prop_assert!(calibration.bands.iter().all(|b| b.hits <= b.count && (0.0..=1.0).contains(&b.confidence)));
    }
}
