//! Configuration for the common static hosts, from the table of headers that our own server uses too.

use super::headers::{self, ALWAYS, Kind};
use super::offline::files;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// What lies in the root, because its host looks for it there.
pub const FILES: [&str; 4] = ["_headers", ".htaccess", ".nojekyll", "vercel.json"];

/// How long browsers keep a file that never changes, and one that may.
const FOR_EVER: &str = Kind::Hashed.cache_control();
const ASK_AGAIN: &str = Kind::Other.cache_control();

/// A file whose name holds a digest, as the hosts' regular expressions say it; the app's comes without leading zeros.
/// Compressed neighbors end in one more.
const HASHED: &str = r"-[0-9a-f]{12,16}(_bg)?\.[a-z0-9]+$";

/// What a site's pages ask for.
#[derive(Debug, Default)]
struct Policies {
    /// The policy header by place: `` for the home page, `lesson/` for all below it, `descent.html`.
    places: BTreeMap<String, String>,
    /// The policy header of the page for unknown addresses.
    not_found: String,
    /// Names of the hashed files outside `assets/`.
    hashed: Vec<String>,
}

/// Writes the configuration of every host that is known. `site_url` says below which folder the site will lie; without
/// it the host's root is assumed where a host must know.
pub fn write(out: &Path, site_url: Option<&str>) -> io::Result<()> {
    let base = site_url.map_or("/", base_of);
    let policies = Policies::read(out)?;
    fs::create_dir_all(out.join("hosting"))?;
    fs::write(out.join("_headers"), underscore_headers(&policies, base))?;
    fs::write(out.join("vercel.json"), vercel(&policies, base))?;
    fs::write(out.join(".htaccess"), htaccess(&policies, base))?;
    fs::write(out.join(".nojekyll"), "")?;
    fs::write(out.join("hosting/nginx.conf"), nginx(&policies))?;
    fs::write(out.join("hosting/Caddyfile"), caddy(&policies))
}

/// The folder of an absolute address, with a slash on either side.
fn base_of(url: &str) -> &str {
    url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/")
}

impl Policies {
    fn read(out: &Path) -> io::Result<Policies> {
        let mut own: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut policies = Policies::default();
        for path in files(out)? {
            if Kind::of(&path) == Kind::Hashed
                && !path.contains('/')
                && !path.ends_with(".br")
                && !path.ends_with(".gz")
            {
                policies.hashed.push(path.clone());
            }
            if !path.ends_with(".html") {
                continue;
            }
            let text = fs::read_to_string(out.join(&path))?;
            let header = Kind::of(&path).policy(headers::stated_policy(&text).as_deref()).unwrap_or_default();
            let place = match path.split_once('/') {
                Some((folder, _)) => format!("{folder}/"),
                None if path == "index.html" => String::new(),
                None => path.clone(),
            };
            match own.get(&place) {
                Some((known, first)) if *known != header => {
                    return Err(io::Error::other(format!(
                        "{path} and {first} state different policies, but hosts are told one for the folder {place}"
                    )));
                }
                _ => drop(own.insert(place, (header, path))),
            }
        }
        let pages = own.get("").map_or("", |(header, _)| header);
        let other =
            own.iter().find(|(place, (header, _))| place.ends_with('/') && *place != "embed/" && header != pages);
        if let Some((_, (_, path))) = other {
            return Err(io::Error::other(format!(
                "{path} states another policy than the home page, but servers are told one for all pages outside embed/"
            )));
        }
        policies.not_found = own.remove("404.html").map(|(header, _)| header).unwrap_or_default();
        policies.places = own.into_iter().map(|(place, (header, _))| (place, header)).collect();
        Ok(policies)
    }

    /// The headers for hosts that choose them by the address asked for. Those send the page for unknown addresses with
    /// the headers of the folder in which it was asked for, so its two hashes are allowed there as well. Each page's
    /// own policy stays as strict as it is: browsers enforce both.
    fn by_address(&self) -> impl Iterator<Item = (&str, String)> {
        self.places.iter().map(|(place, policy)| {
            let folder = place.is_empty() || place.ends_with('/');
            (place.as_str(), if folder { with_hashes(policy, &self.not_found) } else { policy.clone() })
        })
    }

    /// The one policy of all pages that may not be framed elsewhere.
    fn pages(&self) -> &str {
        self.places.get("").map_or("", String::as_str)
    }

    fn embeds(&self) -> Option<&str> {
        self.places.get("embed/").map(String::as_str)
    }

