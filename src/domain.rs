//! What a 1:1 is: people, meetings, points, promises, answers, and the rules that hold between them, true on paper.
//! Never here: the web, storage, the merge of documents, or a clock; time is an argument.

pub mod action;
pub mod agenda;
pub mod aim;
pub mod cadence;
pub mod capture;
pub mod compass;
pub mod due;
pub mod experiment;
pub mod heard;
pub mod held_rate;
pub mod holiday;
pub mod ids;
pub mod insights;
pub mod load;
pub mod meeting;
pub mod order;
pub mod person;
pub mod plan;
pub mod point;
pub mod reminder;
pub mod retro;
pub mod room;
pub mod same_person;
pub mod shorten;
pub mod time;
pub mod timer;

pub use action::{ActionItem, ActionState, When};
pub use aim::Aim;
pub use cadence::Cadence;
pub use capture::{Capture, KeepAs, Source};
pub use due::Due;
pub use experiment::{Experiment, ExperimentId, Phase, Verdict};
pub use heard::Heard;
pub use held_rate::HeldRate;
pub use holiday::Holiday;
pub use ids::{ActionId, MeetingNumber, PersonId, PointId, QuestionId, RelationshipId};
pub use meeting::{Meeting, MeetingState, Talk};
pub use person::{First, Participant, Relationship, Role};
pub use plan::{GivenUp, Move};
pub use point::{PointState, TalkingPoint};
pub use retro::{Answer, Helped, Retro, Score, Theirs};
pub use room::{CallRoom, Provider};
pub use same_person::SamePerson;
pub use time::Instant;
