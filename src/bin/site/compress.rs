//! Compressed neighbors of the files that gain by it, for hosts that send them: `page.json.br`, `page.json.gz`.

use super::hosting::FILES;
use super::keep::Store;
use super::offline::{files, hex};
use super::parallel;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Below this a file fits into one packet anyhow.
const SMALLEST: usize = 1_000;
/// Above this the best compression takes many seconds; only books for printing are that large.
const LARGEST: usize = 1_000_000;
/// What is text, or not compressed by itself.
const ENDINGS: [&str; 9] = ["html", "json", "js", "css", "svg", "csv", "wasm", "webmanifest", "txt"];

/// Writes the neighbors of all files. What has been compressed before is taken from a folder beside the compiler's
/// output, so a build compresses only what is new.
pub fn write(root: &Path, out: &Path) -> io::Result<()> {
    let store = Store::open(root, "compressed")?;
    let all = files(out)?;
    for stale in all.iter().filter(|path| path.ends_with(".br") || path.ends_with(".gz")) {
        fs::remove_file(out.join(stale))?;
    }
    let mut jobs: Vec<PathBuf> = all.iter().filter(|path| gains(path)).map(|path| out.join(path)).collect();
    // The largest take longest, so they come first.
    jobs.sort_by_key(|path| fs::metadata(path).map_or(0, |m| m.len()));
    parallel::each(jobs, || Ok(()), |(), path| neighbors(&store, &path))?;
    store.tidy()
}

/// Whether compressing is worth it. The one-file edition is packed already, and hosts read their files as they are.
fn gains(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path != "descent.html" && !FILES.contains(&path) && ENDINGS.contains(&ending)
}

fn neighbors(store: &Store, path: &Path) -> io::Result<()> {
    let bytes = fs::read(path)?;
    if bytes.len() < SMALLEST {
        return Ok(());
    }
    let digest = hex(&bytes);
    // Pictures are a third of a site. One step less makes them 2 % larger, in two fifths of the time.
    let quality = match path.extension() {
        _ if bytes.len() > LARGEST => 9,
        Some(ending) if ending == "svg" => 10,
        _ => 11,
    };
    let (brotli, gzip) = (|| brotli(&bytes, quality), || gzip(&bytes));
    for (ending, compress) in [("br", &brotli as &dyn Fn() -> io::Result<Vec<u8>>), ("gz", &gzip)] {
        let packed = store.or_make(&format!("{digest}.{ending}"), compress)?;
        if packed.len() < bytes.len() / 10 * 9 {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{ending}"));
            fs::write(PathBuf::from(name), packed)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let level = if bytes.len() > LARGEST { flate2::Compression::default() } else { flate2::Compression::best() };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn neighbors_unpack_to_the_file_and_small_ones_have_none() {
        let folder = tempfile::tempdir().unwrap();
        let (store, out) = (Store::at(folder.path().join("store")).unwrap(), folder.path().join("out"));
        fs::create_dir_all(&out).unwrap();
        let text = "descent ".repeat(500);
        fs::write(out.join("a.html"), &text).unwrap();
        fs::write(out.join("b.html"), "short").unwrap();
        for _ in 0..2 {
            neighbors(&store, &out.join("a.html")).unwrap();
            neighbors(&store, &out.join("b.html")).unwrap();
        }
        assert_eq!(files(&out).unwrap(), ["a.html", "a.html.br", "a.html.gz", "b.html"]);
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&fs::read(out.join("a.html.gz")).unwrap()[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &fs::read(out.join("a.html.br")).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn what_is_compressed_by_itself_is_left_alone() {
        assert!(gains("a/page.json") && gains("descent-0123456789abcdef_bg.wasm") && gains("data/digits.csv"));
        assert!(
            !gains("assets/a.woff2")
                && !gains("assets/a.png")
                && !gains("descent.html")
                && !gains("CNAME")
                && !gains("vercel.json")
        );
    }
}
