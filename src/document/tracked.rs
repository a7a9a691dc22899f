//! What was made out of something that changes, kept for as long as that does not change.

use core::cell::{Cell, RefCell};
use core::ops::{Deref, DerefMut};
use std::rc::Rc;

thread_local! {
    static CHANGES: Cell<u64> = const { Cell::new(0) };
}

/// Stands for a value as it is now: no two values have the same one, and none has it again once it may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64);

impl Stamp {
    fn next() -> Self {
        Self(CHANGES.with(|changes| {
            changes.set(changes.get() + 1);
            changes.get()
        }))
    }
}

/// A value that can tell whether it may have changed: it has another stamp whenever somebody could have changed it.
#[derive(Debug)]
pub struct Tracked<T> {
    value: T,
    stamp: Stamp,
}

impl<T> Tracked<T> {
    pub fn new(value: T) -> Self {
        Self { value, stamp: Stamp::next() }
    }

    /// Stands for the value as it is now.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.stamp = Stamp::next();
        &mut self.value
    }
}

/// What was last made out of `N` tracked values.
#[derive(Debug)]
pub struct Kept<const N: usize, V>(RefCell<Option<([Stamp; N], Rc<V>)>>);

impl<const N: usize, V> Default for Kept<N, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<const N: usize, V> Kept<N, V> {
    /// What is made out of values with these stamps: as it was kept, else made now.
    pub fn get(&self, stamps: [Stamp; N], make: impl FnOnce() -> V) -> Rc<V> {
        let kept = self.0.borrow().as_ref().filter(|(known, _)| *known == stamps).map(|(_, value)| value.clone());
        kept.unwrap_or_else(|| {
            let made = Rc::new(make());
            *self.0.borrow_mut() = Some((stamps, made.clone()));
            made
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_again_exactly_when_something_may_have_changed() {
        let (mut one, other) = (Tracked::new(1), Tracked::new(2));
        let (kept, made) = (Kept::<2, i32>::default(), Cell::new(0));
        let sum = |one: &Tracked<i32>, other: &Tracked<i32>| {
            let make = || {
                made.set(made.get() + 1);
                **one + **other
            };
            (*kept.get([one.stamp(), other.stamp()], make), made.get())
        };
        assert_eq!([sum(&one, &other), sum(&one, &other)], [(3, 1), (3, 1)]);
        *one = 5;
        assert_eq!([sum(&one, &other), sum(&one, &other)], [(7, 2), (7, 2)]);
        // Another value in its place is another one, however it came there.
        one = Tracked::new(1);
        assert_eq!(sum(&one, &other), (3, 3));
    }
}
