//! The learner's own marks on a lesson: read, bookmarked, noted.

use super::left;
use super::live::{View, follow, live, view};
use super::signals::{RwSignal, StoredValue, memo};
use super::state::App;
use super::study::Study;
use crate::web::dom::{self, Listener, document, window};
use course::page::Page;
use course::study::gained::Asks;
use course::study::kind::Kind;
use course::study::payload::{Bookmark, LessonMark, MAX_NOTE, Note};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlTextAreaElement};

/// Mark as read, bookmark, notes.
pub fn tools(app: App, page: &Rc<Page>) -> View {
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
            let Some(lesson) = Study::slug(&slug) else { return };
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
            if let Some(lesson) = Study::slug(&slug) {
                app.study.record(Kind::Bookmark(Bookmark { lesson, heading: None, on: !marked.get_untracked() }));
            }
        }
    };
    let asks = Asks::of(page);
    let gained = move || {
        let read = read.get();
        let said = app.study.views(|views| asks.gained(views, read));
        (!said.is_empty()).then(|| {
            let said: Vec<_> = said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
            view! { <h2 class="label">"What you have of it"</h2><ul>{said}</ul> }
        })
    };
    view! {
        <section class="lesson-tools-box" aria-label="Your marks on this lesson">
            <div class="gained">{live(gained)}</div>
            <p class="row">
                <button class="button primary" type="button" aria-pressed=move || read.get().to_string() on:click=toggle_read>
                    {live(move || if read.get() { "Read ✓" } else { "Mark as read" })}</button>
                <button class="button" type="button" aria-pressed=move || marked.get().to_string() on:click=toggle_mark>
                    {live(move || if marked.get() { "Bookmarked ✓" } else { "Bookmark" })}</button>
            </p>
            {notes(app, &slug)}
        </section>
    }
}

/// Typing rests so long before it is kept.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest text that waits in this browser to be shortened.
const WAITING: usize = 200_000;

/// The note: kept as it is typed, and by the time that the page goes.
fn notes(app: App, slug: &str) -> Option<View> {
    let lesson = Study::slug(slug)?;
    let slug = slug.to_string();
    let stored = memo(move || app.study.note(&slug));
    // What stands in the field, the note that it grew out of, and the event that it goes into.
    let there = stored.get_untracked();
    let too_long = format!("note:{}", lesson.as_str());
    let first = left::text(&too_long).unwrap_or_else(|| there.clone());
    let typed = StoredValue::new(first.clone());
    let kept = StoredValue::new(there);
    let event = StoredValue::new(None);
    let said = RwSignal::new(String::new());
    // Whether the field holds what two tabs have written, until its reader types on; whatever becomes of it meanwhile.
    let both_there = RwSignal::new(false);
    let save = move || {
        let (Some(text), Some(before)) = (typed.try_with_value(String::clone), kept.try_with_value(String::clone))
        else {
            return;
        };
        let over = text.len().saturating_sub(MAX_NOTE);
        if over > 0 {
            // What the log does not take waits beside it.
            let waits = text.len() <= WAITING && left::keep(&too_long, &text);
            let then = if waits {
                "It waits in this browser until you shorten it."
            } else {
                "Shorten it, or copy it elsewhere, before you leave."
            };
            said.set(format!("Not saved: too long by {over} letters. {then}"));
            return;
        }
        left::keep(&too_long, "");
        if text != before {
            kept.set_value(text.clone());
            let note = Kind::Note(Note { lesson: lesson.clone(), text });
            event.set_value(app.study.revise(event.get_value(), note));
            said.set(if app.study.status().trouble.is_none() { "Saved." } else { "Not saved." }.into());
        }
    };
    let save = StoredValue::new(save);
    let save = move || {
        save.try_with_value(|save| save());
    };
    follow(move || {
        let (there, before, text) = (stored.get(), kept.get_value(), typed.get_value());
        if there == before {
            return;
        }
        // Another tab has written. What is not saved yet stays with it, and neither is lost.
        kept.set_value(there.clone());
        event.set_value(None);
        let both = if text == before || text == there {
            there
        } else {
            both_there.set(true);
            said.set(String::new());
            format!("{there}\n\n{text}")
        };
        if let Some(field) = dom::by_id("note") {
            field.unchecked_into::<HtmlTextAreaElement>().set_value(&both);
        }
        typed.set_value(both);
    });
    let input = move |event| {
        let text = event_target_value(&event);
        both_there.set(false);
        typed.set_value(text.clone());
        set_timeout(
            move || {
                if typed.try_with_value(String::clone) == Some(text) {
                    save();
                }
            },
            PAUSE,
        );
    };
    if first.len() > MAX_NOTE {
        save();
    }
    let leave: [(EventTarget, _); 2] = [(window().into(), "pagehide"), (document().into(), "visibilitychange")];
    let leave = StoredValue::new(Some(leave.map(|(target, kind)| Listener::new(&target, kind, move |_| save()))));
    on_cleanup(move || {
        save();
        leave.set_value(None);
    });
    Some(view! {
        <label for="note">"Your notes on this lesson"</label>
        <textarea id="note" rows="3" prop:value=first on:input=input on:change=move |_| save() placeholder="Kept in this browser"></textarea>
        <p class="saved" role="status">{live(move || if both_there.get() { "Changed in another tab too: here are both. " } else { "" })}{live(move || said.get())}</p>
    })
}
