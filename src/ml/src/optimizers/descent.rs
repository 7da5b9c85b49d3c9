//! Walking a surface step by step.

use super::stability::Stability;
use super::status::{Divergence, Quantity, Standstill, Status};
use super::{Batch, Batches, Optimizer, ParamError, Params, Schedule};
use crate::numeric::norm;
use crate::rng::Seed;
use crate::surfaces::{Point, Surface};
use std::sync::Arc;
use thiserror::Error;

/// Settings of a [`Descent`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescentParams {
    /// The rule and its settings.
    pub optimizer: Params,
    /// How the rate changes.
    pub schedule: Schedule,
    /// How many rows make a gradient.
    pub batch: Batch,
    /// The run has converged once the whole gradient is shorter than this.
    pub tolerance: f64,
}

impl Default for DescentParams {
    fn default() -> Self {
        Self { optimizer: Params::default(), schedule: Schedule::Constant, batch: Batch::Full, tolerance: 1e-6 }
    }
}

/// Why a run cannot start.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum DescentError {
    /// A setting of the rule is out of range.
    #[error(transparent)]
    Optimizer(#[from] ParamError),
    /// The loss or its gradient is not finite at the start.
    #[error("the loss is not finite at the start ({}, {})", .0[0], .0[1])]
    Start(Point),
    /// Only a loss over data rows has batches.
    #[error("this surface has no data rows to draw a batch from")]
    NoRows,
}

/// A point on the path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// The two weights.
    pub weights: Point,
    /// The loss there, over all rows.
    pub loss: f64,
    /// The gradient there, over all rows.
    pub gradient: Point,
    /// Its length.
    pub gradient_norm: f64,
    /// The gradient that the step to this point used, taken at the point
    /// before, over its batch; `None` at the start.
    pub used: Option<Point>,
}

/// A run of one rule over one surface: it steps, and keeps its whole path.
///
/// The surface is evaluated in full at each point, also when steps use
/// mini-batches, so that losses are comparable and convergence means the same.
/// The seed decides the order of rows and nothing else. Taught in
/// `gradient-descent` and `optimizers`.
#[derive(Clone, Debug)]
pub struct Descent {
    surface: Arc<dyn Surface>,
    params: DescentParams,
    optimizer: Optimizer,
    batches: Batches,
    path: Vec<Visit>,
    status: Status,
}

impl Descent {
    /// At the start, before the first step.
    ///
    /// # Errors
    /// A [`DescentError`] for settings out of range, a start where the loss is
    /// not finite, or batches on a surface without rows.
    pub fn new(
        surface: Arc<dyn Surface>,
        params: DescentParams,
        start: Point,
        seed: Seed,
    ) -> Result<Self, DescentError> {
        let optimizer = params.optimizer.build(start.len())?;
        if params.batch != Batch::Full && surface.rows() == 0 {
            return Err(DescentError::NoRows);
        }
        let first = visit(surface.as_ref(), start, None).map_err(|_| DescentError::Start(start))?;
        let batches = Batches::new(surface.rows(), params.batch, seed);
        let mut run = Self { surface, params, optimizer, batches, path: vec![first], status: Status::Running };
        run.status = run.verdict();
        if run.status == Status::Running
            && let Some(stability) = run.hopeless()
        {
            run.status = Status::Diverging(Divergence::RateTooHigh(stability));
        }
        Ok(run)
    }

