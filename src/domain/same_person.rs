//! Two ids, one person: who knew each other before they began to share had names of their own for the two.

use super::{Meeting, PersonId};

/// Pairs of ids that stand for the same person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SamePerson(Vec<(PersonId, PersonId)>);

impl SamePerson {
    /// These pairs; none of them if they would make one person of the two in a relationship.
    pub fn new(pairs: Vec<(PersonId, PersonId)>, one: &PersonId, other: &PersonId) -> Self {
        let same = Self(pairs);
        if same.stands_for(one) == same.stands_for(other) { Self::default() } else { same }
    }

    /// The one id that stands for all ids of that person: the smallest, so that both sides choose the same.
    pub fn stands_for(&self, id: &PersonId) -> PersonId {
        let mut known = vec![id.clone()];
        let mut at = 0;
        while let Some(next) = known.get(at).cloned() {
            for (a, b) in &self.0 {
                for (from, to) in [(a, b), (b, a)] {
                    if *from == next && !known.contains(to) {
                        known.push(to.clone());
                    }
                }
            }
            at += 1;
        }
        known.into_iter().min().unwrap_or_else(|| id.clone())
    }

    /// Names everyone in a meeting by the id that stands for them.
    pub fn rename(&self, meeting: &mut Meeting) {
        if self.0.is_empty() {
            return;
        }
        let points = meeting.points.iter_mut().map(|point| &mut point.author);
        let owners = meeting.actions.iter_mut().map(|action| &mut action.owner);
        let movers = meeting.moves.iter_mut().map(|moved| &mut moved.by);
        let who_could_not = meeting.given_up.iter_mut().filter_map(|given_up| given_up.by.as_mut());
        for id in points.chain(owners).chain(movers).chain(who_could_not) {
            *id = self.stands_for(id);
        }
    }

    /// The pairs.
    pub fn pairs(&self) -> &[(PersonId, PersonId)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> PersonId {
        PersonId::new(text)
    }

    fn same(pairs: &[(&str, &str)]) -> SamePerson {
        SamePerson::new(pairs.iter().map(|(a, b)| (id(a), id(b))).collect(), &id("me"), &id("them"))
    }

    #[test]
    fn all_ids_of_a_person_have_one_that_stands_for_them_whichever_way_they_were_tied() {
        let tied = same(&[("me", "x"), ("a", "x"), ("y", "a"), ("x", "me"), ("them", "t")]);
        for name in ["me", "x", "a", "y"] {
            assert_eq!(tied.stands_for(&id(name)), id("a"), "{name}");
        }
        assert_eq!((tied.stands_for(&id("them")), tied.stands_for(&id("z"))), (id("t"), id("z")));
    }

    #[test]
    fn nobody_can_make_one_person_of_the_two() {
        let tied = same(&[("me", "x"), ("x", "them")]);
        assert_eq!((tied.stands_for(&id("me")), tied.stands_for(&id("them"))), (id("me"), id("them")));
    }
}
