//! Colors as classes or as themselves.

use super::number::num;
use crate::ink::{ColorMap, Ink};
use crate::palette::{Palette, Rgb};
use crate::picture::Stroke;
use crate::scene::Paint;

/// Steps of the maps whose colors come from the theme; `style/plot.css` has a class for each.
pub const DIVERGING_STEPS: f32 = 32.0;
/// The same for the relief.
pub const RELIEF_STEPS: f32 = 16.0;

/// Where colors come from.
pub struct Colors<'a> {
    palette: Option<&'a Palette>,
}

/// A color in one of its two spellings.
enum Named {
    Class(String),
    Mapped(String),
    Literal(String),
}

impl<'a> Colors<'a> {
    /// Colors of a palette, or classes.
    pub fn new(palette: Option<&'a Palette>) -> Colors<'a> {
        Colors { palette }
    }

    /// The palette, if the colors are to be written out.
    pub fn palette(&self) -> Option<&'a Palette> {
        self.palette
    }

    fn name(&self, ink: Ink) -> Named {
        if let Some(palette) = self.palette {
            return Named::Literal(hex(palette.rgb(ink)));
        }
        match ink {
            Ink::Ink => Named::Class("ink".into()),
            Ink::Muted => Named::Class("muted".into()),
            Ink::Rule => Named::Class("rule".into()),
            Ink::Paper => Named::Class("paper".into()),
            Ink::Accent => Named::Class("accent".into()),
            Ink::Edge => Named::Class("edge".into()),
            Ink::Class(n) => Named::Class((n % 6).to_string()),
            Ink::Mapped(map, t) => match step(map, t) {
                Some(class) => Named::Mapped(class),
                None => Named::Literal(hex(map.rgb(t, &Palette::LIGHT))),
            },
        }
    }

    /// Attributes for a fill and a stroke, with a space before.
    pub fn style(&self, fill: Option<Paint>, stroke: Option<Stroke>) -> String {
        let (mut classes, mut rest) = (Vec::new(), String::new());
        let mut add = |which: &str, ink: Ink| match self.name(ink) {
            Named::Class(name) => classes.push(format!("{}-{name}", &which[..1])),
            Named::Mapped(name) => classes.extend([name, format!("{}-m", &which[..1])]),
            Named::Literal(color) => rest.push_str(&format!(r#" {which}="{color}""#)),
        };
        if let Some(paint) = fill {
            add("fill", paint.ink);
        }
        if let Some(pen) = stroke {
            add("stroke", pen.ink);
        }
        if let Some(paint) = fill.filter(|paint| paint.opacity < 1.0) {
            rest.push_str(&format!(r#" fill-opacity="{}""#, num(f64::from(paint.opacity))));
        }
        if let Some(pen) = stroke {
            rest.push_str(&pen_attributes(pen));
        }
        if classes.is_empty() { rest } else { format!(r#" class="{}"{rest}"#, classes.join(" ")) }
    }

    /// Attributes for words.
    pub fn text(&self, ink: Ink, halo: bool) -> String {
        match (self.palette, self.name(ink)) {
            (Some(palette), _) => {
                let halo = if halo {
                    format!(r#" paint-order="stroke" stroke="{}" stroke-width="3""#, hex(palette.paper))
                } else {
                    String::new()
                };
                format!(r#" fill="{}"{halo}"#, hex(palette.text(ink)))
            }
            (None, name) => {
                let halo = if halo { " halo" } else { "" };
                match name {
                    Named::Class(class) => format!(r#" class="t-{class}{halo}""#),
                    Named::Mapped(class) => format!(r#" class="{class} f-m{halo}""#),
                    Named::Literal(color) if halo.is_empty() => format!(r#" fill="{color}""#),
                    Named::Literal(color) => format!(r#" class="halo" fill="{color}""#),
                }
            }
        }
    }

    /// Attribute for a piece of a mesh, whose fill the group's class takes from it.
    pub fn piece(&self, map: ColorMap, t: f32, seam: bool) -> String {
        match self.name(Ink::Mapped(map, t)) {
            Named::Class(name) | Named::Mapped(name) => format!(r#" class="{name}""#),
            Named::Literal(color) if seam => format!(r#" fill="{color}" stroke="{color}""#),
            Named::Literal(color) => format!(r#" fill="{color}""#),
        }
    }
}

/// Width, pattern and opacity of a stroke.
fn pen_attributes(pen: Stroke) -> String {
    let mut text = String::new();
    if pen.width != 1.0 {
        text.push_str(&format!(r#" stroke-width="{}""#, num(pen.width)));
    }
    let pattern = pen.dash.pattern();
    if !pattern.is_empty() {
        let lengths: Vec<String> = pattern.iter().map(|&l| num(l)).collect();
        text.push_str(&format!(r#" stroke-dasharray="{}""#, lengths.join(" ")));
    }
    if pen.opacity < 1.0 {
        text.push_str(&format!(r#" stroke-opacity="{}""#, num(f64::from(pen.opacity))));
    }
    text
}

/// The class of a position on a map whose colors come from the theme.
fn step(map: ColorMap, t: f32) -> Option<String> {
    let t = if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) };
    match map {
        ColorMap::Diverging => Some(format!("d{}", (t * DIVERGING_STEPS).round() as u32)),
        ColorMap::Relief => Some(format!("r{}", (t * RELIEF_STEPS).round() as u32)),
        ColorMap::Viridis | ColorMap::Cividis => None,
    }
}

/// A color as SVG spells it.
pub fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
