//! Typed values out of JSON.
//!
//! Serde writes what is stored and sent, but it does not read it: the readers that it derives inline a parser into
//! every type, which made up a tenth of the app. Here a text becomes a tree once, and each type picks its fields.

mod reader;

pub use reader::Reader;

use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A type that can be picked out of a tree. `None` for a value of another shape.
pub trait FromJson: Sized {
    /// Reads the value.
    fn from_json(value: &Value) -> Option<Self>;
}

/// Reads a text as a tree; `None` if it is no JSON.
pub fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader::new(text);
    reader.value().filter(|_| reader.ends())
}

/// Reads a text; `None` if it is no JSON or of another shape.
pub fn read<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(&parse(text)?)
}

/// The fields of an object.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(&'a Map<String, Value>);

impl<'a> Object<'a> {
    /// A value that is an object.
    pub fn of(value: &'a Value) -> Option<Object<'a>> {
        value.as_object().map(Object)
    }

    /// A field that must be there.
    pub fn need<T: FromJson>(self, key: &str) -> Option<T> {
        T::from_json(self.0.get(key)?)
    }

    /// A field that may be left out. One of the wrong shape is still an error.
    pub fn may<T: FromJson + Default>(self, key: &str) -> Option<T> {
        match self.0.get(key) {
            Some(value) => T::from_json(value),
            None => Some(T::default()),
        }
    }

    /// Whether it has no other fields than these.
    pub fn only(self, keys: &[&str]) -> Option<()> {
        self.0.keys().all(|key| keys.contains(&key.as_str())).then_some(())
    }
}

/// A text that is one value, without the blanks around it. The error says where it is not.
pub fn whole(text: &str) -> Result<&str, String> {
    let mut reader = Reader::new(text);
    if let Some(raw) = reader.raw().filter(|_| reader.ends()) {
        return Ok(raw);
    }
    let before = text.as_bytes().get(..reader.at()).unwrap_or_default();
    let lines: Vec<&[u8]> = before.split(|byte| *byte == b'\n').collect();
    let column = lines.last().map_or(0, |line| line.len()) + 1;
    Err(format!("line {} goes wrong at column {column}", lines.len()))
}

/// The entries of a list, each as it was written.
pub fn entries(text: &str) -> Option<Vec<&str>> {
    let (mut reader, mut list) = (Reader::new(text), Vec::new());
    reader.items(&mut |reader| reader.raw().map(|raw| list.push(raw)))?;
    reader.ends().then_some(list)
}

/// The fields of an object, each as it was written. An object that names a field twice is refused.
#[derive(Debug, Default)]
pub struct RawFields<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> RawFields<'a> {
    /// Reads an object.
    pub fn of(text: &'a str) -> Option<RawFields<'a>> {
        let (mut reader, mut fields) = (Reader::new(text), Vec::new());
        reader.fields(&mut |reader, name| {
            // Nothing of ours has more fields, and looking for them one by one stays quick.
            if fields.len() >= 16 || fields.iter().any(|(other, _)| *other == name) {
                return None;
            }
            fields.push((name, reader.raw()?));
            Some(())
        })?;
        reader.ends().then_some(RawFields(fields))
    }

    /// Takes a field out.
    pub fn take(&mut self, key: &str) -> Option<&'a str> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.swap_remove(at).1)
    }

    /// Takes a field out and reads it.
    pub fn need<T: FromJson>(&mut self, key: &str) -> Option<T> {
        read(self.take(key)?)
    }

    /// Takes a field out that may be left out. One of the wrong shape is still an error.
    pub fn may<T: FromJson + Default>(&mut self, key: &str) -> Option<T> {
        match self.take(key) {
            Some(raw) => read(raw),
            None => Some(T::default()),
        }
    }

    /// The only field, with its name.
    pub fn only_one(mut self) -> Option<(String, &'a str)> {
        let (name, raw) = self.0.pop()?;
        self.0.is_empty().then(|| (name.into_owned(), raw))
    }

    /// Whether all fields have been taken.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The name and the content of an enum's value, written as `{"name": content}`.
pub fn variant(value: &Value) -> Option<(&str, &Value)> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.iter().next().map(|(name, content)| (name.as_str(), content))
}

/// Implements [`FromJson`] for a struct: its fields that must be there, and behind a semicolon those that may be left
/// out. `strict` refuses fields that are not named.
macro_rules! from_json {
    ($type:ident: $($need:ident),* $(; $($may:ident),*)?) => {
        impl $crate::json::FromJson for $type {
            fn from_json(value: &serde_json::Value) -> Option<Self> {
                let object = $crate::json::Object::of(value)?;
                Some($type {
                    $($need: object.need(stringify!($need))?,)*
                    $($($may: object.may(stringify!($may))?,)*)?
                })
            }
        }
    };
    (strict $type:ident: $($need:ident),* $(; $($may:ident),*)?) => {
        impl $crate::json::FromJson for $type {
            fn from_json(value: &serde_json::Value) -> Option<Self> {
                let object = $crate::json::Object::of(value)?;
                object.only(&[$(stringify!($need),)* $($(stringify!($may),)*)?])?;
                Some($type {
                    $($need: object.need(stringify!($need))?,)*
                    $($($may: object.may(stringify!($may))?,)*)?
                })
            }
        }
    };
}
pub(crate) use from_json;

