//! What the two propose for a new manager, read out of a thread: each under the id that stands for them.

use super::Thread;
use crate::domain::PersonId;
use crate::domain::hand_over::{Proposed, Word};
use crate::domain::time::from_millis;

impl Thread {
    /// All that is proposed, by kind and day.
    pub fn proposed(&self) -> Vec<Proposed> {
        let (same, relationship) = (self.same_person(), self.relationship());
        let (me, them) = (relationship.me.id, relationship.counterpart.id);
        let mut all: Vec<_> = self
            .about
            .hand_over()
            .into_iter()
            .map(|entry| {
                let stands = |whose: &PersonId| self.word(&entry.words, whose).stands().map(from_millis);
                Proposed {
                    by_me: entry.by.as_ref().is_some_and(|by| same.stands_for(by) == me),
                    mine: stands(&me),
                    theirs: stands(&them),
                    id: entry.id,
                    item: entry.item,
                }
            })
            .collect();
        crate::domain::order::put_in_order(&mut all, |a: &Proposed, b: &Proposed| {
            (a.item.kind, a.item.date, &a.item.text) < (b.item.kind, b.item.date, &b.item.text)
        });
        all
    }

    /// What I have said about an item so far, whether it is there or not.
    pub fn my_word(&self, item: &str) -> Word {
        self.word(&self.about.words_about_item(item), &self.me())
    }

    /// What somebody has said last, under any of their ids.
    fn word(&self, words: &[(PersonId, Word)], whose: &PersonId) -> Word {
        let same = self.same_person();
        let of_them = words.iter().filter(|(who, _)| same.stands_for(who) == *whose);
        of_them.fold(Word::default(), |known, (_, word)| Word {
            agreed: known.agreed.max(word.agreed),
            withdrawn: known.withdrawn.max(word.withdrawn),
        })
    }
}
