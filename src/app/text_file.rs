//! The text of a file: UTF-8, with or without a mark in front, or a clear word on what it is instead.

use thiserror::Error;

/// Why a file is not read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotText {
    #[error("there is nothing in it")]
    Empty,
    /// As Windows calls it, "Unicode".
    #[error("it is written in UTF-16")]
    Utf16,
    #[error("it is not written in UTF-8")]
    NotUtf8,
    #[error("it is larger than {most} bytes", most = MOST_BYTES)]
    TooLarge,
}

/// Most bytes of a file with an agenda or a table.
pub const MOST_BYTES: usize = 16 << 20;

/// The text of these bytes.
///
/// # Errors
/// If they are no UTF-8, or nothing.
pub fn text_of(bytes: &[u8]) -> Result<&str, NotText> {
    if bytes.len() > MOST_BYTES {
        return Err(NotText::TooLarge);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NotText::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = core::str::from_utf8(bytes).map_err(|_| NotText::NotUtf8)?;
    // UTF-16 without a mark in front is UTF-8, too: with a zero at every other byte.
    if text.contains('\0') {
        return Err(NotText::Utf16);
    }
    if text.trim().is_empty() { Err(NotText::Empty) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_with_or_without_a_mark_and_anything_else_is_named() {
        assert_eq!(text_of("Zoë".as_bytes()), Ok("Zoë"));
        assert_eq!(text_of(b"\xef\xbb\xbfone"), Ok("one"));
        assert_eq!(text_of(b"Zo\xeb"), Err(NotText::NotUtf8));
        assert_eq!(text_of(b"\xff\xfea\0"), Err(NotText::Utf16));
        assert_eq!(text_of(b"a\0b\0"), Err(NotText::Utf16));
        assert_eq!(text_of(b" \r\n"), Err(NotText::Empty));
        assert_eq!(text_of(&vec![b'x'; MOST_BYTES + 1]), Err(NotText::TooLarge));
    }
}
