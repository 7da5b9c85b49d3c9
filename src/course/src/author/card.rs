//! The `card` fence: `id`, `revision`, `front` (one paragraph), `back`; or several as `[[card]]`.

use super::fence::{Fence, Md};
use super::writer::Writer;
use crate::quiz::Card;
use serde::Deserialize;
use toml::Spanned;

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

impl Writer<'_> {
    pub(crate) fn cards(&mut self, fence: &Fence) -> Vec<Card> {
        let many = fence.body.lines().any(|line| line.trim() == "[[card]]");
        let raw = if many {
            fence.read::<RawCards>(&mut self.problems).map_or_else(Vec::new, |r| r.card)
        } else {
            fence.read::<RawCard>(&mut self.problems).into_iter().collect()
        };
        raw.iter().map(|card| self.card(fence, card)).collect()
    }

    fn card(&mut self, fence: &Fence, raw: &RawCard) -> Card {
        let (id, revision) = (raw.id.get_ref().clone(), raw.revision.unwrap_or(1));
        self.stable_id("card", &id, &id, revision, fence.line_of(&raw.id));
        Card { id, revision, front: self.quiet_inline(fence, &raw.front), back: self.quiet_blocks(fence, &raw.back) }
    }
}
