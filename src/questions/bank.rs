//! The bank: questions as data, one object a line, one file a language.

use serde::Deserialize;
use thiserror::Error;

use crate::domain::{Aim, MeetingNumber, QuestionId, Role};

/// Who may ask a question, seen from the one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asker {
    Anyone,
    Manager,
    Report,
    Peer,
    Mentor,
    Mentee,
}

impl Asker {
    /// Whether someone in this role may ask.
    pub fn fits(self, role: Role) -> bool {
        match self {
            Self::Anyone => true,
            Self::Manager => role == Role::Manager,
            Self::Report => role == Role::Report,
            Self::Peer => role == Role::Peer,
            Self::Mentor => role == Role::Mentor,
            Self::Mentee => role == Role::Mentee,
        }
    }
}

/// The situation that a question is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    Any,
    /// The first few meetings.
    First,
    TimeOff,
    Remote,
}

/// One entry of the bank.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub aim: Aim,
    /// 1 light, 2 real, 3 deep.
    pub depth: u8,
    pub asker: Asker,
    pub fit: Fit,
    /// Meetings before it may come again.
    pub cooldown: u32,
    pub text: String,
    /// The earlier question that this one comes back to.
    pub follows: Option<QuestionId>,
}

impl Question {
    /// Whether the question suits the first few meetings only, and these are over.
    pub fn comes_too_late(&self, meeting: MeetingNumber) -> bool {
        self.fit == Fit::First && meeting.0 > 3
    }
}

/// All questions of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    pub questions: Vec<Question>,
}

/// Why a file is no bank of questions.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the question bank cannot be read: {0}")]
pub struct BankError(String);

impl Bank {
    /// Reads the file of one language.
    ///
    /// # Errors
    /// If it is not a list of questions, or one of them serves status; with the line.
    pub fn parse(file: &str) -> Result<Self, BankError> {
        let questions: Vec<Question> = serde_json::from_str(file).map_err(|error| BankError(error.to_string()))?;
        match questions.iter().find(|question| question.aim == Aim::Status) {
            Some(question) => Err(BankError(format!("{} asks for status", question.id))),
            None => Ok(Self { questions }),
        }
    }

    /// The question of that name.
    pub fn find(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }
}
