//! How long a lesson takes, reckoned from what stands on its main line. What is folded does not count, and neither do
//! cards, which are for later.

/// What stands on a lesson's main line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Words of prose, without questions, code and sources.
    pub words: usize,
    /// Formulas on lines of their own.
    pub formulas: usize,
    /// Listings.
    pub listings: usize,
    /// Demos.
    pub demos: usize,
    /// Questions and predictions.
    pub questions: usize,
}

/// Words of technical prose that one reads in a minute.
const WORDS_A_MINUTE: usize = 180;
/// Seconds for each of the rest.
const FORMULA: usize = 15;
const LISTING: usize = 30;
const DEMO: usize = 90;
const QUESTION: usize = 60;

impl Effort {
    /// Whole minutes, at least one.
    pub fn minutes(self) -> u32 {
        let Effort { words, formulas, listings, demos, questions } = self;
        let seconds =
            words * 60 / WORDS_A_MINUTE + formulas * FORMULA + listings * LISTING + demos * DEMO + questions * QUESTION;
        (seconds.div_ceil(60) as u32).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_follow_from_what_there_is() {
        // 10 + 0.5 + 1 + 3 + 4 minutes are 18.5.
        let effort = Effort { words: 1800, formulas: 2, listings: 2, demos: 2, questions: 4 };
        assert_eq!(effort.minutes(), 19);
        assert_eq!(Effort::default().minutes(), 1);
        assert_eq!(Effort { words: 181, ..Effort::default() }.minutes(), 1);
        assert_eq!(Effort { words: 184, ..Effort::default() }.minutes(), 2);
    }
}
