//! Known answers: what comes out of a fixed secret, nonce and text, kept as a file that any other implementation can
//! read. What is in it has been sent by somebody once: it is never written again.

mod support;

use core::cell::RefCell;
use std::fs;
use std::path::PathBuf;

use duologue::document::{MeetingDocument, Mergeable, NewPoint, State, Update};
use duologue::domain::time::from_millis;
use duologue::domain::{MeetingNumber, PersonId, PointId};
use duologue::ports::{Entropy, RelayAddress, Replica, Side, StoredBlocks};
use duologue::share::{Contents, Invitation, Invited, Marker, PairKeys, Secret, Whole, contents, envelope, value};
use serde_json::{Value as Json, json};

use support::desk::Browser;
use support::squeeze::Flate;
use support::turns::finish;

const DEVICE_ID: &str = "AAECAwQFBgcICQoLDA0ODw";
const COUNTER: u64 = 1_800_000_000_123;

/// Chance that always says the same, for one nonce.
struct Fixed(RefCell<Vec<u8>>);

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.take());
    }
}

fn secret() -> Secret {
    Secret::from_bytes(core::array::from_fn(|at| u8::try_from(at).expect("it is small")))
}

fn nonce() -> [u8; 24] {
    core::array::from_fn(|at| 0x40 + u8::try_from(at).expect("it is small"))
}

