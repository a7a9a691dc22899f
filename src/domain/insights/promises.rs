//! Promises: what became of those that each made. They are counted and not weighed: no picture needs many of them.

use super::Each;

/// What became of the promises of one of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    pub kept: u32,
    pub dropped: u32,
    pub open: u32,
}

impl Promises {
    /// All of them.
    pub fn all(self) -> u32 {
        self.kept + self.dropped + self.open
    }
}

/// Both sums, side by side.
pub fn add(one: Each<Promises>, other: Each<Promises>) -> Each<Promises> {
    let sum = |a: Promises, b: Promises| Promises {
        kept: a.kept + b.kept,
        dropped: a.dropped + b.dropped,
        open: a.open + b.open,
    };
    Each { mine: sum(one.mine, other.mine), theirs: sum(one.theirs, other.theirs) }
}
