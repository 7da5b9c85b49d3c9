//! Files beside the pages: style sheet, fonts, scripts, icon, data.
//!
//! Pages name only what seldom changes: style sheet and scripts at addresses that stay, fonts and icons by their
//! digests. The digests of everything else, the app first of all, stand in the script that starts it, so a release of
//! the app leaves every page as it was.

use super::search::Search;
use super::{node, offline};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The style sheet.
pub const CSS: &str = "descent.css";
/// What only paper needs of it, which a screen does not wait for.
pub const PRINT_CSS: &str = "print.css";
/// The style sheet that books have beside it.
pub const BOOK_CSS: &str = "book.css";
/// The script that starts the app. Like the others it finds the site's root by its own address, so it lies in it.
pub const BOOT: &str = "boot.js";
/// The script that sets the theme before the first paint.
pub const THEME: &str = "theme.js";
/// The script that gets a page ready for printing.
pub const PRINT: &str = "print.js";
/// The script of an embed that speaks with its host.
pub const EMBED_FRAME: &str = "embed-frame.js";
/// The script that other sites embed parts of the course with.
const EMBED: &str = "embed.js";
/// The script that looks after the offline copy; while developing there is none.
pub const OFFLINE: &str = "offline.js";

/// Names of the built files that have a digest in them, relative to the site's root.
#[derive(Debug, Default)]
pub struct Assets {
    /// The app's glue code, made by wasm-bindgen.
    pub app_js: String,
    /// The app.
    pub app_wasm: String,
    /// The icon.
    pub icon: String,
    /// The icon for a telephone's home screen.
    pub touch_icon: String,
    /// Fonts, and which pages need them at once.
    pub preloads: Vec<(String, Need)>,
}

/// Style sheets in the order of the cascade; tokens first.
const STYLES: [&str; 17] = [
    "tokens", "fonts", "base", "page", "prose", "plot", "demo", "save", "quiz", "sort", "home", "review", "glossary",
    "offline", "embed", "print", "folds",
];
/// Those of what only scripts open. The page's first picture does not wait for them: the boot script asks for them.
const LATER: [&str; 4] = ["dialogs", "search", "save-sheet", "embed-sheet"];

/// Fonts: file and which pages need it at once.
const FONTS: [(&str, Need); 3] = [
    ("source-serif-4.woff2", Need::Always),
    ("source-serif-4-italic.woff2", Need::Always),
    ("latin-modern-math.woff2", Need::Maths),
];

/// Which pages need a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every page.
    Always,
    /// Pages with formulas.
    Maths,
}

/// The style sheet of the books alone, with the names of the fonts put in by `font`: paper waits for its fonts.
pub fn book_style_sheet(root: &Path, font: impl Fn(&str) -> String) -> io::Result<String> {
    let mut css = String::new();
    for name in ["fonts", "book"] {
        let path = root.join("style").join(name).with_extension("css");
        css += &strip_comments(&fs::read_to_string(&path).map_err(|e| with_path(&path, e))?);
    }
    for (file, _) in FONTS {
        css = css.replace(&format!("{{{{{file}}}}}"), &font(file));
    }
    Ok(css.replace("font-display: optional", "font-display: block"))
}

/// The style sheet, with the names of the fonts put in by `font`, and apart from it what is asked for later.
pub fn style_sheets(root: &Path, font: impl Fn(&str) -> String) -> io::Result<[String; 2]> {
    let sheet = |names: &[&str]| -> io::Result<String> {
        let read = |name: &&str| {
            let path = root.join("style").join(name).with_extension("css");
            Ok(strip_comments(&fs::read_to_string(&path).map_err(|e| with_path(&path, e))?))
        };
        names.iter().map(read).collect()
    };
    let mut css = sheet(&STYLES)? + &course::author::css();
    for (file, _) in FONTS {
        css = css.replace(&format!("{{{{{file}}}}}"), &font(file));
    }
    Ok([css, sheet(&LATER)?])
}