    /// Files in the root with a policy of their own, for hosts that can tell which file is sent.
    fn single_files(&self) -> impl Iterator<Item = (&str, &str)> {
        let named = self.places.iter().filter(|(place, _)| place.ends_with(".html"));
        named.map(|(place, policy)| (place.as_str(), policy.as_str())).chain([("404.html", self.not_found.as_str())])
    }
}

/// A policy in which scripts and styles with the other policy's hashes may run too.
fn with_hashes(policy: &str, other: &str) -> String {
    let hashes = |directive: &str| {
        let found = other.split(';').find_map(|part| part.trim().strip_prefix(directive)).unwrap_or("");
        found.split_whitespace().filter(|source| source.starts_with("'sha256-")).collect::<Vec<_>>().join(" ")
    };
    let widened = policy.split(';').map(str::trim).map(|part| match part.split_whitespace().next() {
        Some(directive @ ("script-src" | "style-src")) => {
            format!("{part} {}", hashes(directive)).trim_end().to_string()
        }
        _ => part.to_string(),
    });
    widened.collect::<Vec<_>>().join("; ")
}

/// Netlify and Cloudflare Pages. Both revalidate what has no rule, so only what may be kept is named; and both join
/// the values of rules that overlap, so no two rules here set the same header for the same address.
fn underscore_headers(policies: &Policies, base: &str) -> String {
    let mut text = String::from("# Headers for Netlify and Cloudflare Pages.\n");
    let mut rule = |address: &str, list: &[(&str, &str)]| {
        let _ = writeln!(text, "{base}{address}");
        for (name, value) in list {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    rule("*", &ALWAYS);
    rule("assets/*", &[("Cache-Control", FOR_EVER)]);
    for name in &policies.hashed {
        rule(name, &[("Cache-Control", FOR_EVER)]);
    }
    for (place, policy) in policies.by_address() {
        let address = if place.ends_with('/') { format!("{place}*") } else { place.to_string() };
        rule(&address, &[("Content-Security-Policy", &policy)]);
    }
    text
}

fn vercel(policies: &Policies, base: &str) -> String {
    let list = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect::<Vec<_>>()
    };
    let mut rules = vec![
        json!({ "source": format!("{base}(.*)"), "headers": list(&ALWAYS) }),
        json!({ "source": format!("{base}(.*{})", HASHED.trim_end_matches('$')), "headers": list(&[("Cache-Control", FOR_EVER)]) }),
    ];
    for (place, policy) in policies.by_address() {
        let address = if place.ends_with('/') { format!("{base}{place}(.*)") } else { format!("{base}{place}") };
        rules.push(json!({ "source": address, "headers": list(&[("Content-Security-Policy", &policy)]) }));
    }
    let all = json!({ "trailingSlash": true, "headers": rules });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn htaccess(policies: &Policies, base: &str) -> String {
    let mut text = format!(
        "# Headers, types and compressed files for Apache. Needs AllowOverride FileInfo Indexes; the modules headers and\n\
         # rewrite are used where they are there. The next line must name the folder of the address.\n\
         ErrorDocument 404 {base}404.html\n\
         DirectoryIndex index.html\n\
         AddType application/wasm .wasm\n\
         AddType application/manifest+json .webmanifest\n\
         AddType text/csv .csv\n\
         AddType font/woff2 .woff2\n\
         AddCharset utf-8 .html .js .css .json .csv .svg .webmanifest\n\
         RemoveType .gz\n\
         RemoveLanguage .br\n\
         AddEncoding br .br\n\
         AddEncoding gzip .gz\n\
         <IfModule mod_rewrite.c>\n\
         RewriteEngine On\n"
    );
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            text,
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\nRewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule ^(.+)$ $1.{ending} [L]\n"
        );
    }
    text += "</IfModule>\n<IfModule mod_headers.c>\n";
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(text, "Header set Cache-Control \"{}\"", ASK_AGAIN);
    let hashed = HASHED.trim_end_matches('$');
    let _ = writeln!(
        text,
        "<FilesMatch \"{hashed}(\\.(br|gz))?$\">\nHeader set Cache-Control \"{FOR_EVER}\"\n</FilesMatch>\n\
         <FilesMatch \"\\.(html|js|css|json|svg|csv|wasm|webmanifest)(\\.(br|gz))?$\">\nHeader append Vary Accept-Encoding\n</FilesMatch>\n\
         <FilesMatch \"\\.html(\\.(br|gz))?$\">\nHeader always set Content-Security-Policy \"{}\"\n</FilesMatch>",
        policies.pages()
    );
    if let Some(policy) = policies.embeds() {
        let _ = writeln!(
            text,
            "<If \"%{{REQUEST_URI}} =~ m#^{base}embed/#\">\nHeader always set Content-Security-Policy \"{policy}\"\n</If>"
        );
    }
    for (name, policy) in policies.single_files() {
        let _ = writeln!(
            text,
            "<FilesMatch \"^{}(\\.(br|gz))?$\">\nHeader always set Content-Security-Policy \"{policy}\"\n</FilesMatch>",
            name.replace('.', "\\.")
        );
    }
    text + "</IfModule>\n"
}

