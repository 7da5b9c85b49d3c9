//! Arithmetic in claims: `98 / (98 + 2)`.

/// The value of an expression: numbers, `+ - * / ^`, parentheses, `pi`, `e`, and `sqrt ln exp log2 log10 abs`
/// of one argument, `min max` of several.
///
/// `^` binds tighter than a sign before it and groups to the right, as on paper: `-2^2` is −4.
///
/// # Errors
/// What could not be read, or that the value is not a finite number.
pub fn evaluate(text: &str) -> Result<f64, String> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.sum()?;
    reader.space();
    if reader.at < text.len() {
        return Err(format!("“{}” was not expected in “{text}”", &text[reader.at..]));
    }
    if value.is_finite() { Ok(value) } else { Err(format!("“{text}” is not a finite number")) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
    }

    fn take(&mut self, mark: char) -> bool {
        self.space();
        let found = self.text[self.at..].starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn sum(&mut self) -> Result<f64, String> {
        let mut value = self.product()?;
        loop {
            if self.take('+') {
                value += self.product()?;
            } else if self.take('-') {
                value -= self.product()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut value = self.signed()?;
        loop {
            if self.take('*') {
                value *= self.signed()?;
            } else if self.take('/') {
                value /= self.signed()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn signed(&mut self) -> Result<f64, String> {
        if self.take('-') { Ok(-self.signed()?) } else { self.power() }
    }

    fn power(&mut self) -> Result<f64, String> {
        let base = self.atom()?;
        if self.take('^') { Ok(libm::pow(base, self.signed()?)) } else { Ok(base) }
    }

    fn atom(&mut self) -> Result<f64, String> {
        if self.take('(') {
            let value = self.sum()?;
            return if self.take(')') {
                Ok(value)
            } else {
                Err(format!("a “)” is missing in “{}”", self.text))
            };
        }
        self.space();
        let rest = &self.text[self.at..];
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') { self.number(rest) } else { self.word(rest) }
    }

    fn number(&mut self, rest: &str) -> Result<f64, String> {
        let digits = |s: &str| s.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_').unwrap_or(s.len());
        let mut end = digits(rest);
        let tail = rest[end..].strip_prefix(['e', 'E']).unwrap_or_default();
        let unsigned = tail.strip_prefix(['+', '-']).unwrap_or(tail);
        if unsigned.starts_with(|c: char| c.is_ascii_digit()) {
            let exponent = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
            end += 1 + (tail.len() - unsigned.len()) + exponent;
        }
        let number = &rest[..end];
        self.at += end;
        number.replace('_', "").parse().map_err(|_| format!("“{number}” is no number"))
    }

    fn word(&mut self, rest: &str) -> Result<f64, String> {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            let found = rest.chars().next().map_or("the end".to_string(), |c| format!("“{c}”"));
            return Err(format!("a number was expected in “{}”, not {found}", self.text));
        }
        self.at += end;
        match name {
            "pi" => return Ok(std::f64::consts::PI),
            "e" => return Ok(std::f64::consts::E),
            _ => {}
        }
        if !self.take('(') {
            return Err(format!("“{name}” is neither a number nor a function"));
        }
        let mut values = vec![self.sum()?];
        while self.take(',') {
            values.push(self.sum()?);
        }
        if !self.take(')') {
            return Err(format!("a “)” is missing in “{}”", self.text));
        }
        call(name, &values)
    }
}

fn call(name: &str, values: &[f64]) -> Result<f64, String> {
    match (name, values) {
        ("sqrt", [x]) => Ok(libm::sqrt(*x)),
        ("ln", [x]) => Ok(libm::log(*x)),
        ("exp", [x]) => Ok(libm::exp(*x)),
        ("log2", [x]) => Ok(libm::log2(*x)),
        ("log10", [x]) => Ok(libm::log10(*x)),
        ("abs", [x]) => Ok(x.abs()),
        ("min", _) => Ok(values.iter().copied().fold(f64::INFINITY, f64::min)),
        ("max", _) => Ok(values.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
        ("sqrt" | "ln" | "exp" | "log2" | "log10" | "abs", _) => Err(format!("“{name}” takes one argument")),
        _ => Err(format!("there is no function “{name}”")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_groups_as_on_paper() {
        for (text, value) in [
            ("98 / (98 + 2)", 0.98),
            ("1 - 2 - 3", -4.0),
            ("8 / 4 / 2", 1.0),
            ("-2^2", -4.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("2 * -3", -6.0),
            ("1.5e3 + 1e-1", 1500.1),
            ("1_000_000", 1e6),
            ("sqrt(16) + abs(-1) + min(3, 2, 4) + max(1, 5)", 12.0),
            ("ln(exp(2)) + log2(8) + log10(1000)", 8.0),
            ("2 * pi / pi", 2.0),
            ("ln(e)", 1.0),
        ] {
            assert!((evaluate(text).unwrap() - value).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn what_is_no_arithmetic_is_refused() {
        for text in ["", "1 +", "(1", "1)", "2 x", "foo(1)", "sqrt(1, 2)", "1/0", "ln(0 - 1)", "1..2", "1 % 2", "pi("] {
            assert!(evaluate(text).is_err(), "{text}");
        }
    }
}
