//! Whether a change of somebody else's is one that our documents can be made of: single values, and few types. The
//! library reads and deletes nested things by recursion, and a page that runs out of stack ends.

use std::sync::Arc;

use yrs::encoding::read::{Cursor, Error, Read};
use yrs::updates::decoder::{Decode, Decoder, DecoderV2};
use yrs::{Any, ClientID, ID};

/// Most maps and texts in one document: a point has two and a promise one, so a meeting of some hundred points has
/// room. That many in one another still fit a stack of 1 MB, which is what a page has (measured; twice as many do not).
pub const MOST_TYPES: usize = 1_000;

/// Whether the bytes are an update, and such a one.
pub fn is_plain(update: &[u8]) -> bool {
    let decoder = DecoderV2::new(Cursor::new(update)).map(|below| Guarded { below, types: 0 });
    decoder.and_then(|mut decoder| yrs::Update::decode(&mut decoder)).is_ok()
}

/// Reads as the decoder below does, and refuses what is not plain.
struct Guarded<'a> {
    below: DecoderV2<'a>,
    types: usize,
}

/// A value whose first byte has been looked at.
struct Begun<'a, 'b> {
    first: Option<u8>,
    rest: &'a mut DecoderV2<'b>,
}

/// How lists and maps begin among single values.
const NESTED: [u8; 2] = [117, 118];

impl Read for Begun<'_, '_> {
    fn read_exact(&mut self, length: usize) -> Result<&[u8], Error> {
        self.rest.read_exact(length)
    }

    fn read_u8(&mut self) -> Result<u8, Error> {
        self.first.take().map_or_else(|| self.rest.read_u8(), Ok)
    }
}

impl Guarded<'_> {
    fn single(&mut self) -> Result<Any, Error> {
        let first = self.below.read_u8()?;
        if NESTED.contains(&first) {
            return Err(Error::UnexpectedValue);
        }
        Any::decode(&mut Begun { first: Some(first), rest: &mut self.below })
    }
}

impl Read for Guarded<'_> {
    fn read_exact(&mut self, length: usize) -> Result<&[u8], Error> {
        self.below.read_exact(length)
    }

    fn read_u8(&mut self) -> Result<u8, Error> {
        self.below.read_u8()
    }

    fn read_string(&mut self) -> Result<&str, Error> {
        self.below.read_string()
    }
}

impl Decoder for Guarded<'_> {
    fn read_type_ref(&mut self) -> Result<u8, Error> {
        self.types += 1;
        if self.types > MOST_TYPES { Err(Error::UnexpectedValue) } else { self.below.read_type_ref() }
    }

    fn read_any(&mut self) -> Result<Any, Error> {
        self.single()
    }

    fn read_json(&mut self) -> Result<Any, Error> {
        self.single()
    }

    fn reset_ds_cur_val(&mut self) {
        self.below.reset_ds_cur_val();
    }

    fn read_ds_clock(&mut self) -> Result<u32, Error> {
        self.below.read_ds_clock()
    }

    fn read_ds_len(&mut self) -> Result<u32, Error> {
        self.below.read_ds_len()
    }

    fn read_left_id(&mut self) -> Result<ID, Error> {
        self.below.read_left_id()
    }

    fn read_right_id(&mut self) -> Result<ID, Error> {
        self.below.read_right_id()
    }

    fn read_client(&mut self) -> Result<ClientID, Error> {
        self.below.read_client()
    }

    fn read_info(&mut self) -> Result<u8, Error> {
        self.below.read_info()
    }

    fn read_parent_info(&mut self) -> Result<bool, Error> {
        self.below.read_parent_info()
    }

    fn read_len(&mut self) -> Result<u32, Error> {
        self.below.read_len()
    }

    fn read_key(&mut self) -> Result<Arc<str>, Error> {
        self.below.read_key()
    }

    fn read_to_end(&mut self) -> Result<&[u8], Error> {
        self.below.read_to_end()
    }
}

#[cfg(test)]
mod tests {
    use yrs::{Doc, Map, MapPrelim, ReadTxn, StateVector, Transact};

    use super::*;

    fn whole(doc: &Doc) -> Vec<u8> {
        doc.transact().encode_state_as_update_v2(&StateVector::default())
    }

    #[test]
    fn single_values_are_plain_and_lists_and_maps_in_a_value_are_not() {
        for (value, plain) in [
            (Any::from("text"), true),
            (Any::from(5), true),
            (Any::from(0.5), true),
            (Any::from(1_i64 << 40), true),
            (Any::Null, true),
            (Any::Bool(true), true),
            (Any::from(vec![1_u8, 2]), true),
            (Any::Array(Arc::from([Any::from(1)])), false),
            (Any::from(std::collections::HashMap::from([("k".to_string(), Any::Null)])), false),
        ] {
            let doc = Doc::new();
            let map = doc.get_or_insert_map("meeting");
            map.insert(&mut doc.transact_mut(), "x", value.clone());
            map.insert(&mut doc.transact_mut(), "y", "after it");
            assert_eq!(is_plain(&whole(&doc)), plain, "{value}");
        }
        assert!(!is_plain(b"no update"));
    }

    #[test]
    fn so_many_types_are_plain_and_one_more_is_not() {
        let doc = Doc::new();
        let map = doc.get_or_insert_map("points");
        for number in 0..MOST_TYPES {
            map.insert(&mut doc.transact_mut(), number.to_string(), MapPrelim::default());
        }
        assert!(is_plain(&whole(&doc)));
        map.insert(&mut doc.transact_mut(), "one more", MapPrelim::default());
        assert!(!is_plain(&whole(&doc)));
    }

    #[test]
    fn a_value_nested_ten_thousand_deep_is_refused_without_being_read() {
        let mut nested = Any::Null;
        for _ in 0..10_000 {
            nested = Any::Array(Arc::from([nested]));
        }
        // To make it and to let it go takes a stack that no page has.
        let bytes = std::thread::Builder::new().stack_size(1 << 30).spawn(move || {
            let doc = Doc::new();
            let map = doc.get_or_insert_map("meeting");
            map.insert(&mut doc.transact_mut(), "x", nested);
            whole(&doc)
        });
        let bytes = bytes.expect("a thread").join().expect("it is made");
        assert!(!is_plain(&bytes));
    }
}
