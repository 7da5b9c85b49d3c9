//! The surface under the runs, and what of it a picture needs: computed once for each part that is shown.

use crate::demo::{BuildError, Data};
use crate::settings::Settings;
use ml::data::Dataset;
use ml::surfaces::{Loss, Point, RowLoss, Surface, by_id};
use plot::contour;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// More rows than this would be felt at each step.
const MOST_ROWS: usize = 2000;
/// With more rows than this the surface is evaluated at few places and interpolated between.
const COSTLY: usize = 100;
/// Cells of the map, and of the net under a costly surface, along the longer side.
const CELLS: f64 = 120.0;
const NET: f64 = 18.0;
/// Contour lines divide the shades of the map into this many bands.
const BANDS: usize = 16;

/// A surface with its name.
pub struct Ground {
    /// The loss.
    pub surface: Arc<dyn Surface>,
    /// What it is called in a sentence: "the narrow valley".
    pub name: String,
    /// What the two weights belong to, if they have names.
    pub weights: [String; 2],
    id: &'static str,
    shown: RefCell<Vec<Rc<Terrain>>>,
}

/// The part of a surface that is shown.
pub struct Terrain {
    /// Left, right, lower and upper edge.
    pub over: [f64; 4],
    /// Cells across.
    pub columns: usize,
    /// Cells down.
    pub rows: usize,
    /// The shade of each cell, 0 at the lowest and 1 at the highest, row by row from the top.
    pub shades: Vec<f32>,
    /// Contour lines between the bands of shades.
    pub lines: Vec<Vec<contour::Line>>,
    /// Height above which a landscape is cut off.
    pub top: f64,
    net: Option<Net>,
}

thread_local! {
    /// Surfaces that have been looked at, with what of them was shown: one that is chosen again is there at once.
    static KEPT: RefCell<Vec<Rc<Ground>>> = const { RefCell::new(Vec::new()) };
}

/// As many shapes of the picture are kept.
const SHAPES: usize = 4;

impl Ground {
    /// The surface that the settings choose, from before if it was chosen before.
    ///
    /// # Errors
    /// If the data are missing or do not fit.
    pub fn chosen(settings: &Settings, data: &Data) -> Result<Rc<Ground>, BuildError> {
        let id = settings.choice("surface");
        // The learner's own rows may have become others.
        let kept = KEPT.with_borrow(|all| all.iter().find(|ground| ground.id == id && id != crate::OWN).cloned());
        if let Some(ground) = kept {
            return Ok(ground);
        }
        let ground = Rc::new(Ground::new(settings, data)?);
        if id != crate::OWN {
            KEPT.with_borrow_mut(|all| all.push(ground.clone()));
        }
        Ok(ground)
    }

    /// The surface that the settings choose.
    ///
    /// # Errors
    /// If the data are missing or do not fit.
    pub(super) fn new(settings: &Settings, data: &Data) -> Result<Ground, BuildError> {
        let id = settings.choice("surface");
        let unfit = |error: &dyn std::fmt::Display| BuildError::Unfit(error.to_string());
        let of = |surface, name: &str, weights| Ground {
            surface,
            name: name.into(),
            weights,
            id,
            shown: RefCell::default(),
        };
        let rows = |data: &Dataset, name: &str| {
            let loss = RowLoss::of_dataset(Loss::Log, data, [0, 1]).map_err(|error| unfit(&error))?;
            Ok(of(Arc::new(loss), name, [0, 1].map(|i| format!("weight of {}", data.names()[i]))))
        };
        match id {
            "breast-cancer" => {
                let table = data.table(id)?;
                let tumors = Dataset::from_table(table, &["mean radius", "mean texture"], "diagnosis")
                    .and_then(|tumors| tumors.with_positive("malignant"))
                    .map_err(|error| unfit(&error))?;
                rows(&tumors, "the log-loss of 569 tumors")
            }
            crate::OWN => rows(own(data)?, "the log-loss of your own rows"),
            _ => {
                let surface = by_id(id).ok_or_else(|| BuildError::Unfit(format!("there is no surface “{id}”")))?;
                let weights = match id {
                    "plateau" => ["weight", "intercept"],
                    "least-squares" => ["slope", "intercept"],
                    _ => ["w₀", "w₁"],
                };
                Ok(of(surface, spoken(id), weights.map(String::from)))
            }
        }
    }

    /// The lowest known loss.
    pub fn lowest(&self) -> Option<f64> {
        self.surface.minima().first().map(|&minimum| self.surface.value(minimum))
    }

    /// Distance to the nearest known minimum.
    pub fn distance(&self, from: Point) -> Option<f64> {
        self.surface.minima().into_iter().map(|minimum| super::runs::distance(from, minimum)).reduce(f64::min)
    }

