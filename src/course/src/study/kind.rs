//! The kinds of study event, and how each is stored.
//!
//! The stored shape of a kind never changes. A change of meaning is a new kind, or a new version of the
//! format with a migration (see [`super::format`]).

use super::payload::{
    Answer, Assessment, Bookmark, Bounded, CardAdded, Invalid, LessonMark, Note, Plan, Prediction, Reset, Review,
    Setting, Tombstone,
};
use crate::json::{self, FromJson};

/// An event that this version of the course does not understand, kept to the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    name: String,
    data: Box<str>,
}

fn read<T: FromJson + Bounded>(data: &str) -> Option<T> {
    json::read(data).filter(|payload: &T| payload.check().is_ok())
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $name:literal)*) => {
        /// What happened.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Kind {
            $($(#[$doc])* $variant($payload),)*
            /// Something that another version of the course wrote.
            Unknown(Unknown),
        }

        impl Kind {
            /// The names of the kinds known here, in a fixed order.
            pub const NAMES: &[&str] = &[$($name),*];

            /// The kind's name in the stored form.
            pub fn name(&self) -> &str {
                match self {
                    $(Kind::$variant(_) => $name,)*
                    Kind::Unknown(unknown) => &unknown.name,
                }
            }

            /// Whether the log takes it.
            pub fn check(&self) -> Result<(), Invalid> {
                match self {
                    $(Kind::$variant(payload) => payload.check(),)*
                    Kind::Unknown(_) => Ok(()),
                }
            }

            /// The payload's stored form.
            pub(super) fn encode(&self) -> String {
                // The maps have text keys and the numbers were checked, so writing them cannot fail.
                match self {
                    $(Kind::$variant(payload) => serde_json::to_string(payload).unwrap_or_default(),)*
                    Kind::Unknown(unknown) => unknown.data.to_string(),
                }
            }

            /// A known name with a payload that does not fit is as foreign as an unknown name.
            pub(super) fn decode(name: String, data: &str) -> Kind {
                let known = match name.as_str() {
                    $($name => read(data).map(Kind::$variant),)*
                    _ => None,
                };
                known.unwrap_or(Kind::Unknown(Unknown { name, data: data.into() }))
            }
        }
    };
}

kinds! {
    /// A quiz item was answered.
    Answer(Answer) = "answer"
    /// A prediction was made.
    Prediction(Prediction) = "prediction"
    /// A card was reviewed.
    Review(Review) = "review"
    /// A card became due.
    CardAdded(CardAdded) = "card-added"
    /// A lesson was read.
    LessonRead(LessonMark) = "lesson-read"
    /// A lesson was marked as not read.
    LessonUnread(LessonMark) = "lesson-unread"
    /// A note was written.
    Note(Note) = "note"
    /// A bookmark was set or taken off.
    Bookmark(Bookmark) = "bookmark"
    /// A self-assessment was made.
    Assessment(Assessment) = "assessment"
    /// A plan was made.
    Plan(Plan) = "plan"
    /// A setting was changed.
    Setting(Setting) = "setting"
    /// An event was taken back.
    Tombstone(Tombstone) = "tombstone"
    /// Everything before was set aside.
    Reset(Reset) = "reset"
}