/// Writes everything into `out`, where Trunk has put the app already. The books' running heads end their style sheet.
pub fn write(root: &Path, out: &Path, search: &Search, running_heads: &str) -> io::Result<Assets> {
    let mut assets = Assets { app_js: find(out, ".js")?, app_wasm: find(out, ".wasm")?, ..Assets::default() };
    fs::create_dir_all(out.join("assets"))?;
    let mut names = Vec::new();
    for (file, need) in FONTS {
        let bytes = read(&root.join("fonts").join(file))?;
        let name = hashed(file, &bytes);
        fs::write(out.join("assets").join(&name), bytes)?;
        assets.preloads.push((format!("assets/{name}"), need));
        names.push((file, format!("assets/{name}")));
    }
    let named = |file: &str| names.iter().find(|n| n.0 == file).map_or(String::new(), |n| n.1.clone());
    let stable = |name: &str, text: &str| fs::write(out.join(name), text);
    let mut scripts = BTreeMap::new();
    let [css, later] = style_sheets(root, named)?;
    let (screen, paper) = apart(&css);
    let later = put(out, "assets/later.css", later.as_bytes())?;
    stable(CSS, &screen)?;
    stable(PRINT_CSS, &paper)?;
    stable(BOOK_CSS, &(book_style_sheet(root, named)? + running_heads))?;
    let script = |name: &str| read(&root.join("src/web/js").join(name));
    let goal = own_script(root, "embed-goal.js")?;
    let embed_sheet = own_script(root, "embed-sheet.js")? + &goal;
    let embed_sheet = put(out, "assets/embed-sheet.js", embed_sheet.as_bytes())?;
    let save = put(out, "assets/save.js", &script("save.js")?)?;
    let terms = put(out, "assets/terms.js", &script("terms.js")?)?;
    let keys = put(out, "assets/keys.js", &script("keys.js")?)?;
    let start = own_script(root, "start.js")?.replace("{{APP_JS}}", &assets.app_js);
    let start = put(out, "assets/start.js", start.as_bytes())?;
    let engine = put(out, "assets/engine.js", &script("engine.js")?)?;
    let packs = packs(root)?
        .into_iter()
        .map(|(name, bytes)| Ok((name, put(out, &format!("assets/{name}.wasm"), &bytes)?)))
        .collect::<io::Result<BTreeMap<&str, String>>>()?;
    let (search_js, search_index) = search.write(out)?;
    let boot = (own_script(root, "early.js")? + &boot_script(root, BOOT)?)
        .replace("{{START_JS}}", &start)
        .replace("{{APP_JS}}", &assets.app_js)
        .replace("{{APP_WASM}}", &assets.app_wasm)
        .replace("{{EMBED_SHEET_JS}}", &embed_sheet)
        .replace("{{LATER_CSS}}", &later)
        .replace("{{SAVE_JS}}", &save)
        .replace("{{TERMS_JS}}", &terms)
        .replace("{{KEYS_JS}}", &keys)
        .replace("{{ENGINE_JS}}", &engine)
        .replace("{{PACKS}}", &serde_json::to_string(&packs)?)
        .replace("{{SEARCH_JS}}", &search_js)
        .replace("{{SEARCH_INDEX}}", &search_index);
    scripts.insert(BOOT, boot);
    for name in [THEME, PRINT, EMBED_FRAME, EMBED].into_iter().chain((!offline::developing()).then_some(OFFLINE)) {
        scripts.insert(name, own_script(root, name)?);
    }
    scripts.entry(EMBED_FRAME).and_modify(|frame| frame.insert_str(0, &goal));
    for (name, text) in minified(root, &scripts)? {
        stable(&name, &text)?;
    }
    assets.icon = put(out, "assets/icon.svg", &read(&root.join("style/icon.svg"))?)?;
    assets.touch_icon = offline::write_manifest(root, out, &assets.icon)?;
    fs::create_dir_all(out.join("data"))?;
    for file in data_files(root)? {
        let Some(name) = file.file_name() else { continue };
        fs::copy(&file, out.join("data").join(name))?;
    }
    Ok(assets)
}

/// Scripts by name, made smaller.
pub fn minified(root: &Path, scripts: &BTreeMap<&str, String>) -> io::Result<BTreeMap<String, String>> {
    node::run(&root.join("scripts/minify.mjs"), scripts).map_err(io::Error::other)
}

/// Names of the engine packs.
pub fn pack_names() -> impl Iterator<Item = &'static str> {
    demos::registry::PACKS.iter().map(|pack| pack.name).chain([protocol::tool::PACK])
}

/// The engine packs, by name, as `scripts/packs` has built them.
pub fn packs(root: &Path) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let pack = |name: &'static str| {
        let path = root.join("target/packs").join(format!("{name}.wasm"));
        fs::read(&path)
            .map(|bytes| (name, bytes))
            .map_err(|e| io::Error::other(format!("{}: {e}; scripts/packs builds the engines", path.display())))
    };
    pack_names().map(pack).collect()
}

/// A script that starts the app, with what both editions share before it: the watch for the app's end, the ways to hand
/// texts out, the keys that open the search, what is fetched on demand, and the engines.
pub fn boot_script(root: &Path, name: &str) -> io::Result<String> {
    let parts = ["faults.js", "handing.js", "search-open.js", "on-demand.js", "engines.js", name];
    parts.into_iter().map(|name| own_script(root, name)).collect()
}

