//! The same in words and numbers.

use super::model::{CARDS, Model};
use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};
use ml::memory::{Rating, Review};

/// A share as a percentage.
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}\u{202f}%", with_decimals(100.0 * share, decimals))
}

/// Spaced and crammed recall of the card on exam day and on the last day.
fn recalls(model: &Model) -> [[f64; 2]; 2] {
    [model.exam, model.until].map(|day| [&model.spaced, &model.crammed].map(|way| model.recall(way, day.into())))
}

/// The picture in three short sentences.
pub fn summary(model: &Model) -> String {
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
    format!(
        "Seen {times} by the exam on day {}{lapses}: recall {exam}, crammed {crammed}. On day {}: {later} against \
         {crammed_later}. The deck takes {} reviews a card and knows {} of itself on an average day.",
        model.exam,
        model.until,
        short(model.deck.reviews),
        percent(model.deck.known, 0),
    )
}

/// What matters of the deck.
pub fn readouts(model: &Model) -> Vec<Readout> {
    let deck = &model.deck;
    let readout = |label: String, value: String, note: String| Readout { label, value, note };
    let recalled = |label: String, i: usize| {
        readout(label, percent(deck.spaced[i], 1), format!("crammed {}", percent(deck.crammed[i], 1)))
    };
    let target = if model.by_target { format!("target {}", percent(model.target, 0)) } else { "no target".into() };
    vec![
        recalled("At the exam".into(), 0),
        recalled(format!("On day {}", model.until), 1),
        readout("Reviews a card".into(), with_decimals(deck.reviews, 2), format!("by day {}", model.exam)),
        readout("Reviews recalled".into(), deck.success.map_or("undefined".into(), |s| percent(s, 1)), target),
    ]
}

/// Every review, and the deck.
pub fn table(model: &Model) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for i in 0..model.spaced.len() {
        rows.push(vec![format!("Review {}", i + 1), review(&model.spaced[i]), review(&model.crammed[i])]);
    }
    let mut add = |name: String, spaced: String, crammed: String| rows.push(vec![name, spaced, crammed]);
    let difficulty = [&model.spaced, &model.crammed].map(|reviews| match reviews.last() {
        Some(last) => with_decimals(last.after.difficulty, 1),
        None => "–".into(),
    });
    let [spaced, crammed] = difficulty;
    add("Difficulty after the last review".into(), spaced, crammed);
    let [exam, later] = recalls(model).map(|day| day.map(|share| percent(share, 1)));
    let [[a, b], [c, d]] = [exam, later];
    add(format!("Recall on exam day, day {}", model.exam), a, b);
    add(format!("Recall on day {}", model.until), c, d);
    let deck = &model.deck;
    for (i, day) in ["exam day".to_string(), format!("day {}", model.until)].into_iter().enumerate() {
        let name = format!("{CARDS} cards: recalled on {day}");
        add(name, percent(deck.spaced[i], 1), percent(deck.crammed[i], 1));
    }
    let reviews = with_decimals(deck.reviews, 2);
    add(format!("{CARDS} cards: reviews of each"), reviews.clone(), reviews);
    let spaced = |rows: &mut Vec<Vec<String>>, name: &str, value: String| {
        rows.push(vec![format!("{CARDS} cards: {name}"), value, "–".into()]);
    };
    let success = deck.success.map_or("undefined".into(), |share| percent(share, 1));
    spaced(&mut rows, "share of reviews recalled", success);
    spaced(&mut rows, "recalled on an average day", percent(deck.known, 1));
    for cost in model.costs.iter() {
        let name = format!("target {} %", cost.target);
        let value = format!("{} reviews, {} known", with_decimals(cost.reviews, 2), percent(cost.known, 1));
        spaced(&mut rows, &name, value);
    }
    Table {
        caption: "Reviews of the card, and what becomes of it and of the deck".into(),
        columns: ["", "Spaced", "Crammed"].map(String::from).to_vec(),
        rows,
    }
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

/// Numbers for goals and claims; NaN where undefined. Intervals are those between the card's sessions.
pub fn measures(model: &Model) -> Vec<(&'static str, f64)> {
    let [[exam, crammed_exam], [later, crammed_later]] = recalls(model);
    let deck = &model.deck;
    let mut measures = vec![
        ("exam", model.exam.into()),
        ("until", model.until.into()),
        ("reviews", model.spaced.len() as f64),
        ("lapses", model.lapses() as f64),
        ("recall-exam", exam),
        ("recall-later", later),
        ("crammed-exam", crammed_exam),
        ("crammed-later", crammed_later),
        ("deck-reviews", deck.reviews),
        ("deck-lapses", deck.lapses),
        ("deck-exam", deck.spaced[0]),
        ("deck-later", deck.spaced[1]),
        ("deck-crammed-exam", deck.crammed[0]),
        ("deck-crammed-later", deck.crammed[1]),
        ("deck-known", deck.known),
        ("deck-success", deck.success.unwrap_or(f64::NAN)),
    ];
    if let Some(last) = model.spaced.last() {
        measures.push(("stability", last.after.stability));
        measures.push(("difficulty", last.after.difficulty));
        // A plan that goes evenly follows no target.
        if model.by_target {
            measures.push(("target", model.target));
            measures.push(("next-interval", model.fsrs.whole_days(last.after, model.target).into()));
        }
    }
    let gaps = model.spaced.windows(2).map(|pair| pair[1].day - pair[0].day).filter(|&gap| gap > 0);
    measures.extend(INTERVALS.into_iter().zip(gaps.map(f64::from)));
    measures
}
