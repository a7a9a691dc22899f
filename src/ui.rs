//! What is seen and touched: pages made of parts, parts made of the kit.
//! Never here: a storage key, a decision about the data, or a sentence (all words stand in the message catalogue).

pub mod data_words;
pub mod kit;
pub mod pages;
pub mod parts;
pub mod session;
pub mod words;

/// Opens one of the pages that are there in a call or lead there: `sidebar`, `popup`, `retro` or `welcome`. A module
/// that calls nothing but this is built without the dashboard. `language` is what the browser speaks, and `messages` are
/// its words.
pub fn open_in_call(language: &str, messages: &str, page: &str) {
    prepare(language, messages);
    pages::open_in_call(page);
}

/// Opens the dashboard.
pub fn open_dashboard(language: &str, messages: &str) {
    prepare(language, messages);
    pages::open_dashboard();
}

fn prepare(language: &str, messages: &str) {
    // The place of a mistake of ours may be told; its message may hold what the user wrote, so it is not.
    std::panic::set_hook(Box::new(|mistake| {
        if let Some(place) = mistake.location() {
            crate::platform::page::report(&format!("Duologue made a mistake at {}:{}", place.file(), place.line()));
        }
    }));
    kit::language::speak(language, messages);
}
