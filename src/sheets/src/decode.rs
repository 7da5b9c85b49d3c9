//! Bytes to text.

use crate::{CsvErrors, Fault};
use std::borrow::Cow;

/// How letters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As everywhere today.
    Utf8,
    /// Two bytes a letter, as Excel's "Unicode text".
    Utf16,
    /// As Excel for Windows saves in the West.
    Windows1252,
    /// As Excel for Mac saves beside carriage returns.
    MacRoman,
}

/// What files that are no text begin with.
const KINDS: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "an Excel workbook (.xlsx), an .ods file or an archive"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a text document (.rtf)"),
    (b"<!", "a web page"),
    (b"<html", "a web page"),
];

/// The bytes from 0x80 to 0x9f in Windows-1252; the others are those of Unicode.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
/// The bytes from 0x80 on in Mac Roman.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
                   ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The text of a file, without a byte order mark.
///
/// # Errors
/// If it is none.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), CsvErrors> {
    if let Some((_, kind)) = KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(CsvErrors::one(Fault::NotText(kind)));
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Ok((wide(rest, u16::from_le_bytes), Encoding::Utf16)),
        [0xfe, 0xff, rest @ ..] => return Ok((wide(rest, u16::from_be_bytes), Encoding::Utf16)),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Without a mark, the empty half of most letters gives two bytes a letter away.
    let zeros = |odd: usize| bytes.iter().take(4000).skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, some) = (zeros(0), zeros(1), bytes.len().min(4000) / 6);
    let text = match (even > some, odd > some) {
        (false, true) => (wide(bytes, u16::from_le_bytes), Encoding::Utf16),
        (true, false) => (wide(bytes, u16::from_be_bytes), Encoding::Utf16),
        _ => narrow(bytes),
    };
    if text.0.contains('\0') {
        return Err(CsvErrors::one(Fault::NotText("a file of another program")));
    }
    Ok(text)
}

fn narrow(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Encoding::Utf8);
    }
    let mac = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
    let (table, encoding) = if mac { (MAC, Encoding::MacRoman) } else { (WINDOWS, Encoding::Windows1252) };
    let table: Vec<char> = table.chars().collect();
    let letter = |&byte: &u8| {
        let beyond = byte.checked_sub(0x80).and_then(|at| table.get(usize::from(at)));
        beyond.copied().unwrap_or(char::from(byte))
    };
    (Cow::Owned(bytes.iter().map(letter).collect()), encoding)
}

fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    Cow::Owned(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
