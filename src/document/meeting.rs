//! One meeting and all that was born in it: points, promises, and what was talked about when.

use std::rc::Rc;

use yrs::{Any, GetString, Map, MapPrelim, MapRef, Out, ReadTxn, TextPrelim, Transaction, TransactionMut, WriteTxn};

use super::leaving::{FADED, read_fading};
use super::planned::{self, MEETING};
use super::shape::{flag, instant, integer, maps, millis, put, put_or_remove, rewrite, text};
use super::tracked::{Kept, Tracked};
use super::{Mergeable, State, Update};
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::{
    ActionId, ActionItem, ActionState, Aim, Instant, Meeting, MeetingNumber, PersonId, PointId, PointState, QuestionId,
    Talk, TalkingPoint, When, agenda,
};

/// Planned length of the meeting.
pub(super) const MINUTES: &str = "minutes";
pub(super) const POINTS: &str = "points";
pub(super) const ACTIONS: &str = "actions";
pub(super) const TALK: &str = "talk";

/// A point to be added.
#[derive(Clone, Debug)]
pub struct NewPoint {
    pub id: PointId,
    pub title: String,
    pub author: PersonId,
    pub minutes: Option<u32>,
    pub aim: Option<Aim>,
    /// Whether the aim is a guess.
    pub guessed: bool,
    pub question: Option<QuestionId>,
    pub notes: String,
    pub order: String,
    pub added: Instant,
}

/// One change to a point.
#[derive(Clone, Debug)]
pub enum PointEdit {
    Title(String),
    Notes(String),
    Author(PersonId),
    Minutes(Option<u32>),
    /// As somebody said it.
    Aim(Option<Aim>),
    /// As it was guessed.
    Guess(Option<Aim>),
    Order(String),
    PutOff(Option<MeetingNumber>),
    /// Discussed or dropped, in that meeting; or open again.
    Close(PointState, Instant, MeetingNumber),
}

/// A promise to be added.
#[derive(Clone, Debug)]
pub struct NewAction {
    pub id: ActionId,
    pub owner: PersonId,
    pub text: String,
    pub when: Option<When>,
    pub added: Instant,
}

/// One change to a promise.
#[derive(Clone, Debug)]
pub enum ActionEdit {
    Text(String),
    Owner(PersonId),
    When(Option<When>),
    State(ActionState, Instant),
}

/// The document of one meeting.
#[derive(Debug)]
pub struct MeetingDocument {
    number: MeetingNumber,
    pub(super) below: Tracked<Mergeable>,
    seen: Kept<1, Meeting>,
}

impl MeetingDocument {
    /// An empty one; `session` as in [`Mergeable::new`].
    pub fn new(number: MeetingNumber, session: u64) -> Self {
        Self { number, below: Tracked::new(Mergeable::new(session)), seen: Kept::default() }
    }

