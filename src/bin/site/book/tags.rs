//! Start tags in HTML of our own making: attributes are in double quotes, and no `>` stands in one.

/// Rewrites every start tag whose text begins with `opening`, such as `<a `; `change` is given the whole tag.
pub fn each(html: &str, opening: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(opening) {
        let (before, found) = rest.split_at(start);
        let end = found.find('>').map_or(found.len(), |i| i + 1);
        out.push_str(before);
        out.push_str(&change(&found[..end]));
        rest = &found[end..];
    }
    out + rest
}

/// The value of an attribute of a tag, still escaped.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// The tag with another value of an attribute that it has.
pub fn with(tag: &str, name: &str, value: &str) -> String {
    let Some(old) = attribute(tag, name) else { return tag.into() };
    tag.replacen(&format!(" {name}=\"{old}\""), &format!(" {name}=\"{value}\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_read_and_changed() {
        let html = "<p>a <a class=\"x\" href=\"#b\">b</a> <abbr>c</abbr> <a href=\"d\">d</a></p>";
        let mut seen = Vec::new();
        let out = each(html, "<a ", |tag| {
            seen.push(attribute(tag, "href").unwrap_or_default().to_string());
            with(tag, "class", "y")
        });
        assert_eq!(seen, ["#b", "d"]);
        assert_eq!(out, html.replace("class=\"x\"", "class=\"y\""));
        assert_eq!(attribute("<a data-href=\"1\" href=\"2\">", "href"), Some("2"));
    }
}
