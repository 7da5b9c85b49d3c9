//! Demos about remembering.
#![allow(unsafe_code)]
packs::pack!(demos::engine::Engine::new(demos::registry::PACKS[3].demos));
