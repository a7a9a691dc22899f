//! Years of 1:1s that nobody held: the same ones for the same plan, for tests, benchmarks and `cargo xtask sample`.

mod meetings;
mod people;
mod phrases;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use duologue::domain::order::gathered;
use duologue::ports::{Entries, MemoryStorage, Value};
use duologue::store::backup::export;
use duologue::store::compaction::{MEETINGS_TO_BIND, bind, carry_out, note};
use duologue::store::{Depth, Digest, Form, Key, Listing, Pair, Thread, read_threads, written};

use super::bank::bank;
use super::dice::Drawn;
use super::turns::finish;

/// How much there is to be of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub people: u32,
    /// Weekly meetings with each of them; of 520 with 20 people there are 100,000 points.
    pub meetings: u32,
    /// The day before the next meeting of all.
    pub until: NaiveDate,
    pub seed: u64,
}

impl Plan {
    /// Twenty people, met every week for ten years.
    pub fn ten_years() -> Self {
        let until = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a Sunday");
        Self { people: 20, meetings: 520, until, seed: 1 }
    }

    /// Few people and meetings, for tests that are to be quick.
    pub fn small(people: u32, meetings: u32) -> Self {
        Self { people, meetings, ..Self::ten_years() }
    }
}

/// One relationship of the sample, with all of its documents in memory, and how it is shared.
pub struct Told {
    pub thread: Thread,
    pub pair: Option<Pair>,
}

/// The relationships of a plan, one after the other: all at once take a lot of memory.
pub fn threads(plan: Plan) -> impl Iterator<Item = Told> {
    let questions = bank().questions;
    (0..plan.people).map(move |number| {
        let entropy = Drawn::new(plan.seed.wrapping_mul(1_000) + u64::from(number));
        let mut told = people::meet(plan, number, &entropy);
        meetings::hold_all(plan, number, &mut told.thread, &questions, &entropy);
        told
    })
}

/// A backup file that [`duologue::app::Desk::import`] reads.
pub fn backup(plan: Plan) -> String {
    let mut all: Vec<_> = threads(plan).collect();
    let records: BTreeMap<_, _> = gathered(all.iter().filter_map(|told| {
        let Value::Text(text) = written::write_json(told.pair.as_ref()?) else { return None };
        Some((Key::Pair(told.thread.id.clone()).text(), text))
    }));
    let mut threads: Vec<_> = all.iter_mut().map(|told| &mut told.thread).collect();
    let at = plan.until.and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp_millis();
    export(&mut threads, &records, at, &Drawn::new(plan.seed)).concat()
}

/// The raw entries of a store that has been put in order all along: volumes, digests, and loose parts of the last
/// meetings.
pub fn entries(plan: Plan) -> Entries {
    let mut all = Entries::from([(Key::Schema.text(), written::write_json(&duologue::store::migrations::SCHEMA))]);
    for told in threads(plan) {
        all.extend(stored(told, plan.seed));
    }
    all
}

fn stored(told: Told, seed: u64) -> Entries {
    let (mut thread, entropy) = (told.thread, Drawn::new(seed ^ 0x5eed));
    let id = thread.id.clone();
    let mut loose = Entries::from([(Key::Mine(id.clone()).text(), written::write_json(&*thread.mine))]);
    if let Some(pair) = &told.pair {
        loose.insert(Key::Pair(id.clone()).text(), written::write_json(pair));
    }
    for name in thread.loaded() {
        let key = Key::Document { thread: id.clone(), name, form: Form::Log, unique: name.text() };
        loose.insert(key.text(), written::write_update(&thread.document(name, &entropy).whole()));
    }
    drop(thread);
    let store = MemoryStorage::holding(loose);
    put_in_order(&store, &entropy);
    store.entries()
}

/// Does at once what a page does little by little: binds quiet meetings, and writes the digest.
fn put_in_order(store: &MemoryStorage, entropy: &Drawn) {
    let mut reading = finish(read_threads(store, entropy, None, Depth::All)).expect("storage answers");
    let mut thread = reading.threads.pop().expect("there is one");
    let keys = &reading.listing.threads[&thread.id];
    let quiet = Digest::of(&thread, keys).quiet(keys, thread.current());
    for (block, meetings) in quiet.into_iter().filter(|(_, meetings)| meetings.len() >= MEETINGS_TO_BIND) {
        if let Some(replacement) = bind(&mut thread, block, &meetings, entropy) {
            finish(carry_out(store, &replacement)).expect("it has room");
            note(&mut thread, &replacement);
        }
    }
    let listing = Listing::of(store.entries().into_keys().collect());
    let digest = Digest::of(&thread, &listing.threads[&thread.id]);
    let entry = (Key::Digest(thread.id.clone()).text(), written::write_json(&digest));
    finish(duologue::ports::KeyValue::set(store, &Entries::from([entry]))).expect("it has room");
}
