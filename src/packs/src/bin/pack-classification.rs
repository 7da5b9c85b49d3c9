//! Demos about classifiers and their scores.
#![allow(unsafe_code)]
packs::pack!(demos::registry::PACKS[0]);
