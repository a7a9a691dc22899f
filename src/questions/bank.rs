//! The bank: what each question is stands in one file, its words in one file a language, tied by the id.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{OwnEntry, Pack, Template, TemplatePoint};
use crate::domain::{Aim, MeetingNumber, QuestionId, Role};

/// Who may ask a question, seen from the one who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asker {
    #[default]
    Anyone,
    Manager,
    Report,
    Peer,
    Mentor,
    Mentee,
}

impl Asker {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Anyone, Self::Manager, Self::Report, Self::Peer, Self::Mentor, Self::Mentee];

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    #[default]
    Any,
    /// The first few meetings.
    First,
    /// One of the two was away, or they have not met for long.
    TimeOff,
    /// The two talk by video.
    Remote,
}

/// The part of a meeting that a question is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    Opener,
    Closer,
}

/// Longest text of a question, in characters: what can be taken in at a glance beside a call.
pub const LONGEST: usize = 140;

/// The last of the first few meetings.
const FIRST_FEW: u32 = 3;

/// One entry of the bank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    pub aim: Aim,
    /// 1 light, 2 real, 3 deep.
    pub depth: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    pub asker: Asker,
    #[serde(default, skip_serializing_if = "is_default")]
    pub fit: Fit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Slot>,
    /// Meetings before it may come again.
    pub cooldown: u32,
    /// The earlier question that this one comes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<QuestionId>,
    /// Better sent ahead, as it deserves some thought.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ahead: bool,
    /// Empty in the file that all languages share.
    #[serde(default)]
    pub text: String,
    /// Whether the user wrote or rewrote it.
    #[serde(skip)]
    pub own: bool,
    /// Whether the user wants it to be left out everywhere.
    #[serde(skip)]
    pub hidden: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Question {
    /// Whether the question suits the first few meetings only, and these are over.
    pub fn comes_too_late(&self, meeting: MeetingNumber) -> bool {
        self.fit == Fit::First && meeting.0 > FIRST_FEW
    }
}

/// All questions and ready-made agendas of one language, with what the user made of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    pub questions: Vec<Question>,
    pub templates: Vec<Template>,
}

/// Why a file is no bank of questions.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the question bank cannot be read: {0}")]
pub struct BankError(String);

/// A ready-made agenda without its words.
#[derive(Deserialize)]
struct Frame {
    id: String,
    #[serde(default)]
    suits: Vec<Role>,
    points: Vec<FramePoint>,
}

#[derive(Deserialize)]
struct FramePoint {
    minutes: u32,
    aim: Aim,
}

impl Bank {
    /// Puts together what all languages share and the words of one. What has no words in it is left out.
    ///
    /// # Errors
    /// If one of the files is not what it should be, or a question serves status; with the place.
    pub fn parse(entries: &str, words: &str) -> Result<Self, BankError> {
        #[derive(Deserialize)]
        struct Entries {
            questions: Vec<Question>,
            templates: Vec<Frame>,
        }
        let wrong = |error: serde_json::Error| BankError(error.to_string());
        let entries: Entries = serde_json::from_str(entries).map_err(wrong)?;
        let mut words: HashMap<String, String> = serde_json::from_str(words).map_err(wrong)?;
        let mut bank = Self::default();
        for mut question in entries.questions {
            if question.aim == Aim::Status {
                return Err(BankError(format!("{} asks for status", question.id)));
            }
            if let Some(text) = words.remove(question.id.as_str()) {
                question.text = text;
                bank.questions.push(question);
            }
        }
        bank.templates = entries.templates.into_iter().filter_map(|frame| with_words(frame, &mut words)).collect();
        Ok(bank)
    }

    /// The question of that name.
    pub fn find(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The bank as the user made it: own entries added, rewritten ones in the place of ours (as long as the page
    /// speaks the `language` that they were rewritten in), hidden ones marked.
    #[must_use]
    pub fn with<'a>(&self, own: impl Iterator<Item = (&'a str, &'a OwnEntry)>, language: &str) -> Self {
        let mut bank = self.clone();
        for (id, entry) in own {
            let place = bank.questions.iter().position(|question| question.id.as_str() == id);
            let rewritten = entry.question.as_ref().filter(|_| {
                place.is_none() || entry.language.as_deref().is_none_or(|written_in| written_in == language)
            });
            let place = match (rewritten, place) {
                (Some(question), Some(place)) => {
                    bank.questions[place] = Question { own: true, ..question.clone() };
                    Some(place)
                }
                (Some(question), None) => {
                    bank.questions.push(Question { own: true, ..question.clone() });
                    Some(bank.questions.len() - 1)
                }
                (None, place) => place,
            };
            if let Some(question) = place.and_then(|place| bank.questions.get_mut(place)) {
                question.hidden = entry.hidden;
            }
            if let Some(template) = entry.template.clone().map(|template| Template { own: true, ..template }) {
                match bank.templates.iter_mut().find(|known| known.id == template.id) {
                    Some(known) => *known = template,
                    None => bank.templates.push(template),
                }
            }
        }
        bank
    }

    /// The bank with what an administrator adds for everyone, which then counts as ours: users can rewrite and hide it,
    /// and not delete it.
    #[must_use]
    pub fn with_pack_of_the_house(&self, pack: &Pack, language: &str) -> Self {
        let mut bank = self.with(pack.entries.iter().map(|(id, entry)| (id.as_str(), entry)), language);
        bank.questions.iter_mut().for_each(|question| question.own = false);
        bank.templates.iter_mut().for_each(|template| template.own = false);
        bank
    }
}

fn with_words(frame: Frame, words: &mut HashMap<String, String>) -> Option<Template> {
    let name = words.remove(&format!("template-{}", frame.id))?;
    let point = |(at, point): (usize, &FramePoint)| {
        let title = words.remove(&format!("template-{}-{}", frame.id, at + 1))?;
        Some(TemplatePoint { title, minutes: Some(point.minutes), aim: Some(point.aim) })
    };
    let points = frame.points.iter().enumerate().map(point).collect::<Option<_>>()?;
    Some(Template { id: frame.id, name, suits: frame.suits, points, own: false })
}