/// The search, as one script without imports: a single file can hold it, and a failed request can be repeated, which
/// browsers do not do for modules. The library's license demands that its text goes along.
pub fn search_script(root: &Path) -> io::Result<String> {
    let library = library();
    let text = |name: &str| {
        let path = library.join(name);
        fs::read_to_string(&path).map_err(|e| io::Error::other(format!("{}: {e}; run make setup", path.display())))
    };
    let module = text("dist/es/index.js")?;
    let (module, _) = module.split_once("export { MiniSearch as default };").ok_or_else(|| {
        io::Error::other("MiniSearch exports something else than it used to; look at search_script in assets.rs")
    })?;
    let words = own_script(root, "search-words.mjs")?.replace("\nexport ", "\n");
    Ok(format!(
        "/*! MiniSearch, MIT License\n{}*/\n(() => {{\nconst MiniSearch = (() => {{\n{}\nreturn MiniSearch;\n}})();\n{words}{}{}}})();\n",
        text("LICENSE.txt")?,
        without_doc_comments(module),
        own_script(root, "search-index.js")?,
        own_script(root, "search.js")?,
    ))
}

/// The folder of MiniSearch.
pub fn library() -> PathBuf {
    tools().join("node_modules/minisearch")
}

/// A script without the comment blocks that begin a line, which are two thirds of a documented library.
fn without_doc_comments(script: &str) -> String {
    let mut inside = false;
    let keep = |line: &&str| {
        let line = line.trim();
        inside |= line.starts_with("/**");
        let drop = inside || line.is_empty() || line.starts_with("//");
        inside &= !line.ends_with("*/");
        !drop
    };
    script.lines().filter(keep).collect::<Vec<_>>().join("\n")
}

/// A script of ours.
fn own_script(root: &Path, name: &str) -> io::Result<String> {
    let path = root.join("src/web/js").join(name);
    fs::read_to_string(&path).map_err(|e| with_path(&path, e))
}

/// Where the set-up script puts tools: the same folder that `scripts/env` names.
pub fn tools() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = || variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")));
    variable("DESCENT_TOOLS").unwrap_or_else(|| cache().unwrap_or_default().join("descent-tools"))
}

/// The data sets that ship.
pub fn data_files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("content/data"))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    Ok(files)
}

/// Writes a file under a name with its digest in it, and returns that name.
pub fn put(out: &Path, path: &str, bytes: &[u8]) -> io::Result<String> {
    let (folder, file) = path.rsplit_once('/').map_or(("", path), |(d, f)| (d, f));
    let name = hashed(file, bytes);
    fs::write(out.join(folder).join(&name), bytes)?;
    Ok(if folder.is_empty() { name } else { format!("{folder}/{name}") })
}

/// A file's name with the digest of its content in it.
pub fn hashed(file: &str, bytes: &[u8]) -> String {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let digest =
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{stem}-{digest:016x}.{extension}")
}

/// The file in a folder that Trunk has made of the app.
fn find(out: &Path, ending: &str) -> io::Result<String> {
    fs::read_dir(out)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("descent-") && name.ends_with(ending))
        .ok_or_else(|| {
            io::Error::other(format!("no app (descent-…{ending}) in {}: run the build through Trunk", out.display()))
        })
}

pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|e| with_path(path, e))
}

fn with_path(path: &Path, error: io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// A style sheet without what holds for paper only, and that alone.
fn apart(css: &str) -> (String, String) {
    let (mut screen, mut paper) = (String::new(), String::new());
    let (mut depth, mut begin) = (0, 0);
    for (at, letter) in css.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => {
                let rule = &css[begin..=at];
                let printed = ["@media print", "@page"].iter().any(|name| rule.trim_start().starts_with(name));
                *(if printed { &mut paper } else { &mut screen }) += rule;
                (depth, begin) = (0, at + 1);
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    screen += &css[begin..];
    (screen, paper)
}

fn strip_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out += before;
        rest = after.split_once("*/").map_or("", |(_, tail)| tail);
    }
    out += rest;
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn what_holds_for_paper_stands_apart_in_its_order() {
        let css = "a{b:c}@media print{d{e:f}}@media (min-width:1px){g{h:i}}@page{j:k;@bottom-center{l:m}}n{o:p}";
        let (screen, paper) = apart(css);
        assert_eq!(screen, "a{b:c}@media (min-width:1px){g{h:i}}n{o:p}");
        assert_eq!(paper, "@media print{d{e:f}}@page{j:k;@bottom-center{l:m}}");
    }
}
