//! Draws a laid-out picture on a canvas, at the screen's full resolution.
//!
//! Lines, polygons, symbols and letters go through the canvas backend of plotters. It counts in whole pixels, so its
//! canvas is scaled down until they are finer than any screen's. What it has no word for is the context's own: dashes,
//! joins, clips, places between pixels, paths of several pieces, the paper around letters, images.

mod shapes;
mod words;

use super::dom::{document, window};
use plot::Ink;
use plot::palette::{Palette, Rgb};
use plot::picture::{Dash, Size, Stroke};
use plot::scene::{Image, Op, Paint, Scene};
use plotters_backend::{BackendColor, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use shapes::Line;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The backend's pixels to one of CSS, where it draws shapes. A power of two, so that scaling loses nothing.
const FINE: f64 = 1024.0;

/// The colors and letters of a picture. To read them from the style sheet takes as long as a small picture.
#[derive(Clone)]
pub struct Look {
    palette: Palette,
    family: String,
}

impl Look {
    /// These colors, and the page's letters.
    pub fn new(palette: Palette) -> Look {
        Look { palette, family: font_family() }
    }
}

/// Draws one scene on a canvas, which takes the scene's size times the pixels to one of CSS.
pub struct Painting {
    canvas: HtmlCanvasElement,
    look: Look,
    ratio: f64,
    painter: Option<Painter>,
    /// How many operations are done.
    done: usize,
}

impl Painting {
    /// For a canvas that is seen.
    pub fn new(canvas: HtmlCanvasElement, look: Look) -> Painting {
        Painting::sharp(canvas, look, window().device_pixel_ratio().clamp(1.0, 4.0))
    }

    /// With so many pixels to one of CSS.
    pub fn sharp(canvas: HtmlCanvasElement, look: Look, ratio: f64) -> Painting {
        Painting { canvas, look, ratio, painter: None, done: 0 }
    }

    /// Draws all of it.
    pub fn finish(mut self, scene: &Scene) {
        while self.go_on(scene, f64::INFINITY) {}
    }

    /// Draws on until a time has come, and says whether anything is left: between two pieces the browser can answer. To
    /// make the canvas ready is a piece of its own.
    pub fn go_on(&mut self, scene: &Scene, until: f64) -> bool {
        let Some(painter) = &mut self.painter else {
            self.painter = Painter::new(&self.canvas, scene.size, self.look.clone(), self.ratio);
            return self.painter.is_some();
        };
        while let Some(op) = scene.ops.get(self.done) {
            painter.op(op);
            self.done += 1;
            if until < f64::INFINITY && js_sys::Date::now() > until {
                break;
            }
        }
        self.done < scene.ops.len()
    }
}

fn font_family() -> String {
    let style = document().document_element().and_then(|r| window().get_computed_style(&r).ok().flatten());
    let family = style.and_then(|s| s.get_property_value("--sans").ok()).unwrap_or_default();
    if family.trim().is_empty() { "sans-serif".into() } else { family.trim().into() }
}

struct Painter {
    backend: CanvasBackend,
    /// The backend's own context.
    context: CanvasRenderingContext2d,
    ratio: f64,
    look: Look,
    /// The fonts of this picture, and how far below the letters' line the lower edge of each lies.
    fonts: Vec<(String, f64)>,
    /// How lines are broken now.
    dash: Dash,
}

impl Painter {
    /// A clean canvas, or nothing where the browser has none.
    fn new(canvas: &HtmlCanvasElement, size: Size, look: Look, ratio: f64) -> Option<Painter> {
        let (width, height) = ((size.width * ratio).round() as u32, (size.height * ratio).round() as u32);
        if canvas.width() != width || canvas.height() != height {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        let painter = Painter { backend, context, ratio, look, fonts: Vec::new(), dash: Dash::Solid };
        painter.scale(1.0, [0.0, 0.0]);
        painter.context.clear_rect(0.0, 0.0, size.width, size.height);
        painter.scale(FINE, [0.0, 0.0]);
        painter.context.set_line_join("round");
        Some(painter)
    }

    /// From now on counts in so many units to a CSS pixel, from this place.
    fn scale(&self, units: f64, [x, y]: [f64; 2]) {
        let (scale, ratio) = (self.ratio / units, self.ratio);
        // Setting a transform with finite numbers cannot fail.
        let _ = self.context.set_transform(scale, 0.0, 0.0, scale, ratio * x, ratio * y);
    }

    fn op(&mut self, op: &Op) {
        match op {
            Op::Path { segs, fill, stroke } => {
                let coats = self.coats(None, *fill, *stroke);
                self.lines(&Line::all(segs), &coats);
            }
            Op::Marks { at, shape, radius, under, fill, stroke } => {
                let (symbol, coats) = (shape.symbol(*radius), self.coats(*under, *fill, *stroke));
                at.iter().for_each(|&place| self.symbol(&symbol, place, &coats));
            }
            Op::Mesh { quads, values, map, edge } => {
                for (quad, value) in quads.iter().zip(values) {
                    let ink = Ink::Mapped(*map, *value);
                    let edge = edge.unwrap_or(Stroke::solid(ink, 0.6));
                    let coats = self.coats(None, Some(Paint::solid(ink)), Some(edge));
                    self.lines(&[Line::new(quad, [0.0, 0.0], true)], &coats);
                }
            }
            Op::Text(text) => self.text(text),
            Op::Image(image) => self.image(image),
            Op::ClipStart(rect) => {
                let c = &self.context;
                c.save();
                c.begin_path();
                c.rect(FINE * rect.x, FINE * rect.y, FINE * rect.width, FINE * rect.height);
                c.clip();
            }
            Op::ClipEnd => self.context.restore(),
        }
    }

    /// Images go through a small canvas of their own, which the browser scales.
    fn image(&self, image: &Image) {
        let small = document().create_element("canvas").ok().and_then(|e| e.dyn_into::<HtmlCanvasElement>().ok());
        let Some(small) = small else { return };
        small.set_width(image.columns as u32);
        small.set_height(image.rows as u32);
        let context =
            small.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
        let pixels = image.rgba(&self.look.palette);
        let data =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), image.columns as u32, image.rows as u32);
        let (Some(context), Ok(data)) = (context, data) else { return };
        if context.put_image_data(&data, 0.0, 0.0).is_err() {
            return;
        }
        let c = &self.context;
        c.set_image_smoothing_enabled(image.smooth);
        c.set_global_alpha(f64::from(image.opacity));
        let [x, y, width, height] = [image.rect.x, image.rect.y, image.rect.width, image.rect.height].map(|v| FINE * v);
        let _ = c.draw_image_with_html_canvas_element_and_dw_and_dh(&small, x, y, width, height);
        c.set_global_alpha(1.0);
    }
}

/// A canvas refuses only numbers that are not finite, and a scene has none.
fn done<E: std::error::Error + Send + Sync>(_: Result<(), DrawingErrorKind<E>>) {}

fn color([r, g, b]: Rgb, opacity: f32) -> BackendColor {
    BackendColor { alpha: f64::from(opacity), rgb: (r, g, b) }
}

fn css(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("rgba({r},{g},{b},{})", color.alpha)
}
