//! The one-file edition: everything in one HTML file that opens from disk.

use super::assets::{self, Assets};
use super::content::Course;
use super::engine::Engine;
use super::pages::{self, Mode};
use super::search::Search;
use super::shell::{self, Shell};
use super::stand_in::StandIns;
use super::write::{json, spelled};
use super::{Failure, failed};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

/// Writes `descent.html`.
pub fn write(
    root: &Path,
    out: &Path,
    course: &Course,
    engine: &Engine,
    assets: &Assets,
    shell: &Shell,
    search: &Search,
) -> Result<(), Failure> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let all = pages::all(course, engine, Mode::Hash);
    for page in &all {
        files.insert(format!("{}page.json", page.path), spelled(&page.path, json(page))?);
    }
    files.extend(pages::deck::files(course, Mode::Hash)?);
    for (name, text) in engine.tables() {
        files.insert(format!("data/{name}.csv"), text.clone());
    }
    let font = |file: &str| {
        let bytes = fs::read(root.join("fonts").join(file)).unwrap_or_default();
        format!("data:font/woff2;base64,{}", STANDARD.encode(bytes))
    };
    let css = assets::style_sheets(root, font).map_err(failed)?.concat();
    let read = |path: &Path| fs::read(path).map_err(failed);
    let wasm = pack(&read(&out.join(&assets.app_wasm))?).map_err(failed)?;
    let glue = String::from_utf8_lossy(&read(&out.join(&assets.app_js))?).into_owned();
    let script_file = |name: &str| fs::read_to_string(root.join("src/web/js").join(name)).map_err(failed);
    // What other pages fetch lies in the one script here.
    let boot = script_file("print.js")?
        + &enclosed(&script_file("save.js")?, "toggleSave", &["toggleSave"])
        + &enclosed(&script_file("terms.js")?, "termsModule", &["openTerm", "filterTerms"])
        + &enclosed(&script_file("keys.js")?, "keysModule", &["listKeys"])
        + &assets::boot_script(root, "boot-one-file.js").map_err(failed)?;
    let files = pack(json(&files).as_bytes()).map_err(failed)?;
    // The glue code is a module of its own; in the same script its default export has this name.
    let script = format!("{}\n{boot}", glue.replace("</script", "<\\/script"));
    let packed = pack(search.in_one().as_bytes()).map_err(failed)?;
    let engine_script = script_file("engine.js")?;
    let mut engines = format!("<script type=\"text/plain\" id=\"descent-engine\">{engine_script}</script>\n");
    for (name, bytes) in assets::packs(root).map_err(failed)? {
        let packed = pack(&bytes).map_err(failed)?;
        engines += &format!("<script type=\"text/plain\" id=\"descent-{name}\">{packed}</script>\n");
    }
    let home = &all[0];
    let stand_ins = StandIns { engine, stills: Default::default(), stills_at: None };
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' '{}' 'wasm-unsafe-eval'; worker-src blob:; style-src '{}'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&search.script),
        hash(&engine_script),
        hash(&css)
    );
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<style>{css}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n{}\n<main id=\"main\" tabindex=\"-1\">\
         <noscript><p>This file holds the whole course, packed. Reading it needs JavaScript; the course on a web host can be read without.</p></noscript>{}</main>\n{}\n{}\
         <script type=\"text/plain\" id=\"descent-wasm\">{wasm}</script>\n<script type=\"text/plain\" id=\"descent-files\">{files}</script>\n\
         <script type=\"text/plain\" id=\"descent-search\">{packed}</script>\n\
         {engines}<script type=\"module\">{script}</script>\n</body>\n</html>\n",
        shell::escape(&home.title),
        shell::escape(&home.description),
        shell.header(home, "#/"),
        shell::body(home, &stand_ins),
        shell.footer("#/"),
        shell::NOTICES,
    );
    fs::write(out.join("descent.html"), html).map_err(failed)
}

/// A module as a constant: its only export if it has the constant's name, or an object of its exports. So its other
/// names meet no others.
fn enclosed(module: &str, name: &str, exports: &[&str]) -> String {
    let given = if exports == [name] { name.into() } else { format!("{{ {} }}", exports.join(", ")) };
    format!("const {name} = (() => {{\n{}\nreturn {given};\n}})();\n", module.replace("export ", ""))
}

/// Gzip and base64: what a browser unpacks by itself.
fn pack(bytes: &[u8]) -> io::Result<String> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(STANDARD.encode(encoder.finish()?))
}

/// The hash source of a content policy.
pub fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
