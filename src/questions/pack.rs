//! Packs: questions and agendas of one's own as a file to hand on, one JSON object a line, so that a fault has a line.

use serde::{Deserialize, Serialize};

use super::bank::{Bank, LONGEST, Question};
use super::template::Template;
use crate::domain::point::MOST_MINUTES;
use crate::domain::{Aim, QuestionId};

/// What the user made of one entry of the bank, or added to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OwnEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
    /// Left out everywhere.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub hidden: bool,
    /// The language that a question of ours was rewritten in; none for what is the user's own, which is shown in every
    /// language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// One line of a pack.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// The first line: the version of the format.
    DuologuePack(u32),
    /// A question; with the language, if it rewrites one of ours.
    Question(Question),
    Rewritten {
        language: String,
        question: Question,
    },
    Template(Template),
}

/// The version of the format that is written, and the newest that is read.
const VERSION: u32 = 1;

/// Longest id, in characters, as it becomes a storage key.
const LONGEST_ID: usize = 64;

/// Most meetings before a question may come again: ten years of weekly ones.
const LONGEST_COOLDOWN: u32 = 520;

/// Most entries of a pack: several times our own bank, and few enough to be looked through at once.
const MOST_ENTRIES: usize = 2_000;

/// Most points of a ready-made agenda: more than any meeting has room for.
pub const MOST_POINTS: usize = 100;

/// What is wrong with one line of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackProblem {
    /// The first line does not say that this is a pack.
    NoPack,
    /// It was written by a newer version of Duologue, in this version of the format.
    Newer(u32),
    /// Not one of the kinds of lines; what the reader says about it, in English.
    NotUnderstood(String),
    /// An id, or the name of a language, has 1 to 64 letters, digits, `-` and `_`.
    Id,
    /// The id stands in this line already.
    Twice(usize),
    /// Blank, or longer than 140 characters.
    Text,
    /// Status is the one subject that nobody needs to be reminded of.
    Status,
    /// Depth is 1, 2 or 3.
    Depth,
    /// Cool-down is 1 to 520 meetings.
    Cooldown,
    /// It follows a question that is neither in the pack nor in the bank.
    Follows(String),
    /// A pack has at most 2,000 entries.
    TooMany,
    /// A ready-made agenda has 1 to 100 points, and each of them 1 to 240 minutes or none.
    Points,
}

/// Why a pack was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFault {
    /// Counted from 1, as editors do.
    pub line: usize,
    pub problem: PackProblem,
}

/// What a file holds: entries with their ids, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pack {
    pub entries: Vec<(String, OwnEntry)>,
}

impl Pack {
    /// Reads a file; blank lines are passed over. `bank` is what its follow-ups may refer to.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(file: &str, bank: &Bank) -> Result<Self, PackFault> {
        let (mut pack, mut places) = (Self::default(), Vec::new());
        let lines = file.trim_start_matches('\u{feff}').lines().enumerate();
        let mut lines = lines.map(|(at, text)| (at + 1, text.trim())).filter(|(_, text)| !text.is_empty());
        read_head(lines.next())?;
        for (line, text) in lines {
            let refused = |problem| PackFault { line, problem };
            let (id, entry) = read_line(text).map_err(refused)?;
            check_id(&id).map_err(refused)?;
            if pack.entries.len() == MOST_ENTRIES {
                return Err(refused(PackProblem::TooMany));
            }
            if let Some(before) = pack.entries.iter().position(|(known, _)| *known == id) {
                return Err(refused(PackProblem::Twice(places[before])));
            }
            pack.entries.push((id, entry));
            places.push(line);
        }
        pack.check_follow_ups(&places, bank)?;
        Ok(pack)
    }

    /// Writes a file, which [`Self::parse`] reads back.
    pub fn to_file(&self) -> String {
        let questions = self.entries.iter().filter_map(|(_, entry)| {
            let question = entry.question.clone()?;
            Some(match &entry.language {
                Some(language) => Line::Rewritten { language: language.clone(), question },
                None => Line::Question(question),
            })
        });
        let templates = self.entries.iter().filter_map(|(_, entry)| entry.template.clone()).map(Line::Template);
        let lines = [Line::DuologuePack(VERSION)].into_iter().chain(questions).chain(templates);
        // Plain structs with text keys always have a JSON form.
        lines.map(|line| serde_json::to_string(&line).unwrap_or_default() + "\n").collect()
    }

    /// `places` are the lines of the entries.
    fn check_follow_ups(&self, places: &[usize], bank: &Bank) -> Result<(), PackFault> {
        let is_known = |id: &QuestionId| {
            let is_here = |(known, entry): &(String, OwnEntry)| known == id.as_str() && entry.question.is_some();
            bank.find(id).is_some() || self.entries.iter().any(is_here)
        };
        for ((_, entry), line) in self.entries.iter().zip(places) {
            let Some(question) = &entry.question else { continue };
            if let Some(original) = question.follows.as_ref().filter(|id| **id == question.id || !is_known(id)) {
                return Err(PackFault { line: *line, problem: PackProblem::Follows(original.to_string()) });
            }
        }
        Ok(())
    }
}

