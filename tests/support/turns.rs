//! Futures whose every turn is handed out by the test: who is polled goes on, who is dropped has crashed.

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Something that is under way.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Gives the task one turn; says whether it is done.
pub fn turn(task: &mut Task) -> bool {
    task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

/// Gives the future turns until it is done.
pub fn finish<T>(future: impl Future<Output = T>) -> T {
    let mut future = Box::pin(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

/// Gives the future so many turns, and drops it if it is not done by then: a crash.
pub fn crash_after<T>(turns: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(future);
    for _ in 0..turns {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(output);
        }
    }
    None
}

/// Lets the others go first, once.
pub async fn let_others_go() {
    let mut waited = false;
    poll_fn(|_| if core::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Walks through every sequence of choices, one run after the other.
#[derive(Default)]
pub struct Choices {
    taken: Vec<(usize, usize)>,
    at: usize,
}

impl Choices {
    /// Chooses one of so many; the first ones first.
    pub fn choose(&mut self, among: usize) -> usize {
        if self.at == self.taken.len() {
            self.taken.push((0, among));
        }
        let (choice, known) = self.taken[self.at];
        assert_eq!(known, among, "a run with the same choices takes the same course");
        self.at += 1;
        choice
    }

    /// Gets ready for the next sequence; says whether there is one.
    pub fn next(&mut self) -> bool {
        self.at = 0;
        while let Some((choice, among)) = self.taken.pop() {
            if choice + 1 < among {
                self.taken.push((choice + 1, among));
                return true;
            }
        }
        false
    }
}
