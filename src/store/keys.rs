//! Every storage key there is. Keys are built and taken apart here and nowhere else.

use chrono::NaiveDate;

use crate::domain::{MeetingNumber, RelationshipId, day};

/// How many meetings are bound together in one volume: about a year of weekly ones.
pub const MEETINGS_IN_A_VOLUME: u32 = 50;

/// Whose documents: what both share, or what is mine alone. The prefix keeps them apart for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    Shared,
    Own,
}

impl Shelf {
    fn prefix(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Own => "own",
        }
    }

    fn of_prefix(prefix: &str) -> Option<Self> {
        [Self::Shared, Self::Own].into_iter().find(|shelf| shelf.prefix() == prefix)
    }
}

/// The name of a document within its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentName {
    About,
    Meeting(MeetingNumber),
    Notes,
    OwnMeeting(MeetingNumber),
}

impl DocumentName {
    /// The shelf that it stands on.
    pub fn shelf(self) -> Shelf {
        match self {
            Self::About | Self::Meeting(_) => Shelf::Shared,
            Self::Notes | Self::OwnMeeting(_) => Shelf::Own,
        }
    }

    /// The meeting that it belongs to, if it belongs to one.
    pub fn meeting(self) -> Option<MeetingNumber> {
        match self {
            Self::Meeting(number) | Self::OwnMeeting(number) => Some(number),
            Self::About | Self::Notes => None,
        }
    }

    /// The name as text, unique within its shelf.
    pub fn text(self) -> String {
        match self {
            Self::About => "about".into(),
            Self::Notes => "notes".into(),
            Self::Meeting(number) | Self::OwnMeeting(number) => format!("m{}", number.0),
        }
    }

    /// Reads [`Self::text`] back.
    pub fn parse(shelf: Shelf, text: &str) -> Option<Self> {
        match (shelf, text) {
            (Shelf::Shared, "about") => Some(Self::About),
            (Shelf::Own, "notes") => Some(Self::Notes),
            (shelf, meeting) => {
                let number = MeetingNumber(meeting.strip_prefix('m')?.parse().ok().filter(|number| *number > 0)?);
                let name = if shelf == Shelf::Shared { Self::Meeting(number) } else { Self::OwnMeeting(number) };
                // `m01` and `m+1` are numbers too, but no document has two names.
                (name.text() == meeting).then_some(name)
            }
        }
    }
}

/// Whether a key holds one change or all of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Log,
    Snapshot,
}

/// A storage key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Part of one document. `unique` is never used again.
    Document { thread: RelationshipId, name: DocumentName, form: Form, unique: String },
    /// Several quiet meetings bound together; meeting `n` belongs to block `n / MEETINGS_IN_A_VOLUME`.
    Volume { thread: RelationshipId, shelf: Shelf, block: u32, unique: String },
    /// What only I know about a relationship: which of the two I am.
    Mine(RelationshipId),
    /// How the thread is shared: the pair's secret, which side I am, the relay.
    Pair(RelationshipId),
    /// What the other side is known to have, and what it has to be told that I have.
    Peer(RelationshipId),
    /// Derived from the thread; can be made again.
    Digest(RelationshipId),
    /// How someone stood on a day, to go back to.
    Snapshot { day: NaiveDate, thread: RelationshipId },
    /// There exactly while a meeting is live, for the background script to read.
    Live(RelationshipId),
    /// The call of a live meeting ended; written by the background script.
    Ended(RelationshipId),
    /// The last minute at which the call of a live meeting was seen; written by the background script.
    Beat(RelationshipId),
    /// That relationship was deleted here: nothing brings it back without being asked.
    Gone(RelationshipId),
    /// Whom a call room is for.
    Room(String),
    /// Whether the sidebar opens by itself in a call room; written by the background script.
    Opens(String),
    /// The names of everyone, for the background script to offer.
    Names,
    /// What the background script is to remind of, and when.
    Reminders,
    /// Up to when it has reminded; the background script's own.
    Reminded,
    /// A capture that waits to be filed.
    Inbox(String),
    /// What the user made of one entry of the bank, or added to it.
    OwnEntry(String),
    /// One entry of my record; mine alone, and of no relationship.
    Record(String),
    /// My check-in of one day; mine alone, and of no relationship.
    CheckIn(NaiveDate),
    /// One setting of the user.
    Setting(String),
    /// What one page has sent, where to and how much.
    Sent(String),
    /// What this browser is called among the devices of its user; of this browser alone, and never exported.
    Device,
    /// The secret address of my calendar; a credential, of this browser alone, and never exported.
    CalendarAddress,
    /// Where that calendar is, for the background script, which must not take it for a call site.
    CalendarHost,
    /// The number of the schema.
    Schema,
    /// All that was stored before the migration from that schema.
    BeforeMigration(u32),
    /// The keys that a migration has replaced and is about to remove.
    Leftovers,
    /// Where the dock stands; the background script's own.
    Dock,
}

