//! Phrases and spellings that the course does without.

/// Phrases refused, with what to do instead. Matched on whole words, without regard to case.
const PHRASES: &[(&str, &str)] = &[
    ("in this lesson we will", "begin with the problem itself"),
    ("in this lesson, we will", "begin with the problem itself"),
    ("in this lesson you will", "begin with the problem itself"),
    ("in this lesson, you will", "begin with the problem itself"),
    ("in this section we will", "begin with the problem itself"),
    ("let's dive in", "begin"),
    ("let's dive into", "begin"),
    ("dive deeper", "say what comes next"),
    ("let's explore", "begin"),
    ("delve", "say it plainly"),
    ("delves", "say it plainly"),
    ("delving", "say it plainly"),
    ("crucial", "say what fails without it"),
    ("crucially", "say what fails without it"),
    ("powerful", "say what it can do"),
    ("leverages", "“use”"),
    ("leveraged", "“use”"),
    ("leveraging", "“use”"),
    // The noun stays: a point of high leverage is a term of regression.
    ("to leverage", "“use”"),
    ("can leverage", "“use”"),
    ("we leverage", "“use”"),
    ("you leverage", "“use”"),
    ("they leverage", "“use”"),
    ("models leverage", "“use”"),
    ("it is important to note", "note it"),
    ("it's important to note", "note it"),
    ("it is worth noting", "note it"),
    ("it's worth noting", "note it"),
    ("game changer", "say what changes"),
    ("game-changer", "say what changes"),
    ("needless to say", "then leave it out"),
    ("without further ado", "leave it out"),
    ("in conclusion", "end with the conclusion itself"),
    ("in today's world", "leave it out"),
    ("state-of-the-art", "name the method and the year"),
    ("all of the above", "list the choices that hold"),
    ("none of the above", "write a choice that somebody would take"),
];

/// Verbs in -ise are built from these and one of [`ENDINGS`].
const STEMS: &[&str] = &[
    "regular",
    "optim",
    "normal",
    "general",
    "minim",
    "maxim",
    "initial",
    "visual",
    "organ",
    "recogn",
    "categor",
    "token",
    "vector",
    "summar",
    "memor",
    "penal",
    "random",
    "standard",
    "parallel",
    "special",
    "util",
    "character",
    "factor",
    "local",
    "serial",
    "equal",
    "real",
    "emphas",
    "anonym",
    "final",
    "parametr",
    "discret",
    "prioriti",
    "priorit",
    "harmon",
    "linear",
    "binar",
    "stabil",
    "custom",
    "capital",
    "author",
    "critic",
    "apolog",
    "symbol",
    "hypothes",
    "synthes",
    "orthogonal",
    "diagonal",
    "marginal",
    "quantit",
    "item",
    "modern",
    "neutral",
    "monet",
    "personal",
    "central",
    "decentral",
    "formal",
    "rational",
    "session",
    "orthonormal",
    "winsor",
    "amort",
    "revital",
];

const PREFIXES: &[&str] = &["", "re", "un", "over", "de", "pre"];

const ENDINGS: &[&str] = &["e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able", "ational"];

