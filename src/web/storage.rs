//! The browser's local storage, as the study log wants it.

use super::dom::window;
use course::study::store::{GLANCE, Storage, StoreError};
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

/// Local storage, probed at each call through the window itself: the convenient wrapper gives up with a panic
/// where the browser denies it.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserStorage;

fn probe() -> Result<web_sys::Storage, StoreError> {
    window().local_storage().ok().flatten().ok_or(StoreError::Denied)
}

fn refused(error: &JsValue) -> StoreError {
    let name = js_sys::Reflect::get(error, &JsValue::from_str("name")).ok().and_then(|n| n.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
        Some("SecurityError") => StoreError::Denied,
        Some(other) => StoreError::Other(other.into()),
        None => StoreError::Other("unknown".into()),
    }
}

impl Storage for BrowserStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        probe()?.get_item(key).map_err(|e| refused(&e))
    }

    fn glance(&self, key: &str) -> Result<Option<(usize, String)>, StoreError> {
        let text = js_sys::Reflect::get(&probe()?.into(), &key.into()).map_err(|e| refused(&e))?;
        let text = text.is_string().then(|| text.unchecked_into::<JsString>());
        Ok(text.map(|text| (text.length() as usize, text.slice(0, GLANCE as u32).into())))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        probe()?;
        LocalStorage::raw().set_item(key, text).map_err(|e| refused(&e))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        probe()?.remove_item(key).map_err(|e| refused(&e))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = probe()?;
        let count = storage.length().map_err(|e| refused(&e))?;
        (0..count).filter_map(|i| storage.key(i).transpose()).collect::<Result<_, _>>().map_err(|e| refused(&e))
    }
}
