//! What binary logistic regression minimizes.

use super::LogisticError;
use crate::data::Dataset;
use crate::numeric::{add_outer, axpy, dot, log1p_exp, matvec, matvec_transposed, mean, sigmoid, sum};
use ndarray::{Array1, Array2, ArrayView1, Axis, s};

/// The mean log-loss of a data set with two classes plus an L2 penalty, as a
/// function of θ: one weight for each feature, then the intercept.
///
/// With log-odds `z = w·x + b`, a row costs `ln(1 + e⁻ᶻ)` if positive and
/// `ln(1 + eᶻ)` if negative, and
/// `J(θ) = mean cost + λ/2·‖w‖²`. It is convex, so every minimum is global.
/// Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical
/// Learning*, 2nd ed., section 4.4. Taught in `logistic-regression`.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Rows × features.
    x: Array2<f64>,
    positive: Vec<bool>,
    l2: f64,
}

impl Objective {
    /// The objective on these rows with penalty `l2` (λ).
    ///
    /// # Errors
    /// If there are not two classes with rows each, or `l2` is negative or not
    /// finite.
    pub fn new(data: &Dataset, l2: f64) -> Result<Self, LogisticError> {
        super::error::check(l2, 0.0, None)?;
        if data.classes().len() != 2 {
            return Err(LogisticError::NotTwoClasses(data.classes().len()));
        }
        if let Some(class) = data.class_counts().iter().position(|&count| count == 0) {
            return Err(LogisticError::EmptyClass(data.classes()[class].clone()));
        }
        Ok(Self { x: data.x().to_owned(), positive: data.is_class(1), l2 })
    }

    /// Length of θ: one for each feature and one for the intercept.
    pub fn parameters(&self) -> usize {
        self.x.ncols() + 1
    }

    /// The penalty λ.
    pub fn l2(&self) -> f64 {
        self.l2
    }

    /// The weights and the intercept in θ.
    fn parts<'a>(&self, theta: ArrayView1<'a, f64>) -> (ArrayView1<'a, f64>, f64) {
        assert_eq!(theta.len(), self.parameters(), "θ of another length");
        let (weights, intercept) = theta.split_at(Axis(0), self.x.ncols());
        (weights, intercept[0])
    }

    /// Log-odds of every row.
    ///
    /// # Panics
    /// Like all below, if θ has another length.
    pub fn log_odds(&self, theta: ArrayView1<'_, f64>) -> Vec<f64> {
        let (weights, intercept) = self.parts(theta);
        let mut z = vec![0.0; self.positive.len()];
        matvec(&self.x, weights, &mut z);
        z.iter_mut().for_each(|z| *z += intercept);
        z
    }

    /// The log-loss of every row, in nats, without the penalty.
    pub fn point_losses(&self, theta: ArrayView1<'_, f64>) -> Vec<f64> {
        let loss = |(z, &positive): (f64, &bool)| log1p_exp(if positive { -z } else { z });
        self.log_odds(theta).into_iter().zip(&self.positive).map(loss).collect()
    }

    /// `J(θ)`.
    pub fn loss(&self, theta: ArrayView1<'_, f64>) -> f64 {
        let (weights, _) = self.parts(theta);
        mean(&self.point_losses(theta)) + 0.5 * self.l2 * dot(weights, weights)
    }

    /// The gradient of J: `Xᵀ(p − y)/n + λw`, then the mean of `p − y`.
    pub fn gradient(&self, theta: ArrayView1<'_, f64>) -> Array1<f64> {
        // Written so that a nearly certain row keeps the digits of 1 − p.
        self.gradient_of(theta, |margin| sigmoid(-margin))
    }

    /// The gradient of a mean loss plus the penalty. `slope` says how fast a row's loss falls with the log-odds of
    /// its own class.
    fn gradient_of(&self, theta: ArrayView1<'_, f64>, slope: impl Fn(f64) -> f64) -> Array1<f64> {
        let rows = self.positive.len() as f64;
        let residual = |(z, &positive): (f64, &bool)| if positive { -slope(z) } else { slope(-z) };
        let residuals: Vec<f64> = self.log_odds(theta).into_iter().zip(&self.positive).map(residual).collect();
        let mut gradient = Array1::zeros(self.parameters());
        let (mut slopes, mut intercept) = gradient.view_mut().split_at(Axis(0), self.x.ncols());
        matvec_transposed(&self.x, &residuals, &mut slopes);
        slopes /= rows;
        axpy(self.l2, self.parts(theta).0, slopes);
        intercept[0] = sum(&residuals) / rows;
        gradient
    }

    /// The mean of `(p − y)²`, the Brier score, plus the penalty: what would be minimized with squared error in
    /// place of log-loss. It is not convex, and flat where a row is confidently wrong.
    pub fn squared_loss(&self, theta: ArrayView1<'_, f64>) -> f64 {
        let (weights, _) = self.parts(theta);
        let square = |(z, &positive): (f64, &bool)| {
            let miss = sigmoid(if positive { -z } else { z });
            miss * miss
        };
        let squares: Vec<f64> = self.log_odds(theta).into_iter().zip(&self.positive).map(square).collect();
        mean(&squares) + 0.5 * self.l2 * dot(weights, weights)
    }

    /// The gradient of [`Objective::squared_loss`]: `2(p − y)·p(1 − p)` takes the place of `p − y`.
    pub fn squared_gradient(&self, theta: ArrayView1<'_, f64>) -> Array1<f64> {
        self.gradient_of(theta, |margin| 2.0 * sigmoid(-margin) * sigmoid(margin) * sigmoid(-margin))
    }

    /// The Hessian of J, symmetric up to rounding: `Σ p(1 − p)·x̃x̃ᵀ/n`, where
    /// `x̃` is the row with a 1 for the intercept, and `λ` added to the weights'
    /// diagonal.
    pub fn hessian(&self, theta: ArrayView1<'_, f64>) -> Array2<f64> {
        let n = self.parameters();
        let mut hessian = Array2::zeros((n, n));
        let mut row = vec![1.0; n];
        for (x, z) in self.x.rows().into_iter().zip(self.log_odds(theta)) {
            row.iter_mut().zip(x).for_each(|(to, x)| *to = *x);
            let curvature = sigmoid(z) * sigmoid(-z) / self.positive.len() as f64;
            add_outer(curvature, &row, &row, &mut hessian);
        }
        let mut of_weights = hessian.diag_mut().slice_move(s![..-1]);
        of_weights += self.l2;
        hessian
    }

    /// Whether every row lies strictly on the right side of the boundary.
    pub fn separates(&self, theta: ArrayView1<'_, f64>) -> bool {
        let right = |(z, &positive): (f64, &bool)| if positive { z > 0.0 } else { z < 0.0 };
        self.log_odds(theta).into_iter().zip(&self.positive).all(right)
    }
}
