//! Numbers out of text.

use minimal_lexical::parse_float;

/// A finite number in decimal notation, with or without an exponent.
///
/// It is the float nearest to what is written, as the standard library reads it too; but that brings a table of ten
/// kilobytes, which hardly compresses and which every reader of a demo would have to fetch.
///
/// ```
/// use sheets::decimal;
/// assert_eq!(decimal("-12.50e-1"), Some(-1.25));
/// assert_eq!([decimal("inf"), decimal("1e999"), decimal("1,5"), decimal(".")], [None; 4]);
/// ```
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, size) = signed(text.as_bytes());
    let (mantissa, exponent) = match size.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) {
        Some(at) => (&size[..at], whole(&size[at + 1..])?),
        None => (size, 0),
    };
    let (whole, fraction) = match mantissa.iter().position(|&byte| byte == b'.') {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, &[][..]),
    };
    if whole.is_empty() && fraction.is_empty() || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
        return None;
    }
    // The parser wants no zeros that say nothing.
    let whole = &whole[whole.iter().take_while(|&&digit| digit == b'0').count()..];
    let fraction = &fraction[..fraction.len() - fraction.iter().rev().take_while(|&&digit| digit == b'0').count()];
    let value: f64 = parse_float(whole.iter(), fraction.iter(), exponent);
    value.is_finite().then_some(if negative { -value } else { value })
}

fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    }
}

/// An exponent; one beyond all floats stays beyond them.
fn whole(text: &[u8]) -> Option<i32> {
    let (negative, digits) = signed(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0i32, |n, digit| (n * 10 + i32::from(digit - b'0')).min(100_000));
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn std(text: &str) -> Option<f64> {
        text.parse().ok().filter(|x: &f64| x.is_finite())
    }

    fn same(text: &str) -> bool {
        decimal(text).map(f64::to_bits) == std(text).map(f64::to_bits)
    }

    #[test]
    fn it_reads_what_the_standard_library_reads() {
        for text in
            ["0", "-0", "1", "+1.5", ".5", "5.", "00.100", "1e5", "1E-5", "1e+5", "1e400", "-1e-400", "1e99999999999"]
                .into_iter()
                .chain(["", ".", "e5", "1e", "1e+", "+", "1.2.3", "--1", "0x1", " 1", "1_0", "½"])
                // Just under, on and above the middle between two floats, the smallest and the largest.
                .chain([
                    "9007199254740993",
                    "9007199254740992.9999999999999999999",
                    "9007199254740993.0000000000000000001",
                ])
                .chain(["4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324"])
                .chain(["2.2250738585072011e-308", "1.7976931348623157e308", "1.7976931348623159e308"])
        {
            assert!(same(text), "{text}: {:?}, wanted {:?}", decimal(text), std(text));
        }
        let middle = format!("{}.{}e-300", "9".repeat(400), "123456789".repeat(60));
        assert!(same(&middle) && same(&format!("0.{}7e900", "0".repeat(900))));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_float_comes_back(bits: u64) {
            let x = f64::from_bits(bits);
            if x.is_finite() {
                prop_assert_eq!(decimal(&x.to_string()).map(f64::to_bits), Some(bits));
                prop_assert_eq!(decimal(&format!("{x:e}")).map(f64::to_bits), Some(bits));
            }
        }

        #[test]
        fn any_digits_are_rounded_alike(text in "[+-]?[0-9]{0,40}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?") {
            prop_assert!(same(&text), "{}", text);
        }
    }
}
