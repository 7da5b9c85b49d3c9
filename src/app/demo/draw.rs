//! Drawings of a demo that are kept for paper and files: a browser prints at once and asks nobody to wait.

use protocol::Drawn;
use std::rc::Rc;

/// Width of such a drawing, in CSS pixels.
pub const WIDTH: f64 = 760.0;

/// The drawings that came last, and who waits for newer ones.
#[derive(Default)]
pub struct Drawings {
    last: Option<(Rc<Drawn>, u64)>,
    asked: Vec<(u32, u64)>,
    count: u32,
    waiting: Vec<Box<dyn FnOnce()>>,
}

impl Drawings {
    /// Notes a request at a state, and gives its number.
    pub fn ask(&mut self, state: u64) -> u32 {
        self.count += 1;
        self.asked.push((self.count, state));
        self.count
    }

    /// Takes drawings that were asked for, and gives those who waited.
    pub fn take(&mut self, drawn: Drawn) -> Vec<Box<dyn FnOnce()>> {
        if let Some(at) = self.asked.iter().position(|a| a.0 == drawn.id) {
            let (_, state) = self.asked[at];
            self.asked.drain(..=at);
            self.last = Some((Rc::new(drawn), state));
        }
        std::mem::take(&mut self.waiting)
    }

    /// Calls when the next drawings have come.
    pub fn wait(&mut self, done: impl FnOnce() + 'static) {
        self.waiting.push(Box::new(done));
    }

    /// The last drawings.
    pub fn last(&self) -> Option<Rc<Drawn>> {
        self.last.as_ref().map(|l| l.0.clone())
    }

    /// Whether the last drawings were made of this state.
    pub fn is_of(&self, state: u64) -> bool {
        self.last.as_ref().is_some_and(|l| l.1 == state)
    }
}
