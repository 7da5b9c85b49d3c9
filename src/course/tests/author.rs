//! Golden folders: each of `tests/author/*/` holds an `input.md` and what must come of it, `expected.html` and
//! `expected.json`, or the problems in `expected.txt`. `UPDATE_GOLDEN=1 cargo test -p course` writes them anew.

#![allow(clippy::unwrap_used, reason = "a helper of tests may panic too")]

use course::author::{self, Context, DemoInfo, LessonInfo, Links, PresetInfo, Problem};
use course::json::FromJson;
use course::page::{Block, leaves};
use course::part::NUMBER;
use course::quiz::{Cards, Prediction, Quiz};
use course::sort::Sort;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn context() -> Context<'static> {
    let text = |s: &str| s.to_string();
    let lesson = |slug: &str, title: &str, planned| LessonInfo { slug: text(slug), title: text(title), planned };
    let mut figures = BTreeMap::new();
    figures.insert(text("loop.svg"), text("<svg viewBox=\"0 0 10 5\"><g id=\"box\"><text>Train</text></g></svg>"));
    Context {
        demos: vec![DemoInfo {
            pack: "pack-of-tests".into(),
            id: text("descent"),
            title: text("Gradient descent"),
            settings: ["rate", "surface", "momentum"].map(text).to_vec(),
            measures: ["loss"].map(text).to_vec(),
            presets: vec![PresetInfo { id: text("too-fast"), settings: vec![(text("rate"), text("0.9"))], steps: 5 }],
        }],
        lessons: vec![
            lesson("input", "The lesson under test", false),
            lesson("bias-variance", "Bias and variance", false),
            lesson("transformers", "Transformers", true),
        ],
        terms: BTreeSet::from([text("recall")]),
        data: BTreeSet::from([text("breast-cancer")]),
        guides: BTreeSet::from(["hosting".to_string()]),
        figures,
        check_settings: Box::new(|_, pairs| match pairs.iter().find(|(k, _)| k == "rate") {
            Some((_, v)) if v.parse::<f64>().is_err() => Err(format!("“{v}” is no rate")),
            _ => Ok(()),
        }),
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/author");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    folders
}

/// Compares with a golden file, or writes it.
fn golden(path: &Path, now: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, now).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == now {
        return Ok(());
    }
    let line = expected.lines().zip(now.lines()).position(|(a, b)| a != b);
    let at = line.unwrap_or(expected.lines().count().min(now.lines().count()));
    let show = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_string();
    Err(format!("{} line {}:\n  expected {}\n  now      {}", path.display(), at + 1, show(&expected), show(now)))
}

/// What stands in the page; a demo's needs its model and is made elsewhere.
fn page(lesson: &author::Lesson, links: Links) -> String {
    html(&lesson.render(links))
}

fn html(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Prose { html } => html.clone(),
        Block::Part(part) => part.html.clone(),
        Block::Demo(demo) => format!("<!--{}-->\n", demo.id),
        Block::Deeper(deeper) => {
            format!("<!--{}: {}-->\n{}<!--/{0}-->\n", deeper.id, deeper.summary, html(&deeper.blocks))
        }
        Block::Held(held) => format!("<!--held by {}-->\n{}<!--/held-->\n", held.by.join(", "), html(&held.blocks)),
    };
    blocks.iter().map(one).collect()
}

/// The app reads the data of a part as the type that its kind has there.
fn app_reads(block: &Block) {
    fn same<T: FromJson + serde::Serialize>(data: &serde_json::Value) {
        let read = T::from_json(data).expect("the data of a part can be read");
        assert_eq!(&serde_json::to_value(&read).unwrap(), data);
    }
    let Some(part) = block.part() else { return };
    match part.kind.as_str() {
        "quiz" => same::<Quiz>(&part.data),
        "predict" => same::<Prediction>(&part.data),
        "cards" => same::<Cards>(&part.data),
        "sort" => same::<Sort>(&part.data),
        kind => panic!("name the type of “{kind}” here"),
    }
}

/// What stands in a book holds no answers, numbers what is asked, and has an answer for each of them.
#[test]
fn books_ask_and_answer() {
    let mut asked = 0;
    for folder in folders() {
        let input = fs::read_to_string(folder.join("input.md")).unwrap();
        let Ok(lesson) = author::lesson(&input, "input.md", &context()) else { continue };
        for part in leaves(&lesson.blocks).into_iter().filter_map(Block::part) {
            assert_eq!(part.paper.matches(NUMBER).count(), part.asked.len(), "{}", part.paper);
            for word in ["class=\"said", "class=\"why\"", "class=\"reveal\"", "<details"] {
                assert!(!part.paper.contains(word), "{word} in {}", part.paper);
            }
            for one in &part.asked {
                assert!(part.paper.contains(&format!("href=\"#answer-{}\"", one.id)), "{}", part.paper);
                assert!(part.html.contains(&format!("id=\"{}\"", one.anchor)), "{}", part.html);
                assert!(!one.answer.is_empty());
                asked += 1;
            }
            check_tags(&part.paper.replace(NUMBER, "1"));
        }
    }
    assert!(asked > 4, "nothing was asked");
}

