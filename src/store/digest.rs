//! What all meetings of a thread amount to, so that opening it need not read them. Derived, and never the truth: it
//! names what it was made from, and a document with anything newer is read itself.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::listing::ThreadKeys;
use super::spoken::{Spoken, SpokenList};
use super::{Key, Thread};
use crate::document::State;
use crate::domain::order::{gathered, put_in_order};
use crate::domain::{
    ActionItem, ActionState, Aim, Fading, GivenUp, Meeting, MeetingNumber, MeetingState, PersonId, PointId, PointState,
    QuestionId, Score, TalkingPoint, plan, timer,
};

/// What a digest says, in which form: to be raised with every change of either, so that none made by older code is
/// taken for one of ours.
pub const FORM: u32 = 5;

/// The digest of a thread.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    #[serde(rename = "v", default)]
    pub form: u32,
    /// Stands for which ids were known to be the same person: it decides whose points are mine.
    #[serde(rename = "p", default, skip_serializing_if = "is_zero")]
    pub people: u32,
    /// The fingerprint of each block's volumes.
    pub volumes: BTreeMap<u32, u32>,
    pub meetings: History,
}

/// What each meeting amounts to.
pub type History = BTreeMap<MeetingNumber, Rc<MeetingDigest>>;

/// What one meeting amounts to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeetingDigest {
    /// The fingerprint of the loose parts that this was made from.
    #[serde(rename = "f")]
    pub made_from: u32,
    /// Something in it still waits: it must be read on opening.
    #[serde(rename = "o", default, skip_serializing_if = "is_false")]
    pub open: bool,
    /// Nothing of it is in a volume: its loose parts are all that there is.
    #[serde(rename = "m", default, skip_serializing_if = "is_false")]
    pub apart: bool,
    #[serde(rename = "c", default, skip_serializing_if = "is_false")]
    pub closed: bool,
    /// When it began and ended, in milliseconds since 1970.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub began: Option<i64>,
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<i64>,
    /// The points born in it that were talked about, or may have been in a later meeting.
    #[serde(rename = "d", default, skip_serializing_if = "SpokenList::is_empty")]
    pub spoken: SpokenList,
    /// Seconds spent in it on points that were born earlier.
    #[serde(rename = "x", default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<(PointId, i64)>,
    /// The questions of the bank that became points here, and what came of them.
    #[serde(rename = "q", default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<AskedPoint>,
    /// My score, 1 to 5.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Theirs, once their answer is open.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub their_score: Option<u8>,
    /// What is known of its shared document, to compare with what the other side has.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// How many points were born in it: mine, and the other's.
    #[serde(rename = "n", default, skip_serializing_if = "is_zero")]
    pub points: (u32, u32),
    /// Promises made in it, first mine and then the other's: kept, dropped, open.
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    pub promises: [u32; 6],
    /// Planned length in minutes, if it began.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Minutes from the instant that it was planned for to the one at which it began.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub late: Option<i64>,
    /// The civil day and time that it is planned for, as text.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
    /// The same as it was first planned, where it was moved since.
    #[serde(rename = "j", default, skip_serializing_if = "Option::is_none")]
    pub first_planned: Option<String>,
    /// How often I have moved it, and how often they have.
    #[serde(rename = "v", default, skip_serializing_if = "is_zero")]
    pub moved_by_me: u32,
    #[serde(rename = "u", default, skip_serializing_if = "is_zero")]
    pub moved_by_them: u32,
    /// It was given up, and who could not: 1 is me, 2 are they, 3 says nobody.
    #[serde(rename = "i", default, skip_serializing_if = "is_zero")]
    pub missed_by: u8,
    /// When that was said, in milliseconds since 1970.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<i64>,
    /// By how many minutes clocks were ahead of UTC where it was begun.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// I asked for a change that nobody has taken note of.
    #[serde(rename = "w", default, skip_serializing_if = "is_false")]
    pub wish: bool,
    /// Off the record: nobody is asked about it.
    #[serde(rename = "z", default, skip_serializing_if = "is_false")]
    pub off: bool,
    /// The first civil day on which something in it is to be gone.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub fades: Option<NaiveDate>,
}

/// A question of the bank as a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedPoint {
    #[serde(rename = "q")]
    pub question: QuestionId,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<Aim>,
    /// Where and when (in milliseconds since 1970) it was settled, if it was.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<(MeetingNumber, i64)>,
    /// Talked about; else dropped, or still open.
    #[serde(rename = "d", default, skip_serializing_if = "is_false")]
    pub discussed: bool,
    /// Whether I asked it.
    #[serde(rename = "m", default, skip_serializing_if = "is_false")]
    pub mine: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_zero<T: Default + PartialEq>(number: &T) -> bool {
    *number == T::default()
}

