//! What a point is about: guessed from its title until somebody says it, and learned from what this user says.

use super::agenda::PointDraft;
use super::{Desk, News};
use crate::document::PointEdit;
use crate::domain::{Aim, PointId, RelationshipId, TalkingPoint};
use crate::questions::{Guess, Lessons, guess};

/// The name of the setting that holds the lessons.
const LESSONS: &str = "aim-lessons";

impl Desk {
    /// What a title seems to be about, and the words that say so.
    pub fn guess_aim(&self, title: &str) -> Option<Guess> {
        guess(title, &self.lessons())
    }

    /// Says what a point serves. If its aim was a guess, this user's guesses learn from it.
    pub fn set_aim(&self, thread: &RelationshipId, point: &PointId, aim: Option<Aim>) {
        let Some(known) = self.point(thread, point) else { return };
        if known.guessed {
            self.learn_aim(&known.title, aim);
        }
        self.edit_point(thread, point, PointEdit::Aim(aim), News::Save);
    }

    /// Learns what points of such a title are about.
    pub fn learn_aim(&self, title: &str, aim: Option<Aim>) {
        let (before, mut lessons) = (self.lessons(), self.lessons());
        lessons.learn(title, aim);
        if lessons != before {
            self.set_setting(LESSONS, &serde_json::to_string(&lessons).unwrap_or_default());
        }
    }

    /// The aim of a point that is to be added, and whether it is a guess.
    pub(super) fn aim_of(&self, draft: &PointDraft) -> (Option<Aim>, bool) {
        match draft.aim {
            None if draft.question.is_none() => (self.guess_aim(&draft.title).map(|guess| guess.aim), true),
            said => (said, false),
        }
    }

    /// Guesses anew, if a point was retitled and nobody has said what it serves.
    pub(super) fn guess_again(&self, thread: &RelationshipId, point: &TalkingPoint, title: &str) {
        if point.guessed {
            let aim = self.guess_aim(title).map(|guess| guess.aim);
            self.edit_point(thread, &point.id, PointEdit::Guess(aim), News::SaveSoon);
        }
    }

    /// What was learned so far. What cannot be read is as if nothing was.
    pub(super) fn lessons(&self) -> Lessons {
        let stored = self.setting(LESSONS);
        stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default()
    }
}