#[test]
fn every_folder_gives_what_it_says() {
    let mut wrong = Vec::new();
    let folders = folders();
    assert!(folders.len() >= 8, "the golden folders are gone");
    for folder in folders {
        let input = fs::read_to_string(folder.join("input.md")).unwrap();
        let checks = match author::lesson(&input, "input.md", &context()) {
            Ok(lesson) => {
                assert!(!folder.join("expected.txt").exists(), "{} was to be refused", folder.display());
                for block in &lesson.blocks {
                    let written = serde_json::to_string(block).unwrap();
                    let read = course::json::read::<Block>(&written).unwrap();
                    assert_eq!(serde_json::to_string(&read).unwrap(), written, "what is written can be read");
                }
                leaves(&lesson.blocks).into_iter().for_each(app_reads);
                let html = page(&lesson, Links::Paths { depth: 2 });
                vec![
                    golden(&folder.join("expected.html"), &html),
                    golden(&folder.join("expected.json"), &json(&lesson)),
                ]
            }
            Err(problems) => {
                let listed: String = problems.iter().map(|p: &Problem| format!("{p}\n")).collect();
                assert!(!folder.join("expected.html").exists(), "{} was to be read:\n{listed}", folder.display());
                vec![golden(&folder.join("expected.txt"), &listed)]
            }
        };
        wrong.extend(checks.into_iter().filter_map(Result::err));
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_GOLDEN=1 accepts what is there now", wrong.join("\n"));
}

/// What a lesson holds beside its HTML.
fn json(lesson: &author::Lesson) -> String {
    let blocks: Vec<&Block> = lesson.blocks.iter().filter(|b| !matches!(b, Block::Prose { .. })).collect();
    let value = serde_json::json!({
        "slug": lesson.slug,
        "title": lesson.front.title,
        "blocks": blocks,
        "toc": lesson.toc.iter().map(|h| (h.level, &h.id, &h.text)).collect::<Vec<_>>(),
        "sections": lesson.sections.iter().map(|s| (&s.id, &s.text)).collect::<Vec<_>>(),
        "claims": lesson.claims.iter().map(|c| (&c.says, c.line, format!("{:?}", c.from))).collect::<Vec<_>>(),
        "listings": lesson.listings.iter().map(|l| (&l.code, &l.expected, l.line)).collect::<Vec<_>>(),
        "terms": lesson.terms,
        "links": lesson.links.iter().map(|l| (&l.target, l.line)).collect::<Vec<_>>(),
        "sources": lesson.sources,
        "effort": format!("{:?}", lesson.effort),
        "minutes": lesson.effort.minutes(),
        "maths": lesson.maths,
        "ids": lesson.ids.iter().map(|i| format!("{} {} {}", i.kind, i.id, i.revision)).collect::<Vec<_>>(),
        "anchors": lesson.anchors,
    });
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}

/// Every tag of a page is closed in order, and every id stands once: what a browser would silently repair.
#[test]
fn pages_are_well_formed() {
    for folder in folders() {
        let input = fs::read_to_string(folder.join("input.md")).unwrap();
        let Ok(lesson) = author::lesson(&input, "input.md", &context()) else { continue };
        for links in [Links::Paths { depth: 2 }, Links::Hash] {
            let html = page(&lesson, links);
            assert!(!html.contains("descent:") && !html.contains("descent-here:"), "an address was left unspelled");
            assert!(!html.contains(" style=") && !html.contains("<script"));
            check_tags(&html);
            let mut ids = BTreeSet::new();
            for part in html.split(" id=\"").skip(1) {
                let id = part.split('"').next().unwrap();
                assert!(ids.insert(id), "the id {id} stands twice");
            }
            for part in html.split("aria-labelledby=\"").skip(1) {
                let id = part.split('"').next().unwrap();
                assert!(ids.contains(id), "nothing has the id {id}");
            }
        }
    }
}

fn check_tags(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap();
        if tag.starts_with("!--") {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> closes the wrong element");
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap();
        let paragraph_in_phrasing = matches!(name, "p" | "div" | "ul" | "ol" | "pre" | "table")
            && open.iter().any(|o| matches!(*o, "p" | "span" | "label" | "h2" | "h3"));
        assert!(!paragraph_in_phrasing, "<{name}> inside {open:?}");
        if !matches!(name, "br" | "hr" | "input") && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}
