//! A surface over the plane as a map shows it: shades, contour lines between them, and the height above which a
//! landscape is cut off.

use crate::contour;
use crate::ink::{ColorMap, Ink};
use crate::picture::{Layer, Stroke};

/// Cells of the map, and of the net under a costly surface, along the longer side.
const CELLS: f64 = 120.0;
const NET: f64 = 18.0;
/// Contour lines divide the shades of the map into this many bands.
const BANDS: usize = 16;
/// Every so many contour lines one is drawn stronger.
const STRONG: usize = 4;

/// The part of a surface that is shown.
pub struct Terrain {
    /// Left, right, lower and upper edge.
    pub over: [f64; 4],
    /// Height above which a landscape is cut off.
    pub top: f64,
    columns: usize,
    rows: usize,
    /// The shade of each cell, 0 at the lowest and 1 at the highest, row by row from the top.
    shades: Vec<f32>,
    /// Contour lines between the bands of shades.
    lines: Vec<Vec<contour::Line>>,
    net: Option<Net>,
}

impl Terrain {
    /// The terrain of a surface over a rectangle. A costly surface is evaluated at few places and interpolated between.
    pub fn new(surface: &dyn Fn([f64; 2]) -> f64, over: [f64; 4], costly: bool) -> Terrain {
        let [left, right, lower, upper] = over;
        let unit = (right - left).max(upper - lower) / CELLS;
        let cells = |length: f64| ((length / unit).round() as usize).max(2);
        let (columns, rows) = (cells(right - left), cells(upper - lower));
        let net = costly.then(|| Net::new(surface, over));
        let mut terrain =
            Terrain { over, columns, rows, shades: Vec::new(), lines: Vec::new(), top: f64::INFINITY, net };
        let heights: Vec<f64> = (0..columns * rows)
            .map(|i| {
                let (across, down) = ((i % columns) as f64 + 0.5, (i / columns) as f64 + 0.5);
                let x = left + (right - left) * across / columns as f64;
                terrain.height(surface, [x, upper + (lower - upper) * down / rows as f64])
            })
            .collect();
        let mut sorted = heights.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
        let tone = Tone::new(at(0.0), at(0.5), at(1.0));
        let shades: Vec<f64> = heights.iter().map(|&height| tone.of(height)).collect();
        // One more around the lowest place, where descents come to rest.
        let levels: Vec<f64> =
            std::iter::once(0.5).chain((1..BANDS).map(|k| k as f64)).map(|k| k / BANDS as f64).collect();
        terrain.lines = contour::lines_by_level(&shades, columns, rows, over, &levels);
        terrain.shades = shades.into_iter().map(|shade| shade as f32).collect();
        terrain.top = at(0.88);
        terrain
    }

    /// The height of the same surface at a point, interpolated where it is costly.
    pub fn height(&self, surface: &dyn Fn([f64; 2]) -> f64, at: [f64; 2]) -> f64 {
        self.net.as_ref().map_or_else(|| surface(at), |net| net.at(at))
    }

    /// Shades and contour lines.
    pub fn map(&self, colors: ColorMap, ink: Ink) -> Vec<Layer> {
        let mut layers = vec![Layer::Raster {
            over: self.over,
            columns: self.columns,
            rows: self.rows,
            values: self.shades.clone(),
            map: colors,
            opacity: 1.0,
            smooth: true,
        }];
        layers.extend(self.lines.iter().enumerate().map(|(k, lines)| {
            let strong = k > 0 && k % STRONG == 0;
            Layer::Lines { lines: lines.clone(), stroke: Stroke::solid(ink, if strong { 1.1 } else { 0.7 }) }
        }));
        layers
    }
}

/// Shades by height: half of the picture lies below the middle shade, so that a deep floor and steep walls both
/// show. The logarithm of the height over the lowest place, with the offset that gives the median one half.
struct Tone {
    low: f64,
    offset: f64,
    scale: f64,
}

