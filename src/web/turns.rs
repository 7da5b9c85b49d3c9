//! Long work in turns: between two of them the browser answers the reader.

use super::dom::document;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

/// Does a piece of work, and says whether more of it is left.
type Job = Box<dyn FnMut() -> bool>;

/// Pieces of work that are done one after the other, each in a task of its own.
#[derive(Clone, Default)]
pub struct Turns {
    waiting: Rc<RefCell<VecDeque<Job>>>,
}

impl Turns {
    /// Adds a piece of work at the end.
    pub fn push(&self, job: impl FnOnce() + 'static) {
        let mut job = Some(job);
        self.push_pieces(move || {
            job.take().into_iter().for_each(|job| job());
            false
        });
    }

    /// Adds work at the end that is called again as long as it says that more is left.
    pub fn push_pieces(&self, job: impl FnMut() -> bool + 'static) {
        self.waiting.borrow_mut().push_back(Box::new(job));
    }

    /// Does one piece after the other, soon.
    pub fn run(self) {
        // In a tab in the background nobody waits for an answer, and timers take a second each.
        if document().hidden() {
            return self.finish();
        }
        let next = move || {
            if self.next() {
                self.run();
            }
        };
        leptos::prelude::set_timeout(next, Duration::ZERO);
    }

    /// Does all that waits now.
    pub fn finish(self) {
        while self.next() {}
    }

    fn next(&self) -> bool {
        let Some(mut job) = self.waiting.borrow_mut().pop_front() else { return false };
        if job() {
            self.waiting.borrow_mut().push_front(job);
        }
        true
    }
}
