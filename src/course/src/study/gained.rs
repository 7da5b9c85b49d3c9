//! What a lesson has brought its reader so far, in words for its end.

use super::ids::{CardId, CardRef};
use super::views::{Progress, Views};
use crate::deck::card_of_item;
use crate::page::{Block, Page, leaves};
use serde_json::Value;

/// So many predictions are no chance any more.
const ENOUGH: u32 = 5;
/// Who is off by more points of a hundred is told so.
const OFF: u32 = 10;

/// What a page asks its reader, and what it gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Its questions, each with its revision.
    items: Vec<(String, u32)>,
    /// How many cards it has of its own.
    cards: usize,
}

impl Asks {
    /// Of a page's parts.
    pub fn of(page: &Page) -> Asks {
        let mut asks = Asks::default();
        for part in leaves(&page.blocks).into_iter().filter_map(Block::part) {
            match part.kind.as_str() {
                "quiz" => asks.items.extend(list(&part.data, "items").iter().filter_map(named)),
                "sort" => asks.items.extend(named(&part.data)),
                "cards" => asks.cards += list(&part.data, "cards").len(),
                _ => {}
            }
        }
        asks
    }

    /// What has come of it, a sentence each; none where nothing has.
    pub fn gained(&self, views: &Views, read: bool) -> Vec<String> {
        let mut said = Vec::new();
        let answers = self
            .items
            .iter()
            .filter_map(|(id, rev)| views.progress.answers.get(id.as_str()).filter(|answer| answer.rev == *rev));
        let right: Vec<bool> = answers.map(|answer| answer.correct).collect();
        if !right.is_empty() {
            let hits = right.iter().filter(|right| **right).count();
            said.push(format!(
                "Questions: {} of {} answered, {hits} right at the last try.",
                right.len(),
                self.items.len()
            ));
        }
        let missed = self
            .items
            .iter()
            .filter_map(|(id, rev)| Some(CardRef { id: CardId::new(&card_of_item(id)).ok()?, rev: *rev }));
        match (self.cards, read) {
            (0, _) | (_, false) => {}
            (1, true) => said.push("1 card of this lesson is in your reviews.".into()),
            (n, true) => said.push(format!("{n} cards of this lesson are in your reviews.")),
        }
        match missed.filter(|card| views.schedule.was_added(card)).count() {
            0 => {}
            1 => said.push("1 mistake became a card of its own: it comes back in your reviews.".into()),
            n => said.push(format!("{n} mistakes became cards of their own: they come back in your reviews.")),
        }
        said.extend(calibrated(&views.progress));
        said
    }
}

/// A list in a part's data.
fn list<'a>(data: &'a Value, name: &str) -> &'a [Value] {
    data.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The id and the revision of something that is asked.
fn named(data: &Value) -> Option<(String, u32)> {
    let rev = data.get("revision")?.as_u64()?;
    Some((data.get("id")?.as_str()?.into(), u32::try_from(rev).ok()?))
}

/// How sure the reader was of all predictions so far, beside how often they held.
fn calibrated(progress: &Progress) -> Option<String> {
    let (mut count, mut hits, mut sum) = (0, 0, 0);
    for made in progress.first.values() {
        if let Some(percent) = made.confidence {
            count += 1;
            hits += u32::from(made.hit);
            sum += u32::from(percent);
        }
    }
    if count == 0 {
        return None;
    }
    let (sure, right) = ((sum + count / 2) / count, 100 * hits / count);
    let all = if count == 1 { "Your one prediction".into() } else { format!("Your {count} predictions") };
    let verdict = match () {
        _ if count < ENOUGH => "",
        _ if sure > right + OFF => " You are surer than you are right.",
        _ if right > sure + OFF => " You are right more often than you think.",
        _ => " Your confidence fits.",
    };
    Some(format!("{all} so far: {hits} right, and you were {sure}\u{a0}% sure on average.{verdict}"))
}

#[cfg(test)]
mod tests {
    use super::super::kind::Kind;
    use super::super::log::Log;
    use super::super::payload::{CardAdded, Given, Prediction};
    use super::super::samples::{answer, at};
    use super::*;
    use crate::study::ids::PredictionId;

    fn views(kinds: impl IntoIterator<Item = Kind>) -> Views {
        let log: Log = (0..).zip(kinds).map(|(n, kind)| at(n, i64::from(n), kind)).collect();
        Views::of(&log)
    }

    fn sure(name: &str, hit: bool, percent: u8) -> Kind {
        let id = PredictionId::new(name).unwrap();
        Kind::Prediction(Prediction { id, rev: 1, given: Given::Number(1.0), hit, confidence: Some(percent) })
    }

    #[test]
    fn what_was_answered_missed_and_predicted_is_said() {
        let asks = Asks { items: vec![("a".into(), 1), ("b".into(), 1), ("c".into(), 2)], cards: 4 };
        assert_eq!(asks.gained(&Views::default(), false), Vec::<String>::new());
        let card = CardRef { id: CardId::new(&card_of_item("a")).unwrap(), rev: 1 };
        // An answer to what a question was before says nothing of what it is.
        let kinds = [
            answer("a", 1, false),
            Kind::CardAdded(CardAdded { card, from: None }),
            answer("b", 1, true),
            answer("c", 1, true),
            answer("elsewhere", 1, true),
            sure("p", false, 88),
        ];
        let said = asks.gained(&views(kinds), true);
        assert_eq!(
            said,
            [
                "Questions: 2 of 3 answered, 1 right at the last try.",
                "4 cards of this lesson are in your reviews.",
                "1 mistake became a card of its own: it comes back in your reviews.",
                "Your one prediction so far: 0 right, and you were 88\u{a0}% sure on average.",
            ]
        );
    }

    #[test]
    fn who_is_surer_than_right_is_told() {
        let five = |hits: usize, percent| {
            let views = views((0..5).map(|n| sure(&format!("p{n}"), n < hits, percent)));
            calibrated(&views.progress).unwrap()
        };
        assert!(
            five(1, 90).ends_with("1 right, and you were 90\u{a0}% sure on average. You are surer than you are right.")
        );
        assert!(five(5, 60).ends_with("You are right more often than you think."));
        assert!(five(4, 75).ends_with("Your confidence fits."));
        assert_eq!(calibrated(&Progress::default()), None);
    }
}
