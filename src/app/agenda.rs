//! The agenda: adding points, editing, ordering, checking off, dropping, and taking it back.

use super::{Desk, News, ThreadView};
use crate::document::{NewPoint, PointEdit};
use crate::domain::point::MOST_MINUTES;
use crate::domain::{
    Aim, MeetingNumber, PersonId, PointId, PointState, QuestionId, RelationshipId, TalkingPoint, agenda,
};

/// A point to put on the agenda.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointDraft {
    pub title: String,
    /// Whose point it is; mine if none is named.
    pub author: Option<PersonId>,
    pub minutes: Option<u32>,
    /// What it serves; guessed from the title if it is not said and the point is no question.
    pub aim: Option<Aim>,
    /// The bank's question that it is.
    pub question: Option<QuestionId>,
    pub notes: String,
}

impl PointDraft {
    /// A point of mine with nothing but a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

impl Desk {
    /// Adds a point to the agenda; none if the title is blank, the thread is not open or the store cannot be written.
    pub fn add_point(&self, thread: &RelationshipId, draft: &PointDraft) -> Option<PointId> {
        self.file_point(thread, draft, PointId::new(self.ports.entropy.id()))
    }

    /// Adds a point under an id that was given to it before: filing it twice is filing it once.
    pub(super) fn file_point(&self, thread: &RelationshipId, draft: &PointDraft, id: PointId) -> Option<PointId> {
        let title = draft.title.trim();
        let view = self.thread(thread).filter(|_| !title.is_empty())?;
        let (aim, guessed) = self.aim_of(draft);
        let author = draft.author.clone().unwrap_or_else(|| view.relationship.me.id.clone());
        let new = NewPoint {
            id: id.clone(),
            title: title.into(),
            order: agenda::place_of_new(&view.agenda, &author, view.relationship.first()),
            author,
            minutes: draft.minutes.map(|minutes| minutes.min(MOST_MINUTES)),
            aim,
            guessed,
            question: draft.question.clone(),
            notes: draft.notes.clone(),
            added: self.now(),
        };
        let added = self.edit_meeting(thread, view.current, |meeting| meeting.add_point(&new));
        added.then(|| {
            self.tell(News::Save);
            id
        })
    }

    /// Renames a point; a blank title is not taken over.
    pub fn retitle_point(&self, thread: &RelationshipId, point: &PointId, title: &str) {
        if title.trim().is_empty() {
            return;
        }
        self.remember_point(thread, point);
        self.edit_point(thread, point, PointEdit::Title(title.into()), News::SaveSoon);
        if let Some(known) = self.point(thread, point) {
            self.guess_again(thread, &known, title);
        }
    }

    /// Rewrites the notes of a point.
    pub fn note_on_point(&self, thread: &RelationshipId, point: &PointId, notes: &str) {
        self.remember_point(thread, point);
        self.edit_point(thread, point, PointEdit::Notes(notes.into()), News::SaveSoon);
    }

    /// Gives a point minutes, or leaves open how many.
    pub fn give_minutes(&self, thread: &RelationshipId, point: &PointId, minutes: Option<u32>) {
        let minutes = minutes.map(|minutes| minutes.clamp(1, MOST_MINUTES));
        self.edit_point(thread, point, PointEdit::Minutes(minutes), News::Save);
    }

    /// Says whose point it is.
    pub fn set_author(&self, thread: &RelationshipId, point: &PointId, author: PersonId) {
        self.edit_point(thread, point, PointEdit::Author(author), News::Save);
    }

    /// Moves a point to a position in the shown agenda, counted from 0; past the end is the end.
    pub fn move_point(&self, thread: &RelationshipId, point: &PointId, to: usize) {
        let Some(view) = self.thread(thread) else { return };
        let from = view.agenda.iter().position(|shown| shown.id == *point);
        let order = from.and_then(|from| agenda::place_of_moved(&view.agenda, from, to));
        if let Some(order) = order {
            self.edit_point(thread, point, PointEdit::Order(order), News::Save);
        }
    }

    /// Marks a point as discussed, drops it, or opens it again.
    pub fn close_point(&self, thread: &RelationshipId, point: &PointId, state: PointState) {
        let Some(view) = self.thread(thread) else { return };
        if state != PointState::Open {
            self.stop_talking_about(thread, point);
        }
        self.edit_point(thread, point, PointEdit::Close(state, self.now(), view.current), News::Save);
    }

    /// Puts a point off to the next meeting, or takes it back into this one.
    pub fn put_off(&self, thread: &RelationshipId, point: &PointId, off: bool) {
        let Some(current) = self.thread(thread).map(|view| view.current) else { return };
        self.stop_talking_about(thread, point);
        let first = off.then(|| current.next());
        self.edit_point(thread, point, PointEdit::PutOff(first), News::Save);
    }

    /// A point that is settled is not talked about any more, and takes no more time.
    fn stop_talking_about(&self, thread: &RelationshipId, point: &PointId) {
        if let Some(view) = self.thread(thread).filter(|view| view.on_now() == Some(point)) {
            let now = self.now();
            self.edit_meeting(thread, view.current, |meeting| meeting.talk_about(None, now));
        }
    }

    /// A loaded point, wherever it was born.
    pub(super) fn point(&self, thread: &RelationshipId, point: &PointId) -> Option<TalkingPoint> {
        self.thread(thread)?.points.into_iter().find(|known| known.id == *point)
    }

    pub(super) fn edit_point(&self, thread: &RelationshipId, point: &PointId, edit: PointEdit, then: News) {
        let Some(born) = self.thread(thread).and_then(|view| view.born(point)) else { return };
        if self.edit_meeting(thread, born, |meeting| meeting.edit_point(point, &edit)) {
            self.tell(then);
        }
    }
}

impl ThreadView {
    /// The meeting that a point was born in.
    fn born(&self, point: &PointId) -> Option<MeetingNumber> {
        self.points.iter().find(|known| known.id == *point).map(|known| known.born)
    }
}
