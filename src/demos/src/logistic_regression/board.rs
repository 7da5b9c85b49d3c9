//! The points of the plane.

use super::settings::EDGE;
use crate::demo::{BuildError, Data, Takes, unfit};
use crate::settings::{Point, Settings};
use ml::data::synthetic::TwoGaussians;
use ml::data::{Dataset, Standardizer, split};
use ml::rng::{Rng, Seed};

/// Of a learner's own file. More rows would take too long to draw and to fit for a moment.
pub const TAKES: Takes = Takes {
    least: 2,
    most: 2,
    classes: 2,
    rows: 5000,
    values: usize::MAX,
    uses: |columns| match columns {
        [across, up, ..] => format!("The plane shows {across} across and {up} up; the model learns from all rows."),
        _ => "The plane needs two columns: one across, one up.".into(),
    },
};

/// Points in the plane, their classes, and what they are called.
pub struct Board {
    /// The points, those left out among them.
    all: Vec<Point>,
    /// Rows that the model does not learn from.
    pub held: Vec<Point>,
    /// The rows of the fit; `None` while a class has none.
    pub data: Option<Dataset>,
    /// Names of the negative and the positive class.
    pub classes: [String; 2],
    /// Names of the two axes.
    pub axes: [String; 2],
    /// What the rows are called.
    pub kind: &'static str,
    /// The plane runs from minus this to this on both axes.
    pub edge: f64,
}

/// Whether a point lies on the edge of the plane and so takes no part.
pub fn left_out(at: [f64; 2]) -> bool {
    at.iter().any(|v| v.abs() >= EDGE)
}

impl Board {
    /// The points that the settings name.
    pub fn new(settings: &Settings, data: &Data) -> Result<Board, BuildError> {
        let seed = Seed(settings.seed().into());
        let real = |data: &Dataset, kind| real(data, settings.choice("fit-on"), seed, kind);
        match settings.choice("data") {
            "clouds" => clouds(settings.number("separation"), seed),
            "separable" => Ok(drawn(discs(&mut seed.rng()))),
            "xor" => Ok(drawn(crosswise(&mut seed.rng()))),
            "placed" => Ok(Board::placed(settings)),
            "breast-cancer" => {
                let [first, second] = match settings.choice("features") {
                    "radius-smoothness" => ["mean radius", "mean smoothness"],
                    "texture-symmetry" => ["mean texture", "mean symmetry"],
                    "radius-perimeter" => ["mean radius", "mean perimeter"],
                    _ => ["mean radius", "mean texture"],
                };
                real(&data.tumors(&[first, second])?, "tumors")
            }
            "iris" => {
                let all = data.rows("iris", &["petal length", "petal width"], "species")?;
                real(&without(&all, "setosa")?, "flowers")
            }
            _ => real(&own(data.own()?)?, "rows"),
        }
    }

    /// The points that the learner placed.
    pub fn placed(settings: &Settings) -> Board {
        let inside = |v: f64| v.clamp(-EDGE, EDGE);
        small(settings.points("points").iter().map(|&(x, y, c)| (inside(x), inside(y), c.min(1))).collect())
    }

    /// All points, those left out among them.
    pub fn points(&self) -> Vec<Point> {
        self.all.clone()
    }

    /// The points that take part.
    pub fn rows(&self) -> usize {
        self.taking_part().count()
    }

    /// The points that take part.
    pub fn taking_part(&self) -> impl Iterator<Item = &Point> {
        self.all.iter().filter(|p| !self.leaves_out(p))
    }

    /// The points that do not.
    pub fn out(&self) -> impl Iterator<Item = &Point> {
        self.all.iter().filter(|p| self.leaves_out(p))
    }

    /// On the edge of the plane of a small set.
    fn leaves_out(&self, p: &Point) -> bool {
        self.edge == EDGE && left_out([p.0, p.1])
    }

    /// The name of a class.
    pub fn class(&self, class: u8) -> &str {
        &self.classes[usize::from(class > 0)]
    }
}

/// Drawn points as exact as a link spells them, so that a drag moves nothing but its own point, and off the edge.
fn drawn(points: Vec<Point>) -> Board {
    let short = |v: f64| ((v * 1000.0).round() / 1000.0).clamp(0.2 - EDGE, EDGE - 0.2);
    small(points.into_iter().map(|(x, y, c)| (short(x), short(y), c)).collect())
}

/// A small set that can be moved.
fn small(all: Vec<Point>) -> Board {
    let classes = ["negative", "positive"].map(String::from);
    let axes = ["x1", "x2"].map(String::from);
    let mut board = Board { all, held: Vec::new(), data: None, classes, axes, kind: "points", edge: EDGE };
    let x: Vec<[f64; 2]> = board.taking_part().map(|p| [p.0, p.1]).collect();
    let y: Vec<usize> = board.taking_part().map(|p| p.2.into()).collect();
    if y.contains(&0) && y.contains(&1) {
        board.data = Dataset::new(x.into(), board.axes.to_vec(), y, board.classes.to_vec()).ok();
    }
    board
}

