//! Small helpers on text: escaping, slugs, and spelling out what a reader sees.

/// Escapes text for HTML, for contents and for attributes in double quotes alike.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// Undoes [`escape`].
pub(crate) fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The text of HTML that we wrote: tags left out, entities undone, white space as it is.
pub fn strip_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = rest[start..].split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    unescape(&out)
}

/// A heading as an id: lower-case letters, digits, single hyphens, at most 64 bytes.
pub fn slugify(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            // A word goes on over an apostrophe: "Bayes' rule", "isn't".
            '\'' | '’' | '‘' => {}
            'à' | 'á' | 'ä' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'ï' | 'í' | 'î' => out.push('i'),
            'ö' | 'ó' | 'ô' | 'ő' => out.push('o'),
            'ü' | 'ú' | 'û' => out.push('u'),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(64);
    out.trim_end_matches('-').to_string()
}

/// Text with one spelling for what looks the same: spaces, quotes, minus signs, and `94.7 %` = `94.7%`.
pub fn plain_spelling(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '−' | '–' | '‑' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        if c == '%' && out.ends_with(' ') {
            out.pop();
        }
        out.push(c);
    }
    out.trim_end().to_string()
}

/// FNV-1a: a small hash that is the same on every machine and in every version.
pub(crate) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_stable_ids() {
        assert_eq!(slugify("Why ties count half"), "why-ties-count-half");
        assert_eq!(slugify("  “Bayes’ rule”, twice — naïve?"), "bayes-rule-twice-naive");
        assert_eq!(slugify("∑"), "");
        assert!(crate::route::is_id(&slugify(&"word ".repeat(40))));
    }

    #[test]
    fn spelling_is_one_for_what_looks_the_same() {
        assert_eq!(plain_spelling("a\u{a0}−3\n 94.7\u{202f}% ‘x’ "), "a -3 94.7% 'x'");
    }

    #[test]
    fn stripping_undoes_tags_and_escapes() {
        assert_eq!(strip_tags(&format!("<p>{}</p>", escape("a < b & \"c\""))), "a < b & \"c\"");
    }
}
