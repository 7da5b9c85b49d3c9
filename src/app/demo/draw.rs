//! Drawings of a demo that are kept for paper and files: a browser prints at once and asks nobody to wait.

use crate::web::theme;
use plot::palette::Palette;
use protocol::{Drawing, Drawn};
use std::rc::Rc;

/// Width of such a drawing, in CSS pixels.
const WIDTH: f64 = 760.0;

/// How drawings are wanted now, with ids that begin so.
pub fn style(prefix: &str) -> Drawing {
    Drawing { prefix: prefix.into(), width: WIDTH, palette: theme::palette() }
}

/// Of which state drawings are, and in which colors.
type Of = (u64, Palette);

/// The drawings that came last, and who waits for newer ones.
#[derive(Default)]
pub struct Drawings {
    last: Option<(Rc<Drawn>, Of)>,
    asked: Vec<(u32, Of)>,
    count: u32,
    waiting: Vec<Box<dyn FnOnce()>>,
}

impl Drawings {
    /// Notes a request at a state, and gives its number. The first is numbered 0.
    pub fn ask(&mut self, state: u64, style: &Drawing) -> u32 {
        let id = self.count;
        self.count += 1;
        self.asked.push((id, (state, style.palette)));
        id
    }

    /// Takes drawings that were asked for, and gives those who waited.
    pub fn take(&mut self, drawn: Drawn) -> Vec<Box<dyn FnOnce()>> {
        if let Some(at) = self.asked.iter().position(|a| a.0 == drawn.id) {
            let (_, of) = self.asked[at];
            self.asked.drain(..=at);
            self.last = Some((Rc::new(drawn), of));
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
        self.last.as_ref().is_some_and(|l| l.1.0 == state)
    }

    /// Whether they also have the colors of the screen.
    pub fn is_in_color(&self) -> bool {
        self.last.as_ref().is_some_and(|l| l.1.1 == theme::palette())
    }
}
