//! My record: what I chose to keep, over all relationships.

use duologue::app::actions::ActionDraft;
use duologue::app::record::{Keepable, Kept};
use duologue::app::record_text::{RecordWords, record_text};
use duologue::domain::{ActionState, Aim, MeetingNumber, PointState, RecordEntry, RecordKind, RelationshipId, Role};
use duologue::ports::Value;

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::turns::finish;
use crate::support::two::Two;

const FIRST: MeetingNumber = MeetingNumber::FIRST;

fn open(browser: &Browser) -> std::rc::Rc<OpenDesk> {
    let desk = browser.open();
    finish(desk.open_record()).expect("storage answers");
    desk
}

fn keep(desk: &OpenDesk, with: &RelationshipId, what: &Keepable) -> Kept {
    finish(desk.keep_for_record(with, what)).expect("storage answers")
}

fn texts(desk: &OpenDesk) -> Vec<String> {
    desk.record().into_iter().map(|(_, entry)| entry.text).collect()
}

fn typed(text: &str) -> RecordEntry {
    let date = "2026-11-20".parse().expect("a date");
    RecordEntry { text: text.into(), kind: RecordKind::Growth, date, with: String::new(), from: None }
}

#[test]
fn a_point_is_kept_as_a_copy_with_its_notes_its_day_and_the_name() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana Anders", Role::Manager);
    let point = desk.point(&ana, "The launch");
    desk.note_on_point(&ana, &point, "On time.\n\nEverybody helped.");
    desk.set_aim(&ana, &point, Some(Aim::Feedback));
    desk.start_meeting(&ana);
    desk.close_point(&ana, &point, PointState::Discussed);
    let Kept::New(id, kind) = keep(&desk, &ana, &Keepable::Point(point.clone())) else { panic!("it is new") };
    assert_eq!(kind, RecordKind::Feedback, "by what the point serves");
    browser.days_pass(30);
    desk.retitle_point(&ana, &point, "Something else");
    browser.rest();
    let (known, entry) = open(&browser).record().remove(0);
    assert_eq!(known, id);
    assert_eq!((entry.text.as_str(), entry.with.as_str()), ("The launch\nOn time.\n\nEverybody helped.", "Ana Anders"));
    assert_eq!(entry.date.to_string(), "2026-11-23");
    let from = entry.from.expect("it is a copy");
    assert_eq!((from.thread, from.meeting), (ana, Some(FIRST)));
}

#[test]
fn a_promise_is_kept_once_it_was_kept_and_what_was_heard_and_answered_too() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Manager);
    let draft = ActionDraft { text: "Book the room".into(), ..ActionDraft::default() };
    let promise = desk.add_action(&ana, &draft).expect("it has a text");
    assert_eq!(keep(&desk, &ana, &Keepable::Promise(promise.clone())), Kept::Not, "it is open");
    desk.close_action(&ana, &promise, ActionState::Kept);
    assert!(matches!(keep(&desk, &ana, &Keepable::Promise(promise)), Kept::New(_, RecordKind::Win)));
    desk.hold(&browser, &ana, 20, Some(&asking_for("Less status")));
    assert_eq!(keep(&desk, &ana, &Keepable::Heard(FIRST)), Kept::Not, "nothing was written down");
    desk.write_heard(&ana, FIRST, "You explain well");
    assert!(matches!(keep(&desk, &ana, &Keepable::Heard(FIRST)), Kept::New(_, RecordKind::Feedback)));
    let me = desk.with(&ana).relationship.me.id;
    assert!(matches!(keep(&desk, &ana, &Keepable::Answer(FIRST, me)), Kept::New(_, RecordKind::Feedback)));
    browser.rest();
    let mut kept = texts(&open(&browser));
    kept.sort();
    assert_eq!(kept, ["Book the room", "Less status", "You explain well"]);
}

#[test]
fn something_of_my_private_notes_is_kept_as_it_reads_now() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Manager);
    let note = |text: &str| Keepable::Note(text.into());
    assert_eq!(keep(&desk, &ana, &note(" \n")), Kept::Not);
    assert!(matches!(keep(&desk, &ana, &note("She praised the plan\n")), Kept::New(..)));
    assert_eq!(keep(&desk, &ana, &note("She praised the plan")), Kept::Before);
    assert!(matches!(keep(&desk, &ana, &note("She praised the talk")), Kept::New(..)));
    assert_eq!(desk.record().len(), 2);
}

