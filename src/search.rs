//! Finding a word among years of words: what is searched, how it is folded, what is close enough, and what comes first.
//! Never here: where the words come from, a screen, or a clock; time is a number in what is handed in.

mod arena;
mod distance;
pub mod entry;
mod fold;
pub mod index;
pub mod marks;
mod postings;
pub mod query;
pub mod words;

pub use entry::{Entry, Filter, Kind, Part, Source};
pub use index::{Hit, Hits, Index};
pub use query::Query;
