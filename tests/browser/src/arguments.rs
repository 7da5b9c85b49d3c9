//! Which tests to run in which engines.

use crate::engine::Engine;
use crate::runner::Test;

/// What the command line asked for.
#[derive(Debug)]
pub struct Chosen {
    /// At least one.
    pub engines: Vec<Engine>,
    /// At least one.
    pub tests: Vec<Test>,
}

/// A word that names an engine picks it; any other keeps the tests whose name holds it. No words: everything.
pub fn choose(words: &[String], all: Vec<Test>) -> Result<Chosen, String> {
    let named = |word: &str| Engine::ALL.into_iter().find(|engine| engine.name() == word);
    let parts: Vec<&String> = words.iter().filter(|word| named(word).is_none()).collect();
    let mut engines: Vec<Engine> = words.iter().filter_map(|word| named(word)).collect();
    if engines.is_empty() {
        engines = Engine::ALL.into();
    }
    if let Some(stray) = parts.iter().find(|part| !all.iter().any(|test| test.name.contains(part.as_str()))) {
        return Err(format!("no test's name holds {stray:?}; --list prints all names"));
    }
    let wanted = |test: &Test| parts.is_empty() || parts.iter().any(|part| test.name.contains(part.as_str()));
    Ok(Chosen { engines, tests: all.into_iter().filter(wanted).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Result<(Vec<Engine>, Vec<&'static str>), String> {
        let all = ["clicks", "drags", "double-clicks"].map(|name| Test::new(name, |_| Ok(())));
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        choose(&words, all.into()).map(|c| (c.engines, c.tests.iter().map(|t| t.name).collect()))
    }

    #[test]
    fn words_pick_engines_and_tests() {
        let every = Engine::ALL.to_vec();
        assert_eq!(names(""), Ok((every.clone(), vec!["clicks", "drags", "double-clicks"])));
        assert_eq!(
            names("webkit firefox"),
            Ok((vec![Engine::WebKit, Engine::Firefox], vec!["clicks", "drags", "double-clicks"]))
        );
        assert_eq!(names("clicks"), Ok((every, vec!["clicks", "double-clicks"])));
        assert_eq!(names("chromium drag double"), Ok((vec![Engine::Chromium], vec!["drags", "double-clicks"])));
    }

    #[test]
    fn a_word_that_picks_nothing_is_a_mistake() {
        assert!(names("clicks chrome").unwrap_err().contains("\"chrome\""));
    }
}
