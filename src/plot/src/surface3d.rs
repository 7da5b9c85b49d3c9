//! Height fields seen from an angle: loss surfaces as landscapes.
//!
//! The projection is parallel, so that equal steps stay equal. Hidden parts of the surface are covered by
//! drawing from back to front; hidden parts of a line on it are found by looking from each of its points towards
//! the viewer, and can be drawn dotted, as in a technical drawing.

use crate::ink::{ColorMap, Ink};
use crate::picture::{Anchor, Axis, Layer, Panel, Rect, Stroke};

/// Values over a rectangle, at the crossings of an even net of lines whose outermost ones are the edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// Left, right, lower and upper edge.
    over: [f64; 4],
    columns: usize,
    rows: usize,
    /// Row by row from the upper edge.
    heights: Vec<f64>,
    /// Least and greatest height shown; what lies beyond is cut off level.
    range: [f64; 2],
}

/// Where the viewer stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Turn of the landscape about its upright axis, in radians; at 0 one looks along the vertical axis, upward.
    pub yaw: f64,
    /// Height of the viewer over the horizon, in radians, from 0 to a quarter turn.
    pub pitch: f64,
    /// Height of the landscape, as a share of its width.
    pub relief: f64,
}

impl View {
    /// A view from the lower right that suits most landscapes.
    pub const USUAL: View = View { yaw: 0.6, pitch: 0.6, relief: 0.6 };
}

/// Depth of the block under the lowest point, in heights of the box.
const BASE: f64 = -0.06;

/// A point in space turned to the viewer: right, up, and away from them.
type Turned = [f64; 3];

impl Surface {
    /// A surface of a function of two variables, on a net of `columns * rows` lines, at least two each way. Heights
    /// are shown from the least to `top`, or to the greatest if that is lower.
    pub fn sample(over: [f64; 4], columns: usize, rows: usize, top: f64, height: impl Fn(f64, f64) -> f64) -> Surface {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let [left, right, lower, upper] = over;
        let heights: Vec<f64> = (0..columns * rows)
            .map(|i| {
                let (across, down) = ((i % columns) as f64, (i / columns) as f64);
                let x = left + (right - left) * across / (columns - 1) as f64;
                let y = upper + (lower - upper) * down / (rows - 1) as f64;
                height(x, y)
            })
            .collect();
        let shown = || heights.iter().copied().filter(|h| h.is_finite());
        let least = shown().fold(f64::INFINITY, f64::min);
        let most = shown().fold(f64::NEG_INFINITY, f64::max).min(if top.is_nan() { f64::INFINITY } else { top });
        let range = if least < most { [least, most] } else { [0.0, 1.0] };
        Surface { over, columns, rows, heights, range }
    }

    /// A panel in which the whole turned box of the surface fits, with [`Surface::axes`] around it.
    pub fn panel(&self, rect: Rect, title: &str, view: View, layers: Vec<Layer>) -> Panel {
        let corners: Vec<Turned> = (0..8_u8)
            .map(|i| view.turn([f64::from(i & 1) - 0.5, f64::from((i >> 1) & 1) - 0.5, [BASE, 1.0][i as usize >> 2]]))
            .collect();
        let ends = |axis: usize| {
            let low = corners.iter().map(|c| c[axis]).fold(f64::INFINITY, f64::min);
            let high = corners.iter().map(|c| c[axis]).fold(f64::NEG_INFINITY, f64::max);
            let air = if axis == 0 { 0.06 } else { 0.1 } * (high - low);
            Axis::hidden(low - air, high + air)
        };
        Panel { rect, title: title.into(), x: ends(0), y: ends(1), square: true, layers }
    }

