//! Numbers as people and their programs write them.

use crate::decimal;

/// The sign before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// 1.5; commas may stand between thousands.
    Point,
    /// 1,5; points may stand between thousands.
    Comma,
    /// Either, as long as a number has one of them only and it cannot be meant for thousands.
    Both,
}

/// What a cell says as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// A finite number.
    Number(f64),
    /// A number beyond all that can be computed with, or infinity by name.
    Infinite,
    /// Something else.
    Other,
}

/// What tells points from commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Neither occurs, or both say the same either way.
    None,
    /// Only a decimal point can be meant.
    Point,
    /// Only a decimal comma can be meant.
    Comma,
    /// Three digits behind the one point: decimals or thousands.
    EitherPoint,
    /// Three digits behind the one comma: decimals or thousands.
    EitherComma,
}

/// A cell without what surrounds its digits: signs, brackets, currency, percent.
#[derive(Clone, Debug, Default)]
pub struct Bare {
    negative: bool,
    /// Whether a percent sign stood there.
    pub percent: bool,
    /// The currency that stood there.
    pub currency: Option<String>,
    mantissa: String,
    exponent: String,
}

const CURRENCIES: [&str; 24] = [
    "R$", "kr.", "kr", "zł", "Fr.", "Kč", "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK",
    "INR", "BRL", "CAD", "AUD", "US$", "A$", "C$",
];

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '¢' | '£' | '¤' | '¥' | '฿' | '\u{20a0}'..='\u{20cf}' | '﹩' | '＄' | '￡' | '￥')
}

