//! The full license text of everything in what is shipped: crates, scripts, fonts.
//!
//! Cargo says which crates there are, and each brings its texts along in its source. cargo-about does the same with
//! more care for texts that crates lack, but takes a build of its own of many minutes, and every clean run of the
//! tests would pay for it; reading the sources takes half a second.

use super::assets;
use super::shell::escape;
use super::{Failure, failed};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// What is compiled for the browser: the app, and the engines of the demos.
const SHIPPED: [&str; 2] = ["descent", "packs"];
/// How the names of files with license texts begin.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// No text of a license is shorter.
const SHORTEST: usize = 500;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    source: Option<String>,
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

/// Texts, and what stands under each.
#[derive(Default)]
struct Texts(BTreeMap<String, (String, BTreeSet<String>)>);

impl Texts {
    /// Texts that differ in their line breaks alone are one.
    fn add(&mut self, whose: &str, text: &str) {
        let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, all) = self.0.entry(key).or_insert_with(|| (text.trim().into(), BTreeSet::new()));
        all.insert(whose.into());
    }
}

/// The texts as HTML, those that most stands under first.
pub fn html(root: &Path) -> Result<String, Failure> {
    // A course that is made to measure with has links to the real one's code.
    let code = root.join("src").canonicalize().map_err(failed)?;
    let root = code.parent().unwrap_or(root);
    let mut texts = Texts::default();
    for package in shipped(&metadata(root)?) {
        let name = format!("{} {}", package.name, package.version);
        let own = texts_of(package).map_err(failed)?;
        own.iter().for_each(|text| texts.add(&name, text));
        // Some bring a line along that says where the text is.
        if own.iter().all(|text| text.len() < SHORTEST) {
            texts.add(&name, &standard(root, package)?);
        }
    }
    let read = |path: &Path| fs::read_to_string(path).map_err(|e| vec![format!("{}: {e}", path.display())]);
    texts.add("the Rust standard library", &read(&root.join("LICENSE-APACHE"))?);
    texts.add("the Rust standard library", &mit("The Rust Project Contributors"));
    texts.add("MiniSearch, a script", &read(&assets::library().join("LICENSE.txt"))?);
    texts.add("Source Serif 4, a font", &read(&root.join("fonts/OFL.txt"))?);
    texts.add("Latin Modern Math, a font", &read(&root.join("fonts/GUST-FONT-LICENSE.txt"))?);
    let mut texts: Vec<_> = texts.0.into_values().collect();
    texts.sort_by_key(|(_, all)| std::cmp::Reverse(all.len()));
    Ok(texts.into_iter().fold(String::new(), |mut html, (text, all)| {
        let all: Vec<String> = all.iter().map(|name| escape(name)).collect();
        let _ = writeln!(
            html,
            "<details class=\"license\"><summary>{}</summary><pre>{}</pre></details>",
            all.join(", "),
            escape(&text)
        );
        html
    }))
}

fn metadata(root: &Path) -> Result<Metadata, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // What a build has not needed yet, such as the tests' crates, is fetched: they stand in the graph too.
    let arguments = ["metadata", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown", "--locked"];
    let done = Command::new(cargo).args(arguments).current_dir(root).output().map_err(failed)?;
    if !done.status.success() {
        return Err(vec![format!("cargo metadata: {}", String::from_utf8_lossy(&done.stderr))]);
    }
    serde_json::from_slice(&done.stdout).map_err(|e| vec![format!("cargo metadata: {e}")])
}

/// The crates of others that are in what is shipped, without those that only take part in compiling it.
fn shipped(metadata: &Metadata) -> Vec<&Package> {
    let packages: BTreeMap<&str, &Package> = metadata.packages.iter().map(|p| (p.id.as_str(), p)).collect();
    let nodes: BTreeMap<&str, &Node> = metadata.resolve.nodes.iter().map(|n| (n.id.as_str(), n)).collect();
    let macros = |p: &Package| p.targets.iter().any(|t| t.kind.iter().any(|kind| kind == "proc-macro"));
    let own = metadata.packages.iter().filter(|p| p.source.is_none() && SHIPPED.contains(&p.name.as_str()));
    let mut waiting: Vec<&str> = own.map(|p| p.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if packages.get(id).is_some_and(|p| !macros(p)) && seen.insert(id) {
            let linked = |d: &&Dependency| d.dep_kinds.iter().any(|k| k.kind.is_none());
            waiting.extend(nodes.get(id).into_iter().flat_map(|n| &n.deps).filter(linked).map(|d| d.pkg.as_str()));
        }
    }
    seen.into_iter().filter_map(|id| packages.get(id).copied()).filter(|p| p.source.is_some()).collect()
}

/// The license texts in a crate's own folder.
fn texts_of(package: &Package) -> io::Result<Vec<String>> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            path.is_file() && NAMES.iter().any(|begin| name.starts_with(begin))
        })
        .collect();
    files.sort();
    files.iter().map(|file| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned())).collect()
}

/// The usual text of the license that a crate names, for one that brings none along.
fn standard(root: &Path, package: &Package) -> Result<String, Failure> {
    let license = package.license.clone().unwrap_or_default();
    let names: Vec<&str> = license.split([' ', '/', '(', ')']).collect();
    if names.contains(&"AND") {
        return Err(vec![format!("{}: no text for “{license}”; look at notices.rs", package.name)]);
    }
    if names.contains(&"MIT") {
        return Ok(mit(&match package.authors.join(", ") {
            none if none.is_empty() => format!("The authors of {}", package.name),
            authors => authors,
        }));
    }
    if names.contains(&"Apache-2.0") {
        return fs::read_to_string(root.join("LICENSE-APACHE")).map_err(failed);
    }
    Err(vec![format!("{}: no text for “{license}”; look at notices.rs", package.name)])
}

/// The MIT License of somebody.
fn mit(whose: &str) -> String {
    format!(
        "MIT License\n\nCopyright (c) {whose}\n\n\
         Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\n\
         The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\n\
         THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_crate_has_its_text_and_what_only_compiles_has_none() {
        let html = html(&crate::project_root()).unwrap();
        let texts: Vec<(&str, &str)> = html
            .split("<details class=\"license\"><summary>")
            .skip(1)
            .map(|text| text.split_once("</summary>").unwrap())
            .collect();
        let under = |name: &str, words: &str| {
            texts
                .iter()
                .any(|(all, text)| all.split(", ").any(|n| n.split(' ').next() == Some(name)) && text.contains(words))
        };
        for (name, words) in [
            ("leptos", "Permission is hereby granted"),
            ("libm", "Permission is hereby granted"),
            ("serde_json", "Apache License"),
            ("MiniSearch", "Luca Ongaro"),
            ("Source", "SIL OPEN FONT LICENSE"),
            ("Latin", "GUST Font"),
        ] {
            assert!(under(name, words), "{name}");
        }
        for name in ["wasm-bindgen-macro", "pulldown-cmark", "tempfile"] {
            assert!(!under(name, ""), "{name} is not shipped");
        }
        let long: BTreeSet<&str> =
            texts.iter().filter(|(_, text)| text.len() > SHORTEST).flat_map(|(all, _)| all.split(", ")).collect();
        for name in texts.iter().flat_map(|(all, _)| all.split(", ")) {
            assert!(long.contains(name), "{name} has no text of a license");
        }
    }
}
