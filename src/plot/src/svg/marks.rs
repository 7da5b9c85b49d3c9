//! Symbols and meshes.

use super::Writer;
use super::number::{Pen, num};
use crate::ink::ColorMap;
use crate::picture::Stroke;
use crate::scene::{Op, Seg, Symbol};

impl Writer<'_> {
    /// Symbols of one kind. Many are one path with the symbol as a marker at every corner, so that each costs a
    /// few bytes and is still painted whole before the next; a few are elements of their own.
    pub(super) fn marks(&mut self, op: &Op) {
        let Op::Marks { at, shape, radius, under, fill, stroke } = op else { return };
        let symbol = shape.symbol(*radius);
        let mut looks = Vec::new();
        if under.is_some() {
            looks.push(self.colors.style(None, *under));
        }
        looks.push(self.colors.style(*fill, *stroke));
        if at.len() < 3 {
            for &place in at {
                for look in &looks {
                    self.push(&element(&symbol, look, place));
                }
            }
            return;
        }
        let id = self.fresh_id();
        self.push(&format!(r#"<marker id="{id}" markerUnits="userSpaceOnUse" overflow="visible">"#));
        for look in &looks {
            self.push(&element(&symbol, look, [0.0, 0.0]));
        }
        let mut pen = Pen::default();
        let segs: Vec<Seg> =
            at.iter().enumerate().map(|(i, &p)| if i == 0 { Seg::Move(p) } else { Seg::Line(p) }).collect();
        pen.corners(&segs);
        self.push(&format!(
            r##"</marker><path marker-start="url(#{id})" marker-mid="url(#{id})" marker-end="url(#{id})" d="{}"/>"##,
            pen.text
        ));
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

/// One symbol at a place.
fn element(symbol: &Symbol, look: &str, [x, y]: [f64; 2]) -> String {
    let mut pen = Pen::default();
    match symbol {
        Symbol::Disc(r) => {
            let center =
                if x == 0.0 && y == 0.0 { String::new() } else { format!(r#" cx="{}" cy="{}""#, num(x), num(y)) };
            return format!(r#"<circle{look}{center} r="{}"/>"#, num(*r));
        }
        Symbol::Polygon(corners) => {
            let mut segs: Vec<Seg> = corners.iter().map(|c| Seg::Line([x + c[0], y + c[1]])).collect();
            if let Some(Seg::Line(first)) = segs.first().copied() {
                segs[0] = Seg::Move(first);
            }
            segs.push(Seg::Close);
            pen.outline(&segs);
        }
        Symbol::Strokes(strokes) => {
            let segs: Vec<Seg> = strokes
                .iter()
                .flat_map(|[a, b]| [Seg::Move([x + a[0], y + a[1]]), Seg::Line([x + b[0], y + b[1]])])
                .collect();
            pen.outline(&segs);
        }
    }
    format!(r#"<path{look} d="{}"/>"#, pen.text)
}
