//! What has come to rest: gathered into packs, summed up in a snapshot, looked at now and then.

use super::{Journal, mark, open};
use crate::study::event::Event;
use crate::study::format::Opened;
use crate::study::log::Log;
use crate::study::pack::{self, MAX_PACK};
use crate::study::snapshot::Snapshot;
use crate::study::store::{Storage, StoreError};
use crate::study::time::Millis;

/// Tidying is worth it from this many loose pieces on.
const MANY: usize = 8;
/// As many pieces are gathered at a time.
const GATHER: usize = 32;

/// A piece that can be gathered: its key, its events and its text.
type Loose = (String, Vec<Event>, String);

impl<S: Storage> Journal<S> {
    /// Gathers chunks of tabs that have written nothing for `idle` milliseconds into packs, and small packs into
    /// larger ones; and keeps a snapshot of what has come to rest, if that is `many` events or more. Says how many pieces
    /// are gone. Call it seldom, such as once after the start.
    ///
    /// A chunk goes only after its events are saved anew and if it still holds what was copied; a tab that
    /// was not dead after all [writes its events again](Self::absorb).
    pub fn tidy(&mut self, now: Millis, idle: u64, many: usize) -> usize {
        if self.trouble.is_some() || !self.unsaved.is_empty() {
            return 0;
        }
        let mut kept = if self.stands(&self.base) { self.base.clone() } else { Snapshot::default() };
        let generation = self.log.generation();
        let settled = |opened: &Opened| {
            let old = |event: &Event| event.generation == generation && now.since(event.when.at) >= idle;
            opened.unreadable == 0 && opened.events.iter().all(old)
        };
        let own = format!("{}{}:", self.log_prefix(), self.tab);
        let (mut loose, mut fresh) = (Vec::new(), Vec::new());
        for key in self.keys() {
            if !self.is_piece(&key) || key.starts_with(&own) {
                continue;
            }
            let Ok(Some(seen)) = self.storage.glance(&key) else { continue };
            let large = pack::is_pack(&seen.1) && seen.0 > MAX_PACK / 2;
            let known = kept.pieces.contains_key(self.name(&key));
            if large && known {
                continue;
            }
            let Ok(Some(text)) = self.storage.get(&key) else { continue };
            let Some(opened) = open(&text).ok().filter(settled) else { continue };
            if !large {
                loose.push((key.clone(), opened.events.clone(), text));
            }
            if !known {
                fresh.push((key, mark(seen), opened.events));
            }
        }
        let mut gone = Vec::new();
        if loose.len() >= MANY {
            // A few at a time, since for a moment both forms take room.
            loose.chunks(GATHER).for_each(|some| gone.extend(self.gather(some, &mut kept)));
        }
        let mut events = Vec::new();
        for (key, mark, some) in fresh {
            if gone.contains(&key) {
                events.extend(some);
            } else if let Some(mark) = mark {
                // What states no sum cannot be told from what may come to stand there.
                events.extend(some);
                kept.pieces.insert(self.name(&key).into(), mark);
            }
        }
        self.keep(kept, events, many);
        gone.len()
    }

    /// Gathers some pieces into packs, which take their place in the snapshot too. Returns the keys that are gone.
    fn gather(&mut self, loose: &[Loose], kept: &mut Snapshot) -> Vec<String> {
        let log: Log = loose.iter().flat_map(|(_, events, _)| events).cloned().collect();
        let mut packs: Vec<String> = Vec::new();
        for text in pack::pack(&log, MAX_PACK) {
            // Without room everything stays as it is: no trouble for the learner.
            let written = self.free_pack().and_then(|key| self.storage.set(&key, &text).map(|()| key));
            let Ok(key) = written else {
                for key in packs {
                    self.remove(&key);
                }
                return Vec::new();
            };
            packs.push(key);
        }
        let mut gone = Vec::new();
        for (key, _, text) in loose {
            if self.storage.get(key).is_ok_and(|now| now.as_ref() == Some(text)) && self.remove(key) {
                kept.pieces.remove(self.name(key));
                gone.push(key.clone());
            }
        }
        for key in packs {
            if let Some(mark) = self.mark(&key) {
                kept.pieces.insert(self.name(&key).into(), mark);
            }
        }
        gone
    }

    /// Writes a snapshot whose pieces hold these events beside those that it was made of.
    fn keep(&mut self, mut kept: Snapshot, events: Vec<Event>, many: usize) {
        if kept.pieces == self.base.pieces {
            return;
        }
        let mut fresh = Log::since(kept.generation);
        fresh.extend(events);
        if !fresh.events().all(|event| kept.takes(event)) {
            // They reach into what it was made of, so all of it is made anew.
            let Some(all) = self.read_all(&kept) else { return };
            kept = Snapshot::of(kept.pieces);
            fresh = all;
        }
        kept.extend(&fresh);
        // Without room there is none.
        if kept.len() >= many.max(1) && !kept.pieces.keys().any(|name| name.contains(char::is_whitespace)) {
            let _ = self.storage.set(&self.views_key(), &kept.write());
        }
    }

    /// The events of all pieces of a snapshot; none if one of them is not whole.
    fn read_all(&self, kept: &Snapshot) -> Option<Log> {
        let mut events = Vec::new();
        for name in kept.pieces.keys() {
            let text = self.storage.get(&format!("{}{name}", self.prefix)).ok()??;
            events.extend(open(&text).ok().filter(|opened| opened.unreadable == 0)?.events);
        }
        Some(events.into_iter().collect())
    }

    /// Looks at one of the pieces that the start took on trust. Says whether there are more. A damaged one is set aside,
    /// and all is read.
    pub fn inspect(&mut self) -> bool {
        let Some(key) = self.trusted.pop() else { return false };
        let text = self.storage.get(&key).ok().flatten();
        if text.is_some_and(|text| !open(&text).is_ok_and(|opened| opened.unreadable == 0)) {
            self.load_rest();
        }
        !self.trusted.is_empty()
    }

    fn free_pack(&self) -> Result<String, StoreError> {
        let mut number = 0;
        loop {
            let key = format!("{}{}:{number}", self.pack_prefix(), self.tab);
            if self.storage.get(&key)?.is_none() {
                return Ok(key);
            }
            number += 1;
        }
    }
}