fn chance() -> Fixed {
    Fixed(RefCell::new(nonce().to_vec()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &Json) -> Vec<u8> {
    let hex = hex.as_str().expect("it is text");
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("it is hex");
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "envelope.json"].iter().collect()
}

fn file() -> Json {
    serde_json::from_str(&fs::read_to_string(path()).expect("it is there")).expect("it is JSON")
}

/// A meeting with one point.
fn whole() -> Whole {
    let mut meeting = MeetingDocument::new(MeetingNumber(1), 7);
    let point = NewPoint {
        id: PointId::new("p"),
        title: "Plans \u{1F642}".into(),
        author: PersonId::new("h"),
        minutes: Some(10),
        aim: None,
        guessed: false,
        question: None,
        notes: String::new(),
        order: "80".into(),
        added: from_millis(1_800_000_000_000),
    };
    meeting.add_point(&point).expect("it is new");
    Whole { name: "m1".into(), state: meeting.state(), update: meeting.mergeable().whole() }
}

fn replica(keys: &PairKeys) -> Replica {
    Replica { side: Side::B, device: keys.device(DEVICE_ID) }
}

fn invitation() -> Invitation {
    let about = Invited {
        host: PersonId::new("h"),
        host_name: "Bo".into(),
        guest: PersonId::new("g"),
        guest_role: "report".into(),
        cadence: "weekly".into(),
        minutes: 30,
        since: 1_800_000_000_000,
        relay: Some(RelayAddress { url: "wss://relay.example".into(), credential: Some("user:pass".into()) }),
    };
    Invitation { secret: secret(), about }
}

fn derived() -> Json {
    let derived =
        |purpose: &str, what: &str, bytes: &[u8]| json!({ "purpose": purpose, "what": what, "hex": hex(bytes) });
    let keys = PairKeys::of(&secret());
    json!({
        "description": "HKDF-SHA256(salt = \"duologue 1\", ikm = secret, info = purpose); the length is that of the hex. \
            The room's name is its bytes in base64url. A device's name in a room is base64url(first 16 bytes of \
            SHA-256(\"devices\" bytes | device id)).",
        "bytes": [
            derived("room", "name of the room, 16 bytes", &secret().derive::<16>("room")),
            derived("tag", "first 8 bytes of a bundle", &secret().derive::<8>("tag")),
            derived("bundles", "key for bundles", secret().key("bundles").as_bytes()),
            derived("values", "key for values of a relay", secret().key("values").as_bytes()),
            derived("devices", "for the names of devices", &secret().derive::<32>("devices")),
        ],
        "room": keys.room,
        "device_id": DEVICE_ID,
        "device": keys.device(DEVICE_ID),
    })
}

fn envelope_of_a_text() -> Json {
    let sealed = envelope::seal_with(&secret().key("bundles"), &nonce(), &[b"one", b"", b"three"], b"Hello");
    json!({
        "description": "version (01) | nonce (24) | XChaCha20-Poly1305(key \"bundles\", nonce, aad, plain). aad = version \
            | for each part of the context: its length (u32, big-endian) | the part.",
        "context": ["one", "", "three"],
        "aad": hex(b"\x01\0\0\0\x03one\0\0\0\0\0\0\0\x05three"),
        "plain": hex(b"Hello"),
        "sealed": hex(&sealed),
    })
}

fn document() -> Json {
    let whole = whole();
    json!({
        "description": "A whole document as a Yjs update, version 2, and its state: the first 8 bytes of SHA-256(for each \
            client, ascending: client (u64) | clock (u32); then for each deleted range: client (u64) | start (u32) | end \
            (u32)), all big-endian.",
        "name": whole.name,
        "state": hex(&whole.state.to_bytes()),
        "update": hex(whole.update.as_bytes()),
    })
}

fn squeezed() -> Json {
    let plain = "Plans for the spring. ".repeat(20);
    json!({
        "description": "form (01) | raw deflate. To be read; another compressor makes other bytes.",
        "plain": hex(plain.as_bytes()),
        "squeezed": hex(&finish(contents::squeezed(plain.as_bytes(), &Flate))),
    })
}

fn bundle(keys: &PairKeys) -> Json {
    let has = vec![("about".to_string(), State::from_bytes([8; 8]))];
    let plain = finish(Contents { documents: vec![whole()], has }.pack(&StoredBlocks));
    let sealed = keys.seal_bundle(Side::B, &plain, &chance());
    json!({
        "description": "tag (8) | envelope under the key \"bundles\", context [\"bundle\", room, side]. plain = form (00) | \
            documents (u16) | each: name (u8 length, UTF-8), state (8), update (u32 length, bytes) | acknowledgements \
            (u16) | each: name, state. text = marker | base64url without padding.",
        "side": "b",
        "has": { "about": "0808080808080808" },
        "plain": hex(&plain),
        "sealed": hex(&sealed),
        "text": Marker::Update.write(&sealed),
    })
}

fn relay_value(keys: &PairKeys) -> Json {
    let plain = finish(value::pack(&whole(), &StoredBlocks));
    let sealed = keys.seal_value(&replica(keys), "m1", COUNTER, &plain, &chance());
    json!({
        "description": "counter (u64, big-endian) | envelope under the key \"values\", context [\"value\", room, side, \
            device, document, counter (8 bytes)]. plain = state (8) | form (00) | update.",
        "side": "b",
        "document": "m1",
        "counter": COUNTER.to_string(),
        "plain": hex(&plain),
        "sealed": hex(&sealed),
    })
}

fn texts() -> Json {
    let crc = crc32(secret().as_bytes());
    json!({
        "invitation": {
            "description": "marker | base64url(CRC-32 (u32, big-endian) of the rest | secret (32) | JSON)",
            "about": serde_json::to_value(&invitation().about).expect("it has a JSON form"),
            "text": invitation().write(),
        },
        "device_code": {
            "description": "marker | base64url(CRC-32 of the secret (u32, big-endian) | secret (32))",
            "text": Marker::Device.write(&[&crc.to_be_bytes(), secret().as_bytes().as_slice()].concat()),
        },
    })
}

/// CRC-32 as in zip, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (0..8).fold(crc, |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
    !bytes.iter().fold(u32::MAX, |crc, byte| step(crc ^ u32::from(*byte)))
}

