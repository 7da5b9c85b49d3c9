//! Tests of events: what is stored, what is refused, what is kept.

use super::event::{Event, EventId, Generation, MAX_EVENT};
use super::ids::Word;
use super::kind::Kind;
use super::payload::*;
use super::samples::{self, NOON};
use super::time::{Day, Moment};
use proptest::prelude::*;

const STORED: &str = r#"{"id":"1f-7","at":1710072000000,"off":60,"gen":2,"kind":"review","data":{"card":{"id":"a","rev":1},"rating":"good"}}"#;

#[test]
fn the_stored_form_is_short_and_fixed() {
    let when = Moment::new(NOON, 60);
    let event = Event::new(samples::id(31, 7), when, Generation(2), samples::review("a", Rating::Good)).unwrap();
    assert_eq!(event.to_json(), STORED);
    assert_eq!(Event::from_json(STORED).unwrap(), event);
    let plain = samples::at(0, 0, Kind::Reset(Reset {}));
    assert_eq!(plain.to_json(), r#"{"id":"1-0","at":1710072000000,"kind":"reset","data":{}}"#);
}

#[test]
fn what_is_not_understood_is_kept_to_the_letter() {
    for data in [
        r#"{"deep": [1.50, 123456789012345678901234567890, 1E400, "A"], "a":1, "a":2}"#,
        r#"null"#,
        // A known kind with a field that only a later version knows, and one out of bounds.
        r#"{"lesson":"a","text":"b","colour":"red"}"#,
        r#"{"lesson":"A","text":"b"}"#,
    ] {
        let text = format!(r#"{{"id":"1-0","at":5,"kind":"note","data":{data}}}"#);
        let event = Event::from_json(&text).unwrap();
        assert!(matches!(event.kind, Kind::Unknown(_)), "{data}");
        assert_eq!(event.kind.name(), "note");
        assert_eq!(event.to_json(), text);
    }
}

#[test]
fn damaged_events_are_refused() {
    for (from, to) in [
        ("1f-7", "1F-7"),
        ("1f-7", "01f-7"),
        ("1f-7", "1f-07"),
        ("1f-7", "1f"),
        ("1f-7", "1f-4294967296"),
        ("1710072000000", "-1"),
        ("1710072000000", "1e400"),
        ("60", "5000"),
        ("\"gen\":2", "\"gen\":-2"),
        ("\"gen\":2", "\"more\":2"),
        ("\"gen\":2", "\"at\":2"),
        ("\"review\"", "\"\""),
        ("\"data\"", "\"date\""),
    ] {
        assert!(Event::from_json(&STORED.replacen(from, to, 1)).is_err(), "{from} → {to}");
    }
    let deep = format!(r#"{{"id":"1-0","at":5,"kind":"x","data":{}{}}}"#, "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(Event::from_json(&deep).unwrap().to_json(), deep);
    let long = STORED.replace("\"a\"", &format!("\"{}\"", "a".repeat(MAX_EVENT)));
    assert!(Event::from_json(&long).unwrap_err().contains("bytes"));
}

#[test]
fn payloads_are_bounded_when_made_and_when_read() {
    let word = |n: &str| Word::new(n).unwrap();
    let given = |given| Kind::Answer(Answer { item: samples::item("a"), rev: 1, given, correct: true, seed: None });
    let plan = |hours, start| Kind::Plan(Plan { road: word("a"), background: word("b"), hours, start: Day(start) });
    let score = |n| Kind::Assessment(Assessment { scores: [(word("a"), n)].into() });
    let sure = |percent| {
        let id = super::ids::PredictionId::new("p").unwrap();
        Kind::Prediction(Prediction { id, rev: 1, given: Given::Number(1.0), hit: true, confidence: Some(percent) })
    };
    let many = (0..=MAX_AREAS).map(|n| (word(&n.to_string()), 1)).collect();
    for kind in [
        samples::note("a", &"x".repeat(MAX_NOTE + 1)),
        given(Given::Number(f64::NAN)),
        given(Given::Number(f64::INFINITY)),
        given(Given::Picks(vec![0; MAX_PICKS + 1])),
        given(Given::Text("x".repeat(MAX_ANSWER + 1))),
        plan(0, 20_000),
        plan(101, 20_000),
        plan(5, i32::MAX),
        score(0),
        score(6),
        Kind::Assessment(Assessment { scores: many }),
        sure(101),
        Kind::Setting(Setting::TargetRetention(0.99)),
        Kind::Setting(Setting::TargetRetention(f64::NAN)),
    ] {
        let made =
            Event { id: samples::id(1, 1), when: Moment::default(), generation: Generation(0), kind: kind.clone() };
        assert!(matches!(Event::from_json(&made.to_json()).unwrap().kind, Kind::Unknown(_)), "{kind:?}");
        assert!(Event::new(made.id, made.when, made.generation, kind).is_err());
    }
    let longest = samples::at(0, 0, samples::note("a", &"\u{1}".repeat(MAX_NOTE)));
    assert_eq!(Event::from_json(&longest.to_json()).unwrap(), longest);
}

proptest! {
    #![proptest_config(samples::cases(256))]

    #[test]
    fn every_event_survives_a_round_trip(event in samples::event()) {
        let text = event.to_json();
        let back = Event::from_json(&text).unwrap();
        prop_assert_eq!(&back, &event);
        prop_assert_eq!(back.to_json(), text);
    }

    #[test]
    fn ids_have_one_spelling(tab in any::<u64>(), count in any::<u32>()) {
        let id = samples::id(tab, count);
        prop_assert_eq!(id.to_string().parse::<EventId>(), Ok(id));
    }

    #[test]
    fn noise_is_refused_without_harm(text in ".{0,80}") {
        prop_assert!(Event::from_json(&text).is_err());
    }
}
