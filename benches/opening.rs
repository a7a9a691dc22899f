//! What a page with ten years of twenty people does until it can be used, and at every change after that.
//! `cargo bench --bench opening`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::Instant;

use duologue::domain::insights::Span;
use duologue::ports::{MemoryStorage, Value};
use support::desk::Browser;
use support::sample::{Plan, entries};
use support::turns::finish;

/// How often each is done; the middle one is told.
const TIMES: usize = 9;

fn median<T>(what: &str, act: impl Fn() -> T) {
    let mut took: Vec<_> = (0..TIMES)
        .map(|_| {
            let begin = Instant::now();
            black_box(act());
            begin.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!("{what:<48} {:>9.1} ms", took[TIMES / 2]);
}

fn main() {
    let mut browser = Browser::in_lane(1);
    browser.storage = MemoryStorage::holding(entries(Plan::ten_years()));
    let stored = browser.storage.entries();
    let digests = stored.iter().filter(|(key, _)| key.starts_with("digest/")).map(|(_, value)| length(value));
    println!("{:<48} {:>9.1} MB", "digests, which every page reads", digests.sum::<usize>() as f64 / 1e6);

    median("a page opens", || browser.open());
    let desk = browser.open();
    let id = desk.people()[0].id.clone();
    median("one of them as the sidebar shows it", || desk.thread(&id));
    median("who is next", || desk.next_up());
    median("everyone on the People page", || desk.overviews());
    median("names for the background", || desk.write_names());
    median("reminders for the background", || desk.write_reminders(|_, _| Default::default()));
    median("insights of one", || desk.insights(&id, Span::Year));
    median("the rate of what was held", || desk.held_rate(&id));
    browser.rest();
    let begin = Instant::now();
    finish(desk.tidy()).expect("storage answers");
    println!("{:<48} {:>9.1} ms", "the first page puts in order", begin.elapsed().as_secs_f64() * 1_000.0);
    median("a page puts in order where all is", || finish(desk.tidy()));
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Json(text) => text.len(),
    }
}
