//! What review needs: the index of all cards, and each lesson's deck.

use super::Mode;
use crate::Failure;
use crate::content::{Course, Written};
use crate::write::{json, spelled};
use course::deck::{Deck, Entry, Index};
use course::page::{Block, leaves};
use course::route::Route;
use course::study::ids::{BadId, CardId, CardRef, LessonSlug};

/// The index of all lessons, in the order in which they are offered. An id that the study log would refuse is refused here.
fn index(course: &Course) -> Result<Index, BadId> {
    course
        .ready()
        .into_iter()
        .map(|written| entry(written, &deck(written, Mode::Paths)))
        .collect::<Result<_, _>>()
        .map(Index::new)
}

fn entry(written: &Written, deck: &Deck) -> Result<Entry, BadId> {
    let card = |id: &str, rev: u32| Ok(CardRef { id: CardId::new(id)?, rev });
    Ok(Entry {
        slug: LessonSlug::new(&written.lesson.slug)?,
        title: written.lesson.front.title.clone(),
        minutes: written.lesson.effort.minutes(),
        cards: deck.cards.iter().map(|c| card(&c.id, c.revision)).collect::<Result<_, _>>()?,
        items: deck.items.iter().map(|item| item.id.clone()).collect(),
    })
}

/// The deck of a lesson. Addresses in it are spelled for the review page.
fn deck(written: &Written, mode: Mode) -> Deck {
    let mut deck = Deck::default();
    let blocks = written.lesson.render(mode.links(&Route::Review));
    for part in leaves(&blocks).into_iter().filter_map(Block::part) {
        deck.cards.extend(part.cards.iter().cloned());
        deck.items.extend(part.asked.iter().filter_map(|asked| asked.review.clone()));
    }
    deck
}

/// The files that review reads, by path below the site's root.
pub fn files(course: &Course, mode: Mode) -> Result<Vec<(String, String)>, Failure> {
    let index = index(course).map_err(|e| vec![e.to_string()])?;
    let decks = course.written.iter().map(|w| (course::deck::path(&w.lesson.slug), json(&deck(w, mode))));
    let files = decks.chain([(course::deck::INDEX.to_string(), json(&index))]);
    files.map(|(path, text)| Ok((path.clone(), spelled(&path, text)?))).collect()
}
