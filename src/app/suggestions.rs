//! Suggestions: the history that the choice needs, and what the user makes of one.

use std::collections::{BTreeMap, BTreeSet};

use super::agenda::PointDraft;
use super::{Desk, News};
use crate::domain::time::from_millis;
use crate::domain::{PointId, PointState, QuestionId, RelationshipId};
use crate::questions::{Bank, History, Moment, Question, Suggestion, suggest};
use crate::store::DocumentName;

impl Desk {
    /// The question to suggest now; `rested` are those that were passed over in this meeting.
    pub fn suggestion(&self, bank: &Bank, id: &RelationshipId, rested: &BTreeSet<QuestionId>) -> Option<Suggestion> {
        let view = self.thread(id)?;
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        let now = self.now();
        let mut passed_over = thread.notes().not_for_us();
        passed_over.extend(rested.iter().cloned());
        passed_over.extend(thread.rested(view.current));
        passed_over
            .extend(view.points.iter().filter(|p| p.state == PointState::Open).filter_map(|p| p.question.clone()));
        let minutes_left = view.timer(now).filter(|_| view.is_live()).map(|timer| timer.left / 60);
        let moment = Moment {
            now,
            meeting: view.current,
            role: view.relationship.me.role,
            minutes_left,
            passed_over,
            seed: u64::from(view.current.0),
        };
        suggest(bank, &self.history_of(id)?, &moment)
    }

    /// Puts a question on the agenda.
    pub fn add_question(&self, thread: &RelationshipId, question: &Question) -> Option<PointId> {
        let draft = PointDraft {
            title: question.text.clone(),
            aim: Some(question.aim),
            question: Some(question.id.clone()),
            ..PointDraft::default()
        };
        self.add_point(thread, &draft)
    }

    /// Puts a question on the agenda as the point that is talked about now.
    pub fn ask_now(&self, thread: &RelationshipId, question: &Question) {
        if let Some(point) = self.add_question(thread, question) {
            let on = self.thread(thread).and_then(|view| {
                let on = view.on_now()?;
                view.agenda.iter().position(|point| point.id == *on)
            });
            self.move_point(thread, &point, on.map_or(0, |at| at + 1));
            self.talk_about(thread, Some(&point));
        }
    }

    /// Lets a question rest for the current meeting, in every window and after every reload; nobody else learns of it.
    pub fn rest_question(&self, thread: &RelationshipId, question: &QuestionId) {
        let Some(current) = self.thread(thread).map(|view| view.current) else { return };
        let entropy = self.ports.entropy.clone();
        let rested = self.edit(thread, DocumentName::OwnMeeting(current), |thread| {
            thread.edit_own(current, &*entropy, |own| own.rest_question(question))
        });
        if rested {
            self.tell(News::Save);
        }
    }

    /// Never suggests a question again in this relationship.
    pub fn hide_question(&self, thread: &RelationshipId, question: &QuestionId) {
        if self.edit(thread, DocumentName::Notes, |thread| thread.edit_notes(|notes| notes.hide_question(question))) {
            self.tell(News::Save);
        }
    }

    fn history_of(&self, id: &RelationshipId) -> Option<History> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        let (mut touched, mut asked, mut held) = (BTreeMap::new(), BTreeMap::new(), 0);
        for (number, meeting) in thread.history() {
            held += usize::from(meeting.closed && meeting.began.is_some());
            for (aim, at) in meeting.touched {
                let last = touched.entry(aim).or_insert(from_millis(at));
                *last = from_millis(at).max(*last);
            }
            asked.extend(meeting.asked.into_iter().map(|question| (question, number)));
        }
        Some(History { since: thread.relationship().since, touched, asked, held })
    }
}
