//! Animation frames: at most one request under way, cancelled when dropped.

use super::dom::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

type Callback = Closure<dyn FnMut(f64)>;

/// Calls a function in the next frame, once however often it was asked for.
pub struct Frame {
    inner: Rc<Inner>,
}

struct Inner {
    request: Cell<Option<i32>>,
    callback: RefCell<Option<Callback>>,
}

impl Frame {
    /// A frame that calls `draw` with the frame's time in milliseconds.
    pub fn new(mut draw: impl FnMut(f64) + 'static) -> Frame {
        let inner = Rc::new(Inner { request: Cell::new(None), callback: RefCell::new(None) });
        let weak = Rc::downgrade(&inner);
        let callback = Callback::new(move |time| {
            if let Some(inner) = weak.upgrade() {
                inner.request.set(None);
                draw(time);
            }
        });
        *inner.callback.borrow_mut() = Some(callback);
        Frame { inner }
    }

    /// Asks for the next frame.
    pub fn request(&self) {
        if self.inner.request.get().is_none()
            && let Some(callback) = self.inner.callback.borrow().as_ref()
        {
            self.inner.request.set(window().request_animation_frame(callback.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(request) = self.inner.request.take() {
            let _ = window().cancel_animation_frame(request);
        }
    }
}
