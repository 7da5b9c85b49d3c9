//! Draws a laid-out picture on a canvas, at the screen's full resolution.

use super::dom::{document, window};
use plot::Ink;
use plot::palette::Palette;
use plot::picture::{Anchor, Dash, Stroke};
use plot::scene::{Image, Op, Paint, Scene, Seg, Symbol, Text};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Draws a scene; the canvas takes the scene's size times the device's pixel ratio.
pub fn paint(canvas: &HtmlCanvasElement, scene: &Scene, palette: &Palette) {
    paint_at(canvas, scene, palette, window().device_pixel_ratio().clamp(1.0, 4.0));
}

/// Draws a scene with so many pixels to one of CSS.
pub fn paint_at(canvas: &HtmlCanvasElement, scene: &Scene, palette: &Palette, ratio: f64) {
    let (width, height) = ((scene.size.width * ratio).round() as u32, (scene.size.height * ratio).round() as u32);
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    // Setting a transform with finite numbers cannot fail.
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, scene.size.width, scene.size.height);
    let painter = Painter { context: &context, palette, family: font_family() };
    for op in &scene.ops {
        painter.op(op);
    }
}

fn font_family() -> String {
    let style = document().document_element().and_then(|r| window().get_computed_style(&r).ok().flatten());
    let family = style.and_then(|s| s.get_property_value("--sans").ok()).unwrap_or_default();
    if family.trim().is_empty() { "sans-serif".into() } else { family.trim().into() }
}

struct Painter<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    family: String,
}

impl Painter<'_> {
    fn op(&self, op: &Op) {
        let c = self.context;
        match op {
            Op::Path { segs, fill, stroke } => {
                c.begin_path();
                self.trace(segs);
                if let Some(fill) = fill {
                    self.fill(fill, true);
                }
                if let Some(stroke) = stroke {
                    self.stroke(stroke);
                }
            }
            Op::Marks { at, shape, radius, under, fill, stroke } => {
                let symbol = shape.symbol(*radius);
                for point in at {
                    c.begin_path();
                    self.symbol(&symbol, *point);
                    if let Some(under) = under {
                        self.stroke(under);
                    }
                    if let Some(fill) = fill {
                        self.fill(fill, false);
                    }
                    if let Some(stroke) = stroke {
                        self.stroke(stroke);
                    }
                }
            }
            Op::Mesh { quads, values, map, edge } => {
                for (quad, value) in quads.iter().zip(values) {
                    let ink = Ink::Mapped(*map, *value);
                    c.begin_path();
                    c.move_to(quad[0][0], quad[0][1]);
                    quad[1..].iter().for_each(|p| c.line_to(p[0], p[1]));
                    c.close_path();
                    self.fill(&Paint::solid(ink), false);
                    self.stroke(&edge.unwrap_or(Stroke::solid(ink, 0.6)));
                }
            }
            Op::Text(text) => self.text(text),
            Op::Image(image) => self.image(image),
            Op::ClipStart(rect) => {
                c.save();
                c.begin_path();
                c.rect(rect.x, rect.y, rect.width, rect.height);
                c.clip();
            }
            Op::ClipEnd => c.restore(),
        }
    }

    fn trace(&self, segs: &[Seg]) {
        for seg in segs {
            match seg {
                Seg::Move([x, y]) => self.context.move_to(*x, *y),
                Seg::Line([x, y]) => self.context.line_to(*x, *y),
                Seg::Close => self.context.close_path(),
            }
        }
    }

    fn symbol(&self, symbol: &Symbol, [x, y]: [f64; 2]) {
        let c = self.context;
        match symbol {
            // A full circle with a positive radius is always accepted.
            Symbol::Disc(r) => drop(c.arc(x, y, *r, 0.0, std::f64::consts::TAU)),
            Symbol::Polygon(points) => {
                for (i, p) in points.iter().enumerate() {
                    if i == 0 { c.move_to(x + p[0], y + p[1]) } else { c.line_to(x + p[0], y + p[1]) }
                }
                c.close_path();
            }
            Symbol::Strokes(strokes) => {
                for [from, to] in strokes {
                    c.move_to(x + from[0], y + from[1]);
                    c.line_to(x + to[0], y + to[1]);
                }
            }
        }
    }

    fn fill(&self, paint: &Paint, even_odd: bool) {
        let c = self.context;
        c.set_global_alpha(f64::from(paint.opacity));
        c.set_fill_style_str(&css(self.palette.rgb(paint.ink)));
        if even_odd {
            c.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
        } else {
            c.fill();
        }
        c.set_global_alpha(1.0);
    }

    fn stroke(&self, stroke: &Stroke) {
        let c = self.context;
        c.set_global_alpha(f64::from(stroke.opacity));
        c.set_stroke_style_str(&css(self.palette.rgb(stroke.ink)));
        c.set_line_width(stroke.width);
        c.set_line_join("round");
        let dash: &[f64] = match stroke.dash {
            Dash::Solid => &[],
            Dash::Dashed => &[6.0, 4.0],
            Dash::Dotted => &[1.5, 3.5],
        };
        let array: js_sys::Array = dash.iter().map(|&d| wasm_bindgen::JsValue::from_f64(d)).collect();
        // A short list of positive numbers is always accepted.
        let _ = c.set_line_dash(&array);
        c.stroke();
        c.set_global_alpha(1.0);
    }

    fn text(&self, text: &Text) {
        let c = self.context;
        let weight = if text.bold { "600" } else { "400" };
        c.set_font(&format!("{weight} {}px {}", super::dom::digits(text.size), self.family));
        c.set_text_align(match text.anchor {
            Anchor::Start => "left",
            Anchor::Middle => "center",
            Anchor::End => "right",
        });
        c.set_text_baseline("alphabetic");
        // Drawing text fails only for numbers that are not finite, and a scene has none.
        if text.halo {
            c.set_stroke_style_str(&css(self.palette.rgb(Ink::Paper)));
            c.set_line_width(4.0);
            c.set_line_join("round");
            let _ = c.set_line_dash(&js_sys::Array::new());
            let _ = c.stroke_text(&text.text, text.x, text.y);
        }
        c.set_fill_style_str(&css(self.palette.text(text.ink)));
        let _ = c.fill_text(&text.text, text.x, text.y);
    }

    /// Images go through a small canvas of their own, which the browser scales.
    fn image(&self, image: &Image) {
        let small = document().create_element("canvas").ok().and_then(|e| e.dyn_into::<HtmlCanvasElement>().ok());
        let Some(small) = small else { return };
        small.set_width(image.columns as u32);
        small.set_height(image.rows as u32);
        let context =
            small.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
        let pixels = image.rgba(self.palette);
        let data =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), image.columns as u32, image.rows as u32);
        let (Some(context), Ok(data)) = (context, data) else { return };
        if context.put_image_data(&data, 0.0, 0.0).is_err() {
            return;
        }
        let c = self.context;
        c.set_image_smoothing_enabled(image.smooth);
        c.set_global_alpha(f64::from(image.opacity));
        let rect = image.rect;
        let _ = c.draw_image_with_html_canvas_element_and_dw_and_dh(&small, rect.x, rect.y, rect.width, rect.height);
        c.set_global_alpha(1.0);
    }
}

fn css([r, g, b]: [u8; 3]) -> String {
    format!("rgb({r},{g},{b})")
}
