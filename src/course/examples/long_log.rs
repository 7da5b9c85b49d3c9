//! A log of 50,000 events: its size in storage, how long a start takes, what an answer writes. Natively and on one
//! core; read by people. With a folder as argument what is stored is written there as `log.json`, and an index of a
//! hundred lessons as `deck.json`, for a browser.
//!
//!     cargo run --release -p course --example long_log

use course::deck::{Entry, Index};
use course::study::event::TabId;
use course::study::ids::{CardId, CardRef, ItemId, LessonSlug};
use course::study::journal::Journal;
use course::study::kind::Kind;
use course::study::log::Log;
use course::study::payload::{Answer, CardAdded, Given, LessonMark, Rating, Review};
use course::study::store::{MemoryStorage, Storage};
use course::study::time::{Millis, Moment};
use course::study::views::Views;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

const EVENTS: u32 = 50_000;
const LESSONS: u32 = 100;
const CARDS: u32 = 2_400;
/// A sitting: as many events in one tab.
const SITTING: u32 = 70;
const DAY: i64 = 24 * 3_600_000;
/// The site that the keys belong to.
const SITE: &str = "/";
/// Where its snapshot lies.
const VIEWS: &str = "descent:/:views";

fn kind(n: u32) -> Result<Kind, Failure> {
    let question = ItemId::new(&format!("lesson-{}-question-{}", n / 7 % LESSONS, n % 9))?;
    Ok(match n % 12 {
        _ if n < LESSONS => Kind::LessonRead(LessonMark { lesson: LessonSlug::new(&format!("lesson-{n}"))? }),
        0 => Kind::Answer(Answer {
            item: question,
            rev: 1,
            given: Given::Picks(vec![n % 4]),
            correct: !n.is_multiple_of(36),
            seed: None,
        }),
        1 if n % 36 == 1 => {
            let card = CardRef { id: CardId::new(&format!("item:{question}"))?, rev: 1 };
            Kind::CardAdded(CardAdded { card, from: Some(question) })
        }
        _ => {
            // Multiplied by a number prime to it, so that cards come in no order.
            let card = n.wrapping_mul(7_919) % CARDS;
            Kind::Review(Review { card: card_ref(card)?, rating: Rating::ALL[(n % 10).clamp(1, 2) as usize] })
        }
    })
}

/// The index that such a course has.
fn index() -> Result<Index, Failure> {
    let entry = |lesson: u32| -> Result<Entry, Failure> {
        let cards = (lesson * 24..(lesson + 1) * 24).map(card_ref).collect::<Result<_, _>>()?;
        let items = (0..9).map(|n| format!("lesson-{lesson}-question-{n}")).collect();
        let slug = LessonSlug::new(&format!("lesson-{lesson}"))?;
        Ok(Entry { slug, title: format!("The title of lesson {lesson}"), minutes: 15, cards, items })
    };
    Ok(Index::new((0..LESSONS).map(entry).collect::<Result<_, _>>()?))
}

fn card_ref(card: u32) -> Result<CardRef, Failure> {
    let id = CardId::new(&format!("lesson-{}-what-the-card-says-{card}", card / 24))?;
    Ok(CardRef { id, rev: 1 })
}

/// Two years of sittings, each a tab of its own, tidied from time to time.
fn learn(storage: &MemoryStorage) -> Result<u64, Failure> {
    let sittings = EVENTS.div_ceil(SITTING);
    let mut at = 1_700_000_000_000;
    for sitting in 0..sittings {
        let tab = TabId(0x9f86_d081_884c_7d65_u64.wrapping_mul(u64::from(sitting) * 2 + 1));
        // Apart from the rest, which it need not read to write its own.
        let apart = MemoryStorage::new();
        let mut journal = Journal::open(&apart, SITE, tab);
        at += DAY;
        for n in sitting * SITTING..((sitting + 1) * SITTING).min(EVENTS) {
            at += 9_000 + i64::from(n % 7) * 1_000;
            journal.append(Moment::new(at, 60), kind(n)?)?;
        }
        for (key, text) in stored(&apart)? {
            storage.set(&key, &text)?;
        }
        if sitting % 100 == 99 {
            let now = Millis::clamped(at + DAY);
            Journal::open(storage, SITE, TabId(u64::from(sitting))).tidy(now, DAY as u64, 1);
        }
    }
    let now = Millis::clamped(at + 2 * DAY);
    Journal::open(storage, SITE, TabId(u64::from(sittings))).tidy(now, DAY as u64, 1);
    Ok(at as u64)
}

fn stored(storage: &MemoryStorage) -> Result<BTreeMap<String, String>, Failure> {
    let mut texts = BTreeMap::new();
    for key in storage.keys()? {
        texts.insert(key.clone(), storage.get(&key)?.unwrap_or_default());
    }
    Ok(texts)
}

/// The best of five, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn time<T>(mut act: impl FnMut() -> T) -> f64 {
    let once = |_| {
        let start = Instant::now();
        black_box(act());
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}

fn main() -> Result<(), Failure> {
    let storage = MemoryStorage::new();
    let now = learn(&storage)?;
    let texts = stored(&storage)?;
    let room: usize = texts.iter().map(|(key, text)| key.len() + text.len()).sum();
    let mut journal = Journal::open(&storage, SITE, TabId(1));
    let json = course::study::file::export(journal.log()).len();
    println!("{} events in {} pieces of {room} bytes; as JSON {json}", journal.log().len(), texts.len());
    if let Some(folder) = std::env::args().nth(1) {
        std::fs::write(format!("{folder}/log.json"), serde_json::to_string(&texts)?)?;
        std::fs::write(format!("{folder}/deck.json"), serde_json::to_string(&index()?)?)?;
    }
    let start = time(|| Journal::open(&storage, SITE, TabId(1)).follow(&mut Views::default()));
    println!("start: {start:.1} ms with a snapshot of {} bytes", texts.get(VIEWS).map_or(0, String::len));
    let load = time(|| Journal::open(&storage, SITE, TabId(1)).log().len());
    let views = time(|| Views::of(journal.log()));
    let log: Vec<_> = journal.log().events().cloned().collect();
    let sort = time(|| log.iter().cloned().collect::<Log>());
    let (index, when) = (index()?, Moment::new(now as i64, 60));
    let mut kept = Views::of(journal.log());
    let due = time(|| kept.schedule.queue(&index.on_offer(&kept.progress, &kept.schedule), when).len());
    println!("without one: load {load:.1} ms (of which sorting {sort:.1}), views {views:.1}, what is due {due:.2}");
    let mut most = 0;
    for n in 0..600 {
        let before = stored(&storage)?;
        journal.append(Moment::new(now as i64 + i64::from(n) * 9_000, 60), kind(n * 12)?)?;
        let written: usize = stored(&storage)?
            .iter()
            .filter(|(key, text)| before.get(*key) != Some(text))
            .map(|(_, text)| text.len())
            .sum();
        most = most.max(written);
    }
    let append = time(|| journal.append(when, kind(9_000).ok()?).ok());
    let follow = time(|| kept.follow(&Views::default(), journal.log()));
    println!("an answer: at most {most} bytes written, {append:.3} ms with its writing; views {follow:.3} ms");
    Ok(())
}
