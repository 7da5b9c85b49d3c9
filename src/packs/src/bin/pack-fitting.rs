//! Demos about fitting a model.
#![allow(unsafe_code)]
packs::pack!(demos::registry::PACKS[2]);
