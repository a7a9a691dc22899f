//! The mergeable documents of a relationship: their shape, edits in, domain views out.
//! Never here: where they are stored, how they travel, what time it is; and no other room names `yrs`.

pub mod about;
pub mod correction;
pub mod exchange;
pub mod experiments;
pub mod hand_over;
mod leaving;
mod length;
pub mod letting_go;
pub mod meeting;
pub mod mergeable;
pub mod notes;
pub mod own_meeting;
mod plain;
pub mod planned;
pub mod restore;
mod shape;
pub mod tracked;

pub use about::AboutDocument;
pub use experiments::ExperimentEntry;
pub use hand_over::HandOverEntry;
pub use meeting::{ActionEdit, MeetingDocument, NewAction, NewPoint, PointEdit};
pub use mergeable::{Mergeable, State, Unreadable, Update};
pub use notes::NotesDocument;
pub use own_meeting::{OpenedAnswer, OwnExchange, OwnMeetingDocument};
pub use restore::{Differences, Entry};
