//! Settings of the user: one key each, the last write wins.

use super::{Desk, News};
use crate::store::{Key, written};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

const THEME: &str = "theme";

impl Desk {
    /// The theme that the user chose.
    pub fn theme(&self) -> Theme {
        let settings = self.settings.borrow();
        let stored = settings.get(THEME).map(String::as_str);
        Theme::ALL.into_iter().find(|theme| stored == Some(theme.name())).unwrap_or_default()
    }

    /// Chooses a theme.
    pub fn set_theme(&self, theme: Theme) {
        if self.newer_schema().is_some() {
            return;
        }
        self.settings.borrow_mut().insert(THEME.into(), theme.name().into());
        self.put(Key::Setting(THEME.into()), written::write(theme.name()));
        self.tell(News::Changed);
        self.tell(News::Save);
    }
}
