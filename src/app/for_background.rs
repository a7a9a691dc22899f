//! What pages write for the background script to read, and read of what it has written: whoever is known by name, and
//! where the sidebar is to open.

use serde::Deserialize;

use super::Desk;
use crate::domain::order::put_in_order;
use crate::ports::Value;
use crate::store::{Key, Named, Names, written};

/// What an administrator's word on the dock is kept under, beside the settings.
pub(super) const DOCK_SIDE: &str = "dock-side";
pub(super) const DOCK_WIDTH: &str = "dock-width";

/// The width of the dock while nobody has changed it, in CSS pixels; as in `extension/content/shape.js`.
const USUAL_WIDTH: u32 = 360;
/// How wide the dock can be, in CSS pixels.
pub const NARROWEST: u32 = 280;
pub const WIDEST: u32 = 480;

/// Where the sidebar opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Surface {
    /// Beside the call, in its page.
    #[default]
    Dock,
    /// In the browser's own side panel.
    Panel,
    /// In a window of its own.
    Window,
}

impl Surface {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Dock, Self::Panel, Self::Window];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dock => "dock",
            Self::Panel => "panel",
            Self::Window => "window",
        }
    }

    /// The surface of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|surface| surface.name() == name)
    }
}

/// How the dock stands, as the user left it last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DockPlace {
    pub is_left: bool,
    /// In CSS pixels.
    pub width: u32,
}

impl Desk {
    /// On which side the dock stands, and how wide it is; the background script remembers it.
    pub fn dock_place(&self) -> DockPlace {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Dock {
            side: Option<String>,
            width: Option<u32>,
        }
        let stored = self.for_background.borrow().get(&Key::Dock.text()).cloned();
        let dock = stored.and_then(|stored| match stored {
            Value::Json(json) | Value::Text(json) => serde_json::from_str::<Dock>(&json).ok(),
        });
        let dock = dock.unwrap_or_default();
        let managed = self.managed.borrow();
        let side = managed.over(DOCK_SIDE, dock.side);
        let width = managed.over(DOCK_WIDTH, dock.width.map(|width| width.to_string()));
        let width = width.and_then(|width| width.parse().ok()).unwrap_or(USUAL_WIDTH);
        DockPlace { is_left: side.as_deref() == Some("left"), width }
    }

    /// Where the sidebar opens, as the user chose last; the background script remembers it.
    pub fn surface(&self) -> Surface {
        #[derive(Deserialize)]
        struct Dock {
            surface: Option<String>,
        }
        let stored = self.for_background.borrow().get(&Key::Dock.text()).cloned();
        let dock = stored.and_then(|stored| match stored {
            Value::Json(json) | Value::Text(json) => serde_json::from_str::<Dock>(&json).ok(),
        });
        dock.and_then(|dock| dock.surface).and_then(|name| Surface::named(&name)).unwrap_or_default()
    }

    /// Lets the names that the background script offers follow what is known now.
    pub fn write_names(&self) {
        let mut people: Vec<_> = self.overviews().into_iter().filter(|person| !person.relationship.archived).collect();
        // By name among those who were never met, as they come by name.
        put_in_order(&mut people, |a, b| a.last_met > b.last_met);
        let named = |person: super::overview::PersonOverview| Named {
            id: person.relationship.id,
            name: person.relationship.counterpart.name,
        };
        let names = Names { people: people.into_iter().map(named).collect() };
        self.write_if_new(Key::Names, written::write_json(&names), names.people.is_empty());
    }

    /// Writes what is not stored so; what says nothing is not written where nothing is.
    pub(super) fn write_if_new(&self, key: Key, value: Value, says_nothing: bool) {
        let stored = self.for_background.borrow().get(&key.text()).cloned();
        let is_stored = stored.as_ref() == Some(&value) || (says_nothing && stored.is_none());
        if !is_stored && self.newer_schema().is_none() {
            self.for_background.borrow_mut().insert(key.text(), value.clone());
            self.put(key, value);
            self.tell(super::News::Save);
        }
    }

    /// Takes over what was read or has changed; says whether a page shows it.
    pub(super) fn take_for_background(&self, key: &str, value: Option<&Value>) -> bool {
        let mut known = self.for_background.borrow_mut();
        let before = match value {
            Some(value) => known.insert(key.into(), value.clone()),
            None => known.remove(key),
        };
        key == Key::Dock.text() && before.as_ref() != value
    }
}
