//! Experiments: a change that either asked for, tried by both for a few meetings, and then kept or dropped.

use super::{Desk, News};
use crate::document::{AboutDocument, Update};
use crate::domain::experiment::{Averages, EXPERIMENT_MEETINGS};
use crate::domain::{Experiment, ExperimentId, MeetingNumber, PersonId, Phase, RelationshipId, Verdict};
use crate::store::{DocumentName, History, Thread};

/// An experiment, as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExperimentView {
    pub experiment: Experiment,
    pub phase: Phase,
    /// What the two gave in the last meetings before it, and in those of it.
    pub before: Averages,
    pub during: Averages,
}

impl ExperimentView {
    /// Whether it is neither kept nor dropped.
    pub fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Kept | Phase::Dropped)
    }
}

impl Desk {
    /// Would try what was asked for in the answer about that meeting, mine or the other's, once it is open.
    pub fn try_wish(&self, thread: &RelationshipId, meeting: MeetingNumber, asked_by: &PersonId) {
        let wish = self.wish_of(thread, meeting, asked_by).unwrap_or_default();
        if wish.trim().is_empty() {
            return;
        }
        let id = ExperimentId::of_wish(meeting, asked_by);
        self.edit_about(thread, |about| about.propose(&id, wish.trim(), asked_by));
        self.accept_experiment(thread, &id);
    }

    /// Joins in an experiment. Where the other's Duologue does not take part, that counts for both.
    pub fn accept_experiment(&self, thread: &RelationshipId, id: &ExperimentId) {
        let Some(current) = self.thread(thread).map(|view| view.current) else { return };
        let who = self.speaks_for(thread);
        self.edit_about(thread, |about| about.judge(id, who.as_ref(), None));
        self.edit_about(thread, |about| about.accept(id, who.as_ref(), current));
        self.tell(News::Save);
    }

    /// Says what I would do with an experiment; it can be said anew until both say the same.
    pub fn judge_experiment(&self, thread: &RelationshipId, id: &ExperimentId, verdict: Verdict) {
        let who = self.speaks_for(thread);
        self.edit_about(thread, |about| about.judge(id, who.as_ref(), Some(verdict)));
        self.tell(News::Save);
    }

    /// Me, or none for both of us while the other's Duologue does not take part.
    fn speaks_for(&self, thread: &RelationshipId) -> Option<PersonId> {
        self.relationship(thread).filter(|_| self.is_shared(thread)).map(|relationship| relationship.me.id)
    }

    fn wish_of(&self, thread: &RelationshipId, meeting: MeetingNumber, asked_by: &PersonId) -> Option<String> {
        let threads = self.threads.borrow();
        let thread = threads.get(thread)?;
        match *asked_by == thread.me() {
            true => thread.retro(meeting).map(|retro| retro.answer.change),
            false => thread.exchange(meeting).theirs().answer().map(|answer| answer.change.clone()),
        }
    }

    fn edit_about(&self, thread: &RelationshipId, edit: impl FnOnce(&mut AboutDocument) -> Option<Update>) {
        // What the two try is a matter of the meeting in which they agree on it.
        if self.is_off_the_record(thread) {
            self.edit_sheet(thread, |thread| thread.edit_about(edit));
        } else {
            self.edit(thread, DocumentName::About, |thread| thread.edit_about(edit));
        }
    }
}

pub(super) fn experiments(thread: &Thread, history: &History, current: MeetingNumber) -> Vec<ExperimentView> {
    let view = |experiment: Experiment| {
        let held = |number: &&MeetingNumber| history.get(number).is_some_and(|one| one.closed && one.began.is_some());
        let averages = |numbers: Vec<&MeetingNumber>| {
            let scores = numbers.into_iter().filter_map(|number| history.get(number));
            Averages::of(&scores.map(|one| (one.score, one.their_score)).collect::<Vec<_>>())
        };
        let (mut before, mut during) = (Averages::default(), Averages::default());
        if let Some((start, over)) = experiment.started().zip(experiment.over()) {
            let earlier = history.range(..start).rev().map(|(number, _)| number).filter(held);
            before = averages(earlier.take(EXPERIMENT_MEETINGS as usize).collect());
            during = averages(history.range(start..over).map(|(number, _)| number).filter(held).collect());
        }
        ExperimentView { phase: experiment.phase(current), experiment, before, during }
    };
    thread.experiments().into_iter().map(view).collect()
}
