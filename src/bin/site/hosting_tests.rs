//! The hosts' configuration, read back as the hosts read it.

use super::*;

const OWN: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
const MISSING: &str = "default-src 'none'; script-src 'sha256-AAAA'; style-src 'sha256-BBBB'";

fn page(policy: &str) -> String {
    format!("<!doctype html><head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"></head>")
}

/// A small site with its configuration for a folder.
fn site(url: Option<&str>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, policy) in [
        ("index.html", OWN),
        ("lesson/one/index.html", OWN),
        ("lesson/two/index.html", OWN),
        ("embed/demo/one/index.html", OWN),
        ("404.html", MISSING),
        ("descent.html", "default-src 'none'; font-src data:"),
    ] {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), page(policy)).unwrap();
    }
    fs::write(folder.path().join("boot-0123456789abcdef.js"), "").unwrap();
    fs::write(folder.path().join("boot-0123456789abcdef.js.br"), "").unwrap();
    write(folder.path(), url).unwrap();
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// What `_headers` gives an address: of all rules that match it, joined as the hosts join them.
fn sent(text: &str, address: &str) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::new();
    let mut matching = false;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix("  ") {
            let (name, value) = header.split_once(": ").unwrap();
            if matching {
                let joined: &mut String = headers.entry(name.to_string()).or_default();
                *joined = if joined.is_empty() { value.into() } else { format!("{joined}, {value}") };
            }
        } else {
            matching = line.strip_suffix('*').map_or(line == address, |start| address.starts_with(start));
        }
    }
    headers
}

#[test]
fn underscore_headers_give_each_address_what_the_table_says() {
    for (url, base) in [(None, "/"), (Some("https://example.org/a/b/"), "/a/b/")] {
        let folder = site(url);
        let text = read(&folder, "_headers");
        for path in
            ["", "lesson/one/", "lesson/none/", "embed/demo/one/", "descent.html", "lesson/one/page.json", "sw.js"]
        {
            let headers = sent(&text, &format!("{base}{path}"));
            for (name, value) in ALWAYS {
                assert_eq!(headers.get(name).map(String::as_str), Some(value), "{path}");
            }
            assert_eq!(headers.get("Cache-Control"), None, "{path} is revalidated, as these hosts do by themselves");
        }
        for path in ["boot-0123456789abcdef.js", "assets/descent-0123456789abcdef.css"] {
            assert_eq!(sent(&text, &format!("{base}{path}"))["Cache-Control"], FOR_EVER, "{path}");
        }
        let policy =
            |path: &str| sent(&text, &format!("{base}{path}")).remove("Content-Security-Policy").unwrap_or_default();
        // A page that is missing is sent from there too, so what it needs is allowed.
        let widened =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-AAAA'; style-src 'self' 'sha256-BBBB'";
        assert_eq!(policy(""), format!("{widened}; frame-ancestors 'self'"));
        assert_eq!(policy("lesson/none/"), policy(""));
        assert_eq!(policy("embed/demo/one/"), format!("{widened}; frame-ancestors *"));
        assert_eq!(policy("descent.html"), "default-src 'none'; font-src data:; frame-ancestors 'self'");
        assert_eq!(policy("sw.js"), "");
        assert!(text.lines().filter(|l| !l.starts_with([' ', '#'])).count() <= 100, "Cloudflare Pages reads 100 rules");
        assert!(text.lines().all(|l| l.len() <= 2000), "and lines of 2,000 characters");
    }
}

#[test]
fn vercel_gets_the_same() {
    let folder = site(Some("https://example.org/a/"));
    let config: serde_json::Value = serde_json::from_str(&read(&folder, "vercel.json")).unwrap();
    let rules = config["headers"].as_array().unwrap();
    let of = |source: &str| rules.iter().find(|rule| rule["source"] == source).unwrap()["headers"].as_array().unwrap();
    assert_eq!(of("/a/(.*)").len(), ALWAYS.len());
    assert_eq!(of(r"/a/(.*-[0-9a-f]{12,16}(_bg)?\.[a-z0-9]+)")[0]["value"], FOR_EVER);
    assert!(of("/a/embed/(.*)")[0]["value"].as_str().unwrap().ends_with("frame-ancestors *"));
    assert!(of("/a/")[0]["value"].as_str().unwrap().ends_with("frame-ancestors 'self'"));
    assert_eq!(config["trailingSlash"], true);
}

#[test]
fn servers_that_know_the_file_send_its_own_policy() {
    let folder = site(Some("https://example.org/a/"));
    for name in [".htaccess", "hosting/nginx.conf", "hosting/Caddyfile"] {
        // Caddy answers unknown addresses with the policy of the place, so the two hashes are in it.
        let text = read(&folder, name).replace(" 'sha256-AAAA'; style-src 'self' 'sha256-BBBB'", "; style-src 'self'");
        for policy in [
            format!("{OWN}; frame-ancestors 'self'"),
            format!("{OWN}; frame-ancestors *"),
            format!("{MISSING}; frame-ancestors 'self'"),
        ] {
            assert!(text.contains(&format!("\"{policy}\"")), "{name} lacks {policy}");
        }
        for (header, value) in ALWAYS.into_iter().chain([("Cache-Control", FOR_EVER), ("Cache-Control", ASK_AGAIN)]) {
            assert!(text.lines().any(|l| l.contains(header) && l.contains(value)), "{name} lacks {header}: {value}");
        }
    }
    assert!(read(&folder, ".htaccess").contains("ErrorDocument 404 /a/404.html\n"));
    assert!(folder.path().join(".nojekyll").exists());
}

#[test]
fn pages_of_a_folder_must_agree() {
    let folder = site(None);
    fs::write(folder.path().join("lesson/two/index.html"), page("default-src 'self'")).unwrap();
    let message = write(folder.path(), None).unwrap_err().to_string();
    assert!(message.contains("lesson/two/index.html") && message.contains("different policies"), "{message}");
    fs::write(folder.path().join("lesson/one/index.html"), page("default-src 'self'")).unwrap();
    let message = write(folder.path(), None).unwrap_err().to_string();
    assert!(message.contains("lesson/") && message.contains("than the home page"), "{message}");
}

#[test]
fn the_folder_is_taken_from_the_address() {
    for (url, base) in
        [("https://example.org/", "/"), ("https://example.org/a/b/", "/a/b/"), ("http://x:8080/c/", "/c/")]
    {
        assert_eq!(base_of(url), base);
    }
}
