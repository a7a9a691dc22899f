//! What the user can do, one file per kind of thing: commands change documents, views tell how things stand.
//! Never here: the web, a storage key's text, or a word that a person reads.

pub mod actions;
pub mod agenda;
pub mod agenda_text;
pub mod aims;
pub mod answers;
pub mod backup;
pub mod bundles;
pub mod calls;
pub mod capture;
pub mod closing;
pub mod compass;
pub mod corrections;
pub mod desk;
pub mod devices;
pub mod experiments;
pub mod for_background;
pub mod from_last;
mod line_places;
pub mod lines;
pub mod meetings;
pub mod news;
pub mod overview;
pub mod own_bank;
pub mod past;
pub mod people;
mod presence;
pub mod private;
pub mod reminders;
pub mod search;
mod search_entries;
pub mod settings;
pub mod sharing;
pub mod suggestions;
pub mod summary;
pub mod templates;
pub mod thread_view;
pub mod tidy;

pub use desk::{Desk, OpenError, Scope};
pub use news::News;
pub use thread_view::ThreadView;
