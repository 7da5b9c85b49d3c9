//! From the path of an address to a file, without ever leaving the folder.

use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};

/// What lies at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A file to send.
    File(PathBuf),
    /// The address lacks something; it should be this path.
    Redirect(String),
    /// Nothing, but inside the site.
    Missing,
    /// Outside the site's base.
    Outside,
}

/// Finds the place of `url` (a path with an optional query) below the canonical `folder`.
pub fn find(folder: &Path, base: &str, url: &str) -> Place {
    let (path, query) = url.split_once('?').map_or((url, None), |(p, q)| (p, Some(q)));
    let redirect = |path: String| Place::Redirect(query.map_or(path.clone(), |q| format!("{path}?{q}")));
    // A browser spells some signs of the base otherwise than who began the server.
    let folders = base.matches('/').count();
    let Some((end, _)) = path.match_indices('/').nth(folders - 1) else {
        let whole = format!("{path}/");
        return if decoded(&whole) == decoded(base) { redirect(whole) } else { Place::Outside };
    };
    let (head, inner) = path.split_at(end + 1);
    if decoded(head) != decoded(base) {
        return Place::Outside;
    }
    let Some(names) = names(inner) else { return Place::Missing };
    let Ok(file) = names.iter().fold(folder.to_path_buf(), |path, name| path.join(name)).canonicalize() else {
        return Place::Missing;
    };
    // The names are harmless, but a link in the folder may point anywhere.
    if !file.starts_with(folder) {
        return Place::Missing;
    }
    let slash = inner.is_empty() || inner.ends_with('/');
    match (file.is_dir(), slash) {
        (true, false) => redirect(format!("{path}/")),
        (true, true) => inside(folder, &file.join("index.html")).map_or(Place::Missing, Place::File),
        (false, false) => Place::File(file),
        (false, true) => Place::Missing,
    }
}

/// The file, if it is one and lies in the folder.
fn inside(folder: &Path, file: &Path) -> Option<PathBuf> {
    file.canonicalize().ok().filter(|file| file.starts_with(folder) && file.is_file())
}

fn decoded(path: &str) -> Vec<u8> {
    percent_decode_str(path).collect()
}

/// The decoded names of a path; `None` where one of them could mean another folder.
fn names(path: &str) -> Option<Vec<String>> {
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Some(Vec::new());
    }
    let parts = path.split('/').map(|part| percent_decode_str(part).decode_utf8().ok().map(String::from));
    parts
        .map(|part| {
            part.filter(|name| !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0', ':']))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder `site` with pages, and a file beside it that must stay out of reach. Removed when the guard is dropped.
    fn site() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("site");
        fs::create_dir_all(site.join("lesson/one")).unwrap();
        fs::create_dir_all(site.join("empty")).unwrap();
        fs::create_dir_all(site.join(".git")).unwrap();
        for file in ["index.html", "a b.txt", "lesson/one/index.html", ".git/config"] {
            fs::write(site.join(file), "text").unwrap();
        }
        fs::write(root.path().join("secret.txt"), "secret").unwrap();
        let site = site.canonicalize().unwrap();
        (root, site)
    }

    #[test]
    fn finds_pages_files_and_missing_slashes() {
        let (_root, folder) = site();
        let file = |path: &str| Place::File(folder.join(path));
        assert_eq!(find(&folder, "/", "/"), file("index.html"));
        assert_eq!(find(&folder, "/", "/?theme=dark"), file("index.html"));
        assert_eq!(find(&folder, "/", "/a%20b.txt"), file("a b.txt"));
        assert_eq!(find(&folder, "/", "/lesson/one/"), file("lesson/one/index.html"));
        assert_eq!(find(&folder, "/", "/lesson/one?x=1"), Place::Redirect("/lesson/one/?x=1".into()));
        for missing in ["/nothing", "/empty/", "/index.html/", "/lesson//one/"] {
            assert_eq!(find(&folder, "/", missing), Place::Missing, "{missing}");
        }
    }

    #[test]
    fn a_base_moves_everything() {
        let (_root, folder) = site();
        assert_eq!(find(&folder, "/a/b/", "/a/b/"), Place::File(folder.join("index.html")));
        assert_eq!(find(&folder, "/a/b/", "/a/b"), Place::Redirect("/a/b/".into()));
        assert_eq!(find(&folder, "/a/b/", "/a/b/lesson/one"), Place::Redirect("/a/b/lesson/one/".into()));
        for outside in ["/", "/a/", "/index.html", "/a/bc/"] {
            assert_eq!(find(&folder, "/a/b/", outside), Place::Outside, "{outside}");
        }
    }

    #[test]
    fn a_base_is_the_same_however_it_is_spelled() {
        let (_root, folder) = site();
        let file = Place::File(folder.join("lesson/one/index.html"));
        for (base, url) in [
            ("/my course/", "/my%20course/"),
            ("/my%20course/", "/my%20course/"),
            ("/50%25 off/", "/50%25%20off/"),
            ("/50% off/", "/50%25%20off/"),
            ("/kurs/ü/", "/kurs/%C3%BC/"),
            ("/kurs/%c3%bc/", "/kurs/%C3%BC/"),
            ("/a/b/", "/%61/b/"),
        ] {
            assert_eq!(find(&folder, base, &format!("{url}lesson/one/")), file, "{base}");
            let bare = url.trim_end_matches('/');
            assert_eq!(find(&folder, base, &format!("{bare}?x=1")), Place::Redirect(format!("{url}?x=1")), "{base}");
            assert_eq!(find(&folder, base, &format!("{url}../secret.txt")), Place::Missing, "{base}");
            assert_eq!(find(&folder, base, "/other/lesson/one/"), Place::Outside, "{base}");
        }
        assert_eq!(find(&folder, "/a/b/", "/a%2fb/index.html"), Place::Outside);
    }

    #[test]
    fn nothing_outside_the_folder_can_be_reached() {
        let (_root, folder) = site();
        for path in [
            "/../secret.txt",
            "/lesson/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e%2fsecret.txt",
            "/..%5csecret.txt",
            "/%252e%252e/secret.txt",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/lesson/%00/../../../secret.txt",
            "/C:/secret.txt",
            "/%ff",
            "/.git/config",
            "/./index.html",
        ] {
            assert_eq!(find(&folder, "/", path), Place::Missing, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        let (_root, folder) = site();
        let link = |from: &str, to: &str| {
            std::os::unix::fs::symlink(to, folder.join(from)).unwrap();
        };
        link("out.txt", "../secret.txt");
        link("up", "..");
        link("empty/index.html", "../../secret.txt");
        link("in.txt", "index.html");
        for path in ["/out.txt", "/up", "/up/secret.txt", "/empty/"] {
            assert_eq!(find(&folder, "/", path), Place::Missing, "{path}");
        }
        assert_eq!(find(&folder, "/", "/in.txt"), Place::File(folder.join("index.html")));
    }
}
