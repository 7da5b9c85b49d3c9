//! Tests of the stored format: every version that shipped still opens, and nothing hostile does harm.

use super::event::Event;
use super::file::{self, MAX_FILE, Refused};
use super::format::{AROUND, FORMAT, Migration, Opened, Refusal, VERSION, open, open_with, seal, sum, with_sums};
use super::kind::Kind;
use super::log::Log;
use super::payload::{Rating, Reset};
use super::samples::{at, cases, events, review};
use proptest::prelude::*;
use serde_json::Value;

/// One document for each version that ever shipped, as that version wrote it. Never edited.
const SHIPPED: &[&str] = &[include_str!("../../tests/study/v1.json"), include_str!("../../tests/study/v2.json")];

#[test]
fn every_version_that_shipped_still_opens() {
    assert_eq!(SHIPPED.len(), VERSION as usize);
    for (version, text) in (1..).zip(SHIPPED) {
        let opened = open(text).unwrap();
        assert_eq!((opened.version, opened.unreadable), (version, 0));
        assert_eq!(opened.events, open(SHIPPED[0]).unwrap().events);
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

/// A made-up past: version 1 had seconds for milliseconds, version 2 called reviews "repetitions", version 3 had no sums.
fn seconds(text: &str) -> Result<String, String> {
    each(text, |event| {
        let seconds = event["at"].as_u64().ok_or("an event without a time")?;
        event["at"] = Value::from(seconds * 1000);
        Ok(())
    })
}

fn repetitions(text: &str) -> Result<String, String> {
    each(text, |event| {
        if event["kind"] == "repetition" {
            event["kind"] = Value::from("review");
        }
        Ok(())
    })
}

fn each(text: &str, change: impl Fn(&mut Value) -> Result<(), String>) -> Result<String, String> {
    let mut document: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    document["events"].as_array_mut().ok_or("no events")?.iter_mut().try_for_each(change)?;
    Ok(document.to_string())
}

const PAST: &[Migration] = &[seconds, repetitions, with_sums];

fn past(version: u64, at: &str, kind: &str) -> String {
    let data = r#"{"card":{"id":"a","rev":1},"rating":"good"}"#;
    let event = format!(r#"{{"id":"1-0","at":{at},"kind":"{kind}","data":{data}}}"#);
    let sums = if version > 3 { format!("\"{:08x}\",", sum(&[&event])) } else { String::new() };
    format!(r#"{{"format":"{FORMAT}","version":{version},"events":[{sums}{event}]}}"#)
}

#[test]
fn migrations_run_in_order_from_the_version_of_the_document() {
    let wanted = vec![at(0, 0, review("a", Rating::Good))];
    for (version, at, kind) in [
        (1, "1710072000", "repetition"),
        (2, "1710072000000", "repetition"),
        (3, "1710072000000", "review"),
        (4, "1710072000000", "review"),
    ] {
        let opened = open_with(&past(version, at, kind), PAST).unwrap();
        assert_eq!(opened, Opened { events: wanted.clone(), unreadable: 0, version: version as u32 });
    }
    let why = "an event without a time".to_string();
    assert_eq!(open_with(&past(1, "\"noon\"", "review"), PAST), Err(Refusal::Migration { version: 1, why }));
}

/// An empty document of any version, with its sum.
fn of_version(version: &str) -> String {
    let rest = "\",\"events\":[]}";
    format!("{{\"format\":\"{FORMAT}\",\"version\":{version},\"sum\":\"{:08x}{rest}", sum(&[version, rest]))
}

#[test]
fn foreign_and_newer_documents_are_refused() {
    let ours = seal([]);
    assert_eq!(open(&ours).unwrap().events, []);
    for foreign in ["{}", "[]", "7", "null", r#"{"format":"anki","version":1,"events":[]}"#] {
        assert_eq!(open(foreign), Err(Refusal::NotOurs), "{foreign}");
    }
    let version = |v: &str| open(&of_version(v));
    assert_eq!(version("2").unwrap().events, []);
    assert_eq!(version("3"), Err(Refusal::Newer(3)));
    assert_eq!(version("18446744073709551615"), Err(Refusal::Newer(u64::MAX)));
    for odd in ["0", "-1", "1.5", "\"1\"", "null"] {
        assert_eq!(version(odd), Err(Refusal::NotOurs), "{odd}");
    }
    let damaged = of_version("2").replace("\"version\":2", "\"version\":3");
    assert_eq!(open(&damaged), Err(Refusal::NotOurs), "a damaged number stops nobody from writing");
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
    assert!(refused(of_version("9").as_bytes()).to_string().contains("newer version of the course (format 9"));
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
    fn damage_costs_no_more_than_the_lines_that_it_hit(
        events in events(), place in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let log: Log = events.into_iter().collect();
        let mut bytes = file::export(&log).into_bytes();
        let place = place.index(bytes.len());
        let changed = std::mem::replace(&mut bytes[place], byte) != byte;
        if let Ok(incoming) = file::read(&bytes) {
            prop_assert!(!changed || incoming.unreadable > 0 || incoming.log == log);
            prop_assert!(incoming.log.events().all(|event| log.get(event.id) == Some(event)));
            prop_assert!(log.len() - incoming.log.len() <= 2);
        } else {
            prop_assert!(log.len() <= 2);
        }
    }
}

/// What a store or a disk may make of a text: each bit of each letter, as UTF-16 and as UTF-8.
fn flips(text: &str) -> impl Iterator<Item = Vec<u8>> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let wide = (0..16 * units.len()).map(move |bit| {
        let mut units = units.clone();
        units[bit / 16] ^= 1 << (bit % 16);
        String::from_utf16_lossy(&units).into_bytes()
    });
    let bytes = text.as_bytes().to_vec();
    wide.chain((0..8 * bytes.len()).map(move |bit| {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    }))
}

#[test]
fn every_flipped_bit_is_noticed_or_changes_nothing_and_takes_only_what_it_hit() {
    let log: Log =
        open(SHIPPED[0]).unwrap().events.into_iter().filter(|event| event.generation.0 == 0).take(9).collect();
    let text = file::export(&log);
    for (number, damaged) in flips(&text).enumerate() {
        let read = file::read(&damaged).unwrap_or_else(|why| panic!("{number}: {why}"));
        assert!(read.unreadable > 0 || read.log == log, "{number}");
        assert!(read.log.events().all(|event| log.get(event.id) == Some(event)), "{number}");
        assert!(log.len() - read.log.len() <= 2, "{number}");
        // The same in storage.
        let opened = open(&String::from_utf8_lossy(&damaged)).unwrap();
        assert_eq!((opened.events.len(), opened.unreadable), (read.log.len(), read.unreadable));
    }
}

#[test]
fn a_document_that_was_laid_out_anew_is_read_as_before() {
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(SHIPPED[1]).unwrap()).unwrap();
    let (opened, wanted) = (open(&pretty).unwrap(), open(SHIPPED[1]).unwrap());
    // What nobody knows is kept to the letter, or not at all.
    assert_eq!((opened.events.len(), opened.unreadable), (wanted.events.len() - 1, 1));
}

#[test]
fn the_room_around_an_event_is_known() {
    let event = at(0, 0, review("a", Rating::Good)).to_json();
    let twice = seal([event.as_str(), &event]).len();
    assert_eq!(twice - seal([event.as_str()]).len(), event.len() + AROUND);
}
