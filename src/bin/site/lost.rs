//! Pages that may be shown at any address and depth: for addresses that lead nowhere, and for what the offline copy
//! leaves out.
//!
//! They hold no address of ours. Their script looks for the site's root, from the nearest folder upward; then it mends
//! what a mail or chat program has done to the address, or makes the page one of the site, with its head and search.

use super::assets::{BOOT, CSS, THEME};
use super::shell::{MARK, NAVIGATION, POLICY, SEARCH, THEME_COLORS};
use std::fmt::Write as _;

/// The page for addresses that lead nowhere.
pub fn not_found() -> String {
    page(
        "No such page",
        "This address leads nowhere.",
        "This address leads nowhere. Perhaps the lesson has another name now, or the link has lost its end.",
    )
}

/// The page that stands for those that the offline copy leaves out.
pub fn unsaved() -> String {
    page(
        "Not in the offline copy",
        "This page is not in the offline copy.",
        "This page is not in the offline copy, and there is no network. Settings show which tracks are kept.",
    )
}

/// What it looks like where no root is found.
const STYLE: &str = "html:not([data-lost=found]) body{font:19px/1.6 Georgia,serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1d1c1a}html:not([data-lost=found]) header{display:none}";

/// Finds the root. What follows the page's own address may have been encoded, or taken along from a sentence.
const SCRIPT: &str = r##"(async () => {
  const { documentElement, head } = document;
  const is = async (url, path) => {
    try {
      const answer = await fetch(url);
      return answer.ok && (await answer.json()).path === path;
    } catch {
      return false;
    }
  };
  let root = new URL("./", location.href);
  while (!(await is(new URL("page.json", root), ""))) {
    if (root.pathname === "/") return;
    root = new URL("../", root);
  }
  let path = location.pathname.slice(root.pathname.length);
  try {
    path = decodeURIComponent(path);
  } catch {}
  const [, page, query, anchor] = /^((?:[a-z]+\/)?[a-z0-9-]+)(?:\/?[^\w#?/]*|\/(\?[^#]*)?(#.*)?)$/.exec(path) ?? [];
  const mended = page && root.pathname + page + "/";
  if (mended && mended !== location.pathname && (await is(mended + "page.json", page + "/"))) {
    return location.replace(mended + (query ?? location.search) + (anchor ?? location.hash));
  }
  for (const link of document.querySelectorAll("a[data-to]")) link.href = new URL(link.dataset.to, root).href;
  const file = (tag, attributes) => new Promise((done) => head.append(Object.assign(document.createElement(tag), attributes, { onload: done, onerror: done })));
  await Promise.all([
    file("script", { src: new URL("{{THEME}}", root).href }),
    file("link", { rel: "stylesheet", href: new URL("{{CSS}}", root).href }),
  ]);
  documentElement.dataset.lost = "found";
  document.getElementById("ways").hidden = false;
  file("script", { type: "module", src: new URL("{{BOOT}}", root).href });
})();"##;

fn page(title: &str, description: &str, text: &str) -> String {
    let script = SCRIPT.replace("{{THEME}}", THEME).replace("{{CSS}}", CSS).replace("{{BOOT}}", BOOT);
    let own = |directive: &str, text: &str| {
        let hash = super::onefile::hash(text);
        (format!("{directive} 'self'"), format!("{directive} '{hash}' 'self'"))
    };
    let (script_src, style_src) = (own("script-src", &script), own("style-src", STYLE));
    let policy = POLICY.replace(&script_src.0, &script_src.1).replace(&style_src.0, &style_src.1);
    let mut nav = String::new();
    for (path, name) in NAVIGATION {
        let to = if path.is_empty() { "./" } else { path };
        let _ = write!(nav, "<a data-to=\"{to}\">{name}</a>");
    }
    format!(
        "<!doctype html>\n<html lang=\"en\" data-lost>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<title>{title} · Descent</title>\n<meta name=\"description\" content=\"{description}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n{THEME_COLORS}<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header class=\"site-head\"><a class=\"brand\" data-to=\"./\">{MARK}<span>Descent</span></a>{SEARCH}<nav class=\"site-nav\" aria-label=\"Site\">{nav}</nav></header>\n\
         <main id=\"main\" tabindex=\"-1\"><div class=\"page-body\"><div class=\"layout-plain\"><div class=\"blocks\"><div class=\"block prose\"><h1>{title}</h1><p>{text}</p>\
         <p id=\"ways\" hidden>All lessons are on <a data-to=\"./\">the road</a>, all algorithms among <a data-to=\"demos/\">the demos</a>, all terms in <a data-to=\"glossary/\">the glossary</a>. \
         Or <button class=\"link-button\" type=\"button\" data-search>search the course</button>.</p></div></div></div></div></main>\n\
         <script>{script}</script>\n</body>\n</html>\n"
    )
}
