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

    /// Keeps words off a rectangle: left, right, lower and upper edge in the panel's units.
    pub fn keep_off(&mut self, [left, right, lower, upper]: [f64; 4], air: f64) {
        let ([left, top], [right, bottom]) = (self.px([left, upper]), self.px([right, lower]));
        self.taken.push([left - air, right + air, top - air, bottom + air]);
    }

    /// Words on one side of a point, or on the other where there is no room; none where others already stand.
    pub fn add(&mut self, at: [f64; 2], gap: f64, text: &str, ink: Ink, left: bool) {
        let [x, _] = self.px(at);
        let long = width(text, LABEL_SIZE, true);
        let right = if left { x - gap - long < 0.0 } else { x + gap + long <= self.room.width };
        let side = if right { (gap, Anchor::Start) } else { (-gap, Anchor::End) };
        self.place(at, [side.0, 0.0], side.1, text, ink, LABEL_SIZE);
    }

    /// Words on the first side of a point that has room: left or right, as asked for, then above, below, and farther
    /// away.
    pub fn around(&mut self, at: [f64; 2], gap: f64, text: &str, ink: Ink, left: bool) {
        let sides = [(1.0, Anchor::Start), (-1.0, Anchor::End)];
        let sides = if left { [sides[1], sides[0]] } else { sides };
        let high = LABEL_SIZE;
        let mut places: Vec<([f64; 2], Anchor)> = sides.map(|(way, anchor)| ([way * gap, 0.0], anchor)).into();
        // Above and below they may stand a little aside, to stay in the panel.
        let (x, half) = (self.px(at)[0], 0.5 * width(text, LABEL_SIZE, true));
        let aside = x.clamp(half, (self.room.width - half).max(half)) - x;
        for far in [0.5, 1.5, 2.5].map(|rows| gap + rows * high) {
            places.extend([-far, far].map(|down| ([aside, down], Anchor::Middle)));
            places.extend(sides.map(|(way, anchor)| ([way * gap, -far], anchor)));
            places.extend(sides.map(|(way, anchor)| ([way * gap, far], anchor)));
        }
        for (shift, anchor) in places {
            if self.place(at, shift, anchor, text, ink, 0.5 * high + 1.0) {
                break;
            }
        }
    }

    /// Words that keep so far from others above and below. `false` if there is no room.
    fn place(&mut self, at: [f64; 2], shift: [f64; 2], anchor: Anchor, text: &str, ink: Ink, high: f64) -> bool {
        let [x, y] = [0, 1].map(|i| self.px(at)[i] + shift[i]);
        let long = width(text, LABEL_SIZE, true);
        let from = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - 0.5 * long,
            Anchor::End => x - long,
        };
        let taken = [from - 3.0, from + long + 3.0, y - high, y + high];
        let free = |other: &[f64; 4]| {
            other[1] <= taken[0] || taken[1] <= other[0] || other[3] <= taken[2] || taken[3] <= other[2]
        };
        let inside = from >= 0.0 && from + long <= self.room.width && (0.0..=self.room.height).contains(&y);
        let fits = inside && self.taken.iter().all(free);
        if fits {
            self.taken.push(taken);
            self.layers.push(Layer::words(at, shift, text, ink, anchor).bold());
        }
        fits
    }

    /// A point in pixels of the plotting area.
    fn px(&self, at: [f64; 2]) -> [f64; 2] {
        let share = |i: usize| (at[i] - self.ends[i][0]) / (self.ends[i][1] - self.ends[i][0]);
        [share(0) * self.room.width, (1.0 - share(1)) * self.room.height]
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

    #[test]
    fn names_go_around_what_is_in_their_way() {
        let rect = Rect { x: 0.0, y: 0.0, width: 200.0, height: 200.0 };
        let mut names = Names::new(&Panel::new(rect, Axis::hidden(0.0, 1.0), Axis::hidden(0.0, 1.0), Vec::new()));
        names.keep_off([0.52, 0.7, 0.45, 0.55], 0.0);
        names.keep_off([0.3, 0.48, 0.45, 0.55], 0.0);
        for text in ["12", "13"] {
            names.around([0.5, 0.5], 5.0, text, Ink::Ink, false);
        }
        let sides: Vec<f64> = names
            .layers
            .iter()
            .map(|layer| match layer {
                Layer::Text { anchor: Anchor::Middle, shift, .. } => shift[1].signum(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(sides, [-1.0, 1.0], "above, then below");
    }
}
