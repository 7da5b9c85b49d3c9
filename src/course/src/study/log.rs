//! All that a learner did, as a set of events.

use super::event::{Event, EventId, Generation};
use super::kind::Kind;
use super::time::Millis;
use litemap::LiteMap;
use std::cmp::Ordering;

/// An event's place in the order of all.
pub type Order = (Millis, EventId);

/// A set of events by id, in one order on every device: by time, then by id.
///
/// Two logs merge to their union, so the order in which tabs, chunks and files are read does not matter.
/// The log lives in the newest generation that it has seen, and holds no event of an older one: after a
/// reset neither a stale tab nor an old file brings anything back. Should two events ever share an id,
/// the later one stays (by time, then by text), again whatever the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Log {
    generation: Generation,
    /// In order. Nearly all come at the end, so a list does, and takes less of the app than a tree.
    events: Vec<Event>,
    times: LiteMap<EventId, Millis>,
    /// What tombstones name.
    undone: LiteMap<EventId, ()>,
    rewrites: u64,
}

/// Which events it holds, not how it came to them.
impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        (self.generation, &self.events) == (other.generation, &other.events)
    }
}

impl Log {
    /// An empty log in the first generation.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty log that takes no event of an older generation.
    pub(super) fn since(generation: Generation) -> Self {
        Self { generation, ..Self::default() }
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
        let place = self.place((*self.times.get(&id)?, id)).ok()?;
        self.events.get(place)
    }

    /// Every event in order, those taken back included.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter()
    }

    /// The events that count, in order: neither taken back nor tombstones.
    ///
    /// A tombstone counts wherever it stands, because two devices' clocks may disagree.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.live_after(None)
    }

    /// The events that count and stand behind this place in the order.
    pub fn live_after(&self, place: Option<Order>) -> impl DoubleEndedIterator<Item = &Event> {
        let from = place.map_or(0, |place| self.events.partition_point(|event| event.order() <= place));
        let events = self.events[from..].iter();
        events.filter(|event| !self.undone.contains_key(&event.id) && target(event).is_none())
    }

    /// The place of the last event.
    pub fn end(&self) -> Option<Order> {
        self.events.last().map(Event::order)
    }

    /// Where an event of this order is, or where it would go.
    fn place(&self, order: Order) -> Result<usize, usize> {
        self.events.binary_search_by_key(&order, Event::order)
    }

    /// Counts the changes other than an event at the end: as long as it stands, what was made of the log up to a place
    /// holds, and only the events behind it are new.
    pub fn rewrites(&self) -> u64 {
        self.rewrites
    }

    /// Adds an event. Says whether the log changed.
    pub fn insert(&mut self, event: Event) -> bool {
        match event.generation.cmp(&self.generation) {
            Ordering::Less => return false,
            Ordering::Equal => {}
            Ordering::Greater => self.begin(event.generation),
        }
        if let Some(held) = self.get(event.id) {
            if rank(held) >= rank(&event) {
                return false;
            }
            // A note takes the place of the one before it anyway, so what was made of both is what is made of this one.
            let same =
                matches!((&held.kind, &event.kind), (Kind::Note(old), Kind::Note(new)) if old.lesson == new.lesson);
            self.remove(held.order());
            self.rewrites -= u64::from(same);
        }
        if self.end().is_some_and(|end| end > event.order()) {
            self.rewrites += 1;
        }
        if let Some(undone) = target(&event) {
            self.rewrites += u64::from(self.times.contains_key(&undone));
            self.undone.insert(undone, ());
        }
        self.times.insert(event.id, event.when.at);
        if let Err(place) = self.place(event.order()) {
            self.events.insert(place, event);
        }
        true
    }

    fn begin(&mut self, generation: Generation) {
        *self = Self { generation, rewrites: self.rewrites + 1, ..Self::default() };
    }

    fn remove(&mut self, order: Order) {
        if let Ok(place) = self.place(order) {
            self.events.remove(place);
        }
        self.undone = undone(&self.events);
        self.rewrites += 1;
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
        // All at once: each on its own would move what stands behind it.
        let all: Log = std::mem::take(&mut self.events).into_iter().chain(events).collect();
        let kept =
            if all.generation < self.generation { Log { generation: self.generation, ..Log::new() } } else { all };
        *self = Log { rewrites: self.rewrites + 1, ..kept };
    }
}

/// Sorted at once, which takes a fraction of the time of one insertion after the other.
impl FromIterator<Event> for Log {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        let mut events: Vec<Event> = events.into_iter().collect();
        let generation = events.iter().map(|event| event.generation).max().unwrap_or_default();
        events.retain(|event| event.generation == generation);
        // Of two with one id the first one stays.
        events.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| rank(b).cmp(&rank(a))));
        events.dedup_by_key(|event| event.id);
        let times = events.iter().map(|event| (event.id, event.when.at)).collect();
        events.sort_unstable_by_key(Event::order);
        let undone = undone(&events);
        Self { generation, events, times, undone, rewrites: 0 }
    }
}

fn undone(events: &[Event]) -> LiteMap<EventId, ()> {
    events.iter().filter_map(target).map(|id| (id, ())).collect()
}

fn rank(event: &Event) -> (Millis, String) {
    (event.when.at, event.to_json())
}

/// What a tombstone names.
pub(super) fn target(event: &Event) -> Option<EventId> {
    match &event.kind {
        Kind::Tombstone(tombstone) => Some(tombstone.event),
        _ => None,
    }
}
