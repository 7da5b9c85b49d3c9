//! Round numbers for axes, and their spelling.

use crate::picture::Axis;
use crate::scale::Span;

/// A place on an axis that is marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value.
    pub at: f64,
    /// Its spelling.
    pub label: String,
}

/// The minus sign, as wide as a plus.
pub const MINUS: char = '\u{2212}';

/// About `count` ticks at multiples of 1, 2 or 5 times a power of ten. `from` and `to` are finite and differ.
pub fn linear(from: f64, to: f64, count: usize) -> Vec<Tick> {
    let (low, high) = (from.min(to), from.max(to));
    let raw = (high - low) / count.max(1) as f64;
    let mut power = libm::floor(libm::log10(raw)) as i32;
    let share = raw / pow10(power);
    let mut factor = match share {
        s if s < 1.4 => 1,
        s if s < 3.2 => 2,
        s if s < 7.1 => 5,
        _ => 10,
    };
    if factor == 10 {
        (factor, power) = (1, power + 1);
    }
    let step = f64::from(factor) * pow10(power);
    // A bound that lies at a tick up to rounding counts as one.
    let first = libm::ceil(low / step - 1e-6);
    let last = libm::floor(high / step + 1e-6);
    let number = (last - first).clamp(0.0, 60.0) as usize + 1;
    let size = low.abs().max(high.abs());
    // Multiples beyond 2^53 are no longer apart, and would be the same tick again.
    if first.abs().max(last.abs()) > 9e15 || last < first {
        return Vec::new();
    }
    (0..number)
        .map(|i| {
            let n = (first + i as f64) * f64::from(factor);
            // Dividing by a power of ten gives the double nearest to the decimal; multiplying by 0.1 does not.
            let at = if power < 0 { n / pow10(-power) } else { n * pow10(power) };
            Tick { at, label: spell(at, power, size) }
        })
        .collect()
}

/// Ticks at powers of ten, or at 1, 2 and 5 times them where there are fewer than three and more are asked for. Both ends are positive
/// and differ.
pub fn log(from: f64, to: f64, count: usize) -> Vec<Tick> {
    let (low, high) = (from.min(to), from.max(to));
    let (first, last) = (libm::log10(low), libm::log10(high));
    let (lowest, highest) = (libm::ceil(first - 1e-9) as i32, libm::floor(last + 1e-9) as i32);
    let powers = highest - lowest + 1;
    if powers < 3 && (powers < 1 || count > 3) {
        let mut ticks = Vec::new();
        for power in lowest - 1..=highest {
            for factor in [1, 2, 5] {
                let at = f64::from(factor) * pow10(power);
                if at >= low * (1.0 - 1e-9) && at <= high * (1.0 + 1e-9) {
                    ticks.push(Tick { at, label: spell(at, power, high) });
                }
            }
        }
        return if ticks.len() > 1 { ticks } else { linear(from, to, count) };
    }
    let every = (powers as usize).div_ceil(count.max(1)).max(1);
    // Powers that the step divides, so that 1 is among them when it is in range.
    let marked = || (lowest..=highest).filter(|p| p.rem_euclid(every as i32) == 0);
    let plain = marked().all(|p| (-3..=4).contains(&p));
    marked()
        .map(|p| Tick { at: pow10(p), label: if plain { spell(pow10(p), p, high.min(1e5)) } else { power_of_ten(p) } })
        .collect()
}

/// Places between the powers of ten that a log axis marks without a number.
pub fn minor(from: f64, to: f64) -> Vec<f64> {
    let (low, high) = (from.min(to), from.max(to));
    let (lowest, highest) = (libm::floor(libm::log10(low)) as i32, libm::floor(libm::log10(high)) as i32);
    if highest - lowest > 12 {
        return Vec::new();
    }
    (lowest..=highest)
        .flat_map(|p| (2..10).map(move |f| f64::from(f) * pow10(p)))
        .filter(|&v| v >= low && v <= high)
        .collect()
}

/// About `count` ticks of an axis, by its scale.
pub fn auto(axis: &Axis, count: usize) -> Vec<Tick> {
    let span = Span::new(axis, 0.0, 1.0);
    if span.log { log(span.from, span.to, count) } else { linear(span.from, span.to, count) }
}

