//! What a 1:1 is made of on the screen: the time, the agenda, promises, notes, questions, the closing question.
//! Never here: a page, or a control that has nothing to do with a 1:1.

pub mod actions;
pub mod agenda;
pub mod answers;
pub mod ask;
pub mod cadence_field;
pub mod check_in;
pub mod choose;
pub mod compass;
pub mod exchange;
pub mod experiments;
pub mod fading;
pub mod from_last;
pub mod head;
pub mod heard;
pub mod here;
pub mod insights;
pub mod invite;
pub mod join;
pub mod keep;
pub mod load;
pub mod off_record;
pub mod own_time;
pub mod person_form;
pub mod point;
pub mod point_details;
pub mod private;
pub mod questions;
pub mod score;
pub mod send_ahead;
pub mod share;
pub mod shorten;
pub mod suggestion;
pub mod surfaces;
pub mod templates;
pub mod time;
pub mod trouble;
pub mod updates;
pub mod wrap_up;

pub use here::Here;
