//! Made-up events for the tests: by hand, and at random.

use super::event::{Event, EventId, Generation, TabId};
use super::ids::{CardId, CardRef, ItemId, LessonSlug, PredictionId, Word};
use super::kind::Kind;
use super::payload::*;
use super::time::{Day, Moment};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// 2024-03-10 12:00 UTC, study day 19792.
pub const NOON: i64 = 1_710_072_000_000;
pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// The same cases on every run; PROPTEST_CASES and a changed seed explore further.
pub fn cases(n: u32) -> ProptestConfig {
    let more = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: more.unwrap_or(n),
        rng_seed: RngSeed::Fixed(2024),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub fn id(tab: u64, count: u32) -> EventId {
    EventId { tab: TabId(tab), count }
}

pub fn card(name: &str) -> CardRef {
    CardRef { id: CardId::new(name).unwrap(), rev: 1 }
}

pub fn lesson(name: &str) -> LessonSlug {
    LessonSlug::new(name).unwrap()
}

pub fn item(name: &str) -> ItemId {
    ItemId::new(name).unwrap()
}

pub fn review(name: &str, rating: Rating) -> Kind {
    Kind::Review(Review { card: card(name), rating })
}

pub fn read(name: &str) -> Kind {
    Kind::LessonRead(LessonMark { lesson: lesson(name) })
}

pub fn note(name: &str, text: &str) -> Kind {
    Kind::Note(Note { lesson: lesson(name), text: text.into() })
}

pub fn answer(name: &str, rev: u32, correct: bool) -> Kind {
    Kind::Answer(Answer { item: item(name), rev, given: Given::Picks(vec![0]), correct, seed: None })
}

pub fn undo(event: EventId) -> Kind {
    Kind::Tombstone(Tombstone { event })
}

/// An event of tab 1 in generation 0, `ms` after noon, UTC.
pub fn at(count: u32, ms: i64, kind: Kind) -> Event {
    Event::new(id(1, count), Moment::new(NOON + ms, 0), Generation(0), kind).unwrap()
}

/// Few names, so that events meet.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "k-means"]).prop_map(String::from)
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![
        prop::num::f64::NORMAL.prop_map(Given::Number),
        prop::collection::vec(0u32..5, 0..4).prop_map(Given::Picks),
        ".{0,12}".prop_map(Given::Text),
    ]
}

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(Rating::ALL.to_vec())
}

fn card_ref() -> impl Strategy<Value = CardRef> {
    (name(), 1u32..3).prop_map(|(n, rev)| CardRef { id: CardId::new(&n).unwrap(), rev })
}

fn event_id() -> impl Strategy<Value = EventId> {
    (1u64..4, 0u32..12).prop_map(|(tab, count)| id(tab, count))
}

fn unknown() -> impl Strategy<Value = Kind> {
    let data = prop_oneof![
        Just("null".to_string()),
        Just("{\"x\": 123456789012345678901234567890, \"y\":[1.0,\t2e3]}".to_string()),
        ".{0,8}".prop_map(|s| serde_json::to_string(&s).unwrap()),
    ];
    (prop::sample::select(vec!["review", "mood", "ü"]), data).prop_map(|(n, d)| Kind::decode(n.into(), &d))
}

pub fn kind() -> impl Strategy<Value = Kind> {
    let word = || name().prop_map(|n| Word::new(&n).unwrap());
    let mark = || name().prop_map(|n| LessonMark { lesson: lesson(&n) });
    prop_oneof![
        (name(), 1u32..3, given(), any::<bool>(), any::<Option<u64>>()).prop_map(|(n, rev, given, correct, seed)| {
            Kind::Answer(Answer { item: item(&n), rev, given, correct, seed })
        }),
        (name(), 1u32..3, given(), any::<bool>(), prop::option::of(0u8..=100)).prop_map(
            |(n, rev, given, hit, confidence)| {
                Kind::Prediction(Prediction { id: PredictionId::new(&n).unwrap(), rev, given, hit, confidence })
            }
        ),
        (card_ref(), rating()).prop_map(|(card, rating)| Kind::Review(Review { card, rating })),
        (card_ref(), prop::option::of(name()))
            .prop_map(|(card, from)| Kind::CardAdded(CardAdded { card, from: from.map(|n| item(&n)) })),
        mark().prop_map(Kind::LessonRead),
        mark().prop_map(Kind::LessonUnread),
        (name(), ".{0,30}").prop_map(|(n, text)| Kind::Note(Note { lesson: lesson(&n), text })),
        (name(), prop::option::of(word()), any::<bool>()).prop_map(|(n, heading, on)| Kind::Bookmark(Bookmark {
            lesson: lesson(&n),
            heading,
            on
        })),
        prop::collection::btree_map(word(), 1u8..=5, 0..4).prop_map(|scores| Kind::Assessment(Assessment { scores })),
        (word(), word(), 1u8..=100, 19_000i32..22_000).prop_map(|(road, background, hours, d)| Kind::Plan(Plan {
            road,
            background,
            hours,
            start: Day(d)
        })),
        (0.7..=0.97f64).prop_map(|share| Kind::Setting(Setting::TargetRetention(share))),
        (0u16..40).prop_map(|n| Kind::Setting(Setting::NewPerDay(n))),
        event_id().prop_map(undo),
        unknown(),
    ]
}

/// Ids, times and generations from small ranges, so that they collide; one event in twenty is a reset.
pub fn event() -> impl Strategy<Value = Event> {
    let kind = prop_oneof![19 => kind(), 1 => Just(Kind::Reset(Reset {}))];
    (event_id(), 0i64..40, -120i32..=120, 0u32..3, kind).prop_map(|(id, hours, offset, generation, kind)| {
        Event::new(id, Moment::new(NOON + hours * 6 * HOUR, offset), Generation(generation), kind).unwrap()
    })
}

pub fn events() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(event(), 0..24)
}
