//! The log in storage: written in small pieces, readable after anything that can happen to it.
//!
//! Every tab writes *chunks* of its own, under `descent:<site>:log:<tab>:<number>`. An event rewrites only
//! the tab's newest chunk, which is closed when it is full. Since events are a set, it never matters
//! in which order chunks are read, nor whether an event stands in two of them: whatever is moved is first
//! written to its new place and only then removed from the old one.
//!
//! Chunks that have come to rest are gathered into *packs* (see [`super::pack`]), under `descent:<site>:pack:…`, and a
//! *snapshot* of what they come to is kept under `descent:<site>:views` (see `snapshot`). What it covers is read only when
//! the whole log is asked for, or when an event comes that reaches into it.
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
use super::snapshot::Snapshot;
use super::store::{Storage, StoreError};
use super::time::{Millis, Moment};
use super::views::Views;
use std::collections::VecDeque;

mod rest;
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

/// A key and the text under it.
type Found = (String, String);

/// The chunk that this tab writes.
#[derive(Clone, Debug, Default)]
struct Chunk {
    number: u32,
    /// Whether it is in storage.
    begun: bool,
    lines: Vec<String>,
    bytes: usize,
}

impl Chunk {
    fn weigh(&mut self) {
        self.bytes = self.lines.iter().map(|line| room(line)).sum();
    }
}

/// The log of one tab, and its place in storage.
#[derive(Clone, Debug)]
pub struct Journal<S> {
    storage: S,
    prefix: String,
    tab: TabId,
    next: u32,
    /// What was not read.
    base: Snapshot,
    /// Whether the base takes all of the log.
    fits: bool,
    /// What was read, and what has happened since.
    log: Log,
    chunk: Chunk,
    unsaved: VecDeque<String>,
    trouble: Option<Trouble>,
    aside: Vec<Damaged>,
    /// Pieces that were taken on trust, and not looked at yet.
    trusted: Vec<String>,
}

impl<S: Storage> Journal<S> {
    /// Reads whatever is in storage for the site at this path, or a snapshot of it. Never fails: see [`Self::status`].
    ///
    /// `tab` is drawn at random on each start, see [`TabId`].
    pub fn open(storage: S, site: &str, tab: TabId) -> Self {
        let mut journal = Self {
            prefix: prefix(site),
            storage,
            tab,
            next: 0,
            base: Snapshot::default(),
            fits: true,
            log: Log::new(),
            chunk: Chunk::default(),
            unsaved: VecDeque::new(),
            trouble: None,
            aside: Vec::new(),
            trusted: Vec::new(),
        };
        let kept = journal.storage.get(&journal.views_key()).ok().flatten();
        if let Some(kept) = kept.and_then(|text| Snapshot::read(&text)).filter(|kept| journal.stands(kept)) {
            journal.trusted = kept.pieces.keys().map(|name| format!("{}{name}", journal.prefix)).collect();
            journal.log = Log::since(kept.generation);
            journal.base = kept;
        }
        journal.load();
        journal
    }

