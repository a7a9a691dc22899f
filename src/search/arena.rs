//! Many short texts in a few large blocks: without a reservation for each, and without ever being copied to grow.

/// Bytes of one block. A longer text gets a block of its own.
const BLOCK: usize = 64 << 10;

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    block: u32,
    start: u32,
    length: u32,
}

/// The texts. One that is not needed any more stays until all are copied into a new arena.
#[derive(Default)]
pub struct Arena {
    blocks: Vec<String>,
}

impl Arena {
    /// Keeps a text.
    pub fn keep(&mut self, text: &str) -> Place {
        let has_room = self.blocks.last().is_some_and(|block| block.len() + text.len() <= block.capacity());
        if !has_room {
            self.blocks.push(String::with_capacity(BLOCK.max(text.len())));
        }
        let number = self.blocks.len().saturating_sub(1);
        let block = &mut self.blocks[number];
        let start = block.len();
        block.push_str(text);
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place { block: narrow(number), start: narrow(start), length: narrow(text.len()) }
    }

    /// The text at a place that this arena gave out.
    pub fn text(&self, place: Place) -> &str {
        let (start, length) = (place.start as usize, place.length as usize);
        self.blocks.get(place.block as usize).and_then(|block| block.get(start..start + length)).unwrap_or_default()
    }
}
