//! Size and visibility of elements.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// Calls back when an element's size changes, and once at the start; until dropped.
pub struct Resize {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Resize {
    /// Watches an element.
    pub fn new(element: &Element, mut changed: impl FnMut() + 'static) -> Resize {
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| changed());
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Resize { observer, _callback: callback }
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Calls back when an element comes into view or leaves it; until dropped.
pub struct Visibility {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Visibility {
    /// Watches an element.
    pub fn new(element: &Element, mut changed: impl FnMut(bool) + 'static) -> Visibility {
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last: IntersectionObserverEntry = entries.get(entries.length().saturating_sub(1)).unchecked_into();
            changed(last.is_intersecting());
        });
        let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Visibility { observer, _callback: callback }
    }
}

/// Calls back once, when an element comes within so many heights of the window; unless dropped before.
pub struct Near {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Near {
    /// Watches an element.
    pub fn new(element: &Element, windows: f64, came: impl FnOnce() + 'static) -> Near {
        let mut came = Some(came);
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let near = entries.iter().any(|e| e.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            if let Some(came) = came.take_if(|_| near) {
                came();
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(&format!("{}% 0px", super::dom::rounded(100.0 * windows, 0)));
        let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Near { observer, _callback: callback }
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

impl Drop for Visibility {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