    /// The surface's window, grown to the shape of a plotting area.
    pub fn window(&self, shape: f64) -> [f64; 4] {
        let window = self.surface.window();
        let middle = window.at(0.5, 0.5);
        let half = [0, 1].map(|i| window.high[i] - middle[i]);
        let half = [half[0].max(half[1] * shape), half[1].max(half[0] / shape)];
        [middle[0] - half[0], middle[0] + half[0], middle[1] - half[1], middle[1] + half[1]]
    }

    /// The terrain over a rectangle. Asked for the same one again, it is not computed again.
    pub fn terrain(&self, over: [f64; 4]) -> Rc<Terrain> {
        let mut shown = self.shown.borrow_mut();
        if let Some(terrain) = shown.iter().find(|terrain| terrain.over == over) {
            return terrain.clone();
        }
        let terrain = Rc::new(Terrain::new(self.surface.as_ref(), over));
        shown.truncate(SHAPES - 1);
        shown.insert(0, terrain.clone());
        terrain
    }
}

fn own(data: &Data) -> Result<&Dataset, BuildError> {
    let own = data.own()?;
    let refused = |why: String| Err(BuildError::Unfit(why));
    if own.classes().len() != 2 {
        return refused(format!("a logistic regression needs two classes; the label has {}", own.classes().len()));
    }
    if own.cols() < 2 {
        return refused("two columns of numbers are needed, one for each weight".into());
    }
    if own.rows() > MOST_ROWS {
        return refused(format!("{} rows are too many to look at in each step; take at most {MOST_ROWS}", own.rows()));
    }
    Ok(own)
}

fn spoken(id: &str) -> &'static str {
    match id {
        "well-conditioned-quadratic" => "the round bowl",
        "rosenbrock" => "Rosenbrock’s banana",
        "himmelblau" => "Himmelblau’s four pits",
        "six-hump-camel" => "the six-hump camel",
        "saddle" => "the saddle",
        "plateau" => "the plateau",
        "least-squares" => "the least squares",
        "log-loss" => "the log-loss of 60 rows",
        _ => "the narrow valley",
    }
}

impl Terrain {
    fn new(surface: &dyn Surface, over: [f64; 4]) -> Terrain {
        let [left, right, lower, upper] = over;
        let unit = (right - left).max(upper - lower) / CELLS;
        let cells = |length: f64| ((length / unit).round() as usize).max(2);
        let (columns, rows) = (cells(right - left), cells(upper - lower));
        let net = (surface.rows() > COSTLY).then(|| Net::new(surface, over));
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
        // One more around the lowest place, where methods come to rest.
        let levels: Vec<f64> =
            std::iter::once(0.5).chain((1..BANDS).map(|k| k as f64)).map(|k| k / BANDS as f64).collect();
        terrain.lines = contour::lines_by_level(&shades, columns, rows, over, &levels);
        terrain.shades = shades.into_iter().map(|shade| shade as f32).collect();
        terrain.top = at(0.88);
        terrain
    }

    /// The loss at a point, interpolated where it is costly.
    pub fn height(&self, surface: &dyn Surface, at: Point) -> f64 {
        self.net.as_ref().map_or_else(|| surface.value(at), |net| net.at(at))
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
        Tone { low, offset, scale: ml::numeric::log1p(h.max(1e-300) / offset) }
    }

    fn of(&self, height: f64) -> f64 {
        ml::numeric::log1p((height - self.low) / self.offset) / self.scale
    }
}

/// Heights at the crossings of a wide net, with one more line around the edge.
struct Net {
    origin: Point,
    unit: Point,
    columns: usize,
    heights: Vec<f64>,
}

impl Net {
    fn new(surface: &dyn Surface, [left, right, lower, upper]: [f64; 4]) -> Net {
        let mesh = (right - left).max(upper - lower) / NET;
        let cells = |length: f64| (length / mesh).ceil().max(1.0);
        let (across, up) = (cells(right - left), cells(upper - lower));
        let unit = [(right - left) / across, (upper - lower) / up];
        let (origin, columns) = ([left - unit[0], lower - unit[1]], across as usize + 3);
        let heights = (0..columns * (up as usize + 3))
            .map(|i| {
                let at = [(i % columns) as f64, (i / columns) as f64];
                surface.value([0, 1].map(|d| origin[d] + at[d] * unit[d]))
            })
            .collect();
        Net { origin, unit, columns, heights }
    }

    /// Cubic interpolation (Catmull–Rom) along both axes.
    fn at(&self, [x, y]: Point) -> f64 {
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