/// British words and their American spelling.
const WORDS: &[(&str, &str)] = &[
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("analysing", "analyzing"),
    ("analyser", "analyzer"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("behaviour", "behavior"),
    ("behaviours", "behaviors"),
    ("behavioural", "behavioral"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("centre", "center"),
    ("centred", "centered"),
    ("centres", "centers"),
    ("colour", "color"),
    ("coloured", "colored"),
    ("colours", "colors"),
    ("defence", "defense"),
    ("favour", "favor"),
    ("favourable", "favorable"),
    ("favourite", "favorite"),
    ("favours", "favors"),
    ("flavour", "flavor"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("honour", "honor"),
    ("honours", "honors"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("learnt", "learned"),
    ("levelled", "leveled"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("neighbouring", "neighboring"),
    ("neighbours", "neighbors"),
    ("offence", "offense"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practising", "practicing"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("rigour", "rigor"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("signalled", "signaled"),
    ("totalled", "totaled"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("unlabelled", "unlabeled"),
    ("whilst", "while"),
];

/// Most dashes in a paragraph.
const DASHES: usize = 2;

/// What is wrong with the language of a paragraph: byte offsets and messages.
///
/// The text is what a reader sees, with code and formulas replaced by `\u{fffc}`.
pub fn check(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // Bytes keep their places: the curly apostrophe becomes a byte and two that no phrase holds.
    let lower = text.to_lowercase();
    let lower = if lower.len() == text.len() { lower } else { text.to_ascii_lowercase() };
    let lower = lower.replace('’', "'\u{1}\u{1}");
    let (joined, places) = join(&lower);
    for (phrase, instead) in PHRASES {
        for (at, _) in joined.match_indices(phrase) {
            if whole(&joined, at, phrase.len()) {
                found.push((places[at], format!("“{phrase}”: {instead}")));
            }
        }
    }
    for (start, word) in words(&joined) {
        if let Some(american) = american(word) {
            found.push((places[start], format!("“{word}” is British; write “{american}”")));
        }
    }
    for (at, _) in text.match_indices('!') {
        found.push((at, "no exclamation marks; code goes between backticks, a factorial between dollars".into()));
    }
    let dashes: Vec<usize> = text.match_indices('—').map(|(at, _)| at).collect();
    if dashes.len() > DASHES {
        found.push((dashes[DASHES], format!("{} dashes in a paragraph; a full stop would do", dashes.len())));
    }
    found.extend(not_just(&joined).map(|at| (places[at], "“not just … but”: say the second thing".into())));
    found
}

/// Runs of white space as one space and the filler of apostrophes left out, with each byte's place in the original.
fn join(lower: &str) -> (String, Vec<usize>) {
    let mut joined = String::new();
    let mut places = Vec::new();
    for (at, c) in lower.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == '\u{1}' || c == ' ' && joined.ends_with(' ') {
            continue;
        }
        joined.push(c);
        places.resize(joined.len(), at);
    }
    (joined, places)
}

fn whole(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + length..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let start = at + text[at..].find(word)?;
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

/// The American spelling of a British word; `None` for any other.
fn american(word: &str) -> Option<String> {
    if let Some((_, american)) = WORDS.iter().find(|(british, _)| *british == word) {
        return Some((*american).into());
    }
    let built = |prefix: &str, stem: &str| {
        let ending = word.strip_prefix(prefix).and_then(|w| w.strip_prefix(stem)).and_then(|w| w.strip_prefix("is"));
        ending.is_some_and(|e| ENDINGS.contains(&e))
    };
    if !PREFIXES.iter().any(|prefix| STEMS.iter().any(|stem| built(prefix, stem))) {
        return None;
    }
    let at = ENDINGS.iter().filter(|e| word.ends_with(&format!("is{e}"))).map(|e| word.len() - e.len() - 1).min()?;
    Some(format!("{}z{}", &word[..at], &word[at + 1..]))
}

/// Where "not just" or "not only" is followed by "but" in the same sentence.
fn not_just(text: &str) -> impl Iterator<Item = usize> {
    ["not just ", "not only "].into_iter().flat_map(move |start| {
        text.match_indices(start).filter_map(move |(at, _)| {
            let sentence = text[at..].split(['.', ';', ':', '?']).next()?;
            (whole(text, at, start.len() - 1) && words(sentence).any(|(_, w)| w == "but")).then_some(at)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_stand() {
        let text = "It’s a Crucial step.\nWe  leverage it, not just here but there!";
        let mut found = check(text);
        found.sort();
        let at: Vec<&str> = found.iter().map(|(at, _)| text[*at..].split_whitespace().next().unwrap()).collect();
        assert_eq!(at, ["Crucial", "We", "not", "there!"].map(|w| if w == "there!" { "!" } else { w }));
    }

    #[test]
    fn british_spelling_is_found_with_its_remedy() {
        for (word, american) in [
            ("regularisation", "regularization"),
            ("optimising", "optimizing"),
            ("reparametrised", "reparametrized"),
            ("standardise", "standardize"),
            ("colours", "colors"),
            ("tokeniser", "tokenizer"),
        ] {
            let found = check(word);
            assert_eq!(found.len(), 1, "{word}");
            assert!(found[0].1.contains(&format!("“{american}”")), "{}", found[0].1);
        }
    }

    #[test]
    fn good_words_pass() {
        let text = "Optimism and optimistic realism; an analysis, the analyses; a hypothesis, a synthesis, emphasis; \
            high leverage; statistical power; raise, promise, precise, otherwise, noise, exercise, comprise, revised; \
            not just any, and it’s fine. Not only that. But here a sentence begins.";
        assert_eq!(check(text), []);
    }

    #[test]
    fn dashes_are_few() {
        assert_eq!(check("a — b — c"), []);
        assert_eq!(check("a — b — c — d").len(), 1);
    }
}
