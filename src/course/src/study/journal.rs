//! The log in storage: written in small pieces, readable after anything that can happen to it.
//!
//! Every tab writes *chunks* of its own, under `descent:<site>:log:<tab>:<number>`. An event rewrites only
//! the tab's newest chunk, which is closed when it is full. Since events are a set, it never matters
//! in which order chunks are read, nor whether an event stands in two of them: whatever is moved is first
//! written to its new place and only then removed from the old one.
//!
//! Chunks that have come to rest are gathered into *packs* (see [`super::pack`]), under `descent:<site>:pack:…`.
//!
//! Where writing fails, the log goes on in memory and tries again with each event. Chunks of a newer
//! version are left alone, and nothing is written beside them. Damaged chunks go under
//! `descent:<site>:aside:…`, with what could be read of them saved first.

use super::event::{Event, EventId, TabId};
use super::format::{self, Opened, Refusal};
use super::kind::Kind;
use super::log::Log;
use super::pack;
use super::payload::Invalid;
use super::store::{Storage, StoreError};
use super::time::Moment;
use std::collections::VecDeque;

mod upkeep;

/// A chunk takes no further event beyond this many bytes.
pub const MAX_CHUNK: usize = 16_000;

/// Why the log is in memory only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The storage does not take it. Tried again with each event.
    #[error(transparent)]
    Storage(#[from] StoreError),
    /// A newer version of the course has written here; reloading the page will bring it.
    #[error("a newer version of the course has been used in this browser; reload the page to get it")]
    Newer,
}

/// What to tell the learner about their data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Why the log is in memory only; none if it is safe in storage.
    pub trouble: Option<Trouble>,
    /// How many events are in memory only.
    pub unsaved: usize,
    /// How many damaged pieces are set aside, to be downloaded with [`Journal::aside`].
    pub aside: usize,
}

/// What became of an event that was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its name.
    pub id: EventId,
    /// Whether it is in storage, and not in memory alone.
    pub saved: bool,
}

/// A damaged piece of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it lies.
    pub key: String,
    /// Its text, as found.
    pub text: String,
}

/// The chunk that this tab writes.
#[derive(Debug, Default)]
struct Chunk {
    number: u32,
    lines: Vec<String>,
    bytes: usize,
}

/// The log of one tab, and its place in storage.
#[derive(Debug)]
pub struct Journal<S> {
    storage: S,
    prefix: String,
    tab: TabId,
    next: u32,
    log: Log,
    chunk: Chunk,
    unsaved: VecDeque<String>,
    trouble: Option<Trouble>,
    aside: Vec<Damaged>,
}

impl<S: Storage> Journal<S> {
    /// Reads whatever is in storage for the site at this path. Never fails: see [`Self::status`].
    ///
    /// `tab` is drawn at random on each start, see [`TabId`].
    pub fn open(storage: S, site: &str, tab: TabId) -> Self {
        let mut journal = Self {
            prefix: prefix(site),
            storage,
            tab,
            next: 0,
            log: Log::new(),
            chunk: Chunk::default(),
            unsaved: VecDeque::new(),
            trouble: None,
            aside: Vec::new(),
        };
        let damaged = journal.load();
        journal.set_aside(damaged);
        journal
    }

    /// Reads all chunks. Returns the damaged ones, with the events that are still legible.
    fn load(&mut self) -> Vec<(Damaged, Vec<Event>)> {
        let (mut events, mut damaged) = (Vec::new(), Vec::new());
        for (key, text) in self.pieces() {
            match open(&text) {
                Ok(opened) => {
                    if opened.unreadable > 0 {
                        damaged.push((Damaged { key, text }, opened.events.clone()));
                    }
                    events.extend(opened.events);
                }
                Err(Refusal::Newer(_)) => self.trouble = Some(Trouble::Newer),
                Err(_) => damaged.push((Damaged { key, text }, Vec::new())),
            }
        }
        self.log = events.into_iter().collect();
        self.aside = self.stored(&self.aside_prefix()).into_iter().map(|(key, text)| Damaged { key, text }).collect();
        damaged
    }

    /// All chunks and packs with their keys.
    fn pieces(&mut self) -> Vec<(String, String)> {
        let mut pieces = self.stored(&self.pack_prefix());
        pieces.extend(self.stored(&self.log_prefix()));
        pieces
    }

