//! Marching squares, with the pieces joined.

use super::grid::Grid;

const NONE: u32 = u32::MAX;

/// Edges of the grid by number: first those across, row by row, then those upright.
struct Edges {
    columns: usize,
    across: usize,
}

impl Edges {
    fn across(&self, column: usize, row: usize) -> u32 {
        (row * (self.columns - 1) + column) as u32
    }

    fn upright(&self, column: usize, row: usize) -> u32 {
        (self.across + row * self.columns + column) as u32
    }
}

/// The contour lines of a grid at each level.
pub fn trace(grid: &Grid, levels: &[f64]) -> Vec<Vec<Vec<[f64; 2]>>> {
    let columns = grid.xs.len();
    let edges = Edges { columns, across: (columns - 1) * grid.ys.len() };
    let ranges = ranges(grid);
    // Each edge is part of at most two pieces, so that its neighbors along the line fit in two places.
    let mut links = vec![[NONE; 2]; edges.across + columns * (grid.ys.len() - 1)];
    let level = |&level: &f64| {
        let mut touched = Vec::new();
        for (cell, _) in ranges.iter().enumerate().filter(|(_, [low, high])| *low < level && level <= *high) {
            let (column, row) = (cell % (columns - 1), cell / (columns - 1));
            let sides = [
                edges.across(column, row),
                edges.upright(column + 1, row),
                edges.across(column, row + 1),
                edges.upright(column, row),
            ];
            for [a, b] in pieces(corners(grid, column, row), level).into_iter().flatten() {
                link(&mut links, sides[a], sides[b]);
                link(&mut links, sides[b], sides[a]);
                touched.extend([sides[a], sides[b]]);
            }
        }
        join(grid, level, &edges, &mut links, &touched)
    };
    levels.iter().map(level).collect()
}

/// Values at the corners of a cell, from the lower left against the clock.
fn corners(grid: &Grid, column: usize, row: usize) -> [f64; 4] {
    let columns = grid.xs.len();
    let at = row * columns + column;
    [grid.values[at], grid.values[at + 1], grid.values[at + columns + 1], grid.values[at + columns]]
}

/// Least and greatest corner of each cell, row by row: most cells are far from any one level. A cell with a NaN
/// corner has an empty range.
fn ranges(grid: &Grid) -> Vec<[f64; 2]> {
    let mut ranges = Vec::with_capacity(grid.values.len());
    for row in 0..grid.ys.len() - 1 {
        for column in 0..grid.xs.len() - 1 {
            let corners = corners(grid, column, row);
            ranges.push(if corners.iter().any(|v| v.is_nan()) {
                [f64::INFINITY, f64::NEG_INFINITY]
            } else {
                [
                    corners.iter().copied().fold(f64::INFINITY, f64::min),
                    corners.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                ]
            });
        }
    }
    ranges
}

fn link(links: &mut [[u32; 2]], from: u32, to: u32) {
    let places = &mut links[from as usize];
    let free = usize::from(places[0] != NONE);
    places[free] = to;
}

/// The pieces of line in a cell, as pairs of its sides: 0 below, 1 right, 2 above, 3 left. Corners run from the
/// lower left against the clock, so that side `i` lies between corners `i` and `i + 1`.
fn pieces(corners: [f64; 4], level: f64) -> [Option<[usize; 2]>; 2] {
    let above = corners.map(|v| v >= level);
    // One bit a corner.
    match (0..4).fold(0, |bits, i| bits | (u8::from(above[i]) << i)) {
        0 | 15 => [None, None],
        1 | 14 => [Some([3, 0]), None],
        2 | 13 => [Some([0, 1]), None],
        4 | 11 => [Some([1, 2]), None],
        8 | 7 => [Some([2, 3]), None],
        3 | 12 => [Some([3, 1]), None],
        6 | 9 => [Some([0, 2]), None],
        _ => {
            let center = 0.25 * corners.iter().sum::<f64>();
            // A center on the side of corners 0 and 2 joins them, and the lines cut off corners 1 and 3.
            if (center >= level) == above[0] { [Some([0, 1]), Some([2, 3])] } else { [Some([3, 0]), Some([1, 2])] }
        }
    }
}

/// Follows the links from the edges that have some, and removes them: first the lines that end at the border, then
/// the closed ones.
fn join(grid: &Grid, level: f64, edges: &Edges, links: &mut [[u32; 2]], touched: &[u32]) -> Vec<Vec<[f64; 2]>> {
    let mut lines = Vec::new();
    for open in [true, false] {
        for &start in touched {
            let mut at = start as usize;
            let ends = links[at].iter().filter(|&&l| l != NONE).count();
            if ends == 0 || (open && ends != 1) {
                continue;
            }
            let mut line = vec![point(grid, level, edges, at)];
            while let Some(next) = follow(links, at) {
                line.push(point(grid, level, edges, next));
                at = next;
            }
            lines.push(line);
        }
    }
    lines
}

/// Goes along one link of an edge and removes it.
fn follow(links: &mut [[u32; 2]], from: usize) -> Option<usize> {
    let place = usize::from(links[from][0] == NONE);
    let to = links[from][place];
    if to == NONE {
        return None;
    }
    links[from][place] = NONE;
    let back = usize::from(links[to as usize][0] != from as u32);
    links[to as usize][back] = NONE;
    Some(to as usize)
}

/// Where the level crosses an edge.
fn point(grid: &Grid, level: f64, edges: &Edges, edge: usize) -> [f64; 2] {
    let columns = edges.columns;
    let (column, row, upright) = if edge < edges.across {
        (edge % (columns - 1), edge / (columns - 1), false)
    } else {
        ((edge - edges.across) % columns, (edge - edges.across) / columns, true)
    };
    let (next_column, next_row) = if upright { (column, row + 1) } else { (column + 1, row) };
    let (a, b) = (grid.values[row * columns + column], grid.values[next_row * columns + next_column]);
    let share = (level - a) / (b - a);
    // Beside an infinite value, the wall of the bands for one, the line runs along the finite one.
    let share = match (a.is_finite(), b.is_finite()) {
        (true, true) => share.clamp(0.0, 1.0),
        (true, false) => 0.0,
        (false, true) => 1.0,
        (false, false) => 0.5,
    };
    let between = |p: f64, q: f64| p + share * (q - p);
    [between(grid.xs[column], grid.xs[next_column]), between(grid.ys[row], grid.ys[next_row])]
}
