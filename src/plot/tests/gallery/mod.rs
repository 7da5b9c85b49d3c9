//! Pictures of every kind that the course draws, for tests and for looking at.

mod plain;
mod rich;

use plot::*;

/// Numbers from 0 to 1 that look random and are always the same (SplitMix64).
fn noise(n: usize, seed: u32) -> f64 {
    let mut z = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(seed) << 32);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// About normal: the sum of some of them.
fn bell(n: usize, seed: u32) -> f64 {
    (0..6).map(|i| noise(n, seed + 100 * i) - 0.5).sum::<f64>() * 1.4
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

fn curve(from: f64, to: f64, n: usize, f: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    (0..=n).map(|i| from + (to - from) * i as f64 / n as f64).map(|x| [x, f(x)]).collect()
}

fn picture(size: Size, panels: Vec<Panel>) -> Picture {
    Picture { size, panels }
}

fn panel(rect: Rect, title: &str, x: Axis, y: Axis, layers: Vec<Layer>) -> Panel {
    Panel { rect, title: title.into(), x, y, square: false, layers }
}

fn text(at: [f64; 2], shift: [f64; 2], words: &str, ink: Ink, anchor: Anchor) -> Layer {
    Layer::Text { at, shift, text: words.into(), size: 13.0, ink, anchor, bold: false, halo: true }
}

/// A picture by its name, and its heights on a wide and on a narrow screen as shares of the width.
pub type Named = (&'static str, fn(Size) -> Picture, [f64; 2]);

/// All pictures.
pub const GALLERY: &[Named] = &[
    ("boundary", plain::boundary, [0.62, 1.05]),
    ("losses", plain::losses, [0.5, 0.8]),
    ("roc", plain::roc, [0.48, 2.0]),
    ("confusion", plain::confusion, [0.5, 0.85]),
    ("surface", rich::surface, [0.5, 2.05]),
    ("sampler", rich::sampler, [0.85, 2.9]),
];
