//! What a laid-out picture consists of: drawing operations in CSS pixels, from back to front.

use crate::ink::{ColorMap, Ink};
use crate::palette::Palette;
use crate::picture::{Anchor, Rect, Shape, Size, Stroke};
use crate::scale::Span;
use serde::{Deserialize, Serialize};

/// A picture ready to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// The box.
    pub size: Size,
    /// What to draw, in this order.
    pub ops: Vec<Op>,
    /// Where each panel's plotting area lies and how its units map to pixels, in the picture's order. Stays with
    /// whoever laid the picture out: who only paints does not need it.
    #[serde(skip)]
    pub panels: Vec<Frame>,
}

/// A drawing operation. All coordinates are finite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    /// Lines and polygons. The fill uses the even-odd rule, so that a ring inside a ring is a hole.
    Path {
        /// The outline.
        segs: Vec<Seg>,
        /// How the inside is painted.
        fill: Option<Paint>,
        /// How the outline is drawn, over the fill.
        stroke: Option<Stroke>,
    },
    /// One symbol at many points. Each is painted whole before the next one: under, fill, stroke. Where there are
    /// very many, all may be painted coat by coat.
    Marks {
        /// The centers.
        at: Vec<[f64; 2]>,
        /// The symbol; [`Shape::symbol`] gives its outline.
        shape: Shape,
        /// Radius of the disc that the symbol is as large as.
        radius: f64,
        /// A wider outline that lies below and shows as an edge.
        under: Option<Stroke>,
        /// How the inside is painted.
        fill: Option<Paint>,
        /// How the outline is drawn.
        stroke: Option<Stroke>,
    },
    /// Filled quadrangles in painter's order, each with its edge.
    Mesh {
        /// Corners in turn.
        quads: Vec<[[f64; 2]; 4]>,
        /// Positions on the map, one a quadrangle, all from 0 to 1.
        values: Vec<f32>,
        /// The color map.
        map: ColorMap,
        /// How the edges are drawn. Without it a drawing closes the seams with a hairline in the fill's color.
        edge: Option<Stroke>,
    },
    /// Words.
    Text(Text),
    /// An image of values.
    Image(Image),
    /// Until the matching [`Op::ClipEnd`], nothing shows outside this rectangle. Not nested.
    ClipStart(Rect),
    /// Ends the clip.
    ClipEnd,
}

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Seg {
    /// Begins a line here.
    Move([f64; 2]),
    /// Goes on to here.
    Line([f64; 2]),
    /// Goes back to where the line began.
    Close,
}

/// How an inside is painted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paint {
    /// Color.
    pub ink: Ink,
    /// 0 to 1.
    pub opacity: f32,
}

impl Paint {
    /// An opaque color.
    pub const fn solid(ink: Ink) -> Paint {
        Paint { ink, opacity: 1.0 }
    }
}

/// Words in place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Where the anchored part stands.
    pub x: f64,
    /// The line that the letters stand on.
    pub y: f64,
    /// The words.
    pub text: String,
    /// Size in CSS pixels.
    pub size: f64,
    /// Color; drawn darker than a mark of the same color, see [`Palette::text`].
    pub ink: Ink,
    /// Which part of the words stands at `x`.
    pub anchor: Anchor,
    /// Whether the words are bold.
    pub bold: bool,
    /// Whether the paper shows around the letters.
    pub halo: bool,
}

/// An image of values on an even grid, row by row from the top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Where it is drawn.
    pub rect: Rect,
    /// Cells across.
    pub columns: usize,
    /// Cells down.
    pub rows: usize,
    /// `columns * rows` positions on the map; NaN is transparent. Sent as bytes, the 256 colors that a map has.
    #[serde(with = "raster")]
    pub values: Vec<f32>,
    /// The color map.
    pub map: ColorMap,
    /// 0 to 1, for the image as a whole.
    pub opacity: f32,
    /// Whether neighboring cells blend; otherwise each is a block.
    pub smooth: bool,
}

