//! Engines that run demos away from the page; `engines.js` starts them.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Running;
    #[wasm_bindgen(js_name = descentEngines)]
    fn start(pack: &str, said: &Closure<dyn FnMut(Uint8Array)>, failed: &Closure<dyn FnMut(String)>) -> Running;
    #[wasm_bindgen(method)]
    fn send(this: &Running, question: &Uint8Array);
    #[wasm_bindgen(method)]
    fn end(this: &Running);
}

/// An engine; it ends when this is dropped.
pub struct Engine {
    running: Running,
    _said: Closure<dyn FnMut(Uint8Array)>,
    _failed: Closure<dyn FnMut(String)>,
}

impl Engine {
    /// Starts an engine of a pack. `failed` is called once, with a reason, when it cannot be started or has ended by
    /// itself; nothing is heard after that.
    pub fn start(pack: &str, mut said: impl FnMut(&[u8]) + 'static, failed: impl FnMut(String) + 'static) -> Engine {
        let said = Closure::<dyn FnMut(Uint8Array)>::new(move |bytes: Uint8Array| said(&bytes.to_vec()));
        let failed = Closure::<dyn FnMut(String)>::new(failed);
        Engine { running: start(pack, &said, &failed), _said: said, _failed: failed }
    }

    /// Sends a message; what is sent before the engine runs waits.
    pub fn send(&self, message: &[u8]) {
        self.running.send(&Uint8Array::from(message));
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.running.end();
    }
}
