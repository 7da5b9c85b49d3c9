//! What is sent back: status, headers, bytes. Plain data, so that tests need no socket.

use crate::headers::{ALWAYS, ASK_AGAIN, Kind, stated_policy};
use crate::html;
use crate::options::Options;
use crate::path::{self, Place};
use std::fs;
use std::path::{Path, PathBuf};

/// An answer to a request.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; the server leaves it out for HEAD.
    pub body: Vec<u8>,
}

/// What of a request matters here.
#[derive(Debug, Default, Clone, Copy)]
pub struct Ask<'a> {
    /// Path and query.
    pub url: &'a str,
    /// `Accept-Encoding`, or empty.
    pub encodings: &'a str,
    /// `If-None-Match`, or empty.
    pub known: &'a str,
}

/// Whoever asks for this lets the files go that `--hold` keeps. Outside every base, like the recorder.
pub const RELEASE_PATH: &str = "/__release";
/// Answers a GET or HEAD request.
pub fn answer(options: &Options, ask: Ask) -> Answer {
    if options.record && ask.url == html::RECORDER_PATH {
        let headers =
            vec![("Content-Type", "text/javascript; charset=utf-8".into()), ("Cache-Control", "no-store".into())];
        return with_common(Answer { status: 200, headers, body: html::RECORDER.into() });
    }
    if !options.hold.is_empty() && ask.url == RELEASE_PATH {
        return with_common(plain(200, "Released."));
    }
    with_common(match path::find(&options.folder, &options.base, ask.url) {
        Place::File(file) if withheld(options, &file) => plain(404, "This file is withheld."),
        Place::File(file) => send(options, &file, 200, ask),
        Place::Redirect(to) => Answer { status: 308, headers: vec![("Location", to), no_cache()], body: Vec::new() },
        Place::Missing => send(options, &options.folder.join("404.html"), 404, Ask { known: "", ..ask }),
        Place::Outside => plain(404, "Not part of this site."),
    })
}

/// A recorded page has other bytes than the offline copy's list says, so a site with the recorder has no such copy.
fn withheld(options: &Options, file: &Path) -> bool {
    extension(file).is_some_and(|e| options.without.contains(&e)) || options.record && below(options, file) == "sw.js"
}

/// The path of a file below the site's root, with `/` between folders.
fn below(options: &Options, file: &Path) -> String {
    let path = file.strip_prefix(&options.folder).unwrap_or(file);
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn extension(file: &Path) -> Option<String> {
    file.extension().map(|e| e.to_string_lossy().to_ascii_lowercase())
}

fn send(options: &Options, file: &Path, status: u16, ask: Ask) -> Answer {
    let Ok(bytes) = fs::read(file) else { return plain(404, "Not found.") };
    let kind = content_type(file);
    let mut headers = vec![("Content-Type", kind.clone())];
    let page = kind.starts_with("text/html");
    let place = Kind::of(&below(options, file));
    if options.csp_header
        && let Some(policy) = place.policy(stated_policy(&String::from_utf8_lossy(&bytes)).as_deref())
    {
        headers.push(("Content-Security-Policy", policy));
    }
    if page && options.record {
        headers.push(("Cache-Control", "no-store".into()));
        return Answer { status, headers, body: html::with_recorder(&String::from_utf8_lossy(&bytes)).into() };
    }
    let (bytes, encoding) = compressed(file, ask.encodings).unwrap_or((bytes, ""));
    headers.push(("Vary", "Accept-Encoding".into()));
    if !encoding.is_empty() {
        headers.push(("Content-Encoding", encoding.into()));
    }
    headers.push(("Cache-Control", place.cache_control().into()));
    let tag = etag(&bytes);
    let known = status == 200 && ask.known.split(',').any(|t| t.trim().trim_start_matches("W/") == tag);
    headers.push(("ETag", tag));
    if known { Answer { status: 304, headers, body: Vec::new() } } else { Answer { status, headers, body: bytes } }
}

/// The file's compressed neighbor, if there is one and the browser takes it.
fn compressed(file: &Path, accepted: &str) -> Option<(Vec<u8>, &'static str)> {
    let accepts = |name: &str| {
        accepted.split(',').any(|part| {
            let (coding, q) = part.split_once(';').unwrap_or((part, ""));
            coding.trim().eq_ignore_ascii_case(name) && !matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    [("br", "br"), ("gzip", "gz")].into_iter().filter(|(coding, _)| accepts(coding)).find_map(|(coding, ending)| {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        fs::read(PathBuf::from(name)).ok().map(|bytes| (bytes, coding))
    })
}

fn content_type(file: &Path) -> String {
    let mime = mime_guess::from_path(file).first_or_octet_stream();
    let text = mime.type_() == "text" || mime.subtype() == "json" || mime.suffix().is_some_and(|s| s == "json");
    if text { format!("{mime}; charset=utf-8") } else { mime.to_string() }
}

fn etag(bytes: &[u8]) -> String {
    let digest =
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("\"{digest:016x}\"")
}

fn no_cache() -> (&'static str, String) {
    ("Cache-Control", ASK_AGAIN.into())
}

/// An answer in a few words.
pub fn plain(status: u16, text: &str) -> Answer {
    let headers = vec![("Content-Type", "text/plain; charset=utf-8".into()), ("Cache-Control", "no-store".into())];
    Answer { status, headers, body: format!("{text}\n").into() }
}

fn with_common(mut answer: Answer) -> Answer {
    answer.headers.extend(ALWAYS.map(|(name, value)| (name, value.to_string())));
    answer
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