    /// Reads all pieces that the base does not cover, and sets damaged ones aside.
    fn load(&mut self) {
        let keys = self.keys();
        let (mut events, mut damaged) = (Vec::new(), Vec::new());
        for (key, text) in self.pieces(&keys) {
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
        self.log.extend(events);
        if self.log.generation() > self.base.generation {
            self.base = Snapshot::default();
        }
        self.fits = self.log.events().all(|event| self.base.takes(event));
        let aside = keys.into_iter().filter(|key| key.starts_with(&self.aside_prefix())).collect();
        self.aside = self.texts(aside).into_iter().map(|(key, text)| Damaged { key, text }).collect();
        self.set_aside(damaged);
    }

    /// Reads what the base covers, too.
    fn load_rest(&mut self) {
        if self.base.len() > 0 {
            self.base = Snapshot::default();
            self.trusted.clear();
            self.load();
        }
    }

    /// Whether all pieces that a snapshot was made of are there as they were.
    fn stands(&self, kept: &Snapshot) -> bool {
        kept.pieces.iter().all(|(name, mark)| self.mark(&format!("{}{name}", self.prefix)).as_ref() == Some(mark))
    }

    /// What tells the piece under this key from all that may come to stand there: its length and the sum that it states.
    fn mark(&self, key: &str) -> Option<String> {
        mark(self.storage.glance(key).ok()??)
    }

    /// All keys of the site. A storage that does not answer becomes the trouble.
    fn keys(&mut self) -> Vec<String> {
        let mut keys = self.storage.keys().unwrap_or_else(|e| {
            self.note(e);
            Vec::new()
        });
        keys.retain(|key| key.starts_with(&self.prefix));
        keys.sort();
        keys
    }

    fn is_piece(&self, key: &str) -> bool {
        key.starts_with(&self.log_prefix()) || key.starts_with(&self.pack_prefix())
    }

    /// All chunks and packs that the base does not cover.
    fn pieces(&mut self, keys: &[String]) -> Vec<Found> {
        let unread = |key: &&String| self.is_piece(key) && !self.base.pieces.contains_key(self.name(key));
        let unread: Vec<_> = keys.iter().filter(unread).cloned().collect();
        self.texts(unread)
    }

    /// Keys and what lies under them.
    fn texts(&mut self, keys: Vec<String>) -> Vec<Found> {
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

    /// All that is known of what the learner did. The first call may have to read it.
    pub fn log(&mut self) -> &Log {
        self.load_rest();
        &self.log
    }

    /// What was read at the start, and all that came since.
    pub fn recent(&self) -> &Log {
        &self.log
    }

    /// The views of what was not read, and all that stands behind it.
    pub fn parts(&mut self) -> (&Views, &Log) {
        if !self.fits {
            self.load_rest();
        }
        (&self.base.views, &self.log)
    }

    /// How many events there are.
    pub fn len(&mut self) -> usize {
        self.parts();
        self.base.len() + self.log.len()
    }

    /// Whether there is none.
    pub fn is_empty(&mut self) -> bool {
        self.len() == 0
    }

    /// Brings views of this journal up to date.
    pub fn follow(&mut self, views: &mut Views) {
        let (base, log) = self.parts();
        views.follow(base, log);
    }

    /// Takes in an event. Says whether the log changed.
    fn take(&mut self, event: Event) -> bool {
        if event.generation > self.log.generation() {
            self.base = Snapshot::default();
            self.fits = true;
        }
        self.fits &= self.base.takes(&event);
        self.log.insert(event)
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

    /// Writes an event of this tab anew, as what is still being typed: it takes the place of what it was. One that is not
    /// there any more is written as another.
    pub fn revise(&mut self, id: EventId, when: Moment, kind: Kind) -> Result<Appended, Invalid> {
        let Some(before) = self.log.get(id) else { return self.append(when, kind) };
        let later = before.when.at.get() + 1;
        let at = Millis::clamped(later as i64).max(when.at);
        let event = Event::new(id, Moment { at, ..when }, self.log.generation(), kind)?;
        let beginning = format!("{{\"id\":\"{id}\",");
        let other = |line: &String| !line.starts_with(&beginning);
        self.unsaved.retain(other);
        self.chunk.lines.retain(other);
        self.chunk.weigh();
        Ok(self.add(event))
    }

    fn add(&mut self, event: Event) -> Appended {
        let id = event.id;
        self.unsaved.push_back(event.to_json());
        self.take(event);
        Appended { id, saved: self.flush() }
    }

    fn fresh_id(&mut self) -> EventId {
        loop {
            let id = EventId { tab: self.tab, count: self.next };
            self.next = self.next.wrapping_add(1);
            if self.log.get(id).is_none() && !self.base.holds(id) {
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
        if !self.chunk.begun {
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
        self.put(&self.chunk_key(), &text)?;
        self.chunk.lines.extend(self.unsaved.drain(..many));
        self.chunk.begun = true;
        self.chunk.weigh();
        Ok(())
    }

    /// Writes a text. Where there is no room, the snapshot makes some.
    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        match self.storage.set(key, text) {
            Err(StoreError::Full) => {
                self.storage.remove(&self.views_key())?;
                self.storage.set(key, text)
            }
            done => done,
        }
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

    /// A key without what all keys of the site begin with.
    fn name<'a>(&self, key: &'a str) -> &'a str {
        key.strip_prefix(&self.prefix).unwrap_or(key)
    }

    fn views_key(&self) -> String {
        format!("{}views", self.prefix)
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

/// The same, of a glance at the piece.
fn mark((length, head): (usize, String)) -> Option<String> {
    let sum = pack::stated(&head).or_else(|| format::stated(&head))?;
    Some(format!("{length:x}.{sum}"))
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
pub fn prefix(site: &str) -> String {
    format!("descent:{}:", site.replace('%', "%25").replace(':', "%3A"))
}
