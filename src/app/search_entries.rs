//! What of a relationship can be found: everything that either wrote, as far as I may read it.

use crate::domain::{ActionItem, Answer, MeetingNumber, PersonId, TalkingPoint, When};
use crate::search::{Entry, Kind};
use crate::store::Thread;

/// Who they are, and what the two tried.
pub(super) fn of_about(thread: &Thread) -> Vec<Entry> {
    let (relationship, me) = (thread.relationship(), thread.me());
    let since = Some(relationship.since.timestamp_millis());
    let person = entry(Kind::Person, "", None, since, relationship.counterpart.name);
    let tried = thread.experiments().into_iter().map(|one| {
        let mine = Some(one.asked_by == me);
        let at = one.started().and_then(|number| thread.digest.meetings.get(&number)).and_then(|meeting| meeting.began);
        entry(Kind::Experiment, "", mine, at, one.text)
    });
    core::iter::once(person).chain(tried).collect()
}

/// Each line of my private notes.
pub(super) fn of_notes(thread: &Thread) -> Vec<Entry> {
    let notes = thread.notes().text();
    let lines = notes.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| entry(Kind::PrivateNote, "", Some(true), None, line.into())).collect()
}

/// All that was born in a loaded meeting, what was heard in it, and what each asked to change after it.
pub(super) fn of_meeting(thread: &Thread, number: MeetingNumber) -> Vec<Entry> {
    let (meeting, me) = (thread.meeting(number), thread.me());
    let at = meeting.started.or(meeting.ended).map(|at| at.timestamp_millis());
    let mut entries: Vec<_> = meeting.points.iter().map(|point| of_point(point, &me)).collect();
    entries.extend(meeting.actions.iter().map(|action| of_action(action, &me)));
    let (mine, theirs) = (thread.retro(number).map(|retro| retro.answer), thread.exchange(number).theirs());
    let answers = [(true, mine.as_ref()), (false, theirs.answer())];
    entries.extend(answers.into_iter().filter_map(|(mine, answer)| of_answer(answer?, mine, at)));
    let heard = thread.heard(number);
    let heard = [(true, heard.mine), (false, heard.theirs)].into_iter().filter(|(_, text)| !text.trim().is_empty());
    entries.extend(heard.map(|(mine, text)| entry(Kind::Heard, "", Some(mine), at, text)));
    entries
}

fn of_point(point: &TalkingPoint, me: &PersonId) -> Entry {
    let kind = if point.question.is_some() { Kind::Question } else { Kind::Point };
    let at = point.closed.map_or(point.added, |(at, _)| at).timestamp_millis();
    let text = [point.title.as_str(), point.notes.trim()].join("\n");
    let text = text.trim_end().to_string();
    Entry { aim: point.aim, ..entry(kind, point.id.as_str(), Some(point.author == *me), Some(at), text) }
}

fn of_action(action: &ActionItem, me: &PersonId) -> Entry {
    let at = Some(action.added.timestamp_millis());
    let text = match &action.when {
        Some(When::Cue(cue)) => format!("{}\n{cue}", action.text),
        Some(When::Date(_)) | None => action.text.clone(),
    };
    entry(Kind::Promise, action.id.as_str(), Some(action.owner == *me), at, text)
}

fn of_answer(answer: &Answer, mine: bool, at: Option<i64>) -> Option<Entry> {
    let change = answer.change.trim();
    (!change.is_empty()).then(|| entry(Kind::Answer, "", Some(mine), at, change.into()))
}

fn entry(kind: Kind, id: &str, mine: Option<bool>, at: Option<i64>, text: String) -> Entry {
    Entry { kind, id: id.into(), mine, aim: None, at, text }
}
