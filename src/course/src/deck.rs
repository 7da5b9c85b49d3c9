//! The cards of the course: a small index of all lessons, which tells what is due, and each lesson's deck, fetched
//! when one of its cards is shown.

use crate::json::{FromJson, Object, from_json};
use crate::quiz::Card;
use crate::study::ids::{CardId, CardRef, LessonSlug};
use crate::study::schedule::Schedule;
use crate::study::views::Progress;
use litemap::LiteMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Where the index lies, below the site's root.
pub const INDEX: &str = "deck.json";

/// Where the deck of a lesson lies, below the site's root.
pub fn path(lesson: &str) -> String {
    format!("lesson/{lesson}/deck.json")
}

/// What the name of a card begins with that was a question: its id follows.
pub const ITEM: &str = "item:";

/// A missed question comes back as the card of this name.
pub fn card_of_item(item: &str) -> String {
    format!("{ITEM}{item}")
}

/// The lessons that are written, in the order of the road.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    lessons: Vec<Entry>,
    /// The lesson of each card, by its place.
    places: LiteMap<String, usize>,
}

/// A lesson and the names of its cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The lesson, as in its address.
    pub slug: LessonSlug,
    /// Its title.
    pub title: String,
    /// Reading time in minutes.
    pub minutes: u32,
    /// Its cards in their present revisions.
    pub cards: Vec<CardRef>,
    /// The questions that come back as cards when they are missed.
    pub items: Vec<String>,
}

/// What the cards of a lesson say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deck {
    /// The cards.
    pub cards: Vec<Card>,
    /// The questions, as the cards that they are when they come back.
    pub items: Vec<Card>,
}

from_json!(Deck: cards, items);

impl Index {
    /// An index of these lessons.
    pub fn new(lessons: Vec<Entry>) -> Index {
        let mut places = Vec::new();
        for (place, lesson) in lessons.iter().enumerate() {
            places.extend(lesson.cards.iter().map(|card| (card.id.to_string(), place)));
            places.extend(lesson.items.iter().map(|item| (card_of_item(item), place)));
        }
        // In order, so that none has to make room for another.
        places.sort_unstable();
        Index { lessons, places: places.into_iter().collect() }
    }

    /// The lessons.
    pub fn lessons(&self) -> &[Entry] {
        &self.lessons
    }

    /// The lesson that a card belongs to; none for a card of another version of the course.
    pub fn lesson_of(&self, card: &CardRef) -> Option<&Entry> {
        self.places.get(card.id.as_str()).map(|&place| &self.lessons[place])
    }

    /// The cards on offer: those of the lessons read, in the order of the road, and those called for.
    pub fn on_offer(&self, progress: &Progress, schedule: &Schedule) -> Vec<CardRef> {
        let read = self.lessons.iter().filter(|lesson| progress.read.contains_key(&lesson.slug));
        let mut offer: Vec<CardRef> = read.flat_map(|lesson| &lesson.cards).cloned().collect();
        // A card can be both; the queue asks each once.
        offer.extend(schedule.added().cloned());
        offer
    }
}

/// Names in one string each, which takes half the room of lists: `"card-a card-b@2"`.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Short<'a> {
            slug: &'a LessonSlug,
            title: &'a str,
            minutes: u32,
            cards: String,
            items: String,
        }
        let name = |card: &CardRef| match card.rev {
            1 => card.id.to_string(),
            rev => format!("{}@{rev}", card.id),
        };
        Short {
            slug: &self.slug,
            title: &self.title,
            minutes: self.minutes,
            cards: self.cards.iter().map(name).collect::<Vec<_>>().join(" "),
            items: self.items.join(" "),
        }
        .serialize(to)
    }
}

impl Serialize for Index {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.lessons.serialize(to)
    }
}

impl FromJson for Index {
    fn from_json(value: &Value) -> Option<Self> {
        Vec::from_json(value).map(Index::new)
    }
}

