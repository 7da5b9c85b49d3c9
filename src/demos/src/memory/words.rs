//! The same in words and numbers.

use super::model::{CARDS, Memory};
use crate::controls::{short, with_decimals};
use crate::numbers::{Numbers, Quantity, measure, quantity, row};
use ml::memory::{Rating, Review};

/// A share as a percentage.
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}\u{202f}%", with_decimals(100.0 * share, decimals))
}

/// Spaced and crammed recall of the card on exam day and on the last day.
fn recalls(model: &Memory) -> [[f64; 2]; 2] {
    [model.exam, model.until].map(|day| [&model.spaced, &model.crammed].map(|way| model.recall(way, day.into())))
}

/// The picture in three short sentences.
fn summary(model: &Memory) -> String {
    let [[exam, crammed], [later, crammed_later]] = recalls(model).map(|day| day.map(|share| percent(share, 0)));
    let times = match model.spaced.len() {
        1 => "once".into(),
        n => format!("{n} times"),
    };
    let lapses = match model.lapses() {
        0 => String::new(),
        1 => ", forgotten once".into(),
        n => format!(", forgotten {n} times"),
    };
    let brought_back = if model.exam_brought_back { "The exam cannot be later than the last day shown. " } else { "" };
    format!(
        "{brought_back}Seen {times} by the exam on day {}{lapses}: recall {exam}, crammed {crammed}. On day {}: {later} against \
         {crammed_later}. The deck takes {} reviews a card; on an average day {} of it is known.",
        model.exam,
        model.until,
        short(model.deck.reviews),
        percent(model.deck.known, 1),
    )
}

fn review(review: &Review) -> String {
    let rating = match review.rating {
        Rating::Again => "Again",
        Rating::Hard => "Hard",
        Rating::Good => "Good",
        Rating::Easy => "Easy",
    };
    let stable = short(review.after.stability);
    match review.recall {
        0.0 => format!("day {}: {rating}, stable for {stable} days", review.day),
        recall => format!("day {}, at {}: {rating}, stable for {stable} days", review.day, percent(recall, 0)),
    }
}

const INTERVALS: [&str; 8] =
    ["interval-1", "interval-2", "interval-3", "interval-4", "interval-5", "interval-6", "interval-7", "interval-8"];

/// A share under both ways to study.
fn both(keys: [&'static str; 2], name: &str, spaced: f64, crammed: f64) -> Quantity {
    quantity(keys[0], name, spaced, "").percent().cell(percent(crammed, 1)).measured(keys[1], crammed)
}

/// Every review, the card, and the deck. Intervals are those between the card's sessions.
pub fn numbers(model: &Memory) -> Numbers {
    let [[exam, crammed_exam], [later, crammed_later]] = recalls(model);
    let deck = &model.deck;
    let (exam_day, last_day) = (format!("day {}", model.exam), format!("day {}", model.until));
    let of_deck = |name: &str| format!("{CARDS} cards: {name}");
    let mut all: Vec<Quantity> = vec![
        measure("exam", f64::from(model.exam)),
        measure("until", f64::from(model.until)),
        measure("reviews", model.spaced.len() as f64),
        measure("lapses", model.lapses() as f64),
    ];
    for (i, (spaced, crammed)) in model.spaced.iter().zip(&model.crammed).enumerate() {
        all.push(row(&format!("Review {}", i + 1), [review(spaced), review(crammed)], ""));
    }
    let last = model.spaced.last();
    let difficulty = |last: Option<&Review>| last.map_or("–".into(), |r| with_decimals(r.after.difficulty, 1));
    all.push(row("Difficulty after the last review", [difficulty(last), difficulty(model.crammed.last())], ""));
    let target = if model.by_target { format!("target {}", percent(model.target, 0)) } else { "no target".into() };
    let success = deck.success.map_or("none yet".into(), |share| percent(share, 1));
    let reviews = with_decimals(deck.reviews, 2);
    let crammed = |i: usize| format!("crammed {}", percent(deck.crammed[i], 1));
    let exam_recall = format!("Recall on exam day, {exam_day}");
    let [on_exam, on_last] = [of_deck("recalled on exam day"), of_deck(&format!("recalled on {last_day}"))];
    all.extend([
        both(["recall-exam", "crammed-exam"], &exam_recall, exam, crammed_exam),
        both(["recall-later", "crammed-later"], &format!("Recall on {last_day}"), later, crammed_later),
        both(["deck-exam", "deck-crammed-exam"], &on_exam, deck.spaced[0], deck.crammed[0]).shown_as(
            "Deck at the exam",
            None,
            crammed(0),
        ),
        both(["deck-later", "deck-crammed-later"], &on_last, deck.spaced[1], deck.crammed[1]).shown_as(
            &format!("Deck on {last_day}"),
            None,
            crammed(1),
        ),
        quantity("deck-reviews", &of_deck("reviews of each"), deck.reviews, "")
            .text(&*reviews)
            .cell(&*reviews)
            .shown_as("Reviews a card", None, format!("by {exam_day}")),
        measure("deck-lapses", deck.lapses),
        quantity("deck-success", &of_deck("share of reviews recalled"), deck.success, "")
            .text(&*success)
            .cell("–")
            .shown_as("Reviews recalled", Some(success), target),
        quantity("deck-known", &of_deck("recalled on an average day"), deck.known, "").percent().cell("–"),
    ]);
    for cost in &model.costs {
        let value = format!("{} reviews, {} known", with_decimals(cost.reviews, 2), percent(cost.known, 1));
        all.push(row(&of_deck(&format!("target {} %", cost.target)), [value, "–".into()], ""));
    }
    if let Some(last) = last {
        all.extend([measure("stability", last.after.stability), measure("difficulty", last.after.difficulty)]);
        // A plan that goes evenly follows no target.
        if model.by_target {
            let next = model.fsrs.whole_days(last.after, model.target);
            all.extend([measure("target", model.target), measure("next-interval", f64::from(next))]);
        }
    }
    let gaps = model.spaced.windows(2).map(|pair| pair[1].day - pair[0].day).filter(|&gap| gap > 0);
    all.extend(INTERVALS.into_iter().zip(gaps).map(|(key, gap)| measure(key, f64::from(gap))));
    let caption = "Reviews of the card, and what becomes of it and of the deck".into();
    Numbers::new(summary(model), caption, ["", "Spaced", "Crammed"], all)
}
