//! People and days that the tests tell of.

use std::rc::Rc;

use duologue::document::{AboutDocument, ActionEdit, MeetingDocument, NewAction, NewPoint, PointEdit, Update};
use duologue::domain::time::from_millis;
use duologue::domain::{
    ActionId, ActionState, Answer, Cadence, First, Helped, Instant, MeetingNumber, Participant, PersonId, PointId,
    PointState, Relationship, RelationshipId, Role, Score,
};
use duologue::ports::{CountedEntropy, Entries, Entropy, KeyValue, MemoryStorage};
use duologue::store::{Depth, DocumentName, Form, Key, Mine, written};

use super::page::Page;
use super::turns::finish;

/// Ana, whom I meet.
pub fn ana() -> RelationshipId {
    RelationshipId::new("ana")
}

/// Which of the two I am.
pub fn mine() -> Mine {
    Mine { me: PersonId::new("me"), counterpart: PersonId::new("ana"), archived: false, back: None }
}

/// So many minutes after some morning.
pub fn minute(minutes: i64) -> Instant {
    from_millis(1_790_000_000_000 + minutes * 60_000)
}

/// Ana and I, every week for half an hour.
pub fn relationship() -> Relationship {
    Relationship {
        id: ana(),
        me: Participant { id: mine().me, name: "Mira".into(), role: Role::Manager },
        counterpart: Participant { id: mine().counterpart, name: "Ana Kovač".into(), role: Role::Report },
        cadence: Cadence::Weekly,
        minutes: 30,
        goes_first: First::ByRole,
        since: minute(0),
        archived: false,
    }
}

/// What is written when a relationship is made, all in one call.
pub fn made(id: &RelationshipId, entropy: &dyn Entropy) -> Entries {
    let update = AboutDocument::new(entropy.session()).write(&Relationship { id: id.clone(), ..relationship() });
    let about = Key::Document { thread: id.clone(), name: DocumentName::About, form: Form::Log, unique: entropy.id() };
    Entries::from([
        (Key::Mine(id.clone()).text(), written::write_json(&mine())),
        (about.text(), written::write_update(&update.expect("something was written"))),
    ])
}

/// A store in which Ana's relationship was just made.
pub fn store() -> MemoryStorage {
    let store = MemoryStorage::default();
    finish(store.set(&made(&ana(), &CountedEntropy::lane(1)))).expect("it has room");
    store
}

/// Holds so many meetings from one page: each with a point that is discussed, a promise that is kept, and my answer.
pub fn hold_meetings(store: &MemoryStorage, lane: u32, count: u32) {
    let page = finish(Page::open(Rc::new(store.clone()), lane, Depth::Open)).expect("storage answers");
    for _ in 0..count {
        hold_meeting(&page, || {});
        finish(page.outbox.flush());
    }
}

/// Holds the current meeting and closes it; `then` comes after each thing that is done.
pub fn hold_meeting(page: &Page, then: impl Fn()) {
    let number = page.thread.borrow().current();
    let day = i64::from(number.0) * 7 * 24 * 60;
    let point = point(&format!("m{}", number.0), "how it goes", minute(day));
    let promise = action(&format!("k{}", number.0), "ask", minute(day));
    let edit = |edit: &dyn Fn(&mut MeetingDocument) -> Option<Update>| {
        page.edit_meeting(number, |meeting| edit(meeting));
        then();
    };
    edit(&|meeting| meeting.start(30, minute(day)));
    edit(&|meeting| meeting.add_point(&point));
    edit(&|meeting| meeting.talk_about(Some(&point.id), minute(day + 1)));
    edit(&|meeting| meeting.edit_point(&point.id, &PointEdit::Notes("fine".into())));
    let discussed = PointEdit::Close(PointState::Discussed, minute(day + 9), number);
    edit(&|meeting| meeting.edit_point(&point.id, &discussed));
    edit(&|meeting| meeting.add_action(&promise));
    let kept = ActionEdit::State(ActionState::Kept, minute(day + 20));
    edit(&|meeting| meeting.edit_action(&promise.id, &kept));
    edit(&|meeting| meeting.end(minute(day + 30)));
    let answer = Answer { score: Score::new(5), helped: vec![Helped::FeltHeard], ..Answer::default() };
    page.edit_own(number, |own| own.answer(&answer, minute(day + 31)));
    then();
    edit(&|meeting| meeting.close());
}

/// A point of mine.
pub fn point(id: &str, title: &str, added: Instant) -> NewPoint {
    NewPoint {
        id: PointId::new(id),
        title: title.into(),
        author: mine().me,
        minutes: None,
        aim: None,
        guessed: false,
        question: None,
        notes: String::new(),
        order: id.into(),
        added,
    }
}

/// A promise of mine.
pub fn action(id: &str, text: &str, added: Instant) -> NewAction {
    NewAction { id: ActionId::new(id), owner: mine().me, text: text.into(), when: None, added }
}

/// The document of meeting `n`.
pub fn meeting(n: u32) -> DocumentName {
    DocumentName::Meeting(MeetingNumber(n))
}

/// The key of a change of a document of Ana's.
pub fn log(name: DocumentName, unique: &str) -> String {
    Key::Document { thread: ana(), name, form: Form::Log, unique: unique.into() }.text()
}