/// A number with this many decimals, with a proper minus sign and, from 10,000 on, commas.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return match value {
            v if v.is_nan() => "undefined".into(),
            v if v > 0.0 => "∞".into(),
            _ => format!("{MINUS}∞"),
        };
    }
    let digits = format!("{:.*}", decimals, value.abs());
    let whole = digits.split('.').next().unwrap_or_default().len();
    let mut text = String::with_capacity(digits.len() + 4);
    // No sign on a number that rounds to zero.
    if value < 0.0 && digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        text.push(MINUS);
    }
    for (i, digit) in digits.chars().enumerate() {
        if whole > 4 && i > 0 && i < whole && (whole - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A power of ten, such as 10⁻⁴.
pub fn power_of_ten(power: i32) -> String {
    let raised = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        // The other raised digits lie in one row of Unicode.
        digit => char::from_u32('⁰' as u32 + digit.to_digit(10).unwrap_or(0)).unwrap_or('⁰'),
    };
    std::iter::once("10".to_string()).chain(power.to_string().chars().map(|c| raised(c).to_string())).collect()
}

/// Spells a multiple of a power of ten on an axis whose largest value is about `size`.
fn spell(value: f64, power: i32, size: f64) -> String {
    let decimals = usize::try_from(-power).unwrap_or(0);
    let top = libm::floor(libm::log10(size)) as i32;
    if value == 0.0 {
        return "0".into();
    }
    // Long rows of zeros are hard to count.
    if (top < 6 || power < 3) && (power >= -4 || top >= -2) {
        return number(value, decimals.min(12));
    }
    let share = if top < 0 { value * pow10(-top) } else { value / pow10(top) };
    let factor = number(share, usize::try_from(top - power).unwrap_or(0).min(6));
    if factor == "1" { power_of_ten(top) } else { format!("{factor}×{}", power_of_ten(top)) }
}

fn pow10(power: i32) -> f64 {
    libm::exp10(f64::from(power))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|t| t.label.as_str()).collect()
    }

    #[test]
    fn linear_ticks_are_round() {
        assert_eq!(labels(&linear(0.0, 1.0, 5)), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(&linear(-2.3, 2.1, 5)), ["−2", "−1", "0", "1", "2"]);
        assert_eq!(labels(&linear(3.0, -3.0, 3)), ["−2", "0", "2"]);
        assert_eq!(labels(&linear(0.0, 23_000.0, 5)), ["0", "5000", "10,000", "15,000", "20,000"]);
        assert_eq!(labels(&linear(0.0, 4e9, 4)), ["0", "10⁹", "2×10⁹", "3×10⁹", "4×10⁹"]);
        assert_eq!(labels(&linear(0.0, 2e-6, 4)), ["0", "0.5×10⁻⁶", "1.0×10⁻⁶", "1.5×10⁻⁶", "2.0×10⁻⁶"]);
        assert_eq!(labels(&linear(0.97, 0.985, 3)), ["0.970", "0.975", "0.980", "0.985"]);
    }

    #[test]
    fn ticks_are_the_decimals_they_say() {
        let at: Vec<f64> = linear(0.0, 1.0, 10).iter().map(|t| t.at).collect();
        assert_eq!(at, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]);
    }

    #[test]
    fn log_ticks_are_powers() {
        assert_eq!(labels(&log(1e-3, 10.0, 6)), ["0.001", "0.01", "0.1", "1", "10"]);
        assert_eq!(labels(&log(1.0, 30.0, 5)), ["1", "2", "5", "10", "20"]);
        assert_eq!(labels(&log(1.0, 30.0, 3)), ["1", "10"]);
        assert_eq!(labels(&log(1e-9, 1.0, 5)), ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
        assert_eq!(labels(&log(30.0, 40.0, 3)), ["30", "35", "40"]);
    }

    #[test]
    fn numbers_are_spelled_for_reading() {
        assert_eq!(number(-1234.5, 1), "−1234.5");
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(-0.001, 2), "0.00");
        assert_eq!(number(f64::NAN, 2), "undefined");
        assert_eq!(number(f64::NEG_INFINITY, 2), "−∞");
    }

    #[test]
    fn extreme_ranges_give_few_finite_ticks() {
        for (a, b) in [(-1e300, 1e300), (1.0, 1.0 + 1e-11), (0.0, 1e-300), (1e15, 1e15 + 2.0), (-1e300, -1e299)] {
            let ticks = linear(a, b, 5);
            assert!(ticks.len() < 20 && ticks.iter().all(|t| t.at.is_finite()), "{a} {b}: {ticks:?}");
        }
        assert!(log(1e-300, 1e300, 5).len() < 10);
    }
}
