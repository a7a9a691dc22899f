//! The agenda, sent ahead: what is on it so far, and a word that asks the other one to add to it.

use core::fmt::Write as _;

use super::ThreadView;
use super::agenda_text::{AgendaWords, agenda_text};
use super::escape;

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaAhead {
    pub plain: String,
    pub html: String,
    /// An address that opens a mail with it; none if it is too long for one.
    pub mail: Option<String>,
}

/// Longest address of a mail: some programs cut off what is longer than some 2,000 characters.
const LONGEST_MAIL: usize = 1_900;

/// The agenda with `please` above it, under the subject `words.title`.
pub fn agenda_ahead(view: &ThreadView, words: &AgendaWords, please: &str) -> AgendaAhead {
    let plain = format!("{please}\n\n{}", agenda_text(view, words));
    let html = html(&plain);
    let mail = format!("mailto:?subject={}&body={}", encoded(&words.title), encoded(&plain));
    AgendaAhead { html, mail: Some(mail).filter(|mail| mail.len() <= LONGEST_MAIL), plain }
}

/// Lines that begin with a hyphen become a list, the others paragraphs.
fn html(plain: &str) -> String {
    let mut html = String::new();
    let mut in_list = false;
    for line in plain.lines().filter(|line| !line.is_empty()) {
        let point = line.strip_prefix("- ");
        if point.is_some() != in_list {
            html += if in_list { "</ul>" } else { "<ul>" };
            in_list = !in_list;
        }
        let tag = if in_list { "li" } else { "p" };
        let _ = write!(html, "<{tag}>{}</{tag}>", escape::html(point.unwrap_or(line)));
    }
    if in_list { html + "</ul>" } else { html }
}

/// For an address of a mail: a line ends as mail has it, and nothing typed is a further field.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            b'\n' => encoded += "%0D%0A",
            byte => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_neither_markup_nor_a_field_of_the_mail() {
        assert_eq!(
            html("Hi\n\n- <b>&\n- Two\n\nBye"),
            "<p>Hi</p><ul><li>&lt;b&gt;&amp;</li><li>Two</li></ul><p>Bye</p>"
        );
        assert_eq!(html("- One"), "<ul><li>One</li></ul>");
        assert_eq!(encoded("é&cc=x@y.z\n"), "%C3%A9%26cc%3Dx%40y.z%0D%0A");
    }
}
