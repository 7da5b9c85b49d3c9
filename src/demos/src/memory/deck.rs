//! What is left of a deck on two days, spaced and crammed.

use super::model::{CARDS, Model};
use super::picture::{CRAMMED, LABEL, SPACED};
use super::words::percent;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Ticks};

/// The panel: two pairs of bars, the exam above. Its vertical unit is a row of words.
pub fn panel(model: &Model, rect: Rect) -> Panel {
    let mut layers = Vec::new();
    let mut names = Vec::new();
    let deck = &model.deck;
    let days = [format!("on exam day, day {}", model.exam), format!("on day {}", model.until)];
    for (i, (day, top)) in days.into_iter().zip([6.2, 3.0]).enumerate() {
        layers.push(words([0.0, top - 0.45], day, Ink::Ink, 6.0));
        for (name, share, ink, middle) in
            [("spaced", deck.spaced[i], SPACED, top - 1.35), ("crammed", deck.crammed[i], CRAMMED, top - 2.3)]
        {
            names.push((middle, name.to_string()));
            let bars = vec![[0.0, share, middle - 0.38, middle + 0.38]];
            layers.push(Layer::Bars { bars, ink, opacity: 0.55, outline: false });
            layers.push(words([share, middle], percent(share, 0), Ink::Ink, 6.0));
        }
    }
    Panel {
        rect,
        title: String::new(),
        x: Axis::hidden(0.0, 1.0),
        y: Axis { ticks: Ticks::At(names), ..Axis::linear(&format!("recalled of {CARDS} cards"), 0.2, 6.2) },
        square: false,
        layers,
    }
}

fn words(at: [f64; 2], text: String, ink: Ink, right: f64) -> Layer {
    Layer::Text { at, shift: [right, 0.0], text, size: LABEL, ink, anchor: Anchor::Start, bold: false, halo: true }
}
