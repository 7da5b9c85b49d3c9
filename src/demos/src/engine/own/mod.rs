//! The learner's own file: what was understood of it, what is chosen from it, and the data set that comes of that.

mod guess;
mod make;
mod shown;
mod words;

use crate::demo::Takes;
use make::Made;
use ml::data::{CsvErrors, Dataset, Problem};
use protocol::{Own, Pairs};
use sheets::{Asked, SEPARATORS, Sheet, Sign, Source};
use std::rc::Rc;

/// Why a file or a choice cannot be used, in sentences.
type Why = Vec<String>;

/// The file in use, and what became of the one that was chosen last.
#[derive(Default)]
pub(super) struct OwnFile {
    read: Option<Read>,
    /// What is said over the reasons: which file it is about.
    headline: String,
    why: Why,
}

/// A file that has been read.
#[derive(Clone)]
pub(super) struct Read {
    name: String,
    source: Rc<Source>,
    asked: Asked,
    sheet: Rc<Sheet>,
    chosen: Chosen,
    made: Rc<Made>,
}

/// What is chosen from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chosen {
    /// The column with the class.
    pub label: usize,
    /// The class that is looked for; `None` for each class by itself.
    pub positive: Option<String>,
    /// Whether each column is one to predict from.
    pub features: Vec<bool>,
}

impl Chosen {
    /// The columns to predict from that a demo uses.
    pub fn used(&self, takes: &Takes) -> Vec<usize> {
        let ticked = self.features.iter().enumerate().filter(|&(column, &on)| on && column != self.label);
        ticked.map(|(column, _)| column).take(takes.most).collect()
    }
}

/// A file, or a choice, and the data set that comes of it.
pub(super) type Ready = (Read, Dataset);

impl OwnFile {
    /// Reads a file and guesses what to take of it.
    pub fn open(name: &str, bytes: Vec<u8>, takes: &Takes) -> Result<Ready, Why> {
        let source = Source::new(bytes).map_err(listed)?;
        Read::new(name.into(), Rc::new(source), Asked::default(), takes, None)
    }

    /// The file in use with other choices. With the reasons comes what it is like then, for the controls.
    pub fn choose(&self, pairs: &Pairs, takes: &Takes) -> Option<(Read, Result<Dataset, Why>)> {
        let mut read = self.read.clone()?;
        let mut made = None;
        for (key, text) in pairs {
            made = Some(read.choose(key, text, takes));
        }
        Some((read, made?))
    }

    /// Takes a file or a choice that works.
    pub fn take(&mut self, read: Read) {
        *self = Self { read: Some(read), headline: String::new(), why: Vec::new() };
    }

    /// A file that does not work: the one before stays, with all that was chosen.
    pub fn refuse_file(&mut self, name: &str, why: Why) {
        self.headline = match &self.read {
            Some(read) => format!("{name} cannot be used. {} stays in use.", read.name),
            None => format!("{name} cannot be used."),
        };
        self.why = why;
    }

    /// A choice that does not work: it stands in the controls, and the picture stays as it was.
    pub fn refuse_choice(&mut self, read: Read, why: Why) {
        self.headline = "With these choices nothing can be shown; the picture is the one before.".into();
        self.why = why;
        self.read = Some(read);
    }

    /// What there is to choose from, and what is wrong.
    pub fn state(&self, takes: Option<&Takes>) -> Own {
        let mut own = match (&self.read, takes) {
            (Some(read), Some(takes)) => shown::own(read, takes),
            _ => Own::default(),
        };
        own.headline.clone_from(&self.headline);
        own.errors.clone_from(&self.why);
        own
    }
}

impl Read {
    fn new(name: String, source: Rc<Source>, asked: Asked, takes: &Takes, label: Option<&str>) -> Result<Ready, Why> {
        let sheet = Sheet::read(&source, asked).map_err(listed)?;
        let (chosen, made, data) = guess::first(&sheet, takes, label)?;
        Ok((Read { name, source, asked, sheet: Rc::new(sheet), chosen, made: Rc::new(made) }, data))
    }

    /// Takes one choice; the key is that of its control.
    fn choose(&mut self, key: &str, text: &str, takes: &Takes) -> Result<Dataset, Why> {
        let mut asked = self.asked;
        match key {
            shown::SEPARATOR => asked.separator = SEPARATORS.into_iter().find(|&s| shown::separator(s).0 == text),
            shown::DECIMALS => asked.sign = Some(if text == shown::COMMA { Sign::Comma } else { Sign::Point }),
            shown::FIRST_LINE => asked.header = Some(text == shown::NAMES),
            shown::LABEL => {
                if let Some(label) = self.sheet.index(text) {
                    // Whatever was ticked stays so, but for what is now the class.
                    self.chosen.label = label;
                    self.chosen.positive = guess::positive(&self.sheet, label, takes);
                }
            }
            shown::POSITIVE => self.chosen.positive = (!text.is_empty()).then(|| text.to_string()),
            shown::TICK | shown::UNTICK => {
                if let Some(on) = self.sheet.index(text).and_then(|column| self.chosen.features.get_mut(column)) {
                    *on = key == shown::TICK;
                }
            }
            _ => {}
        }
        if asked != self.asked {
            let label = self.sheet.columns[self.chosen.label].name.clone();
            self.asked = asked;
            let (read, data) = Read::new(self.name.clone(), self.source.clone(), asked, takes, Some(&label))?;
            *self = read;
            return Ok(data);
        }
        let (made, data) = make::dataset(&self.sheet, &self.chosen, takes).map_err(|why| vec![why])?;
        self.made = Rc::new(made);
        Ok(data)
    }
}

fn listed(problems: CsvErrors) -> Why {
    let sentence = |problem: &Problem| match problem.line {
        Some(_) => problem.to_string(),
        None => words::begin(&format!("{problem}.")),
    };
    let mut why: Why = problems.shown().iter().map(sentence).collect();
    if problems.hidden() > 0 {
        why.push(format!("and {} more", problems.hidden()));
    }
    why
}
