//! Which events of a calendar are 1:1s, and what each of them says about a relationship.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use sha2::{Digest as _, Sha256};

use super::event::{Calendar, Event, read_events};
use super::moment::{Clocks, Moment};
use super::occurrences::occurrences;
use super::people::{Invited, Kind, whose};
use super::rule::Rule;
use crate::domain::order::put_in_order;
use crate::domain::person::MINUTES;
use crate::domain::{Cadence, CallRoom, Instant};

/// What a calendar is read with.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// My address in the calendar, once I have said which one it is.
    pub me: Option<&'a str>,
    pub now: Instant,
    pub clocks: Clocks<'a>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub suggestions: Vec<SuggestedRelationship>,
    /// Events that could not be understood, each left out.
    pub faults: Vec<Fault>,
    pub me: Me,
    /// How many events there were.
    pub looked_at: usize,
}

/// Whether it is clear which of the people is me.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Me {
    #[default]
    Clear,
    /// Each by address and name, the likeliest first: the user has to say.
    OneOf(Vec<(String, String)>),
}

/// A series of 1:1s in a calendar, as a relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedRelationship {
    /// The same each time that the calendar is read, and no address.
    pub identity: String,
    pub name: String,
    pub cadence: Cadence,
    /// Length in minutes, within what can be planned.
    pub minutes: u32,
    pub room: Option<CallRoom>,
    /// The next time, by the clocks of the series.
    pub starts: Moment,
    pub next: Instant,
    /// Why it is suggested: what the event is called.
    pub title: String,
}

/// An event that was left out because it could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is called; empty if it does not say.
    pub event: String,
    pub why: Why,
}

/// What is wrong with an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It does not say when it begins.
    NoStart,
    /// Its rule is broken, or one by which nobody meets.
    Rule,
    /// A line of this name cannot be read.
    Line(String),
    /// It ends in the middle.
    CutOff,
}

/// Most relationships that a calendar suggests: nobody has more 1:1s.
const MOST: usize = 200;

/// Length of a 1:1 whose event has no end, in minutes.
const USUAL: u32 = 30;

impl SuggestedRelationship {
    /// Changes exactly when the calendar says something else about the relationship.
    pub fn fingerprint(&self) -> String {
        let room = self.room.as_ref().map(CallRoom::name).unwrap_or_default();
        hashed(&[&self.identity, &self.name, &self.cadence.name(), &self.minutes.to_string(), &room])
    }
}

/// Reads a calendar. Whatever the text is, this comes to an end and to what can be understood.
pub fn read(text: &str, with: Reading<'_>) -> Found {
    let calendar = read_events(text);
    let looked_at = calendar.events.len() + calendar.faults.len();
    let mut found = Found { looked_at, ..Found::default() };
    let me = match with.me {
        Some(me) => Ok(me.to_lowercase()),
        None => whose(&calendar),
    };
    match me {
        Ok(me) => found.suggestions = suggestions(&calendar, &me, with),
        // Only where there is something to be found does it matter.
        Err(people) if calendar.events.iter().any(|event| event.rule.is_some() && event.people().len() == 2) => {
            found.me = Me::OneOf(people.into_iter().map(|one| (one.address.clone(), one.called())).collect());
        }
        Err(_) => {}
    }
    found.faults = calendar.faults;
    found
}

fn suggestions(calendar: &Calendar, me: &str, with: Reading<'_>) -> Vec<SuggestedRelationship> {
    let mut changed: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in calendar.events.iter().filter(|event| event.instead_of.is_some()) {
        changed.entry(&event.uid).or_default().push(event);
    }
    // By the other's address, which goes no further than this.
    let mut by_person: BTreeMap<&str, SuggestedRelationship> = BTreeMap::new();
    for event in calendar.events.iter().filter(|event| event.instead_of.is_none() && !event.is_cancelled) {
        let changed = changed.get(event.uid.as_str()).map_or(&[][..], Vec::as_slice);
        let Some(other) = other_one(event, me) else { continue };
        let Some(found) = suggestion(event, other, changed, with) else { continue };
        match by_person.get(other.address.as_str()) {
            // With two series, the one that comes round more often is the 1:1.
            Some(known) if known.cadence.days() <= found.cadence.days() => {}
            Some(_) => _ = by_person.insert(&other.address, found),
            None if by_person.len() < MOST => _ = by_person.insert(&other.address, found),
            None => {}
        }
    }
    let mut found: Vec<_> = by_person.into_values().collect();
    put_in_order(&mut found, |a, b| a.name.to_lowercase() < b.name.to_lowercase());
    found
}

