//! What a deck knows on an average day and how many reviews that takes, for every target and for this plan.

use super::model::{Cost, Model};
use super::picture::{LABEL, SPACED, area, percents, solid};
use super::words::percent;
use plot::{Anchor, Axis, Entry, Ink, Layer, Panel, Rect, Shape, Sign};

/// The panel.
pub fn panel(model: &Model, rect: Rect) -> Panel {
    let deck = &model.deck;
    let costs = &model.costs;
    let known = costs.iter().map(|cost| cost.known);
    let from = (known.fold(deck.known, f64::min) * 10.0 - 0.1).floor().max(0.0) / 10.0;
    let most = costs.iter().map(|cost| cost.reviews).fold(deck.reviews, f64::max);
    let mut panel = Panel {
        rect,
        title: String::new(),
        x: Axis::linear("recalled on an average day until the exam", from, 1.0),
        y: Axis::linear("reviews a card until the exam", 0.0, 1.12 * most).with_grid(),
        square: false,
        layers: vec![Layer::Key {
            entries: vec![
                Entry { text: "targets 70 to 97\u{202f}%".into(), sign: Sign::Line(solid(SPACED)) },
                Entry { text: "this plan".into(), sign: Sign::Mark(Shape::Circle, Ink::Ink, false) },
            ],
        }],
    };
    panel.x.ticks = percents(from, 1.0, if 1.0 - from < 0.25 { 0.05 } else { 0.1 });
    panel.y.ticks = plot::Ticks::Auto(4);

    let points: Vec<[f64; 2]> = costs.iter().map(|cost| [cost.known, cost.reviews]).collect();
    panel.layers.push(Layer::Line { points: points.clone(), stroke: solid(SPACED) });
    panel.layers.push(Layer::Marks {
        points,
        shape: Shape::Circle,
        radius: 2.75,
        ink: SPACED,
        filled: true,
        opacity: 1.0,
    });
    panel.layers.push(Layer::Marks {
        points: vec![[deck.known, deck.reviews]],
        shape: Shape::Circle,
        radius: 7.0,
        ink: Ink::Ink,
        filled: false,
        opacity: 1.0,
    });
    let room = area(&panel);
    let unit = [room.width / (1.0 - from), room.height / panel.y.to];
    for (cost, steep) in [(costs.first(), false), (costs.last(), true)] {
        panel.layers.extend(cost.and_then(|cost| end(cost, [deck.known, deck.reviews], unit, steep)));
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
    Some(Layer::Text {
        at: [cost.known, cost.reviews],
        shift,
        text: percent(f64::from(cost.target) / 100.0, 0),
        size: LABEL,
        ink: SPACED,
        anchor,
        bold: false,
        halo: true,
    })
}
