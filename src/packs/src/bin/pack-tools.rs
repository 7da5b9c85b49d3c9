//! The tools.
#![allow(unsafe_code)]
packs::pack!(tools::Engine::default());
