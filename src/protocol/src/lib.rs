//! What a page and an engine say to each other about one running demo, or one [`tool`].
//!
//! An engine runs one demo, away from the page: usually in a worker. The page sends [`Ask`]s and shows what the
//! engine has [`Said`]. All of it is plain data, so a page holds no algorithm, and everything that a demo does can be
//! tried without a browser. [`Line`] keeps the order: one unanswered act at a time, the latest of a kind wins.
//!
//! ```
//! use protocol::{Act, Ask, decode, encode};
//!
//! let ask = Ask::Act { seq: 7, act: Act::Slide { key: "rate".into(), at: 0.5 } };
//! assert_eq!(decode::<Ask>(&encode(&ask)), Some(ask));
//! assert_eq!(decode::<Ask>(&[250, 1]), None);
//! ```

mod ask;
mod line;
mod said;
pub mod tool;

pub use ask::*;
pub use line::Line;
pub use said::*;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A message as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing plain data to memory cannot fail; an empty message is one that nobody understands.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message from its bytes; `None` where they are none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
