//! The same training sets, one complexity after another.

use super::{Experiment, ExperimentError, ExperimentParams, Family, Summary};
use crate::rng::Seed;

/// Several [`Experiment`]s side by side on the same training sets, so that
/// what differs between them is the model and not the draw.
///
/// Source of the second descent beyond the interpolation threshold: Belkin,
/// Hsu, Ma and Mandal, "Reconciling modern machine-learning practice and the
/// classical bias–variance trade-off", PNAS 116(32), 2019. Taught in
/// `bias-variance`.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    experiments: Vec<Experiment>,
}

impl Sweep {
    /// One experiment for each position of the family's dial.
    ///
    /// # Errors
    /// The first [`ExperimentError`] among them.
    ///
    /// ```
    /// use ml::bias_variance::{ExperimentParams, Sweep};
    /// use ml::rng::Seed;
    /// let mut sweep = Sweep::new(ExperimentParams::default(), 0..=9, Seed(1))?;
    /// while sweep.step() {}
    /// let best = sweep.best().unwrap();
    /// assert!((3..=6).contains(&best.dial())); // one wave of a sine
    /// # Ok::<(), ml::bias_variance::ExperimentError>(())
    /// ```
    pub fn new(
        params: ExperimentParams,
        dial: impl IntoIterator<Item = usize>,
        seed: Seed,
    ) -> Result<Self, ExperimentError> {
        let at = |dial| Experiment::new(ExperimentParams { family: params.family.with_dial(dial), ..params }, seed);
        Ok(Self { experiments: dial.into_iter().map(at).collect::<Result<_, _>>()? })
    }

    /// One more training set for each; whether there was one left.
    pub fn step(&mut self) -> bool {
        let mut drawn = false;
        for experiment in &mut self.experiments {
            drawn |= experiment.step().is_some();
        }
        drawn
    }

    /// The experiments, in the order of the dial.
    pub fn experiments(&self) -> &[Experiment] {
        &self.experiments
    }

    /// What each has measured; empty before the first step.
    pub fn summaries(&self) -> Vec<(Family, Summary)> {
        self.experiments.iter().filter_map(|e| Some((e.params().family, e.summary()?))).collect()
    }

    /// The complexity with the least measured test error, the first of equals.
    pub fn best(&self) -> Option<Family> {
        let summaries = self.summaries();
        summaries.iter().min_by(|a, b| a.1.test_error.total_cmp(&b.1.test_error)).map(|best| best.0)
    }
}
