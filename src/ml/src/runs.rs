//! Short runs of every algorithm, to show that this machine computes the same
//! bits as ours.
//!
//! The numbers beside them were made by a native build. A browser test calls
//! [`Run::digest`] in each engine and compares it with [`Run::expected`]; an
//! algorithm that is not listed is not covered, so add a line with each.

use crate::bias_variance::{Design, ExperimentError, ExperimentParams, Family, Sweep};
use crate::data::synthetic::{Blobs, Moons, Scores, TwoGaussians};
use crate::data::{DataError, Dataset, Standardizer, split};
use crate::digest::Digest;
use crate::logistic::{Logistic, LogisticError, Params, Softmax, SoftmaxParams, SoftmaxSolver, Solver};
use crate::memory::{DEFAULT_PARAMETERS, Fsrs, Learner, Plan, simulate};
use crate::metrics::{Binning, Forecasts, MetricsError, Pr, Roc, RocBootstrap, Scored};
use crate::neighbors::{NeighborClassifier, NeighborError};
use crate::numeric as n;
use crate::optimizers::{
    AdamParams, Batch, Descent, DescentError, DescentParams, MomentumParams, Params as Rule, RmsPropParams, Schedule,
};
use crate::polynomial::Basis;
use crate::rng::Seed;
use crate::surfaces::{REGISTRY, by_id};
use crate::trees::{Criterion, Tree, TreeError, TreeParams};

/// A run and the digest it must have.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// What runs.
    pub name: &'static str,
    /// Runs it and takes the digest of all it computed.
    pub digest: fn() -> Digest,
    /// The digest on every machine.
    pub expected: u64,
}

/// Every run.
pub const RUNS: &[Run] = &[
    Run { name: "functions", digest: functions, expected: 0x35c1_4f31_e8cf_1408 },
    Run { name: "kernels", digest: kernels, expected: 0xc5d6_2d0a_2bdf_cd72 },
    Run { name: "draws", digest: draws, expected: 0x0631_0236_5d56_ab8f },
    Run { name: "data", digest: || fed(data), expected: 0xe07f_4be5_030e_a46d },
    Run { name: "metrics", digest: || fed(metrics), expected: 0xca5a_8160_44e9_ae9d },
    Run {
        name: "logistic, gradient descent",
        digest: || fed(|d| logistic(d, DESCENT)),
        expected: 0x8a34_a611_4f4c_fa58,
    },
    Run { name: "logistic, Newton", digest: || fed(|d| logistic(d, Solver::Newton)), expected: 0x41d3_7c66_8e73_a0e4 },
    Run { name: "softmax, momentum", digest: || fed(|d| softmax(d, MOMENTUM)), expected: 0x7fa0_a6bb_8d16_60ce },
    Run {
        name: "softmax, L-BFGS",
        digest: || fed(|d| softmax(d, SoftmaxSolver::Lbfgs)),
        expected: 0x1285_2fcb_7d95_70e7,
    },
    Run { name: "surfaces, gradient descent", digest: || fed(every_surface), expected: 0xdadf_f3bc_ca9f_4d8c },
    Run { name: "optimizers, batches and schedules", digest: || fed(optimizers), expected: 0xa78b_6c58_3f9c_01c9 },
    Run {
        name: "bias and variance, polynomials",
        digest: || fed(|d| sweep(d, POLYNOMIALS, 40)),
        expected: 0x6ad5_ff34_b113_9b91,
    },
    Run { name: "bias and variance, ridge", digest: || fed(|d| sweep(d, RIDGE, 12)), expected: 0x8956_e481_7092_dd40 },
    Run {
        name: "bias and variance, powers",
        digest: || fed(|d| sweep(d, POWERS, 40)),
        expected: 0x1a6e_dc94_86e4_c79d,
    },
    Run {
        name: "bias and variance, ridge in powers",
        digest: || fed(|d| sweep(d, RIDGE_POWERS, 12)),
        expected: 0x5a0c_e680_ff26_c491,
    },
    Run {
        name: "bias and variance, neighbors",
        digest: || fed(|d| sweep(d, Family::Neighbors { k: 1 }, 20)),
        expected: 0x4eec_3fbd_9412_63b7,
    },
    Run {
        name: "bias and variance, trees",
        digest: || fed(|d| sweep(d, Family::Tree { depth: 1 }, 6)),
        expected: 0x632b_5d17_f024_50b6,
    },
    Run { name: "trees, classes", digest: || fed(trees), expected: 0xcafd_ba56_cbe8_0d16 },
    Run { name: "neighbors, classes", digest: || fed(neighbors), expected: 0x8ed5_e8ec_58de_c7d2 },
    Run { name: "memory", digest: || fed(memory), expected: 0x477f_2551_bbd2_aeec },
];

