//! Inside another page: the same app. A mark on the document says so, and `embed-frame.js` speaks with the host.

use super::demo::Run;
use crate::web::dom::document;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Whether this page is one of those that others frame.
pub fn embedded() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-embed"))
}

/// Says where a demo stands: its place in the page, the address of this state, the sentence, and the measures, names
/// and numbers in turn. What the learner's own data come to stays here.
pub fn tell(block: &str, run: Run) {
    let link = untrack(|| run.link());
    let said = run.with_untracked(|face| (!face.own).then(|| (face.summary.clone(), face.measures.clone())));
    let Some((summary, measures)) = said else { return };
    let detail = js_sys::Array::of3(&block.into(), &link.to_path().into(), &summary.into());
    for (name, value) in measures {
        detail.push(&name.into());
        detail.push(&value.into());
    }
    dispatch(&document(), "descent:state", &detail);
}

/// Sends an event that scripts beside the app listen for.
pub fn dispatch(target: &web_sys::EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}
