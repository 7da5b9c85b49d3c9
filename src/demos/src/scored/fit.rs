//! Scores of real cases: a model learns from one half of the rows and judges the other.

use super::Scores;
use crate::demo::{BuildError, Takes, listed, unfit};
use ml::data::{Dataset, Standardizer, Table, split, synthetic};
use ml::logistic::{Logistic, Params, l2_from_c};
use ml::metrics::Scored;
use ml::rng::Seed;

/// Of a learner's own file. Fitting more values would be felt as a pause.
pub const TAKES: Takes = Takes {
    least: 1,
    most: usize::MAX,
    classes: 2,
    rows: 100_000,
    values: 200_000,
    uses: |columns| format!("The model learns from {}.", listed(columns)),
};

/// Some of the first measurements of a table, or all: `count` is "one", "two", "three" or "all".
pub fn columns<'a>(table: &'a Table, label: &str, first: &[&'a str], count: &str) -> Vec<&'a str> {
    let count = match count {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        _ => usize::MAX,
    };
    if count <= first.len() {
        return first[..count].to_vec();
    }
    table.columns().iter().map(|column| column.name.as_str()).filter(|name| *name != label).collect()
}

/// The half to learn from and the half to judge, standardized by the first. Which rows they get depends on labels
/// and seed alone, so models of different features judge the same cases.
///
/// # Errors
/// If a class has too few rows.
pub fn halves(data: &Dataset, seed: Seed) -> Result<(Dataset, Dataset), BuildError> {
    let (train, test) = split::stratified(data.y(), 0.5, seed).map_err(unfit)?.of(data);
    let lacks = |half: &Dataset| half.class_counts().iter().position(|&count| count == 0);
    if let Some(class) = lacks(&train).or(lacks(&test)) {
        let class = &data.classes()[class];
        return Err(BuildError::Unfit(format!("“{class}” has too few rows: each half needs one of every class")));
    }
    let scale = Standardizer::fit(&train);
    Ok((scale.apply(&train), scale.apply(&test)))
}

/// The half that a logistic regression with scikit-learn's usual penalty did not see, with its probabilities of the
/// second of two classes.
///
/// # Errors
/// If the data do not fit.
pub fn judged(data: &Dataset, cases: &'static str, seed: Seed) -> Result<Scores, BuildError> {
    let (train, test) = halves(data, seed)?;
    let params = Params { l2: l2_from_c(1.0, train.rows()), ..Params::default() };
    let mut model = Logistic::new(params, &train).map_err(unfit)?;
    model.fit();
    let scored = Scored::new(&test.is_class(1), &model.probabilities(&test)).map_err(unfit)?;
    let name = |class: usize| test.classes().get(class).cloned().unwrap_or_default();
    Ok(Scores { scored, positive: name(1), negative: name(0), cases, held_out: true })
}

/// A made-up test of people who are healthy or ill.
///
/// # Errors
/// If a group would have nobody.
pub fn made_up(test: synthetic::Scores, seed: Seed) -> Result<Scores, BuildError> {
    let (labels, scores) = test.generate(seed).map_err(unfit)?;
    let scored = Scored::new(&labels, &scores).map_err(unfit)?;
    Ok(Scores { scored, positive: "ill".into(), negative: "healthy".into(), cases: "people", held_out: false })
}