fn read_head(first: Option<(usize, &str)>) -> Result<(), PackFault> {
    let (line, text) = first.unwrap_or((1, ""));
    match serde_json::from_str(text) {
        Ok(Line::DuologuePack(version)) if version > VERSION => {
            Err(PackFault { line, problem: PackProblem::Newer(version) })
        }
        Ok(Line::DuologuePack(_)) => Ok(()),
        Ok(_) | Err(_) => Err(PackFault { line, problem: PackProblem::NoPack }),
    }
}

fn read_line(text: &str) -> Result<(String, OwnEntry), PackProblem> {
    let not_understood = |error: serde_json::Error| {
        // The reader counts lines within the one that it was given, which would only confuse.
        let reason = error.to_string();
        PackProblem::NotUnderstood(reason.split(" at line 1 ").next().unwrap_or_default().into())
    };
    match serde_json::from_str(text).map_err(not_understood)? {
        Line::DuologuePack(_) => {
            Err(PackProblem::NotUnderstood("the line that begins a pack stands here again".into()))
        }
        Line::Question(question) => {
            check_question(&question)?;
            Ok((question.id.to_string(), OwnEntry { question: Some(question), ..OwnEntry::default() }))
        }
        Line::Rewritten { language, question } => {
            check_id(&language)?;
            check_question(&question)?;
            let id = question.id.to_string();
            Ok((id, OwnEntry { question: Some(question), language: Some(language), ..OwnEntry::default() }))
        }
        Line::Template(template) => {
            check_template(&template)?;
            Ok((template.id.clone(), OwnEntry { template: Some(template), ..OwnEntry::default() }))
        }
    }
}

fn check_id(id: &str) -> Result<(), PackProblem> {
    let is_plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if is_plain && (1..=LONGEST_ID).contains(&id.len()) { Ok(()) } else { Err(PackProblem::Id) }
}

/// Whether a question may stand in a bank.
///
/// # Errors
/// What is wrong with it.
pub fn check_question(question: &Question) -> Result<(), PackProblem> {
    check_text(&question.text)?;
    match question {
        Question { aim: Aim::Status, .. } => Err(PackProblem::Status),
        Question { depth: 0 | 4.., .. } => Err(PackProblem::Depth),
        Question { cooldown, .. } if !(1..=LONGEST_COOLDOWN).contains(cooldown) => Err(PackProblem::Cooldown),
        _ => Ok(()),
    }
}

fn check_template(template: &Template) -> Result<(), PackProblem> {
    check_text(&template.name)?;
    template.points.iter().try_for_each(|point| check_text(&point.title))?;
    let in_range = |minutes: u32| (1..=MOST_MINUTES).contains(&minutes);
    let is_sound = template.points.iter().all(|point| point.minutes.is_none_or(in_range));
    if is_sound && (1..=MOST_POINTS).contains(&template.points.len()) { Ok(()) } else { Err(PackProblem::Points) }
}

