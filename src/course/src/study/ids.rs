//! Names of the things that a study event is about.

use crate::json::{FromJson, from_json};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// Longest id in bytes.
pub const MAX_ID: usize = 120;

/// Why a text cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no id: 1 to 120 of a–z, 0–9 and - _ . / :")]
pub struct BadId(String);

fn check(text: &str) -> Result<(), BadId> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_./:".contains(&b);
    if text.is_empty() || text.len() > MAX_ID || !text.bytes().all(fits) {
        return Err(BadId(text.chars().take(MAX_ID).collect()));
    }
    Ok(())
}

/// Shared, since thousands of events name the same few.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text that is an id: at most [`MAX_ID`] bytes of lower case, digits and `- _ . / :`.
            pub fn new(text: &str) -> Result<Self, BadId> {
                check(text).map(|()| Self(text.into()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                $name::new(value.as_str()?).ok()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A lesson, by the slug in its address.
    LessonSlug
    /// A quiz item.
    ItemId
    /// A prediction.
    PredictionId
    /// A card for review.
    CardId
    /// One of a fixed set of words: an area of the self-assessment, a road, a background.
    Word
}

/// One version of a card: its id and its revision.
///
/// A card whose meaning changed is learned anew, so the scheduler keeps a state for each revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CardRef {
    /// The card.
    pub id: CardId,
    /// Its revision, from 1.
    pub rev: u32,
}

from_json!(strict CardRef: id, rev);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_lower_case_and_plain() {
        for good in ["roc-and-pr", "roc-and-pr/ties", "a", "item:k-means_2.b"] {
            assert_eq!(CardId::new(good).unwrap().as_str(), good);
        }
        let long = "a".repeat(MAX_ID + 1);
        for bad in ["", "Roc", "a b", "a\n", "ü", "a<b", &long] {
            assert!(CardId::new(bad).is_err(), "{bad:?}");
        }
        assert!(CardId::new(&long[1..]).is_ok());
    }

    #[test]
    fn json_is_checked_too() {
        assert_eq!(serde_json::to_string(&LessonSlug::new("k-means").unwrap()).unwrap(), "\"k-means\"");
        assert_eq!(crate::json::read::<LessonSlug>("\"K means\""), None);
    }
}
