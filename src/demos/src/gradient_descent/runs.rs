//! The runs of all methods.
//!
//! Settings and seed decide a run, so its path is computed once, as far as anyone has looked; what steps is the number
//! of the step that is looked at. Going back, comparing and penciling in the way ahead cost nothing.

use super::methods::{METHODS, Method, rule};
use crate::demo::{BuildError, unfit};
use crate::settings::Settings;
use ml::numeric::norm;
use ml::optimizers::stability::{growth, highest_rate};
use ml::optimizers::{Batch, Descent, DescentParams, Divergence, Params, Quantity, Standstill, Status, Visit};
use ml::rng::Seed;
use ml::surfaces::{Point, Surface};
use std::cell::{Ref, RefCell};
use std::sync::Arc;

/// Nobody watches more steps than this, and a path of that length is still drawn in a moment.
pub const MOST_STEPS: usize = 5000;

/// The runs of the methods that are switched on.
pub struct Runs(RefCell<Vec<Run>>);

/// One method's run, as far as it has been computed.
pub struct Run {
    /// The method.
    pub method: &'static Method,
    /// The path, the start first.
    descent: Descent,
    /// Whether the rate is known to be too high before the first step.
    hopeless: bool,
    /// The method's rule.
    pub rule: Params,
}

/// How a run stands at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// On its way.
    Running,
    /// On its way, and certain not to arrive.
    TooHigh,
    /// At rest since this step.
    Rest(usize, Standstill),
    /// A number left the range of floats at this step.
    Overflow(usize, Quantity),
}

impl Runs {
    /// All methods at the start.
    ///
    /// # Errors
    /// If the loss is not finite there.
    pub fn new(settings: &Settings, surface: &Arc<dyn Surface>, start: Point) -> Result<Runs, BuildError> {
        let batch = match settings.choice("batch") {
            _ if surface.rows() == 0 => Batch::Full,
            "mini" => Batch::Mini(settings.count("batch-size")),
            "stochastic" => Batch::Stochastic,
            _ => Batch::Full,
        };
        let mut all = Vec::new();
        for (index, method) in METHODS.iter().enumerate().filter(|(_, method)| settings.toggle(method.key)) {
            let rule = rule(index, settings);
            let params = DescentParams { optimizer: rule, batch, ..DescentParams::default() };
            let descent = Descent::new(surface.clone(), params, start, Seed(settings.seed().into())).map_err(unfit)?;
            let hopeless = matches!(descent.status(), Status::Diverging(Divergence::RateTooHigh(_)));
            all.push(Run { method, descent, hopeless, rule });
        }
        Ok(Runs(RefCell::new(all)))
    }

    /// The runs, computed up to a step where they go so far.
    pub fn up_to(&self, step: usize) -> Ref<'_, Vec<Run>> {
        let known = |run: &Run| run.descent.steps() >= step || run.descent.status().is_over();
        // Whoever looks at the runs may ask for what is known already.
        if !self.0.borrow().iter().all(known) {
            for run in self.0.borrow_mut().iter_mut() {
                run.descent.run(step.saturating_sub(run.descent.steps()));
            }
        }
        self.0.borrow()
    }
}

impl Run {
    /// The path up to a step.
    pub fn path(&self, step: usize) -> &[Visit] {
        let path = self.descent.path();
        &path[..path.len().min(step + 1)]
    }

    /// The path from a step on, as far as it is known.
    pub fn ahead(&self, step: usize, most: usize) -> &[Visit] {
        let path = self.descent.path();
        let from = step.min(path.len() - 1);
        &path[from..path.len().min(from + most + 1)]
    }

    /// The last point at a step.
    pub fn here(&self, step: usize) -> Visit {
        let path = self.path(step);
        path[path.len() - 1] // the start is always there
    }

    /// How the run stands at a step.
    pub fn standing(&self, step: usize) -> Standing {
        match self.descent.status() {
            Status::Converged(rest) if step >= self.descent.steps() => Standing::Rest(self.descent.steps(), rest),
            Status::Diverging(Divergence::Overflow { step: at, quantity, .. }) if step >= at => {
                Standing::Overflow(at, quantity)
            }
            _ if self.hopeless => Standing::TooHigh,
            _ => Standing::Running,
        }
    }

    /// Whether it goes no further than this step.
    pub fn is_over(&self, step: usize) -> bool {
        matches!(self.standing(step), Standing::Rest(..) | Standing::Overflow(..))
    }

    /// The first step at which the loss is less than a hundredth of the start's, up to this step.
    pub fn steps_to_percent(&self, step: usize) -> Option<usize> {
        let path = self.path(step);
        path.iter().position(|visit| visit.loss < 0.01 * path[0].loss)
    }

    /// Passes over the data, in whole and parts; one a step without data.
    pub fn epochs(&self, step: usize) -> f64 {
        // How far the run has been computed must not show in the last digit.
        let per_epoch = (self.descent.steps().max(1) as f64 / self.descent.epochs()).round();
        (self.path(step).len() - 1) as f64 / per_epoch
    }

    /// The rate at which it stops converging where the steepest curvature is this.
    pub fn rate_limit(&self, lambda_max: f64) -> Option<f64> {
        highest_rate(&self.rule, lambda_max).filter(|_| lambda_max > 0.0)
    }

    /// What a step multiplies the error by, in the long run, along a direction of this curvature.
    pub fn growth(&self, lambda: f64) -> Option<f64> {
        growth(&self.rule, lambda)
    }
}

/// Distance of two points; the greatest number where it has no smaller name.
pub fn distance(a: Point, b: Point) -> f64 {
    norm(&[a[0] - b[0], a[1] - b[1]]).min(f64::MAX)
}
