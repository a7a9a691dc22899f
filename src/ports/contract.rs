//! What every port must do, in memory and in a browser alike: one suite for the twin and for the real thing.

use core::time::Duration;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::TimeDelta;

use super::{Change, Clock, Entries, Entropy, KeyValue, Squeeze, Value};

/// What a port did not do.
pub type Broken = String;

fn hold(holds: bool, promise: &str) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(promise.into()) }
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

fn keys(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_string()).collect()
}

/// How many reads a change may take to be told of. Firefox needs one to five.
const MOST_READS: usize = 2_000;

/// Storage: what is set is there for everyone until it is removed, and everyone is told. The store must not hold
/// anything under `contract/`.
///
/// # Errors
/// With the first promise that is not kept.
pub async fn key_value(storage: &dyn KeyValue) -> Result<(), Broken> {
    let failed = |error: super::StorageError| error.to_string();
    let heard: Rc<RefCell<Vec<Change>>> = Rc::default();
    let hear = heard.clone();
    let watch = storage.watch(Box::new(move |changes| hear.borrow_mut().extend_from_slice(changes)));

    let odd = "line\nquote\" \u{1F600} \u{5e9}\u{5dc}\u{5d5}\u{5dd} {not: json} \u{0}";
    let json = r#"{"a":1,"b":["two",null]}"#;
    let entries = [("contract/a", text("1")), ("contract/b", text(odd)), ("contract/c", Value::Json(json.into()))];
    let entries: Entries = entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    storage.set(&entries).await.map_err(failed)?;
    let read =
        storage.get(&keys(&["contract/a", "contract/b", "contract/c", "contract/none"])).await.map_err(failed)?;
    hold(read == entries, "what is set is read as it was, and a key that is not there is left out")?;
    hold(storage.get(&[]).await.map_err(failed)?.is_empty(), "reading no keys reads nothing")?;

    let listed: BTreeSet<_> = storage.keys().await.map_err(failed)?.into_iter().collect();
    hold(entries.keys().all(|key| listed.contains(key)), "every key that is set is listed")?;

    storage.set(&Entries::from([("contract/a".into(), text("2"))])).await.map_err(failed)?;
    let read = storage.get(&keys(&["contract/a", "contract/b"])).await.map_err(failed)?;
    hold(read.get("contract/a") == Some(&text("2")), "a key that is set again has the new value")?;
    hold(read.get("contract/b") == Some(&text(odd)), "and the others keep theirs")?;

    let long = "x".repeat(200_000);
    storage.set(&Entries::from([("contract/long".into(), text(&long))])).await.map_err(failed)?;
    let read = storage.get(&keys(&["contract/long"])).await.map_err(failed)?;
    hold(read.get("contract/long") == Some(&text(&long)), "a long value is kept whole")?;

    let all = keys(&["contract/a", "contract/b", "contract/c", "contract/long", "contract/none"]);
    storage.remove(&all).await.map_err(failed)?;
    hold(storage.get(&all).await.map_err(failed)?.is_empty(), "what is removed is gone, also beside what never was")?;
    let left = storage.keys().await.map_err(failed)?;
    hold(!left.iter().any(|key| key.starts_with("contract/")), "and is listed no more")?;

    let told = |key: &str| -> Vec<_> {
        let heard = heard.borrow();
        heard.iter().filter(|change| change.key == key).map(|change| change.value.clone()).collect()
    };
    reading_until(storage, || told("contract/a").last() == Some(&None)).await?;
    hold(
        told("contract/a") == [Some(text("1")), Some(text("2")), None],
        "whoever watches is told of every change of a key, in order, also of its own",
    )?;
    drop(watch);
    let heard_later: Rc<RefCell<Vec<Change>>> = Rc::default();
    let hear = heard_later.clone();
    let watch = storage.watch(Box::new(move |changes| hear.borrow_mut().extend_from_slice(changes)));
    storage.set(&Entries::from([("contract/late".into(), text("1"))])).await.map_err(failed)?;
    storage.remove(&keys(&["contract/late"])).await.map_err(failed)?;
    let gone = Change { key: "contract/late".into(), value: None };
    reading_until(storage, || heard_later.borrow().contains(&gone)).await?;
    drop(watch);
    hold(heard_later.borrow().contains(&gone), "who watches later is told as well")?;
    hold(told("contract/late").is_empty(), "after a watch has ended nobody is told")
}

