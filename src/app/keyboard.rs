//! Keys that work everywhere. The list of them, and the keys of the search, are scripts beside the app.

use super::navigate::go;
use super::state::App;
use crate::web::dom::{self, Listener, document};
use course::route::{Location, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Listens for keys outside of fields.
pub fn listen(_app: App) {
    Listener::new(&document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() {
            return;
        }
        let route = match pressed(event) {
            Some('n') => return follow(".onward .next"),
            Some('p') => return follow(".onward .previous"),
            Some('h') => Route::Home,
            Some('r') => Route::Review,
            Some('d') => Route::Demos,
            Some('g') => Route::Glossary,
            _ => return,
        };
        go(&Location::of(route));
    })
    .forever();
}

/// The key that was pressed, if it may mean a deed: outside of fields, by itself, and once however long it is held. A
/// letter counts as a small one. Where the layout has another alphabet, or other signs in the row of digits, its place
/// counts. A reader may switch off all that are a single sign.
pub fn pressed(event: &KeyboardEvent) -> Option<char> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() || in_field(event) {
        return None;
    }
    let (key, code) = (event.key(), event.code());
    let mut letters = key.chars();
    let sign = letters.next().filter(|_| letters.next().is_none())?;
    if sign != ' ' && document().document_element().is_some_and(|root| root.has_attribute("data-keys")) {
        return None;
    }
    if sign.is_ascii_alphanumeric() {
        return Some(sign.to_ascii_lowercase());
    }
    let digit = code.strip_prefix("Digit").filter(|_| !event.shift_key());
    let letter = code.strip_prefix("Key").filter(|_| !sign.is_ascii());
    digit.or(letter).and_then(|place| place.chars().next()).map_or(Some(sign), |c| Some(c.to_ascii_lowercase()))
}

/// Whether a key belongs to a field, a handle or an open dialog.
fn in_field(event: &KeyboardEvent) -> bool {
    // A field of a component is its component to everybody outside.
    let Ok(target) = event.composed_path().get(0).dyn_into::<Element>() else { return false };
    target.closest("input, textarea, select, dialog[open], [contenteditable], [role=slider]").ok().flatten().is_some()
}

fn follow(selector: &str) {
    if let Some(link) = dom::find(selector) {
        link.click();
    }
}
