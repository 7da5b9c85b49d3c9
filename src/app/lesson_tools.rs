//! The learner's own marks on a lesson: read, bookmarked, noted.

use super::state::App;
use course::page::{Block, Page};
use course::study::ids::{CardId, CardRef};
use course::study::kind::Kind;
use course::study::payload::{Bookmark, CardAdded, LessonMark, MAX_NOTE, Note};
use leptos::html::ElementChild;
use leptos::prelude::*;
use std::rc::Rc;

/// Mark as read, bookmark, notes.
pub fn tools(app: App, page: &Rc<Page>) -> impl IntoView {
    let slug = page.lesson.as_ref().map(|l| l.slug.clone()).unwrap_or_default();
    let cards: Vec<(String, u32)> = page
        .blocks
        .iter()
        .filter_map(|b| if let Block::Cards(cards) = b { Some(cards) } else { None })
        .flat_map(|b| b.cards.iter().map(|c| (c.id.clone(), c.revision)))
        .collect();
    let read = {
        let slug = slug.clone();
        Memo::new(move |_| app.study.lessons_read().contains(&slug))
    };
    let marked = {
        let slug = slug.clone();
        Memo::new(move |_| app.study.bookmarked(&slug))
    };
    let toggle_read = {
        let slug = slug.clone();
        move |_| {
            let Some(lesson) = super::study::Study::slug(&slug) else { return };
            if read.get_untracked() {
                app.study.record(Kind::LessonUnread(LessonMark { lesson }));
            } else {
                app.study.record(Kind::LessonRead(LessonMark { lesson }));
                add_cards(app, &cards);
            }
        }
    };
    let toggle_mark = {
        let slug = slug.clone();
        move |_| {
            if let Some(lesson) = super::study::Study::slug(&slug) {
                app.study.record(Kind::Bookmark(Bookmark { lesson, heading: None, on: !marked.get_untracked() }));
            }
        }
    };
    let note = RwSignal::new(app.study.note(&slug));
    {
        // Another tab may have written a note meanwhile.
        let slug = slug.clone();
        Effect::new(move |_| note.set(app.study.note_tracked(&slug)));
    }
    let said = RwSignal::new("");
    let save = move |event| {
        let text: String = event_target_value(&event);
        let Some(lesson) = super::study::Study::slug(&slug) else { return };
        if text.len() > MAX_NOTE {
            return said.set("That is too long to keep; shorten it.");
        }
        if text != note.get_untracked() {
            app.study.record(Kind::Note(Note { lesson, text }));
            said.set("Saved.");
        }
    };
    view! {
        <section class="lesson-tools-box" aria-label="Your marks on this lesson">
            <p class="row">
                <button class="button primary" type="button" aria-pressed=move || read.get().to_string() on:click=toggle_read>
                    {move || if read.get() { "Read ✓" } else { "Mark as read" }}</button>
                <button class="button" type="button" aria-pressed=move || marked.get().to_string() on:click=toggle_mark>
                    {move || if marked.get() { "Bookmarked ✓" } else { "Bookmark" }}</button>
            </p>
            <label for="note">"Your notes on this lesson"</label>
            <textarea id="note" rows="3" prop:value=note on:change=save placeholder="Kept in this browser"></textarea>
            <p class="saved" role="status">{said}</p>
        </section>
    }
}

/// The lesson's cards join the reviews.
fn add_cards(app: App, cards: &[(String, u32)]) {
    for (id, rev) in cards {
        if app.study.cards_learning(&[(id.clone(), *rev)]) == 0
            && let Ok(id) = CardId::new(id)
        {
            app.study.record(Kind::CardAdded(CardAdded { card: CardRef { id, rev: *rev }, from: None }));
        }
    }
}
