//! The `card` fence: `id`, `revision`, `front` (one paragraph), `back`; or several as `[[card]]`.

use super::fence::{Fence, Md};
use super::nodes::{Content, Node};
use super::writer::Writer;
use crate::page::{Block, Html};
use crate::part::Part;
use crate::quiz::{Card, Cards};
use serde::Deserialize;
use toml::Spanned;

/// Name of the block in which the cards of a lesson stand together, and its anchor.
pub(crate) const CARDS: &str = "cards";
/// Its heading.
const TITLE: &str = "Cards";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCard {
    id: Spanned<String>,
    revision: Option<u32>,
    front: Md,
    back: Md,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCards {
    card: Vec<RawCard>,
}

/// Reads a fence. Its cards wait in the record for those of the other fences: see [`gather`].
pub(crate) fn cards(writer: &mut Writer, fence: &Fence) -> Option<Part> {
    let many = fence.body.lines().any(|line| line.trim() == "[[card]]");
    let raw = if many {
        fence.read::<RawCards>(&mut writer.problems).map_or_else(Vec::new, |r| r.card)
    } else {
        fence.read::<RawCard>(&mut writer.problems).into_iter().collect()
    };
    // The cards will stand where the last of them stands.
    writer.toc.retain(|h| h.id != CARDS);
    writer.contents(CARDS, TITLE);
    let cards = raw.iter().map(|raw| card(writer, fence, raw)).collect();
    Some(Part { kind: CARDS.into(), cards, ..Part::default() })
}

fn card(writer: &mut Writer, fence: &Fence, raw: &RawCard) -> Card {
    let (id, revision) = (raw.id.get_ref().clone(), raw.revision.unwrap_or(1));
    writer.stable_id("card", &id, &id, revision, fence.line_of(&raw.id));
    let (front, back) = (writer.quiet_inline(fence, &raw.front), writer.quiet_blocks(fence, &raw.back));
    Card { id, revision, front, back }
}

/// All cards of a lesson stand together where the last of them stands.
pub(crate) fn gather(writer: &mut Writer, line: usize, nodes: Vec<Node>) -> Vec<Node> {
    let cards = |node: &Node| match &node.content {
        Content::Block(Block::Part(part)) if part.kind == CARDS => Some(part.cards.clone()),
        _ => None,
    };
    let Some(last) = nodes.iter().rposition(|node| cards(node).is_some()) else { return nodes };
    writer.anchor(CARDS, line);
    let mut gathered: Vec<Card> = Vec::new();
    let mut out = Vec::new();
    for (i, mut node) in nodes.into_iter().enumerate() {
        let Some(cards) = cards(&node) else {
            out.push(node);
            continue;
        };
        gathered.extend(cards);
        if i == last {
            node.content = Content::Block(Block::Part(collected(std::mem::take(&mut gathered))));
            out.push(node);
        }
    }
    out
}

fn collected(cards: Vec<Card>) -> Part {
    let (html, paper) = (folded(&cards), table(&cards));
    let block = Cards { cards };
    let part = Part::new(CARDS, &block);
    Part { html, paper, cards: block.cards, ..part }
}

fn folded(cards: &[Card]) -> Html {
    let card = |c: &Card| {
        format!(
            "<li><details id=\"{}\"><summary><div class=\"front\">{}</div></summary><div class=\"back\">{}</div></details></li>\n",
            c.id, c.front, c.back
        )
    };
    let list: String = cards.iter().map(card).collect();
    format!(
        "<section class=\"cards-box\" id=\"{CARDS}\" aria-labelledby=\"cards-title\">\n<h2 id=\"cards-title\">{TITLE}</h2>\n\
         <p>{} cards. Answer each before you fold it out.</p>\n<ul class=\"card-list\">\n{list}</ul>\n</section>\n",
        cards.len()
    )
}

fn table(cards: &[Card]) -> Html {
    let row = |c: &Card| format!("<tr><td>{}</td><td>{}</td></tr>", c.front, c.back);
    let rows: String = cards.iter().map(row).collect();
    format!(
        "<section class=\"cards-box\" id=\"{CARDS}\"><h2>{TITLE}</h2><table class=\"card-table\"><thead><tr><th scope=\"col\">Ask</th>\
         <th scope=\"col\">Answer</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )
}
