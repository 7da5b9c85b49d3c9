//! The surface under the runs, and what of it a picture needs: computed once for each part that is shown.

use crate::demo::{BuildError, Data, Takes, unfit};
use crate::settings::Settings;
use ml::data::Dataset;
use ml::surfaces::{Loss, Point, RowLoss, Surface, by_id};
use plot::relief::Terrain;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Of a learner's own file. More rows would be felt at each step.
pub const TAKES: Takes = Takes {
    least: 2,
    most: 2,
    classes: 2,
    rows: 2000,
    values: usize::MAX,
    uses: |columns| match columns {
        [first, second, ..] => {
            format!("The surface is the log-loss by two weights, that of {first} and that of {second}.")
        }
        _ => "The surface needs two columns, one for each weight.".into(),
    },
};
/// With more rows than this the surface is evaluated at few places and interpolated between.
const COSTLY: usize = 100;

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
        let of = |surface, name: &str, weights| Ground {
            surface,
            name: name.into(),
            weights,
            id,
            shown: RefCell::default(),
        };
        let rows = |data: &Dataset, name: &str| {
            let loss = RowLoss::of_dataset(Loss::Log, data, [0, 1]).map_err(unfit)?;
            Ok(of(Arc::new(loss), name, [0, 1].map(|i| format!("weight of {}", data.names()[i]))))
        };
        match id {
            "breast-cancer" => rows(&data.tumors(&["mean radius", "mean texture"])?, "the log-loss of 569 tumors"),
            crate::OWN => rows(own(data)?, "the log-loss of your own rows"),
            _ => {
                let surface = by_id(id).ok_or_else(|| unfit(format!("there is no surface “{id}”")))?;
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

    /// The height of a terrain at a point.
    pub fn height(&self, terrain: &Terrain, at: Point) -> f64 {
        terrain.height(&|at| self.surface.value(at), at)
    }

    /// The terrain over a rectangle. Asked for the same one again, it is not computed again.
    pub fn terrain(&self, over: [f64; 4]) -> Rc<Terrain> {
        let mut shown = self.shown.borrow_mut();
        if let Some(terrain) = shown.iter().find(|terrain| terrain.over == over) {
            return terrain.clone();
        }
        let costly = self.surface.rows() > COSTLY;
        let terrain = Rc::new(Terrain::new(&|at| self.surface.value(at), over, costly));
        shown.truncate(SHAPES - 1);
        shown.insert(0, terrain.clone());
        terrain
    }
}

fn own(data: &Data) -> Result<&Dataset, BuildError> {
    let own = data.own()?;
    if own.classes().len() != 2 {
        return Err(unfit(format!("a logistic regression needs two classes; the label has {}", own.classes().len())));
    }
    if own.cols() < 2 {
        return Err(unfit("two columns of numbers are needed, one for each weight"));
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
