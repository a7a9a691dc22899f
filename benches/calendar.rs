//! How long a calendar of 5 MB takes, as ten busy years export it: `cargo bench --bench calendar`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};

use support::calendar::{GOOGLE, reads};

/// The events of one calendar again and again, under other ids, up to 5 MB.
fn large() -> String {
    let (head, events) = GOOGLE.split_once("BEGIN:VEVENT").expect("it has events");
    let events = format!("BEGIN:VEVENT{}", events.trim_end().trim_end_matches("END:VCALENDAR"));
    let mut text = head.to_string();
    for turn in 0.. {
        if text.len() > 5 * 1024 * 1024 {
            break;
        }
        text += &events.replace("@google.com", &format!("{turn}@google.com"));
    }
    text + "END:VCALENDAR\r\n"
}

fn calendar(criterion: &mut Criterion) {
    let text = large();
    assert_eq!(reads(&text, None).suggestions.len(), 2);
    let mut group = criterion.benchmark_group("a calendar of 5 MB");
    group.sample_size(10);
    group.bench_function("read", |bencher| bencher.iter(|| black_box(reads(&text, None))));
    group.finish();
}

criterion_group!(benches, calendar);
criterion_main!(benches);
