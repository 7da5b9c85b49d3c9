//! What every [`Storage`] must do, as checks that run anywhere: natively for the one in memory, and in each
//! browser for the real one.

use super::{Storage, StoreError};
use crate::study::event::TabId;
use crate::study::format::{FORMAT, sum};
use crate::study::ids::LessonSlug;
use crate::study::journal::{Journal, Trouble};
use crate::study::kind::Kind;
use crate::study::payload::LessonMark;
use crate::study::time::Moment;

/// The checks write under this site only, and clean up behind them.
const SITE: &str = "/contract:test/";
const PREFIX: &str = "descent:/contract%3Atest/:";

type Check<S> = fn(&S) -> Result<(), String>;

/// Runs every check on a store that works and has room, whatever else it holds. Returns the names of the
/// checks, or the first failure in words.
pub fn check<S: Storage>(storage: &S) -> Result<Vec<&'static str>, String> {
    let checks: [(&'static str, Check<S>); 9] = [
        ("absent keys", absent_keys),
        ("texts come back", texts_come_back),
        ("keys are listed", keys_are_listed),
        ("removal", removal),
        ("large texts", large_texts),
        ("a log survives a restart", a_log_survives_a_restart),
        ("two tabs", two_tabs),
        ("newer data are left alone", newer_data_are_left_alone),
        ("damaged data are set aside", damaged_data_are_set_aside),
    ];
    for (name, check) in checks {
        clean(storage).map_err(|e| format!("{name}: cleaning up: {e}"))?;
        check(storage).map_err(|why| format!("{name}: {why}"))?;
    }
    clean(storage).map_err(|e| format!("cleaning up: {e}"))?;
    Ok(checks.map(|(name, _)| name).to_vec())
}

fn own_keys(storage: &impl Storage) -> Result<Vec<String>, StoreError> {
    let mut keys = storage.keys()?;
    keys.retain(|key| key.starts_with(PREFIX));
    keys.sort();
    Ok(keys)
}

fn clean(storage: &impl Storage) -> Result<(), StoreError> {
    own_keys(storage)?.iter().try_for_each(|key| storage.remove(key))
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: found {found:?}, wanted {wanted:?}")) }
}

fn words(error: StoreError) -> String {
    error.to_string()
}

fn absent_keys<S: Storage>(storage: &S) -> Result<(), String> {
    expect("get", storage.get(&key("nothing")), Ok(None))?;
    expect("remove", storage.remove(&key("nothing")), Ok(()))?;
    // Names of properties that objects in JavaScript have by themselves.
    for name in ["length", "getItem", "__proto__", "constructor"] {
        expect(name, storage.get(name), Ok(None))?;
    }
    Ok(())
}

fn texts_come_back<S: Storage>(storage: &S) -> Result<(), String> {
    for text in ["", "a", "\"quoted\" \\ \n\t\u{0}\u{1}", "ärger λ 漢字 🦀 e\u{301}", "null", "undefined"] {
        storage.set(&key("text"), text).map_err(words)?;
        expect("get", storage.get(&key("text")), Ok(Some(text.to_string())))?;
    }
    Ok(())
}

fn keys_are_listed<S: Storage>(storage: &S) -> Result<(), String> {
    let names = [key(""), key("a b"), key("ä/🦀"), key("length")];
    for name in &names {
        storage.set(name, name).map_err(words)?;
    }
    let mut wanted = names.to_vec();
    wanted.sort();
    expect("keys", own_keys(storage), Ok(wanted))?;
    names.iter().try_for_each(|name| expect("get", storage.get(name), Ok(Some(name.clone()))))
}

fn removal<S: Storage>(storage: &S) -> Result<(), String> {
    storage.set(&key("a"), "1").map_err(words)?;
    storage.set(&key("b"), "2").map_err(words)?;
    storage.remove(&key("a")).map_err(words)?;
    expect("get", storage.get(&key("a")), Ok(None))?;
    expect("keys", own_keys(storage), Ok(vec![key("b")]))
}

fn large_texts<S: Storage>(storage: &S) -> Result<(), String> {
    let text = "0123456789".repeat(20_000);
    storage.set(&key("large"), &text).map_err(words)?;
    let found = storage.get(&key("large")).map_err(words)?;
    expect("length", found.map(|t| t.len()), Some(text.len()))
}

fn read(journal: &mut Journal<impl Storage>, lesson: &str) -> Result<bool, String> {
    let lesson = LessonSlug::new(lesson).map_err(|e| e.to_string())?;
    let when = Moment::new(1_710_072_000_000, 60);
    journal.append(when, Kind::LessonRead(LessonMark { lesson })).map(|a| a.saved).map_err(|e| e.to_string())
}

fn open<S: Storage>(storage: &S, tab: u64) -> Journal<&S> {
    Journal::open(storage, SITE, TabId(tab))
}

fn a_log_survives_a_restart<S: Storage>(storage: &S) -> Result<(), String> {
    let mut journal = open(storage, 1);
    expect("trouble", journal.status().trouble, None)?;
    for lesson in ["a", "b", "c"] {
        expect("saved", read(&mut journal, lesson)?, true)?;
    }
    expect("log", open(storage, 2).log() == journal.log(), true)?;
    let reset = journal.reset(Moment::new(1_710_072_000_001, 60));
    expect("reset saved", reset.saved, true)?;
    expect("events after the reset", open(storage, 3).log().len(), 1)?;
    expect("chunks after the reset", own_keys(storage).map(|k| k.len()), Ok(1))
}

fn two_tabs<S: Storage>(storage: &S) -> Result<(), String> {
    let (mut one, mut two) = (open(storage, 1), open(storage, 2));
    for _ in 0..3 {
        read(&mut one, "a")?;
        read(&mut two, "b")?;
    }
    expect("all are there", open(storage, 3).log().len(), 6)?;
    for key in own_keys(storage).map_err(words)? {
        let text = storage.get(&key).map_err(words)?;
        one.absorb(&key, text.as_deref());
    }
    expect("one tab has heard of the other", one.log().len(), 6)
}

fn newer_data_are_left_alone<S: Storage>(storage: &S) -> Result<(), String> {
    let rest = "\",\"events\":{}}";
    let sum = sum(&["9999", rest]);
    let newer = format!("{{\"format\":\"{FORMAT}\",\"version\":9999,\"sum\":\"{sum:08x}{rest}");
    storage.set(&key("log:7:0"), &newer).map_err(words)?;
    let mut journal = open(storage, 1);
    expect("trouble", journal.status().trouble, Some(Trouble::Newer))?;
    expect("saved", read(&mut journal, "a")?, false)?;
    expect("in memory", journal.log().len(), 1)?;
    expect("keys", own_keys(storage), Ok(vec![key("log:7:0")]))?;
    expect("text", storage.get(&key("log:7:0")), Ok(Some(newer)))
}

fn damaged_data_are_set_aside<S: Storage>(storage: &S) -> Result<(), String> {
    let mut journal = open(storage, 1);
    read(&mut journal, "a")?;
    storage.set(&key("log:7:0"), "{\"format\":").map_err(words)?;
    for tab in [2, 3] {
        let mut journal = open(storage, tab);
        expect("the rest is there", journal.log().len(), 1)?;
        expect("texts", journal.aside().iter().map(|d| d.text.as_str()).collect(), vec!["{\"format\":"])?;
    }
    expect("keys", own_keys(storage), Ok(vec![key("aside:7:0:0"), key("log:1:0")]))?;
    expect("discarded", open(storage, 4).discard(&key("aside:7:0:0")), true)?;
    expect("keys", own_keys(storage), Ok(vec![key("log:1:0")]))
}
