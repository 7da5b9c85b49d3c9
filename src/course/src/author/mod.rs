//! Markdown with fenced blocks → pages. Native only: the site builder and tests use it.
//!
//! [`lesson`] reads one file, [`glossary`] and [`curriculum`] the two other sources, and each reports everything
//! that is wrong at once, with file and line. What exists elsewhere comes in as a [`Context`]. HTML is free of
//! scripts and of `style=`; its addresses are spelled last, by [`Links`], since a page may stand in a folder or in
//! the one-file edition.
//!
//! # Format
//! CommonMark, GFM tables and alerts (`> [!NOTE]`), footnotes as side notes, `$…$` and `$$…$$` ([`maths`]), TOML
//! front matter ([`FrontMatter`]). Typographic quotes and dashes come from straight quotes, `--` and `---`.
//! Headings begin with `##`; `{#id}` fixes an anchor. Raw HTML, indented code and images are refused.
//!
//! Links: `lesson:slug#anchor`, `demo:id?key=value&preset=id&step=n`, `term:id`, `page:review`, `guide:hosting`, `#anchor`,
//! `https:`, and `preset:block?key=value&step=n`, which changes a demo of the same page in place.
//!
//! Fences with TOML bodies: `demo`, `predict`, `quiz`, `sort`, `card`, `derivation`, `interview`, `figure`, `claim`. Text in
//! them is Markdown and stands in single quotes, `'…'` or `'''…'''`, where a backslash is a backslash; a body with
//! a fence inside needs four ticks outside. A `predict` says what it holds back (`quiz`). Code: `python run` with `output` behind it, `python norun "reason"`,
//! `rust`, `sql`, `bash`, `toml`, `html`, `text`.
//!
//! A fold is a fence of four ticks, `deeper {#id}`: its first paragraph is the sentence that says what it holds, and the
//! rest is Markdown that may hold other fences. It is no part of the main line, whose length gives the minutes
//! ([`Effort`]).

mod card;
mod claim;
mod code;
pub mod context;
mod curriculum;
mod demo;
mod doc;
mod expr;
mod fence;
mod figure;
mod glossary;
mod inline;
mod kinds;
pub mod ledger;
mod lesson;
mod links;
mod listing;
mod markdown;
pub mod maths;
mod minutes;
mod nodes;
mod phrases;
mod problem;
mod prose;
mod question;
mod quiz;
mod sort;
mod stand_in;
mod target;
mod text;
mod writer;

/// The style sheet for what this module makes: classes in code and in formulas. The colors are tokens.
pub fn css() -> String {
    code::css() + &maths::css()
}

pub use claim::{Claim, From};
pub use code::{LANGUAGES, highlight};
pub use context::{CheckSettings, Context, DemoInfo, LessonInfo, PresetInfo};
pub use curriculum::{Curriculum, Stop, Track, curriculum};
pub use expr::evaluate;
pub use glossary::{Term, glossary, glossary_html};
pub use lesson::{FrontMatter, Guide, Lesson, check_together, guide, lesson, page, slug_of};
pub use links::Links;
pub use minutes::Effort;
pub use phrases::check as faults_of_language;
pub use problem::Problem;
pub use target::{STEP, demo_location};
pub use text::{escape, slugify, strip_tags};
pub use writer::{Heading, LinkUsed, Listing, Section, StableId};
