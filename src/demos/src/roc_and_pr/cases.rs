//! The judged cases: one or two models that score the same cases, with the curves of each.

use super::settings::SHARE;
use crate::demo::{BuildError, Data, Takes, listed, unfit};
use crate::scored::{self, Scores, columns};
use crate::settings::Settings;
use ml::data::{Dataset, synthetic};
use ml::metrics::{BandPoint, Pr, Roc, RocBootstrap, Scored};
use ml::rng::Seed;
use std::cell::OnceCell;

/// Names of the measurements that come first.
const FIRST: [&str; 3] = ["mean texture", "mean radius", "mean smoothness"];

/// Of a learner's own file.
pub const TAKES: Takes = Takes {
    uses: |columns| match columns {
        [first, _, ..] => format!(
            "Model A learns from {}, model B from {first} alone, both in one half of the rows; the other half is judged.",
            listed(columns)
        ),
        _ => format!("The model learns from {}, in one half of the rows; the other half is judged.", listed(columns)),
    },
    ..scored::TAKES
};

/// Places along the false positive rate where the band is known.
const GRID: usize = 101;
/// Resampled curves, as long as they cost no more draws than this, so that nobody waits for them.
const REPLICATES: usize = 2000;
const MOST_DRAWS: usize = 2_000_000;
/// Share of the resampled curves that the band holds.
pub const LEVEL: f64 = 0.95;

/// A model's scores and its curves.
pub struct Model {
    /// What sets it apart: "two measurements".
    pub name: String,
    /// The same for the key of a picture; empty of a made-up test, whose numbers stand in the table.
    pub brief: String,
    /// Its scores.
    pub scores: Scores,
    /// Its ROC curve.
    pub roc: Roc,
    /// Its precision–recall curve at the prevalence of the sample.
    pub pr: Pr,
    /// Rows of the negatives and of the positives.
    pub rows: [Vec<usize>; 2],
}

/// Everything that is computed once.
pub struct Cases {
    /// The model whose threshold is moved.
    pub a: Model,
    /// The one it is compared with, if there can be one.
    pub b: Option<Model>,
    /// Decides the pairs and what the bootstrap draws.
    pub seed: Seed,
    band: OnceCell<Option<Band>>,
}

/// What resampling says.
pub struct Band {
    /// The band, by false positive rate.
    pub points: Vec<BandPoint>,
    /// The interval of the area.
    pub auc: (f64, f64),
    /// The interval of A's area less B's, both from the same cases in every replicate.
    pub difference: Option<(f64, f64)>,
    /// How many curves were drawn.
    pub replicates: usize,
}

impl Cases {
    /// Fits and scores what the settings ask for.
    ///
    /// # Errors
    /// If the data are missing or do not fit.
    pub fn new(settings: &Settings, data: &Data) -> Result<Cases, BuildError> {
        let seed = Seed(settings.seed().into());
        let grades = settings.choice("grades");
        let (a, b) = match settings.choice("data") {
            "synthetic" => {
                let test = |separation: &str, spread: &str| made_up(settings, separation, spread, seed);
                (test("separation", "spread")?, Some(test("rival-separation", "rival-spread")?))
            }
            crate::OWN => {
                let own = data.own()?;
                if let found @ (0 | 1 | 3..) = own.classes().len() {
                    return Err(unfit(format!("the label column has {found} classes; these curves are for two")));
                }
                let first = own.take_columns(&[0]).map_err(unfit)?;
                let b = if own.cols() > 1 { Some(fitted(&first, "cases", seed)?) } else { None };
                (fitted(own, "cases", seed)?, b)
            }
            _ => {
                let tumors = |key: &str| -> Result<(String, Scores), BuildError> {
                    let features = columns(data.table("breast-cancer")?, "diagnosis", &FIRST, settings.choice(key));
                    fitted(&data.tumors(&features)?, "tumors", seed)
                };
                (tumors("features")?, Some(tumors("rival-features")?))
            }
        };
        let b = b.map(|b| model(b, grades)).transpose()?;
        Ok(Cases { a: model(a, grades)?, b, seed, band: OnceCell::new() })
    }

    /// The bootstrap of model A's curve, drawn when it is first asked for.
    pub fn band(&self) -> Option<&Band> {
        let draw = || {
            let scored = &self.a.scores.scored;
            let replicates = REPLICATES.min(MOST_DRAWS / scored.rows()).max(50);
            let run = |scored: &Scored, grid: usize| {
                let mut bootstrap = RocBootstrap::new(scored, grid, self.seed.stream(1))?;
                bootstrap.run(replicates);
                Some(bootstrap)
            };
            let a = run(scored, GRID)?;
            // Of B the area is enough.
            let b = self.b.as_ref().and_then(|b| run(&b.scores.scored, 2));
            let difference = b.and_then(|b| a.difference_interval(&b, LEVEL));
            Some(Band { points: a.band(LEVEL), auc: a.auc_interval(LEVEL)?, difference, replicates })
        };
        self.band.get_or_init(draw).as_ref()
    }
}

/// A model from its name and scores, rounded to grades.
fn model((name, mut scores): (String, Scores), grades: &str) -> Result<Model, BuildError> {
    let steps = match grades {
        "ten" => 9.0,
        "five" => 4.0,
        "two" => 1.0,
        _ => 0.0,
    };
    if steps > 0.0 {
        let rounded: Vec<f64> = scores.scored.scores().iter().map(|score| (score * steps).round() / steps).collect();
        scores.scored = Scored::new(scores.scored.labels(), &rounded).map_err(unfit)?;
    }
    let curves = Roc::new(&scores.scored).zip(Pr::new(&scores.scored));
    let (roc, pr) = curves.ok_or_else(|| unfit("a class has no cases"))?;
    let labels = scores.scored.labels();
    let rows = [false, true].map(|class| (0..labels.len()).filter(|&row| labels[row] == class).collect());
    let brief = if scores.held_out { name.clone() } else { String::new() };
    Ok(Model { name, brief, scores, roc, pr, rows })
}

/// A logistic regression on these columns, judged on the half that it did not see.
fn fitted(data: &Dataset, cases: &'static str, seed: Seed) -> Result<(String, Scores), BuildError> {
    let name = match data.names() {
        [one] => one.strip_prefix("mean ").unwrap_or(one).to_string(),
        more => format!("{} measurements", more.len()),
    };
    Ok((name, scored::judged(data, cases, seed)?))
}

/// Scores of a made-up test: normal in either group, squeezed into 0 to 1. With the same seed every test draws the
/// same luck for the same person.
fn made_up(settings: &Settings, separation: &str, spread: &str, seed: Seed) -> Result<(String, Scores), BuildError> {
    // A wider scale uses more of the range from 0 to 1; no order changes.
    const SCALE: f64 = 1.5;
    let (gap, spread) = (settings.number(separation), settings.number(spread));
    let generator = synthetic::Scores {
        rows: settings.count("people"),
        prevalence: SHARE / 100.0,
        negative_mean: -0.5 * SCALE * gap,
        negative_deviation: SCALE,
        positive_mean: 0.5 * SCALE * gap,
        positive_deviation: SCALE * spread,
    };
    let short = crate::controls::short;
    let name = match spread == 1.0 {
        true => format!("separation {}", short(gap)),
        false => format!("separation {}, spread {}", short(gap), short(spread)),
    };
    Ok((name, scored::made_up(generator, seed)?))
}
