//! What stands in a page where the app will put something living.

use super::demo_html::{self, Still, Stills};
use super::engine::Engine;
use super::write::json;
use course::page::{Block, DemoBlock, Page};
use demos::Spec;
use std::cell::RefCell;

/// Makes stand-ins.
pub struct StandIns<'a> {
    /// The demos.
    pub engine: &'a Engine,
    /// The pictures that belong beside the pages made so far.
    pub stills: RefCell<Vec<Still>>,
    /// The folder, as an address, where the pictures lie already; `None` to draw them.
    pub stills_at: Option<String>,
}

impl StandIns<'_> {
    /// The inside of a block's box.
    pub fn of(&self, page: &Page, block: &Block) -> String {
        match block {
            // Content that names an unknown demo has been refused before.
            Block::Demo(demo) => self.engine.find(&demo.demo).map_or(String::new(), |spec| self.demo(page, spec, demo)),
            Block::Prose { html } => html.clone(),
            Block::Part(part) => part.html.clone(),
            // What is in them stands in for itself.
            Block::Deeper(_) | Block::Held(_) => String::new(),
        }
    }

    fn demo(&self, page: &Page, spec: &'static Spec, block: &DemoBlock) -> String {
        let made = || match self.engine.player(spec, block) {
            Ok(player) => {
                let mut stills = Vec::new();
                let place = self.stills_at.as_deref().map_or(Stills::Draw(&mut stills), Stills::At);
                (demo_html::frame(&player, block, page.layout, place), stills)
            }
            Err(why) => (format!("<p>{}</p>", super::shell::escape(&why.to_string())), Vec::new()),
        };
        let at = self.stills_at.as_deref().unwrap_or_default();
        let (html, stills) = self.engine.kept().of(&["frame", spec.title, &json(block), page.layout.class(), at], made);
        self.stills.borrow_mut().extend(stills);
        html
    }
}
