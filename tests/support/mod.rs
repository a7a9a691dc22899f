//! What the tests of the store share: turns that the test hands out, a page, and views to compare.

// Each test file uses a part of it.
#![allow(dead_code)]

pub mod bank;
pub mod calendar;
pub mod desk;
pub mod dice;
pub mod fixture;
pub mod kept;
pub mod ledger;
pub mod page;
pub mod pair;
pub mod replicas;
pub mod sample;
pub mod squeeze;
pub mod story;
pub mod table;
pub mod traces;
pub mod turns;
pub mod two;
pub mod view;
pub mod writer;
