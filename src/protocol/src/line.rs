//! The order of acts.

use crate::{Act, Ask};
use std::collections::VecDeque;

/// Acts on their way to an engine: one is under way, the others wait, and of those that follow each other and mean the
/// same thing only the last is sent. So a slider that moves faster than its demo is never more than one answer behind.
#[derive(Debug, Default)]
pub struct Line {
    waiting: VecDeque<(u32, Act)>,
    under_way: Option<u32>,
    last: u32,
}

impl Line {
    /// Takes an act, and gives its number and what to send now, if anything.
    pub fn push(&mut self, act: Act) -> (u32, Option<Ask>) {
        self.last += 1;
        match self.waiting.back_mut() {
            Some(back) if back.1.gives_way_to(&act) => *back = (self.last, act),
            _ => self.waiting.push_back((self.last, act)),
        }
        (self.last, self.next())
    }

    /// Notes an answer, and gives what to send next, if anything. Answers to nothing that is under way change nothing.
    pub fn answered(&mut self, seq: u32) -> Option<Ask> {
        if self.under_way == Some(seq) {
            self.under_way = None;
        }
        self.next()
    }

    /// The number of the act that has not been answered.
    pub fn under_way(&self) -> Option<u32> {
        self.under_way
    }

    /// Forgets everything that has not been answered. Numbers go on growing.
    pub fn clear(&mut self) {
        self.waiting.clear();
        self.under_way = None;
    }

    fn next(&mut self) -> Option<Ask> {
        if self.under_way.is_some() {
            return None;
        }
        let (seq, act) = self.waiting.pop_front()?;
        self.under_way = Some(seq);
        Some(Ask::Act { seq, act })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(key: &str, at: f64) -> Act {
        Act::Slide { key: key.into(), at }
    }

    #[test]
    fn one_act_is_under_way_and_the_latest_of_a_kind_follows() {
        let mut line = Line::default();
        assert_eq!(line.push(slide("a", 1.0)), (1, Some(Ask::Act { seq: 1, act: slide("a", 1.0) })));
        assert_eq!(line.push(slide("a", 2.0)), (2, None));
        assert_eq!(line.push(slide("a", 3.0)), (3, None));
        assert_eq!(line.push(slide("b", 4.0)), (4, None));
        assert_eq!(line.push(Act::Settle), (5, None));
        assert_eq!(line.push(slide("b", 5.0)), (6, None));
        assert_eq!(line.answered(0), None);
        assert_eq!(line.answered(1), Some(Ask::Act { seq: 3, act: slide("a", 3.0) }));
        assert_eq!(line.answered(3), Some(Ask::Act { seq: 4, act: slide("b", 4.0) }));
        // What ends a gesture stands between two moves of the same slider.
        assert_eq!(line.answered(4), Some(Ask::Act { seq: 5, act: Act::Settle }));
        assert_eq!(line.answered(5), Some(Ask::Act { seq: 6, act: slide("b", 5.0) }));
        assert_eq!((line.answered(6), line.under_way()), (None, None));
    }

    #[test]
    fn a_new_start_forgets_what_was_asked_before() {
        let mut line = Line::default();
        line.push(Act::Step);
        line.push(Act::Undo);
        line.clear();
        assert_eq!(line.push(Act::Reset), (3, Some(Ask::Act { seq: 3, act: Act::Reset })));
        assert_eq!(line.answered(1), None);
        assert_eq!(line.under_way(), Some(3));
    }
}
