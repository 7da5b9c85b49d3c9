//! Finding and making nodes, listening to events.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

/// The window.
///
/// # Panics
/// Outside a window; the app never runs in a worker.
pub fn window() -> Window {
    web_sys::window().expect("a window")
}

/// The document.
///
/// # Panics
/// Outside a window.
pub fn document() -> Document {
    window().document().expect("a document")
}

/// Scrolls no further than brings an element into view.
pub fn into_view(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The first element that matches a selector.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|e| e.dyn_into().ok())
}

/// All elements below a root that match a selector, in document order; those of pictures too.
pub fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}

/// All elements of HTML below a root that match a selector, in document order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    elements(root, selector).into_iter().filter_map(|element| element.dyn_into().ok()).collect()
}

/// A new element with a class.
///
/// # Panics
/// If the tag is no valid name, which is a mistake in the program.
pub fn element(tag: &str, class: &str) -> HtmlElement {
    let element: HtmlElement = document().create_element(tag).expect("a valid tag").unchecked_into();
    element.set_class_name(class);
    element
}

/// The element whose id this is.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id).and_then(|e| e.dyn_into().ok())
}

/// Listens until dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `react` at each event of this kind.
    pub fn new(target: &EventTarget, kind: &'static str, react: impl FnMut(Event) + 'static) -> Listener {
        let closure = Closure::<dyn FnMut(Event)>::new(react);
        // Adding a listener fails for no kind of target that a browser has.
        let _ = target.add_event_listener_with_callback_and_bool(kind, closure.as_ref().unchecked_ref(), early(kind));
        Listener { target: target.clone(), kind, closure }
    }

    /// Keeps listening as long as the page lives.
    pub fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback, early(self.kind));
    }
}

/// Whether events are heard on their way down: that something scrolls inside the page is told on no other way.
fn early(kind: &str) -> bool {
    kind == "scroll"
}

/// A finite number in decimal notation. The browser reads it: the tables for doing so would be a part of the app.
pub fn number(text: &str) -> Option<f64> {
    let decimal = !text.is_empty() && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    decimal.then(|| JsValue::from_str(text).unchecked_into_f64()).filter(|x| x.is_finite())
}

/// A number as briefly as it can be written, by the browser for the same reason.
pub fn digits(x: f64) -> String {
    js_sys::Number::from(x).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// A number with so many decimals.
pub fn rounded(x: f64, decimals: u8) -> String {
    js_sys::Number::from(x).to_fixed(decimals).map(String::from).unwrap_or_default()
}

/// The power of ten of a number's first digit; 0 of what is no number.
pub fn exponent(text: &str) -> i32 {
    let spelled = number(text).and_then(|x| js_sys::Number::from(x).to_exponential(0).ok()).map(String::from);
    spelled.and_then(|text| text.split_once('e')?.1.parse().ok()).unwrap_or_default()
}

/// Text with the characters escaped that HTML gives a meaning.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
