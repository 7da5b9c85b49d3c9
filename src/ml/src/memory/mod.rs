//! Simulated learners whose memories follow FSRS-6, the model of forgetting in the crate `forgetting`. It schedules the
//! learner's own cards too.
//!
//! [`Study`] is a deck of such cards. [`simulate`] plays the reviews of one card: on each the learner recalls with the
//! probability that the forgetting curve gives, and otherwise learns the card anew.
//!
//! Source: J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
//! Scheduling", KDD 2022, for the idea of the state. Taught in `how-to-learn`.

mod deck;
mod learner;

#[cfg(test)]
mod tests;

pub use deck::{Cost, Deck, Study, lapses, recall};
pub use forgetting::{DEFAULT_PARAMETERS, Fsrs, Memory, Rating};
pub use learner::{FIRST_RATINGS, Learner, Plan, Review, SUCCESS_RATINGS, simulate};
