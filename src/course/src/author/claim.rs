//! A number that a lesson states, and the computation that must give it.

use super::text::plain_spelling;

/// A stated number and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The words in the lesson, such as `94.7 %`.
    pub says: String,
    /// What must give the number.
    pub from: From,
    /// Line of the claim in its file.
    pub line: usize,
    stated: Stated,
}

/// Where a claimed number comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// Arithmetic, already checked by the parser.
    Expr(String),
    /// A measure of a demo after some steps, to be checked by whoever has the demos.
    Demo {
        /// The demo's id.
        demo: String,
        /// Settings that differ from the defaults.
        settings: Vec<(String, String)>,
        /// Steps taken.
        steps: u32,
        /// The measure.
        measure: String,
    },
}

/// A number as it is written: its digits say how it has been rounded.
#[derive(Clone, Debug, PartialEq)]
struct Stated {
    value: f64,
    /// What the computed value is divided by before it is rounded: 0.01 for percent, 10⁶ for millions.
    scale: f64,
    decimals: usize,
}

impl Claim {
    /// Reads a claim.
    ///
    /// # Errors
    /// If `says` doesn't hold exactly one number, or `nearest` is not positive.
    pub fn new(says: &str, nearest: Option<f64>, from: From, line: usize) -> Result<Claim, String> {
        let mut stated = read_number(says)?;
        if let Some(unit) = nearest {
            if !(unit.is_finite() && unit > 0.0) {
                return Err("`nearest` must be a positive number, such as 1000".into());
            }
            // Rounded to whole multiples of the unit.
            stated = Stated { value: stated.value / unit, scale: stated.scale * unit, decimals: 0 };
            if (stated.value - stated.value.round()).abs() > 1e-9 {
                return Err(format!("“{says}” is no multiple of {unit}"));
            }
        }
        Ok(Claim { says: says.into(), from, line, stated })
    }

    /// Whether a computed value, rounded as the lesson rounds it, is the number stated.
    ///
    /// # Errors
    /// What the value rounds to instead.
    pub fn check(&self, value: f64) -> Result<(), String> {
        let Stated { value: stated, scale, decimals } = self.stated;
        let scaled = value / scale;
        let wanted = format!("{stated:.decimals$}");
        // A value in the middle (0.125 for two decimals) may be rounded either way, and binary fractions put it a
        // hair to one side; that hair is all the slack there is.
        let hair = scaled.abs() * 1e-13;
        let readings = [scaled, scaled - hair, scaled + hair].map(|x| positive_zero(&format!("{x:.decimals$}")));
        if value.is_finite() && readings.contains(&positive_zero(&wanted)) {
            return Ok(());
        }
        Err(format!("the lesson says “{}”, the computation gives {value} (rounded: {})", self.says, readings[0]))
    }

    /// Whether the words stand in a text, which must be in plain spelling (no narrow spaces, plain quotes and minus signs), as a number of its own.
    pub fn stands_in(&self, plain: &str) -> bool {
        let says = plain_spelling(&self.says);
        plain.match_indices(&says).any(|(at, _)| {
            let mut before = plain[..at].chars().rev();
            let (before, second_before) = (before.next(), before.next());
            let mut after = plain[at + says.len()..].chars();
            let (next, second) = (after.next(), after.next());
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let cut_left = says.starts_with(|c: char| c.is_ascii_digit())
                && before.is_some_and(|c| {
                    c.is_alphanumeric()
                        || matches!(c, '.' | ',')
                        // A minus sign belongs to the number; a hyphen between words or in a range does not.
                        || c == '-' && !second_before.is_some_and(char::is_alphanumeric)
                });
            let cut_right = says.ends_with(|c: char| c.is_ascii_digit())
                && (digit(next) || (next == Some('.') || next == Some(',')) && digit(second) || next == Some('%'));
            !cut_left && !cut_right
        })
    }
}

fn positive_zero(text: &str) -> String {
    let unsigned = text.trim_start_matches('-');
    if unsigned.bytes().all(|b| b == b'0' || b == b'.') { unsigned.into() } else { text.into() }
}

