//! Strokes for the transport bar, on a grid of 18.

use crate::app::live::{View, view};

/// Which icon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Start,
    Back,
    Run,
    Pause,
    Step,
    Reset,
    Undo,
    Compare,
    Full,
    Save,
}

/// The icon as an image without a name: the button around it has one.
pub fn icon(icon: Icon) -> View {
    let d = match icon {
        Icon::Start => "M4 4v10M14 4l-7 5 7 5z",
        Icon::Back => "M12 4l-7 5 7 5z",
        Icon::Run => "M6 4l8 5-8 5z",
        Icon::Pause => "M6 4v10M12 4v10",
        Icon::Step => "M5 4l7 5-7 5zM14 4v10",
        Icon::Reset => "M4 9a5 5 0 1 0 1.700-3.700M4 3v3.500h3.500",
        Icon::Undo => "M4 7h7a3.500 3.500 0 0 1 0 7H7M7 4L4 7l3 3",
        Icon::Compare => "M3 4h5v10H3zM10 4h5v10h-5z",
        Icon::Save => "M9 3v8M5.500 7.500L9 11l3.500-3.500M4 14.500h10",
        Icon::Full => "M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4",
    };
    let path = format!("<path d=\"{d}\"/>");
    view! { <svg viewBox="0 0 18 18" aria-hidden="true" inner_html=path></svg> }
}
