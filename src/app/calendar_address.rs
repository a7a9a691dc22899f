//! The secret address of a calendar: a credential, kept under a key of its own, and never handed on. Whoever has it reads
//! the whole calendar.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::Desk;
use super::calendar::Offer;
use crate::domain::time::from_millis;
use crate::ports::{StorageError, Value};
use crate::store::{Key, written};

/// What is kept of it. It has no `Debug`, so that no message of ours can show it.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    address: String,
    /// Which address in the calendar is mine, once I have said.
    me: Option<String>,
    /// When it was last asked for, in milliseconds since 1970.
    asked: Option<i64>,
    /// The fingerprints of what was offered before.
    #[serde(default)]
    seen: Vec<String>,
}

/// The address of a calendar as it can be used.
#[derive(Clone)]
pub struct CalendarAddress {
    pub address: String,
    pub host: String,
    pub me: Option<String>,
    /// Whether a day has gone by since it was last asked for.
    pub is_due: bool,
    seen: Vec<String>,
}

/// Most fingerprints that are kept.
const MOST_SEEN: usize = 400;

/// The `https` address that was meant, and its host; `webcal` is how calendars are handed from program to program. None if
/// it is none, or carries a name and a password.
pub fn calendar_address(typed: &str) -> Option<(String, String)> {
    let typed = typed.trim();
    let (scheme, rest) = typed.split_once("://")?;
    let is_web = ["https", "webcal", "webcals"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let name = host.strip_suffix(":443").unwrap_or(&host);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let sound =
        !name.is_empty() && name.chars().all(plain) && name.contains('.') && !rest.contains(char::is_whitespace);
    (is_web && sound).then(|| (format!("https://{rest}"), name.into()))
}

impl CalendarAddress {
    /// The address as it may be on a screen that others see: where it is, and nothing that lets anybody in.
    pub fn masked(&self) -> String {
        format!("https://{}/••••••••", self.host)
    }

    /// Whether this was offered before as it is now.
    pub fn has_seen(&self, offer: &Offer) -> bool {
        self.seen.contains(&offer.suggested.fingerprint())
    }
}

impl Desk {
    /// The address of my calendar, if I have given one.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn calendar_address(&self) -> Result<Option<CalendarAddress>, StorageError> {
        Ok(self.kept_address().await?.and_then(|kept| {
            let (address, host) = calendar_address(&kept.address)?;
            let asked = kept.asked.map(from_millis);
            // A clock that was put back does not keep the calendar from being asked for.
            let is_due = asked.is_none_or(|asked| (self.now() - asked).abs() >= TimeDelta::days(1));
            Some(CalendarAddress { address, host, me: kept.me, is_due, seen: kept.seen })
        }))
    }

    /// Keeps the address of my calendar. The host goes where the background script finds it, which must not take it for a
    /// call site; false if it is no such address, and then nothing was changed.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn keep_calendar_address(&self, typed: &str) -> Result<bool, StorageError> {
        let Some((address, host)) = calendar_address(typed).filter(|_| self.newer_schema().is_none()) else {
            return Ok(false);
        };
        let kept = Kept { address, me: None, asked: None, seen: Vec::new() };
        self.put(Key::CalendarHost, Value::Text(format!("https://{host}/*")));
        self.put(Key::CalendarAddress, written::write_json(&kept));
        self.flush().await;
        Ok(true)
    }

    /// Forgets the address, and all that was remembered of the calendar.
    pub async fn forget_calendar_address(&self) {
        self.remove(Key::CalendarAddress);
        self.remove(Key::CalendarHost);
        self.flush().await;
    }

    /// From now on the calendar counts as asked for.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn note_calendar_asked(&self) -> Result<(), StorageError> {
        let now = self.now().timestamp_millis();
        self.change_address(|kept| kept.asked = Some(now)).await
    }

    /// I am the one with this address in the calendar.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn note_calendar_me(&self, me: &str) -> Result<(), StorageError> {
        self.change_address(|kept| kept.me = Some(me.into())).await
    }

    /// These were offered, and are not offered again unless the calendar says something else about them.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn note_calendar_seen(&self, offers: &[Offer]) -> Result<(), StorageError> {
        let seen: Vec<_> = offers.iter().map(|offer| offer.suggested.fingerprint()).collect();
        self.change_address(|kept| {
            for one in seen {
                if !kept.seen.contains(&one) {
                    kept.seen.push(one);
                }
            }
            let surplus = kept.seen.len().saturating_sub(MOST_SEEN);
            kept.seen.drain(..surplus);
        })
        .await
    }

    async fn kept_address(&self) -> Result<Option<Kept>, StorageError> {
        let key = Key::CalendarAddress.text();
        let stored = self.ports.storage.get(std::slice::from_ref(&key)).await?;
        Ok(stored.get(&key).and_then(|value| written::read_json(value).ok()))
    }

    async fn change_address(&self, change: impl FnOnce(&mut Kept)) -> Result<(), StorageError> {
        if let Some(mut kept) = self.kept_address().await? {
            change(&mut kept);
            self.put(Key::CalendarAddress, written::write_json(&kept));
            self.flush().await;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_calendar_is_on_the_web_and_carries_no_password() {
        let read = |text| calendar_address(text).map(|(address, host)| format!("{host} {address}"));
        let google = "https://calendar.google.com/calendar/ical/a%40example.org/private-1/basic.ics";
        let typed = format!(" {google}\n");
        assert_eq!(read(&typed), Some(format!("calendar.google.com {google}")));
        let apple = "p01-caldav.icloud.com https://p01-caldav.icloud.com/published/2/x";
        assert_eq!(read("webcal://p01-caldav.icloud.com/published/2/x").as_deref(), Some(apple));
        for bad in [
            "",
            "http://example.org/x.ics",
            "file:///etc/x.ics",
            "https://ana:secret@example.org/x.ics",
            "https://example.org:8443/x.ics",
            "https://localhost/x.ics",
            "https:///x.ics",
            "https://exa mple.org/x",
            "https://example.org/a b",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
