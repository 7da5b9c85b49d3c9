//! Softmax (multinomial logistic) regression, step by step.

use super::error::{check, require};
use super::lbfgs::Lbfgs;
use super::softmax_objective::{SoftmaxObjective, parts, scores};
use super::{LogisticError, MAX_HALVINGS, Status, Trial};
use crate::data::Dataset;
use crate::numeric::{inner, max_abs, softmax};
use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

/// How the weights are moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SoftmaxSolver {
    /// `v ← momentum·v − rate·∇J`, `θ ← θ + v`, on all rows.
    GradientDescent {
        /// The learning rate.
        rate: f64,
        /// Share of the last step that is kept, in [0, 1).
        momentum: f64,
    },
    /// L-BFGS with the last ten steps and a backtracking line search.
    Lbfgs,
}

/// Settings of a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftmaxParams {
    /// The penalty λ.
    pub l2: f64,
    /// How the weights are moved.
    pub solver: SoftmaxSolver,
    /// The fit has converged when no entry of the gradient is larger.
    pub tolerance: f64,
    /// The most steps.
    pub max_steps: usize,
}

impl Default for SoftmaxParams {
    fn default() -> Self {
        Self { l2: 1e-3, solver: SoftmaxSolver::Lbfgs, tolerance: 1e-6, max_steps: 10_000 }
    }
}

/// Logistic regression for any number of classes, starting from zero weights.
///
/// Each class has its own weights; only their differences decide. The penalty
/// makes the weights unique, and since all start from zero the intercepts keep
/// a sum of zero. With two classes the difference of the two weight vectors is
/// that of [`super::Logistic`] at half its penalty. Source: Bishop, *Pattern
/// Recognition and Machine Learning*, section 4.3.4. Taught in
/// `logistic-regression`.
///
/// ```
/// use ml::data::synthetic::Blobs;
/// use ml::logistic::{Softmax, SoftmaxParams, Status};
/// let data = Blobs::default().generate(ml::rng::Seed(3)).unwrap();
/// let mut model = Softmax::new(SoftmaxParams::default(), &data).unwrap();
/// assert_eq!(model.fit(), Status::Converged);
/// assert_eq!(model.predict(data.row(0)), data.y()[0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Softmax {
    params: SoftmaxParams,
    objective: SoftmaxObjective,
    theta: Array2<f64>,
    velocity: Array2<f64>,
    curvature: Lbfgs,
    loss: f64,
    gradient: Array2<f64>,
    steps: usize,
    status: Status,
}

impl Softmax {
    /// A model before its first step.
    ///
    /// # Errors
    /// If a class has no rows or a setting is out of range.
    pub fn new(params: SoftmaxParams, data: &Dataset) -> Result<Self, LogisticError> {
        let (rate, momentum) = match params.solver {
            SoftmaxSolver::GradientDescent { rate, momentum } => (Some(rate), momentum),
            SoftmaxSolver::Lbfgs => (None, 0.0),
        };
        check(params.l2, params.tolerance, rate)?;
        require((0.0..1.0).contains(&momentum), "momentum", "at least 0 and below 1", momentum)?;
        let objective = SoftmaxObjective::new(data, params.l2)?;
        let theta = Array2::zeros(objective.shape());
        let (loss, gradient) = objective.evaluate(theta.view());
        let mut model = Self {
            velocity: theta.clone(),
            curvature: Lbfgs::new(10),
            params,
            objective,
            theta,
            loss,
            gradient,
            steps: 0,
            status: Status::Running,
        };
        model.status = model.judged();
        Ok(model)
    }

