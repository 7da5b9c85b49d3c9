//! Reads JSON (RFC 8259), as strictly as Serde does.
//!
//! Serde's own reader spells out its errors and turns numbers into floats with tables of powers; both are compiled
//! into the app, whose readers never see the errors. This one says no more than where it stopped.

use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// How deep lists and objects may lie in each other where a tree is made of them.
const DEEPEST: u8 = 127;

/// Stands somewhere in a text. What it reads is `None` where the text is no JSON, and then [`Reader::at`] is the byte
/// that does not fit.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// Stands before a text.
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0, depth: 0 }
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing follows.
    pub fn ends(&mut self) -> bool {
        self.blank();
        self.at == self.text.len()
    }

    /// A value.
    pub fn value(&mut self) -> Option<Value> {
        self.blank();
        Some(match self.peek()? {
            b'"' => {
                let (quoted, escaped) = self.quoted()?;
                Value::String(text(quoted, escaped)?.into_owned())
            }
            b'[' => {
                let mut list = Vec::new();
                self.items(&mut |reader| reader.value().map(|value| list.push(value)))?;
                Value::Array(list)
            }
            b'{' => {
                let mut map = Map::new();
                self.fields(&mut |reader, key| {
                    let value = reader.value()?;
                    map.insert(key.into_owned(), value);
                    Some(())
                })?;
                Value::Object(map)
            }
            b't' => self.word("true").map(|()| Value::Bool(true))?,
            b'f' => self.word("false").map(|()| Value::Bool(false))?,
            b'n' => self.word("null").map(|()| Value::Null)?,
            _ => Value::Number(Number::from_string_unchecked(self.number()?.into())),
        })
    }

    /// A value, as it was written, however deep.
    pub fn raw(&mut self) -> Option<&'a str> {
        self.blank();
        let start = self.at;
        // What ends the lists and objects that are open.
        let mut ends = Vec::new();
        'value: loop {
            self.blank();
            match self.peek()? {
                open @ (b'[' | b'{') => {
                    self.at += 1;
                    self.blank();
                    let end = if open == b'[' { b']' } else { b'}' };
                    if self.byte(end).is_none() {
                        ends.push(end);
                        if end == b'}' {
                            self.name()?;
                        }
                        continue 'value;
                    }
                }
                b'"' => self.quoted().map(|_| ())?,
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => self.number().map(|_| ())?,
            }
            // After a value.
            while let Some(&end) = ends.last() {
                self.blank();
                if self.byte(end).is_some() {
                    ends.pop();
                    continue;
                }
                self.byte(b',')?;
                if end == b'}' {
                    self.name()?;
                }
                continue 'value;
            }
            return self.text.get(start..self.at);
        }
    }

    /// A list, an entry at a time.
    pub fn items(&mut self, each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.between(b'[', b']', each)
    }

    /// An object, a field at a time: gets the name, and has to read the value.
    pub fn fields(&mut self, each: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> Option<()>) -> Option<()> {
        self.between(b'{', b'}', &mut |reader| {
            let (name, escaped) = reader.name()?;
            each(reader, text(name, escaped)?)
        })
    }

    /// The name of a field, up to its value.
    fn name(&mut self) -> Option<(&'a str, bool)> {
        self.blank();
        let name = self.quoted()?;
        self.blank();
        self.byte(b':')?;
        Some(name)
    }

    fn between(&mut self, open: u8, close: u8, each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.blank();
        self.byte(open)?;
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        self.blank();
        if self.peek()? != close {
            loop {
                each(self)?;
                self.blank();
                if self.peek()? == close {
                    break;
                }
                self.byte(b',')?;
            }
        }
        self.depth -= 1;
        self.byte(close)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn skip(&mut self, while_: impl Fn(u8) -> bool) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().take_while(|byte| while_(**byte)).count();
        self.at += count;
        count
    }

    fn blank(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn digits(&mut self) -> Option<()> {
        (self.skip(|byte| byte.is_ascii_digit()) > 0).then_some(())
    }

    fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        let _ = self.byte(b'-');
        // A leading zero stands alone.
        self.byte(b'0').or_else(|| self.digits())?;
        if self.byte(b'.').is_some() {
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    /// What stands between quotes, and whether anything in it is escaped.
    fn quoted(&mut self) -> Option<(&'a str, bool)> {
        self.byte(b'"')?;
        let (start, mut escaped) = (self.at, false);
        loop {
            self.skip(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 1;
                    match self.peek()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            let digits = self.text.as_bytes().get(self.at + 1..self.at + 5)?;
                            if !digits.iter().all(u8::is_ascii_hexdigit) {
                                return None;
                            }
                            self.at += 5;
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        let inner = self.text.get(start..self.at)?;
        self.byte(b'"')?;
        Some((inner, escaped))
    }
}

fn text(quoted: &str, escaped: bool) -> Option<Cow<'_, str>> {
    if escaped { unescaped(quoted).map(Cow::Owned) } else { Some(Cow::Borrowed(quoted)) }
}

/// A text whose escapes are well-formed without them; `None` if half a pair of surrogates stands alone.
fn unescaped(mut text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = text.split_once('\\') {
        out.push_str(before);
        let unit = |text: &str| u32::from_str_radix(text.get(1..5)?, 16).ok();
        let mut taken = 1;
        out.push(match *after.as_bytes().first()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                taken = 5;
                let mut code = unit(after)?;
                if let 0xd800..0xdc00 = code {
                    let low = unit(after[5..].strip_prefix("\\u").map(|_| &after[6..])?)?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return None;
                    }
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    taken = 11;
                }
                char::from_u32(code)?
            }
            itself => char::from(itself),
        });
        text = &after[taken..];
    }
    out.push_str(text);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<Value> {
        let mut reader = Reader::new(text);
        reader.value().filter(|_| reader.ends())
    }

    fn raw(text: &str) -> Option<&str> {
        let mut reader = Reader::new(text);
        reader.raw().filter(|_| reader.ends())
    }

    fn as_serde_does(text: &str) {
        // Serde spells exponents anew.
        let spelled = |value: Option<Value>| value.map(|v| v.to_string().to_lowercase().replace("e+", "e"));
        assert_eq!(spelled(value(text)), spelled(serde_json::from_str(text).ok()), "{text:?}");
        let theirs: Option<&serde_json::value::RawValue> = serde_json::from_str(text).ok();
        assert_eq!(raw(text), theirs.map(serde_json::value::RawValue::get), "{text:?}");
    }

    #[test]
    fn it_reads_what_serde_reads_and_refuses_what_serde_refuses() {
        for text in [
            "",
            " ",
            "nul",
            "null ",
            "nulls",
            "true",
            "tru",
            "\u{feff}1",
            "1 2",
            "[",
            "]",
            "[]",
            "[,]",
            "[1,]",
            "[1 2]",
            "{",
            "{}",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1,\"a\":2}",
            "{1:2}",
            "[1}",
            "0",
            "-0",
            "-",
            "00",
            "01",
            "1.",
            ".5",
            "1.5",
            "1e",
            "1e5",
            "1E+05",
            "1e-",
            "+1",
            "--1",
            "1e999",
            "0x10",
            "NaN",
            "\"",
            "\"a",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\u00e9\\/\\b\\f\\n\\r\\t\\\\\\\"\"",
            "\"\n\"",
            "\"\u{7f}é🦀\"",
            "\"\\ud83e\\udd80\"",
            "\"\\u+123\"",
            "\"\\u123é\"",
        ] {
            as_serde_does(text);
        }
    }

    #[test]
    fn half_a_surrogate_is_no_text() {
        for text in
            ["\"\\ud83e\"", "\"\\ud83ex\"", "\"\\udd80\"", "\"\\ud83e\\u0041\"", "\"\\ud83e\\n\"", "\"\\ud83e\\uff\""]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn it_stops_where_the_text_does_not_fit() {
        let mut reader = Reader::new("[1, 2, x]");
        assert_eq!((reader.value(), reader.at()), (None, 7));
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        as_serde_does(&nested(127));
        for deep in [nested(128), nested(100_000)] {
            assert_eq!((value(&deep), serde_json::from_str::<Value>(&deep).ok()), (None, None));
            assert_eq!(raw(&deep), Some(deep.as_str()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_serde_writes_comes_back(text in ".{0,20}", number: f64, whole: i64, flag: bool) {
            let number = if number.is_finite() { number } else { 0.5 };
            as_serde_does(&serde_json::json!({ &text: [text, number, whole, flag, null, { "": [] }] }).to_string());
        }

        #[test]
        fn shreds_are_refused_alike(text in "[\\[\\]{},:\"\\\\u0-9a-f .eE+truenlsé-]{0,14}") {
            let surrogate = text.contains("\\ud") || text.contains("\\uD");
            if !surrogate {
                as_serde_does(&text);
            }
        }
    }
}
