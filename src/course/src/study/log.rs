//! All that a learner did, as a set of events.

use super::event::{Event, EventId, Generation};
use super::kind::Kind;
use super::time::Millis;
use litemap::LiteMap;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A set of events by id, in one order on every device: by time, then by id.
///
/// Two logs merge to their union, so the order in which tabs, chunks and files are read does not matter.
/// The log lives in the newest generation that it has seen, and holds no event of an older one: after a
/// reset neither a stale tab nor an old file brings anything back. Should two events ever share an id,
/// the later one stays (by time, then by text), again whatever the order of reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    generation: Generation,
    events: BTreeMap<(Millis, EventId), Event>,
    times: LiteMap<EventId, Millis>,
}

impl Log {
    /// An empty log in the first generation.
    pub fn new() -> Self {
        Self::default()
    }

    /// The generation that it lives in.
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// How many events it holds, those taken back included.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event of this name.
    pub fn get(&self, id: EventId) -> Option<&Event> {
        self.events.get(&(*self.times.get(&id)?, id))
    }

    /// Every event in order, those taken back included.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.values()
    }

    /// The events that count, in order: neither taken back nor tombstones.
    ///
    /// A tombstone counts wherever it stands, because two devices' clocks may disagree.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Event> {
        let mut undone: Vec<EventId> = self.events().filter_map(target).collect();
        undone.sort_unstable();
        self.events().filter(move |event| undone.binary_search(&event.id).is_err() && target(event).is_none())
    }

    /// Adds an event. Says whether the log changed.
    pub fn insert(&mut self, event: Event) -> bool {
        match event.generation.cmp(&self.generation) {
            Ordering::Less => return false,
            Ordering::Equal => {}
            Ordering::Greater => *self = Self { generation: event.generation, ..Self::default() },
        }
        if let Some(held) = self.get(event.id) {
            if rank(held) >= rank(&event) {
                return false;
            }
            let order = held.order();
            self.events.remove(&order);
        }
        self.times.insert(event.id, event.when.at);
        self.events.insert(event.order(), event);
        true
    }

    /// Adds every event of another log.
    pub fn merge(&mut self, other: &Log) {
        self.extend(other.events().cloned());
    }

    /// The events of this log that `other` does not hold in the same form.
    pub fn beyond<'a>(&'a self, other: &'a Log) -> impl Iterator<Item = &'a Event> {
        self.events().filter(|event| other.get(event.id) != Some(event))
    }
}

impl Extend<Event> for Log {
    fn extend<T: IntoIterator<Item = Event>>(&mut self, events: T) {
        for event in events {
            self.insert(event);
        }
    }
}

impl FromIterator<Event> for Log {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        let mut log = Self::new();
        log.extend(events);
        log
    }
}

fn rank(event: &Event) -> (Millis, String) {
    (event.when.at, event.to_json())
}

fn target(event: &Event) -> Option<EventId> {
    match &event.kind {
        Kind::Tombstone(tombstone) => Some(tombstone.event),
        _ => None,
    }
}