fn made() -> Json {
    let keys = PairKeys::of(&secret());
    json!({
        "format": "duologue-known-answers",
        "version": 1,
        "description": "What Duologue's sharing makes of a fixed secret and nonce. Bytes are in hex.",
        "secret": hex(secret().as_bytes()),
        "nonce": hex(&nonce()),
        "derived": derived(),
        "envelope": envelope_of_a_text(),
        "document": document(),
        "squeezed": squeezed(),
        "bundle": bundle(&keys),
        "value": relay_value(&keys),
        "texts": texts(),
    })
}

#[test]
fn what_is_made_today_is_what_was_made_then() {
    let made = made();
    if std::env::var_os("DUOLOGUE_WRITE_FIXTURES").is_some() && !path().exists() {
        let text = serde_json::to_string_pretty(&made).expect("it has a JSON form");
        fs::write(path(), text + "\n").expect("it can be written");
    }
    let (mut made, mut kept) = (made, file());
    // Another version of the compressor may make other bytes, which are read all the same; see below.
    for json in [&mut made, &mut kept] {
        json["squeezed"].as_object_mut().expect("an object").remove("squeezed").expect("it is there");
    }
    assert_eq!(made, kept);
}

#[test]
fn what_was_sealed_then_is_opened_today() {
    let kept = file();
    let secret = Secret::from_bytes(bytes(&kept["secret"]).try_into().expect("32 bytes"));
    let keys = PairKeys::of(&secret);
    let (text, bundle, value) = (&kept["envelope"], &kept["bundle"], &kept["value"]);
    let context = [b"one".as_slice(), b"", b"three"];
    let opened = envelope::open(&secret.key("bundles"), &context, &bytes(&text["sealed"]));
    assert_eq!(opened, Ok(bytes(&text["plain"])));
    let read = Marker::Update.read(bundle["text"].as_str().expect("a text"));
    assert_eq!(read, [bytes(&bundle["sealed"])]);
    assert_eq!(keys.open_bundle(Side::B, &read[0]), Ok(bytes(&bundle["plain"])));
    let opened = keys.open_value(&replica(&keys), "m1", &bytes(&value["sealed"])).expect("it is sealed");
    assert_eq!((opened.counter, opened.plain), (COUNTER, bytes(&value["plain"])));
}

#[test]
fn what_was_packed_then_is_unpacked_today() {
    let kept = file();
    let (document, bundle, value) = (&kept["document"], &kept["bundle"], &kept["value"]);
    let update = Update::from_bytes(bytes(&document["update"]));
    let mut alone = Mergeable::new(0);
    alone.merge(&update).expect("it is an update");
    assert_eq!(alone.state().to_bytes().to_vec(), bytes(&document["state"]));
    let whole = Whole { name: "m1".into(), state: alone.state(), update };
    let unpacked = finish(Contents::unpack(&bytes(&bundle["plain"]), &StoredBlocks)).expect("it was packed");
    assert_eq!(unpacked.documents, core::slice::from_ref(&whole));
    assert_eq!(unpacked.has, [("about".to_string(), State::from_bytes([8; 8]))]);
    assert_eq!(finish(value::unpack("m1", &bytes(&value["plain"]), &StoredBlocks)), Ok(whole));
    let (plain, squeezed) = (bytes(&kept["squeezed"]["plain"]), bytes(&kept["squeezed"]["squeezed"]));
    assert!(squeezed.len() < plain.len());
    assert_eq!(finish(contents::unsqueezed(&squeezed, &Flate)), Ok(plain));
}

#[test]
fn texts_of_then_are_read_today() {
    let kept = file();
    let text = |what: &str| kept["texts"][what]["text"].as_str().expect("a text").to_string();
    assert_eq!(Invitation::read(&text("invitation")), Ok(invitation()));
    let browser = Browser::new();
    let desk = browser.open();
    desk.join_devices(&text("device_code")).expect("it is a code");
    assert_eq!(desk.device_code(), Some(text("device_code")));
}
