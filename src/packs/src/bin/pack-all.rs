//! Every demo.
#![allow(unsafe_code)]
packs::pack!(demos::registry::PACKS[0]);
