//! Many points and promises for one person at once, each only if it is not known yet, and all of it to be taken back.

use super::Desk;
use super::actions::ActionDraft;
use super::agenda::PointDraft;
use super::agenda_text::folded;
use super::restore::TakeBack;
use crate::document::{Entry, NewAction, NewPoint};
use crate::domain::point::MOST_MINUTES;
use crate::domain::{
    ActionId, Instant, MeetingNumber, PersonId, PointId, PointState, Relationship, RelationshipId, TalkingPoint, agenda,
};
use crate::store::{DocumentName, Thread};

/// What is there already, looked up once for all that comes.
pub(super) struct Bulk {
    pub relationship: Relationship,
    current: MeetingNumber,
    agenda: Vec<TalkingPoint>,
    /// What points and promises are called, also those that were talked about, kept or dropped.
    points: Vec<String>,
    promises: Vec<String>,
    pub undo: TakeBack,
}

impl Desk {
    /// Gets ready; none if the person is not known or the store cannot be written.
    pub(super) fn bulk(&self, thread: &RelationshipId) -> Option<Bulk> {
        let view = self.thread(thread).filter(|_| self.newer_schema().is_none())?;
        let threads = self.threads.borrow();
        let meetings = threads.get(thread).map(Thread::meetings)?;
        let promises =
            meetings.iter().flat_map(|meeting| &meeting.actions).map(|action| folded(&action.text)).collect();
        Some(Bulk {
            points: view.points.iter().map(|point| folded(&point.title)).collect(),
            promises,
            current: view.current,
            agenda: view.agenda,
            relationship: view.relationship,
            undo: TakeBack::of(thread),
        })
    }

    /// Puts a point on the agenda; false if there ever was one of that title, or it has none.
    pub(super) fn bulk_point(&self, bulk: &mut Bulk, draft: &PointDraft, added: Instant) -> bool {
        let title = draft.title.trim();
        if title.is_empty() || !is_new(&mut bulk.points, title) {
            return false;
        }
        let author = draft.author.clone().unwrap_or_else(|| bulk.relationship.me.id.clone());
        let (aim, guessed) = self.aim_of(draft);
        let new = NewPoint {
            id: PointId::new(self.ports.entropy.id()),
            title: title.into(),
            order: agenda::place_of_new(&bulk.agenda, &author, bulk.relationship.first()),
            author,
            minutes: draft.minutes.map(|minutes| minutes.clamp(1, MOST_MINUTES)),
            aim,
            guessed,
            question: draft.question.clone(),
            notes: draft.notes.clone(),
            added,
        };
        bulk.take(Entry::point(new.id.as_str()));
        self.keep_meeting(&bulk.relationship.id, bulk.current, |meeting| meeting.add_point(&new));
        bulk.agenda.push(shown(new, bulk.current));
        agenda::sort(&mut bulk.agenda);
        true
    }

    /// Writes down a promise; false if there ever was one of that text, or it has none.
    pub(super) fn bulk_action(&self, bulk: &mut Bulk, draft: &ActionDraft, added: Instant) -> bool {
        let text = draft.text.trim();
        if text.is_empty() || !is_new(&mut bulk.promises, text) {
            return false;
        }
        let id = ActionId::new(self.ports.entropy.id());
        let owner = draft.owner.clone().unwrap_or_else(|| bulk.relationship.me.id.clone());
        bulk.take(Entry::action(id.as_str()));
        let new = NewAction { id, owner, text: text.into(), when: draft.when.clone(), added };
        self.keep_meeting(&bulk.relationship.id, bulk.current, |meeting| meeting.add_action(&new));
        true
    }
}

impl Bulk {
    /// The other one, if that is their name; else nobody.
    pub fn named(&self, name: Option<&str>) -> Option<PersonId> {
        let them = &self.relationship.counterpart;
        (folded(name?) == folded(&them.name)).then(|| them.id.clone())
    }

    fn take(&mut self, entry: Entry) {
        self.undo.came.insert((DocumentName::Meeting(self.current), entry));
    }
}

fn is_new(known: &mut Vec<String>, name: &str) -> bool {
    let name = folded(name);
    let is_new = !known.contains(&name);
    if is_new {
        known.push(name);
    }
    is_new
}

/// The new point as the agenda has it, to find the place of the next one.
fn shown(new: NewPoint, born: MeetingNumber) -> TalkingPoint {
    TalkingPoint {
        id: new.id,
        born,
        title: new.title,
        notes: new.notes,
        author: new.author,
        minutes: new.minutes,
        aim: new.aim,
        guessed: new.guessed,
        state: PointState::Open,
        question: new.question,
        not_before: None,
        order: new.order,
        added: new.added,
        closed: None,
        fades: None,
    }
}