#[test]
fn the_others_answer_can_be_kept_once_it_is_open() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    two.meet();
    mira.wrap_up(&two.id, Some(&asking_for("more time")));
    two.meet();
    let hers = Keepable::Answer(FIRST, mira.them(&two.id));
    assert_eq!(keep(&mira, &two.id, &hers), Kept::Not, "it is not open");
    ana.wrap_up(&two.id, Some(&asking_for("more praise")));
    two.meet();
    assert!(matches!(keep(&mira, &two.id, &hers), Kept::New(..)));
    two.mira.rest();
    assert_eq!(texts(&open(&two.mira)), ["more praise"]);
}

#[test]
fn the_same_thing_is_kept_once_in_every_window_and_what_was_deleted_can_be_kept_anew() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let ana = desk.meets("Ana", Role::Manager);
    let point = desk.point(&ana, "The launch");
    browser.rest();
    let what = Keepable::Point(point.clone());
    let Kept::New(id, _) = keep(&desk, &ana, &what) else { panic!("it is new") };
    // The other window has not heard of it yet.
    assert!(matches!(keep(&other, &ana, &what), Kept::New(same, _) if same == id));
    browser.rest();
    desk.start_meeting(&ana);
    desk.close_point(&ana, &point, PointState::Discussed);
    assert_eq!(keep(&desk, &ana, &what), Kept::Before, "also after it was discussed");
    assert_eq!(keep(&open(&browser), &ana, &what), Kept::Before);
    desk.delete_from_record(&id).expect("it is there");
    browser.rest();
    assert!(texts(&open(&browser)).is_empty());
    assert!(matches!(keep(&browser.open(), &ana, &what), Kept::New(..)));
}

#[test]
fn entries_are_typed_changed_and_deleted_with_a_way_back_and_other_windows_follow() {
    let browser = Browser::new();
    let (desk, other) = (open(&browser), open(&browser));
    assert_eq!(desk.write_record(None, typed("  \n ")), None);
    let id = desk.write_record(None, typed(" Learned Rust ")).expect("it has a text");
    browser.rest();
    assert_eq!(texts(&other), ["Learned Rust"]);
    other.write_record(Some(&id), RecordEntry { with: "Bo".into(), ..typed("Learned Rust well") });
    browser.rest();
    assert_eq!(texts(&desk), ["Learned Rust well"]);
    let gone = desk.delete_from_record(&id).expect("it is there");
    browser.rest();
    assert!(texts(&other).is_empty() && texts(&open(&browser)).is_empty());
    let stored = browser.storage.entries();
    assert!(!format!("{stored:?}").contains("Rust"), "nothing of its words is left");
    desk.write_record(Some(&id), gone);
    browser.rest();
    assert_eq!(texts(&other), ["Learned Rust well"]);
}

#[test]
fn an_edit_holds_even_if_the_clock_was_set_back() {
    let browser = Browser::new();
    let desk = open(&browser);
    let id = desk.write_record(None, typed("one")).expect("it has a text");
    browser.days_pass(-400);
    desk.write_record(Some(&id), typed("two"));
    browser.rest();
    assert_eq!(texts(&open(&browser)), ["two"]);
}

#[test]
fn a_backup_brings_the_later_version_of_everything_and_what_was_deleted_stays_so() {
    let (home, work) = (Browser::new(), Browser::in_lane(1));
    let desk = open(&home);
    let [changed, deleted, kept] = ["changed", "deleted", "kept"].map(|text| desk.write_record(None, typed(text)));
    home.rest();
    let before = finish(desk.export_everything()).expect("storage answers");
    let there = open(&work);
    finish(there.import(&before)).expect("it is a file of ours");
    work.rest();
    work.minutes_pass(5);
    there.write_record(changed.as_deref(), typed("changed there"));
    there.delete_from_record(&deleted.expect("it was written")).expect("it is there");
    work.rest();
    let after = finish(there.export_everything()).expect("storage answers");
    let brought = finish(desk.import(&after)).expect("it is a file of ours");
    home.rest();
    assert_eq!(brought.documents, 2);
    let expected = ["changed there".to_string(), "kept".into()];
    let sorted = |desk: &OpenDesk| {
        let mut all = texts(desk);
        all.sort();
        all
    };
    assert_eq!(sorted(&desk), expected);
    assert!(kept.is_some());
    for file in [&before, &after, &before] {
        finish(desk.import(file)).expect("it is a file of ours");
        home.rest();
        assert_eq!(sorted(&open(&home)), expected, "an older file undoes nothing");
    }
}

