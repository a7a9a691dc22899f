//! What is seen and touched: pages made of parts, parts made of the kit.
//! Never here: a storage key, a decision about the data, or a sentence (all words stand in the message catalogue).

pub mod data_words;
pub mod kit;
// Built without the dashboard, some of them have nobody who opens them.
#[cfg_attr(not(feature = "dashboard"), allow(dead_code, unused_imports))]
pub mod pages;
pub mod parts;
pub mod session;
pub mod words;

/// Opens the page of that name.
pub fn open(page: &str, language: &str, messages: &str) {
    // The place of a mistake of ours may be told; its message may hold what the user wrote, so it is not.
    std::panic::set_hook(Box::new(|mistake| {
        if let Some(place) = mistake.location() {
            crate::platform::page::report(&format!("Duologue made a mistake at {}:{}", place.file(), place.line()));
        }
    }));
    kit::language::speak(language, messages);
    pages::open(page);
}
