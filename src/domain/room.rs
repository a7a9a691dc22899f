//! The other side's word for where a meeting happens: a call service and a room in it that stays the same.

/// A room of a call service; a recurring call has the same one each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRoom(String);

impl CallRoom {
    /// Reads `meet:abc-defg-hij`, as the call tab says it: a service of 2 to 12 small letters, and a room of 1 to 64
    /// characters of letters, digits, `-`, `_` and `.`. None if it is anything else: it comes from a stranger's page
    /// and becomes a key. Which services there are is known where their pages are, in the content scripts.
    pub fn parse(text: &str) -> Option<Self> {
        let (service, room) = text.split_once(':')?;
        let is_service = (2..=12).contains(&service.len()) && service.bytes().all(|b| b.is_ascii_lowercase());
        let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_room = (1..=64).contains(&room.len()) && room.chars().all(harmless);
        (is_service && is_room).then(|| Self(text.into()))
    }

    /// The text that `parse` reads.
    pub fn name(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_read_only_if_it_is_harmless_as_a_key() {
        for good in ["meet:abc-defg-hij", "zoom:123456789", "jitsi:meet.jit.si_standup"] {
            assert_eq!(CallRoom::parse(good).expect("a room").name(), good);
        }
        let long = format!("meet:{}", "a".repeat(65));
        let strange = ["Meet:abc", "meet2:abc", "m:abc", "a/b:abc", "averylongservice:abc"];
        let bad = ["", "meet", "meet:", ":abc", "meet:a/b", "meet:a:b", "meet:a b", "meet:é", long.as_str()];
        for bad in bad.into_iter().chain(strange) {
            assert_eq!(CallRoom::parse(bad), None, "{bad:?}");
        }
    }
}