const DESCENT: Solver = Solver::GradientDescent { rate: 0.5 };
const MOMENTUM: SoftmaxSolver = SoftmaxSolver::GradientDescent { rate: 0.1, momentum: 0.9 };
const POLYNOMIALS: Family = Family::Polynomial { degree: 1, ridge: 0.0, basis: Basis::Legendre };
const POWERS: Family = Family::Polynomial { degree: 1, ridge: 0.0, basis: Basis::Powers };
const RIDGE_POWERS: Family = Family::Polynomial { degree: 1, ridge: 0.05, basis: Basis::Powers };
const RIDGE: Family = Family::Polynomial { degree: 1, ridge: 0.05, basis: Basis::Legendre };
const SEED: Seed = Seed(2718);

/// A refusal is an outcome too: it gives a digest that matches nothing.
#[derive(Debug)]
struct Refused;

macro_rules! refusals {
    ($($error:ty),*) => {
        $(impl From<$error> for Refused {
            fn from(_: $error) -> Self {
                Self
            }
        })*
    };
}

refusals!(DataError, MetricsError, LogisticError, DescentError, ExperimentError, NeighborError, TreeError);

fn fed(run: impl Fn(&mut Digest) -> Result<(), Refused>) -> Digest {
    let mut digest = Digest::new();
    match run(&mut digest) {
        Ok(()) => digest,
        Err(Refused) => Digest::new(),
    }
}

fn functions() -> Digest {
    let mut digest = Digest::new();
    let one: [fn(f64) -> f64; 18] = [
        n::exp,
        n::expm1,
        n::ln,
        n::log1p,
        n::log2,
        n::log10,
        n::sqrt,
        n::sin,
        n::cos,
        n::tanh,
        n::erf,
        n::erfc,
        n::ln_gamma,
        n::sigmoid,
        n::logit,
        n::log1p_exp,
        |x| n::pow(x, 1.7),
        |x| n::atan2(x, 0.3),
    ];
    let mut rng = SEED.rng();
    for function in one {
        for scale in [1e-8, 1.0, 40.0, 1e6] {
            for _ in 0..50 {
                let x = scale * rng.uniform_in(-1.0, 1.0);
                digest.float(function(x)).float(function(x.abs()));
            }
        }
    }
    digest.float(n::powi(1.1, 77));
    digest
}

fn kernels() -> Digest {
    let mut digest = Digest::new();
    let mut rng = SEED.rng();
    for length in 0..40 {
        let mut draw = || (0..length).map(|_| rng.normal()).collect::<Vec<_>>();
        let (a, b) = (draw(), draw());
        digest.floats(&[n::sum(&a), n::dot(&a, &b), n::squared_distance(&a, &b), n::norm(&b)]);
        digest.float(n::log_sum_exp(&a));
        let mut p = b;
        digest.float(n::softmax(&mut p)).floats(&p);
    }
    digest
}

fn draws() -> Digest {
    let mut digest = Digest::new();
    let mut rng = SEED.stream(5).rng();
    for size in 1..500 {
        digest.float(rng.uniform()).float(rng.normal()).count(rng.below(size));
    }
    for row in rng.permutation(500).into_iter().chain(rng.without_replacement(500, 50)) {
        digest.count(row);
    }
    digest
}

