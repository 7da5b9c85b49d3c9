//! Making HTML.

use protocol::tool::{ACT, DRAG, DROP, KEY, VALUE, WHOLE};

/// An element that is being made: its tag, and its text so far.
pub struct Make(&'static str, String);

/// An element without anything in it.
pub fn element(tag: &'static str) -> Make {
    Make(tag, format!("<{tag}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Make {
    /// Gives it an attribute.
    pub fn with(self, name: &str, value: impl AsRef<str>) -> Make {
        Make(self.0, self.1 + &format!(" {name}=\"{}\"", escaped(value.as_ref())))
    }

    /// Gives it an attribute without a value, if something is so.
    pub fn is(self, name: &str, so: bool) -> Make {
        if so { self.with(name, "") } else { self }
    }

    /// Gives it a class.
    pub fn class(self, class: &str) -> Make {
        self.with("class", class)
    }

    /// Tells it from its neighbors.
    pub fn key(self, key: impl AsRef<str>) -> Make {
        self.with(KEY, key)
    }

    /// Names it for what the reader does with it.
    pub fn act(self, name: impl AsRef<str>) -> Make {
        self.with(ACT, name)
    }

    /// Says what a control's value is.
    pub fn value(self, value: impl AsRef<str>) -> Make {
        self.with(VALUE, value)
    }

    /// Lets it be dragged.
    pub fn drag(self, name: impl AsRef<str>) -> Make {
        self.with(DRAG, name)
    }

    /// Lets things be dropped on it.
    pub fn place(self, name: impl AsRef<str>) -> Make {
        self.with(DROP, name)
    }

    /// Puts elements into it.
    pub fn holding(self, elements: impl IntoIterator<Item = String>) -> String {
        let Make(tag, mut html) = self;
        html.push('>');
        html.extend(elements);
        html + &format!("</{tag}>")
    }

    /// Puts text into it.
    pub fn saying(self, text: impl AsRef<str>) -> String {
        self.holding([escaped(text.as_ref())])
    }

    /// Puts HTML into it that the site builder has made.
    pub fn html(self, html: &str) -> String {
        self.is(WHOLE, true).holding([html.into()])
    }
}
