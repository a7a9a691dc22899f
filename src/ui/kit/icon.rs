//! Icons: strokes on a 16 by 16 grid, in the colour of the text around them, hidden from screen readers.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    More,
    Close,
    Chevron,
    Plus,
    Lock,
    Half,
}

impl Shape {
    fn strokes(self) -> &'static str {
        match self {
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Chevron => "M4 6.5l4 4 4-4",
            Self::Plus => "M8 3.5v9M3.5 8h9",
            Self::Lock => "M4 7.5h8v5.5H4zM5.5 7.5V5.6a2.5 2.5 0 0 1 5 0v1.9",
            Self::Half => "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11M8 2.5v11M10.5 4v8M12.5 6v4",
        }
    }
}

/// An icon.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=shape.strokes() fill="none" stroke="currentColor" stroke-width="1.6"
                stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
