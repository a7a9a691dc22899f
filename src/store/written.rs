//! How a value is written down: `1.<crc32 in hex>.<payload>`, one canonical text, because the two browsers store
//! anything else differently.

use serde::Serialize;
use serde::de::DeserializeOwned;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::Damage;
use crate::document::Update;
use crate::ports::Value;

const VERSION: &str = "1";

/// Writes a payload down.
pub fn write(payload: &str) -> Value {
    Value::Text(format!("{VERSION}.{:08x}.{payload}", crc32fast::hash(payload.as_bytes())))
}

/// Reads the payload of a value.
///
/// # Errors
/// If the value was not written by [`write`], or is not as it was written.
pub fn read(value: &Value) -> Result<&str, Damage> {
    let Value::Text(text) = value else { return Err(Damage::NotText) };
    let (version, rest) = text.split_once('.').ok_or(Damage::NoEnvelope)?;
    if version != VERSION {
        let known_shape = !version.is_empty() && version.len() <= 4 && version.bytes().all(|b| b.is_ascii_digit());
        return Err(if known_shape { Damage::UnknownVersion(version.into()) } else { Damage::NoEnvelope });
    }
    let (checksum, payload) = rest.split_once('.').ok_or(Damage::NoEnvelope)?;
    let fits = u32::from_str_radix(checksum, 16).is_ok_and(|sum| sum == crc32fast::hash(payload.as_bytes()));
    if fits { Ok(payload) } else { Err(Damage::Checksum) }
}

/// Writes a record down as JSON.
pub fn write_json(record: &impl Serialize) -> Value {
    // Our records are plain structs with text keys: they always have a JSON form.
    write(&serde_json::to_string(record).unwrap_or_default())
}

/// Reads a record.
///
/// # Errors
/// If the value is damaged or holds something else.
pub fn read_json<T: DeserializeOwned>(value: &Value) -> Result<T, Damage> {
    serde_json::from_str(read(value)?).map_err(|error| Damage::NotUnderstood(error.to_string()))
}

/// Writes a change of a document down.
pub fn write_update(update: &Update) -> Value {
    write(&encode(update))
}

/// Reads a change of a document.
///
/// # Errors
/// If the value is damaged.
pub fn read_update(value: &Value) -> Result<Update, Damage> {
    decode(read(value)?)
}

/// A change as text.
pub fn encode(update: &Update) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(update.as_bytes())
}

/// A change from text.
///
/// # Errors
/// If it is not base64url.
pub fn decode(text: &str) -> Result<Update, Damage> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|error| Damage::NotUnderstood(error.to_string()))?;
    Ok(Update::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_was_touched_is_not() {
        let Value::Text(text) = write("payload.with.dots") else { unreachable!("we write text") };
        assert_eq!(read(&Value::Text(text.clone())), Ok("payload.with.dots"));
        for cut in 0..text.len() {
            assert!(read(&Value::Text(text[..cut].into())).is_err(), "cut to {cut}");
        }
        assert_eq!(read(&Value::Text(text.replace("dots", "dotz"))), Err(Damage::Checksum));
        assert_eq!(read(&Value::Text(text.replacen('1', "2", 1))), Err(Damage::UnknownVersion("2".into())));
        assert_eq!(read(&Value::Text("plain".into())), Err(Damage::NoEnvelope));
        assert_eq!(read(&Value::Text("hello.there.you".into())), Err(Damage::NoEnvelope));
        assert_eq!(read(&Value::Json("{}".into())), Err(Damage::NotText));
    }
}
