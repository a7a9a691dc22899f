//! What a calendar says about 1:1s, read from an iCalendar file (RFC 5545), and a 1:1 written down as one.
//! Never here: the web, storage, a clock, or a decision about a relationship; zones and the moment are arguments.

mod event;
mod lines;
mod moment;
mod occurrences;
mod people;
mod rule;
mod suggest;
mod write;
mod zones;

pub use lines::unfolded;
pub use moment::{Moment, Zone};
pub use occurrences::occurrences;
pub use rule::{Frequency, Rule};
pub use suggest::{Fault, Found, Me, Reading, SuggestedRelationship, Why, read};
pub use write::{Invite, folded, protected, write};
pub use zones::iana_name;
