//! From an axis's units to pixels and back.

use crate::picture::{Axis, Scale};

/// Pixels farther off than this are brought back to it, so that no drawing overflows.
const FAR: f64 = 1e5;

/// The ends of an axis made usable, and the pixels they lie at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Value at `start`: finite, and positive on a log scale.
    pub from: f64,
    /// Value at `end`: finite, apart from `from`.
    pub to: f64,
    /// Whether values are spaced by powers of ten.
    pub log: bool,
    /// Pixel of `from`.
    pub start: f64,
    /// Pixel of `to`.
    pub end: f64,
    /// The ends in units that are even on screen: their powers of ten on a log scale.
    even: [f64; 2],
}

impl Span {
    /// The span of an axis between two pixels. An axis without extent gets one; ends that cannot be drawn are
    /// replaced by the nearest that can.
    pub fn new(axis: &Axis, start: f64, end: f64) -> Span {
        let log = axis.scale == Scale::Log;
        let (from, to) = if log { log_ends(axis.from, axis.to) } else { linear_ends(axis.from, axis.to) };
        let even = if log { [libm::log10(from), libm::log10(to)] } else { [from, to] };
        Span { from, to, log, start, end, even }
    }

    /// The same axis between other pixels.
    pub fn between(self, start: f64, end: f64) -> Span {
        Span { start, end, ..self }
    }

    /// How far along the axis a value lies: 0 at `from`, 1 at `to`. NaN for NaN, infinite for infinite values and
    /// for what a log scale cannot show.
    pub fn share(&self, value: f64) -> f64 {
        let [a, b] = self.even;
        (self.spaced(value) - a) / (b - a)
    }

    /// The pixel of a value; finite, and `start` for NaN.
    pub fn to_px(&self, value: f64) -> f64 {
        let px = self.start + self.share(value) * (self.end - self.start);
        if px.is_nan() { self.start } else { px.clamp(-FAR, FAR) }
    }

    /// The value at a pixel; finite, and `from` for NaN.
    pub fn from_px(&self, px: f64) -> f64 {
        let share = (px - self.start) / (self.end - self.start);
        if !share.is_finite() {
            return self.from;
        }
        let [a, b] = self.even;
        let even = a + share * (b - a);
        if self.log { libm::exp10(even.clamp(-300.0, 300.0)) } else { even.clamp(-f64::MAX, f64::MAX) }
    }

    /// Length of the axis in units that are even on screen: powers of ten on a log scale.
    pub fn extent(&self) -> f64 {
        let [a, b] = self.even;
        (b - a).abs()
    }

    fn spaced(&self, value: f64) -> f64 {
        if !self.log {
            value
        } else if value <= 0.0 {
            f64::NEG_INFINITY
        } else {
            libm::log10(value)
        }
    }
}

fn linear_ends(from: f64, to: f64) -> (f64, f64) {
    // The largest doubles would overflow when they are subtracted.
    let tame = |v: f64, other: f64| if v.is_nan() { other } else { v.clamp(-1e300, 1e300) };
    let (from, to) = (tame(from, 0.0), tame(to, 1.0));
    let size = from.abs().max(to.abs());
    if (to - from).abs() > 1e-12 * size {
        return (from, to);
    }
    let half = if size > 0.0 { 0.5 * size } else { 0.5 };
    (from - half, to + half)
}

fn log_ends(from: f64, to: f64) -> (f64, f64) {
    let tame = |v: f64| if v > 0.0 { v.clamp(1e-300, 1e300) } else { f64::NAN };
    let (from, to) = match (tame(from), tame(to)) {
        (a, b) if a.is_nan() && b.is_nan() => (0.1, 10.0),
        (a, b) if a.is_nan() => (b / 1000.0, b),
        (a, b) if b.is_nan() => (a, a * 1000.0),
        ends => ends,
    };
    if libm::log10(to / from).abs() > 1e-9 { (from, to) } else { (from / 2.0, to * 2.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_map_to_ends_either_way_round() {
        let up = Span::new(&Axis::linear("", 2.0, 4.0), 10.0, 110.0);
        assert_eq!((up.to_px(2.0), up.to_px(3.0), up.to_px(4.0)), (10.0, 60.0, 110.0));
        let down = Span::new(&Axis::linear("", 4.0, 2.0), 10.0, 110.0);
        assert_eq!(down.to_px(4.0), 10.0);
        assert_eq!(down.from_px(110.0), 2.0);
        let log = Span::new(&Axis::log("", 0.01, 100.0), 0.0, 400.0);
        assert!((log.to_px(1.0) - 200.0).abs() < 1e-9);
        assert!((log.from_px(300.0) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn unusable_ends_become_usable() {
        for (from, to) in [(f64::NAN, f64::NAN), (1.0, 1.0), (0.0, 0.0), (f64::MIN, f64::MAX), (5.0, f64::INFINITY)] {
            for axis in [Axis::linear("", from, to), Axis::log("", from, to), Axis::log("", -from, 0.0)] {
                let span = Span::new(&axis, 0.0, 100.0);
                assert!(span.from.is_finite() && span.to.is_finite() && span.extent() > 0.0, "{axis:?}: {span:?}");
                assert!((span.to_px(span.to) - 100.0).abs() < 1e-9, "{span:?}");
            }
        }
    }

    #[test]
    fn far_values_stay_finite() {
        let span = Span::new(&Axis::linear("", 0.0, 1.0), 0.0, 100.0);
        assert_eq!(span.to_px(f64::INFINITY), FAR);
        assert_eq!(span.to_px(-1e300), -FAR);
        assert_eq!(span.to_px(f64::NAN), 0.0);
        assert_eq!(Span::new(&Axis::log("", 1.0, 10.0), 0.0, 100.0).to_px(0.0), -FAR);
    }
}
