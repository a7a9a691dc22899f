//! What each of the two heard in a meeting, and where it differs.

use super::MeetingNumber;

/// What each wrote down about one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub meeting: MeetingNumber,
    /// Empty if I wrote nothing.
    pub mine: String,
    /// Empty if they wrote nothing.
    pub theirs: String,
}

impl Heard {
    /// Whether both wrote the same, whatever space is around the lines.
    pub fn is_agreed(&self) -> bool {
        let mine: Vec<_> = lines(&self.mine).collect();
        !mine.is_empty() && mine.iter().copied().eq(lines(&self.theirs))
    }

    /// Whether there is something of theirs that I have not accepted.
    pub fn is_open(&self) -> bool {
        lines(&self.theirs).next().is_some() && !self.is_agreed()
    }

    /// Lines that only I wrote.
    pub fn only_mine(&self) -> Vec<&str> {
        only_in(&self.mine, &self.theirs)
    }

    /// Lines that only they wrote.
    pub fn only_theirs(&self) -> Vec<&str> {
        only_in(&self.theirs, &self.mine)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn only_in<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    lines(one).filter(|line| !lines(other).any(|there| there == *line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(mine: &str, theirs: &str) -> Heard {
        Heard { meeting: MeetingNumber::FIRST, mine: mine.into(), theirs: theirs.into() }
    }

    #[test]
    fn the_same_lines_are_agreed_whatever_space_is_around_them() {
        let same = heard("- the move \n\n  Ana: book the room", "- the move\nAna: book the room\n");
        assert!(same.is_agreed() && !same.is_open());
        assert_eq!((same.only_mine(), same.only_theirs()), (vec![], vec![]));
        assert!(!heard("", "").is_agreed() && !heard("", " \n").is_open());
    }

    #[test]
    fn differences_are_the_lines_that_only_one_has() {
        let differ = heard("the move\nin spring", "the move\nin autumn\nmaybe");
        assert!(differ.is_open());
        assert_eq!((differ.only_mine(), differ.only_theirs()), (vec!["in spring"], vec!["in autumn", "maybe"]));
        let order = heard("a\nb", "b\na");
        assert!(order.is_open(), "in another order it is not the same");
    }

    #[test]
    fn what_only_i_wrote_asks_nothing_of_me() {
        assert!(!heard("the move", "").is_open());
        assert!(heard("", "the move").is_open());
    }
}
