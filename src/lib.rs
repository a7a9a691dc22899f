//! Duologue: the rooms, in the order of their dependencies, and nothing else.

pub mod domain;
pub mod questions;

pub mod document;
pub mod ports;

pub mod store;

pub mod app;