/// Some browsers tell of a write only after it has returned.
async fn reading_until(storage: &dyn KeyValue, is_told: impl Fn() -> bool) -> Result<(), Broken> {
    for _ in 0..MOST_READS {
        if is_told() {
            break;
        }
        storage.get(&keys(&["contract/a"])).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The clock: goes on, and sleeps at least as long as asked.
///
/// # Errors
/// With the first promise that is not kept.
pub async fn clock(clock: &dyn Clock) -> Result<(), Broken> {
    let before = clock.now();
    hold(clock.local().to_utc() >= before, "time does not run backwards by itself")?;
    // Half past the hour is there on every day, also where an hour is left out: none is cut at its middle.
    for days in [0, 91, 182, 273] {
        let civil = clock.civil(before + TimeDelta::days(days)).date().and_hms_opt(12, 30, 0).unwrap_or_default();
        hold(clock.civil(clock.instant_of(civil)) == civil, "an instant shows the time that it was asked for by")?;
    }
    clock.sleep(Duration::from_secs(1)).await;
    let slept = (clock.now() - before).num_milliseconds();
    // Browsers round what they tell of the time, to fend off attacks.
    hold(slept >= 995, "sleeping takes as long as was asked")
}

/// Chance: fills everything, and does not repeat itself.
///
/// # Errors
/// With the first promise that is not kept.
pub fn entropy(entropy: &dyn Entropy) -> Result<(), Broken> {
    let ids: BTreeSet<_> = (0..1_000).map(|_| entropy.id()).collect();
    hold(ids.len() == 1_000, "an id is never given twice")?;
    let plain = |id: &String| id.len() == 22 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    hold(ids.iter().all(plain), "an id is 22 letters, digits, - and _")?;
    let sessions: BTreeSet<_> = (0..1_000).map(|_| entropy.session()).collect();
    hold(sessions.len() == 1_000, "a session is never the same twice")?;
    hold(sessions.iter().all(|session| *session < 1 << 53), "a session has at most 53 bits")
}

/// Squeezing: what was deflated comes out as it was, what was not is refused, and nobody can be drowned in bytes.
///
/// # Errors
/// With the first promise that is not kept.
pub async fn squeeze(squeeze: &dyn Squeeze) -> Result<(), Broken> {
    let much: Vec<u8> = (0..200_000_u32).map(|n| u8::try_from(n % 251).unwrap_or_default()).collect();
    for bytes in [b"".as_slice(), b"one two one two", &much] {
        let deflated = squeeze.deflate(bytes).await.ok_or("it cannot deflate")?;
        hold(squeeze.inflate(&deflated, bytes.len()).await.as_deref() == Some(bytes), "what goes in comes out")?;
        let all_but_one = &deflated[..deflated.len() - 1];
        hold(squeeze.inflate(all_but_one, bytes.len()).await.is_none(), "what is cut off is refused")?;
    }
    let deflated = squeeze.deflate(&much).await.ok_or("it cannot deflate")?;
    hold(squeeze.inflate(&deflated, much.len() - 1).await.is_none(), "nothing comes to more than it may")?;
    hold(squeeze.inflate(&[7, 7, 7], 1_000).await.is_none(), "what is no deflate is refused")
}

#[cfg(test)]
mod tests {
    use core::pin::pin;
    use core::task::{Context, Poll, Waker};

    use super::super::{CountedEntropy, HandClock, MemoryStorage, StoredBlocks};
    use super::*;
    use crate::domain::time::from_millis;

    /// The twins answer at once.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("a twin made its caller wait"),
        }
    }

    #[test]
    fn storage_in_memory_keeps_the_contract() {
        assert_eq!(now(key_value(&MemoryStorage::default())), Ok(()));
    }

    #[test]
    fn storage_that_tells_late_keeps_it_too() {
        let storage = MemoryStorage::default();
        storage.tell_late(3);
        assert_eq!(now(key_value(&storage)), Ok(()));
    }

    #[test]
    fn the_clock_that_is_moved_by_hand_keeps_the_contract() {
        assert_eq!(now(clock(&HandClock::at(from_millis(0).fixed_offset()))), Ok(()));
    }

    #[test]
    fn stored_blocks_keep_the_contract() {
        assert_eq!(now(squeeze(&StoredBlocks)), Ok(()));
    }

    #[test]
    fn counted_chance_keeps_the_contract() {
        assert_eq!(entropy(&CountedEntropy::lane(1)), Ok(()));
    }
}
