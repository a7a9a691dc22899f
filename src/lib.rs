//! Duologue: the rooms, in the order of their dependencies, and nothing else.

pub mod domain;

pub mod document;
pub mod ports;

pub mod store;
