//! Values with the places they stand at.

/// Values at the crossings of lines, from the lower left.
pub struct Grid {
    /// Places across, ascending.
    pub xs: Vec<f64>,
    /// Places up, ascending.
    pub ys: Vec<f64>,
    /// `xs.len() * ys.len()` values, row by row from below.
    pub values: Vec<f64>,
}

impl Grid {
    /// The grid through the centers of cells, with a border at the rectangle's edges. `None` if there are too few
    /// cells, a wrong number of values, or a rectangle without extent.
    pub fn new(values: &[f64], columns: usize, rows: usize, over: [f64; 4]) -> Option<Grid> {
        let [left, right, lower, upper] = over;
        let sound = over.iter().all(|v| v.is_finite()) && left < right && lower < upper;
        if columns < 2 || rows < 2 || columns.checked_mul(rows)? != values.len() || !sound {
            return None;
        }
        let (xs, ys) = (places(left, right, columns), places(lower, upper, rows));
        let at = |column: usize, row: usize| values[(rows - 1 - row) * columns + column];
        let mut grid = Vec::with_capacity(xs.len() * ys.len());
        for row in 0..rows + 2 {
            let across = |row: usize| border(columns, |column| at(column, row));
            let line = match row {
                0 => continued(&across(0), &across(1)),
                r if r == rows + 1 => continued(&across(rows - 1), &across(rows - 2)),
                r => across(r - 1),
            };
            grid.extend(line);
        }
        Some(Grid { xs, ys, values: grid })
    }

    /// The same grid within a wall that is lower than every level, at the same places as its border: every contour
    /// line is closed.
    pub fn walled(self) -> Grid {
        let doubled = |places: Vec<f64>| {
            let (first, last) = (places[0], places[places.len() - 1]);
            std::iter::once(first).chain(places).chain([last]).collect::<Vec<f64>>()
        };
        let (columns, rows) = (self.xs.len(), self.ys.len());
        let wall = f64::NEG_INFINITY;
        let mut values = vec![wall; columns + 2];
        for row in 0..rows {
            values.push(wall);
            values.extend(&self.values[row * columns..(row + 1) * columns]);
            values.push(wall);
        }
        values.extend(vec![wall; columns + 2]);
        Grid { xs: doubled(self.xs), ys: doubled(self.ys), values }
    }
}

/// The ends and the centers of `n` even cells between them.
fn places(from: f64, to: f64, n: usize) -> Vec<f64> {
    let center = |i: usize| from + (to - from) * (i as f64 + 0.5) / n as f64;
    std::iter::once(from).chain((0..n).map(center)).chain([to]).collect()
}

/// A row of values with one more on each end, half a cell on.
fn border(n: usize, at: impl Fn(usize) -> f64) -> Vec<f64> {
    let half = |near: f64, next: f64| near + 0.5 * (near - next);
    let first = half(at(0), at(1));
    let last = half(at(n - 1), at(n - 2));
    std::iter::once(first).chain((0..n).map(at)).chain([last]).collect()
}

fn continued(near: &[f64], next: &[f64]) -> Vec<f64> {
    near.iter().zip(next).map(|(a, b)| a + 0.5 * (a - b)).collect()
}
