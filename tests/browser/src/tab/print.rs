//! The page on paper.

use super::{Extension, Tab};
use crate::engine::Engine;
use crate::failure::{Failure, Outcome, skip};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::{PrintConfiguration, PrintMargins, PrintSize};
use serde_json::json;
use std::process::{Command, Output};
use std::time::Duration;
use tokio::time::timeout;

/// How long printing may take: a whole track has more than a hundred pages.
const PRINT: Duration = Duration::from_secs(150);

/// A printed page, read back.
pub struct Paper {
    /// Its text, sheet by sheet.
    pub sheets: Vec<String>,
    /// How light each sheet is, from 0 (black) to 255.
    pub light: Vec<f64>,
}

impl Paper {
    /// The text of all sheets, every space between words a single one.
    pub fn text(&self) -> String {
        self.sheets.iter().flat_map(|sheet| sheet.split_whitespace()).collect::<Vec<_>>().join(" ")
    }
}

impl Tab {
    /// Prints the page on A4 as the browser's own dialog would. Skips the test where the driver cannot.
    pub fn print(&self) -> Outcome<Paper> {
        let wrong = |e: &dyn std::fmt::Display| Failure::Wrong(format!("could not print: {e}"));
        if self.engine == Engine::Chromium {
            // Its driver's own command gives up after ten seconds, this one does not.
            let parameters = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
            let command =
                Extension { path: "goog/cdp/execute", body: json!({ "cmd": "Page.printToPDF", "params": parameters }) };
            let printed = self.runtime.block_on(async { timeout(PRINT, self.client.issue_cmd(command)).await });
            let printed = printed.map_err(|e| wrong(&e))?.map_err(|e| wrong(&e))?;
            let pdf = STANDARD.decode(printed["data"].as_str().unwrap_or_default()).map_err(|e| wrong(&e))?;
            return read(&pdf);
        }
        // The page's own margins count; a driver adds its own where there are none.
        let margins = PrintMargins { top: 0.0, bottom: 0.0, left: 0.0, right: 0.0 };
        let size = PrintSize { width: 21.0, height: 29.7 };
        let how = PrintConfiguration::builder().size(size).margins(margins).build().map_err(|e| wrong(&e))?;
        let printed = self.runtime.block_on(async { timeout(PRINT, self.client.print(how)).await });
        match printed {
            Ok(Ok(pdf)) => read(&pdf),
            Ok(Err(e)) if e.to_string().contains("nknown command") => skip("this engine's driver cannot print"),
            Ok(Err(e)) => Err(wrong(&e)),
            Err(_) => Err(Failure::Wrong(format!("not printed within {PRINT:?}"))),
        }
    }
}

/// Reads a PDF with the tools of poppler.
fn read(pdf: &[u8]) -> Outcome<Paper> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf)?;
    let file = path.to_string_lossy();
    let text = run("pdftotext", &["-layout", "-enc", "UTF-8", &file, "-"])?;
    // Firefox writes ligatures as characters of their own.
    let text = String::from_utf8_lossy(&text.stdout).replace('\u{fb01}', "fi").replace('\u{fb02}', "fl");
    let mut sheets: Vec<String> = text.split('\u{c}').map(String::from).collect();
    sheets.pop();
    // Eight pixels to the inch, one byte each.
    let images = folder.path().join("sheet");
    run("pdftoppm", &["-r", "8", "-gray", &file, &images.to_string_lossy()])?;
    let mut files: Vec<_> = std::fs::read_dir(folder.path())?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "pgm"));
    files.sort();
    let light = files.iter().map(|f| Ok(brightness(&std::fs::read(f)?))).collect::<Outcome<Vec<f64>>>()?;
    Ok(Paper { sheets, light })
}

fn run(program: &str, arguments: &[&str]) -> Outcome<Output> {
    let output =
        Command::new(program).args(arguments).output().map_err(|e| format!("{program}: {e}; run make setup"))?;
    if output.status.success() { Ok(output) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned().into()) }
}

/// The mean of a PGM image: three lines of head, then a byte a pixel.
fn brightness(pgm: &[u8]) -> f64 {
    let pixels = pgm.splitn(4, |&b| b == b'\n').nth(3).unwrap_or_default();
    pixels.iter().map(|&b| f64::from(b)).sum::<f64>() / pixels.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brightness_is_the_mean_of_the_pixels() {
        assert_eq!(brightness(b"P5\n2 2\n255\n\x00\xff\xff\x00"), 127.5);
    }
}
