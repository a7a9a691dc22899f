//! Suggestions: the history that the choice needs, and what the user makes of one.

use std::collections::BTreeSet;

use super::agenda::PointDraft;
use super::compass::touches;
use super::{Desk, News, ThreadView};
use crate::domain::time::from_millis;
use crate::domain::timer::Stage as TimerStage;
use crate::domain::{Aim, MeetingNumber, PointId, PointState, QuestionId, RelationshipId};
use crate::questions::{Asked, Bank, History, Moment, Question, Stage, Suggestion, Wish, suggest, wished_for};
use crate::store::{DocumentName, Thread};

/// Highest score that counts as low.
const LOW: u8 = 2;

/// Minutes that count as the opening of a meeting, as long as nothing was discussed.
const OPENING: i64 = 5;

impl Desk {
    /// The questions to suggest now, the best first, at most three. `by_call`: the two talk by video.
    pub fn suggestions(&self, bank: &Bank, id: &RelationshipId, by_call: bool) -> Vec<Suggestion> {
        let Some(view) = self.thread(id) else { return Vec::new() };
        let suggest = |thread: &Thread| {
            suggest(bank, &self.history_of(thread, view.current), &self.moment(thread, &view, by_call))
        };
        self.shown(id, suggest).unwrap_or_default()
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

    /// Goes on to the next best: this one is not suggested again in the current meeting, in any window.
    pub fn pass_question(&self, thread: &RelationshipId, question: &QuestionId) {
        self.set_aside(thread, question, false);
    }

    /// Lets a question rest for the current meeting, in every window and after every reload, and its subject too as long
    /// as there is another; nobody else learns of it.
    pub fn rest_question(&self, thread: &RelationshipId, question: &QuestionId) {
        self.set_aside(thread, question, true);
    }

    fn set_aside(&self, thread: &RelationshipId, question: &QuestionId, rests: bool) {
        let Some(current) = self.thread(thread).map(|view| view.current) else { return };
        let entropy = self.ports.entropy.clone();
        let changed = self.edit(thread, DocumentName::OwnMeeting(current), |thread| {
            thread.edit_own(current, &*entropy, |own| own.set_question_aside(question, rests))
        });
        if changed {
            self.tell(News::Save);
        }
    }

    /// Never suggests a question again in this relationship, or takes that back.
    pub fn hide_question(&self, thread: &RelationshipId, question: &QuestionId, hidden: bool) {
        if self.edit(thread, DocumentName::Notes, |thread| {
            thread.edit_notes(|notes| notes.hide_question(question, hidden))
        }) {
            self.tell(News::Save);
        }
    }

    /// The questions that are not for us, in this relationship.
    pub fn hidden_questions(&self, thread: &RelationshipId) -> BTreeSet<QuestionId> {
        self.shown(thread, |thread| thread.notes().not_for_us()).unwrap_or_default()
    }

    fn moment(&self, thread: &Thread, view: &ThreadView, by_call: bool) -> Moment {
        let now = self.now();
        let (rested, passed) = thread.set_aside(view.current);
        let mut left_out = thread.notes().not_for_us();
        let waiting = view.points.iter().filter(|point| point.state == PointState::Open);
        left_out.extend(waiting.filter_map(|point| point.question.clone()));
        let timer = view.timer(now).filter(|_| view.is_live());
        let stage = match &timer {
            None => Stage::Preparing,
            Some(timer) if timer.stage != TimerStage::Talking => Stage::Closing,
            Some(timer) if timer.elapsed < OPENING * 60 && view.discussed().next().is_none() => Stage::Opening,
            Some(_) => Stage::Talking,
        };
        let seed = u64::from(crc32fast::hash(view.relationship.id.as_str().as_bytes()));
        Moment {
            now,
            meeting: view.current,
            role: view.relationship.me.role,
            stage,
            minutes_left: timer.map(|timer| timer.left / 60),
            rhythm: view.relationship.cadence.days(),
            by_call,
            passed,
            rested,
            left_out,
            taken_care_of: Aim::ALL.map(|aim| view.agenda.iter().any(|point| point.aim == Some(aim))),
            seed: (seed << 32) | u64::from(view.current.0),
        }
    }

    fn history_of(&self, thread: &Thread, current: MeetingNumber) -> History {
        let mut history = History::new(thread.relationship().since);
        let meetings = thread.history();
        for meeting in meetings.values() {
            if let Some(began) = meeting.began.filter(|_| meeting.closed) {
                history.held += 1;
                history.last_met = Some(from_millis(began));
                let is_low = meeting.score.is_some_and(|score| score <= LOW);
                history.held_since_low = if is_low { Some(0) } else { history.held_since_low.map(|held| held + 1) };
            }
            for point in &meeting.asked {
                let Some((meeting, at)) = point.settled else { continue };
                let asked = Asked { meeting, at: from_millis(at), discussed: point.discussed, mine: point.mine };
                history.settle(point.question.clone(), asked);
                if let Some(aim) = point.aim.filter(|_| point.discussed) {
                    history.touch(aim, asked.at, true);
                }
            }
        }
        for (aim, at) in touches(&meetings) {
            history.touch(aim, at, false);
        }
        history.wish = self.wish(thread, current);
        history
    }

    /// What the last answer asked to change, if no meeting was held since.
    fn wish(&self, thread: &Thread, current: MeetingNumber) -> Option<Wish> {
        let last = thread.retros().into_iter().rev().find(|retro| retro.meeting < current)?;
        let history = thread.history();
        let mut since = history.range(last.meeting.next()..current);
        let aim = wished_for(&last.answer.change, &self.lessons())?;
        since.all(|(_, meeting)| meeting.began.is_none()).then_some(Wish { aim, given: last.given })
    }
}
