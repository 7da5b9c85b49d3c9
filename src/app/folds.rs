//! Folds: a demo in one waits until it opens, and what predictions hold stays away until they have been made.

use super::blocks::{Parts, keep};
use super::live::follow;
use super::signals::memo;
use super::state::App;
use crate::web::dom::{self, Listener, window};
use course::json::FromJson;
use course::page::{Block, Page, leaves};
use course::quiz::Prediction;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

/// The folds around an element, from the inside out.
fn around(element: &Element) -> Vec<HtmlDetailsElement> {
    let mut found = Vec::new();
    let mut parent = element.parent_element();
    while let Some(element) = parent {
        parent = element.parent_element();
        found.extend(element.dyn_into::<HtmlDetailsElement>());
    }
    found
}

/// Begins once all folds around an element stand open: at once where there are none.
pub fn when_open(element: &Element, parts: &Parts, begin: impl FnOnce() + 'static) {
    let around = Rc::new(around(element));
    if around.iter().all(HtmlDetailsElement::open) {
        return begin();
    }
    let begin = Rc::new(RefCell::new(Some(begin)));
    for fold in around.iter() {
        let (around, begin) = (around.clone(), begin.clone());
        let opened = move |_| {
            if around.iter().all(HtmlDetailsElement::open)
                && let Some(begin) = begin.take()
            {
                begin();
            }
        };
        keep(parts, Listener::new(fold, "toggle", opened));
    }
}

/// Whether an element is a fold that is shut, or stands in one.
pub fn is_shut(target: &Element) -> bool {
    folds_of(target).iter().any(|fold| !fold.open())
}

fn folds_of(target: &Element) -> Vec<HtmlDetailsElement> {
    let mut folds = around(target);
    // A card is a fold too, but its back is what one tries to say first.
    if target.closest(".card-list").is_ok_and(|list| list.is_none()) {
        folds.extend(target.clone().dyn_into::<HtmlDetailsElement>());
    }
    folds
}

/// Opens an element, if it is a fold, and the folds around it. `None` if a prediction holds it; then the words that
/// stand in its place are what can be reached.
pub fn open(target: &Element) -> Option<HtmlElement> {
    let folds = folds_of(target);
    let held = folds.iter().rev().find(|fold| fold.hidden());
    if held.is_none() {
        folds.iter().for_each(|fold| fold.set_open(true));
    }
    held?.previous_element_sibling()?.dyn_into().ok()
}

/// Opens the folds of a page that stood open when it was left, and goes on noting which do.
pub fn reopen(page: &Page, parts: &Parts) {
    let Some(main) = dom::by_id("main") else { return };
    for element in dom::all(&main, "details[id]:not(.card-list *)") {
        let Ok(fold) = element.dyn_into::<HtmlDetailsElement>() else { continue };
        let key = format!("open {}#{}", page.path, fold.id());
        if super::left::get(&key).is_some() {
            fold.set_open(true);
        }
        let at = fold.clone();
        let note = move |_| super::left::set(&key, if at.open() { "1" } else { "" });
        keep(parts, Listener::new(&fold, "toggle", note));
    }
}

/// Hides what the predictions of a page hold, and shows it once they have been made.
pub fn hold(app: App, page: &Page) {
    let Some(main) = dom::by_id("main") else { return };
    let leaves = leaves(&page.blocks);
    let parts = leaves.iter().filter_map(|block| Block::part(block)).filter(|part| part.kind == "predict");
    let predictions: Vec<Prediction> = parts.filter_map(|part| Prediction::from_json(&part.data)).collect();
    let target = dom::by_id(&app.place.get_untracked().anchor);
    for element in dom::all(&main, ".block.held") {
        let by = element.get_attribute("data-by").unwrap_or_default();
        let by: Vec<Prediction> =
            by.split(' ').filter_map(|id| predictions.iter().find(|p| p.id == id)).cloned().collect();
        let Ok(fold) = element.dyn_into::<HtmlDetailsElement>() else { continue };
        // A reader who opened it before the app was there has seen it. A browser opens it by itself for an address in it.
        let addressed = target.as_ref().is_some_and(|target| fold.contains(Some(target)));
        if fold.open() && !addressed {
            by.iter().for_each(|guess| pass(app, &guess.id));
        }
        let first = by.first().map(|guess| guess.id.clone()).unwrap_or_default();
        let shown = memo(move || by.iter().all(|guess| passed(app, guess)));
        let mut before = shown.get_untracked();
        show(&fold, &first, before);
        follow(move || {
            let now = shown.get();
            if now != before {
                show(&fold, &first, now);
            }
            before = now;
        });
    }
}

/// Shows what is held, or words in its place. The prediction stays where it is on the screen, even if something above it
/// appears.
fn show(fold: &HtmlDetailsElement, by: &str, shown: bool) {
    let guess = dom::by_id(by);
    // What is shut anyway moves nothing, and to measure it would lay the page out once for every fold.
    let appears = shown && fold.hidden();
    let top = || guess.as_ref().filter(|_| appears).map_or(0.0, |guess| guess.get_bounding_client_rect().top());
    let before = top();
    let note = fold.previous_element_sibling().filter(|e| e.class_list().contains("held-note"));
    match (note, shown) {
        (Some(note), true) => note.remove(),
        (None, false) => {
            let note = dom::element("p", "block held-note");
            let link = format!("<a href=\"#{0}\" data-guess=\"{0}\">commit or skip</a>", dom::escape(by));
            note.set_inner_html(&format!("Held back until you {link}."));
            let _ = fold.before_with_node_1(&note);
        }
        _ => {}
    }
    fold.set_hidden(!shown);
    fold.set_open(shown);
    let moved = top() - before;
    if moved != 0.0 {
        window().scroll_by_with_x_and_y(0.0, moved);
    }
}

/// Whether the reader has made a prediction, or has chosen not to.
pub fn passed(app: App, guess: &Prediction) -> bool {
    app.passed.with(|passed| passed.contains(&guess.id))
        || app.study.prediction(&guess.id, guess.revision, Some(&guess.ask)).is_some()
}

/// Notes that the reader goes on without a prediction, for as long as this tab lives: the log keeps what was predicted.
pub fn pass(app: App, id: &str) {
    if app.passed.with_untracked(|passed| passed.iter().any(|p| p == id)) {
        return;
    }
    app.passed.update(|passed| passed.push(id.into()));
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(&key(), &app.passed.with_untracked(|passed| passed.join(" ")));
    }
}

/// The predictions that this tab's reader has passed.
pub fn passed_before() -> Vec<String> {
    let kept = window().session_storage().ok().flatten().and_then(|storage| storage.get_item(&key()).ok().flatten());
    kept.map(|ids| ids.split(' ').map(Into::into).collect()).unwrap_or_default()
}

/// Many sites can share one origin.
fn key() -> String {
    super::left::key("passed")
}
