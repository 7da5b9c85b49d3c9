//! Where the reader is: addresses in both homes of the site, a host's folder and the single file.

use super::dom::window;
use course::route::Location;
use wasm_bindgen::JsValue;

fn global(name: &str) -> JsValue {
    js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The files that the one-file edition carries; `None` on a host.
pub fn inlined_files() -> Option<js_sys::Object> {
    use wasm_bindgen::JsCast;
    global("descentFiles").dyn_into().ok()
}

/// Whether this is the one-file edition.
pub fn one_file() -> bool {
    inlined_files().is_some()
}

/// The absolute address of the site's folder, with its slash, as the boot script found it.
pub fn root() -> String {
    global("descentRoot").as_string().unwrap_or_default()
}

/// The absolute address of a path below the site's root.
pub fn absolute(path: &str) -> String {
    root() + path
}

/// What an href inside a page leads to on this site; `None` for other sites and files.
pub fn of_url(url: &str) -> Option<Location> {
    if one_file() {
        let (page, fragment) = url.split_once('#')?;
        let here = window().location().href().ok()?;
        (here.split('#').next() == Some(page)).then(|| Location::parse_hash(fragment)).flatten()
    } else {
        Location::parse_path(url.strip_prefix(&root())?)
    }
}

/// Where the reader is now; `None` where no page is. The one file without a fragment shows the home page.
pub fn current() -> Option<Location> {
    let href = window().location().href().ok()?;
    if one_file() && !href.contains('#') { Location::parse_hash("") } else { of_url(&href) }
}

/// The address of a location, to be put into a link.
pub fn href(location: &Location) -> String {
    if one_file() { location.to_hash() } else { absolute(&location.to_path()) }
}

/// Enters a new address into the history.
pub fn push(location: &Location) {
    if let Ok(history) = window().history() {
        // Some embedders forbid it; the page still changes, only the address does not.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&href(location)));
    }
}

/// Replaces the address without a new entry. Call it seldom: some browsers allow only 100 in 30 seconds.
pub fn replace(location: &Location) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&href(location)));
    }
}
