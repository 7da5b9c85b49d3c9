//! What makes the course an app that works without a network: the web app's manifest, the list of all files with their
//! digests, the service worker.

use super::assets::{put, read};
use super::engine::demos_of;
use super::hosting;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Icons: file, size, purpose.
const ICONS: [(&str, &str, &str); 3] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
];

/// Pictures of the app that a browser shows before it installs it: file, where for, what is on it.
const SCREENSHOTS: [(&str, &str, &str); 2] =
    [("wide.png", "wide", "Gradient descent, running"), ("narrow.png", "narrow", "A lesson")];

/// Whether this is a development build, which must show every change at once: it has no worker.
pub fn developing() -> bool {
    std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug")
}

/// Writes icons, screenshots and the web app's manifest; returns the name of the icon for telephones. Every address in
/// the manifest is relative to it, so the folder may lie anywhere. It has no `id`: that would count from the host's
/// root, and two folders would be one app.
pub fn write_manifest(root: &Path, out: &Path, svg: &str) -> io::Result<String> {
    let picture = |folder: &str, file: &str| {
        put(out, &format!("assets/{file}"), &read(&root.join("style").join(folder).join(file))?)
    };
    let mut icons = vec![json!({ "src": svg, "sizes": "any", "type": "image/svg+xml", "purpose": "any" })];
    for (file, sizes, purpose) in ICONS {
        icons.push(json!({ "src": picture("icons", file)?, "sizes": sizes, "type": "image/png", "purpose": purpose }));
    }
    let mut screenshots = Vec::new();
    for (file, form, label) in SCREENSHOTS {
        let bytes = read(&root.join("style/screenshots").join(file))?;
        let src = put(out, &format!("assets/screenshot-{file}"), &bytes)?;
        screenshots.push(
            json!({ "src": src, "sizes": png_size(&bytes), "type": "image/png", "form_factor": form, "label": label }),
        );
    }
    let shortcut = |name: &str, url: &str| json!({ "name": name, "url": url });
    let manifest = json!({
        "name": "Descent: the road to machine learning engineer",
        "short_name": "Descent",
        "description": "An interactive course for becoming a machine learning engineer: lessons in which the algorithms run, quizzes, and spaced review.",
        "lang": "en",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "categories": ["education"],
        "icons": icons,
        "screenshots": screenshots,
        "shortcuts": [shortcut("Review", "review/"), shortcut("Demos", "demos/")],
    });
    fs::write(out.join("manifest.webmanifest"), manifest.to_string())?;
    picture("icons", "touch-180.png")
}

/// Writes the list of files and the worker. Called last, when every file is there.
pub fn write(root: &Path, out: &Path) -> io::Result<()> {
    let worker = |name: &str| fs::read_to_string(root.join("src/web/js").join(name));
    for stale in files(out)?.iter().filter(|path| is_list(path)) {
        fs::remove_file(out.join(stale))?;
    }
    if developing() {
        return fs::write(out.join("sw.js"), worker("sw-none.js")?);
    }
    let list = list(root, out)?;
    let version = &hex(list.as_bytes())[..16];
    fs::write(out.join(format!("assets/offline-{version}.json")), &list)?;
    fs::write(out.join("sw.js"), worker("sw.js")?.replace("{{VERSION}}", version))
}

/// All files of the offline copy as JSON, in groups: the core, which every page needs, and the tracks. Each file with its
/// path, SHA-256 and size.
fn list(root: &Path, out: &Path) -> io::Result<String> {
    let tracks = Tracks::read(root)?;
    let mut groups = vec![(json!("core"), json!("The app, the glossary, the search"), Vec::new())];
    groups.extend(tracks.names.iter().map(|(id, title)| (json!(id), json!(title), Vec::new())));
    for path in files(out)?.into_iter().filter(|path| is_kept(path)) {
        let bytes = fs::read(out.join(&path))?;
        groups[tracks.of(&path).map_or(0, |track| track + 1)].2.push(json!([path, hex(&bytes), bytes.len()]));
    }
    let groups = groups.into_iter().filter(|(_, _, files)| !files.is_empty());
    let groups: Vec<Json> =
        groups.map(|(id, title, files)| json!({ "id": id, "title": title, "files": files })).collect();
    Ok(json!({ "groups": groups }).to_string())
}

/// The tracks, and what belongs to them.
struct Tracks {
    /// Id and title.
    names: Vec<(String, String)>,
    /// The track of each lesson and of each lesson's demos, by their folders.
    folders: BTreeMap<String, usize>,
}

