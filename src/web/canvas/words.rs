//! Letters. They go through the backend at the size they are seen at, because browsers fit them to the pixels by it.

use super::{FINE, Painter, color, css, done};
use crate::web::dom::digits;
use plot::Ink;
use plot::picture::Anchor;
use plot::scene::Text;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, FontFamily, FontStyle};
use std::convert::Infallible;

impl Painter {
    pub(super) fn text(&mut self, text: &Text) {
        let words = Words { text, color: color(self.look.palette.text(text.ink), 1.0), family: &self.look.family };
        let font = format!("{} {}px {}", words.style().as_str(), digits(text.size), self.look.family);
        let c = &self.context;
        c.set_font(&font);
        // A scene gives the line that letters stand on; the backend knows their lower edge only.
        let known = self.fonts.iter().find(|(name, _)| *name == font).map(|(_, drop)| *drop);
        let drop = known.unwrap_or_else(|| {
            let rise = |baseline| {
                c.set_text_baseline(baseline);
                c.measure_text("x").map_or(0.0, |m| m.actual_bounding_box_ascent())
            };
            let drop = rise("bottom") - rise("alphabetic");
            self.fonts.push((font, drop));
            drop
        });
        self.scale(1.0, [text.x, text.y + drop]);
        if text.halo {
            c.set_text_align(match text.anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
            c.set_text_baseline("bottom");
            c.set_stroke_style_str(&css(color(self.look.palette.rgb(Ink::Paper), 1.0)));
            c.set_line_width(4.0);
            // Drawing text fails only for numbers that are not finite.
            let _ = c.stroke_text(&text.text, 0.0, 0.0);
        }
        done(self.backend.draw_text(&text.text, &words, (0, 0)));
        self.scale(FINE, [0.0, 0.0]);
    }
}

/// Words as the backend asks for them.
struct Words<'a> {
    text: &'a Text,
    color: BackendColor,
    family: &'a str,
}

impl BackendTextStyle for Words<'_> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.text.size
    }

    fn style(&self) -> FontStyle {
        if self.text.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let across = match self.text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(across, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.family)
    }

    // Backends without letters of their own ask for these; the canvas never does.
    fn layout_box(&self, _: &str) -> Result<(BackendCoord, BackendCoord), Infallible> {
        Ok(Default::default())
    }

    fn draw<E, F>(&self, _: &str, _: BackendCoord, _: F) -> Result<Result<(), E>, Infallible>
    where
        F: FnMut(i32, i32, BackendColor) -> Result<(), E>,
    {
        Ok(Ok(()))
    }
}
