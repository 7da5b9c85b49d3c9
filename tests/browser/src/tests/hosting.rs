//! The built folder on hosts that are not ours: nginx with the configuration that the build writes, and a plain file
//! server that knows nothing. The same folder at the root and deeper.

use super::states::{ALIVE, READY};
use browser::process::{Process, within};
use browser::{Ctx, Outcome, Test, check, site};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The tests. What a host sends, no browser changes.
pub const TESTS: &[Test] = &[
    Test::once("nginx-sends-what-the-table-says", nginx_headers),
    Test::once("nginx-at-the-root", |ctx| use_site(ctx, &Host::nginx(ctx, "/")?)),
    Test::once("nginx-in-a-folder", |ctx| use_site(ctx, &Host::nginx(ctx, "/a/b/c/")?)),
    Test::once("plain-server-at-the-root", |ctx| use_site(ctx, &Host::plain(ctx, "/")?)),
    Test::once("plain-server-in-a-folder", |ctx| use_site(ctx, &Host::plain(ctx, "/a/b/c/")?)),
];

const PATIENCE: Duration = Duration::from_secs(60);
const FOLDERS: [&str; 2] = ["/", "/a/b/c/"];

/// A server with the site below `base`.
struct Host {
    port: u16,
    base: String,
    _process: Process,
    _folder: tempfile::TempDir,
}

/// What a server has answered.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Host {
    fn nginx(ctx: &Ctx, base: &str) -> Outcome<Self> {
        let dist = ctx.dist().canonicalize()?;
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let prefix = base.trim_end_matches('/');
        let slash = if prefix.is_empty() {
            String::new()
        } else {
            format!("location = {prefix} {{ return 301 {base}$is_args$args; }}")
        };
        let (work, dist) = (folder.path().display(), dist.display());
        let config = format!(
            "daemon off;\nmaster_process off;\npid {work}/pid;\nerror_log {work}/error.log;\nevents {{}}\n\
             http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n\
             client_body_temp_path {work}/a;\nproxy_temp_path {work}/b;\nfastcgi_temp_path {work}/c;\nuwsgi_temp_path {work}/d;\nscgi_temp_path {work}/e;\n\
             server {{\nlisten 127.0.0.1:{port};\nset $descent \"{prefix}\";\n{slash}\n\
             location {base} {{ alias {dist}/; include {dist}/hosting/nginx.conf; }}\n}}\n}}\n"
        );
        let path = folder.path().join("nginx.conf");
        fs::write(&path, config)?;
        let mut command = Command::new(program("nginx"));
        command.args([
            "-c",
            &path.to_string_lossy(),
            "-p",
            &folder.path().to_string_lossy(),
            "-e",
            &format!("{work}/error.log"),
        ]);
        let process = Process::start("nginx", &mut command, &log()?)?;
        let open = || TcpStream::connect(("127.0.0.1", port)).ok().map(drop);
        if within(Duration::from_secs(10), open).is_none() {
            return Err(
                format!("nginx does not listen: {}", fs::read_to_string(folder.path().join("error.log"))?).into()
            );
        }
        Ok(Self { port, base: base.into(), _process: process, _folder: folder })
    }

    /// Python's server, which knows of no base: the folder is a link in the folders that it serves.
    fn plain(ctx: &Ctx, base: &str) -> Outcome<Self> {
        let dist = ctx.dist().canonicalize()?;
        let folder = tempfile::tempdir()?;
        let root = if base == "/" {
            dist
        } else {
            let link = folder.path().join(base.trim_matches('/'));
            fs::create_dir_all(link.parent().unwrap_or(folder.path()))?;
            std::os::unix::fs::symlink(dist, link)?;
            folder.path().to_path_buf()
        };
        let mut command = Command::new("python3");
        let port = free_port()?;
        command.args(["-u", "-m", "http.server", &port.to_string(), "--bind", "127.0.0.1", "--directory"]).arg(&root);
        let process = Process::start("python3 -m http.server", &mut command, &log()?)?;
        process.said(Duration::from_secs(10), |line| line.contains(" port ").then_some(()))?;
        Ok(Self { port, base: base.into(), _process: process, _folder: folder })
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{}{path}", self.port, self.base)
    }

    /// Asks for a path below the base, without a browser that would decode or follow anything.
    fn get(&self, path: &str, encodings: &str) -> Outcome<Answer> {
        self.ask(&format!("{}{path}", self.base), encodings)
    }

    fn ask(&self, path: &str, encodings: &str) -> Outcome<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encodings}\r\nConnection: close\r\n\r\n"
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").ok_or("an answer without an end of its head")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok());
        let headers = lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_ascii_lowercase(), v.to_string()));
        Ok(Answer { status: status.ok_or("no status")?, headers: headers.collect(), body: bytes[end + 4..].to_vec() })
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Debian keeps servers where only root looks for programs.
fn program(name: &str) -> PathBuf {
    let known = Path::new("/usr/sbin").join(name);
    if known.exists() { known } else { name.into() }
}

fn log() -> Outcome<PathBuf> {
    Ok(site::output_folder()?.join("hosts.log"))
}

fn free_port() -> Outcome<u16> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    if site::is_new(port) { Ok(port) } else { free_port() }
}

