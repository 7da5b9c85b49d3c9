//! Elementary functions, the same on every machine.
//!
//! The standard library hands `exp`, `ln`, `sin` and others to the platform,
//! and platforms disagree in the last digit. These call `libm`, which is plain
//! arithmetic compiled from one source. Square root and rounding are exact by
//! IEEE 754 and need no wrapper.

/// `eˣ`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `eˣ − 1` without cancellation near 0.
pub fn expm1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `ln(1 + x)` without cancellation near 0.
pub fn log1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 2 (bits).
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// Logarithm to base 10.
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `xʸ`.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// `xⁿ` for a whole `n ≥ 0` by repeated squaring, lowest bit first.
pub fn powi(x: f64, n: u32) -> f64 {
    let (mut result, mut square, mut left) = (1.0, x, n);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}

/// Square root (exact rounding on every platform).
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Sine of an angle in radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Angle of the point `(x, y)` in radians, in `[−π, π]`.
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// Error function.
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// Complementary error function `1 − erf(x)`, accurate in the far tail.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// Natural logarithm of `|Γ(x)|`.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The logistic function `1 / (1 + e⁻ᶻ)`.
///
/// Each sign has its own form, so that the exponential never overflows and
/// tiny probabilities keep their digits. Taught in `logistic-regression`.
///
/// ```
/// assert_eq!(ml::numeric::sigmoid(0.0), 0.5);
/// assert_eq!(ml::numeric::sigmoid(-1000.0), 0.0);
/// ```
pub fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + exp(-z))
    } else {
        let e = exp(z);
        e / (1.0 + e)
    }
}

/// Log-odds `ln(p / (1 − p))`, the inverse of [`sigmoid`]: −∞ at 0, ∞ at 1.
pub fn logit(p: f64) -> f64 {
    ln(p) - log1p(-p)
}

/// `ln(1 + eᶻ)`, the softplus, without overflow: `max(z, 0) + ln(1 + e^−|z|)`.
///
/// The log-loss of one point with label `y` and log-odds `z` is
/// `log1p_exp(z) − y·z`.
pub fn log1p_exp(z: f64) -> f64 {
    z.max(0.0) + log1p(exp(-z.abs()))
}

/// `ln Σ e^z[i]`, with the largest entry taken out first so that nothing
/// overflows; −∞ for an empty slice. The terms are added from first to last.
///
/// Taught in `calculus-and-gradients`.
pub fn log_sum_exp(z: &[f64]) -> f64 {
    let top = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top.is_infinite() {
        return top;
    }
    top + ln(z.iter().map(|x| exp(x - top)).fold(0.0, |a, b| a + b))
}

/// Turns log-odds into probabilities in place: `e^z[i] / Σ e^z[j]`.
///
/// Returns [`log_sum_exp`] of the input, from which a log-loss follows without
/// taking the logarithm of a rounded probability.
pub fn softmax(z: &mut [f64]) -> f64 {
    let top = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for x in z.iter_mut() {
        *x = exp(*x - top);
        total += *x;
    }
    for x in z.iter_mut() {
        *x /= total;
    }
    top + ln(total)
}
