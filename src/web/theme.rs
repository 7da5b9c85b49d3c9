//! Light or dark, and the colors that drawings take from the style sheet.

use super::dom::{document, window};
use plot::palette::Palette;

/// Whether states should change at once.
pub fn reduced_motion() -> bool {
    let chosen = document().document_element().and_then(|r| r.get_attribute("data-motion"));
    match chosen.as_deref() {
        Some("less") => true,
        Some("full") => false,
        _ => window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|m| m.matches()),
    }
}

/// The colors of the style sheet as they are now.
pub fn palette() -> Palette {
    let style = document().document_element().and_then(|r| window().get_computed_style(&r).ok().flatten());
    Palette::read(|token| style.as_ref()?.get_property_value(token).ok())
}
