//! Settings of the user: one key each, the last write wins.

use super::{Desk, News};
use crate::ports::{KeyValue, RelayAddress};
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

pub(super) const THEME: &str = "theme";
pub(super) const LANGUAGE: &str = "language";
pub(super) const RELAY: &str = "relay";
pub(super) const RELAY_CREDENTIAL: &str = "relay-credential";

/// The languages that the pages speak, in the order in which they are offered; the first is spoken to those who have
/// none of them.
pub const LANGUAGES: [&str; 4] = ["en", "de", "es", "fr"];

/// The language of ours that fits a tag such as `de-AT`, if there is one.
pub fn spoken(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.into_iter().find(|language| *language == primary)
}

/// Whether a relay can be there: `wss://`, or `ws://` on this machine alone.
pub(super) fn is_address(url: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':', '?', '#']).next().unwrap_or_default().to_string();
    match (url.strip_prefix("wss://").map(host), url.strip_prefix("ws://").map(host)) {
        (Some(host), _) => !host.is_empty(),
        (_, Some(host)) => host == "127.0.0.1" || host == "localhost",
        _ => false,
    }
}

impl Desk {
    /// The theme that the user chose.
    pub fn theme(&self) -> Theme {
        let stored = self.setting(THEME);
        Theme::ALL.into_iter().find(|theme| stored.as_deref() == Some(theme.name())).unwrap_or_default()
    }

    /// Chooses a theme.
    pub fn set_theme(&self, theme: Theme) {
        self.set_setting(THEME, theme.name());
    }

    /// The language that the user chose; none if it follows the browser.
    pub fn language(&self) -> Option<&'static str> {
        self.setting(LANGUAGE).and_then(|stored| spoken(&stored))
    }

    /// Chooses a language, or lets it follow the browser.
    pub fn set_language(&self, language: Option<&str>) {
        self.set_setting(LANGUAGE, language.unwrap_or_default());
    }

    /// Takes over the language and the theme from another store, as a page to practise in has one of its own. What cannot
    /// be read is as if it was not set.
    pub async fn look_as_in(&self, other: &dyn KeyValue) {
        let keys = [LANGUAGE, THEME].map(|name| Key::Setting(name.into()).text());
        for (key, value) in other.get(&keys).await.unwrap_or_default() {
            self.take_record(&key, Some(&value));
        }
    }

    /// The relay that new invitations name: the administrator's, else the one that is set here. None where the
    /// administrator's is none that can be reached: it would not be for the user to name another.
    pub fn default_relay(&self) -> Option<RelayAddress> {
        match self.managed_relay() {
            Some((relay, is_usable)) => is_usable.then_some(relay),
            None => self.own_relay(),
        }
    }

    /// The relay that is set here.
    pub fn own_relay(&self) -> Option<RelayAddress> {
        let url = self.setting(RELAY).filter(|url| !url.is_empty())?;
        Some(RelayAddress {
            url,
            credential: self.setting(RELAY_CREDENTIAL).filter(|credential| !credential.is_empty()),
        })
    }

    /// Sets the relay, or none.
    /// False if the address is none of a relay; then nothing was changed.
    pub fn set_default_relay(&self, relay: Option<&RelayAddress>) -> bool {
        let url = relay.map(|relay| relay.url.trim()).unwrap_or_default();
        if !url.is_empty() && !is_address(url) {
            return false;
        }
        self.set_setting(RELAY, url);
        let credential = relay.and_then(|relay| relay.credential.as_deref()).unwrap_or_default();
        self.set_setting(RELAY_CREDENTIAL, credential.trim());
        true
    }

    pub(super) fn setting(&self, name: &str) -> Option<String> {
        let own = self.settings.borrow().get(name).cloned();
        self.managed.borrow().over(name, own)
    }

    pub(super) fn set_setting(&self, name: &str, value: &str) {
        if self.newer_schema().is_some() || self.managed.borrow().locks(name) {
            return;
        }
        self.settings.borrow_mut().insert(name.into(), value.into());
        self.put(Key::Setting(name.into()), written::write(value));
        self.tell(News::Changed);
        self.tell(News::Save);
    }
}
