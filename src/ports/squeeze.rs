//! Making bytes smaller, and larger again.

use async_trait::async_trait;

/// Raw deflate (RFC 1951), as every browser has it.
#[async_trait(?Send)]
pub trait Squeeze {
    /// The bytes deflated; none if this place cannot do it.
    async fn deflate(&self, bytes: &[u8]) -> Option<Vec<u8>>;

    /// What was deflated; none if it was not, or would come to more than `most` bytes.
    async fn inflate(&self, deflated: &[u8], most: usize) -> Option<Vec<u8>>;
}

/// The twin: deflate without any saving, in the stored blocks that the format has for what cannot be made smaller. It
/// reads nothing but what it has written.
pub struct StoredBlocks;

const LONGEST_BLOCK: usize = 65_535;

#[async_trait(?Send)]
impl Squeeze for StoredBlocks {
    async fn deflate(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut deflated = Vec::new();
        let mut rest = bytes;
        loop {
            let (block, later) = rest.split_at(rest.len().min(LONGEST_BLOCK));
            let length = u16::try_from(block.len()).ok()?;
            deflated.push(u8::from(later.is_empty()));
            deflated.extend_from_slice(&length.to_le_bytes());
            deflated.extend_from_slice(&(!length).to_le_bytes());
            deflated.extend_from_slice(block);
            rest = later;
            if rest.is_empty() {
                return Some(deflated);
            }
        }
    }

    async fn inflate(&self, deflated: &[u8], most: usize) -> Option<Vec<u8>> {
        let (mut bytes, mut rest) = (Vec::new(), deflated);
        loop {
            let (last, after) = rest.split_first()?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (check, after) = after.split_first_chunk::<2>()?;
            let length = u16::from_le_bytes(*length);
            if *last > 1 || u16::from_le_bytes(*check) != !length {
                return None;
            }
            let (block, after) = after.split_at_checked(usize::from(length))?;
            bytes.extend_from_slice(block);
            if bytes.len() > most {
                return None;
            }
            rest = after;
            if *last == 1 {
                return rest.is_empty().then_some(bytes);
            }
        }
    }
}
