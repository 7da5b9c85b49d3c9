//! Demos of gradient descent, and of models that are trained by it.
#![allow(unsafe_code)]
packs::pack!(demos::engine::Engine::new(demos::registry::PACKS[1].demos));
