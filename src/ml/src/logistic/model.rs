//! Binary logistic regression, step by step.

use super::error::{check, require};
use super::{LogisticError, MAX_HALVINGS, Objective, Status, Trial};
use crate::data::Dataset;
use crate::numeric::cholesky::Cholesky;
use crate::numeric::{axpy, dot, max_abs, sigmoid};
use ndarray::{Array1, ArrayView1, s};

/// How the weights are moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Solver {
    /// `θ ← θ − rate·∇J(θ)` on all rows. Cheap steps, many of them; a rate that
    /// is too high makes the loss rise.
    GradientDescent {
        /// The learning rate.
        rate: f64,
    },
    /// `θ ← θ − t·H⁻¹∇J(θ)`, also called iteratively reweighted least squares.
    /// A handful of steps, each of which solves a system of equations; `t` is 1,
    /// or halved until the loss falls.
    Newton,
}

/// Settings of a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params {
    /// The penalty λ.
    pub l2: f64,
    /// How the weights are moved.
    pub solver: Solver,
    /// The fit has converged when no entry of the gradient is larger.
    pub tolerance: f64,
    /// The most steps.
    pub max_steps: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self { l2: 0.0, solver: Solver::Newton, tolerance: 1e-8, max_steps: 10_000 }
    }
}

/// Logistic regression for two classes, starting from zero weights. There is
/// nothing random in it, so it takes no seed.
///
/// ```
/// use ml::data::synthetic::TwoGaussians;
/// use ml::logistic::{Logistic, Params, Status};
/// let data = TwoGaussians { rows: 2000, ..TwoGaussians::default() };
/// let data = data.generate(ml::rng::Seed(1)).unwrap();
/// let mut model = Logistic::new(Params::default(), &data).unwrap();
/// assert_eq!(model.fit(), Status::Converged);
/// // The true log-odds of this data are 2·x1.
/// assert!((model.weights()[0] - 2.0).abs() < 0.2);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    params: Params,
    objective: Objective,
    theta: Array1<f64>,
    loss: f64,
    gradient: Array1<f64>,
    steps: usize,
    status: Status,
}

/// Weights, the loss there and its gradient.
type Point = (Array1<f64>, f64, Array1<f64>);

impl Logistic {
    /// A model before its first step.
    ///
    /// # Errors
    /// If there are not two classes with rows each, or a setting is out of range.
    pub fn new(params: Params, data: &Dataset) -> Result<Self, LogisticError> {
        Self::from(params, data, Array1::zeros(data.cols() + 1))
    }

    /// A model that starts elsewhere: weights, then the intercept.
    ///
    /// # Errors
    /// As [`Logistic::new`], or if `start` has another length or is not finite.
    pub fn from(params: Params, data: &Dataset, start: Array1<f64>) -> Result<Self, LogisticError> {
        let rate = match params.solver {
            Solver::GradientDescent { rate } => Some(rate),
            Solver::Newton => None,
        };
        check(params.l2, params.tolerance, rate)?;
        let objective = Objective::new(data, params.l2)?;
        if start.len() != objective.parameters() {
            return Err(LogisticError::Start { expected: objective.parameters(), found: start.len() });
        }
        for &value in &start {
            require(value.is_finite(), "start", "finite", value)?;
        }
        let mut model = Self {
            loss: objective.loss(start.view()),
            gradient: objective.gradient(start.view()),
            theta: start,
            params,
            objective,
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
        let moved = match self.params.solver {
            Solver::GradientDescent { rate } => {
                let mut theta = self.theta.clone();
                axpy(-rate, &self.gradient, &mut theta);
                let (loss, gradient) = (self.objective.loss(theta.view()), self.objective.gradient(theta.view()));
                Ok((theta, loss, gradient))
            }
            Solver::Newton => self.newton(),
        };
        match moved {
            Ok((theta, loss, gradient)) => {
                (self.theta, self.loss, self.gradient) = (theta, loss, gradient);
                self.steps += 1;
                self.status = self.judged();
            }
            Err(status) => self.status = status,
        }
        self.status
    }

    /// Steps until the fit ends.
    pub fn fit(&mut self) -> Status {
        while self.step() == Status::Running {}
        self.status
    }

    fn newton(&self) -> Result<Point, Status> {
        let hessian = self.objective.hessian(self.theta());
        let Some(factor) = Cholesky::new(hessian.view()) else {
            return Err(if self.unbounded() { Status::Separated } else { Status::Singular });
        };
        let mut direction = self.gradient.clone();
        factor.solve(&mut direction);
        let slope = -dot(&self.gradient, &direction);
        let mut length = 1.0;
        for _ in 0..MAX_HALVINGS {
            let mut theta = self.theta.clone();
            axpy(-length, &direction, &mut theta);
            let gradient = self.objective.gradient(theta.view());
            let slope_after = -dot(&gradient, &direction);
            let after = self.objective.loss(theta.view());
            if (Trial { before: self.loss, after, slope, slope_after, length }).accepted() {
                return Ok((theta, after, gradient));
            }
            length /= 2.0;
        }
        Err(Status::Stalled)
    }

    fn judged(&self) -> Status {
        let finite = self.loss.is_finite() && self.gradient.iter().all(|g| g.is_finite());
        if !finite {
            Status::Diverged
        } else if max_abs(&self.gradient) <= self.params.tolerance {
            if self.unbounded() { Status::Separated } else { Status::Converged }
        } else if self.steps >= self.params.max_steps {
            Status::OutOfSteps
        } else {
            Status::Running
        }
    }

    /// Whether larger weights of the same direction would always be better.
    fn unbounded(&self) -> bool {
        self.params.l2 == 0.0 && self.objective.separates(self.theta())
    }

    /// Where the fit stands.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// One weight for each feature.
    pub fn weights(&self) -> ArrayView1<'_, f64> {
        self.theta.slice(s![..-1])
    }

    /// The intercept.
    pub fn intercept(&self) -> f64 {
        self.theta[self.theta.len() - 1]
    }

    /// Weights, then the intercept.
    pub fn theta(&self) -> ArrayView1<'_, f64> {
        self.theta.view()
    }

    /// Mean log-loss plus penalty at the present weights.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// Its gradient, in the order of [`Logistic::theta`].
    pub fn gradient(&self) -> ArrayView1<'_, f64> {
        self.gradient.view()
    }

    /// The log-loss of every row, in nats.
    pub fn point_losses(&self) -> Vec<f64> {
        self.objective.point_losses(self.theta())
    }

    /// What is minimized.
    pub fn objective(&self) -> &Objective {
        &self.objective
    }

    /// Log-odds of the positive class for one row of features.
    ///
    /// # Panics
    /// If the row has another number of features.
    pub fn log_odds<'a>(&self, row: impl Into<ArrayView1<'a, f64>>) -> f64 {
        dot(self.weights(), row) + self.intercept()
    }

    /// Probability of the positive class for one row of features.
    ///
    /// # Panics
    /// If the row has another number of features.
    pub fn probability<'a>(&self, row: impl Into<ArrayView1<'a, f64>>) -> f64 {
        sigmoid(self.log_odds(row))
    }

    /// Probability of the positive class for every row.
    ///
    /// # Panics
    /// If the data set has another number of features.
    pub fn probabilities(&self, data: &Dataset) -> Vec<f64> {
        data.x().rows().into_iter().map(|row| self.probability(row)).collect()
    }
}
