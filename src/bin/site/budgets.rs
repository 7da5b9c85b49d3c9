//! Size budgets: what a reader has to fetch.

use super::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes after Brotli at its best.
fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    // Compressing from memory to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    out.len()
}

/// Measures a built site, prints what it finds, and names what is over its budget.
pub fn check(out: &Path) -> Result<(), Failure> {
    let files = walk(out);
    if files.is_empty() {
        return Err(vec![format!("nothing in {}: run `make build` first", out.display())]);
    }
    let size = |path: &Path| packed(path).or_else(|| fs::read(path).ok().map(|b| brotli(&b))).unwrap_or(0);
    let of = |path: &Path| path.strip_prefix(out).unwrap_or(path).to_string_lossy().into_owned();
    let pick = |test: &dyn Fn(&str) -> bool| files.iter().filter(|f| test(&of(f))).collect::<Vec<_>>();
    let total = |list: &[&PathBuf]| list.iter().map(|p| size(p)).sum::<usize>();

    let css = total(&pick(&|n| n == "descent.css"));
    // The service worker is fetched when everything else is done, and so is what looks after it; the others by other
    // sites, and in their frames.
    let apart = ["sw.js", "offline.js", "embed.js", "embed-frame.js"];
    let app =
        total(&pick(&|n| !n.contains('/') && !apart.contains(&n) && (n.ends_with(".js") || n.ends_with(".wasm"))));
    let fonts = pick(&|n| n.contains("source-serif") && n.ends_with(".woff2")).iter().map(|p| raw(p)).sum();
    let one_file = raw(&out.join("descent.html"));

    let mut lines = vec![
        // Whatever the number of demos.
        Line::new("app, js and wasm", app, 205_000),
        Line::new("embed.js, what a host page loads", size(&out.join("embed.js")), 4_000),
        Line::new("text fonts", fonts, 110_000),
        Line::new("descent.html, raw", one_file, 12_000_000),
    ];
    for name in super::assets::pack_names() {
        let pack = format!("assets/{name}-");
        let size = total(&pick(&|n| n.starts_with(&pack) && n.ends_with(".wasm")));
        let (what, budget) =
            if name == protocol::tool::PACK { ("tools", 60_000) } else { ("demos of one kind", 175_000) };
        lines.push(Line::new(&format!("{pack}….wasm, {what}"), size, budget));
    }
    // The first answer needs the core, and the parts in which the words of the question stand: three, if none is rare.
    let core = total(&pick(&|n| n.starts_with("assets/search-") && !n.contains("part-") && n.ends_with(".json")));
    let mut parts: Vec<usize> = pick(&|n| n.starts_with("assets/search-part-") && n.ends_with(".json"))
        .into_iter()
        .map(|part| size(part))
        .collect();
    parts.sort_unstable();
    println!("the search index is a core of {:.1} kB and {} parts", core as f64 / 1000.0, parts.len());
    lines.push(Line::new("search, first answer", core + parts.iter().rev().take(3).sum::<usize>(), 60_000));
    let script = total(&pick(&|n| n.starts_with("assets/search-") && n.ends_with(".js")));
    lines.push(Line::new("search script, fetched on first use", script, 16_000));
    lines.push(Line::new("index.html with css", size(&out.join("index.html")) + css, 40_000));
    for (file, also, budget) in [("index.html", css, 40_000), ("page.json", 0, 25_000)] {
        let pages = pick(&|n| n.starts_with("lesson/") && n.ends_with(file));
        let mut pages: Vec<Line> =
            pages.into_iter().map(|page| Line::new(&of(page), size(page) + also, budget)).collect();
        pages.sort_by_key(|line| std::cmp::Reverse(line.size));
        let all = pages.len();
        // The largest, and whatever is too large.
        lines.extend(pages.into_iter().enumerate().filter(|(i, l)| *i == 0 || l.size > l.budget).map(
            |(_, mut line)| {
                line.name += &format!("{}, the largest of {all}", if also > 0 { " with css" } else { "" });
                line
            },
        ));
    }
    for line in &lines {
        println!("{}", line.words());
    }
    let mut wrong = unmeasured(&lines, css);
    wrong.extend(lines.iter().filter(|l| l.size > l.budget).map(|l| format!("over budget: {}", l.words())));
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A file that is missing, or a name that fits no file any more, would be within every budget.
fn unmeasured(lines: &[Line], css: usize) -> Failure {
    let mut wrong: Failure =
        lines.iter().filter(|l| l.size == 0).map(|l| format!("nothing was measured: {}", l.name)).collect();
    if css == 0 {
        wrong.push("nothing was measured: css".into());
    }
    for part in ["index.html", "page.json"] {
        if !lines.iter().any(|l| l.name.starts_with("lesson/") && l.name.contains(part)) {
            wrong.push(format!("nothing was measured: {part} of the lessons"));
        }
    }
    wrong
}

struct Line {
    name: String,
    size: usize,
    budget: usize,
}

impl Line {
    fn new(name: &str, size: usize, budget: usize) -> Line {
        Line { name: name.into(), size, budget }
    }

    fn words(&self) -> String {
        let share = 100 * self.size / self.budget.max(1);
        format!(
            "{:9.1} kB of {:7.1} ({share:3} %)  {}",
            self.size as f64 / 1000.0,
            self.budget as f64 / 1000.0,
            self.name
        )
    }
}

/// The size of a file's compressed neighbor, if the build has made one.
fn packed(path: &Path) -> Option<usize> {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    fs::metadata(name).ok().map(|m| m.len() as usize)
}

fn raw(path: &Path) -> usize {
    fs::metadata(path).map(|m| m.len() as usize).unwrap_or(0)
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_within_its_budget() {
        let line = |name: &str, size| Line::new(name, size, 10);
        let whole = [line("app", 5), line("lesson/a/index.html with css", 9), line("lesson/a/page.json", 1)];
        assert_eq!(unmeasured(&whole, 3), Failure::new());
        assert_eq!(unmeasured(&whole, 0).len(), 1);
        assert_eq!(unmeasured(&[line("app", 0)], 3).len(), 3);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "<p>a site without anything else</p>").unwrap();
        let wrong = check(folder.path()).unwrap_err();
        for name in ["app", "embed.js", "text fonts", "descent.html", "css", "index.html of the lessons"] {
            assert!(wrong.iter().any(|w| w.contains(name)), "{name}: {wrong:?}");
        }
    }
}
