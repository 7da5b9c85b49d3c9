//! The site builder: checks the content, then writes every page, readable as it stands.
//!
//! ```text
//! site build DIR      writes the site beside the app that Trunk has put into DIR
//! site finish DIR     renews the offline copy's list and its worker after a change by hand in DIR, a built site
//!                     without compressed files
//! site check          checks the content and says what is wrong, with file and line
//! site listings       runs the Python listings and compares what they print
//! site budgets DIR    measures a built site against the budgets
//! site ledger         adds new ids to content/ids.ledger
//! site scale LESSONS DEMOS DIR    makes a course of this size in a new folder, to measure with
//! ```

mod assets;
mod book;
mod budgets;
mod compress;
mod content;
mod demo_html;
mod embed;
mod engine;
#[path = "../serve/headers.rs"]
mod headers;
mod hosting;
mod keep;
mod listings;
mod lost;
mod node;
mod notices;
mod oembed;
mod offline;
mod onefile;
mod pages;
mod parallel;
mod road;
mod scale;
mod search;
mod search_text;
mod shell;
mod stand_in;
mod write;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What went wrong, as lines for the terminal.
type Failure = Vec<String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = project_root();
    let done = match words.as_slice() {
        ["build", out] => write::site(&root, Path::new(out)),
        ["finish", out] => offline::write(&root, Path::new(out)).map_err(failed),
        ["check"] => content::load(&root).map(|_| ()),
        ["budgets", out] => budgets::check(Path::new(out)),
        ["listings"] => listings::check(&root),
        ["ledger"] => content::update_ledger(&root),
        ["scale", lessons, demos, to] => match (lessons.parse(), demos.parse()) {
            (Ok(lessons), Ok(demos)) => scale::write(&root, lessons, demos, Path::new(to)),
            _ => Err(vec!["scale takes two numbers and a folder".into()]),
        },
        _ => Err(vec![
            "usage: site build DIR | finish DIR | check | listings | budgets DIR | ledger | scale LESSONS DEMOS DIR"
                .into(),
        ]),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(lines) => {
            for line in &lines {
                eprintln!("{line}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The folder of the project: where cargo says, or here.
fn project_root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// An input or output error as a failure.
fn failed(error: std::io::Error) -> Failure {
    vec![error.to_string()]
}