/// Two round clouds whose centers lie apart along the direction (0.8, 0.6).
fn clouds(separation: f64, seed: Seed) -> Result<Board, BuildError> {
    let data = TwoGaussians { rows: 24, separation, prevalence: 0.5 }.generate(seed).map_err(unfit)?;
    let turned = |row: usize| {
        let ([x, y], class) = ([0, 1].map(|i| data.row(row)[i]), data.y()[row]);
        (0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y, u8::from(class == 1))
    };
    Ok(drawn((0..data.rows()).map(turned).collect()))
}

/// Two discs with room between them.
fn discs(rng: &mut Rng) -> Vec<Point> {
    let mut points = Vec::new();
    while points.len() < 20 {
        let [x, y] = [rng.uniform_in(-1.4, 1.4), rng.uniform_in(-1.4, 1.4)];
        if x * x + y * y > 1.96 {
            continue;
        }
        let positive = points.len() >= 10;
        let way = if positive { 1.0 } else { -1.0 };
        points.push((x + 1.4 * way, y + 1.1 * way, u8::from(positive)));
    }
    points
}

/// Four clouds; the class is positive where the signs of the coordinates differ.
fn crosswise(rng: &mut Rng) -> Vec<Point> {
    let corner = |i: usize| if i.is_multiple_of(2) { 1.0 } else { -1.0 };
    let mut points = Vec::new();
    for i in 0..24 {
        let (right, up) = (corner(i), corner(i / 2));
        let mut near = |center: f64| 1.8 * center + 0.55 * rng.normal();
        points.push((near(right), near(up), u8::from(right != up)));
    }
    points
}

/// Rows of the fit where only some are.
const FEW: f64 = 40.0;

/// Standardized measurements; those held out by the mean and standard deviation of the others.
fn real(data: &Dataset, fit_on: &str, seed: Seed, kind: &'static str) -> Result<Board, BuildError> {
    let [negative, positive] = data.classes() else {
        let found = data.classes().len();
        return Err(unfit(format!("the label column has {found} classes; two are needed here")));
    };
    let held = match fit_on {
        "half" => 0.5,
        "forty" => 1.0 - FEW / data.rows() as f64,
        _ => 0.0,
    };
    let (fitted, held) = if held > 0.0 {
        split::stratified(data.y(), held, seed).map_err(unfit)?.of(data)
    } else {
        (data.clone(), data.take(&[]))
    };
    if let Some(class) = fitted.class_counts().iter().position(|&count| count == 0) {
        return Err(unfit(format!("“{}” has no rows; both classes need some", data.classes()[class])));
    }
    let scale = Standardizer::fit(&fitted);
    let [fitted, held] = [fitted, held].map(|rows| scale.apply(&rows));
    let point = |data: &Dataset, row: usize| (data.row(row)[0], data.row(row)[1], u8::from(data.y()[row] == 1));
    let points = |data: &Dataset| -> Vec<Point> { (0..data.rows()).map(|row| point(data, row)).collect() };
    let (all, held) = (points(&fitted), points(&held));
    let axes = [0, 1].map(|i| format!("{}, standardized", data.names()[i]));
    let classes = [negative.clone(), positive.clone()];
    // A plane for the probe's range at least, and for every row.
    let far = all.iter().chain(&held).fold(EDGE, |far, p| far.max(p.0.abs()).max(p.1.abs()));
    Ok(Board { all, held, data: Some(fitted), classes, axes, kind, edge: (far * 2.0).ceil() / 2.0 + 0.01 })
}

/// The rows of all other classes.
fn without(data: &Dataset, class: &str) -> Result<Dataset, BuildError> {
    let rows: Vec<usize> = (0..data.rows()).filter(|&row| data.classes()[data.y()[row]] != class).collect();
    let kept: Vec<usize> = (0..data.classes().len()).filter(|&c| data.classes()[c] != class).collect();
    let y = rows.iter().map(|&row| kept.iter().position(|&c| c == data.y()[row]).unwrap_or(0)).collect();
    let x = data.take(&rows).x().to_owned();
    let classes = kept.iter().map(|&c| data.classes()[c].clone()).collect();
    Dataset::new(x, data.names().to_vec(), y, classes).map_err(unfit)
}

/// The first two columns of the learner's own data.
fn own(data: &Dataset) -> Result<Dataset, BuildError> {
    if data.cols() < 2 {
        return Err(unfit("choose two columns of numbers: one for each axis of the plane"));
    }
    data.take_columns(&[0, 1]).map_err(unfit)
}
