//! Numbers as people write them: 10 %, 1,000, 1/10, 18,5.

/// Why something cannot be taken as a number, in words for the reader.
pub type Why = &'static str;

const NONE: Why = "That is no number. Write it like 0.25, 1,000, 1/4 or 25 %.";
const COMMAS: Why = "The commas can be read in two ways. Write 1000 or 1,000 for a thousand, 0.5 or 0,5 for a half.";
const ZERO: Why = "Nothing can be divided by zero.";
const UNIT: Why = "Write the number alone, in the unit that stands behind the field.";

/// The number that a text stands for, in a unit; none for an empty text. `plain` reads digits with a decimal point: the
/// tables for doing so are no part of the app, so there the browser does it.
pub fn read(text: &str, unit: &str, plain: &dyn Fn(&str) -> Option<f64>) -> Result<Option<f64>, Why> {
    let (text, unit) = (plainly(text), plainly(unit));
    if text.is_empty() {
        return Ok(None);
    }
    let percent = text.strip_suffix("%");
    if percent.is_some() && !unit.is_empty() && unit != "%" {
        return Err(UNIT);
    }
    let text = percent.or_else(|| text.strip_suffix(unit.as_str())).unwrap_or(&text);
    let Some((above, below)) = text.split_once('/') else {
        let value = one(text, plain)?;
        return Ok(Some(if percent.is_some() && unit.is_empty() { value / 100.0 } else { value }));
    };
    let below = one(below, plain)?;
    if below == 0.0 {
        return Err(ZERO);
    }
    // A ratio is a share; in percent it is a hundred times as much.
    let value = one(above, plain)? / below * if unit == "%" { 100.0 } else { 1.0 };
    if value.is_finite() { Ok(Some(value)) } else { Err(NONE) }
}

/// Without blanks, and with one kind of minus sign.
fn plainly(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => {}
            '\u{2212}' | '\u{2013}' => plain.push('-'),
            // The full-width signs of East Asian keyboards stand in the order of ASCII.
            '\u{ff01}'..='\u{ff5e}' => plain.extend(char::from_u32(u32::from(c) - 0xfee0)),
            c => plain.push(c),
        }
    }
    plain
}

/// Digits with points and commas. The one behind the other is the decimal one; a lone comma is, unless it stands where
/// thousands have theirs.
fn one(text: &str, plain: &dyn Fn(&str) -> Option<f64>) -> Result<f64, Why> {
    let read = |text: &str| plain(text).ok_or(NONE);
    let last = |mark: u8| text.bytes().rposition(|b| b == mark);
    let digits = |b| matches!(b, b'0'..=b'9' | b'.' | b',' | b'-' | b'+');
    // With other signs in it there are no commas to blame.
    let Some(comma) = last(b',').filter(|_| text.bytes().all(digits)) else { return read(text) };
    // Groups of three digits end where the decimal mark stands.
    let end = last(b'.').filter(|_| last(b'.') > Some(comma)).unwrap_or(text.len());
    let without = |mark: char| text.replace(mark, "");
    match last(b'.') {
        Some(point) if point < comma && grouped(&text.as_bytes()[..comma], b'.') => {
            read(&without('.').replace(',', "."))
        }
        Some(point) if point < comma => Err(COMMAS),
        _ if grouped(&text.as_bytes()[..end], b',') => read(&without(',')),
        None if without(',').len() + 1 == text.len() => read(&text.replace(',', ".")),
        _ => Err(COMMAS),
    }
}

/// Whether marks stand in front of every three digits, and the first group is no zero.
fn grouped(digits: &[u8], mark: u8) -> bool {
    let digits = match digits {
        [b'-' | b'+', digits @ ..] => digits,
        digits => digits,
    };
    let first = digits.iter().position(|b| *b == mark).unwrap_or(digits.len());
    let right = |(i, b): (usize, &u8)| {
        // A mark stands behind the first group, and behind every three digits from there on.
        if i >= first && (i - first) % 4 == 0 { *b == mark } else { b.is_ascii_digit() }
    };
    (1..=3).contains(&first)
        && digits[0] != b'0'
        && (digits.len() - first) % 4 == 0
        && digits.iter().enumerate().all(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str, unit: &str) -> Result<Option<f64>, Why> {
        read(text, unit, &|text| text.parse().ok().filter(|x: &f64| x.is_finite()))
    }

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for (text, unit, value) in [
            ("10 %", "", 0.1),
            ("88%", "%", 88.0),
            ("0.88", "%", 0.88),
            ("1,000", "", 1000.0),
            ("1,234,567.5", "", 1_234_567.5),
            ("1.234,5", "", 1234.5),
            ("1 000", "", 1000.0),
            ("1\u{202f}000", "", 1000.0),
            ("1/10", "", 0.1),
            ("1/10", "%", 10.0),
            ("3 / 4", "", 0.75),
            ("18,5", "", 18.5),
            ("0,125", "", 0.125),
            ("-0,5", "", -0.5),
            ("\u{2212}1.5", "", -1.5),
            ("7 days", "days", 7.0),
            ("7", "days", 7.0),
            ("1e-3", "", 0.001),
            (".5", "", 0.5),
            ("\u{ff15}\u{ff11}\u{ff12}", "", 512.0),
            ("\u{ff11}\u{ff0c}\u{ff10}\u{ff10}\u{ff10}", "", 1000.0),
            ("\u{ff0d}\u{ff12}\u{ff0e}\u{ff15}\u{3000}\u{ff05}", "%", -2.5),
        ] {
            assert_eq!(said(text, unit), Ok(Some(value)), "{text}");
        }
        assert_eq!(said("  ", "%"), Ok(None));
    }

    #[test]
    fn what_is_no_number_is_said_to_be_none() {
        for (text, unit, why) in [
            ("ten", "", NONE),
            ("1/", "", NONE),
            ("1/2/3", "", NONE),
            ("1e999", "", NONE),
            ("10 %", "days", UNIT),
            ("$1,483.5", "", NONE),
            ("1,5e3", "", NONE),
            ("1/0", "", ZERO),
            ("1,00,0", "", COMMAS),
            ("12,34,567", "", COMMAS),
            ("1,2.5", "", COMMAS),
            ("1.2,5", "", COMMAS),
        ] {
            assert_eq!(said(text, unit), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9,./% e]{0,12}|\\PC{0,12}", unit in "|%|days") {
            if let Ok(Some(value)) = said(&text, &unit) {
                prop_assert!(value.is_finite());
            }
        }

        #[test]
        fn a_plain_number_is_itself(value in -1e9..1e9f64) {
            prop_assert_eq!(said(&value.to_string(), ""), Ok(Some(value)));
        }
    }
}
