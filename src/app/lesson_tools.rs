//! The learner's own marks on a lesson: read, bookmarked, noted.

use super::live::{follow, live, view};
use super::signals::{RwSignal, memo};
use super::state::App;
use course::page::Page;
use course::study::kind::Kind;
use course::study::payload::{Bookmark, LessonMark, MAX_NOTE, Note};
use leptos::html::ElementChild;
use leptos::prelude::*;
use std::rc::Rc;

/// Mark as read, bookmark, notes.
pub fn tools(app: App, page: &Rc<Page>) -> AnyView {
    let slug = page.lesson.clone().unwrap_or_default();
    let read = {
        let slug = slug.clone();
        memo(move || app.study.is_read(&slug))
    };
    let marked = {
        let slug = slug.clone();
        memo(move || app.study.bookmarked(&slug))
    };
    let toggle_read = {
        let slug = slug.clone();
        move |_| {
            let Some(lesson) = super::study::Study::slug(&slug) else { return };
            if read.get_untracked() {
                app.study.record(Kind::LessonUnread(LessonMark { lesson }));
            } else {
                app.study.record(Kind::LessonRead(LessonMark { lesson }));
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
    let note = RwSignal::new(String::new());
    {
        // Another tab may have written a note meanwhile.
        let slug = slug.clone();
        follow(move || note.set(app.study.note(&slug)));
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
                    {live(move || if read.get() { "Read ✓" } else { "Mark as read" })}</button>
                <button class="button" type="button" aria-pressed=move || marked.get().to_string() on:click=toggle_mark>
                    {live(move || if marked.get() { "Bookmarked ✓" } else { "Bookmark" })}</button>
            </p>
            <label for="note">"Your notes on this lesson"</label>
            <textarea id="note" rows="3" prop:value=move || note.get() on:change=save placeholder="Kept in this browser"></textarea>
            <p class="saved" role="status">{live(move || said.get())}</p>
        </section>
    }
}