/// Reads the one number of some words.
fn read_number(says: &str) -> Result<Stated, String> {
    let plain = plain_spelling(says);
    let numbers = find_numbers(&plain);
    let [(start, end)] = numbers[..] else {
        return Err(format!("“{says}” must hold one number; it holds {}", numbers.len()));
    };
    let digits = plain[start..end].replace(',', "");
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((&digits, "0"));
    let mut value: f64 = mantissa.parse().map_err(|_| format!("“{digits}” is no number"))?;
    let exponent: i32 = exponent.parse().map_err(|_| format!("“{digits}” is no number"))?;
    let decimals = mantissa.split_once('.').map_or(0, |(_, d)| d.len());
    // A hyphen is a minus sign unless it joins a word or a range: "F-1", "3-4".
    let sign = plain[..start].strip_suffix('-');
    if sign.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric())) {
        value = -value;
    }
    let unit = plain[end..].trim_start();
    let scale = if unit.starts_with('%') || unit.starts_with("percent") {
        0.01
    } else if unit.starts_with("thousand") {
        1e3
    } else if unit.starts_with("million") {
        1e6
    } else if unit.starts_with("billion") {
        1e9
    } else {
        1.0
    };
    Ok(Stated { value, scale: scale * libm::pow(10.0, f64::from(exponent)), decimals })
}

/// Where numbers stand: digits with points and commas inside, perhaps an exponent. Digits in a word are none.
fn find_numbers(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        // A digit is never inside a longer character, so that the text may be cut before it.
        if !digit(i) {
            i += 1;
            continue;
        }
        let word_before = text[..i].chars().next_back().is_some_and(|c| c.is_alphabetic() || c == '_');
        let start = i;
        while digit(i) || (matches!(bytes.get(i), Some(b'.' | b',')) && digit(i + 1)) {
            i += 1;
        }
        let signed = usize::from(matches!(bytes.get(i + 1), Some(b'-' | b'+')));
        if matches!(bytes.get(i), Some(b'e' | b'E')) && digit(i + 1 + signed) {
            i += 1 + signed;
            while digit(i) {
                i += 1;
            }
        }
        if !word_before {
            found.push((start, i));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(says: &str) -> Claim {
        Claim::new(says, None, From::Expr(String::new()), 1).unwrap()
    }

    #[test]
    fn a_value_counts_if_it_rounds_to_what_is_said() {
        for (says, good, bad) in [
            ("94.7 %", 0.946_6, 0.946_4),
            ("94.7 %", 0.947_499, 0.947_51),
            ("0.98", 0.98, 0.986),
            ("±3 points", 3.3, 3.6),
            ("about 0.50", 0.504_9, 0.495 - 1e-6),
            ("−3", -3.2, 3.0),
            ("12,034 rows", 12_034.4, 12_035.0),
            ("1.3 million", 1_349_999.0, 1_350_001.0),
            ("1.5e-4", 0.000_149_6, 0.000_144),
            ("F1 of 0.62", 0.6249, 0.6251),
            ("5 %", 0.049, 0.044),
        ] {
            assert_eq!(claim(says).check(good), Ok(()), "{says}");
            assert!(claim(says).check(bad).is_err(), "{says} against {bad}");
        }
        assert!(claim("1").check(f64::NAN).is_err());
        assert_eq!(claim("0.0").check(-0.01), Ok(()));
    }

    #[test]
    fn a_value_in_the_middle_may_go_either_way() {
        for says in ["0.12", "0.13"] {
            assert_eq!(claim(says).check(0.125), Ok(()));
        }
        assert!(claim("0.12").check(0.125_000_01).is_err());
        // 94.65 % is not a binary fraction; both neighbors are right.
        for says in ["94.6 %", "94.7 %"] {
            assert_eq!(claim(says).check(0.9465), Ok(()));
        }
    }

    #[test]
    fn coarse_rounding_is_said() {
        let claim = Claim::new("12,000", Some(1000.0), From::Expr(String::new()), 1).unwrap();
        assert_eq!(claim.check(12_340.0), Ok(()));
        assert!(claim.check(12_501.0).is_err());
        assert!(Claim::new("12,340", Some(1000.0), From::Expr(String::new()), 1).is_err());
    }

    #[test]
    fn words_must_hold_one_number() {
        for says in ["none", "2 of 3"] {
            assert!(Claim::new(says, None, From::Expr(String::new()), 1).is_err(), "{says}");
        }
        assert!(Claim::new("L2 norm 0.3", None, From::Expr(String::new()), 1).is_ok());
    }

    #[test]
    fn words_stand_in_a_text_as_a_number_of_their_own() {
        let text = plain_spelling("It reaches 94.7\u{a0}% on 120 rows, and 0.5. Then −3.");
        for says in ["94.7 %", "120", "120 rows", "0.5", "-3"] {
            assert!(claim(says).stands_in(&text), "{says}");
        }
        for says in ["4.7 %", "94", "94.7", "12", "20", "0", "5", "3"] {
            assert!(!claim(says).stands_in(&text), "{says}");
        }
    }
}
