//! The events of a calendar, each as far as it can be understood; what cannot be is named and left out.

use chrono::TimeDelta;

use super::lines::{Line, read_line, unfolded};
use super::moment::{Moment, duration};
use super::people::Invited;
use super::rule::Rule;
use super::suggest::{Fault, Why};

/// One event, or what is different on one day of a series.
#[derive(Debug, Default)]
pub struct Event {
    pub uid: String,
    pub title: String,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub duration: Option<TimeDelta>,
    pub rule: Option<Rule>,
    /// Days on which it does not take place.
    pub except: Vec<Moment>,
    /// Which time of the series this is about.
    pub instead_of: Option<Moment>,
    pub is_cancelled: bool,
    pub organizer: Option<Invited>,
    pub attendees: Vec<Invited>,
    /// Where a room may be named, the best place first.
    pub places: Vec<(Place, String)>,
}

/// Where an address stands; what is made for it comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Conference,
    Location,
    Url,
    Description,
}

/// A whole calendar.
#[derive(Debug, Default)]
pub struct Calendar {
    pub events: Vec<Event>,
    pub faults: Vec<Fault>,
    /// What the calendar is called; Google calls one's own by one's address.
    pub name: String,
}

/// What is being read.
#[derive(Default)]
struct Reader {
    calendar: Calendar,
    /// The components that are open around the line.
    open: Vec<String>,
    event: Event,
    broken: Option<Why>,
    is_cancelled: bool,
}

/// Most components that stand in one another: a calendar has three.
const DEEPEST: usize = 16;

/// Reads a calendar.
pub fn read_events(text: &str) -> Calendar {
    let mut reader = Reader::default();
    for line in unfolded(text) {
        reader.take(&line);
    }
    if reader.open.iter().any(|name| name == "VEVENT") {
        reader.broken.get_or_insert(Why::CutOff);
        reader.end_event();
    }
    let cancelled = reader.is_cancelled;
    reader.calendar.events.iter_mut().for_each(|event| event.is_cancelled |= cancelled);
    reader.calendar
}

impl Reader {
    fn take(&mut self, line: &str) {
        let read = read_line(line);
        let named = |name: &str| {
            read.as_ref().ok().filter(|line| line.name == name).map(|line| line.value.trim().to_ascii_uppercase())
        };
        if let Some(component) = named("BEGIN") {
            self.begin(component);
        } else if let Some(component) = named("END") {
            self.end(&component);
        } else if self.open.last().is_some_and(|name| name == "VEVENT") {
            self.take_of_event(read);
        } else if let (1, Ok(line)) = (self.open.len(), read) {
            match line.name.as_str() {
                "X-WR-CALNAME" => self.calendar.name = line.text(),
                "METHOD" => self.is_cancelled = line.value.trim().eq_ignore_ascii_case("CANCEL"),
                _ => {}
            }
        }
    }

    fn begin(&mut self, component: String) {
        if component == "VEVENT" {
            // An event within another one is the next one, and the one around it was cut off.
            if let Some(at) = self.open.iter().position(|name| name == "VEVENT") {
                self.broken.get_or_insert(Why::CutOff);
                self.end_event();
                self.open.truncate(at);
            }
            self.event = Event::default();
            self.broken = None;
        }
        if self.open.len() < DEEPEST {
            self.open.push(component);
        }
    }

    fn end(&mut self, component: &str) {
        let Some(at) = self.open.iter().rposition(|name| name == component) else { return };
        if component != "VEVENT" && self.open[at..].iter().any(|name| name == "VEVENT") {
            self.broken.get_or_insert(Why::CutOff);
            self.end_event();
        } else if component == "VEVENT" {
            self.end_event();
        }
        self.open.truncate(at);
    }

    fn end_event(&mut self) {
        let event = core::mem::take(&mut self.event);
        let broken = self.broken.take().or_else(|| event.start.is_none().then_some(Why::NoStart));
        match broken {
            Some(why) => self.calendar.faults.push(Fault { event: event.title, why }),
            None => self.calendar.events.push(event),
        }
    }

    fn take_of_event(&mut self, read: Result<Line, String>) {
        match read {
            Ok(line) => {
                if let Err(why) = self.event.take(&line) {
                    self.broken.get_or_insert(why);
                }
            }
            // A line that nothing here would have been read from does no harm.
            Err(name) if NEEDED.contains(&name.as_str()) => _ = self.broken.get_or_insert(Why::Line(name)),
            Err(_) => {}
        }
    }
}

/// The lines without which it is not known what an event is.
const NEEDED: [&str; 8] = ["UID", "DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID", "ORGANIZER", "ATTENDEE"];

impl Event {
    fn take(&mut self, line: &Line) -> Result<(), Why> {
        let broken = || Why::Line(line.name.clone());
        match line.name.as_str() {
            "UID" => self.uid = line.value.trim().into(),
            "SUMMARY" => self.title = line.text().trim().into(),
            "DTSTART" => self.start = Some(Moment::read(line).ok_or_else(broken)?),
            "DTEND" => self.end = Some(Moment::read(line).ok_or_else(broken)?),
            "DURATION" => self.duration = Some(duration(&line.value).ok_or_else(broken)?),
            "RECURRENCE-ID" => self.instead_of = Some(Moment::read(line).ok_or_else(broken)?),
            "EXDATE" => self.except.extend(Moment::read_all(line)),
            "STATUS" => self.is_cancelled = line.value.trim().eq_ignore_ascii_case("CANCELLED"),
            "RRULE" if self.rule.is_some() => return Err(Why::Rule),
            "RRULE" => self.rule = Some(Rule::parse(&line.value).ok_or(Why::Rule)?),
            "ORGANIZER" => self.organizer = Invited::read(line),
            "ATTENDEE" => self.attendees.extend(Invited::read(line)),
            "CONFERENCE"
            | "X-GOOGLE-CONFERENCE"
            | "X-MICROSOFT-SKYPETEAMSMEETINGURL"
            | "X-MICROSOFT-ONLINEMEETINGCONFLINK" => {
                self.places.push((Place::Conference, line.text()));
            }
            "LOCATION" => self.places.push((Place::Location, line.text())),
            "URL" => self.places.push((Place::Url, line.text())),
            "DESCRIPTION" | "X-ALT-DESC" => self.places.push((Place::Description, line.text())),
            _ => {}
        }
        Ok(())
    }
}
