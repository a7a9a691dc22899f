//! The other side's word for where a meeting happens: a call service and a room in it that stays the same.

use serde::{Deserialize, Serialize};

/// A call service that we recognise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    Meet,
    Zoom,
    Teams,
    Webex,
    Jitsi,
    Whereby,
    /// A site that the user has added by hand.
    Site,
}

impl Provider {
    const ALL: [Self; 7] = [Self::Meet, Self::Zoom, Self::Teams, Self::Webex, Self::Jitsi, Self::Whereby, Self::Site];

    fn name(self) -> &'static str {
        match self {
            Self::Meet => "meet",
            Self::Zoom => "zoom",
            Self::Teams => "teams",
            Self::Webex => "webex",
            Self::Jitsi => "jitsi",
            Self::Whereby => "whereby",
            Self::Site => "site",
        }
    }
}

/// A room of a call service; a recurring call has the same one each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRoom {
    pub provider: Provider,
    room: String,
}

impl CallRoom {
    /// Reads `meet:abc-defg-hij`, as the call tab says it. None if it names no service of ours, or if the room is not
    /// 1 to 200 characters of letters, digits, `-`, `_` and `.`: it comes from a stranger's page and becomes a key.
    pub fn parse(text: &str) -> Option<Self> {
        let (provider, room) = text.split_once(':')?;
        let provider = Provider::ALL.into_iter().find(|known| known.name() == provider)?;
        let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        ((1..=200).contains(&room.len()) && room.chars().all(harmless)).then(|| Self { provider, room: room.into() })
    }

    /// The text that `parse` reads.
    pub fn name(&self) -> String {
        format!("{}:{}", self.provider.name(), self.room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_read_only_if_it_is_harmless_as_a_key() {
        let longest = format!("site:{}", "a".repeat(200));
        for good in [
            "meet:abc-defg-hij",
            "zoom:123456789",
            "teams:19_3ameeting_5fYWJj_40thread.v2",
            "webex:acme_2fana",
            "jitsi:weekly.talk",
            "whereby:acme_2froom",
            longest.as_str(),
        ] {
            assert_eq!(CallRoom::parse(good).expect("a room").name(), good);
        }
        let long = format!("{longest}a");
        for bad in ["", "meet", "meet:", "skype:abc", "meet:a/b", "meet:a:b", "meet:a b", "meet:é", long.as_str()] {
            assert_eq!(CallRoom::parse(bad), None, "{bad:?}");
        }
    }
}