/// The names of the files in the site's root that end so.
fn named(ctx: &Ctx, ending: &str) -> Outcome<String> {
    let names = fs::read_dir(ctx.dist())?.filter_map(|e| e.ok()?.file_name().into_string().ok());
    names.into_iter().find(|n| n.ends_with(ending)).ok_or_else(|| format!("no file ends in {ending}").into())
}

fn nginx_headers(ctx: &Ctx) -> Outcome {
    let policy = |path: &str| -> Outcome<String> {
        let text = fs::read_to_string(ctx.dist().join(path))?;
        let stated = text
            .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        Ok(stated.ok_or("a page without a policy")?.0.to_string())
    };
    for base in FOLDERS {
        let host = Host::nginx(ctx, base)?;
        let wasm = named(ctx, "_bg.wasm")?;
        for (path, status, kind, cache, own) in [
            ("", 200, "text/html", "no-cache", Some("index.html")),
            ("lesson/confusion-matrix/", 200, "text/html", "no-cache", Some("index.html")),
            ("lesson/confusion-matrix/?a=1", 200, "text/html", "no-cache", Some("index.html")),
            ("lesson/no-such-lesson/", 404, "text/html", "no-cache", Some("404.html")),
            ("no/such/file.json", 404, "text/html", "no-cache", Some("404.html")),
            ("lesson/confusion-matrix/page.json", 200, "application/json", "no-cache", None),
            ("sw.js", 200, "application/javascript", "no-cache", None),
            ("boot.js", 200, "application/javascript", "no-cache", None),
            ("manifest.webmanifest", 200, "application/manifest+json", "no-cache", None),
            ("descent.html", 200, "text/html", "no-cache", Some("descent.html")),
            (&wasm, 200, "application/wasm", "public, max-age=31536000, immutable", None),
        ] {
            let answer = host.get(path, "identity")?;
            let at = format!("{base}{path}");
            check(answer.status == status, format!("{at}: {}", answer.status))?;
            check(answer.header("content-type").starts_with(kind), format!("{at}: {}", answer.header("content-type")))?;
            check(answer.header("cache-control") == cache, format!("{at}: {}", answer.header("cache-control")))?;
            let expected =
                own.map(&policy).transpose()?.map_or(String::new(), |p| format!("{p}; frame-ancestors 'self'"));
            check(
                answer.header("content-security-policy") == expected,
                format!("{at}: {}", answer.header("content-security-policy")),
            )?;
            for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer")] {
                check(answer.header(name) == value, format!("{at}: {name} is {:?}", answer.header(name)))?;
            }
            check(answer.header("permissions-policy").contains("camera=()"), format!("{at}: no Permissions-Policy"))?;
        }
        let demo = host.get("embed/gradient-descent/", "identity")?;
        check(demo.header("content-security-policy").ends_with("frame-ancestors *"), "embed pages cannot be framed")?;
        for (encodings, coding) in [("gzip", "gzip"), ("identity", ""), ("", "")] {
            let answer = host.get("deck.json", encodings)?;
            check(
                answer.header("content-encoding") == coding,
                format!("{encodings}: {}", answer.header("content-encoding")),
            )?;
            let file = if coding.is_empty() { "deck.json" } else { "deck.json.gz" };
            check(answer.body == fs::read(ctx.dist().join(file))?, format!("{encodings}: other bytes"))?;
            check(answer.header("vary").contains("Accept-Encoding") || coding.is_empty(), "Vary is missing")?;
        }
        let folder = host.get("lesson/confusion-matrix?a=1", "identity")?;
        check(folder.status == 301, format!("a folder without its slash: {}", folder.status))?;
        check(folder.header("location") == format!("{base}lesson/confusion-matrix/?a=1"), folder.header("location"))?;
        if base != "/" {
            let root = host.ask(base.trim_end_matches('/'), "identity")?;
            check((root.status, root.header("location").ends_with(base)) == (301, true), root.header("location"))?;
        }
    }
    Ok(())
}

/// Starts, navigates, reloads, finds its way from unknown addresses.
fn use_site(ctx: &Ctx, host: &Host) -> Outcome {
    let bare = host.url("");
    ctx.tab.goto(bare.trim_end_matches('/'))?;
    ctx.tab.wait_within(PATIENCE, READY)?;
    check(ctx.tab.url()? == bare, ctx.tab.url()?)?;
    ctx.tab.click(".road-list a[href*=confusion-matrix]")?;
    ctx.tab.wait_until(ALIVE)?;
    check(ctx.tab.url()? == host.url("lesson/confusion-matrix/"), ctx.tab.url()?)?;
    ctx.tab.reload()?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    ctx.tab.goto(&host.url("demo/gradient-descent"))?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    check(ctx.tab.url()?.starts_with(&host.url("demo/gradient-descent/")), ctx.tab.url()?)?;
    ctx.tab.back()?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    check(ctx.tab.url()? == host.url("lesson/confusion-matrix/"), ctx.tab.url()?)?;
    // The copy for offline is made from these bytes too, whatever the host says about them.
    ctx.tab.wait_within(PATIENCE, "document.querySelector('.site-foot offline-copy').dataset.state === 'ready'")
}