/// Stands for the pairs of ids that are the same person; 0 if there are none.
fn people(thread: &Thread) -> u32 {
    let mut pairs = thread.same_person().pairs().to_vec();
    put_in_order(&mut pairs, |a, b| a < b);
    pairs.iter().fold(0, |sum, (one, other)| crc32fast::hash(format!("{sum} {one} {other}").as_bytes()))
}

impl MeetingDigest {
    /// The digest of a loaded meeting of that thread.
    pub fn of(thread: &Thread, meeting: &Meeting, made_from: u32) -> Self {
        let (me, retro) = (&thread.me(), thread.retro(meeting.number));
        let exchange = thread.exchange(meeting.number);
        let mut spent = meeting.ended.map(|ended| timer::spent(meeting, ended)).unwrap_or_default();
        let spoken =
            meeting.points.iter().filter_map(|point| spoken(point, meeting.number, spent.remove(&point.id), me));
        let spoken = SpokenList::of(meeting.number, spoken);
        let wish = retro.as_ref().is_some_and(|retro| !retro.answer.change.is_empty() && !retro.acknowledged);
        Self {
            made_from,
            open: meeting.holds_something_open() || wish || exchange.waits() || meeting.state() == MeetingState::Live,
            closed: meeting.closed,
            began: meeting.started.map(|at| at.timestamp_millis()),
            ended: meeting.ended.map(|at| at.timestamp_millis()),
            spoken,
            elsewhere: spent.into_iter().filter(|(_, seconds)| *seconds > 0).collect(),
            asked: meeting.points.iter().filter_map(|point| asked(point, me)).collect(),
            score: retro.and_then(|retro| retro.answer.score).map(Score::points),
            their_score: exchange.theirs().answer().and_then(|answer| answer.score).map(Score::points),
            points: points(meeting, me),
            promises: promises(meeting, me),
            minutes: meeting.started.map(|_| meeting.minutes),
            late: meeting.started.zip(meeting.planned_at).map(|(began, planned)| (began - planned).num_minutes()),
            wish,
            planned: meeting.planned.map(plan::to_text),
            first_planned: meeting.first_planned().filter(|_| !meeting.moves.is_empty()).map(plan::to_text),
            moved_by_me: moved(meeting, |by| by == me),
            moved_by_them: moved(meeting, |by| by != me),
            missed_by: meeting.given_up.as_ref().map_or(0, |given_up| who_could_not(given_up, me)),
            given_up: meeting.given_up.as_ref().and_then(|given_up| given_up.said).map(|at| at.timestamp_millis()),
            offset: meeting.offset,
            off: meeting.off_the_record,
            fades: meeting.points.iter().filter_map(|point| first_day(point.fades?, meeting.number)).min(),
            state: None,
            apart: false,
        }
    }

    /// The digest of a loaded meeting without loose parts.
    pub fn bound(thread: &Thread, number: MeetingNumber) -> Self {
        let made_from = ThreadKeys::fingerprint(core::iter::empty());
        let digest = Self::of(thread, &thread.meeting(number), made_from);
        Self { state: thread.meeting_state(number), ..digest }
    }

    /// Closed and with nothing that waits: it can be bound into a volume.
    pub fn is_quiet(&self) -> bool {
        self.closed && !self.open
    }
}

fn moved(meeting: &Meeting, by: impl Fn(&PersonId) -> bool) -> u32 {
    u32::try_from(meeting.moves.iter().filter(|moved| by(&moved.by)).count()).unwrap_or(u32::MAX)
}

fn who_could_not(given_up: &GivenUp, me: &PersonId) -> u8 {
    match &given_up.by {
        Some(by) if by == me => 1,
        Some(_) => 2,
        None => 3,
    }
}

/// The first day on which something may be due. What fades after a meeting is due from the day on which that is over,
/// which the meeting itself does not know: any day will do.
fn first_day(fading: Fading, here: MeetingNumber) -> Option<NaiveDate> {
    match fading.day() {
        None => (fading.meeting <= here).then_some(fading.from),
        day => day,
    }
}

fn spoken(point: &TalkingPoint, here: MeetingNumber, seconds: Option<i64>, me: &PersonId) -> Option<Spoken> {
    let settled = point.closed.filter(|_| point.state != PointState::Open);
    let closed = settled.filter(|_| point.state == PointState::Discussed);
    let seconds = seconds.unwrap_or_default();
    let may_be_spoken_of_later = settled.is_none_or(|(_, settled_in)| settled_in != here);
    (closed.is_some() || seconds > 0 || may_be_spoken_of_later).then(|| Spoken {
        id: may_be_spoken_of_later.then(|| point.id.clone()),
        aim: point.aim,
        seconds,
        minutes: point.planned_minutes(),
        mine: point.author == *me,
        discussed: closed.map(|(at, during)| (during, at.timestamp_millis())),
    })
}

