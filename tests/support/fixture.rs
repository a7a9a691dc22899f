//! Stores as files: text values as they are, anything else as JSON.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use duologue::document::PointEdit;
use duologue::domain::{Aim, Answer, Helped, MeetingNumber, PointId, QuestionId, RelationshipId, Score, When};
use duologue::ports::{Entries, KeyValue, MemoryStorage, Value};
use duologue::store::{Depth, Key, RoomLink, written};
use serde_json::{Map, Value as Json};

use super::page::{Page, read};
use super::story;
use super::turns::finish;
use super::view::View;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect()
}

fn json(name: &str) -> Json {
    let file = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&file).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The store in a file.
pub fn read_fixture(name: &str) -> Entries {
    let Json::Object(entries) = json(name) else { panic!("{name} is an object") };
    let value = |value| match value {
        Json::String(text) => Value::Text(text),
        other => Value::Json(other.to_string()),
    };
    entries.into_iter().map(|(key, stored)| (key, value(stored))).collect()
}

/// A view as it is kept in a file.
pub fn golden(name: &str) -> Json {
    json(name)
}

/// A view as a file would keep it.
pub fn view_json(view: &View) -> Json {
    serde_json::to_value(view).expect("a view has a JSON form")
}

/// A store made today must look as the kept one did. With `DUOLOGUE_WRITE_FIXTURES` set, first writes how it looks, and
/// the store itself if there is none: one that has shipped is never written again.
pub fn same_or_written(store_file: &str, view_file: &str, make: fn() -> MemoryStorage) {
    let store = make();
    let view = view_json(&View::of(&finish(read(&store, 99, Depth::All))));
    if std::env::var_os("DUOLOGUE_WRITE_FIXTURES").is_some() {
        write(view_file, &view);
        if !path(store_file).exists() {
            let entries: Map<_, _> = store.entries().iter().map(|(key, value)| (key.clone(), raw(value))).collect();
            write(store_file, &Json::Object(entries));
        }
    }
    assert_eq!(view, golden(view_file));
}

fn raw(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::String(text.clone()),
        Value::Json(json) => serde_json::from_str(json).expect("it is JSON"),
    }
}

fn write(name: &str, json: &Json) {
    let text = serde_json::to_string_pretty(json).expect("it has a JSON form");
    fs::write(path(name), text + "\n").unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// What the first schema can hold: two closed meetings, one of them bound; a third that is prepared with a point, its
/// notes and a promise; answers, private notes, a linked room, a setting, a digest.
pub fn first_schema() -> MemoryStorage {
    let store = story::store();
    story::hold_meetings(&store, 10, 2);
    let page = finish(Page::open(Rc::new(store.clone()), 11, Depth::Open)).expect("storage answers");
    let third = MeetingNumber(3);
    let mut point = story::point("p", "Растём или отдыхаем? 🙂", story::minute(30_000));
    (point.minutes, point.aim) = (Some(10), Some(Aim::Career));
    point.question = Some(QuestionId::new("career-next-step"));
    page.edit_meeting(third, |meeting| meeting.add_point(&point));
    let notes = PointEdit::Notes("A year in the team.\nWhat is next? 🚀".into());
    page.edit_meeting(third, |meeting| meeting.edit_point(&PointId::new("p"), &notes));
    let mut promise = story::action("a", "Talk to Li about the open role", story::minute(30_001));
    promise.when = When::parse("2026-12-24");
    page.edit_meeting(third, |meeting| meeting.add_action(&promise));
    finish(page.outbox.flush());
    page.note("Prefers to hear bad news early.");
    let wish = Answer {
        score: Score::new(3),
        helped: vec![Helped::ClearNextSteps, Helped::GoodLaugh],
        change: "Start with what matters".into(),
        ..Answer::default()
    };
    page.edit_own(MeetingNumber(2), |own| own.answer(&wish, story::minute(20_200)));
    let ana = RoomLink::With(RelationshipId::new("ana"));
    page.outbox.put(Key::Room("meet:abc-defg-hij".into()), written::write_json(&ana));
    page.outbox.put(Key::Setting("theme".into()), written::write("dark"));
    finish(page.outbox.flush());
    finish(page.hear(usize::MAX)).expect("storage answers");
    finish(page.tidy(3, 1)).expect("storage answers");
    finish(store.set(&[("schema".to_owned(), written::write_json(&1))].into())).expect("it has room");
    store
}
