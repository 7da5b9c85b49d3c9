//! The cases that are judged: held out from the data that a model was fitted to, or made up.

use crate::demo::{BuildError, Data, Takes, listed, unfit};
use crate::scored::{self, Scores, columns, halves};
use crate::settings::Settings;
use ml::data::{Dataset, synthetic};
use ml::logistic::{Softmax, SoftmaxParams, l2_from_c};
use ml::metrics::Multiclass;
use ml::rng::Seed;
use std::rc::Rc;

/// Judged cases.
pub enum Cases {
    /// Two classes, with a score for each case.
    Two(Rc<Scores>),
    /// More classes, with a call for each case.
    Many(Rc<Calls>),
}

/// Cases of several classes and what each was called.
pub struct Calls {
    /// How often each class was called each.
    pub matrix: Multiclass,
    /// Names of the classes.
    pub classes: Vec<String>,
    /// What one class is: "digit".
    pub kind: &'static str,
}

/// Names of the measurements that come first.
const FIRST_OF_BREAST_CANCER: [&str; 3] = ["mean texture", "mean radius", "mean smoothness"];
const FIRST_OF_WINE: [&str; 3] = ["alcohol", "malic acid", "ash"];

/// Of a learner's own file: more than twelve classes cannot be read in a matrix.
pub const TAKES: Takes = Takes {
    classes: 12,
    uses: |columns| {
        format!("The model learns from {}, in one half of the rows; the other half is judged.", listed(columns))
    },
    ..scored::TAKES
};

impl Cases {
    /// Fits and scores what the settings ask for.
    ///
    /// # Errors
    /// If the data are missing or do not fit.
    pub fn new(settings: &Settings, data: &Data) -> Result<Cases, BuildError> {
        let seed = Seed(settings.seed().into());
        match settings.choice("data") {
            "synthetic" => made_up(settings, seed),
            crate::OWN => held_out(data.own()?, "class", "cases", seed),
            id => {
                let (label, first, cases) = match id {
                    "wine" => ("cultivar", &FIRST_OF_WINE[..], "wines"),
                    "digits" => ("digit", &[][..], "digits"),
                    _ => ("diagnosis", &FIRST_OF_BREAST_CANCER[..], "tumors"),
                };
                let features = columns(data.table(id)?, label, first, settings.choice("features"));
                let rows = if cases == "tumors" { data.tumors(&features)? } else { data.rows(id, &features, label)? };
                held_out(&rows, label, cases, seed)
            }
        }
    }
}

/// Fits a model to one half of the rows and judges the other.
fn held_out(data: &Dataset, kind: &'static str, cases: &'static str, seed: Seed) -> Result<Cases, BuildError> {
    let classes = data.classes().to_vec();
    if classes.len() == 2 {
        return Ok(Cases::Two(scored::judged(data, cases, seed)?.into()));
    }
    let (train, test) = halves(data, seed)?;
    let calls = calls(&train, &test)?;
    let matrix = Multiclass::new(test.y(), &calls, classes.len()).map_err(unfit)?;
    Ok(Cases::Many(Calls { matrix, classes, kind }.into()))
}

/// The most probable classes by a softmax regression with the same penalty.
fn calls(train: &Dataset, test: &Dataset) -> Result<Vec<usize>, BuildError> {
    let l2 = l2_from_c(1.0, train.rows());
    // Three times the steps would change at most 2 of the 899 calls on digits.
    let params = SoftmaxParams { l2, tolerance: 1e-4, max_steps: 200, ..SoftmaxParams::default() };
    let mut model = Softmax::new(params, train).map_err(unfit)?;
    model.fit();
    Ok(model.predictions(test))
}

/// Scores of a test whose two groups stay where they are, whatever their mix. With equal shares they would be
/// calibrated: log-odds of variance s² whose means lie s² apart.
fn made_up(settings: &Settings, seed: Seed) -> Result<Cases, BuildError> {
    let s = settings.number("separation");
    // Without separation every score would be one half; a little noise keeps them apart.
    let deviation = s.max(0.5);
    let generator = synthetic::Scores {
        rows: settings.count("people"),
        prevalence: settings.number("prevalence") / 100.0,
        negative_mean: -0.5 * s * deviation,
        negative_deviation: deviation,
        positive_mean: 0.5 * s * deviation,
        positive_deviation: deviation,
    };
    Ok(Cases::Two(scored::made_up(generator, seed)?.into()))
}
