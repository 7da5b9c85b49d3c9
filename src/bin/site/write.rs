//! Writes the site: pages, their data, the decks for review, the one-file edition.

use super::engine::Engine;
use super::pages::{self, Mode};
use super::search::Search;
use super::shell::Shell;
use super::stand_in::StandIns;
use super::{Failure, assets, book, compress, content, embed, failed, hosting, oembed, offline, onefile, parallel};
use course::author::Links;
use course::page::Page;
use std::cell::RefCell;
use std::fs;
use std::path::Path;

/// Writes everything into the folder where Trunk has put the app.
pub fn site(root: &Path, out: &Path) -> Result<(), Failure> {
    let engine = Engine::load(root).map_err(failed)?;
    let course = content::load_with(root, &engine)?;
    let search = Search::of(root, &course, engine.demos())?;
    let assets = assets::write(root, out, &search, &book::running_heads(&course)).map_err(failed)?;
    let shell = Shell { assets: &assets, site_url: site_url(), report_url: std::env::var("REPORT_URL").ok() };
    let pages = pages::all(&course, &engine, Mode::Paths);
    let load = || Engine::load(root).map_err(failed);
    parallel::each(pages, load, |engine, page| write_page(out, &shell, engine, &page))?;
    embed::write(root, out, &course, &engine, &shell).map_err(failed)?;
    for (path, text) in pages::deck::files(&course, Mode::Paths)? {
        fs::write(out.join(path), text).map_err(failed)?;
    }
    fs::write(out.join("404.html"), super::lost::not_found()).map_err(failed)?;
    fs::write(out.join("unsaved.html"), super::lost::unsaved()).map_err(failed)?;
    book::write(out, &course, &engine, &shell)?;
    onefile::write(root, out, &course, &engine, &assets, &shell, &search)?;
    engine.kept().tidy().map_err(failed)?;
    hosting::write(out, site_url().as_deref()).map_err(failed)?;
    // Last, for they are made of all the other files.
    offline::write(root, out).map_err(failed)?;
    if offline::developing() { Ok(()) } else { compress::write(root, out).map_err(failed) }
}

/// Writes a page, its data, and the pictures beside it.
fn write_page(out: &Path, shell: &Shell, engine: &Engine, page: &Page) -> Result<(), Failure> {
    let stand_ins = StandIns { engine, stills: RefCell::default(), stills_at: None };
    let folder = out.join(&page.path);
    fs::create_dir_all(&folder).map_err(failed)?;
    let html = spelled(&page.path, shell.document(page, &stand_ins))?;
    fs::write(folder.join("index.html"), html).map_err(failed)?;
    fs::write(folder.join("page.json"), spelled(&page.path, json(page))?).map_err(failed)?;
    if let Some(document) = oembed::document(shell, page) {
        fs::write(folder.join("oembed.json"), document).map_err(failed)?;
    }
    for (address, drawing) in stand_ins.stills.into_inner() {
        fs::create_dir_all(folder.join("stills")).map_err(failed)?;
        fs::write(folder.join(address), drawing).map_err(failed)?;
    }
    Ok(())
}

/// A text as it goes out. An address in it that was not spelled for its place would lead nowhere, so it is refused.
pub fn spelled(name: &str, text: String) -> Result<String, Failure> {
    if Links::are_left_in(&text) { Err(vec![format!("{name}: an address was left unspelled")]) } else { Ok(text) }
}

/// A value of ours as JSON: strings, numbers and lists, so this cannot fail.
pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The site's absolute address with its slash, if the host has said it.
pub fn site_url() -> Option<String> {
    let url = std::env::var("SITE_URL").ok().filter(|u| u.starts_with("https://") || u.starts_with("http://"))?;
    Some(if url.ends_with('/') { url } else { url + "/" })
}
