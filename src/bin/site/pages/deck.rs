//! What review needs: all cards, and the questions that come back as cards when they were missed.

use super::Mode;
use crate::content::Course;
use course::page::Block;
use course::quiz::Card;
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
    items: Vec<Card>,
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
            for part in blocks.iter().filter_map(Block::part) {
                entry.cards.extend(part.cards.iter().cloned());
                entry.items.extend(part.asked.iter().filter_map(|asked| asked.review.clone()));
            }
            entry
        })
        .collect();
    Deck { lessons }
}
