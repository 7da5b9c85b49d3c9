//! Fences in running text: code, listings with what they print, and the blocks that become prose.

use super::code;
use super::doc::Doc;
use super::fence::Fence;
use super::text::escape;
use super::writer::{Listing, Writer};

impl Writer<'_> {
    /// A fence, and the index behind it and an output that belongs to it.
    pub(crate) fn code_block(&mut self, doc: &Doc, info: &str, fence: &Fence, end: usize) -> (String, usize) {
        let line = fence.opening();
        match (fence.name.as_str(), info) {
            ("python", "python run") => self.listing(doc, fence, end),
            ("python", _) => {
                let reason = info.strip_prefix("python norun").map(str::trim).unwrap_or_default();
                if reason.len() < 3 || !reason.starts_with('"') || !reason.ends_with('"') {
                    self.problems
                        .add(line, "Python that is shown is run: ```python run, or ```python norun \"reason\"");
                }
                (self.figure_of_code(fence), end)
            }
            ("output", _) => {
                self.problems.add(line, "```output belongs right behind ```python run");
                (String::new(), end)
            }
            ("figure" | "claim" | "derivation" | "interview", name) if name == fence.name => {
                (self.prose_fence(fence), end)
            }
            (name, _) if ["demo", "deeper"].contains(&name) || super::kinds::find(name).is_some() => {
                self.problems.add(line, format!("```{name} stands in the lesson's own text, outside lists and quotes"));
                (String::new(), end)
            }
            (name, _) if code::LANGUAGES.contains(&name) && name == info => (self.figure_of_code(fence), end),
            ("", _) => {
                self.problems.add(line, "a fence needs a language; ```text for none. Code is not indented");
                (String::new(), end)
            }
            _ => {
                self.problems.add(line, format!("there is no block or language “{info}”"));
                (String::new(), end)
            }
        }
    }

    fn figure_of_code(&mut self, fence: &Fence) -> String {
        self.say(&fence.body);
        self.effort.listings += usize::from(!self.folded);
        format!("<figure class=\"listing\">\n{}</figure>\n", pre_code(&fence.body, &fence.name))
    }

    fn listing(&mut self, doc: &Doc, fence: &Fence, end: usize) -> (String, usize) {
        let output = doc.fence(end).filter(|(_, f)| f.name == "output");
        let expected = output.as_ref().map(|(_, f)| f.body.clone()).unwrap_or_default();
        self.say(&fence.body);
        self.say(&expected);
        self.effort.listings += usize::from(!self.folded);
        self.listings.push(Listing { code: fence.body.clone(), expected: expected.clone(), line: fence.line });
        let code = pre_code(&fence.body, "python");
        if output.is_none() {
            return (format!("<figure class=\"listing\">\n{code}</figure>\n"), end);
        }
        let html = format!(
            "<figure class=\"listing\">\n{code}<p class=\"label\">Output</p>\n\
             <pre class=\"output\" tabindex=\"0\"><samp>{}</samp></pre>\n</figure>\n",
            escape(expected.trim_end())
        );
        (html, doc.end(end))
    }
}

fn pre_code(code: &str, language: &str) -> String {
    let html = code::highlight(code.trim_end(), language).unwrap_or_else(|| escape(code));
    format!("<pre class=\"code\" tabindex=\"0\"><code class=\"language-{language}\">{html}</code></pre>\n")
}
