//! SVG files that stand in a page.

use super::text::escape;

/// An SVG file as part of a page: named for those who don't see it, its ids made unique, nothing in it that the
/// site's Content-Security-Policy forbids.
///
/// # Errors
/// What it contains that may not be there.
pub(crate) fn inline(svg: &str, prefix: &str, alt: &str) -> Result<String, String> {
    let start = svg.find("<svg").ok_or("this is no SVG")?;
    let body = svg[start..].trim_end();
    let lower = body.to_lowercase();
    for (mark, message) in [
        ("<script", "no scripts"),
        ("<style", "no <style>; classes and attributes instead"),
        ("style=", "no style=; attributes such as fill= instead"),
        ("<foreignobject", "no <foreignObject>"),
        ("<image", "no <image>"),
        ("href=\"http", "nothing from elsewhere"),
        ("href=\"//", "nothing from elsewhere"),
        ("url(http", "nothing from elsewhere"),
    ] {
        if lower.contains(mark) {
            return Err(message.into());
        }
    }
    if has_handler(&lower) {
        return Err("no event handlers".into());
    }
    if !lower.contains("viewbox=") {
        return Err("a viewBox, so that it scales".into());
    }
    // A class or colored ink may be shared; ids may not.
    let body = body
        .replace(" id=\"", &format!(" id=\"{prefix}-"))
        .replace("url(#", &format!("url(#{prefix}-"))
        .replace("href=\"#", &format!("href=\"#{prefix}-"));
    let label = escape(alt);
    Ok(body.replacen("<svg", &format!("<svg role=\"img\" aria-label=\"{label}\""), 1))
}

/// Whether there is an attribute like `onclick=`.
fn has_handler(lower: &str) -> bool {
    lower.match_indices(" on").any(|(at, _)| {
        let rest = &lower[at + 3..];
        let name = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        name > 0 && rest[name..].starts_with("=\"")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_unique_and_the_picture_gets_a_name() {
        let svg = "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"><g id=\"a\"/><use href=\"#a\" fill=\"url(#b)\"/></svg>\n";
        assert_eq!(
            inline(svg, "loop", "A \"loop\"").unwrap(),
            "<svg role=\"img\" aria-label=\"A &quot;loop&quot;\" viewBox=\"0 0 1 1\"><g id=\"loop-a\"/>\
             <use href=\"#loop-a\" fill=\"url(#loop-b)\"/></svg>"
        );
    }

    #[test]
    fn what_the_policy_forbids_is_refused() {
        for inner in ["<script/>", "<g style=\"fill:red\"/>", "<g onclick=\"x\"/>", "<a href=\"https://x\"/>"] {
            assert!(inline(&format!("<svg viewBox=\"0 0 1 1\">{inner}</svg>"), "a", "b").is_err(), "{inner}");
        }
        assert!(inline("<svg></svg>", "a", "b").is_err());
    }
}
