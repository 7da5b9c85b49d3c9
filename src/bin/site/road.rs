//! The map on the home page: contour lines of a landscape, and the trail of the course down through them.
//!
//! The landscape is a slope with hills. Each track is a band of height; its trail runs across the slope while it
//! loses that height, and the next track comes back the other way. A waypoint's place follows from its height.

use super::shell::escape;
use ml::numeric::{cos, exp};
use std::fmt::Write as _;

/// A lesson on the road.
pub struct Stop {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whether it can be read already.
    pub written: bool,
}

/// A track and its lessons.
pub struct Stretch {
    /// Its title.
    pub title: String,
    /// Its lessons in order.
    pub stops: Vec<Stop>,
}

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 700.0;
/// How many units across are one of the land's. The map is wider than the land is deep.
const ACROSS: f64 = 940.0;
/// Left and right end of the trail, in units of the land.
const ENDS: [f64; 2] = [0.20, 1.10];
/// Height of the trail's start and end.
const FALL: [f64; 2] = [0.90, 0.05];
/// Hills and hollows: center, radius, height. Those within the trail's reach are gentle enough that the slope
/// never rises toward the valley there.
const HILLS: [[f64; 4]; 11] = [
    [0.05, 0.10, 0.13, 0.20],
    [1.24, 0.16, 0.12, 0.24],
    [0.02, 0.55, 0.10, 0.12],
    [1.27, 0.62, 0.11, 0.16],
    [0.06, 0.92, 0.14, -0.14],
    [0.42, 0.22, 0.16, 0.060],
    [0.80, 0.36, 0.18, -0.060],
    [0.52, 0.52, 0.17, -0.055],
    [0.95, 0.66, 0.16, 0.055],
    [0.36, 0.76, 0.15, 0.050],
    [0.68, 0.93, 0.17, -0.070],
];

/// Height of the land at a point, in units of the land; `y` grows downward.
fn height(x: f64, y: f64) -> f64 {
    let hills = HILLS.iter().map(|[cx, cy, r, h]| {
        let (dx, dy) = ((x - cx) / r, (y - cy) / r);
        h * exp(-(dx * dx + dy * dy) / 2.0)
    });
    1.0 - y + hills.sum::<f64>()
}

