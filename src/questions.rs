//! The bank of questions and the choice of the one to suggest now, with its reason.
//! Never here: words for the reason, where the bank's file lies, or a question about status.

pub mod bank;
pub mod choice;

pub use bank::{Bank, BankError, Question};
pub use choice::{History, Moment, Reason, Suggestion, suggest};
