//! The numbers of the entries that a word stands in: ascending, and each written as the distance from the one before it,
//! seven bits to a byte. Most take one byte.

/// The list of one word.
#[derive(Default)]
pub struct Postings {
    bytes: Vec<u8>,
    /// One more than the last number; 0 while there is none.
    end: u32,
}

impl Postings {
    /// Adds a number, which is not below any that is there; one that is the last already is not added again.
    pub fn add(&mut self, number: u32) {
        if self.end == number + 1 {
            return;
        }
        let mut distance = number - self.end.saturating_sub(1);
        self.end = number + 1;
        while distance >= 0x80 {
            self.bytes.push(low_bits(distance) | 0x80);
            distance >>= 7;
        }
        self.bytes.push(low_bits(distance));
    }

    /// Passes every number on.
    pub fn each(&self, mut pass: impl FnMut(u32)) {
        let (mut number, mut distance, mut shift) = (0_u32, 0_u32, 0);
        for byte in &self.bytes {
            distance |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 != 0 {
                shift += 7;
                continue;
            }
            number += distance;
            pass(number);
            (distance, shift) = (0, 0);
        }
    }
}

#[allow(clippy::cast_possible_truncation)]
fn low_bits(number: u32) -> u8 {
    (number & 0x7f) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_passed_on_once_however_far_apart() {
        let numbers = [0, 0, 1, 5, 127, 128, 129, 300, 70_000, 70_000, 2_000_000, 4_000_000_000];
        let mut postings = Postings::default();
        numbers.iter().for_each(|number| postings.add(*number));
        let mut read = Vec::new();
        postings.each(|number| read.push(number));
        let mut expected = numbers.to_vec();
        expected.dedup();
        assert_eq!(read, expected);
    }
}
