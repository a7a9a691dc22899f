//! What has ever been sent, where to and how much: a log for the user's eyes. Each page counts under a key of its own, so
//! that two that send at once both count; what is older is added up into one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Desk;
use crate::domain::Instant;
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::ports::StorageError;
use crate::store::{Key, written};

/// The most places that are kept apart; what goes to more is counted together, under no name.
pub const MOST_PLACES: usize = 50;

/// For so long a page may still be open that counts under a key of its own, in milliseconds.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// How something went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SentKind {
    /// To a relay, sealed: what both share, or what goes among my devices.
    Relay,
    /// To a relay, sealed: that I am here.
    Presence,
    /// Given to the user as text or as a file, sealed, to hand over by hand.
    ByHand,
    /// Asked for a calendar.
    Calendar,
}

/// What went one way to one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub kind: SentKind,
    /// The host; empty where there is none.
    pub to: String,
    pub count: u64,
    pub bytes: u64,
    /// The last time, in milliseconds since 1970.
    pub last: i64,
}

impl Sent {
    /// The last time.
    pub fn last(&self) -> Instant {
        from_millis(self.last)
    }
}

/// What this page has sent.
#[derive(Default)]
pub(super) struct SentHere {
    /// What its key ends with; none until it has sent anything.
    name: Option<String>,
    sent: Vec<Sent>,
    is_written: bool,
}

impl Desk {
    /// Counts something that was sent: `to` is an address or a host, or nothing.
    pub fn note_sent(&self, kind: SentKind, to: &str, bytes: usize) {
        let mut here = self.sent.borrow_mut();
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let new = Sent { kind, to: host(to), count: 1, bytes, last: self.now().timestamp_millis() };
        here.is_written = false;
        here.name.get_or_insert_with(|| self.ports.entropy.id());
        add(&mut here.sent, new);
    }

    /// Lets the log be written with whatever is written next.
    pub(super) fn write_sent(&self) {
        let mut here = self.sent.borrow_mut();
        if let Some(name) = here.name.clone().filter(|_| !here.is_written) {
            here.is_written = true;
            self.put(Key::Sent(name), written::write_json(&here.sent));
        }
    }

    /// Another page has added up what this one counted: it counts anew.
    pub(super) fn take_sent_gone(&self, name: &str) -> bool {
        let mut here = self.sent.borrow_mut();
        if here.name.as_deref() == Some(name) {
            *here = SentHere::default();
        }
        false
    }

    /// All that was ever sent, the latest first.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn all_sent(&self) -> Result<Vec<Sent>, StorageError> {
        let mine = self.sent.borrow().name.clone();
        let stored = self.stored_sent().await?;
        let others = stored.into_iter().filter(|(name, _)| Some(name) != mine.as_ref());
        let mut all = self.sent.borrow().sent.clone();
        others.flat_map(|(_, sent)| sent).for_each(|sent| add(&mut all, sent));
        put_in_order(&mut all, |a, b| a.last > b.last);
        Ok(all)
    }

    /// Adds up what pages have counted that are long gone.
    pub(super) async fn add_sent_up(&self) -> Result<(), StorageError> {
        let before = self.now().timestamp_millis() - A_DAY;
        let is_old = |sent: &[Sent]| sent.iter().all(|sent| sent.last < before);
        let old: Vec<_> = self.stored_sent().await?.into_iter().filter(|(_, sent)| is_old(sent)).collect();
        if old.len() < 2 {
            return Ok(());
        }
        let mut sum = Vec::new();
        let keys: Vec<_> = old.iter().map(|(name, _)| Key::Sent(name.clone()).text()).collect();
        old.into_iter().flat_map(|(_, sent)| sent).for_each(|sent| add(&mut sum, sent));
        let entry = BTreeMap::from([(Key::Sent(self.ports.entropy.id()).text(), written::write_json(&sum))]);
        self.ports.storage.set(&entry).await?;
        self.ports.storage.remove(&keys).await
    }

    async fn stored_sent(&self) -> Result<Vec<(String, Vec<Sent>)>, StorageError> {
        let keys = self.ports.storage.keys().await?;
        let keys: Vec<_> = keys.into_iter().filter(|key| matches!(Key::parse(key), Some(Key::Sent(_)))).collect();
        let values = if keys.is_empty() { BTreeMap::new() } else { self.ports.storage.get(&keys).await? };
        let read = |(key, value): (String, _)| match Key::parse(&key) {
            // A damaged one is no loss to anyone but the count.
            Some(Key::Sent(name)) => Some((name, written::read_json(&value).unwrap_or_default())),
            _ => None,
        };
        Ok(values.into_iter().filter_map(read).collect())
    }
}

/// Adds to what went the same way to the same place.
fn add(sum: &mut Vec<Sent>, new: Sent) {
    let same = |known: &Sent| known.kind == new.kind && known.to == new.to;
    let is_full = sum.len() >= MOST_PLACES;
    let nameless = |known: &Sent| is_full && known.kind == new.kind && known.to.is_empty();
    let place = sum.iter().position(same).or_else(|| sum.iter().position(nameless));
    match place {
        Some(at) => {
            let known = &mut sum[at];
            known.count += new.count;
            known.bytes = known.bytes.saturating_add(new.bytes);
            known.last = known.last.max(new.last);
        }
        None if is_full => sum.push(Sent { to: String::new(), ..new }),
        None => sum.push(new),
    }
}

/// The host of an address; what is none stays as it is, without anything that could be a secret.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#', ',']).next().unwrap_or_default();
    rest.rsplit('@').next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_the_host_is_kept_and_no_secret() {
        for (address, kept) in [
            ("wss://relay.example:443/path?key=secret", "relay.example:443"),
            ("https://user:secret@cal.example/private-abc/basic.ics", "cal.example"),
            ("wss://one.example,wss://two.example", "one.example"),
            ("", ""),
        ] {
            assert_eq!(host(address), kept);
        }
    }

    #[test]
    fn the_log_stays_short_however_many_places_there_are() {
        let mut sum = Vec::new();
        for place in 0..1_000 {
            add(&mut sum, Sent { kind: SentKind::Relay, to: place.to_string(), count: 1, bytes: 10, last: place });
        }
        assert!(sum.len() <= MOST_PLACES + 1);
        assert_eq!(
            (sum.iter().map(|sent| sent.count).sum::<u64>(), sum.iter().map(|s| s.bytes).sum()),
            (1_000, 10_000)
        );
    }
}
