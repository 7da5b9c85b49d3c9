//! Symbols and meshes.

use super::Writer;
use super::number::{Pen, num};
use crate::ink::ColorMap;
use crate::picture::Stroke;
use crate::scene::{Op, Symbol};

/// More marks than this are merged.
const MANY: usize = 250;

impl Writer<'_> {
    /// Symbols of one kind. Each is an element of its own, so that it covers those before it; very many become one
    /// path, where all outlines show. (Markers at the corners of a path would give both, but Chromium leaves some
    /// of them out.)
    pub(super) fn marks(&mut self, op: &Op) {
        let Op::Marks { at, shape, radius, under, fill, stroke } = op else { return };
        let symbol = shape.symbol(*radius);
        let coat = self.colors.style(*fill, *stroke);
        let lower = under.map(|pen| self.colors.style(None, Some(pen)));
        if at.len() > MANY {
            let data = outlines(&symbol, at);
            if let Some(style) = &lower {
                self.push(&format!("<path{style} d=\"{data}\"/>"));
            }
            self.push(&format!("<path{coat} fill-rule=\"nonzero\" d=\"{data}\"/>"));
            return;
        }
        // Where there is one coat, the group carries it.
        let (group, own) = if lower.is_some() || at.len() == 1 { ("", coat.as_str()) } else { (coat.as_str(), "") };
        if at.len() > 1 {
            self.push(&format!("<g{group}>"));
        }
        for &place in at {
            for style in lower.iter().map(String::as_str).chain([own]) {
                self.push(&element(&symbol, style, place));
            }
        }
        if at.len() > 1 {
            self.push("</g>");
        }
    }

    /// Quadrangles from back to front.
    pub(super) fn mesh(&mut self, quads: &[[[f64; 2]; 4]], values: &[f32], map: ColorMap, edge: Option<Stroke>) {
        let class = if edge.is_some() { "mesh" } else { "mesh seams" };
        let style = self.colors.style(None, edge);
        let style = match (self.colors.palette().is_some(), style.strip_prefix(r#" class=""#)) {
            (false, Some(rest)) => format!(r#" class="{class} {rest}"#),
            (false, None) => format!(r#" class="{class}"{style}"#),
            (true, _) => style,
        };
        let hairline = if edge.is_none() { r#" stroke-width=".5""# } else { "" };
        self.push(&format!("<g{style}{hairline}>"));
        for (quad, &value) in quads.iter().zip(values) {
            let mut pen = Pen::default();
            let [a, b, c, d] = *quad;
            pen.ring(&[a, b, c, d]);
            let color = self.colors.piece(map, value, edge.is_none());
            self.push(&format!("<path{color} d=\"{}\"/>", pen.text));
        }
        self.push("</g>");
    }
}

/// A symbol at a place.
fn element(symbol: &Symbol, style: &str, place: [f64; 2]) -> String {
    match symbol {
        Symbol::Disc(r) => {
            format!(r#"<circle{style} cx="{}" cy="{}" r="{}"/>"#, tenth(place[0]), tenth(place[1]), num(*r))
        }
        _ => format!("<path{style} d=\"{}\"/>", outlines(symbol, &[place])),
    }
}

/// A place to a tenth of a pixel.
fn tenth(v: f64) -> String {
    num((10.0 * v).round() / 10.0)
}

/// The outlines of a symbol at many places.
fn outlines(symbol: &Symbol, at: &[[f64; 2]]) -> String {
    let line = |from: [f64; 2], to: [f64; 2]| format!("l{} {}", num(to[0] - from[0]), num(to[1] - from[1]));
    let (start, rest) = match symbol {
        Symbol::Disc(radius) => {
            let (r, d) = (num(*radius), num(2.0 * radius));
            ([-radius, 0.0], format!("a{r} {r} 0 1 1 {d} 0 {r} {r} 0 1 1-{d} 0z"))
        }
        Symbol::Polygon(corners) => {
            let steps: String = corners.windows(2).map(|pair| line(pair[0], pair[1])).collect();
            (corners.first().copied().unwrap_or_default(), steps + "z")
        }
        Symbol::Strokes([[a, b], [c, d]]) => {
            let hop = line(*b, *c).replace('l', "m");
            (*a, line(*a, *b) + &hop + &line(*c, *d))
        }
    };
    at.iter().map(|p| format!("M{} {}{rest}", tenth(p[0] + start[0]), tenth(p[1] + start[1]))).collect()
}