    /// One step; nothing once the status [is over](Status::is_over).
    pub fn step(&mut self) -> Status {
        if self.status.is_over() {
            return self.status;
        }
        let step = u32::try_from(self.steps()).unwrap_or(u32::MAX);
        self.optimizer.set_learning_rate(self.params.optimizer.learning_rate() * self.params.schedule.factor(step));
        let before = self.here();
        let gradient = match self.params.batch {
            Batch::Full => before.gradient,
            _ => self.surface.batch_gradient(before.weights, self.batches.deal()),
        };
        let mut weights = before.weights;
        self.optimizer.step(&mut weights, &gradient);
        match visit(self.surface.as_ref(), weights, Some(gradient)) {
            Ok(visit) => {
                self.path.push(visit);
                // A verdict on the rate stands, whatever the gradient does meanwhile.
                if self.status == Status::Running {
                    self.status = self.verdict();
                }
            }
            Err(quantity) => {
                self.status = Status::Diverging(Divergence::Overflow {
                    step: self.path.len(),
                    quantity,
                    weights: before.weights,
                    loss: before.loss,
                });
            }
        }
        self.status
    }

    /// Steps until the run is over, at most so many times.
    pub fn run(&mut self, steps: usize) -> Status {
        for _ in 0..steps {
            if self.step().is_over() {
                break;
            }
        }
        self.status
    }

    /// How the run stands.
    pub fn status(&self) -> Status {
        self.status
    }

    /// All points so far, the start first.
    pub fn path(&self) -> &[Visit] {
        &self.path
    }

    /// The last point.
    pub fn here(&self) -> Visit {
        self.path[self.path.len() - 1] // never empty: `new` puts the start in
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.path.len() - 1
    }

    /// Passes over the data so far, in whole and parts; one a step on a
    /// surface without rows.
    pub fn epochs(&self) -> f64 {
        self.steps() as f64 / self.batches.steps_per_epoch() as f64
    }

    /// The rule with its memory.
    pub fn optimizer(&self) -> &Optimizer {
        &self.optimizer
    }

    /// The surface.
    pub fn surface(&self) -> &dyn Surface {
        self.surface.as_ref()
    }

    /// The rate now against the limit by the steepest curvature here. On a
    /// surface that is not quadratic it is a local statement. `None` for rules
    /// without a limit and where nothing curves upward.
    pub fn stability(&self) -> Option<Stability> {
        let curvature = self.surface.hessian(self.here().weights).lambda_max();
        Stability::of(&self.optimizer.params(), curvature)
    }

    /// Converged or not, by the last point.
    fn verdict(&self) -> Status {
        let here = self.here();
        if here.gradient_norm >= self.params.tolerance {
            return Status::Running;
        }
        Status::Converged(Standstill {
            gradient_norm: here.gradient_norm,
            tolerance: self.params.tolerance,
            curvatures: self.surface.hessian(here.weights).eigenvalues(),
        })
    }

    /// The direction of a quadratic along which the rate is too high, if the
    /// start has a part along it: a start exactly on the axis of a valley never
    /// feels the walls.
    fn hopeless(&self) -> Option<Stability> {
        let decided = self.surface.is_quadratic()
            && self.params.batch == Batch::Full
            && self.params.schedule == Schedule::Constant;
        if !decided {
            return None;
        }
        let Visit { weights, gradient, .. } = self.here();
        let hessian = self.surface.hessian(weights);
        let directions = hessian.eigenvalues().into_iter().zip(hessian.eigenvectors());
        directions
            .filter(|(_, v)| v[0] * gradient[0] + v[1] * gradient[1] != 0.0)
            .filter_map(|(curvature, _)| Stability::of(&self.params.optimizer, curvature))
            .find(|stability| !stability.is_stable())
    }
}

/// Evaluates the surface, or names what is not finite.
fn visit(surface: &dyn Surface, weights: Point, used: Option<Point>) -> Result<Visit, Quantity> {
    if !weights.iter().all(|w| w.is_finite()) {
        return Err(Quantity::Weights);
    }
    let loss = surface.value(weights);
    if !loss.is_finite() {
        return Err(Quantity::Loss);
    }
    let gradient = surface.gradient(weights);
    if !gradient.iter().all(|g| g.is_finite()) {
        return Err(Quantity::Gradient);
    }
    Ok(Visit { weights, loss, gradient, gradient_norm: norm(&gradient), used })
}