impl Key {
    /// The block that a meeting is bound in.
    pub fn block_of(meeting: MeetingNumber) -> u32 {
        meeting.0 / MEETINGS_IN_A_VOLUME
    }

    /// The relationship that the key is a part of, and goes with.
    pub fn thread(&self) -> Option<&RelationshipId> {
        match self {
            Self::Document { thread, .. } | Self::Volume { thread, .. } => Some(thread),
            Self::Mine(thread) | Self::Pair(thread) | Self::Peer(thread) | Self::Digest(thread) => Some(thread),
            Self::Live(thread) | Self::Ended(thread) | Self::Beat(thread) => Some(thread),
            Self::Snapshot { thread, .. } => Some(thread),
            _ => None,
        }
    }

    /// The key as storage knows it.
    pub fn text(&self) -> String {
        match self {
            Self::Document { thread, name, form, unique } => {
                let form = if *form == Form::Log { "log" } else { "snap" };
                format!("{}/{thread}/{}/{form}/{unique}", name.shelf().prefix(), name.text())
            }
            Self::Volume { thread, shelf, block, unique } => {
                format!("{}/{thread}/volume/{block}/{unique}", shelf.prefix())
            }
            Self::Mine(thread) => format!("mine/{thread}"),
            Self::Pair(thread) => format!("pair/{thread}"),
            Self::Peer(thread) => format!("peer/{thread}"),
            Self::Digest(thread) => format!("digest/{thread}"),
            Self::Snapshot { day, thread } => format!("snapshot/{}/{thread}", day::write(*day)),
            Self::Live(thread) => format!("live/{thread}"),
            Self::Ended(thread) => format!("ended/{thread}"),
            Self::Beat(thread) => format!("beat/{thread}"),
            Self::Gone(thread) => format!("gone/{thread}"),
            Self::Room(room) => format!("room/{room}"),
            Self::Opens(room) => format!("opens/{room}"),
            Self::Names => "names".into(),
            Self::Reminders => "reminders".into(),
            Self::Reminded => "reminded".into(),
            Self::Inbox(id) => format!("inbox/{id}"),
            Self::OwnEntry(id) => format!("bank/{id}"),
            Self::Record(id) => format!("record/{id}"),
            Self::CheckIn(day) => format!("check-in/{}", day::write(*day)),
            Self::Setting(name) => format!("setting/{name}"),
            Self::Sent(unique) => format!("sent/{unique}"),
            Self::Device => "device".into(),
            Self::CalendarAddress => "calendar".into(),
            Self::CalendarHost => "calendar-host".into(),
            Self::Schema => "schema".into(),
            Self::BeforeMigration(schema) => format!("before-migration/{schema}"),
            Self::Leftovers => "leftovers".into(),
            Self::Dock => "dock".into(),
        }
    }

