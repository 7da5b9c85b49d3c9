//! Demos about remembering.
#![allow(unsafe_code)]
packs::pack!(demos::registry::PACKS[3]);
