//! Other words for a text, so that copies differ as much as lessons do.

use ml::rng::Rng;
use std::collections::BTreeSet;

/// Words that the lessons never use, as many as a hundred more lessons would bring along.
const NEW_WORDS: usize = 12_000;
/// Of all longer words, the share that is exchanged; and of those, the share that no lesson has.
const EXCHANGED: f64 = 0.4;
const NEW: f64 = 0.12;
/// How often a word of like length is looked for.
const TRIES: usize = 20;
/// Shorter words are grammar.
const SHORTEST: usize = 5;

/// What words are exchanged for.
pub struct Words {
    known: Vec<String>,
    new: Vec<String>,
}

impl Words {
    /// The words of all lessons, and new ones made of their halves.
    pub fn of(sources: &[&str]) -> Words {
        let mut known = BTreeSet::new();
        for source in sources {
            each(source, |text, prose| {
                // “All of the above” is refused as a choice.
                if prose && replaceable(text) && text != "above" {
                    known.insert(text.to_string());
                }
                text.into()
            });
        }
        let known: Vec<String> = known.into_iter().collect();
        let half = |i: usize| known.get(i % known.len().max(1)).map_or("", |word| word.as_str());
        let new = (0..NEW_WORDS).map(|i| {
            let (a, b) = (half(i * 7919), half(i * 104_729 + i / known.len().max(1)));
            format!("{}{}", &a[..a.len() / 2], &b[b.len() / 2..])
        });
        // By chance a half and a half make a word that is refused.
        Words { new: new.filter(|word| course::author::faults_of_language(word).is_empty()).collect(), known }
    }

    /// A text in which many words of the prose are others.
    pub fn vary(&self, source: &str, rng: &mut Rng) -> String {
        let claimed = claimed(source);
        each(source, |text, prose| {
            if !prose || !replaceable(text) || claimed.contains(text) || !rng.bernoulli(EXCHANGED) {
                return text.into();
            }
            let list = if rng.bernoulli(NEW) { &self.new } else { &self.known };
            // The square makes some words frequent and most rare, as in any text. Of like length, for a choice that is
            // longer than the others is refused.
            let mut draw = || {
                let share = rng.uniform();
                list.get((share * share * list.len() as f64) as usize)
            };
            let alike = |word: &&String| word.len().abs_diff(text.len()) < 2;
            (0..TRIES).find_map(|_| draw().filter(alike)).cloned().unwrap_or_else(|| text.into())
        })
    }
}

/// Names and words with foreign letters stay.
fn replaceable(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// The words of the phrases whose numbers are recomputed, which must stand in the text.
fn claimed(source: &str) -> BTreeSet<&str> {
    let phrases = source.lines().filter_map(|line| line.strip_prefix("says = "));
    phrases.flat_map(|phrase| phrase.split(|c: char| !c.is_alphanumeric())).collect()
}

/// Rebuilds a lesson word by word; the function is told whether a word stands in prose. Listings, formulas, tables,
/// notes, addresses, and settings of blocks are none.
fn each(source: &str, mut change: impl FnMut(&str, bool) -> String) -> String {
    let mut out = String::with_capacity(source.len());
    let (mut fence, mut quoted, mut formula) = (None::<(usize, bool)>, false, false);
    // What stands in a fold is text like the rest.
    let mut fold = None::<usize>;
    for line in source.split_inclusive('\n') {
        let ticks = line.bytes().take_while(|b| *b == b'`').count();
        let marks = ticks >= 3;
        let closes = ticks == line.trim_end().len();
        match fence {
            _ if !marks => {}
            Some((opened, _)) if closes && ticks >= opened => fence = None,
            Some(_) => {}
            None if line[ticks..].starts_with("deeper") => fold = Some(ticks),
            None if closes && fold == Some(ticks) => fold = None,
            None => fence = Some((ticks, is_block(line))),
        }
        let quotes = line.matches("'''").count();
        let in_text = match fence {
            None => {
                !marks && !["|", "[^", "+++"].iter().any(|start| line.starts_with(start)) && !is_target(line, source)
            }
            // In a block only strings are prose, and choices stay: one that is much longer than the others is refused.
            Some((_, block)) => {
                block && (quoted || quotes == 2) && !["[[", "text = "].iter().any(|start| line.starts_with(start))
            }
        };
        if quotes % 2 == 1 {
            quoted = !quoted;
        }
        if line.trim() == "$$" {
            formula = !formula;
        }
        if in_text && !formula && !marks && quotes % 2 == 0 {
            words(line, &mut out, &mut change);
        } else {
            out += line;
        }
    }
    out
}

/// Whether a line is a heading that a link in its text leads to.
fn is_target(line: &str, source: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| {
        let id = course::author::slugify(rest.trim_start_matches('#').trim());
        source.contains(&format!("#{id})"))
    })
}

/// Whether a fence is a block of ours and no listing.
fn is_block(line: &str) -> bool {
    ["demo", "predict", "quiz", "card", "derivation", "interview"]
        .iter()
        .any(|kind| line.trim_start_matches('`').trim() == *kind)
}

/// Goes through a line: formulas, code and addresses are kept as they are.
fn words(line: &str, out: &mut String, change: &mut impl FnMut(&str, bool) -> String) {
    let start = line.find("'''").filter(|_| line.contains(" = '''")).map_or(0, |at| at + 3);
    let end = if start > 0 { line.rfind("'''").filter(|end| *end > start).unwrap_or(line.len()) } else { line.len() };
    out.push_str(&line[..start]);
    let mut rest = &line[start..end];
    while let Some(first) = rest.chars().next() {
        let kept = match first {
            '$' | '`' => rest[1..].find(first).map(|at| at + 2),
            ']' => rest.starts_with("](").then(|| rest.find(')').map(|at| at + 1)).flatten(),
            '<' => rest.find('>').map(|at| at + 1),
            '[' if rest.starts_with("[^") => rest.find(']').map(|at| at + 1),
            _ => None,
        };
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let taken = match kept {
            Some(length) => {
                out.push_str(&rest[..length]);
                length
            }
            None if word > 0 => {
                out.push_str(&change(&rest[..word], true));
                word
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out.push_str(&line[end..]);
}
