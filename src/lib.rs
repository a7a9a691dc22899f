//! Duologue: the rooms, in the order of their dependencies, and nothing else.

pub mod domain;
pub mod questions;
pub mod search;

pub mod calendar;
pub mod document;
pub mod ports;

pub mod share;
pub mod store;

pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;