fn feed(digest: &mut Digest, data: &Dataset) {
    digest.floats(data.x());
    data.y().iter().for_each(|&class| {
        digest.count(class);
    });
}

fn data(digest: &mut Digest) -> Result<(), Refused> {
    for data in
        [TwoGaussians::default().generate(SEED)?, Moons::default().generate(SEED)?, Blobs::default().generate(SEED)?]
    {
        let (train, test) = split::stratified(data.y(), 0.3, SEED)?.of(&data);
        let scale = Standardizer::fit(&train);
        feed(digest, &scale.apply(&train));
        feed(digest, &scale.apply(&test));
    }
    Ok(())
}

fn metrics(digest: &mut Digest) -> Result<(), Refused> {
    let (labels, scores) = Scores::default().generate(SEED)?;
    let scored = Scored::new(&labels, &scores)?;
    let forecasts = Forecasts::new(&labels, &scores)?;
    digest.floats(&[forecasts.log_loss(), forecasts.brier()]);
    for bin in forecasts.reliability(9, Binning::EqualCount) {
        digest.float(bin.high).float(bin.predicted.unwrap_or(f64::NAN));
    }
    let roc = Roc::new(&scored).ok_or(Refused)?;
    let pr = Pr::at_prevalence(&scored, 0.01).ok_or(Refused)?;
    digest.floats(&[roc.auc(), pr.average_precision()]);
    for point in roc.hull() {
        digest.floats(&[point.fpr, point.tpr, point.threshold]);
    }
    for cut in scored.cuts() {
        digest.float(cut.counts.mcc().unwrap_or(f64::NAN));
    }
    let mut bootstrap = RocBootstrap::new(&scored, 11, SEED).ok_or(Refused)?;
    bootstrap.run(40);
    digest.floats(bootstrap.aucs());
    for point in bootstrap.band(0.9) {
        digest.floats(&[point.low, point.high]);
    }
    Ok(())
}

fn logistic(digest: &mut Digest, solver: Solver) -> Result<(), Refused> {
    let data = TwoGaussians::default().generate(SEED)?;
    let params = Params { l2: 1e-3, solver, max_steps: 200, ..Params::default() };
    let mut model = Logistic::new(params, &data)?;
    model.fit();
    digest.count(model.steps()).floats(model.theta()).floats(model.gradient());
    digest.floats(&model.point_losses());
    Ok(())
}

fn softmax(digest: &mut Digest, solver: SoftmaxSolver) -> Result<(), Refused> {
    let data = Blobs { rows: 150, centers: 4, spread: 3.0 }.generate(SEED)?;
    let data = Standardizer::fit(&data).apply(&data);
    let params = SoftmaxParams { solver, max_steps: 200, ..SoftmaxParams::default() };
    let mut model = Softmax::new(params, &data)?;
    model.fit();
    digest.count(model.steps()).float(model.loss()).floats(model.theta());
    digest.floats(&model.probabilities(data.row(7)));
    Ok(())
}

fn walk(digest: &mut Digest, surface: &str, params: DescentParams, start: [f64; 2]) -> Result<(), Refused> {
    let mut run = Descent::new(by_id(surface).ok_or(Refused)?, params, start, SEED)?;
    run.run(150);
    for visit in run.path() {
        digest.floats(&visit.weights).float(visit.loss).float(visit.gradient_norm);
    }
    Ok(())
}

fn every_surface(digest: &mut Digest) -> Result<(), Refused> {
    REGISTRY.iter().try_for_each(|entry| walk(digest, entry.id.0, DescentParams::default(), [-1.2, 0.9]))
}

fn optimizers(digest: &mut Digest) -> Result<(), Refused> {
    let rules = [
        Rule::default(),
        Rule::Momentum(MomentumParams::default()),
        Rule::Momentum(MomentumParams { nesterov: true, ..MomentumParams::default() }),
        Rule::RmsProp(RmsPropParams::default()),
        Rule::Adam(AdamParams::default()),
    ];
    let schedules =
        [Schedule::Constant, Schedule::Decay { every: 20, factor: 0.5 }, Schedule::Cosine { warmup: 10, steps: 120 }];
    for optimizer in rules {
        for (schedule, batch) in schedules.into_iter().zip([Batch::Full, Batch::Mini(8), Batch::Stochastic]) {
            let params = DescentParams { optimizer, schedule, batch, ..DescentParams::default() };
            walk(digest, "log-loss", params, [2.0, -1.5])?;
        }
    }
    Ok(())
}

