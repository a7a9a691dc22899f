//! The bank of questions and ready-made agendas, the choice of what to ask now with its reason, and the guess what a
//! point is about.
//! Never here: words for a reason, where a file lies, or a question about status.

pub mod bank;
pub mod choice;
pub mod guess;
pub mod history;
pub mod pack;
pub mod rules;
pub mod template;
pub mod wish;

pub use bank::{Bank, BankError, Question};
pub use choice::{Reason, Suggestion, suggest};
pub use guess::{Guess, Lessons, guess};
pub use history::{Asked, History, Moment, Stage, Wish};
pub use pack::{OwnEntry, Pack, PackFault, PackProblem};
pub use template::{Template, TemplatePoint};
pub use wish::wished_for;
