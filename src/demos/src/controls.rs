//! How settings appear as controls: slider positions, words for values, ids of inputs.

use crate::settings::{Kind, OWN, Setting, Value};
use ml::numeric::decimal;

/// A slider's range, in its own units: the value itself, or its decimal logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slider {
    /// Left end.
    pub min: f64,
    /// Right end.
    pub max: f64,
    /// Distance of neighboring positions.
    pub step: f64,
}

impl Setting {
    /// The slider of a number; `None` for other kinds.
    pub fn slider(&self) -> Option<Slider> {
        match self.kind {
            Kind::Number { min, max, step, log: true, .. } => {
                Some(Slider { min: libm::log10(min), max: libm::log10(max), step })
            }
            Kind::Number { min, max, step, .. } => Some(Slider { min, max, step }),
            _ => None,
        }
    }

    /// The slider position of a value. Where the slider reaches from one number to another instead of over the whole
    /// range, what lies beyond stands at its end.
    pub fn position(&self, value: f64, reach: Option<[f64; 2]>) -> f64 {
        let plain = |value: f64| if self.is_log() { libm::log10(value) } else { value };
        let Some((Slider { min, max, .. }, reach)) = self.slider().zip(reach) else { return plain(value) };
        let [low, high] = reach.map(plain);
        (min + (plain(value) - low) / (high - low) * (max - min)).clamp(min, max)
    }

    /// The value at a slider position, rounded to three digits on a log scale so that it can be read and linked.
    pub fn at_position(&self, position: f64, reach: Option<[f64; 2]>) -> f64 {
        let at = match self.slider().zip(reach) {
            Some((Slider { min, max, .. }, reach)) => {
                let [low, high] = reach.map(|end| self.position(end, None));
                low + (position - min) / (max - min) * (high - low)
            }
            None => position,
        };
        if self.is_log() { three_digits(libm::pow(10.0, at)) } else { at }
    }

    fn is_log(&self) -> bool {
        matches!(self.kind, Kind::Number { log: true, .. })
    }

    /// A value in words, with its unit: `0.42`, `25 points`, `Breast cancer`.
    pub fn words(&self, value: &Value) -> String {
        match (&self.kind, value) {
            (Kind::Number { step, unit, log, .. }, Value::Number(x)) => {
                let number = if *log { short(*x) } else { with_decimals(*x, decimals(*step)) };
                join_unit(&number, unit)
            }
            (Kind::Choice { options, .. }, Value::Choice(id)) => {
                options.iter().find(|o| o.0 == *id).map_or(String::new(), |o| o.1.into())
            }
            (Kind::Data { .. }, Value::Choice(OWN)) => "Your own CSV".into(),
            (Kind::Data { options, .. }, Value::Choice(id)) => {
                options.iter().find(|o| o.0 == *id).map_or(String::new(), |o| o.1.into())
            }
            (_, Value::Toggle(on)) => if *on { "on" } else { "off" }.into(),
            (_, Value::Points(points)) => format!("{} points", points.len()),
            (_, Value::Seed(seed)) => seed.to_string(),
            (_, value) => value.text(),
        }
    }
}

/// A number with its unit: a percent sign after a thin gap, other units after a space.
fn join_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.into() } else { format!("{number}\u{202f}{unit}") }
}

/// Decimals that a step needs: 0.01 → 2.
fn decimals(step: f64) -> usize {
    let scaled = |digits: usize| step * ml::numeric::powi(10.0, digits as u32);
    (0..6).find(|&digits| (scaled(digits) - scaled(digits).round()).abs() < 1e-9).unwrap_or(6)
}

/// A number with this many decimals and a true minus sign.
pub fn with_decimals(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$}");
    match text.strip_prefix('-') {
        // What rounds to zero has no sign.
        Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.into(),
        Some(digits) => format!("\u{2212}{digits}"),
        None => text,
    }
}

/// A number with three digits that count: 0.00123, 45.6, 7890.
pub fn short(x: f64) -> String {
    if !x.is_finite() {
        return if x.is_nan() {
            "undefined"
        } else if x > 0.0 {
            "∞"
        } else {
            "\u{2212}∞"
        }
        .into();
    }
    if x == 0.0 {
        return "0".into();
    }
    let magnitude = libm::floor(libm::log10(x.abs())) as i32;
    if (-4..5).contains(&magnitude) {
        let text = with_decimals(x, (2 - magnitude).max(0) as usize);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
    } else {
        let mantissa = with_decimals(x / libm::pow(10.0, f64::from(magnitude)), 2);
        format!("{mantissa} × 10{}", superscript(magnitude))
    }
}

fn superscript(n: i32) -> String {
    let digit = |c: char| match c {
        '-' => '⁻',
        c => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c.to_digit(10).unwrap_or(0) as usize],
    };
    n.to_string().chars().map(digit).collect()
}

fn three_digits(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    // Through decimal text, so that the value is the one that its spelling names.
    decimal(&format!("{x:.2e}")).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Setting = crate::setting::number("rate", "Rate", 1e-4..=10.0, 0.02, 0.1).log();

    #[test]
    fn log_sliders_give_values_of_three_digits() {
        let slider = RATE.slider().unwrap();
        assert_eq!((slider.min, slider.max), (-4.0, 1.0));
        assert_eq!(RATE.at_position(RATE.position(0.24, None), None), 0.24);
        assert_eq!(RATE.at_position(0.3, None), 2.0);
    }

    #[test]
    fn a_slider_may_reach_less_far_than_what_is_typed() {
        let reach = Some([0.01, 1.0]);
        let at = |value: f64| RATE.position(value, reach);
        // Halfway between the ends by powers of ten.
        assert_eq!([at(0.01), at(0.1), at(1.0), at(7.0)], [-4.0, -1.5, 1.0, 1.0]);
        assert_eq!([-4.0, -1.5, 1.0].map(|at| RATE.at_position(at, reach)), [0.01, 0.1, 1.0]);
    }

    #[test]
    fn numbers_read_well() {
        for (x, text) in
            [(0.0, "0"), (0.5, "0.5"), (0.123456, "0.123"), (45.678, "45.7"), (78901.0, "78901"), (-2.5, "−2.5")]
        {
            assert_eq!(short(x), text);
        }
        assert_eq!(short(1.5e-7), "1.50 × 10⁻⁷");
        assert_eq!(short(f64::NAN), "undefined");
        assert_eq!(with_decimals(-0.001, 2), "0.00");
        assert_eq!(with_decimals(-1.5, 1), "−1.5");
        assert_eq!((decimals(1.0), decimals(0.5), decimals(0.01)), (0, 1, 2));
    }
}
