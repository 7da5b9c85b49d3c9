//! Levels for contour lines.

use crate::ticks;

/// About `count` round levels, evenly spaced, strictly between the least and the greatest finite value.
pub fn even(values: &[f64], count: usize) -> Vec<f64> {
    let Some((low, high)) = ends(values) else { return Vec::new() };
    let levels = ticks::linear(low, high, count.max(1)).into_iter().map(|t| t.at);
    levels.filter(|&v| v > low && v < high).collect()
}

/// `count` levels above the least value, each as many times as far from it as the one before: dense around a
/// minimum and wide apart on the slopes, as a loss surface needs. The first lies `first` of the whole height above
/// the least value (0.01, say), the last a little under the greatest.
pub fn spread_from(values: &[f64], count: usize, first: f64) -> Vec<f64> {
    let Some((low, high)) = ends(values) else { return Vec::new() };
    let first = if first.is_finite() { first.clamp(1e-12, 0.9) } else { 0.01 };
    (0..count)
        .map(|i| low + (high - low) * libm::pow(first, 1.0 - i as f64 / count as f64))
        .filter(|&v| v > low && v < high)
        .collect()
}

fn ends(values: &[f64]) -> Option<(f64, f64)> {
    let finite = || values.iter().copied().filter(|v| v.abs() < 1e300);
    let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    (low < high).then_some((low, high))
}
