//! How long choosing takes on a page that knows ten years of weekly meetings: `cargo bench --bench choice`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use duologue::domain::{Aim, PointState, RelationshipId, Role};
use duologue::questions::{Lessons, guess};

use support::bank::bank;
use support::desk::Browser;
use support::turns::finish;

/// Ten years of weekly meetings, each with a point and every third with a question.
fn ten_years(browser: &Browser) -> RelationshipId {
    let (desk, bank) = (browser.open(), bank());
    let ana = desk.meets("Ana", Role::Report);
    for week in 0..520 {
        let point = desk.point(&ana, "A point");
        desk.set_aim(&ana, &point, Some(Aim::ALL[week % 8]));
        desk.talk_about(&ana, Some(&point));
        browser.minutes_pass(20);
        desk.close_point(&ana, &point, PointState::Discussed);
        if week % 3 == 0 {
            let question = desk.add_question(&ana, &bank.questions[week % bank.questions.len()]).expect("it has words");
            desk.close_point(&ana, &question, PointState::Discussed);
        }
        desk.hold(browser, &ana, 10, None);
        browser.days_pass(7);
        if week % 40 == 39 {
            finish(browser.open().tidy()).expect("storage answers");
        }
    }
    finish(browser.open().tidy()).expect("storage answers");
    ana
}

fn choosing(criterion: &mut Criterion) {
    let browser = Browser::new();
    let ana = ten_years(&browser);
    let (desk, bank) = (browser.open(), bank());
    criterion.bench_function("choose among all, 520 meetings of digests", |bench| {
        bench.iter(|| black_box(desk.suggestions(black_box(&bank), &ana, true)));
    });
    criterion.bench_function("compass, 520 meetings of digests", |bench| bench.iter(|| black_box(desk.compass(&ana))));
    let lessons = Lessons::default();
    criterion.bench_function("guess what a title is about", |bench| {
        bench.iter(|| black_box(guess(black_box("Wie die Einarbeitung von Kim im neuen Team läuft"), &lessons)));
    });
}

criterion_group!(benches, choosing);
criterion_main!(benches);
