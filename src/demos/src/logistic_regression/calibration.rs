//! What the model says against what is found: points in groups by the probability that it gives them.

use super::{Judged, LogisticRegression};
use ml::numeric::{mean, sigmoid, sum};
use plot::names::Names;
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Sign, Stroke};

/// Where one group ends and the next begins.
const CUTS: [f64; 5] = [0.05, 0.2, 0.5, 0.8, 0.95];
/// The groups in words.
pub const RANGES: [&str; 6] = ["0–5 %", "5–20 %", "20–50 %", "50–80 %", "80–95 %", "95–100 %"];

/// Points to which the model gives about the same probability.
pub struct Group {
    /// How many.
    pub rows: usize,
    /// Their mean probability.
    pub said: f64,
    /// The share that is positive.
    pub found: f64,
    /// Between which shares 95 % of such groups lie if each point is positive with the mean probability.
    pub chance: [f64; 2],
}

impl Group {
    /// Whether chance explains what is found.
    pub fn within(&self) -> bool {
        (self.chance[0]..=self.chance[1]).contains(&self.found)
    }
}

/// The groups, from low to high; `None` for one without points.
pub fn groups(demo: &LogisticRegression) -> [Option<Group>; 6] {
    let mut members: [Vec<(f64, u8)>; 6] = Default::default();
    for Judged { margin, class, .. } in demo.asked() {
        let p = sigmoid(if *class > 0 { *margin } else { -margin });
        members[CUTS.partition_point(|cut| *cut <= p)].push((p, *class));
    }
    members.map(|members| {
        let rows = members.len();
        if rows == 0 {
            return None;
        }
        let said = mean(&members.iter().map(|m| m.0).collect::<Vec<_>>());
        let found = members.iter().filter(|m| m.1 > 0).count() as f64 / rows as f64;
        Some(Group { rows, said, found, chance: chance(rows, said) })
    })
}

/// The middle 95 % of a binomial distribution, as shares.
pub fn chance(rows: usize, p: f64) -> [f64; 2] {
    let n = rows as f64;
    if !(p > 0.0 && p < 1.0) {
        return [p; 2];
    }
    // Relative to the likeliest count, so that nothing underflows that matters.
    let (odds, top) = (p / (1.0 - p), ((n * p) as usize).min(rows));
    let mut weights = vec![1.0; rows + 1];
    for k in top..rows {
        weights[k + 1] = weights[k] * odds * (n - k as f64) / (k as f64 + 1.0);
    }
    for k in (0..top).rev() {
        weights[k] = weights[k + 1] * (k as f64 + 1.0) / (odds * (n - k as f64));
    }
    let tail = 0.025 * sum(&weights);
    let beyond = |weights: &mut dyn Iterator<Item = &f64>| {
        let mut passed = 0.0;
        let far = weights.take_while(|&weight| {
            passed += weight;
            passed <= tail
        });
        far.count()
    };
    // As exact as a share that was counted.
    [beyond(&mut weights.iter()), rows - beyond(&mut weights.iter().rev())].map(|count| count as f64 / n)
}

/// The panel.
pub fn panel(demo: &LogisticRegression, rect: Rect) -> Panel {
    const EVEN: Stroke = Stroke::solid(Ink::Muted, 1.5).dotted();
    const CHANCE: f32 = 0.4;
    /// Radius of a dot, and half the width of a bar, which is less where groups are near each other.
    const DOT: f64 = 3.2;
    const WIDE: f64 = 8.0;
    let key = Layer::key([
        ("found, and of how many", Sign::Mark(Shape::Circle, Ink::Ink, true)),
        ("as said", Sign::Line(EVEN)),
        ("by chance", Sign::Patch(Ink::Accent, CHANCE)),
    ]);
    // Some air, so that the outermost bars show whole.
    let x = Axis::linear("mean p of the group", -0.06, 1.06);
    let y = Axis::linear(&format!("share {}", demo.board().class(1)), -0.1, 1.1);
    let held = if demo.held.is_empty() { "" } else { ", held out" };
    // A low picture has no room for words.
    let key = if rect.width > 200.0 { vec![key] } else { Vec::new() };
    let mut panel = Panel::new(rect, x, y, key).titled(format!("Said and found{held}"));
    let mut names = Names::new(&panel);
    let room = panel.area();
    let layers = &mut panel.layers;
    layers.push(Layer::line(vec![[0.0, 0.0], [1.0, 1.0]], EVEN));
    let groups: Vec<Group> = groups(demo).into_iter().flatten().collect();
    // Wider than a dot, and as high as a line at least: no dot hides its bar.
    let wide = (room.width / 24.0).clamp(4.8, WIDE);
    let (half, least) = (1.12 * wide / room.width, 1.2 / room.height);
    let bar = |g: &Group| [g.said - half, g.said + half, g.chance[0] - least, g.chance[1] + least];
    layers.push(Layer::bars(groups.iter().map(bar).collect(), Ink::Accent, CHANCE));
    layers.push(Layer::marks(groups.iter().map(|g| [g.said, g.found]).collect(), Shape::Circle, DOT, Ink::Ink));
    for group in &groups {
        names.keep_off(bar(group), 0.0);
        names.keep_off([group.said, group.said, group.found, group.found], DOT);
    }
    for group in &groups {
        let at = [group.said, group.found];
        names.around(at, wide + 4.0, &group.rows.to_string(), Ink::Ink, group.said > 0.5);
    }
    layers.append(&mut names.layers);
    panel
}
