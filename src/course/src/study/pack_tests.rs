//! Tests of packs: what goes in comes out, in little room, or is refused.

use super::event::Event;
use super::format::{self, Refusal};
use super::ids::{CardId, CardRef};
use super::kind::Kind;
use super::log::Log;
use super::pack::{MAX_PACK, is_pack, open, pack};
use super::payload::{CardAdded, Rating};
use super::samples::{self, HOUR, answer, at, cases, item, review};
use proptest::prelude::*;

fn opened(packs: &[String]) -> Vec<Event> {
    packs.iter().flat_map(|text| open(text).unwrap().events).collect()
}

/// A day of a learner: reviews, a few answers, now and then a miss that becomes a card.
fn day(reviews: u32) -> Log {
    let missed = |name: &str| {
        let card = CardRef { id: CardId::new(&format!("item:{name}")).unwrap(), rev: 1 };
        Kind::CardAdded(CardAdded { card, from: Some(item(name)) })
    };
    (0..reviews)
        .map(|n| {
            let kind = match n % 20 {
                0 => answer(&format!("cm-question-{}", n % 100), 1, false),
                1 => missed(&format!("cm-question-{}", n % 100)),
                _ => review(&format!("cm-threshold-{}", n % 300), Rating::ALL[n as usize % 4]),
            };
            at(n, i64::from(n) * 9_000, kind)
        })
        .collect()
}

#[test]
fn a_pack_takes_a_tenth_of_the_room() {
    let log = day(1_000);
    let packs = pack(&log, MAX_PACK);
    let (packed, plain) = (packs[0].len(), super::file::export(&log).len());
    assert!(packs.len() == 1 && 9 * packed < plain, "{packed} of {plain}");
    assert_eq!(opened(&packs).into_iter().collect::<Log>(), log);
    let many = pack(&day(8_000), MAX_PACK);
    assert!(many.len() > 1 && many.iter().all(|text| text.len() < MAX_PACK + 1_000));
    assert_eq!(opened(&many).into_iter().collect::<Log>(), day(8_000));
}

#[test]
fn a_pack_is_whole_or_refused() {
    let text = pack(&day(60), MAX_PACK).remove(0);
    assert!(is_pack(&text) && !is_pack(&super::file::export(&day(2))));
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        for bit in 0..7 {
            bytes[at] ^= 1 << bit;
            let damaged = String::from_utf8(bytes.clone()).unwrap();
            assert!(open(&damaged).is_err(), "{at} {bit}");
            bytes[at] ^= 1 << bit;
        }
        assert!(open(&text[..at]).is_err(), "{at}");
    }
    assert_eq!(
        open(&text.replacen("pack 1", "pack 2", 1)),
        Err(Refusal::NotOurs),
        "a damaged number is no newer version"
    );
    let newer = format!("descent-pack 2 {:x} 0\n", format::sum(&["2", "0\n"]));
    assert_eq!(open(&newer), Err(Refusal::Newer(2)));
    assert_eq!(open(&pack(&Log::new(), MAX_PACK)[0]).map(|opened| opened.events.len()), Ok(0));
    assert!(format::open(&text).is_err(), "a pack is no file to import");
}

#[test]
fn a_false_pack_with_a_true_sum_does_no_harm() {
    for body in [
        "R20",
        "@1-0\nR20",
        "@1-0\n+a\n0R90",
        "@1-0\n+a\n0R",
        "@1-0\n+a\n0Rü0",
        "@1-0\n+a\n0A10",
        "@1-0\n+A\n0R20",
        "@1-0\nzzzzzzzzzzzzzR20",
        "@1-0\n0J{}",
        "é",
        "",
        "@1-0\n+a\n0Q0",
    ] {
        let rest = format!("0\n{body}");
        let read = open(&format!("descent-pack 1 {:x} {rest}", format::sum(&[&rest])));
        assert!(read.is_err() || read.is_ok_and(|opened| opened.events.is_empty()), "{body:?}");
    }
}

#[test]
fn what_another_version_wrote_comes_back_to_the_letter() {
    let data = "{\"x\":\n  1.50,\r\n\t\"a b\": \"é\\n\"}";
    let log: Log = [at(0, 0, Kind::decode("two words\n".into(), data)), at(1, HOUR, review("a", Rating::Good))]
        .into_iter()
        .collect();
    let packs = pack(&log, MAX_PACK);
    assert_eq!(opened(&packs).into_iter().collect::<Log>(), log);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_log_comes_back(events in samples::events()) {
        let log: Log = events.into_iter().collect();
        let back = opened(&pack(&log, MAX_PACK));
        prop_assert_eq!(back, log.events().cloned().collect::<Vec<_>>());
    }
}