/// Every complexity up to a greatest one, with polynomials past as many coefficients as points.
fn sweep(digest: &mut Digest, family: Family, most: usize) -> Result<(), Refused> {
    let params = ExperimentParams { design: Design::Independent, family, resamples: 8, ..ExperimentParams::default() };
    let mut sweep = Sweep::new(params, 1..=most, SEED)?;
    while sweep.step() {}
    for experiment in sweep.experiments() {
        experiment.resamples().iter().for_each(|fit| {
            digest.floats(&fit.curve).float(fit.train_error);
        });
    }
    for (_, s) in sweep.summaries() {
        digest.floats(&[s.bias_squared, s.variance, s.test_error, s.train_error, s.expected_error()]);
    }
    Ok(())
}

fn trees(digest: &mut Digest) -> Result<(), Refused> {
    let data = Blobs { rows: 200, centers: 3, spread: 2.5 }.generate(SEED)?;
    for criterion in [Criterion::Gini, Criterion::Entropy] {
        let params = TreeParams { max_depth: 6, min_leaf: 3 };
        let (x, classes) = (data.x().to_owned(), data.classes().len());
        let tree = Tree::classification(params, criterion, x, data.y().to_vec(), classes)?.grow();
        for node in tree.nodes() {
            digest.count(node.rows.len()).float(node.impurity);
            digest.float(node.split.map_or(f64::NAN, |split| split.threshold));
        }
        (0..data.rows()).for_each(|row| {
            digest.floats(&tree.probabilities(data.row(row)));
        });
    }
    Ok(())
}

fn neighbors(digest: &mut Digest) -> Result<(), Refused> {
    let data = Moons::default().generate(SEED)?;
    let (x, classes) = (data.x().to_owned(), data.classes().len());
    let model = NeighborClassifier::new(x, data.y().to_vec(), classes, 7)?;
    let mut rng = SEED.rng();
    for _ in 0..200 {
        let point = [rng.uniform_in(-2.0, 3.0), rng.uniform_in(-1.5, 2.0)];
        digest.count(model.predict(&point)).floats(&model.probabilities(&point));
        model.nearest(&point).iter().for_each(|neighbor| {
            digest.count(neighbor.row).float(neighbor.distance);
        });
    }
    Ok(())
}

fn memory(digest: &mut Digest) -> Result<(), Refused> {
    let fsrs = Fsrs::new(DEFAULT_PARAMETERS).map_err(|_| Refused)?;
    let plans =
        [Plan::Target { retention: 0.9 }, Plan::Even { gap: 7, reviews: 20 }, Plan::Massed { day: 3, times: 5 }];
    for plan in plans {
        for stream in 0..20 {
            let learner = Learner { first: None, success: None, speed: 1.0 + 0.1 * stream as f64 };
            for review in simulate(&fsrs, plan, &learner, 400, SEED.stream(stream)) {
                digest.count(review.day as usize).float(review.recall);
                digest.floats(&[review.after.stability, review.after.difficulty]);
                digest.float(fsrs.interval(review.after, 0.85));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_gives_its_digest() {
        let found: Vec<_> = RUNS.iter().map(|run| (run.name, (run.digest)().value())).collect();
        let expected: Vec<_> = RUNS.iter().map(|run| (run.name, run.expected)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_and_digests_differ() {
        let names: std::collections::BTreeSet<_> = RUNS.iter().map(|run| run.name).collect();
        let digests: std::collections::BTreeSet<_> = RUNS.iter().map(|run| run.expected).collect();
        assert_eq!((names.len(), digests.len()), (RUNS.len(), RUNS.len()));
        assert!(!digests.contains(&Digest::new().value()), "a run was refused");
    }
}