fn points(meeting: &Meeting, me: &PersonId) -> (u32, u32) {
    let (mine, theirs): (Vec<_>, Vec<_>) = meeting.points.iter().partition(|point| point.author == *me);
    (count(mine.len()), count(theirs.len()))
}

fn promises(meeting: &Meeting, me: &PersonId) -> [u32; 6] {
    const STATES: [ActionState; 3] = [ActionState::Kept, ActionState::Dropped, ActionState::Open];
    core::array::from_fn(|place| {
        let is_mine = place < STATES.len();
        let fits =
            |action: &&ActionItem| (action.owner == *me) == is_mine && action.state == STATES[place % STATES.len()];
        count(meeting.actions.iter().filter(fits).count())
    })
}

fn count(entries: usize) -> u32 {
    u32::try_from(entries).unwrap_or(u32::MAX)
}

fn asked(point: &TalkingPoint, me: &PersonId) -> Option<AskedPoint> {
    let is_settled = point.state != PointState::Open;
    Some(AskedPoint {
        question: point.question.clone()?,
        aim: point.aim,
        settled: point.closed.filter(|_| is_settled).map(|(at, during)| (during, at.timestamp_millis())),
        discussed: point.state == PointState::Discussed,
        mine: point.author == *me,
    })
}

impl Digest {
    /// A digest as it was stored, unless code of another form made it: then everything is read, and it is made again.
    pub fn if_of_this_form(self) -> Option<Self> {
        (self.form == FORM).then_some(self)
    }

    /// Whether it was made when the same ids were known to be the same person.
    pub fn knows_people(&self, thread: &Thread) -> bool {
        self.people == people(thread)
    }

    /// Whether the digest still tells the truth about the volumes of a block.
    pub fn knows_block(&self, keys: &ThreadKeys, block: u32) -> bool {
        self.volumes.get(&block) == Some(&keys.volume_fingerprint(block))
    }

    /// Whether the loose parts of a meeting are all that there is of it. One that the digest knows nothing of is in no
    /// volume that it knows.
    pub fn is_apart(&self, keys: &ThreadKeys, meeting: MeetingNumber) -> bool {
        self.knows_block(keys, Key::block_of(meeting)) && self.meetings.get(&meeting).is_none_or(|known| known.apart)
    }

    /// The meetings that must be read on opening: those with anything newer than the digest, those where something
    /// waits, and the last two, which are the likeliest to be edited.
    pub fn to_read(&self, keys: &ThreadKeys) -> BTreeSet<MeetingNumber> {
        let loose = keys.loose_meetings();
        let all: BTreeSet<_> = gathered(loose.iter().chain(self.meetings.keys()).copied());
        let last: BTreeSet<_> = gathered(all.iter().rev().take(2).copied());
        let must_read = |number: &MeetingNumber| {
            let stale = |digest: &Rc<MeetingDigest>| digest.open || digest.made_from != keys.loose_fingerprint(*number);
            last.contains(number) || self.meetings.get(number).is_none_or(stale)
        };
        gathered(all.into_iter().filter(must_read))
    }

    /// The digest of a thread whose keys are these. What is not loaded was fresh, and is taken over. A listed part that
    /// the thread has not merged is left out of the fingerprint, so the digest cannot claim to know it.
    pub fn of(thread: &Thread, keys: &ThreadKeys) -> Self {
        let merged = thread.all_merged();
        let known = |block: u32| keys.volumes_of_block(block).all(|key| thread.knows_volume(key));
        let mut meetings = thread.digest.meetings.clone();
        for meeting in thread.meetings() {
            let parts = keys.loose_parts(meeting.number).filter(|key| merged.contains(*key));
            let made_from = ThreadKeys::fingerprint(parts);
            let digest = MeetingDigest::of(thread, &meeting, made_from);
            let state = thread.meeting_state(meeting.number);
            let apart = known(Key::block_of(meeting.number)) && !thread.is_in_volume(meeting.number);
            meetings.insert(meeting.number, Rc::new(MeetingDigest { state, apart, ..digest }));
        }
        let blocks = keys.blocks().into_iter().filter(|block| known(*block));
        Self {
            form: FORM,
            people: people(thread),
            volumes: gathered(blocks.map(|block| (block, keys.volume_fingerprint(block)))),
            meetings,
        }
    }

    /// The blocks that quiet meetings with loose parts belong to, with those meetings.
    pub fn quiet(&self, keys: &ThreadKeys, before: MeetingNumber) -> BTreeMap<u32, Vec<MeetingNumber>> {
        let mut blocks: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for number in keys.loose_meetings() {
            if number < before && self.meetings.get(&number).is_some_and(|meeting| meeting.is_quiet()) {
                blocks.entry(Key::block_of(number)).or_default().push(number);
            }
        }
        blocks
    }
}