impl FromJson for Entry {
    fn from_json(value: &Value) -> Option<Self> {
        let entry = Object::of(value)?;
        let (cards, items): (String, String) = (entry.need("cards")?, entry.need("items")?);
        Some(Entry {
            slug: entry.need("slug")?,
            title: entry.need("title")?,
            minutes: entry.need("minutes")?,
            cards: cards.split_whitespace().map(card).collect::<Option<_>>()?,
            items: items.split_whitespace().map(String::from).collect(),
        })
    }
}

fn card(name: &str) -> Option<CardRef> {
    let (id, rev) = match name.split_once('@') {
        Some((id, rev)) => (id, rev.parse().ok()?),
        None => (name, 1),
    };
    Some(CardRef { id: CardId::new(id).ok()?, rev })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::log::Log;
    use crate::study::samples::{at, read};
    use crate::study::session::Why;
    use crate::study::views::Views;
    use crate::study::{kind::Kind, payload::CardAdded, time::Moment};

    fn entry(slug: &str, cards: &[(&str, u32)], items: &[&str]) -> Entry {
        Entry {
            slug: LessonSlug::new(slug).unwrap(),
            title: format!("On {slug}"),
            minutes: 12,
            cards: cards.iter().map(|(id, rev)| CardRef { id: CardId::new(id).unwrap(), rev: *rev }).collect(),
            items: items.iter().map(ToString::to_string).collect(),
        }
    }

    fn two_lessons() -> Index {
        Index::new(vec![entry("b", &[("b-1", 1), ("b-2", 3)], &["b-q"]), entry("a", &[("a-1", 1)], &["a-q"])])
    }

    #[test]
    fn the_index_comes_back_from_its_short_form() {
        let text = serde_json::to_string(&two_lessons()).unwrap();
        assert!(text.contains("\"b-1 b-2@3\""), "{text}");
        assert_eq!(crate::json::read::<Index>(&text), Some(two_lessons()));
        let empty = Index::new(vec![entry("c", &[], &[])]);
        assert_eq!(crate::json::read::<Index>(&serde_json::to_string(&empty).unwrap()), Some(empty));
        assert_eq!(crate::json::read::<Index>(&text.replace("@3", "@three")), None);
    }

    #[test]
    fn a_card_and_a_missed_question_lead_to_their_lesson() {
        let index = two_lessons();
        let lesson = |id: &str| {
            let card = CardRef { id: CardId::new(id).unwrap(), rev: 1 };
            index.lesson_of(&card).map(|lesson| lesson.slug.to_string())
        };
        assert_eq!(lesson("b-2"), Some("b".into()));
        assert_eq!(lesson("item:a-q"), Some("a".into()));
        assert_eq!((lesson("a-q"), lesson("gone")), (None, None));
    }

    #[test]
    fn lessons_read_and_cards_called_for_are_on_offer() {
        let index = two_lessons();
        let called = |id: &str| {
            Kind::CardAdded(CardAdded { card: CardRef { id: CardId::new(id).unwrap(), rev: 1 }, from: None })
        };
        let log: Log =
            [at(0, 0, called("item:a-q")), at(1, 1, read("b")), at(2, 2, called("b-1"))].into_iter().collect();
        let Views { progress, schedule, .. } = Views::of(&log);
        let queue = |index: &Index| {
            let offer = index.on_offer(&progress, &schedule);
            let queue = schedule.queue(&offer, Moment::new(crate::study::samples::NOON, 0));
            queue.into_iter().map(|q| (q.card.id.to_string(), q.why)).collect::<Vec<_>>()
        };
        let missed = ("item:a-q".to_string(), Why::Called);
        let asked = ("b-1".to_string(), Why::Called);
        assert_eq!(queue(&index), [missed.clone(), asked.clone(), ("b-2".into(), Why::New)]);
        assert_eq!(queue(&Index::default()), [missed, asked]);
    }
}
