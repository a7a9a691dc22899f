//! Who takes part in an event, and which of them is me.

use std::collections::BTreeMap;

use super::event::{Calendar, Event};
use super::lines::Line;

/// Someone, or something, that is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// In small letters; what tells people apart within one file, and is given to nobody.
    pub address: String,
    /// What they are called there, if anything.
    pub name: String,
    pub kind: Kind,
    pub has_declined: bool,
}

/// What is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    /// A mailing list: more than one.
    Group,
    /// A room, a projector, a calendar itself.
    Thing,
}

impl Invited {
    /// Reads `ATTENDEE` or `ORGANIZER`; none without an address.
    pub fn read(line: &Line) -> Option<Self> {
        let value = line.value.trim();
        let written = value.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).map(|_| &value[7..]);
        // Apple writes a path where it knows the person, and the address beside it.
        let address = written.or_else(|| line.parameter("EMAIL"));
        let address = address.map_or_else(|| value.to_lowercase(), |address| address.trim().to_lowercase());
        if address.is_empty() || address.contains("invalid:nomail") {
            return None;
        }
        let kind = match line.parameter("CUTYPE").map(str::to_ascii_uppercase).as_deref() {
            Some("ROOM" | "RESOURCE") => Kind::Thing,
            _ if NOBODY.iter().any(|end| address.ends_with(end)) => Kind::Thing,
            Some("GROUP") => Kind::Group,
            _ => Kind::Person,
        };
        Some(Self {
            name: line.parameter("CN").unwrap_or_default().trim().into(),
            address,
            kind,
            has_declined: line.says("PARTSTAT", "DECLINED"),
        })
    }

    /// What to call them: as the calendar does, or by their address where it knows no better.
    pub fn called(&self) -> String {
        let name = self.name.trim_matches(['\'', '"']).trim();
        if name.is_empty() || name.contains('@') {
            return from_address(&self.address);
        }
        match name.split_once(", ") {
            // "Kovač, Ana", as directories have it; "Ana Kovač, PhD" stays.
            Some((family, given)) if !family.contains(' ') && !given.contains(',') => format!("{given} {family}"),
            _ => name.into(),
        }
    }
}

/// Addresses of calendars and rooms, which some services invite like people.
const NOBODY: [&str; 4] = [
    "@group.calendar.google.com",
    "@resource.calendar.google.com",
    "unknownorganizer@calendar.google.com",
    "@import.calendar.google.com",
];

fn from_address(address: &str) -> String {
    let local = address.split(['@', '+']).next().unwrap_or_default();
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    let words: Vec<_> = local.split(['.', '_']).filter(|word| !word.is_empty()).map(capital).collect();
    words.join(" ")
}

impl Event {
    /// Everyone who takes part, each once; who has declined is left out.
    pub fn people(&self) -> Vec<&Invited> {
        let mut people: Vec<&Invited> = Vec::new();
        // What an attendee says of themself goes before what the organizer's line says of them.
        for one in self.attendees.iter().chain(&self.organizer) {
            if !people.iter().any(|known| known.address == one.address) {
                people.push(one);
            }
        }
        people.retain(|one| one.kind != Kind::Thing && !one.has_declined);
        people
    }

    /// Whether this one has said that they will not come.
    pub fn is_declined_by(&self, address: &str) -> bool {
        self.attendees.iter().any(|one| one.address == address && one.has_declined)
    }
}

/// Whose calendar it is: what it is called by, or who takes part in most of its events. If that is not beyond doubt, those
/// who it could be, the likeliest first.
pub fn whose(calendar: &Calendar) -> Result<String, Vec<Invited>> {
    let mut counts: BTreeMap<&str, (usize, &Invited)> = BTreeMap::new();
    for event in calendar.events.iter().filter(|event| event.instead_of.is_none()) {
        for one in event.attendees.iter().filter(|one| one.has_declined).chain(event.people()) {
            counts.entry(&one.address).or_insert((0, one)).0 += 1;
        }
    }
    let called = calendar.name.trim().to_lowercase();
    if counts.contains_key(called.as_str()) {
        return Ok(called);
    }
    let mut ranked: Vec<(usize, &Invited)> = Vec::new();
    for entry in counts.into_values() {
        // Only the first few matter, however many there are.
        let at = ranked.iter().position(|known| entry.0 > known.0).unwrap_or(ranked.len());
        ranked.insert(at, entry);
        ranked.truncate(MOST_ASKED);
    }
    match &ranked[..] {
        [(first, me), rest @ ..] if *first > 1 && rest.first().is_none_or(|(second, _)| second < first) => {
            Ok(me.address.clone())
        }
        _ => Err(ranked.into_iter().map(|(_, one)| one.clone()).collect()),
    }
}

/// Most people of whom it is asked whether one of them is me.
const MOST_ASKED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::lines::read_line;

    fn invited(line: &str) -> Option<Invited> {
        Invited::read(&read_line(line).expect("a line"))
    }

    #[test]
    fn people_are_called_as_a_colleague_would_call_them() {
        for (line, name) in [
            ("ATTENDEE;CN=Ana Kovač:mailto:ana@example.org", "Ana Kovač"),
            ("ATTENDEE;CN=\"Kovač, Ana\":MAILTO:ana@example.org", "Ana Kovač"),
            ("ATTENDEE;CN=\"Ana Kovač, PhD\":mailto:ana@example.org", "Ana Kovač, PhD"),
            ("ATTENDEE;CN=ana.kovac@example.org:mailto:ana.kovac@example.org", "Ana Kovac"),
            ("ATTENDEE:mailto:ana+work@example.org", "Ana"),
            ("ATTENDEE;CN='Ana Kovač';EMAIL=ana@example.org:/aMTIz/principal/", "Ana Kovač"),
        ] {
            assert_eq!(invited(line).expect(line).called(), name, "{line}");
        }
    }

    #[test]
    fn rooms_and_calendars_are_nobody_and_a_list_is_many() {
        let kind = |line| invited(line).map(|one| one.kind);
        assert_eq!(kind("ATTENDEE;CUTYPE=ROOM:mailto:room4@example.org"), Some(Kind::Thing));
        assert_eq!(kind("ATTENDEE;CUTYPE=resource:mailto:beamer@example.org"), Some(Kind::Thing));
        assert_eq!(kind("ORGANIZER:mailto:x@group.calendar.google.com"), Some(Kind::Thing));
        assert_eq!(kind("ATTENDEE;CUTYPE=GROUP:mailto:team@example.org"), Some(Kind::Group));
        assert_eq!(kind("ATTENDEE;CUTYPE=INDIVIDUAL:mailto:ana@example.org"), Some(Kind::Person));
        assert_eq!(kind("ATTENDEE:invalid:nomail"), None);
        assert_eq!(kind("ATTENDEE:mailto:"), None);
    }
}
