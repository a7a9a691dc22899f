//! What is pasted: a marker that says what it is, and bytes in base64url. Found in the middle of any message, also one
//! that a mail program has broken into lines and quoted.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// What a pasted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Invitation,
    Update,
    Device,
}

impl Marker {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Invitation, Self::Update, Self::Device];

    fn text(self) -> &'static str {
        match self {
            Self::Invitation => "duologue-invite-1.",
            Self::Update => "duologue-update-1.",
            Self::Device => "duologue-device-1.",
        }
    }

    /// The bytes behind the marker.
    pub fn write(self, bytes: &[u8]) -> String {
        format!("{}{}", self.text(), BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The ways in which the bytes behind the first such marker can be read, the likeliest first; none if there is no
    /// marker. Which of them is meant, the bytes themselves say: they hold a checksum or are sealed.
    pub fn read(self, text: &str) -> Vec<Vec<u8>> {
        let Some((_, rest)) = text.split_once(self.text()) else { return Vec::new() };
        let in_one: String = rest.chars().take_while(|c| is_ours(*c)).collect();
        let broken: String =
            rest.chars().filter(|c| !c.is_whitespace() && *c != '>').take_while(|c| is_ours(*c)).collect();
        let mut lines = String::new();
        for line in rest.lines() {
            let line = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end();
            if line.is_empty() || !line.chars().all(is_ours) {
                break;
            }
            lines += line;
        }
        let mut ways: Vec<Vec<u8>> = Vec::new();
        for way in [in_one, lines, broken] {
            if let Ok(bytes) = BASE64_URL_SAFE_NO_PAD.decode(way)
                && !ways.contains(&bytes)
            {
                ways.push(bytes);
            }
        }
        ways
    }

    /// Whether such a marker stands in it.
    pub fn is_in(self, text: &str) -> bool {
        text.contains(self.text())
    }
}

fn is_ours(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_found_in_any_message() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = Marker::Update.write(&bytes);
        let broken = |with: &str| {
            let (head, tail) = text.split_at(100);
            format!("{head}{with}{tail}")
        };
        for message in [
            text.clone(),
            format!("Hi! {text}\nSee you"),
            format!("(\"{text}\")"),
            format!("> {}\n> bye now", broken("\n> ")),
            broken("\r\n"),
            format!("{} ", broken(" ")),
        ] {
            assert!(Marker::Update.read(&message).contains(&bytes), "{message}");
        }
        assert!(Marker::Invitation.read(&text).is_empty());
        assert!(Marker::Update.read("nothing of ours").is_empty());
    }
}
