//! A lesson's own text as nodes, and what becomes of them: blocks, with those that predictions hold behind these.

use super::doc::{Doc, flat};
use super::fence::{Fence, Piece};
use super::writer::Writer;
use super::{card, kinds};
use crate::page::{Block, Deeper, Held, Html};
use crate::part::Part;
use pulldown_cmark::{Event, Tag};

/// A part of the text that a prediction can hold as a whole.
pub(crate) struct Node {
    /// By which it can be named.
    pub id: Option<String>,
    /// The level of the heading with which it begins.
    pub level: Option<u8>,
    pub content: Content,
}

pub(crate) enum Content {
    Block(Block),
    Deeper { summary: Html, nodes: Vec<Node> },
}

/// What a prediction holds.
#[derive(Clone, Debug)]
pub(crate) struct Holds {
    /// The prediction.
    pub by: String,
    /// Ids of blocks.
    pub ids: Vec<String>,
    /// Whether it holds the rest of its section too.
    pub section: bool,
    pub line: usize,
}

/// The level of a section's heading; questions and cards come with one too.
const TITLED: u8 = 2;

/// The blocks of a lesson.
pub(crate) fn blocks(writer: &mut Writer, doc: &Doc) -> Vec<Block> {
    let nodes = nodes(writer, doc, 0);
    let nodes = card::gather(writer, doc.piece.line, nodes);
    check(writer, &nodes);
    let blocks = settle(writer, nodes);
    let mut waiting = Vec::new();
    waiting_for(&blocks, &[], &mut waiting);
    // A reader makes one prediction after another, each as soon as nothing holds it back.
    let mut made: Vec<String> = Vec::new();
    while let Some(next) = waiting.iter().position(|(_, by)| by.iter().all(|id| made.contains(id))) {
        made.push(waiting.swap_remove(next).0);
    }
    for (id, by) in waiting {
        let line = writer.holds.get(&id).map_or(doc.piece.line, |holds| holds.line);
        let message =
            format!("holds: no reader comes to “{id}”, since “{}” holds it and waits for it", by.join("”, “"));
        writer.problems.add(line, message);
    }
    blocks
}

/// The predictions, each with those that have to be made before it.
fn waiting_for(blocks: &[Block], by: &[String], out: &mut Vec<(String, Vec<String>)>) {
    for block in blocks {
        match block {
            Block::Held(held) => waiting_for(&held.blocks, &[by, held.by.as_slice()].concat(), out),
            Block::Deeper(deeper) => waiting_for(&deeper.blocks, by, out),
            Block::Part(Part { kind, asked, .. }) if kind == "predict" => {
                out.extend(asked.iter().map(|asked| (asked.id.clone(), by.to_vec())));
            }
            Block::Part(_) | Block::Prose { .. } | Block::Demo(_) => {}
        }
    }
}

/// The nodes from an event to the end.
fn nodes(writer: &mut Writer, doc: &Doc, from: usize) -> Vec<Node> {
    let mut out = Vec::new();
    let mut i = from;
    while i < doc.events.len() {
        let fence = doc.fence(i);
        let next = doc.end(i);
        match fence {
            Some((info, fence)) if fence.name == "deeper" => out.extend(deeper(writer, &info, &fence)),
            Some((info, fence)) if info == fence.name && fence.name == "demo" => {
                writer.effort.demos += usize::from(!writer.folded);
                out.extend(writer.demo(&fence).map(|demo| {
                    let id = Some(demo.id.clone());
                    Node { id, level: None, content: Content::Block(Block::Demo(demo)) }
                }));
            }
            Some((info, fence)) if info == fence.name && kinds::find(&fence.name).is_some() => {
                out.extend(part(writer, &fence));
            }
            _ => {
                let (html, next) = writer.node(doc, i, doc.events.len());
                let id = writer.block_id.take();
                let level = match &doc.events[i].0 {
                    Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
                    _ => None,
                };
                if !html.trim().is_empty() {
                    out.push(Node { id, level, content: Content::Block(Block::Prose { html }) });
                }
                i = next;
                continue;
            }
        }
        i = next;
    }
    out
}

fn part(writer: &mut Writer, fence: &Fence) -> Option<Node> {
    let part = kinds::find(&fence.name)?(writer, fence)?;
    let is_cards = part.kind == card::CARDS;
    if is_cards && writer.folded {
        writer.problems.add(fence.opening(), "cards stand in the lesson's main line, not in a fold");
    }
    if !writer.folded {
        writer.effort.questions += part.asked.len();
    }
    let titled = is_cards || part.kind == "quiz";
    Some(Node {
        id: part.data.get("id").and_then(|id| id.as_str()).map(String::from),
        level: (titled && !writer.folded).then_some(TITLED),
        content: Content::Block(Block::Part(part)),
    })
}