    /// Takes one step, unless the fit has ended.
    pub fn step(&mut self) -> Status {
        if self.status != Status::Running {
            return self.status;
        }
        let stalled = match self.params.solver {
            SoftmaxSolver::GradientDescent { rate, momentum } => {
                self.velocity *= momentum;
                self.velocity.scaled_add(-rate, &self.gradient);
                self.theta += &self.velocity;
                (self.loss, self.gradient) = self.objective.evaluate(self.theta.view());
                false
            }
            SoftmaxSolver::Lbfgs => !self.search(),
        };
        self.steps += usize::from(!stalled);
        self.status = if stalled { Status::Stalled } else { self.judged() };
        self.status
    }

    /// Steps until the fit ends.
    pub fn fit(&mut self) -> Status {
        while self.step() == Status::Running {}
        self.status
    }

    /// Moves along the L-BFGS direction; false if no step lowers the loss.
    fn search(&mut self) -> bool {
        let direction = self.curvature.direction(&self.gradient);
        let slope = inner(&self.gradient, &direction);
        // The very first direction has no scale yet; begin with length 1.
        let mut length =
            if self.curvature.is_fresh() { 1.0 / inner(&direction, &direction).sqrt().max(1.0) } else { 1.0 };
        for _ in 0..MAX_HALVINGS {
            let mut theta = self.theta.clone();
            theta.scaled_add(length, &direction);
            let (loss, gradient) = self.objective.evaluate(theta.view());
            let slope_after = inner(&gradient, &direction);
            let trial = Trial { before: self.loss, after: loss, slope, slope_after, length };
            if trial.accepted() {
                self.curvature.remember(direction * length, &gradient - &self.gradient);
                (self.theta, self.loss, self.gradient) = (theta, loss, gradient);
                return true;
            }
            length /= 2.0;
        }
        false
    }

    fn judged(&self) -> Status {
        let finite = self.loss.is_finite() && self.gradient.iter().all(|g| g.is_finite());
        if !finite {
            Status::Diverged
        } else if max_abs(&self.gradient.flatten()) <= self.params.tolerance {
            let unbounded = self.params.l2 == 0.0 && self.objective.separates(self.theta());
            if unbounded { Status::Separated } else { Status::Converged }
        } else if self.steps >= self.params.max_steps {
            Status::OutOfSteps
        } else {
            Status::Running
        }
    }

    /// Where the fit stands.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Mean log-loss plus penalty at the present weights.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// Its gradient, in the order of [`Softmax::theta`].
    pub fn gradient(&self) -> ArrayView2<'_, f64> {
        self.gradient.view()
    }

    /// Classes × (features + 1): for each class its weights and then its
    /// intercept.
    pub fn theta(&self) -> ArrayView2<'_, f64> {
        self.theta.view()
    }

    /// The weights of one class.
    ///
    /// # Panics
    /// If there is no such class.
    pub fn weights(&self, class: usize) -> ArrayView1<'_, f64> {
        parts(self.theta()).0.index_axis_move(Axis(0), class)
    }

    /// The intercept of one class.
    ///
    /// # Panics
    /// If there is no such class.
    pub fn intercept(&self, class: usize) -> f64 {
        parts(self.theta()).1[class]
    }

    /// The probability of each class for one row of features.
    ///
    /// # Panics
    /// If the row has another number of features.
    pub fn probabilities<'a>(&self, row: impl Into<ArrayView1<'a, f64>>) -> Vec<f64> {
        let mut z = vec![0.0; self.theta.nrows()];
        scores(parts(self.theta()), row.into(), &mut z);
        softmax(&mut z);
        z
    }

    /// The most probable class for one row, the first among equals.
    ///
    /// # Panics
    /// If the row has another number of features.
    pub fn predict<'a>(&self, row: impl Into<ArrayView1<'a, f64>>) -> usize {
        let p = self.probabilities(row);
        (0..p.len()).fold(0, |best, class| if p[class] > p[best] { class } else { best })
    }

    /// [`Softmax::predict`] for every row.
    ///
    /// # Panics
    /// If the data set has another number of features.
    pub fn predictions(&self, data: &Dataset) -> Vec<usize> {
        data.x().rows().into_iter().map(|row| self.predict(row)).collect()
    }
}
