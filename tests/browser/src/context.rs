//! What a test is given.

use crate::engine::Engine;
use crate::failure::{Outcome, check};
use crate::site::{self, Site};
use crate::tab::Tab;
use std::path::PathBuf;

/// What a test is given: a tab at an empty page, and ways to serve things on origins of their own.
pub struct Ctx<'a> {
    /// Which engine runs the test.
    pub engine: Engine,
    /// The tab.
    pub tab: &'a Tab,
}

impl Ctx<'_> {
    /// The built site at the root of a new origin, with the recorder and these further flags of `serve`.
    pub fn site(&self, flags: &[&str]) -> Outcome<Site> {
        self.site_at("/", flags)
    }

    /// The built site below a folder, such as `/a/b/`.
    pub fn site_at(&self, base: &str, flags: &[&str]) -> Outcome<Site> {
        let dist = self.dist();
        check(dist.join("index.html").exists(), format!("{} has no site in it: run make build", dist.display()))?;
        recorded(dist, base, flags)
    }

    /// The harness's own small site.
    pub fn fixture(&self, base: &str, flags: &[&str]) -> Outcome<Site> {
        recorded(site::root().join("tests/browser/fixture"), base, flags)
    }

    /// The folder of the built site: DESCENT_DIST, or `dist`.
    pub fn dist(&self) -> PathBuf {
        std::env::var_os("DESCENT_DIST").map_or_else(|| site::root().join("dist"), PathBuf::from)
    }
}

fn recorded(folder: PathBuf, base: &str, flags: &[&str]) -> Outcome<Site> {
    let flags: Vec<&str> = std::iter::once("--record").chain(flags.iter().copied()).collect();
    Site::start(&folder, base, &flags)
}
