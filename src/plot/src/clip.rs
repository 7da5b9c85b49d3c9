//! Cutting lines and polygons at a rectangle.
//!
//! Lines are cut by arithmetic rather than by a clip in the drawing, because a clip also halves the strokes that
//! run along the frame: a ROC curve on the left edge, a loss at zero.

use crate::picture::Rect;

/// The parts of a line that lie in a rectangle. A NaN interrupts the line.
pub fn line(points: &[[f64; 2]], area: Rect) -> Vec<Vec<[f64; 2]>> {
    let mut parts = Vec::new();
    let mut part: Vec<[f64; 2]> = Vec::new();
    for pair in points.windows(2) {
        let cut = if has_nan(pair[0]) || has_nan(pair[1]) { None } else { segment(pair[0], pair[1], area) };
        let Some([a, b]) = cut else {
            finish(&mut parts, &mut part);
            continue;
        };
        if part.last() != Some(&a) {
            finish(&mut parts, &mut part);
            part.push(a);
        }
        part.push(b);
    }
    finish(&mut parts, &mut part);
    parts
}

fn finish(parts: &mut Vec<Vec<[f64; 2]>>, part: &mut Vec<[f64; 2]>) {
    if part.len() > 1 {
        parts.push(std::mem::take(part));
    }
    part.clear();
}

fn has_nan(p: [f64; 2]) -> bool {
    p[0].is_nan() || p[1].is_nan()
}

/// The part of a segment in a rectangle (Liang and Barsky's method).
fn segment(a: [f64; 2], b: [f64; 2], area: Rect) -> Option<[[f64; 2]; 2]> {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, a[0] - area.x),
        (dx, area.x + area.width - a[0]),
        (-dy, a[1] - area.y),
        (dy, area.y + area.height - a[1]),
    ];
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    // Ends that are inside stay as they are, to the bit, so that parts join.
    let at = |t: f64| [a[0] + t * dx, a[1] + t * dy];
    (enter <= leave).then(|| [if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b }])
}

/// A polygon cut at a rectangle (Sutherland and Hodgman's method). Corners with NaN are left out. Where the cut
/// falls apart, the parts stay joined along the edge, which a fill does not show.
pub fn polygon(points: &[[f64; 2]], area: Rect) -> Vec<[f64; 2]> {
    let mut ring: Vec<[f64; 2]> = points.iter().copied().filter(|&p| !has_nan(p)).collect();
    let sides = [(0, area.x, 1.0), (0, area.x + area.width, -1.0), (1, area.y, 1.0), (1, area.y + area.height, -1.0)];
    for (axis, bound, sign) in sides {
        let inside = |p: [f64; 2]| sign * (p[axis] - bound) >= 0.0;
        if ring.iter().all(|&p| inside(p)) {
            continue;
        }
        let mut next = Vec::with_capacity(ring.len() + 4);
        for (i, &b) in ring.iter().enumerate() {
            let a = ring[(i + ring.len() - 1) % ring.len()];
            if inside(a) != inside(b) {
                let t = (bound - a[axis]) / (b[axis] - a[axis]);
                let mut p = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
                p[axis] = bound;
                next.push(p);
            }
            if inside(b) {
                next.push(b);
            }
        }
        ring = next;
    }
    ring
}

/// Drops points without which the line stays where it is to a tenth of a pixel; the ends stay.
pub fn thin(points: &mut Vec<[f64; 2]>) {
    // How many points one straight piece may stand for: bounds the work.
    const MOST: usize = 16;
    let n = points.len();
    if n < 3 {
        return;
    }
    let mut kept = vec![points[0]];
    let mut from = 0;
    while from < n - 1 {
        let mut to = from + 1;
        while to + 1 < n && to - from < MOST && (from + 1..=to).all(|i| near(points[i], points[from], points[to + 1])) {
            to += 1;
        }
        kept.push(points[to]);
        from = to;
    }
    *points = kept;
}

/// Whether a point lies within a tenth of a pixel of a segment.
fn near(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> bool {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let (px, py) = (p[0] - a[0], p[1] - a[1]);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 { ((px * dx + py * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
    let (ex, ey) = (px - t * dx, py - t * dy);
    ex * ex + ey * ey <= 0.01
}

/// Whether a point lies in a rectangle or within a tenth of a pixel of it.
pub fn holds(area: Rect, p: [f64; 2]) -> bool {
    p[0] >= area.x - 0.1
        && p[0] <= area.x + area.width + 0.1
        && p[1] >= area.y - 0.1
        && p[1] <= area.y + area.height + 0.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };

    #[test]
    fn lines_are_cut_at_the_frame() {
        let out_and_back = [[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]];
        assert_eq!(line(&out_and_back, AREA), [vec![[5.0, 5.0], [10.0, 5.0]], vec![[10.0, 8.0], [5.0, 8.0]]]);
        assert_eq!(line(&[[-5.0, 5.0], [15.0, 5.0]], AREA), [vec![[0.0, 5.0], [10.0, 5.0]]]);
        assert!(line(&[[-5.0, -5.0], [15.0, -5.0]], AREA).is_empty());
        let along = [[0.0, 0.0], [0.0, 10.0], [10.0, 10.0]];
        assert_eq!(line(&along, AREA), [along.to_vec()]);
    }

    #[test]
    fn nan_interrupts() {
        let points = [[1.0, 1.0], [2.0, 2.0], [3.0, f64::NAN], [4.0, 4.0], [5.0, 5.0]];
        assert_eq!(line(&points, AREA), [vec![[1.0, 1.0], [2.0, 2.0]], vec![[4.0, 4.0], [5.0, 5.0]]]);
    }

    #[test]
    fn polygons_are_cut_at_the_frame() {
        let cut = polygon(&[[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]], AREA);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|&p| holds(AREA, p)));
        assert!(polygon(&[[11.0, 1.0], [12.0, 1.0], [12.0, 2.0]], AREA).is_empty());
        let all = polygon(&[[-50.0, -50.0], [50.0, -50.0], [50.0, 50.0], [-50.0, 50.0]], AREA);
        let area2: f64 = (0..all.len())
            .map(|i| {
                let (a, b) = (all[i], all[(i + 1) % all.len()]);
                a[0] * b[1] - b[0] * a[1]
            })
            .sum();
        assert!((area2.abs() / 2.0 - 100.0).abs() < 1e-9);
    }

    #[test]
    fn thinning_keeps_ends_and_corners() {
        let mut points: Vec<[f64; 2]> = (0..=1000).map(|i| [f64::from(i) * 0.01, 0.0]).collect();
        points.push([10.0, 5.0]);
        thin(&mut points);
        assert!(points.len() < 80);
        assert_eq!((points[0], points[points.len() - 1]), ([0.0, 0.0], [10.0, 5.0]));
        // The corner is kept to a tenth of a pixel.
        assert!(points.windows(2).any(|pair| near([10.0, 0.0], pair[0], pair[1])));
    }

    #[test]
    fn thinning_moves_a_circle_by_less_than_a_tenth() {
        let around = |i: i32| f64::from(i) * std::f64::consts::TAU / 2000.0;
        let circle: Vec<[f64; 2]> =
            (0..=2000).map(|i| [50.0 * libm::cos(around(i)), 50.0 * libm::sin(around(i))]).collect();
        let mut thinned = circle.clone();
        thin(&mut thinned);
        assert!(thinned.len() < 200, "{}", thinned.len());
        for p in circle {
            assert!(thinned.windows(2).any(|pair| near(p, pair[0], pair[1])));
        }
    }
}
