use super::*;

const UNIT: [f64; 4] = [0.0, 1.0, 0.0, 1.0];

/// Values of a function at the centers of cells.
fn sampled(columns: usize, rows: usize, [l, r, b, t]: [f64; 4], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let x = |c: usize| l + (r - l) * (c as f64 + 0.5) / columns as f64;
    let y = |row: usize| t - (t - b) * (row as f64 + 0.5) / rows as f64;
    (0..rows * columns).map(|i| f(x(i % columns), y(i / columns))).collect()
}

/// Twice the area inside a ring; negative when it runs with the clock.
fn area2(ring: &[[f64; 2]]) -> f64 {
    ring.windows(2).map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1]).sum()
}

#[test]
fn a_plane_has_a_straight_line_from_edge_to_edge() {
    let values = sampled(7, 5, UNIT, |x, y| x + 0.5 * y);
    let found = lines(&values, 7, 5, UNIT, &[0.6]);
    assert_eq!(found.len(), 1);
    let line = &found[0];
    assert!(line.iter().all(|p| (p[0] + 0.5 * p[1] - 0.6).abs() < 1e-12), "{line:?}");
    let mut ends = [line[0][1], line[line.len() - 1][1]];
    ends.sort_by(f64::total_cmp);
    assert!(ends[0].abs() < 1e-12 && (ends[1] - 1.0).abs() < 1e-12, "{ends:?}");
}

#[test]
fn a_bowl_has_one_closed_circle() {
    let over = [-2.0, 2.0, -2.0, 2.0];
    let values = sampled(80, 80, over, |x, y| x * x + y * y);
    let found = lines(&values, 80, 80, over, &[1.0]);
    assert_eq!(found.len(), 1);
    let ring = &found[0];
    assert_eq!(ring.first(), ring.last());
    // The error of a straight cut through a parabola on cells of 0.05: at most h²/8 · f'' / f' = 0.0003.
    assert!(ring.iter().all(|p| (libm::hypot(p[0], p[1]) - 1.0).abs() < 4e-4));
    // A polygon inside a circle of area π.
    assert!((area2(ring).abs() / 2.0 - std::f64::consts::PI).abs() < 0.01);
    // No point is passed twice.
    let mut points: Vec<_> = ring[1..].iter().map(|p| (p[0].to_bits(), p[1].to_bits())).collect();
    points.sort_unstable();
    points.dedup();
    assert_eq!(points.len(), ring.len() - 1);
}

#[test]
fn the_mean_decides_a_saddle() {
    // Upper left and lower right are high. Edges of a 2×2 grid of centers at 0.25 and 0.75.
    let at = |low: f64| lines(&[1.0, low, low, 1.0], 2, 2, UNIT, &[0.5]);
    let near_high_corner = |line: &Line| line.iter().all(|p| p[0] < p[1]) || line.iter().all(|p| p[0] > p[1]);
    // With 0.2 for the low corners the mean is 0.6: the ridge holds together, and the lines cut off the low corners,
    // so that each crosses the diagonal through them.
    assert_eq!(at(0.2).len(), 2);
    assert!(at(0.2).iter().all(|line| !near_high_corner(line)));
    // With −0.2 it is 0.4: the valley holds together.
    assert_eq!(at(-0.2).len(), 2);
    assert!(at(-0.2).iter().all(near_high_corner));
}

#[test]
fn missing_values_interrupt() {
    let mut values = sampled(9, 9, UNIT, |x, _| x);
    let whole = lines(&values, 9, 9, UNIT, &[0.5]);
    assert_eq!(whole.len(), 1);
    values[4 * 9 + 4] = f64::NAN;
    let found = lines(&values, 9, 9, UNIT, &[0.5]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().flatten().all(|p| p[0].is_finite() && p[1].is_finite()));
    assert!(lines(&values, 3, 9, UNIT, &[0.5]).is_empty());
    assert!(lines(&[], 0, 0, UNIT, &[0.5]).is_empty());
}

#[test]
fn bands_are_closed_and_have_the_right_area() {
    let over = [-1.0, 1.0, -1.0, 1.0];
    // Higher outside the circle of radius 0.5: the square with a hole.
    let values = sampled(100, 100, over, |x, y| x * x + y * y);
    let rings = &bands(&values, 100, 100, over, &[0.25])[0];
    assert_eq!(rings.len(), 2);
    assert!(rings.iter().all(|ring| ring.first() == ring.last()));
    let mut areas: Vec<f64> = rings.iter().map(|ring| area2(ring).abs() / 2.0).collect();
    areas.sort_by(f64::total_cmp);
    assert!((areas[0] - 0.25 * std::f64::consts::PI).abs() < 0.002, "{areas:?}");
    assert!((areas[1] - 4.0).abs() < 1e-9, "{areas:?}");
    // Everything lies above a low level, nothing above a high one.
    assert_eq!(bands(&values, 100, 100, over, &[-1.0, 9.0]).iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn levels_are_inside_the_range() {
    let values = [0.0, 3.0, f64::NAN, 10.0, f64::INFINITY];
    assert_eq!(even(&values, 5), [2.0, 4.0, 6.0, 8.0]);
    let levels = spread_from(&values, 4, 0.01);
    // 10 · 0.01^(1, 3/4, 1/2, 1/4).
    for (level, want) in levels.iter().zip([0.1, 0.316_227_766, 1.0, 3.162_277_66]) {
        assert!((level - want).abs() < 1e-8, "{levels:?}");
    }
    assert!(even(&[2.0, 2.0], 5).is_empty() && spread_from(&[], 5, 0.1).is_empty());
}
