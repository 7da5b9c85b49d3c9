//! The picture as a control: handles and clicks.

use super::{Changed, Player};
use crate::demo::Handle;
use crate::settings::Settings;

impl Player {
    /// Moves a handle to a point in its panel's units.
    pub fn drag(&mut self, handle: usize, to: [f64; 2]) -> Changed {
        self.change_if(if to.iter().all(|v| v.is_finite()) { self.demo().drag(handle, to) } else { None })
    }

    /// Moves a handle by so many arrow key presses to the right and up.
    pub fn nudge(&mut self, handle: usize, presses: [f64; 2]) -> Changed {
        match self.demo().handles().get(handle) {
            Some(h) => self.drag(handle, [h.at[0] + presses[0] * h.step[0], h.at[1] + presses[1] * h.step[1]]),
            None => Changed::Nothing,
        }
    }

    /// A click on no handle, at a point of a panel.
    pub fn tap(&mut self, panel: usize, at: [f64; 2]) -> Changed {
        self.change_if(if at.iter().all(|v| v.is_finite()) { self.demo().tap(panel, at) } else { None })
    }

    fn change_if(&mut self, next: Option<Settings>) -> Changed {
        next.map_or(Changed::Nothing, |next| self.change(next))
    }

    /// Which handles cannot be moved because all that they set is locked, in the order of [`crate::Demo::handles`].
    pub fn locked_handles(&self) -> Vec<bool> {
        let handles = self.demo().handles();
        if self.lock.is_empty() {
            return vec![false; handles.len()];
        }
        let locked = |(i, h): (usize, &Handle)| {
            // Both ways, since at the end of its range it moves only one way.
            let moved = [1.0, -1.0].map(|way| self.demo().drag(i, [0, 1].map(|d| h.at[d] + way * h.step[d])));
            let mut keys = moved.iter().flatten().flat_map(|next| next.differing(&self.settings)).peekable();
            keys.peek().is_some() && keys.all(|key| self.locked(key))
        };
        handles.iter().enumerate().map(locked).collect()
    }

    /// Whether a handle is one of [`Player::locked_handles`].
    pub fn is_handle_locked(&self, handle: usize) -> bool {
        !self.lock.is_empty() && self.locked_handles().get(handle).copied().unwrap_or(false)
    }
}
