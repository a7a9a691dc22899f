//! Controls and ways of showing that any page could use.
//! Never here: a word of the domain.

pub mod chart;
pub mod choice;
pub mod date;
pub mod dialog;
pub mod erase;
pub mod file;
pub mod focus;
mod formats;
pub mod icon;
pub mod language;
pub mod notice;
pub mod sort;
pub mod sure;
pub mod tabs;
pub mod text;
