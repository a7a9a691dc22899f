//! Chance that is the same each time, for histories that nobody thought up.

use core::cell::RefCell;

use duologue::ports::Entropy;

/// A sequence of numbers that look drawn (SplitMix64).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of that number.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("it is below a usize")
    }

    /// True in so many of a hundred throws.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }
}

/// Chance for ids and keys that looks drawn.
pub struct Drawn(RefCell<Dice>);

impl Drawn {
    /// The sequence of that number.
    pub fn new(seed: u64) -> Self {
        Self(RefCell::new(Dice::new(seed)))
    }
}

impl Entropy for Drawn {
    fn fill(&self, bytes: &mut [u8]) {
        let mut dice = self.0.borrow_mut();
        bytes.fill_with(|| u8::try_from(dice.below(256)).expect("it is a byte"));
    }
}

/// So many letters and digits that cannot be made smaller.
pub fn noise(seed: u64, length: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    let mut dice = Dice::new(seed);
    (0..length).map(|_| char::from(dice.one_of(LETTERS))).collect()
}
