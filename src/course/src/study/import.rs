//! Taking in another log, and saying beforehand what that would do.

use super::event::Event;
use super::kind::Kind;
use super::log::Log;
use litemap::LiteMap;
use std::cmp::Ordering;

/// How to take in another log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The union. Resets hold: of two generations the newer one wins whole.
    Merge,
    /// Everything of both, in our generation, as if nobody had reset anything.
    KeepBoth,
}

/// How the generations of two logs lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// The same one: nothing to ask.
    Same,
    /// The other log was written before our last reset. Merging it adds nothing.
    Older,
    /// The other log has seen a reset that we have not. Merging it sets our events aside.
    Newer,
}

/// What taking in a log would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Events that would come in, by the name of their kind.
    pub adds: LiteMap<String, usize>,
    /// Events of the other log that we hold already.
    pub known: usize,
    /// Events of ours that would be gone.
    pub removes: usize,
    /// Whether the import crosses generations. Ask before one that does.
    pub crossing: Crossing,
}

impl Preview {
    /// Says what [`combine`] would do.
    pub fn new(ours: &Log, other: &Log, mode: Mode) -> Self {
        let result = combine(ours, other, mode);
        let mut adds: LiteMap<String, usize> = LiteMap::new();
        for event in result.beyond(ours) {
            *adds.entry(event.kind.name().to_string()).or_default() += 1;
        }
        Self {
            adds,
            known: other.events().filter(|event| ours.get(event.id).is_some()).count(),
            removes: ours.events().filter(|event| result.get(event.id).is_none()).count(),
            crossing: match other.generation().cmp(&ours.generation()) {
                Ordering::Equal => Crossing::Same,
                Ordering::Less => Crossing::Older,
                Ordering::Greater => Crossing::Newer,
            },
        }
    }

    /// How many events would come in.
    pub fn added(&self) -> usize {
        self.adds.values().sum()
    }
}

/// Both logs in one.
pub fn combine(ours: &Log, other: &Log, mode: Mode) -> Log {
    let mut result = ours.clone();
    match mode {
        Mode::Merge => result.merge(other),
        Mode::KeepBoth => result.extend(other.events().filter(|e| !matches!(e.kind, Kind::Reset(_))).map(|event| {
            // A new generation makes it another event of the same name; the log keeps one of the two.
            Event { generation: ours.generation(), ..event.clone() }
        })),
    }
    result
}