impl Tone {
    fn new(low: f64, median: f64, high: f64) -> Tone {
        let (m, h) = (median - low, high - low);
        // (1 + m/s)² = 1 + h/s has the solution s = m² / (h − 2m). Where the median is high there is none, and
        // shades follow the height.
        let offset = if h > 2.05 * m && m > 0.0 { m * m / (h - 2.0 * m) } else { 100.0 * h.max(1e-300) };
        Tone { low, offset, scale: libm::log1p(h.max(1e-300) / offset) }
    }

    fn of(&self, height: f64) -> f64 {
        libm::log1p((height - self.low) / self.offset) / self.scale
    }
}

/// Heights at the crossings of a wide net, with one more line around the edge.
struct Net {
    origin: [f64; 2],
    unit: [f64; 2],
    columns: usize,
    heights: Vec<f64>,
}

impl Net {
    fn new(surface: &dyn Fn([f64; 2]) -> f64, [left, right, lower, upper]: [f64; 4]) -> Net {
        let mesh = (right - left).max(upper - lower) / NET;
        let cells = |length: f64| (length / mesh).ceil().max(1.0);
        let (across, up) = (cells(right - left), cells(upper - lower));
        let unit = [(right - left) / across, (upper - lower) / up];
        let (origin, columns) = ([left - unit[0], lower - unit[1]], across as usize + 3);
        let heights = (0..columns * (up as usize + 3))
            .map(|i| {
                let at = [(i % columns) as f64, (i / columns) as f64];
                surface([0, 1].map(|d| origin[d] + at[d] * unit[d]))
            })
            .collect();
        Net { origin, unit, columns, heights }
    }

    /// Cubic interpolation (Catmull–Rom) along both axes.
    fn at(&self, [x, y]: [f64; 2]) -> f64 {
        let lines = [self.columns, self.heights.len() / self.columns];
        let place = |d: usize, v: f64| {
            let u = ((v - self.origin[d]) / self.unit[d]).clamp(1.0, (lines[d] - 2) as f64);
            let cell = (u as usize).min(lines[d] - 3);
            (cell, weights(u - cell as f64))
        };
        let ((column, across), (row, up)) = (place(0, x), place(1, y));
        let mut total = 0.0;
        for (i, v) in up.iter().enumerate() {
            let first = (row + i - 1) * self.columns + column - 1;
            let line = &self.heights[first..first + 4];
            total += v * line.iter().zip(across).map(|(height, w)| height * w).sum::<f64>();
        }
        total
    }
}

/// Shares of the four neighbors at a place `t` of the way from the second to the third.
fn weights(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [0.5 * (2.0 * t2 - t - t3), 0.5 * (2.0 - 5.0 * t2 + 3.0 * t3), 0.5 * (t + 4.0 * t2 - 3.0 * t3), 0.5 * (t3 - t2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const OVER: [f64; 4] = [-4.0, 4.0, -3.0, 3.0];

    fn bowl(at: [f64; 2]) -> f64 {
        0.5 * at[0] * at[0] + 3.0 * at[1] * at[1]
    }

    #[test]
    fn interpolated_heights_are_those_of_the_surface() {
        let terrain = Terrain::new(&bowl, OVER, true);
        for i in 0..20 {
            let at = [-4.0 + 0.4 * f64::from(i), 3.0 - 0.3 * f64::from(i)];
            // Cubics pass through a quadratic exactly, up to rounding.
            assert!((terrain.height(&bowl, at) - bowl(at)).abs() < 1e-9, "{at:?}");
        }
    }

    #[test]
    fn shades_run_from_the_lowest_to_the_highest_and_half_lie_below_the_middle() {
        let terrain = Terrain::new(&bowl, OVER, false);
        let low = terrain.shades.iter().fold(1.0_f32, |a, &b| a.min(b));
        let high = terrain.shades.iter().fold(0.0_f32, |a, &b| a.max(b));
        assert_eq!((low, high), (0.0, 1.0));
        let below = terrain.shades.iter().filter(|shade| **shade < 0.5).count() as f64 / terrain.shades.len() as f64;
        assert!((below - 0.5).abs() < 0.01, "{below}");
        let lines = terrain.map(ColorMap::Relief, Ink::Accent).len();
        assert_eq!(lines, 1 + BANDS);
    }
}
