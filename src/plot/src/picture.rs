//! What a picture consists of.

use crate::ink::{ColorMap, Ink};
use serde::{Deserialize, Serialize};

/// The box that a picture is drawn in, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Size {
    /// Below this width a picture stacks its panels, so that a phone shows them readably.
    pub const NARROW: f64 = 520.0;

    /// Whether panels should be stacked.
    pub fn narrow(self) -> bool {
        self.width < Size::NARROW
    }

    /// Whether there is no room for stacked panels either, as where a phone shows a picture and its controls at once:
    /// then what matters most is shown.
    pub fn low(self) -> bool {
        self.narrow() && self.height < 1.2 * self.width
    }
}

/// A rectangle in CSS pixels; `y` grows downward.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Size {
    /// The whole box.
    pub fn rect(self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
}

impl Rect {
    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }
    /// Lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// A whole picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The box it is drawn in.
    pub size: Size,
    /// Its panels.
    pub panels: Vec<Panel>,
}

/// One plot. `rect` holds everything: title, labels, ticks and the plotting area inside.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// Where it lies in the picture.
    pub rect: Rect,
    /// A short title above the plotting area; empty for none.
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Whether one unit is as long on both axes: the plotting area is shrunk to make it so, and centered if the
    /// panel is alone in its picture.
    pub square: bool,
    /// What is drawn, from back to front, clipped to the plotting area. Words are not clipped; a mark shows whole
    /// when its point lies inside, and otherwise not at all.
    pub layers: Vec<Layer>,
}

/// An axis of a panel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// What it measures, with its unit; empty for none.
    pub label: String,
    /// Value at the left or lower end.
    pub from: f64,
    /// Value at the right or upper end.
    pub to: f64,
    /// How values are spaced.
    pub scale: Scale,
    /// Where it is marked.
    pub ticks: Ticks,
    /// Whether faint lines cross the plotting area at the ticks.
    pub grid: bool,
}

/// Spacing of values along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Scale {
    /// Even.
    Linear,
    /// By powers of ten; both ends must be positive.
    Log,
}

/// Marks along an axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Ticks {
    /// About this many, at round values.
    Auto(usize),
    /// None: the axis line is not drawn either.
    None,
    /// At these values, with these words.
    At(Vec<(f64, String)>),
}

/// A layer of a panel. Points are `[x, y]` in the axes' units; a NaN interrupts a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Layer {
    /// Values on an even grid over a rectangle of the panel, row by row from the top, painted as an image.
    Raster {
        /// Left, right, lower and upper edge in the axes' units.
        over: [f64; 4],
        /// Cells across.
        columns: usize,
        /// Cells down.
        rows: usize,
        /// `columns * rows` positions on the color map, 0 to 1; NaN is transparent.
        values: Vec<f32>,
        /// The color map.
        map: ColorMap,
        /// 0 to 1.
        opacity: f32,
        /// Whether neighboring cells blend.
        smooth: bool,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<[f64; 2]>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// Many lines of one kind: contours, resampled fits.
    Lines {
        /// The lines.
        lines: Vec<Vec<[f64; 2]>>,
        /// How they are drawn.
        stroke: Stroke,
    },
    /// A filled polygon.
    Area {
        /// Its corners.
        points: Vec<[f64; 2]>,
        /// Its color.
        ink: Ink,
        /// 0 to 1.
        opacity: f32,
    },
    /// Rectangles `[left, right, lower, upper]`: bars, cells of a matrix.
    Bars {
        /// The rectangles.
        bars: Vec<[f64; 4]>,
        /// Their color.
        ink: Ink,
        /// 0 to 1.
        opacity: f32,
        /// Whether an outline in the same color is drawn.
        outline: bool,
    },
    /// Symbols at points.
    Marks {
        /// The points.
        points: Vec<[f64; 2]>,
        /// Symbol.
        shape: Shape,
        /// Radius in CSS pixels.
        radius: f64,
        /// Color.
        ink: Ink,
        /// Training data are filled, test data hollow.
        filled: bool,
        /// 0 to 1.
        opacity: f32,
    },
    /// An arrow from one point to another.
    Arrow {
        /// Its tail.
        from: [f64; 2],
        /// Its head.
        to: [f64; 2],
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A line across the whole plotting area at one value of an axis.
    Rule {
        /// Whether it stands upright at an x; otherwise it lies at a y.
        upright: bool,
        /// The value.
        at: f64,
        /// How it is drawn.
        stroke: Stroke,
        /// Words at its end; empty for none.
        label: String,
    },
    /// Filled polygons that may have holes: a ring inside a ring is one. Contour bands, decision regions.
    Regions {
        /// The rings.
        rings: Vec<Vec<[f64; 2]>>,
        /// Their color.
        ink: Ink,
        /// 0 to 1.
        opacity: f32,
    },
    /// Quadrangles that may cover one another, from back to front: a surface in space, see [`crate::surface3d`].
    Mesh {
        /// Corners in turn.
        quads: Vec<[[f64; 2]; 4]>,
        /// One position on the color map for each, 0 to 1.
        values: Vec<f32>,
        /// The color map.
        map: ColorMap,
        /// How edges are drawn.
        edge: Option<Stroke>,
    },
    /// Names to the right of points, usually the ends of lines. Where two would overlap they are moved apart, and
    /// a fine line leads from the name to its point. The plotting area makes room for them; where there is none,
    /// on a narrow panel, they become a key.
    Labels {
        /// The names.
        labels: Vec<Label>,
    },
    /// What symbols and lines stand for, in rows above the plotting area.
    Key {
        /// Its entries.
        entries: Vec<Entry>,
    },
    /// Words at a point, level with it.
    Text {
        /// The point.
        at: [f64; 2],
        /// Shift in CSS pixels, right and down.
        shift: [f64; 2],
        /// The words.
        text: String,
        /// Size in CSS pixels; captions are 13, read-outs 22.
        size: f64,
        /// Color.
        ink: Ink,
        /// Which part of the words stands at the point.
        anchor: Anchor,
        /// Whether the words are bold.
        bold: bool,
        /// Whether a halo in the paper's color keeps it readable over marks.
        halo: bool,
    },
}

/// A name beside a point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// The point.
    pub at: [f64; 2],
    /// The name.
    pub text: String,
    /// How the line that it names is drawn.
    pub stroke: Stroke,
}

