//! What happens to the log in storage beside appending: other tabs, imports, resets, damage.

use super::{Appended, Damaged, Found, Journal, Trouble, open};
use crate::study::event::Event;
use crate::study::format::{self, Opened, Refusal};
use crate::study::import::{Mode, combine};
use crate::study::kind::Kind;
use crate::study::log::Log;
use crate::study::payload::Reset;
use crate::study::store::{Storage, StoreError};
use crate::study::time::Moment;

impl<S: Storage> Journal<S> {
    /// Takes in what another tab did to a key: the new text, or none if it was removed. Meant for the
    /// browser's `storage` event. Says whether the log changed.
    pub fn absorb(&mut self, key: &str, text: Option<&str>) -> bool {
        if !self.is_piece(key) {
            return false;
        }
        let Some(text) = text else {
            self.heal(key);
            return false;
        };
        match open(text) {
            Ok(opened) => {
                let before = self.log.generation();
                let changes = opened.events.into_iter().filter(|event| self.take(event.clone())).count();
                if self.log.generation() > before {
                    self.leave_generation();
                }
                changes > 0
            }
            Err(Refusal::Newer(_)) => {
                self.trouble = Some(Trouble::Newer);
                false
            }
            // Damage is dealt with on the next start; what this tab knows is not affected.
            Err(_) => false,
        }
    }

    /// Another tab removed a chunk of ours, having taken this tab for dead. It copied the events, but may
    /// have missed the latest: all that this tab wrote is written again.
    fn heal(&mut self, key: &str) {
        if !key.starts_with(&format!("{}{}:", self.log_prefix(), self.tab)) {
            return;
        }
        self.close_chunk();
        let own = self.log.events().filter(|event| event.id.tab == self.tab);
        self.unsaved.extend(own.map(Event::to_json));
        self.flush();
    }

    /// Takes in the events of another log. Says whether everything is saved.
    ///
    /// Show a [`crate::study::import::Preview`] first, and ask if it crosses generations.
    pub fn import(&mut self, other: &Log, mode: Mode) -> bool {
        let result = combine(self.log(), other, mode);
        let crossed = result.generation() > self.log.generation();
        if crossed {
            self.leave_generation();
        }
        self.unsaved.extend(result.beyond(&self.log).map(Event::to_json));
        self.log = result;
        let saved = self.flush();
        if crossed && saved {
            self.sweep();
        }
        saved
    }

    /// Sets everything aside for ever and starts anew. Pieces set aside as damaged stay.
    pub fn reset(&mut self, when: Moment) -> Appended {
        let id = self.fresh_id();
        let event = Event { id, when, generation: self.log.generation().next(), kind: Kind::Reset(Reset {}) };
        self.leave_generation();
        let line = event.to_json();
        let mut appended = self.add(event);
        let full = self.trouble == Some(Trouble::Storage(StoreError::Full));
        if appended.saved || (full && self.overwrite_void(&line)) {
            self.sweep();
            appended.saved = self.flush();
        }
        appended
    }

    /// Where there is no room for a reset, it takes the place of a chunk that it makes void, in one change:
    /// at no point are the old events gone and the reset not there.
    fn overwrite_void(&mut self, line: &str) -> bool {
        let text = format::seal([line]);
        let void = self.void_chunks();
        void.iter().any(|(key, old)| old.len() >= text.len() && self.storage.set(key, &text).is_ok())
    }

    fn leave_generation(&mut self) {
        self.unsaved.clear();
        self.close_chunk();
    }

    /// Removes chunks and packs that hold nothing but events of older generations.
    fn sweep(&mut self) {
        self.remove(&self.views_key());
        for (key, _) in self.void_chunks() {
            self.remove(&key);
        }
    }

    fn void_chunks(&mut self) -> Vec<Found> {
        let generation = self.log.generation();
        let void = |opened: Opened| opened.unreadable == 0 && opened.events.iter().all(|e| e.generation < generation);
        let keys = self.keys();
        let mut chunks = self.pieces(&keys);
        chunks.retain(|(_, text)| open(text).is_ok_and(void));
        chunks
    }

    pub(super) fn remove(&mut self, key: &str) -> bool {
        self.storage.remove(key).map_err(|e| self.note(e)).is_ok()
    }

    /// Moves damaged chunks out of the way: first what can be read of them, then the damaged text, then away.
    /// What cannot be moved stays where it is, and is reported from there.
    pub(super) fn set_aside(&mut self, damaged: Vec<(Damaged, Vec<Event>)>) {
        for (found, legible) in damaged {
            let current = legible.iter().filter(|event| event.generation == self.log.generation());
            self.unsaved.extend(current.map(Event::to_json));
            let safe = self.flush() && self.trouble.is_none();
            let place = if safe { self.put_aside(&found) } else { None };
            self.aside.push(Damaged { key: place.unwrap_or_else(|| found.key.clone()), ..found });
        }
    }

    fn put_aside(&mut self, found: &Damaged) -> Option<String> {
        let name = found.key.strip_prefix(&self.prefix)?;
        let name = name.strip_prefix("log:").unwrap_or(name).to_string();
        for number in 0.. {
            let place = format!("{}{name}:{number}", self.aside_prefix());
            match self.storage.get(&place).map_err(|e| self.note(e)).ok()? {
                // A crash may have come between writing it there and removing it here.
                Some(text) if text == found.text => self.aside.retain(|held| held.key != place),
                Some(_) => continue,
                None => self.put(&place, &found.text).map_err(|e| self.note(e)).ok()?,
            }
            self.remove(&found.key);
            return Some(place);
        }
        None
    }

    /// Deletes a damaged piece, once the learner has no more use for it. Says whether it is gone.
    pub fn discard(&mut self, key: &str) -> bool {
        let held = self.aside.iter().any(|held| held.key == key);
        let gone = held && self.trouble != Some(Trouble::Newer) && self.remove(key);
        if gone {
            self.aside.retain(|held| held.key != key);
        }
        gone
    }
}