#[test]
fn the_record_outlives_the_person_whose_name_it_carries() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana Anders", Role::Manager);
    let point = desk.point(&ana, "The launch");
    keep(&desk, &ana, &Keepable::Point(point));
    browser.rest();
    finish(desk.delete_person(&ana)).expect("they are known");
    browser.rest();
    let later = open(&browser);
    assert!(later.people().is_empty());
    assert_eq!(later.record()[0].1.with, "Ana Anders");
}

#[test]
fn a_damaged_entry_is_told_of_and_left_alone_and_one_of_another_form_in_a_file_is_not_taken_over() {
    let browser = Browser::new();
    let desk = open(&browser);
    desk.write_record(None, typed("sound"));
    browser.rest();
    browser.write("record/broken", Value::Text("1.00000000.{}".into()));
    let later = open(&browser);
    assert!(later.faults().iter().any(|fault| fault.key == "record/broken"));
    assert_eq!(texts(&later), ["sound"]);
    assert!(browser.has("record/broken"));

    let file = finish(later.export_everything()).expect("storage answers");
    let odd =
        duologue::store::written::write(r#"{"changed":1,"value":{"text":"x","kind":"prize","date":"2026-01-01"}}"#);
    let Value::Text(odd) = odd else { panic!("it is text") };
    let mut file: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    file["records"]["record/odd"] = odd.into();
    file["records"]["check-in/2026-13-40"] = "1.00000000.{}".into();
    let there = Browser::in_lane(1);
    let desk = open(&there);
    finish(desk.import(&file.to_string())).expect("the rest is sound");
    there.rest();
    assert_eq!(texts(&open(&there)), ["sound"]);
    assert!(!there.has("record/odd") && !there.has("check-in/2026-13-40"));
}

#[test]
fn a_page_that_does_not_show_it_reads_none_of_it() {
    let browser = Browser::new();
    let desk = open(&browser);
    let read = |browser: &Browser| {
        let before = browser.storage.keys_read();
        drop(browser.open());
        browser.storage.keys_read() - before
    };
    let without = read(&browser);
    for n in 0..50 {
        desk.write_record(None, typed(&format!("entry {n}")));
    }
    browser.rest();
    assert_eq!(read(&browser), without);
}

#[test]
fn as_markdown_it_is_by_year_and_kind_and_nothing_typed_is_markup() {
    let browser = Browser::new();
    let desk = open(&browser);
    let entry = |date: &str, kind, with: &str, text: &str| {
        let date = date.parse().expect("a date");
        desk.write_record(None, RecordEntry { text: text.into(), kind, date, with: with.into(), from: None });
    };
    entry("2025-03-01", RecordKind::Win, "", "Shipped\n# not a heading\n\nhttps://evil.example");
    entry("2026-03-01", RecordKind::Win, "[Bo](javascript:x)", "Shipped <b>again</b>");
    entry("2026-02-01", RecordKind::Feedback, "Bo", "1. clear");
    let words = RecordWords { title: "My record".into(), kinds: ["Wins", "Feedback", "Growth"].map(Into::into) };
    assert_eq!(
        record_text(desk.record(), &words),
        "# My record\n\n## 2026\n\n### Wins\n\n\
         - 2026-03-01, \\[Bo\\](javascript\\:x): Shipped \\<b\\>again\\</b\\>\n\n\
         ### Feedback\n\n- 2026-02-01, Bo: 1\\. clear\n\n\
         ## 2025\n\n### Wins\n\n- 2025-03-01: Shipped\n\n  \\# not a heading\n\n  https\\://evil.example\n"
    );
}

#[test]
fn a_store_of_a_newer_version_is_not_written() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ana = desk.meets("Ana", Role::Manager);
    let point = desk.point(&ana, "The launch");
    let id = desk.write_record(None, typed("one")).expect("it has a text");
    browser.rest();
    browser.write("schema", duologue::store::written::write("99"));
    let (before, later) = (browser.storage.entries(), open(&browser));
    assert_eq!(keep(&later, &ana, &Keepable::Point(point)), Kept::Not);
    assert_eq!(later.write_record(None, typed("two")), None);
    later.delete_from_record(&id);
    later.write_check_in(later.today(), duologue::domain::CheckIn { words: "tired".into(), ..Default::default() });
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
}