/// The letter that a program reads where a person sees the same.
fn plain(letter: char) -> char {
    match letter {
        '−' | '–' | '‐' | '‑' | '﹣' | '－' => '-',
        '＋' => '+',
        '’' | '‘' | '´' | '`' | '＇' | '٬' => '\'',
        '．' | '٫' => '.',
        '，' => ',',
        '％' | '٪' => '%',
        '（' => '(',
        '）' => ')',
        '０'..='９' => char::from(b'0' + (letter as u32 - '０' as u32) as u8),
        '٠'..='٩' => char::from(b'0' + (letter as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (letter as u32 - '۰' as u32) as u8),
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// The cell as it was before a spreadsheet was told that it is text: `="0700"` and `'0700`.
pub fn unwrapped(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let digits = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
    formula.or_else(|| cell.strip_prefix('\'').filter(digits)).unwrap_or(cell)
}

impl Bare {
    /// Takes a cell apart; `None` if it is no number in any spelling.
    pub fn new(cell: &str) -> Option<Self> {
        // Most cells are plain digits, and long ones are no numbers.
        if cell.len() > 400 || !cell.chars().any(|c| plain(c).is_ascii_digit()) {
            return None;
        }
        let text: String = unwrapped(cell).chars().map(plain).collect();
        let mut bare = Self::default();
        let mut rest = text.trim();
        let (mut signed, mut percent) = (false, false);
        loop {
            let before = rest.len();
            if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
                if signed {
                    return None;
                }
                (rest, bare.negative, signed) = (inner, true, true);
            }
            if let Some(inner) = rest.strip_suffix('%').or_else(|| rest.strip_prefix('%')).filter(|_| !percent) {
                (rest, percent) = (inner, true);
            }
            if bare.currency.is_none()
                && let Some((inner, currency)) = without_currency(rest)
            {
                (rest, bare.currency) = (inner, Some(currency.to_owned()));
            }
            if !signed {
                let minus = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-'));
                if let Some(inner) = minus.or_else(|| rest.strip_prefix('+')) {
                    (rest, bare.negative, signed) = (inner, minus.is_some(), true);
                }
            }
            rest = rest.trim();
            if rest.len() == before {
                break;
            }
        }
        bare.percent = percent;
        let (mantissa, exponent) = halves(rest)?;
        let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'');
        if !mantissa.chars().all(allowed) || !mantissa.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        (bare.mantissa, bare.exponent) = (mantissa.to_owned(), exponent.to_owned());
        Some(bare)
    }

    /// Whether spaces stand between its thousands.
    pub fn is_grouped(&self) -> bool {
        self.mantissa.contains(' ')
    }

    /// What the cell says about decimal signs.
    pub fn hint(&self) -> Hint {
        let text = self.mantissa.as_str();
        let [points, commas] = ['.', ','].map(|sign| text.matches(sign).count());
        let thousands = |sign: char| {
            let read = if sign == '.' { Sign::Comma } else { Sign::Point };
            self.value(read).is_some() && !text.starts_with('0')
        };
        match (points, commas) {
            (0, 0) => Hint::None,
            (1, 0) if thousands('.') => Hint::EitherPoint,
            (0, 1) if thousands(',') => Hint::EitherComma,
            _ => match (self.value(Sign::Point), self.value(Sign::Comma)) {
                (Some(_), None) => Hint::Point,
                (None, Some(_)) => Hint::Comma,
                // 0,125 is nothing else than an eighth.
                (Some(_), Some(_)) if points + commas == 1 => {
                    if points == 1 {
                        Hint::Point
                    } else {
                        Hint::Comma
                    }
                }
                _ => Hint::None,
            },
        }
    }

    /// The whole number below 100,000 that the cell is without any sign, to tell thousands from decimals by.
    pub fn small(&self) -> Option<u32> {
        let plain = self.exponent == "0" && self.mantissa.len() <= 5;
        if plain { self.mantissa.parse().ok() } else { None }
    }

    /// The number that this is with such decimals.
    pub fn read(&self, sign: Sign) -> Cell {
        match self.value(sign) {
            Some(Some(value)) => Cell::Number(value),
            Some(None) => Cell::Infinite,
            None => Cell::Other,
        }
    }

    /// `None` if it is not spelled so; `Some(None)` if it is, and too large.
    fn value(&self, sign: Sign) -> Option<Option<f64>> {
        let point = match sign {
            Sign::Point => '.',
            Sign::Comma => ',',
            Sign::Both => match self.hint() {
                Hint::Point | Hint::None => '.',
                Hint::Comma => ',',
                Hint::EitherPoint | Hint::EitherComma => return None,
            },
        };
        let (whole, fraction) = self.mantissa.split_once(point).unwrap_or((&self.mantissa, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(fraction) {
            return None;
        }
        let whole = ungrouped(whole, if point == '.' { ',' } else { '.' })?;
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let minus = if self.negative { "-" } else { "" };
        Some(decimal(&format!("{minus}{whole}.{fraction}e{}", self.exponent)))
    }
}

/// The rest of a cell, and the currency that stood before or behind it.
fn without_currency(text: &str) -> Option<(&str, &str)> {
    for name in CURRENCIES {
        if let Some(rest) = text.strip_prefix(name).or_else(|| text.strip_suffix(name)) {
            return Some((rest, name));
        }
    }
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    if is_currency(first) {
        return Some(text.split_at(first.len_utf8())).map(|(sign, rest)| (rest, sign));
    }
    is_currency(last).then(|| text.split_at(text.len() - last.len_utf8()))
}

/// Mantissa and exponent, the latter "0" where there is none: 1e5, 1.5D+02, 2 × 10^3.
fn halves(text: &str) -> Option<(&str, &str)> {
    let written_out = ["×10^", "x10^", "*10^", "× 10^", "x 10^", "* 10^"];
    let cut = written_out.iter().find_map(|sign| text.split_once(sign));
    let cut = cut.or_else(|| text.split_once(['e', 'E', 'd', 'D']));
    let Some((mantissa, exponent)) = cut else { return Some((text, "0")) };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    whole.then_some((mantissa.trim_end(), exponent))
}

/// Digits without what stands between their thousands: one sign throughout, three digits behind each; or two, as in
/// India, where the last are three.
fn ungrouped(whole: &str, sign: char) -> Option<String> {
    let Some(between) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    if between != sign && between != ' ' && between != '\'' {
        return None;
    }
    let groups: Vec<&str> = whole.split(between).collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = (groups.first()?.len(), groups.last()?.len());
    let inner = &groups[1..groups.len() - 1];
    let western = inner.iter().all(|group| group.len() == 3);
    let indian = inner.iter().all(|group| group.len() == 2) && first <= 2;
    let sound = (1..=3).contains(&first) && last == 3 && (western || indian) && groups.iter().all(digits);
    sound.then(|| groups.concat())
}

/// Whether a cell names infinity.
pub fn is_infinite(cell: &str) -> bool {
    let name = cell.trim_start_matches(['+', '-', '−']);
    matches!(name, "∞" | "1.#INF") || ["inf", "infinity"].iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// Whether a cell says that there is nothing, in whatever column.
pub fn is_nothing(cell: &str) -> bool {
    const SIGNS: [&str; 14] = ["", "?", "-", "--", "---", "—", "–", "−", ".", "..", "…", "\\N", "#N/A N/A", "1.#QNAN"];
    const ERRORS: [&str; 9] = ["#n/a", "#na", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "<na>"];
    SIGNS.contains(&cell) || ERRORS.iter().any(|error| cell.eq_ignore_ascii_case(error))
}

/// Whether a cell is a word for nothing, which may also be somebody's name for something.
pub fn is_word_for_nothing(cell: &str) -> bool {
    const WORDS: [&str; 15] = [
        "na",
        "n/a",
        "n.a.",
        "n.a",
        "n/d",
        "nan",
        "-nan",
        "nat",
        "null",
        "(null)",
        "none",
        "nil",
        "missing",
        "n.d.",
        "keine angabe",
    ];
    WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}
