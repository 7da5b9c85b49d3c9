//! What is left of a deck, and what it costs.

use super::card::{CRAMMED, SPACED, percents, solid};
use super::model::{CARDS, Memory};
use super::words::percent;
use ml::memory::Cost;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Sign, Ticks};

/// What is left of the deck on two days: two pairs of bars, the exam above. Its vertical unit is a row of words.
pub fn deck(model: &Memory, rect: Rect) -> Panel {
    let words = |at, text: String| Layer::words(at, [6.0, 0.0], text, Ink::Ink, Anchor::Start);
    let (mut layers, mut names) = (Vec::new(), Vec::new());
    let days = [format!("on exam day, day {}", model.exam), format!("on day {}", model.until)];
    for (i, (day, top)) in days.into_iter().zip([6.2, 3.0]).enumerate() {
        layers.push(words([0.0, top - 0.45], day));
        let [spaced, crammed] = [model.deck.spaced[i], model.deck.crammed[i]];
        for (name, share, ink, middle) in
            [("spaced", spaced, SPACED, top - 1.35), ("crammed", crammed, CRAMMED, top - 2.3)]
        {
            names.push((middle, name.to_string()));
            layers.push(Layer::bars(vec![[0.0, share, middle - 0.38, middle + 0.38]], ink, 0.55));
            layers.push(words([share, middle], percent(share, 0)));
        }
    }
    let y = Axis::linear(&format!("recalled of {CARDS} cards"), 0.2, 6.2).with_ticks(Ticks::At(names));
    Panel::new(rect, Axis::hidden(0.0, 1.0), y, layers)
}

/// What a deck knows on an average day and how many reviews that takes, for every target and for this plan.
pub fn panel(model: &Memory, rect: Rect) -> Panel {
    let (costs, here) = (&model.costs, [model.deck.known, model.deck.reviews]);
    let from = (costs.iter().map(|cost| cost.known).fold(here[0], f64::min) * 10.0 - 0.1).floor().max(0.0) / 10.0;
    let most = costs.iter().map(|cost| cost.reviews).fold(here[1], f64::max);
    let step = if 1.0 - from < 0.25 { 0.05 } else { 0.1 };
    let x = Axis::linear("recalled on an average day until the exam", from, 1.0).with_ticks(percents(from, 1.0, step));
    let y = Axis::linear("reviews a card until the exam", 0.0, 1.12 * most).with_grid().with_ticks(Ticks::Auto(4));
    let key = Layer::key([
        ("targets 70 to 97\u{202f}%", Sign::Line(solid(SPACED))),
        ("this plan", Sign::Mark(Shape::Circle, Ink::Ink, false)),
    ]);
    let points: Vec<[f64; 2]> = costs.iter().map(|cost| [cost.known, cost.reviews]).collect();
    let layers = vec![
        key,
        Layer::line(points.clone(), solid(SPACED)),
        Layer::marks(points, Shape::Circle, 2.75, SPACED),
        Layer::mark(here, Shape::Circle, 7.0, Ink::Ink).hollow(),
    ];
    let mut panel = Panel::new(rect, x, y, layers);
    let room = panel.area();
    let unit = [room.width / (1.0 - from), room.height / panel.y.to];
    for (cost, steep) in [(costs.first(), false), (costs.last(), true)] {
        panel.layers.extend(cost.and_then(|cost| end(cost, here, unit, steep)));
    }
    panel
}

/// The target at an end of the curve, unless the mark of this plan is in the way.
fn end(cost: &Cost, mark: [f64; 2], unit: [f64; 2], steep: bool) -> Option<Layer> {
    let away = [(cost.known - mark[0]) * unit[0], (cost.reviews - mark[1]) * unit[1]].map(f64::abs);
    if away[0] < 60.0 && away[1] < 24.0 {
        return None;
    }
    // Above the flat end and beside the steep one.
    let (anchor, shift) = if steep { (Anchor::End, [-9.0, 0.0]) } else { (Anchor::Middle, [0.0, -13.0]) };
    let target = percent(f64::from(cost.target) / 100.0, 0);
    Some(Layer::words([cost.known, cost.reviews], shift, target, SPACED, anchor))
}
