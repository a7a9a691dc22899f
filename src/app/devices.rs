//! My own devices: everything of mine, private notes too, under a key of its own that only they have.

use thiserror::Error;

use super::backup::{Brought, NotImported};
use super::{Desk, News};
use crate::ports::{RelayAddress, Side, StorageError};
use crate::share::{Marker, NotOpened, PairKeys, Secret, contents};
use crate::store::{Key, written};

/// Why nothing came of a text from another device of mine. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotMine {
    #[error("there is no device code in it")]
    NoCode,
    #[error("the device code is cut off or was changed")]
    Damaged,
    #[error("there is no update in it")]
    NoUpdate,
    #[error("no other device was added here")]
    Alone,
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    #[error("what is in it cannot be read")]
    NotUnderstood,
    #[error(transparent)]
    NotImported(#[from] NotImported),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
}

impl Desk {
    /// Whether my devices have a key of their own.
    pub fn has_devices(&self) -> bool {
        self.device_secret().is_some()
    }

    /// The code that another device of mine joins with: the key to everything of mine. None if the store cannot be
    /// written.
    pub fn device_code(&self) -> Option<String> {
        if self.newer_schema().is_some() {
            return None;
        }
        let secret = self.device_secret().unwrap_or_else(|| self.keep_device_secret(Secret::new(&*self.ports.entropy)));
        let relay = self.own_relay().and_then(|relay| serde_json::to_vec(&relay).ok()).unwrap_or_default();
        let bytes = [secret.as_bytes().as_slice(), &relay].concat();
        Some(Marker::Device.write(&[crc32fast::hash(&bytes).to_be_bytes().as_slice(), &bytes].concat()))
    }

    /// Joins my other devices.
    ///
    /// # Errors
    /// If there is no whole code in the text, or the store cannot be written.
    pub fn join_devices(&self, text: &str) -> Result<(), NotMine> {
        if self.newer_schema().is_some() {
            return Err(NotMine::ReadOnly);
        }
        if !Marker::Device.is_in(text) {
            return Err(NotMine::NoCode);
        }
        let secret = Marker::Device.read(text).iter().find_map(|bytes| {
            let (checksum, bytes) = bytes.split_first_chunk::<4>()?;
            let whole = u32::from_be_bytes(*checksum) == crc32fast::hash(bytes);
            let (secret, relay) = bytes.split_first_chunk::<32>().filter(|_| whole)?;
            Some((Secret::from_bytes(*secret), serde_json::from_slice::<RelayAddress>(relay).ok()))
        });
        let (secret, relay) = secret.ok_or(NotMine::Damaged)?;
        if self.own_relay().is_none() {
            // An address that is none of a relay's is not taken over.
            let _ = self.set_default_relay(relay.as_ref());
        }
        self.keep_device_secret(secret);
        Ok(())
    }

    /// Shares no more with my other devices.
    pub fn leave_devices(&self) {
        self.set_setting(DEVICES, "");
    }

    /// Everything of mine, sealed for my other devices.
    ///
    /// # Errors
    /// If no device was added, or storage fails.
    pub async fn copy_for_devices(&self) -> Result<String, NotMine> {
        let keys = self.device_keys()?;
        let everything = self.export_everything().await?;
        let packed = contents::squeezed(everything.as_bytes(), &*self.ports.squeeze).await;
        Ok(Marker::Update.write(&keys.seal_bundle(Side::A, &packed, &*self.ports.entropy)))
    }

    /// Merges what another device of mine has sealed.
    ///
    /// # Errors
    /// If it is not from one of them or cannot be used as a whole; then nothing was changed.
    pub async fn paste_from_device(&self, text: &str) -> Result<Brought, NotMine> {
        if !Marker::Update.is_in(text) {
            return Err(NotMine::NoUpdate);
        }
        let keys = self.device_keys()?;
        let ways = Marker::Update.read(text);
        let opened: Vec<_> = ways.iter().map(|way| keys.open_bundle(Side::A, way)).collect();
        let packed = match opened.iter().find_map(|opened| opened.as_ref().ok()) {
            Some(packed) => packed,
            None => return Err(opened.into_iter().find_map(Result::err).unwrap_or(NotOpened::CutOff).into()),
        };
        let bytes = contents::unsqueezed(packed, &*self.ports.squeeze).await.map_err(|_| NotMine::NotUnderstood)?;
        let everything = String::from_utf8(bytes).map_err(|_| NotMine::NotUnderstood)?;
        let brought = self.import(&everything).await?;
        Ok(brought)
    }

    pub(super) fn device_keys(&self) -> Result<PairKeys, NotMine> {
        self.device_secret().map(|secret| PairKeys::of(&secret)).ok_or(NotMine::Alone)
    }

    pub(super) fn device_secret(&self) -> Option<Secret> {
        self.setting(DEVICES).and_then(|text| Secret::parse(&text))
    }

    fn keep_device_secret(&self, secret: Secret) -> Secret {
        self.put(Key::Setting(DEVICES.into()), written::write(&secret.to_text()));
        self.settings.borrow_mut().insert(DEVICES.into(), secret.to_text());
        self.tell(News::Changed);
        self.tell(News::Save);
        self.tell_lines();
        secret
    }
}

/// The setting that holds the key of my devices.
const DEVICES: &str = "devices";