fn check_text(text: &str) -> Result<(), PackProblem> {
    if !text.trim().is_empty() && text.chars().count() <= LONGEST { Ok(()) } else { Err(PackProblem::Text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"{"duologue-pack":1}"#;
    const QUESTION: &str = r#"{"question":{"id":"my-1","aim":"career","depth":2,"cooldown":9,"text":"What next?"}}"#;
    const TEMPLATE: &str = r#"{"template":{"id":"t","name":"Short","points":[{"title":"One thing","minutes":5}]}}"#;

    fn fault(lines: &[&str]) -> (usize, PackProblem) {
        let fault = Pack::parse(&lines.join("\n"), &Bank::default()).expect_err("it has a fault");
        (fault.line, fault.problem)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rewritten = r#"{"rewritten":{"language":"de","question":{"id":"q","aim":"team","depth":1,"asker":"peer","fit":"remote","stage":"opener","cooldown":4,"follows":"my-1","ahead":true,"text":"Wer?"}}}"#;
        let file = [HEAD, "", QUESTION, TEMPLATE, rewritten].join("\r\n");
        let pack = Pack::parse(&format!("\u{feff}{file}"), &Bank::default()).expect("a sound pack");
        assert!(pack.entries.iter().map(|(id, _)| id.as_str()).eq(["my-1", "t", "q"]));
        let pack = Pack { entries: [0, 2, 1].map(|at| pack.entries[at].clone()).to_vec() };
        assert_eq!(Pack::parse(&pack.to_file(), &Bank::default()), Ok(pack));
    }

    #[test]
    fn a_file_that_is_no_pack_is_told_apart_from_a_newer_one() {
        assert_eq!(fault(&[""]), (1, PackProblem::NoPack));
        assert_eq!(fault(&["", "hello"]), (2, PackProblem::NoPack));
        assert_eq!(fault(&[QUESTION]), (1, PackProblem::NoPack));
        assert_eq!(fault(&[r#"{"duologue-pack":2}"#]), (1, PackProblem::Newer(2)));
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        let question = |from: &str, to: &str| QUESTION.replace(from, to);
        let long = format!(r#""{}""#, "x".repeat(LONGEST + 1));
        for (line, problem) in [
            (question("my-1", ""), PackProblem::Id),
            (question("my-1", "a/b"), PackProblem::Id),
            (question(r#""What next?""#, r#""  ""#), PackProblem::Text),
            (question(r#""What next?""#, &long), PackProblem::Text),
            (question("career", "status"), PackProblem::Status),
            (question(r#""depth":2"#, r#""depth":4"#), PackProblem::Depth),
            (question(r#""cooldown":9"#, r#""cooldown":0"#), PackProblem::Cooldown),
            (question(r#""cooldown":9"#, r#""cooldown":9,"follows":"my-1""#), PackProblem::Follows("my-1".into())),
            (question(r#""cooldown":9"#, r#""cooldown":9,"follows":"no""#), PackProblem::Follows("no".into())),
            (
                TEMPLATE.replace("[{", "[],\"x\":[{"),
                PackProblem::NotUnderstood("unknown field `x`, expected one of `id`, `name`, `suits`, `points`".into()),
            ),
            (TEMPLATE.replace(r#"[{"title":"One thing","minutes":5}]"#, "[]"), PackProblem::Points),
            (TEMPLATE.replace(r#""minutes":5"#, r#""minutes":0"#), PackProblem::Points),
            (HEAD.into(), PackProblem::NotUnderstood("the line that begins a pack stands here again".into())),
        ] {
            assert_eq!(
                fault(&[HEAD, "", TEMPLATE.replace(r#""t""#, r#""other""#).as_str(), &line]),
                (4, problem),
                "{line}"
            );
        }
        assert_eq!(fault(&[HEAD, QUESTION, QUESTION]), (3, PackProblem::Twice(2)));
        let many = (0..=MOST_ENTRIES).map(|n| question("my-1", &format!("my-{n}"))).collect::<Vec<_>>().join("\n");
        assert_eq!(fault(&[HEAD, &many]), (MOST_ENTRIES + 2, PackProblem::TooMany));
        let PackProblem::NotUnderstood(reason) = fault(&[HEAD, QUESTION, r#"{"question":{"id":"#]).1 else { panic!() };
        assert!(reason.starts_with("EOF"), "{reason}");
    }
}
