//! The summary that is sent round after a meeting. It never holds anything private: it is made from what is shared.

use super::{ThreadView, escape};
use crate::domain::{ActionItem, ActionState, MeetingNumber, PersonId, TalkingPoint, When};

/// The words of a summary, in the user's language.
#[derive(Clone, Debug)]
pub struct SummaryWords {
    /// "1:1 with Ana, 23 November 2026".
    pub title: String,
    pub discussed: String,
    pub next_time: String,
    pub actions: String,
    pub nothing: String,
    /// What I am called in it.
    pub me: String,
}

/// Markdown for a chat or a page, and HTML for where it is pasted with its looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub markdown: String,
    pub html: String,
}

struct Section<'a> {
    heading: &'a str,
    /// Line, and notes below it.
    lines: Vec<(String, Option<String>)>,
}

/// What was discussed and who does what, as plain lines: what each of the two can begin from who says what they heard.
/// Nothing in it depends on who writes it or in which language, so that two who leave it as it is agree.
pub fn plain(view: &ThreadView, meeting: MeetingNumber, me: &str) -> String {
    let discussed = view.discussed_in(meeting).into_iter().map(|point| point.title);
    let name = |owner: &PersonId| if view.relationship.is_me(owner) { me } else { &view.relationship.counterpart.name };
    let action = |action: &ActionItem| {
        let when = action.when.as_ref().map(|when| format!(" ({})", When::to_text(when))).unwrap_or_default();
        format!("{}: {}{when}", name(&action.owner), action.text)
    };
    let open = view.actions.iter().filter(|action| action.state == ActionState::Open).map(action);
    discussed.chain(open).map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

/// Writes the summary of the current meeting.
pub fn summary(view: &ThreadView, words: &SummaryWords) -> Summary {
    let whose = |author: &PersonId| match view.relationship.is_me(author) {
        true => words.me.clone(),
        false => view.relationship.counterpart.name.clone(),
    };
    let point = |point: &TalkingPoint| {
        (
            format!("{} ({})", point.title, whose(&point.author)),
            Some(point.notes.trim().to_string()).filter(|n| !n.is_empty()),
        )
    };
    let action = |action: &ActionItem| {
        let when = action.when.as_ref().map(|when| format!(" ({})", When::to_text(when))).unwrap_or_default();
        (format!("{}: {}{when}", whose(&action.owner), action.text), None)
    };
    let sections = [
        Section {
            heading: &words.discussed,
            lines: view.discussed_in(view.asked_about().number).iter().map(point).collect(),
        },
        Section {
            heading: &words.actions,
            lines: view.actions.iter().filter(|action| action.state == ActionState::Open).map(action).collect(),
        },
        Section { heading: &words.next_time, lines: view.carried_over().map(|p| (point(p).0, None)).collect() },
    ];
    Summary { markdown: markdown(&sections, words), html: html(&sections, words) }
}

fn markdown(sections: &[Section<'_>], words: &SummaryWords) -> String {
    let mut text = format!("# {}\n", escape::markdown(&words.title));
    for section in sections {
        text += &format!("\n## {}\n\n", escape::markdown(section.heading));
        for (line, notes) in &section.lines {
            text += &format!("- {}\n", escape::markdown(line));
            for note in notes.iter().flat_map(|notes| notes.lines()).filter(|line| !line.trim().is_empty()) {
                text += &format!("  {}  \n", escape::markdown(note.trim()));
            }
        }
        if section.lines.is_empty() {
            text += &format!("{}\n", escape::markdown(&words.nothing));
        }
    }
    text
}

fn html(sections: &[Section<'_>], words: &SummaryWords) -> String {
    let mut text = format!("<h1>{}</h1>", escape::html(&words.title));
    for section in sections {
        text += &format!("<h2>{}</h2>", escape::html(section.heading));
        if section.lines.is_empty() {
            text += &format!("<p>{}</p>", escape::html(&words.nothing));
            continue;
        }
        text += "<ul>";
        for (line, notes) in &section.lines {
            text += &format!("<li>{}", escape::html(line));
            for note in notes.iter().flat_map(|notes| notes.lines()).filter(|line| !line.trim().is_empty()) {
                text += &format!("<br>{}", escape::html(note.trim()));
            }
            text += "</li>";
        }
        text += "</ul>";
    }
    text
}
