//! Ten years of weekly 1:1s with 20 people, 100,000 points: how long the index takes to make, how much memory it
//! holds, how long a search takes, and how long a page takes to open: `cargo bench --bench search`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use duologue::search::{Filter, Query};

use support::desk::{Browser, OpenDesk};
use support::sample::{Plan, entries};
use support::turns::finish;

/// The allocator of the system, which says how much is held.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller has promised what the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What people look for: words that are everywhere and nowhere, beginnings, mistakes, accents, phrases, other scripts.
const QUERIES: [&str; 20] = [
    "roadmap",
    "raodmap",
    "a",
    "st",
    "the",
    "feedback from",
    "Kovac",
    "größe",
    "grosse teams",
    "\"next career step\"",
    "presupuesto",
    "année",
    "採用計画",
    "採",
    "ticket 4711",
    "documentaiton",
    "zzzzzz",
    "Atlas Beacon",
    "accesibility",
    "was der das die",
];

fn indexed(desk: &OpenDesk) -> usize {
    let mut slices = 0;
    while !finish(desk.index_more()).expect("storage answers").is_whole() {
        slices += 1;
    }
    slices
}

fn searching(criterion: &mut Criterion) {
    let browser = Browser::new();
    finish(duologue::ports::KeyValue::set(&browser.storage, &entries(Plan::ten_years()))).expect("it has room");
    let desk = browser.open();
    let (before, began) = (HELD.load(Ordering::Relaxed), Instant::now());
    let slices = indexed(&desk);
    let (took, held) = (began.elapsed(), HELD.load(Ordering::Relaxed) - before);
    println!("index: {took:.2?} in {slices} slices, {:.1} MB", held as f64 / 1e6);
    let mut longest: Vec<_> = QUERIES
        .iter()
        .map(|text| {
            let query = Query::parse(text);
            let mut times: Vec<_> = (0..20)
                .map(|_| {
                    let began = Instant::now();
                    black_box(desk.search(&query, &Filter::default(), 30));
                    began.elapsed()
                })
                .collect();
            times.sort();
            (times[10], *text, desk.search(&query, &Filter::default(), 30).count)
        })
        .collect();
    longest.sort();
    for (median, text, count) in &longest {
        println!("search {text:?}: {median:.2?}, {count} results");
    }
    println!("median of all {:.2?}, p95 {:.2?}", longest[longest.len() / 2].0, longest[longest.len() * 95 / 100].0);
    criterion.bench_function("search for a word with a mistake", |bench| {
        let query = Query::parse("raodmap");
        bench.iter(|| black_box(desk.search(&query, &Filter::default(), 30)));
    });
    criterion.bench_function("open a page", |bench| bench.iter(|| black_box(browser.open())));
    let empty = Browser::new();
    criterion.bench_function("open an empty page", |bench| bench.iter(|| black_box(empty.open())));
    criterion.bench_function("everyone in a list", |bench| bench.iter(|| black_box(desk.overviews())));
}

criterion_group!(
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = searching
);
criterion_main!(benches);
