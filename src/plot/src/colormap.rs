//! Maps from numbers to colors.

use crate::ink::ColorMap;
use crate::palette::{Palette, Rgb, mix};

/// How strong a tint of the accent a landscape's top has.
pub const RELIEF_TOP: f64 = 0.42;

/// Viridis (S. van der Walt and N. Smith, 2015; CC0) at 33 even positions. Straight lines between them are off by
/// at most 2 of 255 from matplotlib's table of 256.
#[rustfmt::skip]
const VIRIDIS: [u32; 33] = [
    0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453681, 0x424086, 0x3f4989, 0x3b528b, 0x375a8d, 0x33638d,
    0x2f6a8e, 0x2c728e, 0x297a8e, 0x26818e, 0x23898e, 0x21908c, 0x1f988b, 0x1f9f88, 0x21a685, 0x28ae80, 0x31b57b,
    0x3ebc74, 0x4cc26c, 0x5dc963, 0x6ece58, 0x82d34c, 0x96d83f, 0xabdc32, 0xc0df24, 0xd5e21a, 0xeae51a, 0xfde725,
];

/// Cividis (J. Nuñez, C. Anderton and R. Renslow, 2018; CC0) at 33 even positions. Off by at most 6 of 255, at the
/// kink near its dark end, elsewhere by at most 2.
#[rustfmt::skip]
const CIVIDIS: [u32; 33] = [
    0x00224e, 0x00285b, 0x002e6a, 0x043371, 0x1a386f, 0x273e6e, 0x32436d, 0x3b496c, 0x434e6c, 0x4b546c, 0x52596d,
    0x5a5f6e, 0x61656f, 0x686a71, 0x6f7073, 0x757676, 0x7c7b78, 0x848179, 0x8b8778, 0x938d78, 0x9b9376, 0xa39a75,
    0xaba072, 0xb3a670, 0xbbad6c, 0xc3b469, 0xccba64, 0xd4c15f, 0xddc958, 0xe6d051, 0xefd748, 0xf8df3c, 0xfee838,
];

impl ColorMap {
    /// The color at a position; positions off the map take its end, NaN its start.
    pub fn rgb(self, t: f32, palette: &Palette) -> Rgb {
        let t = f64::from(if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) });
        match self {
            ColorMap::Viridis => between(&VIRIDIS, t),
            ColorMap::Cividis => between(&CIVIDIS, t),
            ColorMap::Diverging => mix(palette.paper, palette.classes[usize::from(t > 0.5)], (2.0 * t - 1.0).abs()),
            ColorMap::Relief => mix(palette.paper, palette.accent, RELIEF_TOP * t),
        }
    }

    /// The colors at 256 even positions.
    pub fn table(self, palette: &Palette) -> [Rgb; 256] {
        std::array::from_fn(|i| self.rgb(i as f32 / 255.0, palette))
    }

    /// Whether the map's colors come from the theme, so that a drawing must follow when the theme changes.
    pub fn themed(self) -> bool {
        matches!(self, ColorMap::Diverging | ColorMap::Relief)
    }
}

fn between(knots: &[u32; 33], t: f64) -> Rgb {
    let at = t * 32.0;
    let i = (at as usize).min(31);
    let rgb = |hex: u32| [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8];
    mix(rgb(knots[i]), rgb(knots[i + 1]), at - i as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::contrast;

    #[test]
    fn tables_are_near_the_source() {
        // Entries of matplotlib's tables of 256.
        let viridis =
            [(0, 0x440154), (51, 0x414487), (77, 0x34608d), (128, 0x21918c), (200, 0x70cf57), (255, 0xfde725)];
        let cividis =
            [(0, 0x00224e), (51, 0x35456c), (77, 0x50576c), (128, 0x7d7c78), (200, 0xc4b468), (255, 0xfee838)];
        for (map, known) in [(ColorMap::Viridis, viridis), (ColorMap::Cividis, cividis)] {
            for (i, hex) in known {
                let [r, g, b] = map.rgb(i as f32 / 255.0, &Palette::LIGHT);
                for (ours, theirs) in [(r, hex >> 16), (g, hex >> 8), (b, hex)] {
                    assert!(ours.abs_diff((theirs & 255) as u8) <= 2, "{map:?} {i}: {r:02x}{g:02x}{b:02x}");
                }
            }
        }
    }

    #[test]
    fn diverging_runs_through_the_paper() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            let at = |t| ColorMap::Diverging.rgb(t, &palette);
            assert_eq!((at(0.0), at(0.5), at(1.0)), (palette.classes[0], palette.paper, palette.classes[1]));
            assert_eq!(at(f32::NAN), at(0.0));
            assert_eq!(at(7.0), at(1.0));
        }
    }

    #[test]
    fn relief_is_quiet_enough_to_draw_on() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            assert!(contrast(ColorMap::Relief.rgb(1.0, &palette), palette.ink) > 4.5);
        }
    }
}
