//! Files of the site: fetched from its folder, or taken from the page itself in the one-file edition.

use super::place;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of a file, by its path below the site's root. The error is a sentence for the reader.
pub async fn text(path: &str) -> Result<String, String> {
    if let Some(files) = place::inlined_files() {
        let file = js_sys::Reflect::get(&files, &JsValue::from_str(path)).ok().and_then(|v| v.as_string());
        return file.ok_or_else(|| format!("This file does not contain “{path}”."));
    }
    let url = place::absolute(path);
    let offline = |_| "It could not be loaded. Are you offline?".to_string();
    let response: Response =
        JsFuture::from(super::dom::window().fetch_with_str(&url)).await.map_err(offline)?.unchecked_into();
    if !response.ok() {
        return Err(format!("The server has no “{path}” ({}).", response.status()));
    }
    let body = JsFuture::from(response.text().map_err(offline)?).await.map_err(offline)?;
    body.as_string().ok_or_else(|| format!("“{path}” is no text."))
}
