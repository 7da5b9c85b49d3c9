//! Tests of the stored format: every version that shipped still opens, and nothing hostile does harm.

use super::event::Event;
use super::file::{self, MAX_FILE, Refused};
use super::format::{FORMAT, Migration, Opened, Refusal, VERSION, open, open_with, seal};
use super::kind::Kind;
use super::log::Log;
use super::payload::{Rating, Reset};
use super::samples::{at, cases, events, review};
use proptest::prelude::*;
use serde_json::Value;

/// One document for each version that ever shipped, as that version wrote it. Never edited.
const SHIPPED: &[&str] = &[include_str!("../../tests/study/v1.json")];

#[test]
fn every_version_that_shipped_still_opens() {
    assert_eq!(SHIPPED.len(), VERSION as usize);
    for (version, text) in (1..).zip(SHIPPED) {
        let opened = open(text).unwrap();
        assert_eq!((opened.version, opened.unreadable), (version, 0));
        // The first version's document holds one event of each kind, and one that nobody knows.
        let mut names: Vec<&str> = opened.events.iter().map(|event| event.kind.name()).collect();
        names.sort();
        names.dedup();
        let mut kinds: Vec<&str> = Kind::NAMES.iter().copied().chain(["mood"]).collect();
        kinds.sort();
        assert_eq!(names, kinds);
        let foreign = opened.events.iter().filter(|e| matches!(e.kind, Kind::Unknown(_))).count();
        assert_eq!(foreign, 1, "only the mood is foreign");
    }
}

#[test]
fn the_present_version_writes_what_it_reads() {
    let now = SHIPPED[VERSION as usize - 1];
    let lines: Vec<String> = open(now).unwrap().events.iter().map(Event::to_json).collect();
    assert_eq!(seal(lines.iter().map(String::as_str)), now.trim_end());
}

/// A made-up past: version 1 had seconds for milliseconds, version 2 called reviews "repetitions".
fn seconds(mut document: Value) -> Result<Value, String> {
    for event in document["events"].as_array_mut().ok_or("no events")? {
        let seconds = event["at"].as_u64().ok_or("an event without a time")?;
        event["at"] = Value::from(seconds * 1000);
    }
    Ok(document)
}

fn repetitions(mut document: Value) -> Result<Value, String> {
    for event in document["events"].as_array_mut().ok_or("no events")? {
        if event["kind"] == "repetition" {
            event["kind"] = Value::from("review");
        }
    }
    Ok(document)
}

const PAST: &[Migration] = &[seconds, repetitions];

fn past(version: u64, at: &str, kind: &str) -> String {
    let data = r#"{"card":{"id":"a","rev":1},"rating":"good"}"#;
    format!(
        r#"{{"format":"{FORMAT}","version":{version},"events":[{{"id":"1-0","at":{at},"kind":"{kind}","data":{data}}}]}}"#
    )
}

#[test]
fn migrations_run_in_order_from_the_version_of_the_document() {
    let wanted = vec![at(0, 0, review("a", Rating::Good))];
    for (version, at, kind) in
        [(1, "1710072000", "repetition"), (2, "1710072000000", "repetition"), (3, "1710072000000", "review")]
    {
        let opened = open_with(&past(version, at, kind), PAST).unwrap();
        assert_eq!(opened, Opened { events: wanted.clone(), unreadable: 0, version: version as u32 });
    }
    assert_eq!(open_with(&past(4, "0", "review"), PAST), Err(Refusal::Newer(4)));
    let why = "an event without a time".to_string();
    assert_eq!(open_with(&past(1, "\"noon\"", "review"), PAST), Err(Refusal::Migration { version: 1, why }));
}

#[test]
fn foreign_and_newer_documents_are_refused() {
    let ours = seal([]);
    assert_eq!(open(&ours).unwrap().events, []);
    for foreign in ["{}", "[]", "7", "null", r#"{"format":"anki","version":1,"events":[]}"#] {
        assert_eq!(open(foreign), Err(Refusal::NotOurs), "{foreign}");
    }
    let version = |v: &str| open(&ours.replace("\"version\":1", &format!("\"version\":{v}")));
    assert_eq!(version("2"), Err(Refusal::Newer(2)));
    assert_eq!(version("18446744073709551615"), Err(Refusal::Newer(u64::MAX)));
    for odd in ["0", "-1", "1.5", "\"1\"", "null"] {
        assert_eq!(version(odd), Err(Refusal::NotOurs), "{odd}");
    }
    assert_eq!(open(&ours.replace("[", "{").replace("]", "}")), Err(Refusal::NotOurs));
    assert!(matches!(open(&ours[..20]), Err(Refusal::NotJson(_))));
    assert!(matches!(open(&format!("{ours}x")), Err(Refusal::NotJson(_))));
    assert!(matches!(open(""), Err(Refusal::NotJson(_))));
}

#[test]
fn one_bad_entry_does_not_take_the_others_with_it() {
    let good = at(0, 0, review("a", Rating::Good)).to_json();
    let opened = open(&seal([good.as_str(), "17", "{\"id\":\"1-1\"}", good.as_str()])).unwrap();
    assert_eq!((opened.events.len(), opened.unreadable), (2, 2));
}

#[test]
fn hostile_files_are_refused_clearly() {
    let refused = |bytes: &[u8]| file::read(bytes).unwrap_err();
    assert_eq!(refused(&vec![b' '; MAX_FILE + 1]), Refused::TooLarge(MAX_FILE + 1));
    assert_eq!(refused(&[0xff, 0xfe, 0x00]), Refused::NotText);
    assert!(matches!(refused("[".repeat(1_000_000).as_bytes()), Refused::Contents(Refusal::NotJson(_))));
    assert!(matches!(refused("{\"a\":".repeat(1_000_000).as_bytes()), Refused::Contents(Refusal::NotJson(_))));
    let nested = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_eq!(refused(nested.as_bytes()), Refused::Contents(Refusal::NotOurs));
    let newer = seal([]).replace("\"version\":1", "\"version\":9");
    assert!(refused(newer.as_bytes()).to_string().contains("newer version of the course (format 9"));
    let mut far = at(0, 0, Kind::Reset(Reset {}));
    far.generation.0 = u32::MAX;
    assert_eq!(refused(seal([far.to_json().as_str()]).as_bytes()), Refused::Implausible);

    let deep = seal([
        format!(r#"{{"id":"1-0","at":5,"kind":"x","data":{}{}}}"#, "[".repeat(9_000), "]".repeat(9_000)).as_str()
    ]);
    assert_eq!(file::read(deep.as_bytes()).unwrap().log.len(), 1);
    let marked = format!("\u{feff}{}", seal([]));
    assert_eq!(file::read(marked.as_bytes()).unwrap().unreadable, 0);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn an_export_brings_everything_back(events in events()) {
        let log: Log = events.into_iter().collect();
        let text = file::export(&log);
        let back = file::read(text.as_bytes()).unwrap();
        prop_assert_eq!(back.unreadable, 0);
        prop_assert_eq!(file::export(&back.log), text);
        // An empty log has no event that could carry its generation.
        if !log.is_empty() {
            prop_assert_eq!(back.log, log);
        }
    }

    #[test]
    fn damage_is_refused_or_costs_no_more_than_what_it_hit(
        events in events(), place in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let log: Log = events.into_iter().collect();
        let mut bytes = file::export(&log).into_bytes();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Ok(incoming) = file::read(&bytes) {
            prop_assert!(incoming.unreadable <= 1);
            prop_assert!(file::read(file::export(&incoming.log).as_bytes()).is_ok());
        }
    }
}
