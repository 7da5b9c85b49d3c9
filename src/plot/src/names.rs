//! Short words beside points that leave each other room.

use crate::ink::Ink;
use crate::layout::LABEL_SIZE;
use crate::picture::{Anchor, Axis, Layer, Panel, Rect};
use crate::text::width;

/// Words beside points of one panel, as layers.
pub struct Names {
    room: Rect,
    ends: [[f64; 2]; 2],
    /// Left, right, top and bottom of words in pixels.
    taken: Vec<[f64; 4]>,
    /// What has found room so far.
    pub layers: Vec<Layer>,
}

impl Names {
    /// None yet, in a panel with linear axes whose axes and header are known.
    pub fn new(panel: &Panel) -> Names {
        let ends = |axis: &Axis| [axis.from, axis.to];
        Names { room: panel.area(), ends: [ends(&panel.x), ends(&panel.y)], taken: Vec::new(), layers: Vec::new() }
    }

    /// Words on one side of a point, or on the other where there is no room; none where others already stand.
    pub fn add(&mut self, at: [f64; 2], gap: f64, text: &str, ink: Ink, left: bool) {
        let share = |i: usize| (at[i] - self.ends[i][0]) / (self.ends[i][1] - self.ends[i][0]);
        let (x, y) = (share(0) * self.room.width, (1.0 - share(1)) * self.room.height);
        let long = width(text, LABEL_SIZE, true);
        let right = if left { x - gap - long < 0.0 } else { x + gap + long <= self.room.width };
        let from = if right { x + gap } else { x - gap - long };
        let taken = [from - 3.0, from + long + 3.0, y - LABEL_SIZE, y + LABEL_SIZE];
        let free = |other: &[f64; 4]| {
            other[1] <= taken[0] || taken[1] <= other[0] || other[3] <= taken[2] || taken[3] <= other[2]
        };
        let fits = from >= 0.0 && from + long <= self.room.width;
        if !fits || !(0.0..=self.room.height).contains(&y) || !self.taken.iter().all(free) {
            return;
        }
        self.taken.push(taken);
        let (shift, anchor) = if right { (gap, Anchor::Start) } else { (-gap, Anchor::End) };
        self.layers.push(Layer::words(at, [shift, 0.0], text, ink, anchor).bold());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_inside_and_apart() {
        let rect = Rect { x: 0.0, y: 0.0, width: 200.0, height: 200.0 };
        let mut names = Names::new(&Panel::new(rect, Axis::hidden(0.0, 1.0), Axis::hidden(0.0, 1.0), Vec::new()));
        names.add([0.2, 0.5], 5.0, "first", Ink::Ink, false);
        // In the way of the first, and so left out; beside the right edge it turns to the left.
        names.add([0.22, 0.5], 5.0, "second", Ink::Ink, false);
        names.add([0.99, 0.9], 5.0, "third", Ink::Ink, false);
        let said = |layer: &Layer| match layer {
            Layer::Text { text, anchor, .. } => (text.clone(), *anchor),
            other => panic!("{other:?}"),
        };
        let all: Vec<_> = names.layers.iter().map(said).collect();
        assert_eq!(all, [("first".into(), Anchor::Start), ("third".into(), Anchor::End)]);
    }
}
