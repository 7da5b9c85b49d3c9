//! The text of our own HTML, as search sees it: by heading, without listings, and formulas only where they read as text.

use course::author::strip_tags;

/// A heading and the text under it; the first has neither id nor title.
#[derive(Debug, PartialEq)]
pub struct Section {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
}

/// The sections of a page.
pub fn sections(html: &str) -> Vec<Section> {
    let mut found = Vec::new();
    let mut rest = html;
    let (mut id, mut title) = (String::new(), String::new());
    loop {
        let next = ["<h2 id=\"", "<h3 id=\"", "<h4 id=\""].iter().filter_map(|tag| rest.find(tag)).min();
        let text = plain(&rest[..next.unwrap_or(rest.len())]);
        found.push(Section { id: std::mem::take(&mut id), title: std::mem::take(&mut title), text });
        let Some(at) = next else { break };
        let (open, inside) = rest[at..].split_once('>').unwrap_or(("", ""));
        id = open.split('"').nth(1).unwrap_or_default().into();
        let end = inside.find("</h").unwrap_or(inside.len());
        title = plain(&inside[..end]);
        rest = inside[end..].split_once('>').map_or("", |(_, after)| after);
    }
    found.retain(|s| !(s.text.is_empty() && s.title.is_empty()));
    found
}

/// Elements whose inside is no text to search: code, pictures, marks of notes, the headings of pages.
const LEFT_OUT: [(&str, &str); 6] = [
    ("<pre", "</pre>"),
    ("<svg", "</svg>"),
    ("<sup class=\"note-ref\"", "</sup>"),
    ("<a class=\"note-number\"", "</a>"),
    ("<samp", "</samp>"),
    ("<h1", "</h1>"),
];

/// The text of HTML on one line.
pub fn plain(html: &str) -> String {
    let mut html = formulas(html);
    for (open, close) in LEFT_OUT {
        html = without(&html, open, close);
    }
    // Only spans inside a line touch what stands beside them.
    let mut spaced = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        spaced += before;
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !["a", "em", "strong", "code", "span", "sup", "sub", "dfn", "b", "i"].contains(&name.as_str()) {
            spaced.push(' ');
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    spaced += rest;
    // Entities are undone where nothing can look like a tag any more.
    strip_tags(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without(html: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(open) {
        out += &rest[..at];
        rest = rest[at..].split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

/// Formulas as text where they are a row of signs, such as n = 100; an ellipsis where they are built higher.
fn formulas(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<math") {
        out += &rest[..at];
        let (formula, after) = rest[at..].split_once("</math>").unwrap_or((&rest[at..], ""));
        let built = ["<msub", "<msup", "<mfrac", "<munder", "<mover", "<msqrt", "<mroot", "<mtable", "<mmulti"];
        let text = strip_tags(formula);
        if built.iter().any(|tag| formula.contains(tag)) || text.chars().count() > 24 {
            out.push('…');
        } else {
            out += &course::author::escape(&text);
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_falls_into_its_sections() {
        let html = "<h1>Title</h1><p>Before.</p><h2 id=\"a-b\"><a class=\"heading-link\" href=\"#a-b\">A &amp; <em>B</em></a></h2>\
                    <p>One <code>two</code>.</p><ul><li>three</li><li>four</li></ul><h3 id=\"c\">C</h3>";
        let section =
            |id: &str, title: &str, text: &str| Section { id: id.into(), title: title.into(), text: text.into() };
        assert_eq!(
            sections(html),
            [section("", "", "Before."), section("a-b", "A & B", "One two. three four"), section("c", "C", "")]
        );
    }

    #[test]
    fn listings_and_marks_of_notes_are_left_out() {
        let html = "<p>Wine.<sup class=\"note-ref\"><a href=\"#n\">1</a></sup></p><pre class=\"code\"><code>import numpy</code></pre>\
                    <p class=\"sidenote\"><a class=\"note-number\" href=\"#r\">1</a> Of 1992.</p><svg><title>x</title></svg>";
        assert_eq!(plain(html), "Wine. Of 1992.");
    }

    #[test]
    fn formulas_are_read_only_where_they_are_plain() {
        let math = |inside: &str| format!("<math>{inside}</math>");
        let simple = math("<mrow><mi>n</mi><mo>&lt;</mo><mn>5</mn></mrow>");
        let built = math("<msup><mn>10</mn><mn>98</mn></msup>");
        assert_eq!(plain(&format!("<p>For {simple}, not {built}.</p>")), "For n<5, not ….");
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(plain("<p>a &lt;img onerror=x&gt; &amp;lt; b</p>"), "a <img onerror=x> &lt; b");
        assert_eq!(plain("<p"), "");
        assert_eq!(sections("<h2 id=\"x"), []);
    }
}