    /// Keys with this beginning and their texts. A storage that does not answer becomes the trouble.
    fn stored(&mut self, beginning: &str) -> Vec<(String, String)> {
        let mut keys = self.storage.keys().unwrap_or_else(|e| {
            self.note(e);
            Vec::new()
        });
        keys.retain(|key| key.starts_with(beginning));
        keys.sort();
        let mut found = Vec::new();
        for key in keys {
            match self.storage.get(&key) {
                Ok(Some(text)) => found.push((key, text)),
                Ok(None) => {}
                Err(e) => self.note(e),
            }
        }
        found
    }

    /// All that is known of what the learner did.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What to tell the learner about their data.
    pub fn status(&self) -> Status {
        Status { trouble: self.trouble.clone(), unsaved: self.unsaved.len(), aside: self.aside.len() }
    }

    /// Damaged pieces as found, for download.
    pub fn aside(&self) -> &[Damaged] {
        &self.aside
    }

    /// Adds what just happened, and saves it if the storage lets it.
    pub fn append(&mut self, when: Moment, kind: Kind) -> Result<Appended, Invalid> {
        let event = Event::new(self.fresh_id(), when, self.log.generation(), kind)?;
        Ok(self.add(event))
    }

    fn add(&mut self, event: Event) -> Appended {
        let id = event.id;
        self.unsaved.push_back(event.to_json());
        self.log.insert(event);
        Appended { id, saved: self.flush() }
    }

    fn fresh_id(&mut self) -> EventId {
        loop {
            let id = EventId { tab: self.tab, count: self.next };
            self.next = self.next.wrapping_add(1);
            if self.log.get(id).is_none() {
                return id;
            }
        }
    }

    /// Tries to save what is in memory only. Says whether all is saved.
    pub fn flush(&mut self) -> bool {
        while !self.unsaved.is_empty() {
            if self.trouble == Some(Trouble::Newer) {
                return false;
            }
            if let Err(e) = self.write_some() {
                self.note(e);
                return false;
            }
            self.trouble = None;
        }
        true
    }

    /// Writes the chunk again with as many unsaved events as fit, at least one.
    fn write_some(&mut self) -> Result<(), StoreError> {
        let first = self.unsaved.front().map_or(0, |line| room(line));
        if !self.chunk.lines.is_empty() && self.chunk.bytes + first > MAX_CHUNK {
            self.close_chunk();
        }
        if self.chunk.lines.is_empty() {
            // Someone else's chunk must not be overwritten, should two tabs ever have drawn one number.
            while self.storage.get(&self.chunk_key())?.is_some() {
                self.close_chunk();
            }
        }
        let mut bytes = self.chunk.bytes;
        let fits = |line: &&String| {
            bytes += room(line);
            bytes <= MAX_CHUNK
        };
        let many = self.unsaved.iter().take_while(fits).count().max(1);
        let held = self.chunk.lines.iter().map(String::as_str);
        let text = format::seal(held.chain(self.unsaved.iter().take(many).map(String::as_str)));
        self.storage.set(&self.chunk_key(), &text)?;
        self.chunk.lines.extend(self.unsaved.drain(..many));
        self.chunk.bytes = self.chunk.lines.iter().map(|line| room(line)).sum();
        Ok(())
    }

    fn close_chunk(&mut self) {
        self.chunk = Chunk { number: self.chunk.number.wrapping_add(1), ..Chunk::default() };
    }

    /// A newer version is the greater trouble: nothing may be written even if the storage works again.
    fn note(&mut self, error: StoreError) {
        if self.trouble != Some(Trouble::Newer) {
            self.trouble = Some(error.into());
        }
    }

    fn log_prefix(&self) -> String {
        format!("{}log:", self.prefix)
    }

    fn pack_prefix(&self) -> String {
        format!("{}pack:", self.prefix)
    }

    fn aside_prefix(&self) -> String {
        format!("{}aside:", self.prefix)
    }

    fn chunk_key(&self) -> String {
        format!("{}log:{}:{}", self.prefix, self.tab, self.chunk.number)
    }
}

/// What an event takes in a chunk.
fn room(line: &str) -> usize {
    line.len() + format::AROUND
}

/// Opens a chunk or a pack.
fn open(text: &str) -> Result<Opened, Refusal> {
    if pack::is_pack(text) { pack::open(text) } else { format::open(text) }
}

/// `descent:<site>:`, where a colon in the site's path cannot be mistaken for the end of it.
fn prefix(site: &str) -> String {
    format!("descent:{}:", site.replace('%', "%25").replace(':', "%3A"))
}
