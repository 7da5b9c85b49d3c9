//! What stands in a page where the app will put something living.

use super::demo_html::{self, Still, Stills};
use super::engine::Engine;
use course::page::{Block, Page};
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
            Block::Demo(demo) => match demos::registry::find(&demo.demo) {
                Some(spec) => match self.engine.player(spec, demo) {
                    Ok(player) => {
                        let mut made = Vec::new();
                        let stills = match &self.stills_at {
                            Some(folder) => Stills::At(folder),
                            None => Stills::Draw(&mut made),
                        };
                        let html = demo_html::frame(&player, demo, page.layout, stills);
                        self.stills.borrow_mut().extend(made);
                        html
                    }
                    Err(why) => format!("<p>{}</p>", super::shell::escape(&why.to_string())),
                },
                // Content that names an unknown demo has been refused before.
                None => String::new(),
            },
            Block::Prose { html } => html.clone(),
            Block::Part(part) => part.html.clone(),
        }
    }
}
