//! What is seen and touched: pages made of parts, parts made of the kit.
//! Never here: a storage key, a decision about the data, or a sentence (all words stand in the message catalogue).

pub mod kit;
pub mod pages;
pub mod parts;
pub mod session;
pub mod words;

/// Opens the page of that name.
pub fn open(page: &str, messages: &str) {
    kit::language::use_messages(messages);
    pages::open(page);
}