    /// Takes a key apart; none if it is not one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<_> = text.split('/').collect();
        if parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        match parts[..] {
            ["schema"] => Some(Self::Schema),
            ["device"] => Some(Self::Device),
            ["calendar"] => Some(Self::CalendarAddress),
            ["calendar-host"] => Some(Self::CalendarHost),
            ["leftovers"] => Some(Self::Leftovers),
            ["dock"] => Some(Self::Dock),
            ["names"] => Some(Self::Names),
            ["reminders"] => Some(Self::Reminders),
            ["reminded"] => Some(Self::Reminded),
            ["before-migration", schema] => schema.parse().ok().map(Self::BeforeMigration),
            ["mine", id] => Some(Self::Mine(RelationshipId::new(id))),
            ["pair", id] => Some(Self::Pair(RelationshipId::new(id))),
            ["peer", id] => Some(Self::Peer(RelationshipId::new(id))),
            ["digest", id] => Some(Self::Digest(RelationshipId::new(id))),
            ["snapshot", day, id] => Some(Self::Snapshot { day: day::read(day)?, thread: RelationshipId::new(id) }),
            ["live", id] => Some(Self::Live(RelationshipId::new(id))),
            ["ended", id] => Some(Self::Ended(RelationshipId::new(id))),
            ["beat", id] => Some(Self::Beat(RelationshipId::new(id))),
            ["gone", id] => Some(Self::Gone(RelationshipId::new(id))),
            ["room", room] => Some(Self::Room(room.into())),
            ["opens", room] => Some(Self::Opens(room.into())),
            ["inbox", id] => Some(Self::Inbox(id.into())),
            ["bank", id] => Some(Self::OwnEntry(id.into())),
            ["record", id] => Some(Self::Record(id.into())),
            ["check-in", day] => day::read(day).map(Self::CheckIn),
            ["setting", name] => Some(Self::Setting(name.into())),
            ["sent", unique] => Some(Self::Sent(unique.into())),
            [shelf, thread, "volume", block, unique] => Some(Self::Volume {
                thread: RelationshipId::new(thread),
                shelf: Shelf::of_prefix(shelf)?,
                block: block.parse().ok()?,
                unique: unique.into(),
            }),
            [shelf, thread, name, form, unique] => Some(Self::Document {
                thread: RelationshipId::new(thread),
                name: DocumentName::parse(Shelf::of_prefix(shelf)?, name)?,
                form: match form {
                    "log" => Form::Log,
                    "snap" => Form::Snapshot,
                    _ => return None,
                },
                unique: unique.into(),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_back_as_it_was_built() {
        let thread = RelationshipId::new("r");
        let part = |name, form| Key::Document { thread: thread.clone(), name, form, unique: "u".into() };
        let keys = [
            part(DocumentName::About, Form::Log),
            part(DocumentName::Meeting(MeetingNumber(12)), Form::Snapshot),
            part(DocumentName::Notes, Form::Log),
            part(DocumentName::OwnMeeting(MeetingNumber(12)), Form::Snapshot),
            Key::Volume { thread: thread.clone(), shelf: Shelf::Own, block: 3, unique: "u".into() },
            Key::Mine(thread.clone()),
            Key::Pair(thread.clone()),
            Key::Peer(thread.clone()),
            Key::Digest(thread.clone()),
            Key::Snapshot { day: NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day"), thread: thread.clone() },
            Key::Live(thread.clone()),
            Key::Ended(thread.clone()),
            Key::Beat(thread.clone()),
            Key::Gone(thread),
            Key::Room("meet:abc".into()),
            Key::Opens("meet:abc".into()),
            Key::Names,
            Key::Reminders,
            Key::Reminded,
            Key::Inbox("i".into()),
            Key::OwnEntry("career-001".into()),
            Key::Record("e".into()),
            Key::CheckIn(NaiveDate::default()),
            Key::Setting("theme".into()),
            Key::Sent("u".into()),
            Key::Device,
            Key::CalendarAddress,
            Key::CalendarHost,
            Key::Schema,
            Key::BeforeMigration(0),
            Key::Leftovers,
            Key::Dock,
        ];
        for key in keys {
            assert_eq!(Key::parse(&key.text()), Some(key.clone()), "{}", key.text());
        }
    }

    #[test]
    fn a_foreign_key_is_nobody_s() {
        for foreign in [
            "",
            "x",
            "shared/r/about/log",
            "shared/r/notes/log/u",
            "own/r/about/log/u",
            "shared/r/m0/log/u",
            "other/r/m1/log/u",
            "shared//m1/log/u",
            "shared/r/m1/other/u",
            "mine/",
            "check-in/today",
            "check-in/2026-1-1",
            "snapshot/2026-11-31/r",
        ] {
            assert_eq!(Key::parse(foreign), None, "{foreign:?}");
        }
    }
}