    /// The surface as quadrangles from back to front, colored by height. Those with a corner that is not finite
    /// are left out.
    pub fn mesh(&self, view: View, map: ColorMap, edge: Option<Stroke>) -> Layer {
        let mut pieces: Vec<(f64, [[f64; 2]; 4], f32)> = Vec::with_capacity((self.columns - 1) * (self.rows - 1));
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                let net = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
                let corners = net.map(|(c, r)| self.unit_at(c, r));
                if corners.iter().flatten().any(|v| v.is_nan()) {
                    continue;
                }
                let turned = corners.map(|c| view.turn(c));
                // The distance of the ground below decides, not that of the surface: columns over an even net
                // cannot cover one another in a circle.
                let depth = corners.iter().map(|c| view.turn([c[0], c[1], 0.0])[2]).sum::<f64>();
                let height = corners.iter().map(|c| c[2]).sum::<f64>() / 4.0;
                pieces.push((depth, turned.map(|t| [t[0], t[1]]), height as f32));
            }
        }
        pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (quads, values) = pieces.into_iter().map(|(_, quad, value)| (quad, value)).unzip();
        Layer::Mesh { quads, values, map, edge }
    }

    /// The two sides of the block under the surface that face the viewer, drawn after the mesh: they hide its
    /// underside and give it weight. A side with a hole in its upper edge is left out.
    pub fn sides(&self, view: View, edge: Stroke) -> Vec<Layer> {
        let ([dx, dy], _) = view.towards();
        let (column, row) = (if dx > 0.0 { self.columns - 1 } else { 0 }, if dy > 0.0 { 0 } else { self.rows - 1 });
        let along_x: Vec<Turned> = (0..self.columns).map(|c| self.unit_at(c, row)).collect();
        let along_y: Vec<Turned> = (0..self.rows).map(|r| self.unit_at(column, r)).collect();
        let mut layers = Vec::new();
        for brink in [along_x, along_y] {
            if brink.iter().flatten().any(|v| v.is_nan()) {
                continue;
            }
            let flat = |p: Turned| {
                let [x, y, _] = view.turn(p);
                [x, y]
            };
            let foot = |p: Turned| flat([p[0], p[1], BASE]);
            let (first, last) = (brink[0], brink[brink.len() - 1]);
            let mut ring: Vec<[f64; 2]> = brink.into_iter().map(flat).collect();
            ring.extend([foot(last), foot(first)]);
            layers.push(Layer::Area { points: ring.clone(), ink: Ink::Paper, opacity: 1.0 });
            ring.push(ring[0]);
            layers.push(Layer::Line { points: ring, stroke: edge });
        }
        layers
    }

    /// What is measured along the two edges of the ground that face the viewer, with its ends, and upward at the edge
    /// farthest to the left.
    pub fn axes(&self, view: View, names: [&str; 3], write: fn(f64) -> String) -> Vec<Layer> {
        let ([dx, dy], _) = view.towards();
        let facing = [dx, dy].map(|d| if d > 0.0 { 0.5 } else { -0.5 });
        let flat = |p: Turned| {
            let [x, y, _] = view.turn(p);
            [x, y]
        };
        let mut layers = Vec::new();
        for axis in [0, 1] {
            let on_edge = |along: f64| {
                let mut at = [along - 0.5, along - 0.5, BASE];
                at[1 - axis] = facing[1 - axis];
                flat(at)
            };
            let [from, to] = [0.0, 1.0].map(on_edge);
            // Seen from its end an edge has no room for words.
            if (from[0] - to[0]).abs() < 0.25 {
                continue;
            }
            let anchor = if from[0] + to[0] < 0.0 { Anchor::End } else { Anchor::Start };
            let shift = [if anchor == Anchor::End { -5.0 } else { 5.0 }, 11.0];
            let [low, high] = [self.over[2 * axis], self.over[2 * axis + 1]];
            for (along, text) in [(0.06, write(low)), (0.5, names[axis].into()), (0.94, write(high))] {
                layers.push(Layer::words(on_edge(along), shift, text, Ink::Muted, anchor).halo_if(false));
            }
        }
        let corners =
            [[-0.5, -0.5], [-0.5, 0.5], [0.5, -0.5], [0.5, 0.5]].map(|[x, y]| [[x, y, 0.0], [x, y, 1.0]].map(flat));
        if let Some([foot, top]) = corners.into_iter().min_by(|a, b| a[0][0].total_cmp(&b[0][0])) {
            layers.push(Layer::Arrow { from: foot, to: top, stroke: Stroke::solid(Ink::Muted, 1.0) });
            let text = names[2].to_string();
            layers.push(Layer::words(top, [0.0, -9.0], text, Ink::Muted, Anchor::Start));
        }
        layers
    }

    /// Where a point of the plane, lifted onto the surface, lies in the panel.
    pub fn project(&self, view: View, at: [f64; 2]) -> [f64; 2] {
        let [x, y, _] = view.turn(self.unit(at));
        [x, y]
    }

    /// A line of the plane lifted onto the surface: the parts in sight and the parts behind it.
    pub fn lift(&self, view: View, line: &[[f64; 2]]) -> [Vec<Vec<[f64; 2]>>; 2] {
        let mut parts: [Vec<Vec<[f64; 2]>>; 2] = Default::default();
        let mut last: Option<(usize, [f64; 2])> = None;
        for p in self.fine(line) {
            let at = self.project(view, p);
            if at.iter().any(|v| v.is_nan()) {
                last = None;
                continue;
            }
            let hidden = usize::from(!self.in_sight(view, p));
            match last {
                Some((before, _)) if before == hidden => {}
                // A part begins where the one before ended, so that no gap shows.
                Some((_, end)) => parts[hidden].push(vec![end]),
                None => parts[hidden].push(Vec::new()),
            }
            if let Some(part) = parts[hidden].last_mut() {
                part.push(at);
            }
            last = Some((hidden, at));
        }
        parts
    }

    /// Whether no other part of the surface stands between a point on it and the viewer.
    pub fn in_sight(&self, view: View, at: [f64; 2]) -> bool {
        let [x, y, z] = self.unit(at);
        let ([dx, dy], rise) = view.towards();
        // Steps of half a cell of the net, until the line of sight leaves the box.
        let step = 0.5 / self.columns.max(self.rows) as f64;
        let mut far = 2.0 * step;
        while far < 1.5 {
            let (px, py) = (x + far * dx, y + far * dy);
            if px.abs() > 0.5 || py.abs() > 0.5 || z + far * rise > 1.0 {
                return true;
            }
            // The surface between the lines of the net is flat here and curved there; a small tolerance keeps a
            // line that lies on the surface from being hidden by its own ground.
            if self.height_at([px + 0.5, py + 0.5]) > z + far * rise + 0.004 {
                return false;
            }
            far += step;
        }
        true
    }

    /// The line with points added so that no step is longer than half a cell.
    fn fine(&self, line: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let [left, right, lower, upper] = self.over;
        let (w, h) = ((right - left) / (self.columns - 1) as f64, (upper - lower) / (self.rows - 1) as f64);
        let mut points: Vec<[f64; 2]> = line.first().copied().into_iter().collect();
        for pair in line.windows(2) {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            let cells = ((bx - ax) / w).abs().max(((by - ay) / h).abs());
            let n = if cells.is_finite() { (2.0 * cells).ceil().clamp(1.0, 400.0) as usize } else { 1 };
            points.extend((1..=n).map(|i| {
                let t = i as f64 / n as f64;
                [ax + t * (bx - ax), ay + t * (by - ay)]
            }));
        }
        points
    }

    /// A point of the plane in the unit box: both coordinates from −0.5 to 0.5, the height from 0 to 1. NaN where
    /// it lies outside.
    fn unit(&self, [x, y]: [f64; 2]) -> Turned {
        let [left, right, lower, upper] = self.over;
        let (u, v) = ((x - left) / (right - left), (y - lower) / (upper - lower));
        let slack = -1e-9..=1.0 + 1e-9;
        if !slack.contains(&u) || !slack.contains(&v) {
            return [f64::NAN; 3];
        }
        [u - 0.5, v - 0.5, self.height_at([u, v])]
    }

    /// Height in the unit box between the lines of the net, by the two ways across.
    fn height_at(&self, [u, v]: [f64; 2]) -> f64 {
        let (c, r) =
            (u.clamp(0.0, 1.0) * (self.columns - 1) as f64, (1.0 - v).clamp(0.0, 1.0) * (self.rows - 1) as f64);
        let (c0, r0) = ((c as usize).min(self.columns - 2), (r as usize).min(self.rows - 2));
        let (s, t) = (c - c0 as f64, r - r0 as f64);
        let at = |c: usize, r: usize| self.unit_at(c, r)[2];
        let upper = at(c0, r0) + s * (at(c0 + 1, r0) - at(c0, r0));
        let lower = at(c0, r0 + 1) + s * (at(c0 + 1, r0 + 1) - at(c0, r0 + 1));
        upper + t * (lower - upper)
    }

    /// A crossing of the net in the unit box.
    fn unit_at(&self, column: usize, row: usize) -> Turned {
        let [low, high] = self.range;
        let height = ((self.heights[row * self.columns + column] - low) / (high - low)).clamp(0.0, 1.0);
        let u = column as f64 / (self.columns - 1) as f64;
        let v = 1.0 - row as f64 / (self.rows - 1) as f64;
        [u - 0.5, v - 0.5, height]
    }
}

