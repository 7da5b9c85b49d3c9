//! Which cards there are, and what they say: the index and the lessons' decks, each fetched when it is first needed.

use super::signals::{RwSignal, StoredValue};
use crate::web::assets;
use course::deck::{self, Deck, Index};
use course::json::{self, FromJson};
use litemap::LiteMap;
use std::sync::Arc;

/// A file that was asked for: none while it is on its way, and a sentence for the reader if it could not be had.
pub type Asked<T> = Option<Result<Arc<T>, String>>;

/// The index and the decks that have been asked for.
#[derive(Clone, Copy)]
pub struct Decks {
    none: StoredValue<Arc<Index>>,
    index: RwSignal<Asked<Index>>,
    asked: StoredValue<bool>,
    decks: RwSignal<LiteMap<String, Asked<Deck>>>,
}

impl Decks {
    /// Nothing is fetched yet.
    pub fn new() -> Decks {
        Decks {
            none: StoredValue::new(Arc::default()),
            index: RwSignal::new(None),
            asked: StoredValue::new(false),
            decks: RwSignal::new(LiteMap::new()),
        }
    }

    /// The index of no lesson, always the same.
    pub fn none(self) -> Arc<Index> {
        self.none.get_value()
    }

    /// The index. The first call fetches it.
    pub fn index(self) -> Asked<Index> {
        if !self.asked.get_value() {
            self.asked.set_value(true);
            fetch(deck::INDEX.into(), move |read| self.index.set(Some(read)));
        }
        self.index.get()
    }

    /// The deck of a lesson. The first call fetches it.
    pub fn of(self, lesson: &str) -> Asked<Deck> {
        self.ask(lesson);
        self.decks.with(|decks| decks.get(lesson).cloned().flatten())
    }

    /// Fetches the deck of a lesson that will be shown soon.
    pub fn ask(self, lesson: &str) {
        if self.decks.with_untracked(|decks| decks.get(lesson).is_some()) {
            return;
        }
        let lesson = lesson.to_string();
        self.decks.update_untracked(|decks| decks.insert(lesson.clone(), None));
        fetch(deck::path(&lesson), move |read| self.decks.update(|decks| drop(decks.insert(lesson, Some(read)))));
    }

    /// Asks once more for what could not be fetched.
    pub fn again(self) {
        if self.index.with_untracked(|index| matches!(index, Some(Err(_)))) {
            self.asked.set_value(false);
            self.index.set(None);
        }
        self.decks.update(|decks| decks.retain(|_, deck| !matches!(deck, Some(Err(_)))));
    }
}

fn fetch<T: FromJson + 'static>(path: String, done: impl FnOnce(Result<Arc<T>, String>) + 'static) {
    leptos::task::spawn_local(async move {
        let read = assets::text(&path).await.and_then(|text| {
            json::read(&text).map(Arc::new).ok_or_else(|| "It was made by another version. Reload the page.".into())
        });
        done(read);
    });
}