impl Tracks {
    fn read(root: &Path) -> io::Result<Tracks> {
        let path = root.join("content/curriculum.toml");
        let source = String::from_utf8_lossy(&read(&path)?).into_owned();
        let course::author::Curriculum { tracks, .. } = course::author::curriculum(&source, &path.to_string_lossy())
            .map_err(|problems| {
                io::Error::other(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            })?;
        let mut folders = BTreeMap::new();
        for (number, track) in tracks.iter().enumerate() {
            folders.insert(format!("print/{}/", track.id), number);
            for stop in &track.lessons {
                folders.insert(format!("lesson/{}/", stop.slug), number);
            }
        }
        for spec in demos_of(root)? {
            if let Some(&number) = folders.get(&format!("lesson/{}/", spec.lesson)) {
                folders.insert(format!("demo/{}/", spec.id), number);
            }
        }
        Ok(Tracks { names: tracks.into_iter().map(|t| (t.id, t.title)).collect(), folders })
    }

    /// The track that a file belongs to; `None` for what all tracks need.
    fn of(&self, path: &str) -> Option<usize> {
        let page = match path.strip_prefix("embed/") {
            Some(lesson) if lesson.starts_with("lesson/") => lesson.into(),
            Some(demo) => format!("demo/{demo}"),
            None => path.to_string(),
        };
        let end = page.match_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
        self.folders.get(&page[..end]).copied()
    }
}

/// Whether a file belongs to the offline copy: everything does but what only a host or an installer reads, the worker
/// itself, and the one-file edition, which is a copy of its own.
fn is_kept(path: &str) -> bool {
    let for_host = hosting::FILES.contains(&path) || path.starts_with("hosting/");
    let compressed = path.ends_with(".br") || path.ends_with(".gz");
    let apart = matches!(path, "sw.js" | "descent.html") || path.starts_with("assets/screenshot-");
    !(for_host || compressed || apart || is_list(path))
}

fn is_list(path: &str) -> bool {
    path.strip_prefix("assets/offline-").is_some_and(|rest| {
        rest.split_once('.').is_some_and(|(digest, _)| digest.len() == 16)
            && (rest.ends_with(".json") || rest.ends_with(".json.br") || rest.ends_with(".json.gz"))
    })
}

/// Every file below a folder, by its path in it with `/` between folders, in order.
pub fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    let text = |path: PathBuf| path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let mut found: Vec<String> = found.into_iter().map(text).collect();
    found.sort();
    Ok(found)
}

/// SHA-256, in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Width and height as a PNG file states them at its bytes 16 and 20.
fn png_size(bytes: &[u8]) -> Json {
    let number = |at: usize| bytes.get(at..at + 4).map_or(0, |b| b.iter().fold(0_u32, |n, &b| n * 256 + u32::from(b)));
    Json::from(format!("{}x{}", number(16), number(20)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_holds_what_readers_open() {
        for path in [
            "index.html",
            "404.html",
            "deck.json",
            "lesson/x/deck.json",
            "data/digits.csv",
            "assets/search-1.json",
            "lesson/x/stills/a.svg",
            "manifest.webmanifest",
            "embed/demo/x/index.html",
        ] {
            assert!(is_kept(path), "{path}");
        }
        for path in [
            "sw.js",
            "descent.html",
            "index.html.br",
            "boot.js.gz",
            "_headers",
            ".htaccess",
            ".nojekyll",
            "vercel.json",
            "hosting/nginx.conf",
            "assets/offline-0123456789abcdef.json",
            "assets/screenshot-wide-0123456789abcdef.png",
        ] {
            assert!(!is_kept(path), "{path}");
        }
    }

    #[test]
    fn a_track_has_its_lessons_and_their_demos() {
        let tracks = Tracks::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let of = |path: &str| tracks.of(path).map(|track| tracks.names[track].0.as_str());
        for path in [
            "lesson/roc-and-pr/index.html",
            "lesson/roc-and-pr/stills/a.svg",
            "embed/lesson/roc-and-pr/index.html",
            "embed/roc-and-pr/index.html",
            "demo/roc-and-pr/page.json",
            "print/classical-ml/index.html",
        ] {
            assert_eq!(of(path), Some("classical-ml"), "{path}");
        }
        for path in ["index.html", "boot.js", "assets/search-1.json", "demos/index.html", "embed/examples/index.html"] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn the_version_follows_the_bytes_and_a_second_run_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::create_dir_all(folder.path().join("assets")).unwrap();
        fs::write(folder.path().join("index.html"), "one").unwrap();
        let made = || {
            write(root, folder.path()).unwrap();
            (files(folder.path()).unwrap(), fs::read_to_string(folder.path().join("sw.js")).unwrap())
        };
        let (names, worker) = made();
        assert_eq!(names.len(), 3, "{names:?}");
        let version = names[0].strip_prefix("assets/offline-").unwrap().strip_suffix(".json").unwrap();
        assert!(worker.contains(&format!("const VERSION = \"{version}\"")), "{worker}");
        let list = fs::read_to_string(folder.path().join(&names[0])).unwrap();
        let list: Json = serde_json::from_str(&list).unwrap();
        assert_eq!(list["groups"][0]["files"], json!([["index.html", hex(b"one"), 3]]));
        assert_eq!(made(), (names.clone(), worker));
        fs::write(folder.path().join("index.html"), "two").unwrap();
        let (changed, _) = made();
        assert_eq!(changed.len(), 3);
        assert_ne!(changed, names);
    }

    #[test]
    fn a_picture_says_how_large_it_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (file, sizes, _) in ICONS {
            assert_eq!(png_size(&fs::read(root.join("style/icons").join(file)).unwrap()), sizes, "{file}");
        }
    }
}
