//! Engine packs: each a wasm module without imports that runs the demos of one list of the registry, or the tools.
//!
//! A pack is a file in `src/bin/` with one line. `src/web/js/engine.js` is the other side: it writes a message of the
//! page to the module's memory and reads the answers from it, in a worker or, where there is none, in the page.

#![allow(unsafe_code)]

mod allocator;

use std::cell::RefCell;

/// Answers messages.
pub type Engine = Box<dyn FnMut(&[u8]) -> Vec<u8>>;

/// What lies between the page and the engine: the message that is read, the answers, and the engine itself.
#[derive(Default)]
pub struct Desk {
    message: Vec<u8>,
    answers: Vec<u8>,
    engine: Option<Engine>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Makes room for a message of so many bytes, and says where.
pub fn room(length: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.message.clear();
        desk.message.resize(length, 0);
        desk.message.as_mut_ptr()
    })
}

/// Answers the message that lies in its room, and says how long the answers are. The first one makes the engine.
pub fn answer(make: fn() -> Engine) -> usize {
    DESK.with_borrow_mut(|desk| {
        let engine = desk.engine.get_or_insert_with(make);
        desk.answers = engine(&desk.message);
        desk.answers.len()
    })
}

/// Where the answers lie.
pub fn answers() -> *const u8 {
    DESK.with_borrow(|desk| desk.answers.as_ptr())
}

/// The whole of a pack: three functions that the other side calls.
#[macro_export]
macro_rules! pack {
    ($engine:expr) => {
        #[unsafe(no_mangle)]
        extern "C" fn room(length: usize) -> *mut u8 {
            $crate::room(length)
        }
        #[unsafe(no_mangle)]
        extern "C" fn answer() -> usize {
            $crate::answer(|| {
                let mut engine = $engine;
                Box::new(move |message| engine.answer(message))
            })
        }
        #[unsafe(no_mangle)]
        extern "C" fn answers() -> *const u8 {
            $crate::answers()
        }
        fn main() {}
    };
}
