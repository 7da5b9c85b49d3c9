//! Code with classes for its parts, made at build time.
//!
//! syntect tells scopes in Sublime Text's fine-grained names; a reader's eye wants a handful of kinds. So each
//! piece gets one short class: `hl-comment`, `hl-string`, `hl-number`, `hl-keyword`, `hl-function`, `hl-type`,
//! `hl-constant`, or none.

use super::text::escape;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxDefinition, SyntaxSet};

/// Languages that a fence may name.
pub const LANGUAGES: &[&str] = &["python", "rust", "sql", "bash", "toml", "html", "text"];

/// TOML is not among syntect's own grammars. This one knows what a reader wants told apart.
const TOML: &str = r##"%YAML 1.2
---
name: TOML
file_extensions: [toml]
scope: source.toml
contexts:
  main:
    - match: '#.*$'
      scope: comment.line.toml
    - match: '^\s*\[\[?[^\]]*\]\]?'
      scope: entity.name.type.toml
    - match: '[A-Za-z0-9_-]+(?=\s*=)'
      scope: variable.other.toml
    - match: "'''"
      push: [{meta_scope: string.quoted.toml}, {match: "'''", pop: true}]
    - match: '"""'
      push: [{meta_scope: string.quoted.toml}, {match: '"""', pop: true}]
    - match: "'[^']*'"
      scope: string.quoted.toml
    - match: '"(\\.|[^"\\])*"'
      scope: string.quoted.toml
    - match: '\b(true|false)\b'
      scope: constant.language.toml
    - match: '[+-]?\b[0-9][0-9_]*(\.[0-9_]+)?([eE][+-]?[0-9]+)?\b'
      scope: constant.numeric.toml
"##;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let mut builder = SyntaxSet::load_defaults_newlines().into_builder();
    if let Ok(toml) = SyntaxDefinition::load_from_str(TOML, true, None) {
        builder.add(toml);
    }
    builder.build()
});

/// Scopes and their classes; the first that fits the innermost scope wins.
static KINDS: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.character.escape", "hl-string"),
        ("constant.numeric", "hl-number"),
        ("constant.language", "hl-constant"),
        ("keyword.operator.logical", "hl-keyword"),
        ("keyword.operator", ""),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity.name.function", "hl-function"),
        ("entity.name.class", "hl-type"),
        ("entity.name.type", "hl-type"),
        ("entity.name.struct", "hl-type"),
        ("entity.name.enum", "hl-type"),
        ("entity.name.trait", "hl-type"),
        ("support.type", "hl-type"),
        ("support.function", "hl-function"),
        ("variable.function", "hl-function"),
        ("support.constant", "hl-constant"),
        ("meta.interpolation", ""),
    ];
    table.into_iter().filter_map(|(name, class)| Scope::new(name).ok().map(|scope| (scope, class))).collect()
});

/// Classes and the color tokens that they take; types share the functions' and constants the numbers' color.
const COLORS: &[(&str, &str)] = &[
    ("hl-keyword", "--hl-keyword"),
    ("hl-string", "--hl-string"),
    ("hl-number", "--hl-number"),
    ("hl-constant", "--hl-number"),
    ("hl-comment", "--hl-comment"),
    ("hl-function", "--hl-function"),
    ("hl-type", "--hl-function"),
];

/// The style sheet for the classes in highlighted code.
pub(crate) fn css() -> String {
    COLORS.iter().map(|(class, token)| format!(".{class}{{color:var({token})}}\n")).collect()
}

/// Code as HTML for the inside of `<code>`; `None` for a language that is not in [`LANGUAGES`].
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if !LANGUAGES.contains(&language) {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| language != "text");
    let Some(syntax) = syntax else { return Some(escape(code)) };
    let mut out = Pieces::default();
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let Ok(changes) = state.parse_line(line, &SYNTAXES) else { return Some(escape(code)) };
        let mut at = 0;
        for (position, change) in changes {
            out.push(&line[at..position], kind(&stack));
            at = position;
            if stack.apply(&change).is_err() {
                return Some(escape(code));
            }
        }
        out.push(&line[at..], kind(&stack));
    }
    Some(out.finish())
}

fn kind(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| KINDS.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}

/// Joins neighboring pieces of one class.
#[derive(Default)]
struct Pieces {
    html: String,
    class: &'static str,
    pending: String,
}

impl Pieces {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        // White space takes any color, so it never ends a piece.
        if class != self.class && !text.trim().is_empty() {
            self.flush();
            self.class = class;
        }
        self.pending.push_str(text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.pending);
        if self.class.is_empty() || text.trim().is_empty() {
            self.html.push_str(&escape(&text));
            return;
        }
        let body = text.trim_end();
        self.html.push_str(&format!("<span class=\"{}\">{}</span>", self.class, escape(body)));
        self.html.push_str(&text[body.len()..]);
    }

    fn finish(mut self) -> String {
        self.flush();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::strip_tags;
    use super::*;

    #[test]
    fn python_is_told_apart() {
        let html = highlight("def f(x):\n    return x ** 2  # square\n", "python").unwrap();
        assert_eq!(
            html,
            "<span class=\"hl-keyword\">def</span> <span class=\"hl-function\">f</span>(x):\n    \
             <span class=\"hl-keyword\">return</span> x ** <span class=\"hl-number\">2</span>  \
             <span class=\"hl-comment\"># square</span>\n"
        );
    }

    #[test]
    fn every_language_has_a_grammar_and_loses_no_text() {
        let samples = [
            ("python", "s = f\"{x:.2f} < 3\" if not y else None\n"),
            ("rust", "fn main() { let x: Vec<u8> = vec![1, 2]; } // a\n"),
            ("sql", "SELECT a, count(*) FROM t WHERE b < 'x' GROUP BY a;\n"),
            ("bash", "for f in *.csv; do echo \"$f\" && wc -l < \"$f\"; done\n"),
            ("toml", "# c\n[[a]]\nkey = \"v\" \nn = 1.5\nt = '''\n$x$\n'''\nb = true\n"),
            ("html", "<p class=\"a\">b &amp; c</p>\n"),
            ("text", "a < b & c\n"),
        ];
        for (language, code) in samples {
            let html = highlight(code, language).unwrap();
            assert_eq!(strip_tags(&html), code, "{language}");
            assert_eq!(html.contains("class=\"hl-"), language != "text", "{language}: {html}");
        }
        assert_eq!(highlight("x", "cobol"), None);
    }

    #[test]
    fn every_class_has_a_color() {
        let css = css();
        for (_, class) in KINDS.iter().filter(|(_, class)| !class.is_empty()) {
            assert!(css.contains(&format!(".{class}{{")), "{class}");
        }
    }
}
