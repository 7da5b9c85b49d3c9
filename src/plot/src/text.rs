//! How wide words are, without a font at hand.

/// Advance widths in hundredths of the size, for the characters from space to tilde. Measured on Inter Regular,
/// which is as wide as the system fonts of Apple and wider than those of Windows and Android; digits have the
/// tabular width. Words in a narrower font leave a little more room.
#[rustfmt::skip]
const WIDTHS: [u8; 95] = [
    28, 28, 40, 63, 64, 81, 64, 22, 36, 36, 50, 66, 28, 46, 28, 36, // space to slash
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 28, 28, 66, 66, 66, 51, // digits to question mark
    94, 68, 65, 73, 72, 60, 59, 74, 74, 26, 54, 65, 56, 89, 75, 76, // @ to O
    63, 76, 64, 64, 64, 74, 68, 95, 64, 66, 62, 36, 36, 36, 47, 45, // P to underscore
    50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54, 24, 87, 59, 60, // backtick to o
    61, 61, 37, 52, 36, 58, 56, 81, 54, 56, 54, 36, 33, 36, 66,     // p to tilde
];

/// About how wide a text is in `system-ui` at this size, in CSS pixels.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let hundredths: u32 = text.chars().map(advance).sum();
    let share = f64::from(hundredths) / 100.0;
    if bold { 1.06 * share * size } else { share * size }
}

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(WIDTHS[c as usize - 32]),
        '⁰'..='⁾' | '₀'..='₎' | '²' | '³' | '¹' => 44,
        '\u{300}'..='\u{36f}' => 0,
        '\u{2009}' | '\u{202f}' => 16,
        '…' | '—' => 82,
        '→' | '←' | '↑' | '↓' | '∞' => 90,
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
            Some(line) if full || width(line, size, bold) + width(word, size, bold) + 0.28 * size <= limit => {
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
        // Five digits and a comma: 5 · 0.64 + 0.28 = 3.48 times the size.
        assert!((width("10,000", 10.0, false) - 34.8).abs() < 1e-9);
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
