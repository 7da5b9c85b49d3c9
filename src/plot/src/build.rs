//! Short ways to write layers and panels that occur in many pictures.

use crate::ink::Ink;
use crate::layout::LABEL_SIZE;
use crate::picture::{Anchor, Axis, Entry, Layer, Panel, Rect, Shape, Sign, Stroke};

impl Layer {
    /// Filled symbols.
    pub fn marks(points: Vec<[f64; 2]>, shape: Shape, radius: f64, ink: Ink) -> Layer {
        Layer::Marks { points, shape, radius, ink, filled: true, opacity: 1.0 }
    }

    /// One filled symbol.
    pub fn mark(at: [f64; 2], shape: Shape, radius: f64, ink: Ink) -> Layer {
        Layer::marks(vec![at], shape, radius, ink)
    }

    /// Symbols that are hollow if this holds.
    pub fn hollow_if(mut self, hollow: bool) -> Layer {
        if let Layer::Marks { filled, .. } = &mut self {
            *filled = !hollow;
        }
        self
    }

    /// Hollow symbols.
    pub fn hollow(self) -> Layer {
        self.hollow_if(true)
    }

    /// Symbols seen through.
    pub fn faint(mut self, share: f32) -> Layer {
        if let Layer::Marks { opacity, .. } = &mut self {
            *opacity = share;
        }
        self
    }

    /// A line.
    pub fn line(points: Vec<[f64; 2]>, stroke: Stroke) -> Layer {
        Layer::Line { points, stroke }
    }

    /// Bars without an outline.
    pub fn bars(bars: Vec<[f64; 4]>, ink: Ink, opacity: f32) -> Layer {
        Layer::Bars { bars, ink, opacity, outline: false }
    }

    /// An upright line at an x.
    pub fn upright(at: f64, stroke: Stroke, label: impl Into<String>) -> Layer {
        Layer::Rule { upright: true, at, stroke, label: label.into() }
    }

    /// A level line at a y.
    pub fn level(at: f64, stroke: Stroke) -> Layer {
        Layer::Rule { upright: false, at, stroke, label: String::new() }
    }

    /// What signs stand for.
    pub fn key<T: Into<String>>(entries: impl IntoIterator<Item = (T, Sign)>) -> Layer {
        Layer::Key { entries: entries.into_iter().map(|(text, sign)| Entry { text: text.into(), sign }).collect() }
    }

    /// Words at a point, with a halo, shifted by pixels to the right and down.
    pub fn words(at: [f64; 2], shift: [f64; 2], text: impl Into<String>, ink: Ink, anchor: Anchor) -> Layer {
        Layer::Text { at, shift, text: text.into(), size: LABEL_SIZE, ink, anchor, bold: false, halo: true }
    }

    /// Words of another size.
    pub fn sized(mut self, pixels: f64) -> Layer {
        if let Layer::Text { size, .. } = &mut self {
            *size = pixels;
        }
        self
    }

    /// Words that are bold if this holds.
    pub fn bold_if(mut self, holds: bool) -> Layer {
        if let Layer::Text { bold, .. } = &mut self {
            *bold = holds;
        }
        self
    }

    /// Bold words.
    pub fn bold(self) -> Layer {
        self.bold_if(true)
    }

    /// Words with a halo only if this holds.
    pub fn halo_if(mut self, holds: bool) -> Layer {
        if let Layer::Text { halo, .. } = &mut self {
            *halo = holds;
        }
        self
    }
}

impl Panel {
    /// A panel without a title.
    pub fn new(rect: Rect, x: Axis, y: Axis, layers: Vec<Layer>) -> Panel {
        Panel { rect, title: String::new(), x, y, square: false, layers }
    }

    /// With a title.
    pub fn titled(self, title: impl Into<String>) -> Panel {
        Panel { title: title.into(), ..self }
    }

    /// With one unit as long on both axes.
    pub fn squared(self) -> Panel {
        Panel { square: true, ..self }
    }
}
