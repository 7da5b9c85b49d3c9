//! The time. Tests set another one through `descentNow`, a number of milliseconds.

use wasm_bindgen::JsValue;

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("descentNow"))
        .ok()
        .and_then(|v| v.as_f64())
        .unwrap_or_else(js_sys::Date::now)
}

/// Minutes that the local time is ahead of UTC at a moment.
pub fn utc_offset_minutes(at: f64) -> i32 {
    -(js_sys::Date::new(&JsValue::from_f64(at)).get_timezone_offset() as i32)
}

/// Random bits for ids, from the browser's generator where it has one.
pub fn random_u64() -> u64 {
    let mut bytes = [0u8; 8];
    let filled = web_sys::window().and_then(|w| w.crypto().ok()).map(|c| c.get_random_values_with_u8_array(&mut bytes));
    match filled {
        Some(Ok(_)) => u64::from_le_bytes(bytes),
        _ => {
            ((js_sys::Math::random() * 4_294_967_296.0) as u64) << 32
                | (js_sys::Math::random() * 4_294_967_296.0) as u64
        }
    }
}
