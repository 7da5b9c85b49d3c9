//! Files in and out, and the browser's promise to keep what is stored.

use super::dom::window;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

// See `handing.js`, which every page has beside the app.
#[wasm_bindgen]
extern "C" {
    /// Offers a text as a download; `false` if the browser made no file. Then the text is there to be copied.
    #[wasm_bindgen(js_name = descentDownload)]
    pub fn download(name: &str, kind: &str, text: &str) -> bool;
    #[wasm_bindgen(js_name = descentCopy)]
    fn to_clipboard(text: &str) -> js_sys::Promise;
}

/// Copies a text. Where that fails, a field that shows it has it selected.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(to_clipboard(text)).await.is_ok_and(|done| done.is_truthy())
}

/// The name and the bytes of the file that was picked; `None` if none was, an error as a sentence if it cannot be read.
/// The field is emptied, so that the same file can be picked again.
pub async fn picked(event: &web_sys::Event, limit: usize) -> Option<(String, Result<Vec<u8>, String>)> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    let bytes = if file.size() > limit as f64 {
        Err(format!("The file has more than {} MB, the most that is read.", limit / 1_000_000))
    } else {
        let buffer = JsFuture::from(file.array_buffer()).await;
        buffer.map(|b| js_sys::Uint8Array::new(&b).to_vec()).map_err(|_| "The file could not be read.".into())
    };
    Some((file.name(), bytes))
}

/// Whether the browser has promised to keep what is stored; `None` where it makes no such promises.
pub async fn persisted() -> Option<bool> {
    ask("persisted").await
}

/// Asks the browser for that promise.
pub async fn persist() -> Option<bool> {
    ask("persist").await
}

/// Calls a method of the storage manager, which not every browser has.
async fn ask(method: &str) -> Option<bool> {
    let manager = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("storage")).ok()?;
    let method: js_sys::Function = js_sys::Reflect::get(&manager, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    let promise: js_sys::Promise = method.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
