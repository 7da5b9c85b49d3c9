//! Scenes as SVG text.
//!
//! On a page, colors are classes that `style/plot.css` gives a value to, so that one drawing follows the theme; a
//! download carries the colors themselves. Neither has `style` attributes, which a strict content policy forbids.

mod color;
mod marks;
mod number;
mod png;

use crate::palette::Palette;
use crate::picture::{Anchor, Stroke};
use crate::scene::{Image, Op, Paint, Scene, Text};
use color::Colors;
use number::{Pen, num};

/// What a drawing is called and how it is colored.
#[derive(Clone, Copy, Debug)]
pub struct SvgOptions<'a> {
    /// Begins every id in the drawing; unique on the page, a letter first.
    pub id: &'a str,
    /// A short title for a screen reader.
    pub title: &'a str,
    /// What the drawing shows, in words.
    pub desc: &'a str,
    /// Colors for a drawing that stands alone, which then has its own paper; on a page `None`.
    pub palette: Option<&'a Palette>,
}

/// Writes a scene.
pub fn write(scene: &Scene, options: &SvgOptions) -> String {
    write_on(scene, options, options.palette)
}

/// Writes a scene in the palette's colors but without paper below it, for a drawing that lies on a page's own.
pub fn write_clear(scene: &Scene, options: &SvgOptions) -> String {
    write_on(scene, options, None)
}

fn write_on(scene: &Scene, options: &SvgOptions, paper: Option<&Palette>) -> String {
    let mut writer =
        Writer { out: String::with_capacity(4096), colors: Colors::new(options.palette), id: options.id, ids: 0 };
    let (width, height) = (num(scene.size.width), num(scene.size.height));
    let (id, alone) = (options.id, options.palette.is_some());
    writer.push(&format!(
        r#"<svg{} class="plot" viewBox="0 0 {width} {height}" width="{width}" height="{height}" fill="none" fill-rule="evenodd" stroke-linejoin="round"{} role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d">"#,
        if alone { r#" xmlns="http://www.w3.org/2000/svg""# } else { "" },
        if alone { r#" font-family="system-ui, sans-serif""# } else { "" },
    ));
    writer.push(&format!(
        r#"<title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        escape(options.title),
        escape(options.desc)
    ));
    if let Some(palette) = paper {
        writer.push(&format!(r#"<rect width="{width}" height="{height}" fill="{}"/>"#, color::hex(palette.paper)));
    }
    writer.ops(&scene.ops);
    writer.push("</svg>");
    writer.out
}

/// Text with the characters replaced that mean something in markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to write the other control characters.
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    colors: Colors<'a>,
    id: &'a str,
    ids: usize,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn fresh_id(&mut self) -> String {
        self.ids += 1;
        format!("{}-{}", self.id, self.ids)
    }

    fn ops(&mut self, ops: &[Op]) {
        let mut rest = ops;
        while let Some(first) = rest.first() {
            let mut taken = 1;
            match first {
                Op::Path { fill, stroke, .. } => {
                    taken =
                        run(rest, |op| matches!(op, Op::Path { fill: f, stroke: s, .. } if f == fill && s == stroke));
                    self.paths(&rest[..taken], *fill, *stroke);
                }
                Op::Text(text) => {
                    taken = run(rest, |op| matches!(op, Op::Text(other) if same_style(text, other)));
                    self.texts(&rest[..taken], text);
                }
                Op::Marks { .. } => self.marks(first),
                Op::Mesh { quads, values, map, edge } => self.mesh(quads, values, *map, *edge),
                Op::Image(image) => self.image(image),
                Op::ClipStart(rect) => {
                    let id = self.fresh_id();
                    self.push(&format!(
                        r#"<clipPath id="{id}"><path d="M{} {}h{}v{}h{}z"/></clipPath><g clip-path="url(#{id})">"#,
                        num(rect.x),
                        num(rect.y),
                        num(rect.width),
                        num(rect.height),
                        num(-rect.width)
                    ));
                }
                Op::ClipEnd => self.push("</g>"),
            }
            rest = &rest[taken..];
        }
    }

    /// Paths of one style: a single element where they cannot be seen through one another.
    fn paths(&mut self, ops: &[Op], fill: Option<Paint>, stroke: Option<Stroke>) {
        let style = self.colors.style(fill, stroke);
        let opaque = fill.is_none() && stroke.is_none_or(|s| s.opacity >= 1.0);
        if ops.len() > 1 && !opaque {
            self.push(&format!("<g{style}>"));
        } else {
            self.push(&format!("<path{style} d=\""));
        }
        for op in ops {
            let Op::Path { segs, .. } = op else { continue };
            let mut pen = Pen::default();
            pen.outline(segs);
            if ops.len() > 1 && !opaque {
                self.push(&format!("<path d=\"{}\"/>", pen.text));
            } else {
                self.push(&pen.text);
            }
        }
        self.push(if ops.len() > 1 && !opaque { "</g>" } else { "\"/>" });
    }

    /// Words of one style.
    fn texts(&mut self, ops: &[Op], style: &Text) {
        let attributes = self.text_style(style);
        let many = ops.len() > 1;
        if many {
            self.push(&format!("<g{attributes}>"));
        }
        for op in ops {
            let Op::Text(text) = op else { continue };
            let own = if many { "" } else { &attributes };
            self.push(&format!("<text{own} x=\"{}\" y=\"{}\">{}</text>", num(text.x), num(text.y), escape(&text.text)));
        }
        if many {
            self.push("</g>");
        }
    }

    fn text_style(&self, text: &Text) -> String {
        let anchor = match text.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = if text.bold { r#" font-weight="600""# } else { "" };
        format!(r#"{} font-size="{}"{weight}{anchor}"#, self.colors.text(text.ink, text.halo), num(text.size))
    }

    fn image(&mut self, image: &Image) {
        let opacity = if image.opacity < 1.0 {
            format!(r#" opacity="{}""#, num(f64::from(image.opacity)))
        } else {
            String::new()
        };
        let blocks = if image.smooth { "" } else { r#" image-rendering="pixelated""# };
        let r = image.rect;
        self.push(&format!(
            r#"<image x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="none"{blocks}{opacity} href="data:image/png;base64,"#,
            num(r.x),
            num(r.y),
            num(r.width),
            num(r.height)
        ));
        let bytes = png::encode(image, self.colors.palette());
        png::base64(&bytes, &mut self.out);
        self.push("\"/>");
    }
}

/// How many operations at the beginning fit.
fn run(ops: &[Op], fits: impl Fn(&Op) -> bool) -> usize {
    ops.iter().take_while(|op| fits(op)).count()
}

fn same_style(a: &Text, b: &Text) -> bool {
    a.size == b.size && a.ink == b.ink && a.anchor == b.anchor && a.bold == b.bold && a.halo == b.halo
}
