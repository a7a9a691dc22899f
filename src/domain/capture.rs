//! A quick note, caught before it is filed.

use serde::{Deserialize, Serialize};

use super::{Instant, RelationshipId};

/// What a note becomes when it is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeepAs {
    Agenda,
    Private,
    Action,
}

/// A note that waits to be filed. Its id becomes the id of what is made of it, so filing twice is filing once.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    pub id: String,
    pub text: String,
    /// Whom it is for; a note without a person waits until one is named.
    pub with: Option<RelationshipId>,
    pub keep_as: KeepAs,
    pub caught: Instant,
    /// The page that it was caught from.
    pub source: Option<Source>,
}

/// Most characters that are kept of a page's title.
const MOST_TITLE: usize = 300;

/// Most bytes that an address may have; beyond that, browsers and servers refuse it too.
const MOST_URL: usize = 2000;

/// The page that a note was caught from. Its address opens a web page and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    title: String,
    url: String,
}

impl Source {
    /// What a page says of itself, if its address is one of the web; a long title is cut, control characters are blanks.
    pub fn of(title: &str, url: &str) -> Option<Self> {
        let scheme_end = url.find("://")?;
        let is_web = ["http", "https"].iter().any(|scheme| url[..scheme_end].eq_ignore_ascii_case(scheme));
        let is_plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
        let has_host = url.len() > scheme_end + "://".len();
        let title = title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let title = title.collect::<Vec<_>>().join(" ").chars().take(MOST_TITLE).collect();
        (is_web && has_host && is_plain && url.len() <= MOST_URL).then(|| Self { title, url: url.into() })
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// One line that names the page under a note that says `text`; a title that the note repeats is left out.
    pub fn line_under(&self, text: &str) -> String {
        if self.title.is_empty() || self.title == text.trim() {
            return self.url.clone();
        }
        format!("{} – {}", self.title, self.url)
    }
}
