//! Contour lines and bands of values on a grid.
//!
//! A grid has the same form as [`crate::Layer::Raster`]: `columns * rows` values, row by row from the top, each at
//! the center of its cell. The lines run on to the edges of the rectangle: there the values are continued evenly
//! from the two nearest centers.

mod grid;
mod levels;
mod trace;

pub use levels::{even, spread_from};

use grid::Grid;

/// A line through points.
pub type Line = Vec<[f64; 2]>;

/// Contour lines of a grid over `over` (left, right, lower, upper), one list of lines a level. Closed lines end
/// where they begin.
///
/// Marching squares (Lorensen and Cline's method in the plane): a line crosses an edge of the grid where a
/// straight line between its two values has the level. Where the corners of a cell lie above and below the level
/// crosswise, the mean of the four decides which two are joined. Cells with a NaN corner are left out.
pub fn lines_by_level(values: &[f64], columns: usize, rows: usize, over: [f64; 4], levels: &[f64]) -> Vec<Vec<Line>> {
    match Grid::new(values, columns, rows, over) {
        Some(grid) => trace::trace(&grid, levels),
        None => levels.iter().map(|_| Vec::new()).collect(),
    }
}

/// The contour lines of [`lines_by_level`] of all levels together.
pub fn lines(values: &[f64], columns: usize, rows: usize, over: [f64; 4], levels: &[f64]) -> Vec<Line> {
    lines_by_level(values, columns, rows, over, levels).into_iter().flatten().collect()
}

/// For each level the rings around what lies at or above it, for [`crate::Layer::Regions`]: a ring inside a ring
/// is a hole. Painted from the lowest level up, they make bands.
pub fn bands(values: &[f64], columns: usize, rows: usize, over: [f64; 4], levels: &[f64]) -> Vec<Vec<Line>> {
    match Grid::new(values, columns, rows, over).map(Grid::walled) {
        Some(grid) => trace::trace(&grid, levels),
        None => levels.iter().map(|_| Vec::new()).collect(),
    }
}

#[cfg(test)]
mod tests;
