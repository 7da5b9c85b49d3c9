//! How large a rate may be.
//!
//! On a quadratic each eigendirection of the Hessian, with curvature `λ`, runs
//! by itself, and one step multiplies its state by a fixed matrix that depends
//! on `a = lr·λ` only. Descent is stable where that matrix has both
//! eigenvalues inside the unit circle:
//!
//! - gradient descent: the factor is `1 − a`, so `a < 2`;
//! - heavy ball: trace `1 + β − a`, determinant `β`, so `a < 2·(1 + β)`;
//! - Nesterov: trace `(1 + β)·(1 − a)` and determinant `β·(1 − a)`, so
//!   `a < 2·(1 + β) / (1 + 2β)`, less than the heavy ball allows.
//!
//! RMSProp and Adam have no such bound: dividing by the gradient's size makes
//! the walk depend on more than `a`.
//!
//! On any other surface the same numbers hold close to a minimum, with its
//! Hessian there. Source: Polyak, *Introduction to Optimization*, 1987,
//! section 3.2; Nesterov's case is worked out by the Schur–Cohn conditions.
//! Taught in `gradient-descent`.

use super::Params;

/// A rate against its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// The learning rate.
    pub learning_rate: f64,
    /// The curvature `λ` along the direction that decides.
    pub curvature: f64,
    /// `lr·λ`.
    pub product: f64,
    /// What `lr·λ` must stay below.
    pub limit: f64,
    /// Momentum `β`, 0 for plain gradient descent.
    pub beta: f64,
    /// What the error along that direction is multiplied by each step in the
    /// long run, in absolute value.
    pub growth: f64,
}

impl Stability {
    /// The rate against the limit for a curvature; `None` where there is no
    /// limit: for RMSProp and Adam, or along a direction that does not curve
    /// upward.
    pub fn of(params: &Params, curvature: f64) -> Option<Self> {
        let limit = limit(params)?;
        let learning_rate = params.learning_rate();
        let product = learning_rate * curvature;
        let beta = if let Params::Momentum(p) = params { p.beta } else { 0.0 };
        let growth = growth(params, curvature)?;
        (curvature > 0.0).then_some(Self { learning_rate, curvature, product, limit, beta, growth })
    }

    /// Whether the error shrinks.
    pub fn is_stable(&self) -> bool {
        self.product < self.limit
    }
}

/// What `lr·λmax` must stay below on a quadratic; `None` for RMSProp and Adam.
///
/// ```
/// use ml::optimizers::{MomentumParams, Params, stability::limit};
/// let heavy_ball = MomentumParams { beta: 0.5, ..Default::default() };
/// assert_eq!(limit(&Params::default()), Some(2.0));
/// assert_eq!(limit(&Params::Momentum(heavy_ball)), Some(3.0));
/// ```
pub fn limit(params: &Params) -> Option<f64> {
    match params {
        Params::GradientDescent(_) => Some(2.0),
        Params::Momentum(p) if p.nesterov => Some(2.0 * (1.0 + p.beta) / (1.0 + 2.0 * p.beta)),
        Params::Momentum(p) => Some(2.0 * (1.0 + p.beta)),
        Params::RmsProp(_) | Params::Adam(_) => None,
    }
}

/// The rate at which a quadratic with largest curvature `lambda_max` stops
/// converging; `None` without a limit.
pub fn highest_rate(params: &Params, lambda_max: f64) -> Option<f64> {
    limit(params).map(|limit| limit / lambda_max)
}

/// By what factor the error along a direction of curvature `lambda` changes
/// each step in the long run: the spectral radius of the step's matrix. Below 1
/// it shrinks. `None` for RMSProp and Adam.
pub fn growth(params: &Params, lambda: f64) -> Option<f64> {
    let a = params.learning_rate() * lambda;
    let (trace, determinant) = match params {
        Params::GradientDescent(_) => (1.0 - a, 0.0),
        Params::Momentum(p) if p.nesterov => ((1.0 + p.beta) * (1.0 - a), p.beta * (1.0 - a)),
        Params::Momentum(p) => (1.0 + p.beta - a, p.beta),
        Params::RmsProp(_) | Params::Adam(_) => return None,
    };
    // Roots of z² − trace·z + determinant: real, or a pair of length √det.
    let discriminant = trace * trace / 4.0 - determinant;
    Some(if discriminant >= 0.0 { trace.abs() / 2.0 + discriminant.sqrt() } else { determinant.sqrt() })
}
