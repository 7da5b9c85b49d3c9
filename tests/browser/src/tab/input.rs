//! Mouse and keyboard.

use super::{Tab, quoted};
use crate::failure::{Failure, Outcome};
use fantoccini::actions::{
    Actions, InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use std::time::Duration;

/// Keys by their DOM names, with the characters that stand for them in WebDriver.
const KEYS: [(&str, char); 16] = [
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e007}'),
    ("Space", ' '),
    ("Escape", '\u{e00c}'),
    ("Backspace", '\u{e003}'),
    ("Delete", '\u{e017}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Home", '\u{e011}'),
    ("End", '\u{e010}'),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("F1", '\u{e031}'),
    ("F6", '\u{e036}'),
];
const MODIFIERS: [(&str, char); 4] =
    [("Shift", '\u{e008}'), ("Control", '\u{e009}'), ("Alt", '\u{e00a}'), ("Meta", '\u{e03d}')];

impl Tab {
    /// Clicks the middle of an element, after scrolling it into view.
    pub fn click(&self, css: &str) -> Outcome {
        let element = self.element(css)?;
        self.call(&format!("click {css}"), element.click())
    }

    /// Clicks at a place inside an element: (0, 0) is its top left corner, (1, 1) its bottom right one.
    pub fn click_at(&self, css: &str, at: (f64, f64)) -> Outcome {
        self.drag(css, at, at)
    }

    /// Types into a field, after what is in it.
    pub fn type_into(&self, css: &str, text: &str) -> Outcome {
        let element = self.element(css)?;
        self.call(&format!("type into {css}"), element.send_keys(text))
    }

    /// Empties a field.
    pub fn clear(&self, css: &str) -> Outcome {
        let element = self.element(css)?;
        self.call(&format!("clear {css}"), element.clear())
    }

    /// Presses and lets go of a key: `Tab`, `Shift+Tab`, `ArrowLeft`, `Space`, `a`, `Control+z`, `?`.
    pub fn press(&self, combination: &str) -> Outcome {
        let (modifiers, key) =
            parse(combination).ok_or_else(|| Failure::Wrong(format!("there is no key {combination}")))?;
        let mut keys = KeyActions::new("keyboard".into());
        for value in modifiers.iter().copied().chain([key]) {
            keys = keys.then(KeyAction::Down { value });
        }
        for value in [key].into_iter().chain(modifiers.iter().rev().copied()) {
            keys = keys.then(KeyAction::Up { value });
        }
        self.perform(&format!("press {combination}"), keys)
    }

    /// Presses a key several times.
    pub fn press_times(&self, combination: &str, times: usize) -> Outcome {
        (0..times).try_for_each(|_| self.press(combination))
    }

    /// Drags from one place inside an element to another, given as shares of its width and height.
    pub fn drag(&self, css: &str, from: (f64, f64), to: (f64, f64)) -> Outcome {
        let [x, y, width, height] = self.rectangle(css)?;
        let place = |at: (f64, f64)| (x + at.0 * width, y + at.1 * height);
        self.drag_between(css, place(from), place(to))
    }

    /// Drags an element from its middle to a place of the viewport.
    pub fn drag_to(&self, css: &str, to: (f64, f64)) -> Outcome {
        let [x, y, width, height] = self.rectangle(css)?;
        self.drag_between(css, (x + width / 2.0, y + height / 2.0), to)
    }

    /// Drags an element from its middle by so many CSS pixels.
    pub fn drag_by(&self, css: &str, (dx, dy): (f64, f64)) -> Outcome {
        let [x, y, width, height] = self.rectangle(css)?;
        let middle = (x + width / 2.0, y + height / 2.0);
        self.drag_between(css, middle, (middle.0 + dx, middle.1 + dy))
    }

    /// Moves the mouse over the middle of an element.
    pub fn hover(&self, css: &str) -> Outcome {
        let [x, y, width, height] = self.rectangle(css)?;
        self.perform(
            &format!("hover over {css}"),
            MouseActions::new("mouse".into()).then(move_to((x + width / 2.0, y + height / 2.0))),
        )
    }

    /// Left, top, width and height in the viewport, after scrolling the element into view.
    pub fn rectangle(&self, css: &str) -> Outcome<[f64; 4]> {
        self.element(css)?;
        self.js(&format!(
            "((e) => {{ const r = () => e.getBoundingClientRect(); const b = r();
               if (b.top < 0 || b.left < 0 || b.bottom > innerHeight || b.right > innerWidth) e.scrollIntoView({{ block: 'center', behavior: 'instant' }});
               const {{ x, y, width, height }} = r(); return [x, y, width, height]; }})(document.querySelector({}))",
            quoted(css)
        ))
    }

    fn drag_between(&self, css: &str, from: (f64, f64), to: (f64, f64)) -> Outcome {
        let mut mouse = MouseActions::new("mouse".into())
            .then(move_to(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        // Several moves, as a hand makes them; a single jump would hide a handler that loses the pointer.
        let moves = if from == to { 0 } else { 6 };
        for i in 1..=moves {
            let t = f64::from(i) / f64::from(moves);
            mouse = mouse.then(move_to((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1))));
        }
        self.perform(&format!("drag {css}"), mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT }))
    }

    fn perform(&self, what: &str, actions: impl Into<Actions>) -> Outcome {
        self.call(what, self.client.perform_actions(actions))
    }
}

fn move_to((x, y): (f64, f64)) -> PointerAction {
    // Whole pixels: not every driver takes fractions.
    PointerAction::MoveTo { duration: Some(Duration::from_millis(8)), x: x.round(), y: y.round() }
}

/// Modifiers and the key itself.
fn parse(combination: &str) -> Option<(Vec<char>, char)> {
    let mut modifiers = Vec::new();
    let mut rest = combination;
    while let Some((name, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
        modifiers.push(MODIFIERS.iter().find(|m| m.0 == name)?.1);
        rest = key;
    }
    let mut characters = rest.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Some((modifiers, character)),
        _ => Some((modifiers, KEYS.iter().find(|k| k.0 == rest)?.1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_read() {
        assert_eq!(parse("a"), Some((vec![], 'a')));
        assert_eq!(parse("+"), Some((vec![], '+')));
        assert_eq!(parse("Shift+Tab"), Some((vec!['\u{e008}'], '\u{e004}')));
        assert_eq!(parse("Control+Shift++"), Some((vec!['\u{e009}', '\u{e008}'], '+')));
        assert_eq!(parse("Hyper+a"), None);
        assert_eq!(parse("Foo"), None);
        assert_eq!(parse(""), None);
    }
}
