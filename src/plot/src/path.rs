//! Long lines with what cannot be seen of them left out.

/// A curve over rising `xs` with the points left out that lie on the line between their neighbors, up to `exact` of its
/// height (Douglas and Peucker, "Algorithms for the reduction of the number of points", 1973).
pub fn simplified(xs: &[f64], ys: &[f64], exact: f64) -> Vec<[f64; 2]> {
    let Some(last) = xs.len().min(ys.len()).checked_sub(1) else { return Vec::new() };
    let mut kept = vec![[xs[0], ys[0]]];
    keep(xs, ys, exact, 0, last, &mut kept);
    kept
}

fn keep(xs: &[f64], ys: &[f64], exact: f64, from: usize, to: usize, kept: &mut Vec<[f64; 2]>) {
    let slope = (ys[to] - ys[from]) / (xs[to] - xs[from]);
    let off = |i: usize| (ys[i] - ys[from] - slope * (xs[i] - xs[from])).abs();
    let mut worst = from;
    let mut most = exact;
    for i in from + 1..to {
        if off(i) > most {
            (worst, most) = (i, off(i));
        }
    }
    if worst > from {
        keep(xs, ys, exact, from, worst, kept);
        keep(xs, ys, exact, worst, to, kept);
    } else {
        kept.push([xs[to], ys[to]]);
    }
}

/// Values at the steps from `from` on as a line: of more than `columns` of them the least and the greatest in each of
/// as many columns.
pub fn extremes(from: usize, values: &[f64], columns: usize) -> Vec<[f64; 2]> {
    let every = values.len().div_ceil(columns.max(1));
    let mut points = Vec::new();
    for (column, part) in values.chunks(every.max(1)).enumerate() {
        let order = |a: &usize, b: &usize| part[*a].total_cmp(&part[*b]);
        let ends = [(0..part.len()).min_by(order), (0..part.len()).max_by(order)].map(|i| i.unwrap_or(0));
        let point = |i: usize| [(from + column * every + i) as f64, part[i]];
        points.push(point(ends[0].min(ends[1])));
        if ends[0] != ends[1] {
            points.push(point(ends[0].max(ends[1])));
        }
    }
    points
}

/// Indices of points with at least this distance between one and the next.
pub fn spaced(points: &[[f64; 2]], apart: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let far = |&last: &usize| {
            let [dx, dy] = [0, 1].map(|d| point[d] - points[last][d]);
            dx * dx + dy * dy >= apart * apart
        };
        if kept.last().is_none_or(far) {
            kept.push(i);
        }
    }
    kept
}

/// A path without points that cannot be told apart; its last point stays.
pub fn thinned(points: &[[f64; 2]], apart: f64) -> Vec<[f64; 2]> {
    let mut thin: Vec<[f64; 2]> = spaced(points, apart).into_iter().map(|i| points[i]).collect();
    thin.extend(points.last());
    thin
}

/// A path up to its first point that lies a whole picture away from a rectangle of left, right, lower and upper edge: what
/// has left for good would only streak the picture.
pub fn near(points: impl IntoIterator<Item = [f64; 2]>, over: [f64; 4]) -> Vec<[f64; 2]> {
    let far = |w: &[f64; 2]| {
        (0..2).any(|i| {
            let (low, high) = (over[2 * i], over[2 * i + 1]);
            w[i] < 2.0 * low - high || w[i] > 2.0 * high - low
        })
    };
    let mut kept = Vec::new();
    for point in points {
        kept.push(point);
        if far(&point) {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simplified_curve_stays_within_its_tolerance() {
        let xs: Vec<f64> = (0..=100).map(|i| f64::from(i) / 50.0 - 1.0).collect();
        let ys: Vec<f64> =
            xs.iter().map(|x| 40.0 * x * x * x * x * x - 3.0 * x * x + (7.0 * x).round() * 0.01).collect();
        let thin = simplified(&xs, &ys, 0.02);
        // Two thirds: the steps of the last term are half as high as the tolerance, and the steep ends need their points.
        assert!(thin.len() <= xs.len() * 2 / 3, "{}", thin.len());
        for pair in thin.windows(2) {
            for (x, y) in xs.iter().zip(&ys).filter(|(x, _)| **x >= pair[0][0] && **x <= pair[1][0]) {
                let share = (x - pair[0][0]) / (pair[1][0] - pair[0][0]);
                let line = pair[0][1] + share * (pair[1][1] - pair[0][1]);
                assert!((y - line).abs() <= 0.02 + 1e-9);
            }
        }
        assert_eq!((thin[0][0], thin[thin.len() - 1][0]), (-1.0, 1.0));
        assert!(simplified(&[], &[], 0.1).is_empty());
    }

    #[test]
    fn columns_keep_their_extremes_in_order() {
        assert_eq!(extremes(3, &[5.0, 1.0, 2.0, 9.0], 2), [[3.0, 5.0], [4.0, 1.0], [5.0, 2.0], [6.0, 9.0]]);
        assert_eq!(extremes(0, &[1.0, 3.0, 0.0, 2.0], 1), [[1.0, 3.0], [2.0, 0.0]]);
    }

    #[test]
    fn paths_end_where_they_leave_for_good() {
        let path = [[0.0, 0.0], [1.5, 0.0], [9.0, 0.0], [0.5, 0.5]];
        assert_eq!(near(path, [0.0, 1.0, 0.0, 1.0]), path[..3]);
        assert_eq!(spaced(&path, 2.0), [0, 2, 3]);
        assert_eq!(thinned(&path[..2], 2.0), [[0.0, 0.0], [1.5, 0.0]]);
    }
}
