//! Ten years with twenty people, out and back in: what it takes in time and bytes. `cargo bench --bench data`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use duologue::app::sealed_backup::Cost;
use duologue::ports::{MemoryStorage, Value};
use duologue::share::passphrase::{seal_file, unseal_file};
use support::desk::Browser;
use support::dice::Drawn;
use support::sample::{Plan, entries};
use support::squeeze::Flate;
use support::turns::finish;

fn measured<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = black_box(act());
    println!("{what:<48} {:>8.0} ms", begin.elapsed().as_secs_f64() * 1_000.0);
    result
}

fn megabytes(what: &str, bytes: usize) {
    println!("{what:<48} {:>8.1} MB", bytes as f64 / 1e6);
}

fn main() {
    let mut browser = Browser::in_lane(1);
    browser.squeeze = Rc::new(Flate);
    browser.storage = MemoryStorage::holding(entries(Plan::ten_years()));
    megabytes("stored", browser.storage.entries().iter().map(|(key, value)| key.len() + length(value)).sum());

    let desk = measured("a page opens everything", || browser.open_with_history());
    let pieces = measured("export", || finish(desk.export_in_pieces()).expect("storage answers"));
    megabytes("the file", pieces.iter().map(String::len).sum());
    megabytes("its largest piece", pieces.iter().map(String::len).max().unwrap_or_default());
    let file = pieces.concat();

    let mut empty = Browser::in_lane(2);
    empty.squeeze = Rc::new(Flate);
    let page = empty.open();
    measured("import into an empty profile", || finish(page.import(&file)).expect("it is ours"));
    measured("the same file a second time", || finish(page.import(&file)).expect("it is ours"));
    empty.rest();

    let sealed = measured("export with a passphrase", || {
        finish(desk.export_sealed("correct horse battery staple", Cost::USUAL)).expect("storage answers")
    });
    megabytes("the sealed file", sealed.len());
    let tiny = measured("of that, the key alone (Argon2id)", || seal_file("a", Cost::USUAL, b"", &Drawn::new(1)));
    drop(black_box(unseal_file("a", &tiny.unwrap_or_default())));

    measured("the first day of everyone is kept", || finish(desk.keep_today()).expect("storage answers"));
    let kept = browser.storage.entries();
    let kept = kept.iter().filter(|(key, _)| key.starts_with("snapshot/"));
    megabytes("what is kept of it", kept.map(|(_, value)| length(value)).sum());
    measured("another page finds nothing to keep", || finish(desk.keep_today()).expect("storage answers"));
    let first = desk.people()[0].id.clone();
    let day = desk.today();
    measured("what going back with one person would change", || {
        finish(desk.preview_restore(&first, day)).expect("it is kept")
    });
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Json(text) => text.len(),
    }
}