/// The point at this `x` whose height is `h`, by bisection: within the trail's reach the land only falls.
fn at_height(x: f64, h: f64) -> f64 {
    let (mut low, mut high) = (-0.3, 1.3);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if height(x, middle) > h { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// A point of the trail: which track, and how far along it from 0 to 1.
fn trail(track: usize, tracks: usize, along: f64) -> [f64; 2] {
    let fall = (FALL[1] - FALL[0]) / tracks as f64;
    let h = FALL[0] + fall * (track as f64 + along);
    let [left, right] = ENDS;
    // The turns are rounded: near an end the trail moves down more than across.
    let eased = 0.5 - 0.5 * cos(std::f64::consts::PI * (0.12 + 0.76 * along));
    let share = (eased - 0.034_961) / (1.0 - 2.0 * 0.034_961);
    let x = if track.is_multiple_of(2) { left + (right - left) * share } else { right - (right - left) * share };
    [x * ACROSS, at_height(x, h) * HEIGHT]
}

/// The map as SVG. Its links repeat the list below it, which is what keyboard and screen reader use.
pub fn map(stretches: &[Stretch], href: impl Fn(&str) -> String) -> String {
    let mut svg =
        format!("<svg class=\"road-map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\" focusable=\"false\">");
    contours(&mut svg);
    let tracks = stretches.len();
    let mut line = Vec::new();
    for track in 0..tracks {
        line.extend((0..=60).map(|i| trail(track, tracks, f64::from(i) / 60.0)));
    }
    let _ = write!(svg, "<path class=\"trail\" d=\"{}\"/>", path(&line));
    let mut taken = Taken { names: Vec::new(), marks: line.clone() };
    let stops = |track: usize| (0..stretches[track].stops.len()).map(move |i| (track, i));
    taken
        .marks
        .extend((0..tracks).flat_map(stops).map(|(track, i)| place(track, tracks, i, stretches[track].stops.len())));
    for (track, stretch) in stretches.iter().enumerate() {
        stretch_svg(&mut svg, track, tracks, stretch, &href, &mut taken);
    }
    goal(&mut svg, trail(tracks.saturating_sub(1), tracks, 1.0), tracks.is_multiple_of(2));
    svg + "</svg>"
}

/// The land alone, for a title page.
pub fn motif() -> String {
    let mut svg =
        format!("<svg class=\"motif\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\" focusable=\"false\">");
    contours(&mut svg);
    svg + "</svg>"
}

fn contours(svg: &mut String) {
    const COLUMNS: usize = 121;
    const ROWS: usize = 95;
    let values: Vec<f64> = (0..ROWS)
        .flat_map(|row| {
            let y = row as f64 / (ROWS - 1) as f64;
            (0..COLUMNS).map(move |column| height(column as f64 / (COLUMNS - 1) as f64 * WIDTH / ACROSS, y))
        })
        .collect();
    for (index, level) in (-8..=60).map(|i| (i, f64::from(i) * 0.025)) {
        let lines = plot::contour::lines(&values, COLUMNS, ROWS, [0.0, WIDTH, 0.0, HEIGHT], &[level]);
        // Its y grows upward, the map's downward.
        let flipped = |line: &Vec<[f64; 2]>| path(&line.iter().map(|[x, y]| [*x, HEIGHT - y]).collect::<Vec<_>>());
        let d: String = lines.iter().filter(|l| l.len() > 2).map(flipped).collect();
        if !d.is_empty() {
            // Every fifth line is an index contour, as on a hiker's map.
            let class = if index % 5 == 0 { "contour index" } else { "contour" };
            let _ = write!(svg, "<path class=\"{class}\" d=\"{d}\"/>");
        }
    }
}

/// Where a lesson stands on the trail.
fn place(track: usize, tracks: usize, lesson: usize, lessons: usize) -> [f64; 2] {
    trail(track, tracks, (lesson as f64 + 0.9) / (lessons as f64 + 0.8))
}

/// Where the trail leads: a flag, and its name beyond it.
fn goal(svg: &mut String, [x, y]: [f64; 2], leftward: bool) {
    let (beside, anchor) = if leftward { (x - 22.0, "end") } else { (x + 22.0, "start") };
    let _ = write!(
        svg,
        "<g class=\"goal\"><path d=\"M{x:.1} {y:.1}v-26l15 5.500-15 5.500\"/><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>\
         <text class=\"track-name\" x=\"{beside:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">The job</text></g>",
        y + 5.0
    );
}

fn stretch_svg(
    svg: &mut String,
    track: usize,
    tracks: usize,
    stretch: &Stretch,
    href: &impl Fn(&str) -> String,
    taken: &mut Taken,
) {
    let count = stretch.stops.len();
    let start = trail(track, tracks, 0.0);
    let leftward = track % 2 == 1;
    let (x, anchor) = if leftward { (start[0] + 22.0, "start") } else { (start[0] - 22.0, "end") };
    let _ = write!(
        svg,
        "<g class=\"stretch\"><text class=\"track-number\" x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{track}</text>\
         <text class=\"track-name\" x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text>",
        start[1] - 10.0,
        start[1] + 12.0,
        escape(&stretch.title)
    );
    // What is planned lies below the names of what is there.
    let stops: Vec<_> =
        stretch.stops.iter().enumerate().map(|(i, stop)| (stop, place(track, tracks, i, count))).collect();
    for (stop, [x, y]) in stops.iter().filter(|(stop, _)| !stop.written) {
        let _ = write!(
            svg,
            "<circle class=\"stop planned\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.500\"><title>{} (planned)</title></circle>",
            escape(&stop.title)
        );
    }
    let written: Vec<_> = stops.into_iter().filter(|(stop, _)| stop.written).collect();
    let names = taken.labels(&written.iter().map(|(stop, at)| (*at, stop.title.as_str())).collect::<Vec<_>>());
    for ((stop, [x, y]), (ly, anchor)) in written.into_iter().zip(names) {
        let lx = match anchor {
            "start" => x - 6.5,
            "end" => x + 6.5,
            _ => x,
        };
        let _ = write!(
            svg,
            "<a href=\"{}\" data-lesson=\"{}\" tabindex=\"-1\"><circle class=\"reach\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"14\"/>\
             <circle class=\"stop\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6.500\"/>\
             <text class=\"stop-name\" x=\"{lx:.1}\" y=\"{ly:.1}\" text-anchor=\"{anchor}\">{}</text></a>",
            href(&stop.slug),
            stop.slug,
            escape(&stop.title)
        );
    }
    *svg += "</g>";
}

/// What a name must not stand on: other names, and points of the trail with its stops.
struct Taken {
    names: Vec<[f64; 4]>,
    marks: Vec<[f64; 2]>,
}

impl Taken {
    /// Where the names of stops go, in their order: baselines and anchors. Whoever comes first has the better place, so
    /// both ends are tried.
    fn labels(&mut self, stops: &[([f64; 2], &str)]) -> Vec<(f64, &'static str)> {
        let before = self.names.clone();
        let mut tried = [false, true].map(|back| {
            self.names.clone_from(&before);
            let mut order: Vec<usize> = (0..stops.len()).collect();
            if back {
                order.reverse();
            }
            let mut cost = 0;
            let mut places = vec![(0.0, ""); stops.len()];
            for i in order {
                let (at, title) = stops[i];
                let (more, place) = self.label(at, title);
                cost += more;
                places[i] = place;
            }
            (cost, places, std::mem::take(&mut self.names))
        });
        tried.sort_by_key(|(cost, ..)| *cost);
        let [(_, places, names), _] = tried;
        self.names = names;
        places
    }

    /// Where the name of a stop goes, and what that costs: the place that covers least, and of such the nearest.
    fn label(&mut self, [x, y]: [f64; 2], title: &str) -> (usize, (f64, &'static str)) {
        // A letter takes about 7 units.
        let wide = title.chars().count() as f64 * 7.2;
        let cost = |[left, right, top, bottom]: &[f64; 4]| {
            let near = |n: &&[f64; 4]| left - 8.0 < n[1] && n[0] < right + 8.0 && *top < n[3] && n[2] < *bottom;
            let on =
                |m: &&[f64; 2]| (left - 2.0..right + 2.0).contains(&m[0]) && (top - 2.0..bottom + 2.0).contains(&m[1]);
            // A name that stands further away is read as another stop's.
            let away = ((0.5 * (top + bottom) - y).abs() / 4.0) as usize;
            100 * self.names.iter().filter(near).count() + self.marks.iter().filter(on).count() + away
        };
        let heights = [-14.0, 24.0, -20.0, 30.0, -28.0, 38.0, -36.0, 46.0];
        let places = heights.into_iter().flat_map(|dy| {
            [("middle", x - 0.5 * wide), ("start", x - 6.5), ("end", x + 6.5 - wide)]
                .map(|(anchor, left)| (y + dy, anchor, [left, left + wide, y + dy - 12.0, y + dy + 4.0]))
        });
        let all = places.map(|(ly, anchor, place)| (cost(&place), ly, anchor, place));
        let (cost, ly, anchor, place) = all.min_by_key(|(cost, ..)| *cost).unwrap_or_default();
        self.names.push(place);
        (cost, (ly, anchor))
    }
}

/// A line as the `d` of an SVG path: what bends it by less than a fifth of a unit is left out, and each point says how far
/// it lies from the one before. The map is a good part of the home page, and that halves it.
fn path(points: &[[f64; 2]]) -> String {
    let mut d = String::new();
    let mut last = [0, 0];
    for (i, point) in thinned(points, 0.2).into_iter().enumerate() {
        let tenths = point.map(|x| (10.0 * x).round() as i64);
        let [dx, dy] = [tenths[0] - last[0], tenths[1] - last[1]].map(tenth);
        // A minus sign keeps two numbers apart as well as a space does.
        let before = |number: &str| if number.starts_with('-') { "" } else { " " };
        let (first, second) = match i {
            0 => ("M", before(&dy)),
            1 => ("l", before(&dy)),
            _ => (before(&dx), before(&dy)),
        };
        let _ = write!(d, "{first}{dx}{second}{dy}");
        last = tenths;
    }
    d
}

/// A number of tenths: `12`, `1.5`, `-.3`.
fn tenth(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{}{whole}", if whole == 0 { "" } else { sign }),
        (0, rest) => format!("{sign}.{rest}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

/// A line without the points that lie within `tolerance` of what is left, as in `plot::path::simplified`, but of a line
/// that may turn back.
fn thinned(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let [start, inner @ .., end] = points else { return points.to_vec() };
    let square = |[x, y]: [f64; 2]| x * x + y * y;
    let (dx, dy) = (end[0] - start[0], end[1] - start[1]);
    let length = square([dx, dy]);
    let away = |p: &[f64; 2]| {
        let [x, y] = [p[0] - start[0], p[1] - start[1]];
        let across = dx * y - dy * x;
        // A closed line ends where it begins.
        if length < tolerance * tolerance { square([x, y]) } else { across * across / length }
    };
    let farthest = (0..inner.len()).max_by(|&a, &b| away(&inner[a]).total_cmp(&away(&inner[b])));
    match farthest.filter(|&i| away(&inner[i]) > tolerance * tolerance) {
        Some(i) => {
            let mut line = thinned(&points[..=i + 1], tolerance);
            line.pop();
            line.extend(thinned(&points[i + 1..], tolerance));
            line
        }
        None => vec![*start, *end],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_bends_and_says_how_far_each_lies() {
        let line = [[1.0, 1.0], [2.0, 1.1], [3.0, 1.0], [3.0, 0.5], [2.75, 0.5]];
        assert_eq!(path(&line), "M1 1l2 0 0-.5-.2 0");
        // Round and back again.
        assert_eq!(thinned(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]], 0.2).len(), 4);
        assert_eq!(path(&[[0.0, 0.0], [-12.34, 10.0]]), "M0 0l-12.3 10");
    }

    #[test]
    fn the_trail_only_descends() {
        let mut last = f64::INFINITY;
        for track in 0..8 {
            for i in 0..=50 {
                let [x, y] = trail(track, 8, f64::from(i) / 50.0);
                let h = height(x / ACROSS, y / HEIGHT);
                assert!(h < last + 1e-9, "track {track} at {i}: {h} after {last}");
                assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y} leaves the map");
                last = h;
            }
        }
    }

    #[test]
    fn within_the_trails_reach_the_land_only_falls() {
        for i in 0..=90 {
            let x = ENDS[0] + (ENDS[1] - ENDS[0]) * f64::from(i) / 90.0;
            for j in 0..200 {
                let y = -0.3 + 1.6 * f64::from(j) / 200.0;
                assert!(height(x, y + 0.008) < height(x, y), "rises at {x}, {y}");
            }
        }
    }
}