fn nginx(policies: &Policies) -> String {
    let always = |indent: &str, cache: &str, policy: Option<&str>| {
        let mut text = String::new();
        let all =
            ALWAYS.into_iter().chain([("Cache-Control", cache)]).chain(policy.map(|p| ("Content-Security-Policy", p)));
        for (name, value) in all {
            let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
        }
        text
    };
    let mut text = String::from(
        "# Descent on nginx. With the folder at /srv/descent and the course at https://example.org/a/b/, put into `server`:\n\
         #\n\
         #     set $descent /a/b;    # for the root: set $descent \"\";\n\
         #     location = /a/b { return 301 /a/b/$is_args$args; }    # not for the root\n\
         #     location /a/b/ { alias /srv/descent/; include /srv/descent/hosting/nginx.conf; }\n\
         \n\
         index index.html;\n\
         error_page 404 $descent/404.html;\n\
         absolute_redirect off;\n\
         gzip_static on;\n\
         gzip_vary on;\n\
         # brotli_static on;    # a fifth smaller; needs the module ngx_brotli\n",
    );
    text += &always("", ASK_AGAIN, None);
    let mut location = |pattern: &str, types: &str, cache: &str, policy: Option<&str>| {
        let types = if types.is_empty() { String::new() } else { format!("    types {{ {types}; }}\n") };
        let _ = write!(text, "location ~ \"{pattern}\" {{\n{types}{}}}\n", always("    ", cache, policy));
    };
    // The first pattern that fits decides.
    location(r"\.wasm$", "application/wasm wasm", FOR_EVER, None);
    location(HASHED, "", FOR_EVER, None);
    location(r"\.webmanifest$", "application/manifest+json webmanifest", ASK_AGAIN, None);
    if let Some(policy) = policies.embeds() {
        location(r"/embed/.*\.html$", "", ASK_AGAIN, Some(policy));
    }
    for (name, policy) in policies.single_files() {
        location(&format!("/{}$", name.replace('.', r"\.")), "", ASK_AGAIN, Some(policy));
    }
    location(r"\.html$", "", ASK_AGAIN, Some(policies.pages()));
    text
}

fn caddy(policies: &Policies) -> String {
    let mut text = String::from(
        "# Descent with Caddy. With the folder at /srv/descent and the course at https://example.org/a/b/:\n\
         #\n\
         #     example.org {\n\
         #         redir /a/b /a/b/\n\
         #         handle_path /a/b/* {\n\
         #             root * /srv/descent\n\
         #             import /srv/descent/hosting/Caddyfile\n\
         #         }\n\
         #         handle_errors {\n\
         #             root * /srv/descent\n\
         #             rewrite * /404.html\n\
         #             file_server\n\
         #         }\n\
         #     }\n\
         #\n\
         # At the root, `handle` without an address takes the place of `handle_path /a/b/*`, and `redir` goes.\n\n",
    );
    let _ = writeln!(text, "@hashed path_regexp {HASHED}\n@fresh not path_regexp {HASHED}");
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "header {name} \"{value}\"");
    }
    let _ =
        writeln!(text, "header @hashed Cache-Control \"{FOR_EVER}\"\nheader @fresh Cache-Control \"{}\"", ASK_AGAIN);
    let singles: Vec<&str> = policies.single_files().map(|(name, _)| name).collect();
    let _ = writeln!(text, "@pages {{\n\tpath_regexp (/|\\.html)$\n\tnot path /embed/* /{}\n}}", singles.join(" /"));
    // An error is answered with the headers of the address that was asked for.
    let widened = |policy: &str| with_hashes(policy, &policies.not_found);
    let _ = writeln!(text, "header @pages Content-Security-Policy \"{}\"", widened(policies.pages()));
    if let Some(policy) = policies.embeds() {
        let _ = writeln!(text, "header /embed/* Content-Security-Policy \"{}\"", widened(policy));
    }
    for (name, policy) in policies.single_files() {
        let _ = writeln!(text, "header /{name} Content-Security-Policy \"{policy}\"");
    }
    text += "header /manifest.webmanifest Content-Type application/manifest+json\n";
    text + "file_server {\n\tprecompressed br gzip\n}\n"
}

#[cfg(test)]
#[path = "hosting_tests.rs"]
mod tests;
