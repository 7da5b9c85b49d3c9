//! How long each algorithm takes, natively and on one core, and the digest of what it computed. Read by people;
//! machines differ, so compare ratios of one run.
//!
//!     cargo run --release -p ml --example times

use ml::bias_variance::{Experiment, ExperimentParams, Family};
use ml::data::synthetic::{Blobs, Moons, TwoGaussians};
use ml::data::{Dataset, Standardizer, split};
use ml::digest::Digest;
use ml::logistic::{Logistic, Params, Softmax, SoftmaxParams, Solver};
use ml::metrics::{RocBootstrap, Scored};
use ml::neighbors::NeighborClassifier;
use ml::optimizers::{Batch, Descent, DescentParams};
use ml::polynomial::{Basis, Polynomial, PolynomialParams};
use ml::rng::Seed;
use ml::surfaces::{Loss, RowLoss, Surface};
use ml::trees::{Criterion, Tree, TreeParams};
use std::error::Error;
use std::sync::Arc;

const SEED: Seed = Seed(7);

/// Each is measured this often; the shortest time counts, since other work only ever adds.
const ROUNDS: u32 = 7;

type Work = fn(&mut Digest) -> Result<(), Box<dyn Error>>;

const WORK: [(&str, Work); 11] = [
    ("standardize 100,000 rows", standardize),
    ("logistic, Newton", |d| logistic(d, Solver::Newton)),
    ("logistic, 500 steps", |d| logistic(d, Solver::GradientDescent { rate: 0.1 })),
    ("softmax, L-BFGS", softmax),
    ("polynomials by SVD", polynomials),
    ("500 polynomials by QR", |d| resampled(d, Family::Polynomial { degree: 18, ridge: 0.0, basis: Basis::Legendre })),
    ("500 ridge polynomials", |d| resampled(d, Family::Polynomial { degree: 18, ridge: 0.01, basis: Basis::Legendre })),
    ("neighbors", neighbors),
    ("trees", trees),
    ("descent on rows", descent),
    ("bootstrap", bootstrap),
];

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn main() -> Result<(), Box<dyn Error>> {
    for (name, work) in WORK {
        let mut shortest = f64::INFINITY;
        let mut digest = Digest::new();
        for _ in 0..ROUNDS {
            digest = Digest::new();
            let start = std::time::Instant::now();
            work(&mut digest)?;
            shortest = shortest.min(start.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{shortest:9.3} ms  {digest}  {name}");
    }
    Ok(())
}

fn standardize(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let data = Moons { rows: 100_000, ..Moons::default() }.generate(SEED)?;
    let (train, test) = split::random(data.rows(), 0.3, SEED)?.of(&data);
    let scale = Standardizer::fit(&train);
    let scaled = scale.apply(&test);
    digest.float(scaled.row(0)[0]).float(scaled.row(scaled.rows() - 1)[1]);
    Ok(())
}

/// The data with all products of two features: more columns than the plane has.
fn crossed(data: &Dataset) -> Result<Dataset, Box<dyn Error>> {
    let mut table = Vec::new();
    let names = ["a", "b", "aa", "ab", "bb", "aab", "abb", "aabb"];
    for row in 0..data.rows() {
        let (a, b) = (data.row(row)[0], data.row(row)[1]);
        table.push([a, b, a * a, a * b, b * b, a * a * b, a * b * b, a * a * b * b]);
    }
    let names = names.map(str::to_owned).to_vec();
    let data = Dataset::new(table.into(), names, data.y().to_vec(), data.classes().to_vec())?;
    Ok(Standardizer::fit(&data).apply(&data))
}

fn logistic(digest: &mut Digest, solver: Solver) -> Result<(), Box<dyn Error>> {
    let data = crossed(&TwoGaussians { rows: 1000, ..TwoGaussians::default() }.generate(SEED)?)?;
    let mut model = Logistic::new(Params { solver, l2: 1e-4, max_steps: 500, ..Params::default() }, &data)?;
    model.fit();
    digest.float(model.loss());
    model.theta().iter().chain(model.gradient()).for_each(|&value| {
        digest.float(value);
    });
    Ok(())
}

fn softmax(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let data = crossed(&Blobs { rows: 600, centers: 5, spread: 3.0 }.generate(SEED)?)?;
    let mut model = Softmax::new(SoftmaxParams { l2: 1e-3, ..SoftmaxParams::default() }, &data)?;
    model.fit();
    digest.float(model.loss());
    model.theta().iter().chain(model.gradient()).for_each(|&value| {
        digest.float(value);
    });
    Ok(())
}

fn polynomials(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let mut rng = SEED.rng();
    let x: Vec<f64> = (0..20).map(|_| rng.uniform_in(-1.0, 1.0)).collect();
    let y: Vec<f64> = x.iter().map(|x| x * x + rng.normal()).collect();
    for degree in 0..40 {
        for ridge in [0.0, 0.1] {
            let params = PolynomialParams { degree, ridge, ..PolynomialParams::default() };
            let curve = Polynomial::fit(params, &x, &y)?;
            digest.count(curve.solution().rank).float(curve.predict(0.3));
            curve.coefficients().iter().chain(&curve.solution().singular_values).for_each(|&value| {
                digest.float(value);
            });
        }
    }
    Ok(())
}

fn resampled(digest: &mut Digest, family: Family) -> Result<(), Box<dyn Error>> {
    let params = ExperimentParams { family, resamples: 500, ..ExperimentParams::default() };
    let mut experiment = Experiment::new(params, SEED)?;
    while let Some(resample) = experiment.step() {
        digest.float(resample.train_error).float(resample.curve[40]);
    }
    Ok(())
}

fn neighbors(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let data = Moons { rows: 1000, noise: 0.3 }.generate(SEED)?;
    let model = NeighborClassifier::new(data.x().to_owned(), data.y().to_vec(), 2, 9)?;
    for row in 0..data.rows() {
        digest.count(model.predict(data.row(row)));
        digest.float(model.nearest(data.row(row))[8].distance);
    }
    Ok(())
}

fn trees(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let data = crossed(&Moons { rows: 1000, noise: 0.3 }.generate(SEED)?)?;
    let (x, y) = (data.x(), data.y());
    let params = TreeParams::default();
    let tree = Tree::classification(params, Criterion::Gini, x.to_owned(), y.to_vec(), 2)?.grow();
    let numbers = data.y().iter().map(|&class| class as f64).collect();
    let other = Tree::regression(params, x.to_owned(), numbers)?.grow();
    for node in tree.nodes().iter().chain(other.nodes()) {
        digest.float(node.impurity).float(node.split.map_or(f64::NAN, |split| split.threshold));
    }
    for row in 0..data.rows() {
        digest.float(tree.predict(data.row(row)));
    }
    Ok(())
}

fn descent(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let data = Moons { rows: 400, noise: 0.3 }.generate(SEED)?;
    let surface = Arc::new(RowLoss::of_dataset(Loss::Log, &data, [0, 1])?);
    let params = DescentParams { batch: Batch::Mini(16), ..DescentParams::default() };
    let start = surface.start();
    let mut descent = Descent::new(surface, params, start, SEED)?;
    for _ in 0..500 {
        descent.step();
    }
    digest.floats(&descent.here().weights).float(descent.here().loss);
    Ok(())
}

fn bootstrap(digest: &mut Digest) -> Result<(), Box<dyn Error>> {
    let (labels, scores) = ml::data::synthetic::Scores::default().generate(SEED)?;
    let scored = Scored::new(&labels, &scores)?;
    let mut bootstrap = RocBootstrap::new(&scored, 101, SEED).ok_or("a class is missing")?;
    bootstrap.run(1000);
    digest.floats(bootstrap.aucs());
    for point in bootstrap.band(0.9) {
        digest.float(point.low).float(point.high);
    }
    Ok(())
}
