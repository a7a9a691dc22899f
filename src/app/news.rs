//! What the desk tells whoever shows it.

/// Something happened that the page must act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// What is shown may be out of date.
    Changed,
    /// Changes wait to be written: call `flush` now.
    Save,
    /// Changes wait to be written and more are likely to come at once, as in typing: call `flush` in a moment.
    SaveSoon,
    /// There is something to do on the lines to relays: call `work_lines`.
    Lines,
    /// Another page wrote about something that is not loaded here: call `catch_up`.
    CatchUp,
}