impl View {
    /// A point of the unit box as the viewer sees it.
    fn turn(self, [x, y, z]: Turned) -> Turned {
        let (sin, cos) = (libm::sin(self.yaw), libm::cos(self.yaw));
        let (tilt, level) = (libm::sin(self.pitch), libm::cos(self.pitch));
        let (right, away) = (x * cos + y * sin, y * cos - x * sin);
        [right, away * tilt + z * self.relief * level, away * level - z * self.relief * tilt]
    }

    /// The way towards the viewer along the ground, of length one, and how much a line of sight rises on it in
    /// heights of the box.
    fn towards(self) -> ([f64; 2], f64) {
        let (sin, cos) = (libm::sin(self.yaw), libm::cos(self.yaw));
        let rise = libm::tan(self.pitch) / self.relief.max(1e-6);
        ([sin, -cos], rise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [f64; 4] = [-1.0, 1.0, -1.0, 1.0];

    #[test]
    fn from_above_it_is_a_map() {
        let surface = Surface::sample(SQUARE, 9, 9, f64::INFINITY, |x, y| x + 2.0 * y);
        let map = View { yaw: 0.0, pitch: std::f64::consts::FRAC_PI_2, relief: 0.5 };
        let [x, y] = surface.project(map, [0.5, -1.0]);
        assert!((x - 0.25).abs() < 1e-12 && (y + 0.5).abs() < 1e-12, "{x} {y}");
        assert!(surface.in_sight(map, [0.5, -1.0]));
    }

    #[test]
    fn a_ridge_hides_what_lies_behind_it() {
        let ridge = Surface::sample(SQUARE, 41, 41, f64::INFINITY, |_, y| libm::exp(-20.0 * y * y));
        let low = View { yaw: 0.0, pitch: 0.3, relief: 0.6 };
        // One looks upward along y from y = −1. The foot behind the ridge is hidden, the one before it is not.
        assert!(ridge.in_sight(low, [0.0, -0.6]));
        assert!(ridge.in_sight(low, [0.0, 0.0]));
        assert!(!ridge.in_sight(low, [0.0, 0.5]));
        // From high above all of it is seen: the slope is at most 0.6 · 2 · 2.71 in box units, under 73°.
        let high = View { pitch: 1.5, ..low };
        assert!(ridge.in_sight(high, [0.0, 0.5]));
        let [seen, hidden] = ridge.lift(low, &[[0.0, -1.0], [0.0, 1.0]]);
        assert_eq!((seen.len(), hidden.len()), (1, 1));
        assert_eq!(seen[0].last(), hidden[0].first());
    }

    #[test]
    fn the_mesh_is_drawn_from_back_to_front_and_fits_the_panel() {
        let surface = Surface::sample(SQUARE, 12, 9, 1.5, |x, y| x * x + y * y);
        for yaw in [0.1, 0.7, 2.0, 4.0] {
            let view = View { yaw, ..View::USUAL };
            let Layer::Mesh { quads, values, .. } = surface.mesh(view, ColorMap::Relief, None) else { panic!() };
            assert_eq!((quads.len(), values.len()), (88, 88));
            assert!(values.iter().all(|v| (0.0..=1.0).contains(v)));
            let panel = surface.panel(Rect { x: 0.0, y: 0.0, width: 300.0, height: 300.0 }, "", view, vec![]);
            for [x, y] in quads.iter().flatten() {
                assert!((panel.x.from - 1e-9..=panel.x.to + 1e-9).contains(x));
                assert!((panel.y.from - 1e-9..=panel.y.to + 1e-9).contains(y));
            }
            // The farthest corner of the ground comes first, the nearest last.
            let depth = |c: [f64; 2]| view.turn([c[0], c[1], 0.0])[2];
            let corners = [[-0.5, -0.5], [-0.5, 0.5], [0.5, -0.5], [0.5, 0.5]];
            let far = corners.into_iter().max_by(|a, b| depth(*a).total_cmp(&depth(*b))).expect("four");
            let place = surface.project(view, [2.0 * far[0], 2.0 * far[1]]);
            assert!(quads[0].iter().any(|q| (q[0] - place[0]).abs() + (q[1] - place[1]).abs() < 1e-9), "yaw {yaw}");
        }
    }

    #[test]
    fn holes_and_infinities_are_left_out() {
        let surface =
            Surface::sample(SQUARE, 5, 5, f64::NAN, |x, y| if x + y > 1.4 { f64::NAN } else { 1.0 / (x + 1.0) });
        let Layer::Mesh { quads, values, .. } = surface.mesh(View::USUAL, ColorMap::Relief, None) else { panic!() };
        // Three crossings are missing in the far corner, and with them three of sixteen pieces.
        assert_eq!(quads.len(), 13);
        assert!(quads.iter().flatten().flatten().all(|v| v.is_finite()) && values.iter().all(|v| v.is_finite()));
        let flat = Surface::sample(SQUARE, 5, 5, 1.0, |_, _| 3.0);
        assert!(flat.project(View::USUAL, [0.0, 0.0]).iter().all(|v| v.is_finite()));
        assert!(flat.project(View::USUAL, [9.0, 0.0]).iter().all(|v| v.is_nan()));
    }
}
