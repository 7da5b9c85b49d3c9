//! Answers, without a socket.

use super::*;

const PAGE: &str = "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head></html>";

/// A small site served with some flags, removed when dropped.
struct Site {
    options: Options,
    _folder: tempfile::TempDir,
}

impl std::ops::Deref for Site {
    type Target = Options;

    fn deref(&self) -> &Options {
        &self.options
    }
}

fn site(flags: &str) -> Site {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    fs::create_dir_all(folder.join("embed")).unwrap();
    for page in ["index.html", "embed/index.html", "404.html"] {
        fs::write(folder.join(page), PAGE).unwrap();
    }
    for file in [
        "app-0123456789abcdef_bg.wasm",
        "app-0123456789abcdef.js",
        "a.woff2",
        "m.webmanifest",
        "i.svg",
        "d.json",
        "s.css",
        "d.csv",
    ] {
        fs::write(folder.join(file), "content").unwrap();
    }
    fs::write(folder.join("s.css.br"), "brotli").unwrap();
    fs::write(folder.join("s.css.gz"), "gzip").unwrap();
    let mut arguments = vec![folder.to_string_lossy().into_owned()];
    arguments.extend(flags.split_whitespace().map(String::from));
    Site { options: Options::parse(&arguments).unwrap(), _folder: temporary }
}

fn get(options: &Options, url: &str) -> Answer {
    answer(options, Ask { url, ..Ask::default() })
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.iter().find(|h| h.0 == name).map_or("", |h| &h.1)
}

#[test]
fn every_kind_of_file_has_its_type() {
    let site = site("");
    for (url, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm"),
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/m.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/i.svg", "image/svg+xml"),
        ("/d.json", "application/json; charset=utf-8"),
        ("/s.css", "text/css; charset=utf-8"),
        ("/d.csv", "text/csv; charset=utf-8"),
    ] {
        let answer = get(&site, url);
        assert_eq!((answer.status, header(&answer, "Content-Type")), (200, kind), "{url}");
        assert_eq!(header(&answer, "X-Content-Type-Options"), "nosniff");
        assert_eq!(header(&answer, "Referrer-Policy"), "no-referrer");
        assert!(header(&answer, "Permissions-Policy").contains("camera=()"));
    }
}

#[test]
fn only_files_named_by_their_digest_are_kept_for_ever() {
    let site = site("");
    assert!(header(&get(&site, "/app-0123456789abcdef_bg.wasm"), "Cache-Control").ends_with("immutable"));
    assert!(header(&get(&site, "/app-0123456789abcdef.js"), "Cache-Control").ends_with("immutable"));
    for url in ["/", "/s.css", "/d.json"] {
        assert_eq!(header(&get(&site, url), "Cache-Control"), "no-cache", "{url}");
    }
}

#[test]
fn a_known_file_is_not_sent_again() {
    let site = site("");
    let tag = header(&get(&site, "/d.csv"), "ETag").to_string();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}")] {
        let again = answer(&site, Ask { url: "/d.csv", known: &known, ..Ask::default() });
        assert_eq!((again.status, again.body.len(), header(&again, "ETag")), (304, 0, tag.as_str()));
    }
    assert_eq!(answer(&site, Ask { url: "/d.csv", known: "\"other\"", ..Ask::default() }).status, 200);
}

#[test]
fn compressed_neighbors_are_sent_to_those_who_take_them() {
    let site = site("");
    for (encodings, coding, body) in [
        ("gzip, deflate, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip"),
        ("identity", "", "content"),
        ("", "", "content"),
    ] {
        let answer = answer(&site, Ask { url: "/s.css", encodings, ..Ask::default() });
        assert_eq!(
            (header(&answer, "Content-Encoding"), answer.body.as_slice()),
            (coding, body.as_bytes()),
            "{encodings}"
        );
        assert_eq!(
            (header(&answer, "Content-Type"), header(&answer, "Vary")),
            ("text/css; charset=utf-8", "Accept-Encoding")
        );
    }
}

#[test]
fn missing_pages_get_the_sites_own_page_with_the_right_status() {
    let site = site("--base /a/");
    let missing = get(&site, "/a/lesson/none/");
    assert_eq!((missing.status, missing.body.as_slice()), (404, PAGE.as_bytes()));
    let outside = get(&site, "/lesson/none/");
    assert_eq!((outside.status, outside.body.as_slice()), (404, &b"Not part of this site.\n"[..]));
    let redirect = get(&site, "/a/embed?x=1");
    assert_eq!((redirect.status, header(&redirect, "Location")), (308, "/a/embed/?x=1"));
}

#[test]
fn the_policy_header_repeats_the_page_and_adds_who_may_frame_it() {
    let with = site("--csp-header");
    assert_eq!(header(&get(&with, "/"), "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'self'");
    assert_eq!(header(&get(&with, "/embed/"), "Content-Security-Policy"), "default-src 'none'; frame-ancestors *");
    assert_eq!(header(&get(&with, "/s.css"), "Content-Security-Policy"), "");
    assert_eq!(header(&get(&site(""), "/"), "Content-Security-Policy"), "");
}

#[test]
fn the_recorder_is_there_only_when_asked_for() {
    let with = site("--record");
    let page = get(&with, "/");
    assert!(
        String::from_utf8(page.body).unwrap().starts_with("<!doctype html><html><head><script src=\"/__recorder.js\">")
    );
    assert!(page.headers.contains(&("Cache-Control", "no-store".to_string())));
    assert_eq!(get(&with, "/__recorder.js").body, html::RECORDER.as_bytes());
    let without = site("");
    assert_eq!(get(&without, "/").body, PAGE.as_bytes());
    assert_eq!(get(&without, "/__recorder.js").status, 404);
}

#[test]
fn a_recorded_site_has_no_worker() {
    let with = site("--record");
    fs::write(with.folder.join("sw.js"), "worker").unwrap();
    assert_eq!(get(&with, "/sw.js").status, 404);
    let without = site("");
    fs::write(without.folder.join("sw.js"), "worker").unwrap();
    let worker = get(&without, "/sw.js");
    assert_eq!((worker.status, header(&worker, "Cache-Control")), (200, "no-cache"));
}

#[test]
fn an_extension_can_be_withheld() {
    let site = site("--without wasm");
    assert_eq!(get(&site, "/app-0123456789abcdef_bg.wasm").status, 404);
    assert_eq!(get(&site, "/app-0123456789abcdef.js").status, 200);
}
