//! One person, or one meeting with them, as a page to read and to hand on.

use super::export_page::{Block, Page};
use super::overview::PastMeeting;
use super::{Desk, escape};
use crate::domain::order::put_in_order;
use crate::domain::{
    ActionItem, ActionState, Answer, Instant, MeetingNumber, PersonId, PointState, Relationship, RelationshipId,
    TalkingPoint, When,
};

/// What such a page says beside what the two wrote, in the user's language.
pub struct PageWords {
    /// What I am called in it.
    pub me: String,
    /// The headings.
    pub points: String,
    pub promises: String,
    pub for_next_time: String,
    pub private_notes: String,
    pub my_answer: String,
    pub their_answer: String,
    /// What became of a point or a promise.
    pub still_open: String,
    pub dropped: String,
    pub kept: String,
    pub day: fn(Instant) -> String,
    pub minutes: fn(i64) -> String,
    pub when: fn(&When) -> String,
    /// What an answer says, line by line.
    pub answer: fn(&Answer) -> String,
    /// What someone is to me, how often and how long we meet, and since when.
    pub about: fn(&Relationship) -> String,
}

/// Whether what is mine alone is in it: private notes, and both answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privately {
    With,
    Without,
}

/// All that is known of a person, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonPages {
    pub relationship: Relationship,
    /// Newest first.
    pub meetings: Vec<PastMeeting>,
    /// What waits for the next time, and what was promised and is open.
    pub open: Vec<TalkingPoint>,
    pub promises: Vec<ActionItem>,
    pub private_notes: String,
}

impl Desk {
    /// All that is known of someone; none if they are not. Complete after [`Self::open_history_with`].
    pub fn pages_of(&self, id: &RelationshipId) -> Option<PersonPages> {
        let view = self.thread(id)?;
        let open = view.carried_over().cloned().collect();
        let promises = view.actions.into_iter().filter(|action| action.state == ActionState::Open).collect();
        let (meetings, private_notes) = (self.past_meetings(id), self.private_notes(id));
        Some(PersonPages { relationship: view.relationship, meetings, open, promises, private_notes })
    }
}

impl PersonPages {
    /// Everything as one page.
    pub fn person(&self, privately: Privately, words: &PageWords) -> Page {
        let mut page = Page::titled(&self.relationship.counterpart.name);
        page.blocks.push(Block::Text((words.about)(&self.relationship)));
        let open = self.open.iter().map(|point| self.point(point, PointState::Open, words)).collect();
        page.list(2, &words.for_next_time, open);
        page.list(2, &words.promises, self.promises.iter().map(|promise| self.promise(promise, words)).collect());
        for past in &self.meetings {
            page.blocks.push(Block::Heading(2, heading(past, words)));
            self.meeting_into(&mut page, 3, past, privately, words);
        }
        if privately == Privately::With {
            page.text(2, &words.private_notes, &self.private_notes);
        }
        page
    }

    /// One meeting as a page; none if it was not held.
    pub fn meeting(&self, number: MeetingNumber, privately: Privately, words: &PageWords) -> Option<Page> {
        let past = self.held(number)?;
        let mut page = Page::titled(format!("{}, {}", self.relationship.counterpart.name, heading(past, words)));
        self.meeting_into(&mut page, 2, past, privately, words);
        Some(page)
    }

    /// The name of a file about the person, or about one meeting.
    pub fn file_name(&self, meeting: Option<MeetingNumber>, today: &str, ending: &str) -> String {
        let number = meeting.map(|number| number.0.to_string()).unwrap_or_default();
        escape::file_name(&[&self.relationship.counterpart.name, &number, today], ending)
    }

    pub(super) fn held(&self, number: MeetingNumber) -> Option<&PastMeeting> {
        self.meetings.iter().find(|past| past.meeting.number == number)
    }

    /// What someone is called.
    pub(super) fn name<'a>(&'a self, person: &PersonId, me: &'a str) -> &'a str {
        if self.relationship.is_me(person) { me } else { &self.relationship.counterpart.name }
    }

    fn meeting_into(&self, page: &mut Page, level: u8, past: &PastMeeting, privately: Privately, words: &PageWords) {
        let mut points = past.meeting.points.clone();
        // As they were talked about; what was not comes after.
        let rank = |point: &TalkingPoint| (point.closed.is_none(), point.closed.map(|(at, _)| at));
        put_in_order(&mut points, |a, b| rank(a) < rank(b));
        page.list(
            level,
            &words.points,
            points.iter().map(|point| self.point(point, PointState::Discussed, words)).collect(),
        );
        let promises = past.meeting.actions.iter().map(|promise| self.promise(promise, words)).collect();
        page.list(level, &words.promises, promises);
        if privately == Privately::With {
            let mine = past.retro.as_ref().map(|retro| (words.answer)(&retro.answer)).unwrap_or_default();
            page.text(level, &words.my_answer, &mine);
            page.text(level, &words.their_answer, &past.theirs.answer().map(words.answer).unwrap_or_default());
        }
    }

    /// A point with whose it is, and what became of it where that is not what is expected here.
    fn point(&self, point: &TalkingPoint, expected: PointState, words: &PageWords) -> (String, String) {
        let state = match point.state {
            state if state == expected => "",
            PointState::Open => &words.still_open,
            PointState::Dropped => &words.dropped,
            PointState::Discussed => "",
        };
        let who = self.name(&point.author, &words.me);
        (with_remarks(&point.title, &[who, state]), point.notes.clone())
    }

    fn promise(&self, promise: &ActionItem, words: &PageWords) -> (String, String) {
        let state = match promise.state {
            ActionState::Open => &words.still_open,
            ActionState::Kept => &words.kept,
            ActionState::Dropped => &words.dropped,
        };
        let when = promise.when.as_ref().map(words.when).unwrap_or_default();
        let owner = self.name(&promise.owner, &words.me);
        (format!("{owner}: {}", with_remarks(&promise.text, &[&when, state])), String::new())
    }
}

fn heading(past: &PastMeeting, words: &PageWords) -> String {
    let held = &past.meeting;
    let day = held.started.map(words.day).unwrap_or_default();
    let length = held.started.zip(held.ended).map(|(start, end)| (words.minutes)((end - start).num_minutes().max(0)));
    [Some(day), length].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn with_remarks(text: &str, remarks: &[&str]) -> String {
    let remarks: Vec<_> = remarks.iter().copied().filter(|remark| !remark.is_empty()).collect();
    if remarks.is_empty() { text.into() } else { format!("{text} ({})", remarks.join(", ")) }
}
