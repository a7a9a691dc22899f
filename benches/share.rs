//! How long it takes to hand something over: `cargo bench --bench share`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::rc::Rc;

use criterion::{Criterion, criterion_group, criterion_main};
use duologue::document::{MeetingDocument, NewPoint, PointEdit};
use duologue::domain::time::from_millis;
use duologue::domain::{MeetingNumber, PersonId, PointId};
use duologue::ports::{CountedEntropy, Entropy, Replica, Side};
use duologue::share::{PairKeys, Secret};

use support::desk::Browser;
use support::pair::{One, bo_and_ana};
use support::squeeze::Flate;
use support::turns::finish;

/// A meeting as two people leave it: eight points, each of them edited a few times.
fn typical() -> MeetingDocument {
    let entropy = CountedEntropy::lane(1);
    let mut meeting = MeetingDocument::new(MeetingNumber(1), entropy.session());
    for n in 0..8 {
        let id = PointId::new(entropy.id());
        let point = NewPoint {
            id: id.clone(),
            title: format!("What we want to decide about topic {n}"),
            author: PersonId::new(entropy.id()),
            minutes: Some(5),
            aim: None,
            guessed: false,
            question: None,
            notes: String::new(),
            order: format!("8{n}"),
            added: from_millis(1_800_000_000_000),
        };
        meeting.add_point(&point).expect("it is new");
        for words in ["We agreed", "We agreed to wait", "We agreed to wait until the spring"] {
            meeting.edit_point(&id, &PointEdit::Notes(words.into()));
        }
    }
    meeting
}

/// Bo, whose agenda for Ana has ten points with notes.
fn ten_points() -> (One, One) {
    let (mut bo, ana) = bo_and_ana();
    bo.browser.squeeze = Rc::new(Flate);
    bo.desk = bo.browser.open();
    for n in 0..10 {
        let point = bo.desk.point(&bo.with, &format!("A title of about thirty chars {n}"));
        bo.desk.note_on_point(&bo.with, &point, &format!("{n} {}", "eighty characters of notes ".repeat(3)));
    }
    bo.browser.rest();
    (bo, ana)
}

fn sharing(criterion: &mut Criterion) {
    let entropy = CountedEntropy::lane(2);
    let keys = PairKeys::of(&Secret::new(&entropy));
    let me = Replica { side: Side::A, device: keys.device("here") };
    let plain = vec![7; 2 << 10];
    let sealed = keys.seal_value(&me, "m1", 1, &plain, &entropy);
    criterion.bench_function("seal a value of 2 KB", |bench| {
        bench.iter(|| black_box(keys.seal_value(&me, "m1", 1, black_box(&plain), &entropy)));
    });
    criterion.bench_function("open a value of 2 KB", |bench| {
        bench.iter(|| black_box(keys.open_value(&me, "m1", black_box(&sealed))));
    });
    let (bo, _ana) = ten_points();
    criterion.bench_function("copy a bundle of 10 points with notes", |bench| {
        bench.iter(|| black_box(finish(bo.desk.copy_update(&bo.with))));
    });
    let meeting = typical();
    criterion.bench_function("the state of a typical meeting", |bench| bench.iter(|| black_box(meeting.state())));
    criterion.bench_function("the keys of a pair", |bench| {
        let secret = Secret::new(&entropy);
        bench.iter(|| black_box(PairKeys::of(black_box(&secret))));
    });
    criterion.bench_function("open a page that shares", |bench| {
        let browser: &Browser = &bo.browser;
        bench.iter(|| black_box(browser.open()));
    });
}

criterion_group!(benches, sharing);
criterion_main!(benches);
