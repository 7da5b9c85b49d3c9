//! Demos about classifiers and their scores.
#![allow(unsafe_code)]
packs::pack!(demos::engine::Engine::new(demos::registry::PACKS[0].demos));
