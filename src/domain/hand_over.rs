//! What a new manager is handed: item by item, and only what both agreed to, where both can.

use chrono::NaiveDate;

use super::order::put_in_order;
use super::{Instant, RecordKind};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// How often and how long the two meet, and what else they found to work.
    HowWeWork,
    Win,
    Feedback,
    Growth,
    Promise,
    Experiment,
    Point,
}

impl ItemKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::HowWeWork, Self::Win, Self::Feedback, Self::Growth, Self::Promise, Self::Experiment, Self::Point];

    /// What an entry of somebody's record becomes.
    pub fn of_record(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Win => Self::Win,
            RecordKind::Feedback => Self::Feedback,
            RecordKind::Growth => Self::Growth,
        }
    }

    /// Whether only its owner knew of it until it was proposed.
    pub fn is_from_a_record(self) -> bool {
        matches!(self, Self::Win | Self::Feedback | Self::Growth)
    }

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::HowWeWork => "how-we-work",
            Self::Win => "win",
            Self::Feedback => "feedback",
            Self::Growth => "growth",
            Self::Promise => "promise",
            Self::Experiment => "experiment",
            Self::Point => "point",
        }
    }

    /// The one stored under `name`, if this version knows it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One item, in words that stand for themselves: what is agreed to does not change afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackItem {
    pub kind: ItemKind,
    pub text: String,
    pub date: Option<NaiveDate>,
}

/// An item that was proposed, and what the two say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub id: String,
    pub item: PackItem,
    /// Whether I was the one who proposed it.
    pub by_me: bool,
    /// Since when each agrees; none if they do not, or no longer.
    pub mine: Option<Instant>,
    pub theirs: Option<Instant>,
}

/// When somebody agreed to something, and when they took that back, if ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    pub agreed: Option<i64>,
    pub withdrawn: Option<i64>,
}

impl Word {
    /// When they agreed, if that stands: in doubt it does not.
    pub fn stands(self) -> Option<i64> {
        self.agreed.filter(|agreed| self.withdrawn.is_none_or(|withdrawn| *agreed > withdrawn))
    }

    /// A moment that holds over all that this person has said so far.
    pub fn after(self, now: i64) -> i64 {
        let said = self.agreed.max(self.withdrawn);
        said.map_or(now, |said| now.max(said.saturating_add(1)))
    }
}

/// What is handed over. There are two ways to make one, and neither lets in what was not agreed to or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    items: Vec<PackItem>,
    agreed: Option<(Instant, Instant)>,
}

impl Pack {
    /// What both agreed to.
    pub fn agreed(proposed: &[Proposed]) -> Self {
        let both = proposed.iter().filter_map(|one| Some((&one.item, one.mine?, one.theirs?)));
        let (mut items, mut agreed) = (Vec::new(), None::<(Instant, Instant)>);
        for (item, mine, theirs) in both {
            items.push(item.clone());
            agreed = Some(agreed.map_or((mine, theirs), |(me, them)| (me.max(mine), them.max(theirs))));
        }
        Self { items: sorted(items), agreed }
    }

    /// What I alone choose, where the other does not take part.
    pub fn one_sided(items: Vec<PackItem>) -> Self {
        Self { items: sorted(items), agreed: None }
    }

    /// What is in it, kind by kind.
    pub fn items(&self) -> &[PackItem] {
        &self.items
    }

    /// When I and the other last agreed to anything in it; none if it is one-sided, or empty.
    pub fn agreed_at(&self) -> Option<(Instant, Instant)> {
        self.agreed
    }
}

fn sorted(mut items: Vec<PackItem>) -> Vec<PackItem> {
    put_in_order(&mut items, |a, b| (a.kind, a.date, &a.text) < (b.kind, b.date, &b.text));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_millis;

    fn proposed(text: &str, mine: Option<i64>, theirs: Option<i64>) -> Proposed {
        let item = PackItem { kind: ItemKind::Win, text: text.into(), date: None };
        let at = |millis: Option<i64>| millis.map(from_millis);
        Proposed { id: text.into(), item, by_me: true, mine: at(mine), theirs: at(theirs) }
    }

    #[test]
    fn only_what_both_agreed_to_is_in_the_pack() {
        let all = [
            proposed("both", Some(1), Some(5)),
            proposed("mine", Some(9), None),
            proposed("theirs", None, Some(9)),
            proposed("nobody", None, None),
            proposed("also both", Some(3), Some(2)),
        ];
        let pack = Pack::agreed(&all);
        let texts: Vec<_> = pack.items().iter().map(|item| item.text.as_str()).collect();
        assert_eq!(texts, ["also both", "both"]);
        assert_eq!(pack.agreed_at(), Some((from_millis(3), from_millis(5))));
        assert_eq!(Pack::agreed(&all[1..4]).agreed_at(), None);
    }

    #[test]
    fn in_doubt_a_word_does_not_stand_and_a_later_one_always_holds() {
        let word = |agreed, withdrawn| Word { agreed, withdrawn };
        assert_eq!(word(Some(5), None).stands(), Some(5));
        assert_eq!(word(Some(5), Some(5)).stands(), None);
        assert_eq!(word(Some(6), Some(5)).stands(), Some(6));
        assert_eq!(word(None, Some(5)).stands(), None);
        assert_eq!((word(Some(5), Some(9)).after(3), word(None, None).after(3)), (10, 3));
    }
}
