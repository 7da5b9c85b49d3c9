//! How wide words are, without a font at hand.

/// Advance widths in hundredths of the size, for the characters from space to tilde: the greater of those of Inter,
/// which is as wide as Apple's system font and wider than those of Windows and Android, and of DejaVu Sans, the
/// widest in common use (Linux). Digits have their tabular width. So words are never cut off, and in most fonts
/// have a little more room than they need.
#[rustfmt::skip]
const WIDTHS: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 46, 32, 36, // space to slash
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, // digits to question mark
    100, 68, 69, 73, 77, 63, 59, 77, 75, 29, 54, 66, 56, 89, 75, 79, // @ to O
    63, 79, 69, 64, 64, 74, 68, 99, 69, 66, 69, 39, 36, 39, 84, 50, // P to underscore
    50, 61, 63, 56, 63, 62, 36, 63, 63, 28, 28, 58, 28, 97, 63, 61, // backtick to o
    63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 54, 64, 34, 64, 84, // p to tilde
];

/// About how wide a text is in `system-ui` at this size, in CSS pixels.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let hundredths: u32 = text.chars().map(advance).sum();
    let share = f64::from(hundredths) / 100.0;
    if bold { 1.09 * share * size } else { share * size }
}

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(WIDTHS[c as usize - 32]),
        '⁰'..='⁾' | '₀'..='₎' | '²' | '³' | '¹' => 44,
        '\u{300}'..='\u{36f}' => 0,
        '\u{2009}' | '\u{202f}' => 16,
        '…' | '—' => 82,
        '→' | '←' | '↑' | '↓' | '∞' => 90,
        // The minus sign and its kin.
        '−' | '×' | '±' | '≤' | '≥' | '≈' => 84,
        // Chinese, Japanese and Korean characters are as wide as they are high.
        '\u{2e80}'..='\u{ffef}' => 100,
        _ => 66,
    }
}

/// Breaks a text at spaces into lines no wider than `limit`, unless a single word is. At most `most` lines: the
/// last one takes what is left.
pub fn wrap(text: &str, size: f64, bold: bool, limit: f64, most: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    if width(text, size, bold) <= limit {
        return vec![text.into()];
    }
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let full = lines.len() >= most.max(1);
        match lines.last_mut() {
            Some(line) if full || width(line, size, bold) + width(word, size, bold) + 0.4 * size <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up() {
        // Five digits and a comma: 5 · 0.64 + 0.32 = 3.52 times the size.
        assert!((width("10,000", 10.0, false) - 35.2).abs() < 1e-9);
        assert_eq!(width("", 12.0, true), 0.0);
        assert!(width("−0.5", 12.0, false) > width("0.5", 12.0, false));
    }

    #[test]
    fn wrapping_keeps_every_word() {
        let text = "false positive rate (healthy people told that they are ill)";
        let lines = wrap(text, 13.0, false, 180.0, 3);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 1 && lines.iter().all(|l| width(l, 13.0, false) <= 180.0), "{lines:?}");
        assert_eq!(wrap("one two three", 13.0, false, 1.0, 2), ["one", "two three"]);
        assert!(wrap("", 13.0, false, 100.0, 2).is_empty());
    }
}