/// A fold: `deeper {#id}`, and in it a paragraph that says what it holds, and what it holds.
fn deeper(writer: &mut Writer, info: &str, fence: &Fence) -> Option<Node> {
    let opening = fence.opening();
    let id = info.strip_prefix("deeper").map(str::trim).and_then(|id| id.strip_prefix("{#")?.strip_suffix('}'));
    let Some(id) = id else {
        writer.problems.add(opening, "a fold has an anchor: ````deeper {#what-it-is-about}");
        return None;
    };
    if writer.folded {
        writer.problems.add(opening, "a fold holds no fold");
        return None;
    }
    writer.anchor(id, opening);
    let flat = flat(&fence.body);
    let doc = Doc::parse(Piece { text: &fence.body, line: fence.line }, &flat);
    let opens = matches!(doc.events.first(), Some((Event::Start(Tag::Paragraph), _)));
    if !opens || doc.end(0) == doc.events.len() {
        writer.problems.add(
            fence.line,
            "a fold begins with a paragraph of one sentence, which says what it holds; what it holds follows",
        );
        return None;
    }
    let (summary, nodes) = writer.in_fold(|writer| {
        let summary = writer.inline(&doc, 1, doc.end(0) - 1);
        writer.finish_run();
        (summary, nodes(writer, &doc, doc.end(0)))
    });
    if summary.contains("<a ") || summary.contains("class=\"formula\"") {
        writer
            .problems
            .add(fence.line, "the sentence of a fold is its button: no link, no note, no formula on a line of its own");
    }
    super::lesson::unused_notes(writer, &doc);
    Some(Node { id: Some(id.into()), level: None, content: Content::Deeper { summary, nodes } })
}

/// Every name that a prediction holds is that of a block, and not of one in which the prediction stands.
fn check(writer: &mut Writer, nodes: &[Node]) {
    let mut places = Vec::new();
    places_of(nodes, &[], &mut places);
    let holding: Vec<Holds> = writer.holds.values().cloned().collect();
    for Holds { by, ids, line, .. } in holding {
        let around = places.iter().find(|(id, _)| *id == by).map(|(_, around)| around.clone()).unwrap_or_default();
        for id in &ids {
            if *id == by || around.contains(id) {
                writer
                    .problems
                    .add(line, format!("holds: the prediction can't hold “{id}”, in which it stands itself"));
            } else if !places.iter().any(|(name, _)| name == id) {
                let hint = super::context::nearest(id, places.iter().map(|(name, _)| name.as_str()));
                writer.problems.add(line, format!("holds: no block of this lesson has the id “{id}”{hint}"));
            }
        }
    }
}

/// The ids of blocks, each with those of the folds around it.
fn places_of(nodes: &[Node], around: &[String], out: &mut Vec<(String, Vec<String>)>) {
    for node in nodes {
        if let Some(id) = &node.id {
            out.push((id.clone(), around.to_vec()));
            if let Content::Deeper { nodes, .. } = &node.content {
                places_of(nodes, &[around, std::slice::from_ref(id)].concat(), out);
            }
        }
    }
}

/// A stretch of blocks that ends at a heading of its level or a higher one.
struct Stretch {
    level: u8,
    by: Option<String>,
    blocks: Vec<Block>,
}

/// The blocks of some nodes, with what is held put behind the predictions that hold it.
fn settle(writer: &mut Writer, nodes: Vec<Node>) -> Vec<Block> {
    let mut open = vec![Stretch { level: 0, by: None, blocks: Vec::new() }];
    // What stands before the first heading ends there.
    let mut level = TITLED;
    for Node { id, level: begins, content } in nodes {
        if let Some(begins) = begins {
            while open.last().is_some_and(|stretch| stretch.by.is_some() && begins <= stretch.level) {
                close(&mut open);
            }
            level = begins;
        }
        let block = match content {
            Content::Block(block) => block,
            Content::Deeper { summary, nodes } => {
                Block::Deeper(Deeper { id: id.clone().unwrap_or_default(), summary, blocks: settle(writer, nodes) })
            }
        };
        let named = |holds: &&Holds| id.as_ref().is_some_and(|id| holds.ids.contains(id));
        let by: Vec<String> = writer.holds.values().filter(named).map(|holds| holds.by.clone()).collect();
        // What lies behind a prediction already need not be put there again.
        let by: Vec<String> =
            by.into_iter().filter(|by| !open.iter().any(|stretch| stretch.by.as_ref() == Some(by))).collect();
        if let Some(stretch) = open.last_mut() {
            match (by.is_empty(), stretch.blocks.last_mut()) {
                (true, _) => stretch.blocks.push(block),
                (false, Some(Block::Held(before))) if before.by == by => before.blocks.push(block),
                (false, _) => stretch.blocks.push(Block::Held(Held { by, blocks: vec![block] })),
            }
        }
        if let Some(holds) = id.and_then(|id| writer.holds.get(&id)).filter(|holds| holds.section) {
            open.push(Stretch { level, by: Some(holds.by.clone()), blocks: Vec::new() });
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|stretch| joined(stretch.blocks)).unwrap_or_default()
}

/// Ends the innermost section that is held. A prediction may be the last thing in its section; then it holds its reveal
/// alone.
fn close(open: &mut Vec<Stretch>) {
    let Some(Stretch { by: Some(by), blocks, .. }) = open.pop() else { return };
    if let Some(around) = open.last_mut().filter(|_| !blocks.is_empty()) {
        around.blocks.push(Block::Held(Held { by: vec![by], blocks: joined(blocks) }));
    }
}

/// Prose that nothing parts any more is one block.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        match (block, out.last_mut()) {
            (Block::Prose { html }, Some(Block::Prose { html: before })) => before.push_str(&html),
            (block, _) => out.push(block),
        }
    }
    out
}
