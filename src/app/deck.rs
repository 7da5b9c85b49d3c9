//! What review needs of every lesson: its cards and questions, and the order of the road. Fetched once, on first use.

use crate::web::assets;
use course::json::{self, FromJson, Object};
use course::quiz::Card;
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;

/// The lessons that are written, in the order of the road.
#[derive(Clone, Debug)]
pub struct Road {
    /// The lessons.
    pub lessons: Vec<Lesson>,
}

/// A lesson, its cards and its questions.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Reading time in minutes.
    pub minutes: u32,
    /// Cards.
    pub cards: Vec<Card>,
    /// Questions, as the cards that they are when they come back.
    pub items: Vec<Card>,
}

/// The road, once it is there. The first call fetches it.
pub fn road() -> RwSignal<Option<Arc<Road>>> {
    let app = super::state::app();
    if !ASKED.replace(true) {
        leptos::task::spawn_local(async move {
            let text = assets::text("deck.json").await;
            match text.ok().and_then(|t| json::read::<Road>(&t)) {
                Some(road) => app.road.set(Some(Arc::new(road))),
                // The next call tries again.
                None => ASKED.set(false),
            }
        });
    }
    app.road
}

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

impl FromJson for Road {
    fn from_json(value: &serde_json::Value) -> Option<Self> {
        Some(Road { lessons: Object::of(value)?.need("lessons")? })
    }
}

impl FromJson for Lesson {
    fn from_json(value: &serde_json::Value) -> Option<Self> {
        let lesson = Object::of(value)?;
        Some(Lesson {
            slug: lesson.need("slug")?,
            title: lesson.need("title")?,
            minutes: lesson.need("minutes")?,
            cards: lesson.need("cards")?,
            items: lesson.need("items")?,
        })
    }
}

impl Road {
    /// A card by its id.
    pub fn card(&self, id: &str) -> Option<(&Lesson, &Card)> {
        self.lessons.iter().find_map(|l| l.cards.iter().find(|c| c.id == id).map(|c| (l, c)))
    }

    /// A question by its id.
    pub fn item(&self, id: &str) -> Option<(&Lesson, &Card)> {
        self.lessons.iter().find_map(|l| l.items.iter().find(|i| i.id == id).map(|i| (l, i)))
    }
}