impl FromJson for String {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(Into::into)
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJson for f64 {
    fn from_json(value: &Value) -> Option<Self> {
        let Value::Number(number) = value else { return None };
        Some(float(number.as_str())).filter(|x| x.is_finite())
    }
}

/// The float nearest to a number as JSON writes it. The app leaves that to the browser, which does the same: Rust's
/// tables for it would be ten kilobytes that hardly compress.
#[cfg(feature = "browser")]
fn float(text: &str) -> f64 {
    js_sys::parse_float(text)
}

#[cfg(not(feature = "browser"))]
fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// Writes a number as the shortest text that is read as the same number. What is not finite becomes `null`.
pub(crate) fn number<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    let number = value.is_finite().then(|| Number::from_string_unchecked(value.to_string()));
    number.serialize(to)
}

impl FromJson for u64 {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_u64()
    }
}

macro_rules! narrower {
    ($($type:ident from $method:ident),*) => {$(
        impl FromJson for $type {
            fn from_json(value: &Value) -> Option<Self> {
                $type::try_from(value.$method()?).ok()
            }
        }
    )*};
}

narrower!(u8 from as_u64, u16 from as_u64, u32 from as_u64, usize from as_u64, i16 from as_i64, i32 from as_i64);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Option<Self> {
        let mut list = Vec::new();
        for entry in value.as_array()? {
            list.push(T::from_json(entry)?);
        }
        Some(list)
    }
}

impl<K: FromJson + Ord, T: FromJson> FromJson for BTreeMap<K, T> {
    fn from_json(value: &Value) -> Option<Self> {
        let entry =
            |(key, value): (&String, &Value)| Some((K::from_json(&Value::String(key.clone()))?, T::from_json(value)?));
        value.as_object()?.iter().map(entry).collect()
    }
}

impl FromJson for (String, String) {
    fn from_json(value: &Value) -> Option<Self> {
        let [first, second] = value.as_array()?.as_slice() else { return None };
        Some((String::from_json(first)?, String::from_json(second)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Default)]
    struct Point {
        x: u8,
        name: Option<String>,
        tags: Vec<String>,
    }
    from_json!(Point: x; name, tags);

    #[derive(Debug, PartialEq)]
    struct Exact {
        x: i16,
    }
    from_json!(strict Exact: x);

    #[test]
    fn fields_are_needed_or_may_be_left_out() {
        assert_eq!(read("{\"x\":3}"), Some(Point { x: 3, ..Point::default() }));
        let full = Point { x: 0, name: Some("n".into()), tags: vec!["a".into(), "b".into()] };
        assert_eq!(read("{\"x\":0,\"name\":\"n\",\"tags\":[\"a\",\"b\"],\"more\":1}"), Some(full));
        for bad in [
            "{}",
            "{\"x\":256}",
            "{\"x\":-1}",
            "{\"x\":1.5}",
            "{\"x\":1,\"name\":2}",
            "{\"x\":1,\"tags\":[1]}",
            "[3]",
            "",
            "{\"x\":3",
        ] {
            assert_eq!(read::<Point>(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_strict_type_refuses_what_it_does_not_know() {
        assert_eq!(read("{\"x\":-5}"), Some(Exact { x: -5 }));
        assert_eq!(read::<Exact>("{\"x\":-5,\"y\":1}"), None);
    }

    #[test]
    fn a_variant_has_one_name() {
        let value: Value = serde_json::from_str("{\"a\":[1]}").unwrap();
        assert_eq!(variant(&value).map(|(name, _)| name), Some("a"));
        for bad in ["{}", "{\"a\":1,\"b\":2}", "\"a\""] {
            assert!(variant(&serde_json::from_str(bad).unwrap()).is_none(), "{bad}");
        }
    }

    #[test]
    fn raw_fields_are_kept_to_the_letter_and_come_once() {
        let mut fields = RawFields::of("{\"a\": 1.50 ,\"b\":7}").unwrap();
        assert_eq!(fields.take("a"), Some("1.50"));
        assert_eq!((fields.need::<u8>("b"), fields.may::<u8>("c"), fields.is_empty()), (Some(7), Some(0), true));
        for bad in ["[1]", "1", "{\"a\":1,\"a\":1}", "{\"a\":1"] {
            assert!(RawFields::of(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn entries_are_kept_to_the_letter() {
        assert_eq!(entries(" [1.50, \"a]\" ,{ }]\n"), Some(vec!["1.50", "\"a]\"", "{ }"]));
        assert_eq!((entries("[]"), entries("[1] 2"), entries("{}")), (Some(Vec::new()), None, None));
    }

    #[test]
    fn it_is_said_where_a_text_goes_wrong() {
        assert_eq!(whole(" [1]\n"), Ok("[1]"));
        assert_eq!(whole("[1,\n 2 3]"), Err("line 2 goes wrong at column 4".into()));
        assert_eq!(whole(""), Err("line 1 goes wrong at column 1".into()));
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(read::<Vec<String>>(&"[".repeat(100_000)), None);
    }
}
