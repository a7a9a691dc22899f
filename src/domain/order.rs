//! Order in short lists and small sets. The standard library's sort is compiled anew for every type, at 4 KB each; the
//! lists here are of people, points and promises, for which the simplest way is as fast.

/// Puts a short list in order; entries of which neither comes before the other stay as they were.
pub fn put_in_order<T>(list: &mut [T], mut comes_before: impl FnMut(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && comes_before(&list[at], &list[at - 1]) {
            list.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// A small set or map of these entries, filled one by one: `collect` would sort them first.
pub fn gathered<T, C: Default + Extend<T>>(entries: impl IntoIterator<Item = T>) -> C {
    let mut collection = C::default();
    collection.extend(entries);
    collection
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_put_in_order_and_equals_stay_as_they_were() {
        let mut list = vec![(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        put_in_order(&mut list, |a, b| a.0 < b.0);
        assert_eq!(list, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
    }
}