/// The one other person of an event in which I take part; none if there are more, or I have declined.
fn other_one<'a>(event: &'a Event, me: &str) -> Option<&'a Invited> {
    let people = event.people();
    let takes_part = people.iter().any(|one| one.address == me);
    let mut others = people.into_iter().filter(|one| one.address != me);
    let (other, more) = (others.next()?, others.next());
    (takes_part && more.is_none() && other.kind == Kind::Person && !event.is_declined_by(me)).then_some(other)
}

fn suggestion(event: &Event, other: &Invited, changed: &[&Event], with: Reading<'_>) -> Option<SuggestedRelationship> {
    let (start, rule) = (event.start.as_ref().filter(|start| !start.is_day)?, event.rule.as_ref()?);
    let (starts, next) = next_time(event, start, rule, changed, with)?;
    Some(SuggestedRelationship {
        identity: hashed(&["event", series(&event.uid)]),
        name: other.called(),
        cadence: rule.cadence(),
        minutes: event.minutes(start, with.clocks),
        room: event.room(),
        starts,
        next,
        title: event.title.clone(),
    })
}

/// The next time that it takes place: a day that is left out or cancelled is passed over, one that was moved counts where
/// it was moved to. None if it is over.
fn next_time(
    event: &Event,
    start: &Moment,
    rule: &Rule,
    changed: &[&Event],
    with: Reading<'_>,
) -> Option<(Moment, Instant)> {
    let instant = |moment: &Moment| moment.instant(with.clocks);
    let replaced = changed.iter().filter_map(|change| change.instead_of.as_ref());
    // A whole day that is left out is left out by its date, one with a time by its instant.
    let (days, times): (Vec<_>, Vec<_>) = event.except.iter().chain(replaced).partition(|except| except.is_day);
    let times: Vec<_> = times.into_iter().filter_map(instant).collect();
    let is_left_out = |civil: NaiveDateTime, at: Instant| {
        times.contains(&at) || days.iter().any(|day| day.civil.date() == civil.date())
    };
    let is_over = |civil: NaiveDateTime, at: Instant| match &rule.until {
        None => false,
        Some(until) if until.is_day => civil.date() > until.civil.date(),
        Some(until) if until.zone == super::Zone::Floating => civil > until.civil,
        Some(until) => instant(until).is_some_and(|until| at > until),
    };
    let moved = changed.iter().filter(|change| !change.is_cancelled).filter_map(|change| {
        let start = change.start.as_ref()?;
        Some((start.clone(), instant(start)?)).filter(|(_, at)| *at >= with.now)
    });
    // The zone is asked only about what is near: a series may have been going on for years.
    let day_before = with.now.naive_utc() - chrono::TimeDelta::days(2);
    let regular = occurrences(rule, start.civil).filter(|civil| *civil >= day_before);
    let regular = regular.filter_map(|civil| Some((start.on(civil), instant(&start.on(civil))?)));
    let regular = regular.take_while(|(moment, at)| !is_over(moment.civil, *at));
    let mut regular = regular.filter(|(moment, at)| *at >= with.now && !is_left_out(moment.civil, *at));
    regular.next().into_iter().chain(moved).min_by_key(|(_, at)| *at)
}

impl Event {
    fn minutes(&self, start: &Moment, clocks: Clocks<'_>) -> u32 {
        let by_end = || {
            let end = self.end.as_ref()?;
            Some(end.instant(clocks)? - start.instant(clocks)?)
        };
        let minutes = self.duration.or_else(by_end).map(|span| span.num_minutes()).filter(|minutes| *minutes > 0);
        minutes
            .map_or(USUAL, |minutes| u32::try_from(minutes).unwrap_or(u32::MAX).clamp(*MINUTES.start(), *MINUTES.end()))
    }

    /// The room that is named in the best of the places; none if none of ours is.
    fn room(&self) -> Option<CallRoom> {
        let mut places: Vec<_> = self.places.iter().collect();
        put_in_order(&mut places, |a, b| a.0 < b.0);
        places.into_iter().find_map(|(_, text)| CallRoom::all_in(text).next())
    }
}

/// The series that an event belongs to: Google gives the rest of a series that was changed from some day on an id with
/// that day in it.
fn series(uid: &str) -> &str {
    let uid = uid.strip_suffix("@google.com").unwrap_or(uid);
    let Some((before, after)) = uid.split_once("_R") else { return uid };
    let day = after.split('T').next().unwrap_or_default();
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) { before } else { uid }
}

/// Half of a SHA-256 in hex: enough that no two of a person's events meet.
fn hashed(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
