//! Lines, polygons and symbols.

use super::{FINE, Painter, color, css, done};
use plot::picture::{Dash, Stroke};
use plot::scene::{Paint, Seg, Symbol};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend};
use wasm_bindgen::JsValue;
use web_sys::CanvasWindingRule;

/// A coat of paint: an inside or an outline.
pub(super) struct Coat {
    color: BackendColor,
    width: u32,
    dash: Dash,
    inside: bool,
}

impl BackendStyle for Coat {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A line in the backend's pixels.
pub(super) struct Line {
    points: Vec<BackendCoord>,
    closed: bool,
}

impl Line {
    /// A line through points around a place.
    pub(super) fn new<'a>(points: impl IntoIterator<Item = &'a [f64; 2]>, [x, y]: [f64; 2], closed: bool) -> Line {
        Line { points: points.into_iter().map(|p| fine([x + p[0], y + p[1]])).collect(), closed }
    }

    /// The lines that an outline consists of.
    pub(super) fn all(segs: &[Seg]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for seg in segs {
            match (seg, lines.last_mut()) {
                (Seg::Line(p), Some(line)) => line.points.push(fine(*p)),
                (Seg::Move(p) | Seg::Line(p), _) => lines.push(Line::new([p], [0.0, 0.0], false)),
                (Seg::Close, line) => line.into_iter().for_each(|line| line.closed = true),
            }
        }
        lines
    }

    /// The way of a pen. The backend closes no line, so a closed one begins and ends in the middle of a side, where no
    /// corner has to be joined.
    pub(super) fn way(&self) -> Vec<BackendCoord> {
        match self.points[..] {
            [a, b, ..] if self.closed => {
                let middle = (a.0.midpoint(b.0), a.1.midpoint(b.1));
                [&[middle], &self.points[1..], &[a, middle]].concat()
            }
            _ => self.points.clone(),
        }
    }
}

impl Painter {
    /// The coats of a shape, from the lowest.
    pub(super) fn coats(&self, under: Option<Stroke>, fill: Option<Paint>, stroke: Option<Stroke>) -> Vec<Coat> {
        let line = |s: Stroke| Coat {
            color: color(self.look.palette.rgb(s.ink), s.opacity),
            width: whole(s.width) as u32,
            dash: s.dash,
            inside: false,
        };
        let inside = |p: Paint| Coat {
            color: color(self.look.palette.rgb(p.ink), p.opacity),
            width: 0,
            dash: Dash::Solid,
            inside: true,
        };
        under.map(line).into_iter().chain(fill.map(inside)).chain(stroke.map(line)).collect()
    }

    pub(super) fn symbol(&mut self, symbol: &Symbol, place: [f64; 2], coats: &[Coat]) {
        match symbol {
            Symbol::Disc(radius) => {
                for coat in coats {
                    done(self.backend.draw_circle(fine(place), whole(*radius) as u32, coat, coat.inside));
                }
            }
            Symbol::Polygon(points) => self.lines(&[Line::new(points, place, true)], coats),
            Symbol::Strokes(strokes) => self.lines(&strokes.each_ref().map(|s| Line::new(s, place, false)), coats),
        }
    }

    pub(super) fn lines(&mut self, lines: &[Line], coats: &[Coat]) {
        for coat in coats {
            self.dash(coat.dash);
            match lines {
                [line] if coat.inside => done(self.backend.fill_polygon(line.points.iter().copied(), coat)),
                [line] => done(self.backend.draw_path(line.way(), coat)),
                lines => self.together(lines, coat),
            }
        }
        self.dash(Dash::Solid);
    }

    /// Pieces that are one path: a ring in a ring is a hole, and nothing darkens where they cross. The backend does not
    /// know of such paths.
    fn together(&self, lines: &[Line], coat: &Coat) {
        let c = &self.context;
        c.begin_path();
        for line in lines {
            for (i, &(x, y)) in line.points.iter().enumerate() {
                let (x, y) = (f64::from(x), f64::from(y));
                if i == 0 { c.move_to(x, y) } else { c.line_to(x, y) }
            }
            if line.closed {
                c.close_path();
            }
        }
        if coat.inside {
            c.set_fill_style_str(&css(coat.color));
            c.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        } else {
            c.set_stroke_style_str(&css(coat.color));
            c.set_line_width(coat.width.into());
            c.stroke();
        }
    }

    fn dash(&mut self, dash: Dash) {
        if std::mem::replace(&mut self.dash, dash) != dash {
            let lengths = dash.pattern().iter().map(|&length| JsValue::from_f64(FINE * length));
            // A short list of positive numbers is always accepted.
            let _ = self.context.set_line_dash(&lengths.collect::<js_sys::Array>());
        }
    }
}

fn fine([x, y]: [f64; 2]) -> BackendCoord {
    (whole(x), whole(y))
}

/// The nearest of the backend's pixels; the cast saturates.
fn whole(v: f64) -> i32 {
    (FINE * v).round() as i32
}