    /// Begins the meeting, unless it has begun. A length that was planned for this one alone stays.
    pub fn start(&mut self, minutes: u32, at: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            if instant(&meeting, txn, "started").is_none() {
                put(&meeting, txn, "started", millis(at));
                if integer(&meeting, txn, MINUTES).is_none() {
                    put(&meeting, txn, MINUTES, i64::from(minutes));
                }
            }
        })
    }

    /// Writes down when the meeting ended, unless that is known.
    pub fn end(&mut self, at: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            if instant(&meeting, txn, "ended").is_none() {
                put(&meeting, txn, "ended", millis(at));
            }
        })
    }

    /// Wraps the meeting up: what is prepared from now on is for the next one.
    pub fn close(&mut self) -> Option<Update> {
        self.below.edit(|txn| put(&txn.get_or_insert_map(MEETING), txn, "closed", true))
    }

    /// From `at` on, this is talked about.
    pub fn talk_about(&mut self, point: Option<&PointId>, at: Instant) -> Option<Update> {
        let key = format!("{:015}", at.timestamp_millis());
        self.below.edit(|txn| put(&txn.get_or_insert_map(TALK), txn, &key, point.map_or("", PointId::as_str)))
    }

    /// Adds a point; one whose id is there already stays as it is, and one that has faded stays away.
    pub fn add_point(&mut self, new: &NewPoint) -> Option<Update> {
        self.below.edit(|txn| {
            let points = txn.get_or_insert_map(POINTS);
            let has_faded = txn.get_map(FADED).is_some_and(|faded| faded.contains_key(txn, new.id.as_str()));
            if has_faded || points.contains_key(txn, new.id.as_str()) {
                return;
            }
            let point = points.insert(txn, new.id.as_str(), MapPrelim::default());
            put(&point, txn, "title", new.title.as_str());
            put(&point, txn, "author", new.author.as_str());
            put(&point, txn, "order", new.order.as_str());
            put(&point, txn, "added", millis(new.added));
            put_or_remove(&point, txn, "minutes", new.minutes.map(i64::from));
            put_or_remove(&point, txn, "aim", new.aim.map(Aim::name));
            put_or_remove(&point, txn, "guessed", new.guessed.then_some(true));
            put_or_remove(&point, txn, "question", new.question.as_ref().map(QuestionId::as_str));
            point.insert(txn, "notes", TextPrelim::new(new.notes.as_str()));
        })
    }

    /// Edits a point that was born here; none if it was not.
    pub fn edit_point(&mut self, id: &PointId, edit: &PointEdit) -> Option<Update> {
        self.edit_entry(POINTS, id.as_str(), |point, txn| match edit {
            PointEdit::Title(title) => put(point, txn, "title", title.as_str()),
            PointEdit::Notes(notes) => write_notes(point, txn, notes),
            PointEdit::Author(author) => put(point, txn, "author", author.as_str()),
            PointEdit::Minutes(minutes) => put_or_remove(point, txn, "minutes", minutes.map(i64::from)),
            PointEdit::Aim(aim) => {
                put_or_remove(point, txn, "aim", aim.map(Aim::name));
                put_or_remove(point, txn, "guessed", None::<bool>);
            }
            PointEdit::Guess(aim) => put_or_remove(point, txn, "aim", aim.map(Aim::name)),
            PointEdit::Order(order) => put(point, txn, "order", order.as_str()),
            PointEdit::PutOff(first) => put_or_remove(point, txn, "not-before", first.map(|m| i64::from(m.0))),
            PointEdit::Close(state, at, during) => {
                put(point, txn, "state", point_state_name(*state));
                put(point, txn, "closed", millis(*at));
                put(point, txn, "closed-in", i64::from(during.0));
            }
        })
    }

    /// Adds a promise; one whose id is there already stays as it is.
    pub fn add_action(&mut self, new: &NewAction) -> Option<Update> {
        self.below.edit(|txn| {
            let actions = txn.get_or_insert_map(ACTIONS);
            if actions.contains_key(txn, new.id.as_str()) {
                return;
            }
            let action = actions.insert(txn, new.id.as_str(), MapPrelim::default());
            put(&action, txn, "text", new.text.as_str());
            put(&action, txn, "owner", new.owner.as_str());
            put(&action, txn, "added", millis(new.added));
            put_or_remove(&action, txn, "when", new.when.as_ref().map(When::to_text));
        })
    }

    /// Edits a promise that was made here; none if it was not.
    pub fn edit_action(&mut self, id: &ActionId, edit: &ActionEdit) -> Option<Update> {
        self.edit_entry(ACTIONS, id.as_str(), |action, txn| match edit {
            ActionEdit::Text(text) => put(action, txn, "text", text.as_str()),
            ActionEdit::Owner(owner) => put(action, txn, "owner", owner.as_str()),
            ActionEdit::When(when) => put_or_remove(action, txn, "when", when.as_ref().map(When::to_text)),
            ActionEdit::State(state, at) => {
                put(action, txn, "state", action_state_name(*state));
                put(action, txn, "closed", millis(*at));
            }
        })
    }

    /// The meeting as it stands: its points in the agenda's order, its promises as they were made. What a newer or a
    /// foreign writer left in it that is not understood is passed over.
    pub fn view(&self) -> Rc<Meeting> {
        self.seen.get([self.below.stamp()], || {
            // The maps of a document have an order of their own, which is another in every copy.
            let mut meeting = self.unordered();
            agenda::sort(&mut meeting.points);
            put_in_order(&mut meeting.actions, |a, b| (a.added, &a.id) < (b.added, &b.id));
            meeting
        })
    }

    fn unordered(&self) -> Meeting {
        self.below.read(|txn| {
            let meeting = txn.get_map(MEETING);
            let moment = |key: &str| meeting.as_ref().and_then(|meeting| instant(meeting, txn, key));
            let minutes = meeting.as_ref().and_then(|meeting| integer(meeting, txn, MINUTES));
            let empty = Meeting::empty(self.number);
            let begun = Meeting {
                minutes: minutes.and_then(|m| u32::try_from(m).ok()).unwrap_or(empty.minutes),
                started: moment("started"),
                ended: moment("ended"),
                closed: meeting.as_ref().is_some_and(|meeting| flag(meeting, txn, "closed")),
                off_the_record: meeting.as_ref().is_some_and(|meeting| flag(meeting, txn, "off")),
                talk: talk(txn),
                points: self.entries(txn, POINTS, Self::point),
                actions: self.entries(txn, ACTIONS, Self::action),
                ..empty
            };
            planned::read(begun, txn)
        })
    }

    /// What this copy knows; see [`Mergeable::state`].
    pub fn state(&self) -> State {
        self.below.state()
    }

    /// The document below, to merge into and to store.
    pub fn mergeable(&mut self) -> &mut Mergeable {
        &mut self.below
    }

    pub(super) fn edit_entry(
        &mut self,
        root: &str,
        id: &str,
        step: impl FnOnce(&MapRef, &mut TransactionMut<'_>),
    ) -> Option<Update> {
        self.below.edit(|txn| {
            if let Some(Out::YMap(entry)) = txn.get_or_insert_map(root).get(txn, id) {
                step(&entry, txn);
            }
        })
    }

    fn entries<T>(
        &self,
        txn: &Transaction<'_>,
        root: &str,
        read: impl Fn(&Self, &Transaction<'_>, String, &MapRef) -> Option<T>,
    ) -> Vec<T> {
        let root = txn.get_map(root);
        let found = root.map(|root| maps(&root, txn)).unwrap_or_default();
        found.into_iter().filter_map(|(id, map)| read(self, txn, id, &map)).collect()
    }

    fn point(&self, txn: &Transaction<'_>, id: String, point: &MapRef) -> Option<TalkingPoint> {
        let meeting_at = |key| integer(point, txn, key).and_then(|n| u32::try_from(n).ok()).map(MeetingNumber);
        Some(TalkingPoint {
            id: PointId::new(id),
            born: self.number,
            title: text(point, txn, "title")?,
            notes: match point.get(txn, "notes") {
                Some(Out::YText(notes)) => notes.get_string(txn),
                _ => String::new(),
            },
            author: PersonId::new(text(point, txn, "author")?),
            minutes: integer(point, txn, "minutes").and_then(|m| u32::try_from(m).ok()),
            aim: text(point, txn, "aim").and_then(|name| Aim::named(&name)),
            guessed: flag(point, txn, "guessed"),
            state: text(point, txn, "state").map_or(PointState::Open, |name| point_state_named(&name)),
            question: text(point, txn, "question").map(QuestionId::new),
            not_before: meeting_at("not-before"),
            order: text(point, txn, "order").unwrap_or_default(),
            added: instant(point, txn, "added").unwrap_or_else(|| from_millis(0)),
            closed: instant(point, txn, "closed").zip(meeting_at("closed-in")),
            fades: read_fading(point, txn),
        })
    }

    fn action(&self, txn: &Transaction<'_>, id: String, action: &MapRef) -> Option<ActionItem> {
        Some(ActionItem {
            id: ActionId::new(id),
            born: self.number,
            owner: PersonId::new(text(action, txn, "owner")?),
            text: text(action, txn, "text")?,
            when: text(action, txn, "when").and_then(|when| When::parse(&when)),
            state: text(action, txn, "state").map_or(ActionState::Open, |name| action_state_named(&name)),
            added: instant(action, txn, "added").unwrap_or_else(|| from_millis(0)),
            closed: instant(action, txn, "closed"),
        })
    }
}

pub(super) fn write_notes(point: &MapRef, txn: &mut TransactionMut<'_>, notes: &str) {
    if let Some(Out::YText(text)) = point.get(txn, "notes") {
        rewrite(&text, txn, notes);
    }
}

fn talk(txn: &Transaction<'_>) -> Vec<Talk> {
    let Some(root) = txn.get_map(TALK) else { return Vec::new() };
    let read = |(at, on): (&str, Out)| match on {
        Out::Any(Any::String(point)) => {
            let point = (!point.is_empty()).then(|| PointId::new(&*point));
            Some(Talk { at: from_millis(at.parse().ok()?), point })
        }
        _ => None,
    };
    let mut talk: Vec<_> = root.iter(txn).filter_map(read).collect();
    put_in_order(&mut talk, |a, b| a.at < b.at);
    talk
}

fn point_state_name(state: PointState) -> &'static str {
    match state {
        PointState::Open => "open",
        PointState::Discussed => "discussed",
        PointState::Dropped => "dropped",
    }
}

/// A state of a newer version is shown as open: better seen once too often than lost.
fn point_state_named(name: &str) -> PointState {
    match name {
        "discussed" => PointState::Discussed,
        "dropped" => PointState::Dropped,
        _ => PointState::Open,
    }
}

fn action_state_name(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "open",
        ActionState::Kept => "kept",
        ActionState::Dropped => "dropped",
    }
}

fn action_state_named(name: &str) -> ActionState {
    match name {
        "kept" => ActionState::Kept,
        "dropped" => ActionState::Dropped,
        _ => ActionState::Open,
    }
}
