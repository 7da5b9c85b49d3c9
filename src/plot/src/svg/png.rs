//! Images of values as PNG with a color table.

use crate::colormap::RELIEF_TOP;
use crate::ink::ColorMap;
use crate::palette::Palette;
use crate::scene::Image;

/// Colors in the table, apart from the transparent one.
const LEVELS: usize = 255;

/// Encodes an image. With a palette its colors are written out; without, the maps that run through the paper's
/// color become more or less see-through colors of the light theme, which give the same on any paper.
pub fn encode(image: &Image, palette: Option<&Palette>) -> Vec<u8> {
    let [across, down] = repeats(image);
    let mut rows = Vec::with_capacity((across * image.columns + 1) * down * image.rows);
    for row in image.values.chunks(image.columns) {
        // No filter: neighbors in a color table are no prediction of one another.
        let mut line = vec![0];
        for &v in row {
            let index = if v.is_nan() { LEVELS as u8 } else { (v.clamp(0.0, 1.0) * (LEVELS - 1) as f32 + 0.5) as u8 };
            line.extend(std::iter::repeat_n(index, across));
        }
        rows.extend(std::iter::repeat_n(line, down).flatten());
    }
    let (mut colors, mut alphas) = (Vec::new(), Vec::new());
    for i in 0..LEVELS {
        let ([r, g, b], alpha) = entry(image.map, i as f32 / (LEVELS - 1) as f32, palette);
        colors.extend([r, g, b]);
        alphas.push(alpha);
    }
    colors.extend([0; 3]);
    alphas.push(0);

    let mut png = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    let mut header = Vec::new();
    header.extend(((across * image.columns) as u32).to_be_bytes());
    header.extend(((down * image.rows) as u32).to_be_bytes());
    // Eight bits a pixel, color table, and the only methods there are.
    header.extend([8, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"PLTE", &colors);
    if alphas.iter().any(|&a| a < 255) {
        chunk(&mut png, b"tRNS", &alphas);
    }
    chunk(&mut png, b"IDAT", &pack(&rows));
    chunk(&mut png, b"IEND", &[]);
    png
}

/// How often a cell is repeated each way, so that programs that always blend neighbors show blocks all the same.
fn repeats(image: &Image) -> [usize; 2] {
    let times = |length: f64, cells: usize| (length / cells.max(1) as f64).ceil().clamp(1.0, 40.0) as usize;
    let [across, down] = [times(image.rect.width, image.columns), times(image.rect.height, image.rows)];
    let large = across * down * image.values.len() > 400_000;
    if image.smooth || large { [1, 1] } else { [across, down] }
}

fn entry(map: ColorMap, t: f32, palette: Option<&Palette>) -> ([u8; 3], u8) {
    let see_through = |share: f64| (255.0 * share + 0.5) as u8;
    let light = &Palette::LIGHT;
    match (palette, map) {
        (Some(palette), _) => (map.rgb(t, palette), 255),
        (None, ColorMap::Diverging) => {
            (light.classes[usize::from(t > 0.5)], see_through((2.0 * f64::from(t) - 1.0).abs()))
        }
        (None, ColorMap::Relief) => (light.accent, see_through(RELIEF_TOP * f64::from(t))),
        (None, _) => (map.rgb(t, light), 255),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn pack(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 9)
}

#[cfg(target_arch = "wasm32")]
fn pack(data: &[u8]) -> Vec<u8> {
    stored(data)
}

/// Data in the zlib format, not compressed.
#[cfg(any(target_arch = "wasm32", test))]
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        out.extend((block.len() as u16).to_le_bytes());
        out.extend((!(block.len() as u16)).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for &byte in data {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc(&out[from..]);
    out.extend(sum.to_be_bytes());
}

/// The checksum of PNG's chunks, bit by bit: images are small.
fn crc(data: &[u8]) -> u32 {
    let mut c = u32::MAX;
    for &byte in data {
        c ^= u32::from(byte);
        for _ in 0..8 {
            c = if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
        }
    }
    !c
}

/// Appends bytes in base 64.
pub fn base64(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let get = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = (get(0) << 16) | (get(1) << 8) | get(2);
        for i in 0..4 {
            let digit = DIGITS[((bits >> (18 - 6 * i)) & 63) as usize];
            out.push(if i <= three.len() { char::from(digit) } else { '=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Rect;

    #[test]
    fn base64_agrees_with_the_standard() {
        // The test vectors of RFC 4648, section 10.
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            let mut out = String::new();
            base64(plain.as_bytes(), &mut out);
            assert_eq!(out, coded);
        }
    }

    #[test]
    fn checksums_agree_with_the_standards() {
        // The usual check values of CRC-32 and, in the last four bytes, Adler-32.
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(stored(b"123456789")[16..], [0x09, 0x1e, 0x01, 0xde]);
    }

    #[test]
    fn stored_data_can_be_unpacked() {
        let data: Vec<u8> = (0..100_000_u32).map(|i| (i.wrapping_mul(i) >> 5) as u8).collect();
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&stored(&data)).expect("valid"), data);
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&pack(&data)).expect("valid"), data);
    }

    #[test]
    fn missing_values_are_transparent() {
        let rect = Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };
        let values = vec![0.0, f32::NAN, 1.0, 0.5];
        let image = Image { rect, columns: 2, rows: 2, values, map: ColorMap::Viridis, opacity: 1.0, smooth: false };
        let png = encode(&image, Some(&Palette::DARK));
        let at = |kind: &[u8]| png.windows(4).position(|w| w == kind).expect("chunk");
        let table = at(b"tRNS") + 4;
        assert_eq!(png[table..table + LEVELS], [255; LEVELS]);
        assert_eq!(png[table + LEVELS], 0);
        let data = at(b"IDAT");
        let long = u32::from_be_bytes(png[data - 4..data].try_into().expect("four bytes")) as usize;
        let rows = miniz_oxide::inflate::decompress_to_vec_zlib(&png[data + 4..data + 4 + long]).expect("valid");
        assert_eq!(rows, [0, 0, 255, 0, 254, 127]);
    }
}
