//! The line of text that lets another one in: the pair's secret, who the two are, and the relay if there is one.
//!
//! Behind the marker stand `checksum (CRC-32, 4 bytes) | secret (32 bytes) | JSON`. It is not sealed: whoever reads the
//! chat that it is pasted into is let in as well.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Secret;
use super::text::Marker;
use crate::domain::PersonId;
use crate::ports::RelayAddress;

/// An invitation.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub secret: Secret,
    pub about: Invited,
}

/// What an invitation says about the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invited {
    /// Who invites: the id, and the name that they go by.
    #[serde(rename = "i")]
    pub host: PersonId,
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub host_name: String,
    /// Who is invited: the id, and what they are to the host (a role's name).
    #[serde(rename = "w")]
    pub guest: PersonId,
    #[serde(rename = "r")]
    pub guest_role: String,
    /// How often (a cadence's name), how long (minutes), and since when (milliseconds since 1970) they meet.
    #[serde(rename = "c")]
    pub cadence: String,
    #[serde(rename = "m")]
    pub minutes: u32,
    #[serde(rename = "s")]
    pub since: i64,
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<RelayAddress>,
}

/// Why a text is no invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotInvited {
    #[error("there is no invitation in it")]
    NoInvitation,
    #[error("the invitation is cut off or was changed")]
    Damaged,
}

impl Invitation {
    /// One line of text.
    pub fn write(&self) -> String {
        // A plain struct with text keys always has a JSON form.
        let about = serde_json::to_vec(&self.about).unwrap_or_default();
        let bytes = [self.secret.as_bytes().as_slice(), &about].concat();
        Marker::Invitation.write(&[&crc32fast::hash(&bytes).to_be_bytes(), bytes.as_slice()].concat())
    }

    /// Finds the invitation in a text.
    ///
    /// # Errors
    /// If there is none, or it is not as it was written.
    pub fn read(text: &str) -> Result<Self, NotInvited> {
        if !Marker::Invitation.is_in(text) {
            return Err(NotInvited::NoInvitation);
        }
        Marker::Invitation.read(text).iter().find_map(|bytes| parse(bytes)).ok_or(NotInvited::Damaged)
    }
}

fn parse(bytes: &[u8]) -> Option<Invitation> {
    let (checksum, bytes) = bytes.split_first_chunk::<4>()?;
    if u32::from_be_bytes(*checksum) != crc32fast::hash(bytes) {
        return None;
    }
    let (secret, about) = bytes.split_first_chunk::<32>()?;
    Some(Invitation { secret: Secret::from_bytes(*secret), about: serde_json::from_slice(about).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::CountedEntropy;

    fn invitation() -> Invitation {
        let about = Invited {
            host: PersonId::new("h"),
            host_name: "Ana \u{1F642}".into(),
            guest: PersonId::new("g"),
            guest_role: "report".into(),
            cadence: "weekly".into(),
            minutes: 30,
            since: 5,
            relay: Some(RelayAddress { url: "wss://relay.example".into(), credential: Some("a:b".into()) }),
        };
        Invitation { secret: Secret::new(&CountedEntropy::lane(1)), about }
    }

    #[test]
    fn an_invitation_is_read_back_and_a_damaged_one_is_refused() {
        let text = invitation().write();
        assert!(!text.contains(char::is_whitespace));
        assert_eq!(Invitation::read(&format!("Hello, {text} see you!")), Ok(invitation()));
        assert_eq!(Invitation::read("hello"), Err(NotInvited::NoInvitation));
        let start = text.find('.').expect("a marker") + 1;
        for cut in start..text.len() {
            assert_eq!(Invitation::read(&text[..cut]), Err(NotInvited::Damaged), "cut to {cut}");
        }
        for at in start..text.len() {
            let other = if &text[at..=at] == "A" { "B" } else { "A" };
            let touched = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            // The last letter of base64 can hold bits that mean nothing.
            let read = Invitation::read(&touched);
            assert!(read == Err(NotInvited::Damaged) || read == Ok(invitation()), "touched at {at}");
        }
    }
}
