//! Demos about fitting a model.
#![allow(unsafe_code)]
packs::pack!(demos::engine::Engine::new(demos::registry::PACKS[2].demos));
