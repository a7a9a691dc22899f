//! What an administrator sets for everyone, or locks: `extension/managed.json` describes it to the browser.

use std::collections::BTreeMap;

use super::Desk;
use super::for_background::{DOCK_SIDE, DOCK_WIDTH, NARROWEST, WIDEST};
use super::quiet::QUIET_HOURS;
use super::reminders::{AHEAD, NOTIFY, OVERDUE, PROMISES};
use super::settings::{LANGUAGE, RELAY, RELAY_CREDENTIAL, THEME, is_address};
use crate::ports::RelayAddress;
use crate::questions::{Bank, Pack, PackFault};

/// A setting that can come from an administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Language,
    Theme,
    RemindAhead,
    RemindOverdue,
    RemindPromises,
    Notify,
    QuietHours,
    /// The background script follows these two by itself.
    DockSide,
    DockWidth,
    Relay,
    RelayCredential,
}

/// The property with the names of those that nobody but the administrator may change.
pub const LOCKED: &str = "locked";

/// The property with a pack of questions and agendas, as the Questions page writes them.
pub const PACK: &str = "questionPack";

impl Choice {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Language,
        Self::Theme,
        Self::RemindAhead,
        Self::RemindOverdue,
        Self::RemindPromises,
        Self::Notify,
        Self::QuietHours,
        Self::DockSide,
        Self::DockWidth,
        Self::Relay,
        Self::RelayCredential,
    ];

    /// What the administrator calls it.
    pub fn property(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::RemindAhead => "remindAhead",
            Self::RemindOverdue => "remindOverdue",
            Self::RemindPromises => "remindPromises",
            Self::Notify => "notify",
            Self::QuietHours => "quietHours",
            Self::DockSide => "dockSide",
            Self::DockWidth => "dockWidth",
            Self::Relay => "relayUrl",
            Self::RelayCredential => "relayCredential",
        }
    }

    fn setting(self) -> &'static str {
        match self {
            Self::Language => LANGUAGE,
            Self::Theme => THEME,
            Self::RemindAhead => AHEAD,
            Self::RemindOverdue => OVERDUE,
            Self::RemindPromises => PROMISES,
            Self::Notify => NOTIFY,
            Self::QuietHours => QUIET_HOURS,
            Self::DockSide => DOCK_SIDE,
            Self::DockWidth => DOCK_WIDTH,
            Self::Relay => RELAY,
            Self::RelayCredential => RELAY_CREDENTIAL,
        }
    }

    /// A value as it is used; none where it makes no sense, which counts as not set. The content script and the
    /// background script read the dock's in the same way (`extension/content/shape.js`).
    fn sensible(self, value: &str) -> Option<String> {
        match self {
            Self::DockSide => ["left", "right"].contains(&value).then(|| value.to_string()),
            Self::DockWidth => {
                // Whole pixels; reading fractions would add 15 KB to every page.
                let whole = value.split('.').next()?.parse::<u32>().ok()?;
                Some(whole.clamp(NARROWEST, WIDEST).to_string())
            }
            _ => Some(value.to_string()),
        }
    }

    /// A relay that an administrator has set holds for everyone: whoever could name another one could carry off
    /// what was to stay in the house.
    fn is_always_locked(self) -> bool {
        matches!(self, Self::Relay | Self::RelayCredential)
    }
}

/// The properties to ask the browser for.
pub fn properties() -> Vec<&'static str> {
    Choice::ALL.into_iter().map(Choice::property).chain([LOCKED, PACK]).collect()
}

/// What an administrator has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Managed {
    /// By the name of the setting, and whether the user may set something else.
    settings: BTreeMap<&'static str, (String, bool)>,
    /// A file of questions and agendas.
    pack: Option<String>,
}

impl Managed {
    /// Reads what the browser tells: text as it is, anything else as JSON.
    fn read(told: &BTreeMap<String, String>) -> Self {
        let locked = told.get(LOCKED).and_then(|json| serde_json::from_str::<Vec<String>>(json).ok());
        let locked = locked.unwrap_or_default();
        let entry = |choice: Choice| {
            let value = match told.get(choice.property())?.trim() {
                "" => return None,
                "true" => "on",
                "false" => "off",
                value => value,
            };
            let value = choice.sensible(value)?;
            let is_locked = choice.is_always_locked() || locked.iter().any(|name| name == choice.property());
            Some((choice.setting(), (value, is_locked)))
        };
        let mut managed: BTreeMap<_, _> = Choice::ALL.into_iter().filter_map(entry).collect();
        // A credential of the house is for the relay of the house, and is shown to nobody else's.
        if !managed.contains_key(RELAY) {
            managed.remove(RELAY_CREDENTIAL);
        }
        Self { settings: managed, pack: told.get(PACK).filter(|pack| !pack.trim().is_empty()).cloned() }
    }

    /// What holds, where the user has set `own`.
    pub fn over(&self, setting: &str, own: Option<String>) -> Option<String> {
        match self.settings.get(setting) {
            Some((value, is_locked)) if *is_locked || own.is_none() => Some(value.clone()),
            _ => own,
        }
    }

    /// Whether the user cannot change it.
    pub fn locks(&self, setting: &str) -> bool {
        self.settings.get(setting).is_some_and(|(_, is_locked)| *is_locked)
    }

    fn relay(&self) -> Option<RelayAddress> {
        let value = |setting| self.settings.get(setting).map(|(value, _)| value.clone());
        Some(RelayAddress { url: value(RELAY)?, credential: value(RELAY_CREDENTIAL) })
    }
}

impl Desk {
    /// Takes over what the administrator has set, under the names of [`properties`].
    pub fn set_managed(&self, told: &BTreeMap<String, String>) {
        *self.managed.borrow_mut() = Managed::read(told);
    }

    /// Whether the administrator has fixed it.
    pub fn is_locked(&self, choice: Choice) -> bool {
        self.managed.borrow().locks(choice.setting())
    }

    /// The relay that the administrator has set, and whether one can be there.
    pub fn managed_relay(&self) -> Option<(RelayAddress, bool)> {
        let relay = self.managed.borrow().relay()?;
        let is_usable = is_address(&relay.url);
        Some((relay, is_usable))
    }

    /// The bank with the questions and agendas that the administrator has added, if any.
    ///
    /// # Errors
    /// What is wrong with their pack; then it adds nothing.
    pub fn with_pack_of_the_house(&self, ours: &Bank, language: &str) -> Result<Bank, PackFault> {
        match self.managed.borrow().pack.as_deref() {
            Some(file) => Ok(ours.with_pack_of_the_house(&Pack::parse(file, ours)?, language)),
            None => Ok(ours.clone()),
        }
    }
}