impl Image {
    /// The pixels, four bytes each, not premultiplied, without [`Image::opacity`]: what `ImageData` takes.
    pub fn rgba(&self, palette: &Palette) -> Vec<u8> {
        let table = self.map.table(palette);
        let mut bytes = Vec::with_capacity(4 * self.values.len());
        for &v in &self.values {
            if v.is_nan() {
                bytes.extend([0; 4]);
            } else {
                // A float to integer cast saturates, so that values off the map take its end.
                let [r, g, b] = table[usize::from((v * 255.0 + 0.5) as u8)];
                bytes.extend([r, g, b, 255]);
            }
        }
        bytes
    }
}

/// A panel in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The plotting area.
    pub area: Rect,
    /// The horizontal axis.
    pub x: Span,
    /// The vertical axis.
    pub y: Span,
}

impl Frame {
    /// Pixels of a point in the panel's units. Always finite: what lies very far off is brought near, and NaN
    /// stands at the axis's lower end.
    pub fn to_px(&self, x: f64, y: f64) -> [f64; 2] {
        [self.x.to_px(x), self.y.to_px(y)]
    }

    /// The point in the panel's units that lies at a pixel, inside the area or not.
    pub fn from_px(&self, px: f64, py: f64) -> [f64; 2] {
        [self.x.from_px(px), self.y.from_px(py)]
    }
}

/// The outline of a symbol around the origin.
#[derive(Clone, Debug, PartialEq)]
pub enum Symbol {
    /// A disc of this radius.
    Disc(f64),
    /// A polygon.
    Polygon(Vec<[f64; 2]>),
    /// Separate strokes without an inside.
    Strokes([[[f64; 2]; 2]; 2]),
}

impl Shape {
    /// The outline of the symbol. All symbols of one radius have the area of the disc of that radius, so that no
    /// class looks heavier than another.
    pub fn symbol(self, radius: f64) -> Symbol {
        let r = radius;
        match self {
            Shape::Circle => Symbol::Disc(r),
            Shape::Diamond => {
                let d = 1.2533 * r;
                Symbol::Polygon(vec![[0.0, -d], [d, 0.0], [0.0, d], [-d, 0.0]])
            }
            Shape::Triangle => {
                let (up, down, side) = (1.5551 * r, 0.7776 * r, 1.3468 * r);
                Symbol::Polygon(vec![[0.0, -up], [side, down], [-side, down]])
            }
            Shape::Square => {
                let h = 0.8862 * r;
                Symbol::Polygon(vec![[-h, -h], [h, -h], [h, h], [-h, h]])
            }
            Shape::Cross => Symbol::Strokes([[[-r, -r], [r, r]], [[-r, r], [r, -r]]]),
        }
    }
}

/// Positions on a color map as bytes: a flag, then a byte a value, behind them a byte a value that is 1 where it is NaN.
mod raster {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(values: &[f32], to: S) -> Result<S::Ok, S::Error> {
        // A float to integer cast saturates and takes NaN to 0.
        let mut bytes: Vec<u8> = values.iter().map(|v| (v * 255.0 + 0.5) as u8).collect();
        if values.iter().any(|v| v.is_nan()) {
            bytes.extend(values.iter().map(|v| u8::from(v.is_nan())));
        }
        (values.len() as u64, bytes).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f32>, D::Error> {
        let (count, bytes) = <(u64, Vec<u8>)>::deserialize(from)?;
        let count = usize::try_from(count).map_err(D::Error::custom)?;
        if bytes.len() != count && Some(bytes.len()) != count.checked_mul(2) {
            return Err(D::Error::custom("a raster of another length"));
        }
        let (values, holes) = bytes.split_at(count);
        let value = |(i, &byte): (usize, &u8)| {
            if holes.get(i) == Some(&1) { f32::NAN } else { f32::from(byte) / 255.0 }
        };
        Ok(values.iter().enumerate().map(value).collect())
    }
}
