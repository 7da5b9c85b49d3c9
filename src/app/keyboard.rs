//! Keys that work everywhere, and the dialog that lists them.

use super::navigate::go;
use super::state::App;
use crate::web::dom::{self, Listener, document};
use course::route::{Location, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

/// Keys and what they do, as the dialog lists them.
const KEYS: [(&str, &str); 10] = [
    ("/", "search"),
    ("?", "show this list"),
    ("n", "next lesson"),
    ("p", "previous lesson"),
    ("h", "the road"),
    ("r", "review"),
    ("d", "demos"),
    ("g", "glossary"),
    ("1 – 4", "rate a card, once its answer shows"),
    ("Space", "show a card's answer"),
];

/// Listens for keys outside of fields.
pub fn listen(_app: App) {
    Listener::new(&document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || in_field(event) {
            return;
        }
        let route = match event.key().as_str() {
            "?" => return show_list(),
            "n" => return follow(".onward .next"),
            "p" => return follow(".onward .previous"),
            "h" => Route::Home,
            "r" => Route::Review,
            "d" => Route::Demos,
            "g" => Route::Glossary,
            _ => return,
        };
        go(&Location::of(route));
    })
    .forever();
}

/// Whether a key belongs to a field, a handle or an open dialog.
pub fn in_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    target.closest("input, textarea, select, dialog[open], [contenteditable], [role=slider]").ok().flatten().is_some()
}

fn follow(selector: &str) {
    if let Some(link) = dom::find(selector) {
        link.click();
    }
}

fn show_list() {
    let id = "keys";
    if dom::by_id(id).is_none() {
        let dialog = dom::element("dialog", "keys");
        dialog.set_id(id);
        let rows: String = KEYS
            .iter()
            .map(|(key, what)| format!("<tr><th scope=\"row\"><kbd>{key}</kbd></th><td>{what}</td></tr>"))
            .collect();
        let _ = dialog.set_attribute("aria-labelledby", "keys-title");
        dialog.set_inner_html(&format!(
            "<h2 id=\"keys-title\">Keys</h2><table><tbody>{rows}</tbody></table><form method=\"dialog\"><button class=\"button\">Close</button></form>"
        ));
        if let Some(body) = document().body() {
            let _ = body.append_child(&dialog);
        }
    }
    if let Some(dialog) = dom::by_id(id).and_then(|d| d.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}