/// An entry of a key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// What the sign stands for.
    pub text: String,
    /// The sign.
    pub sign: Sign,
}

/// A sign in a key.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Sign {
    /// A piece of a line.
    Line(Stroke),
    /// A symbol.
    Mark(Shape, Ink, bool),
    /// A patch of color and its opacity.
    Patch(Ink, f32),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Color.
    pub ink: Ink,
    /// Width in CSS pixels.
    pub width: f64,
    /// Pattern.
    pub dash: Dash,
    /// 0 to 1.
    pub opacity: f32,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(ink: Ink, width: f64) -> Stroke {
        Stroke { ink, width, dash: Dash::Solid, opacity: 1.0 }
    }
    /// The same line, dashed.
    pub const fn dashed(self) -> Stroke {
        Stroke { dash: Dash::Dashed, ..self }
    }
    /// The same line, dotted.
    pub const fn dotted(self) -> Stroke {
        Stroke { dash: Dash::Dotted, ..self }
    }
    /// The same line, seen through.
    pub const fn faint(self, opacity: f32) -> Stroke {
        Stroke { opacity, ..self }
    }
}

/// Pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// 6 on, 4 off: the learner's own marks.
    Dashed,
    /// 1.5 on, 3.5 off.
    Dotted,
}

/// Symbols. A second sign of the class beside its color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// Disc or ring: class 0.
    Circle,
    /// Diamond: class 1.
    Diamond,
    /// Triangle: class 2.
    Triangle,
    /// Square: class 3.
    Square,
    /// Two crossed strokes: a minimum, a mistake.
    Cross,
}

impl Shape {
    /// The symbol of a class.
    pub fn of_class(class: usize) -> Shape {
        [Shape::Circle, Shape::Diamond, Shape::Triangle, Shape::Square][class % 4]
    }
}

/// Which part of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Axis {
    /// A linear axis with automatic ticks.
    pub fn linear(label: &str, from: f64, to: f64) -> Axis {
        Axis { label: label.into(), from, to, scale: Scale::Linear, ticks: Ticks::Auto(5), grid: false }
    }
    /// A logarithmic axis with a tick a power of ten.
    pub fn log(label: &str, from: f64, to: f64) -> Axis {
        Axis { label: label.into(), from, to, scale: Scale::Log, ticks: Ticks::Auto(5), grid: false }
    }
    /// An axis that is not drawn.
    pub fn hidden(from: f64, to: f64) -> Axis {
        Axis { label: String::new(), from, to, scale: Scale::Linear, ticks: Ticks::None, grid: false }
    }
    /// The same axis with faint lines at its ticks.
    pub fn with_grid(self) -> Axis {
        Axis { grid: true, ..self }
    }
    /// The same axis with other ticks.
    pub fn with_ticks(self, ticks: Ticks) -> Axis {
        Axis { ticks, ..self }
    }
}
