//! What review needs: all cards and questions.

use super::Mode;
use crate::content::Course;
use course::page::Block;
use course::quiz::{Card, Item};
use course::route::Route;
use serde::Serialize;

/// The lessons in order with their cards and questions.
#[derive(Serialize)]
pub struct Deck {
    lessons: Vec<DeckLesson>,
}

#[derive(Serialize)]
struct DeckLesson {
    slug: String,
    title: String,
    minutes: u32,
    cards: Vec<Card>,
    items: Vec<Item>,
}

/// The deck of all lessons. Addresses in it are spelled for the review page.
pub fn deck(course: &Course, mode: Mode) -> Deck {
    let links = mode.links(&Route::Review);
    let lessons = course
        .written
        .iter()
        .map(|written| {
            let blocks = written.lesson.render(links);
            let mut entry = DeckLesson {
                slug: written.lesson.slug.clone(),
                title: written.lesson.front.title.clone(),
                minutes: written.lesson.front.minutes,
                cards: Vec::new(),
                items: Vec::new(),
            };
            for block in blocks {
                match block {
                    Block::Cards(cards) => entry.cards.extend(cards.cards),
                    Block::Quiz(quiz) => entry.items.extend(quiz.items),
                    _ => {}
                }
            }
            entry
        })
        .collect();
    Deck { lessons }
}
