//! A channel that holds one order: the newest replaces one that nobody has taken yet.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Debug)]
pub(crate) struct LatestSender<T>(Arc<Slot<T>>);

#[derive(Debug)]
pub(crate) struct LatestReceiver<T>(Arc<Slot<T>>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taken<T> {
    Order(T),
    Nothing,
    Closed,
}

#[derive(Debug)]
struct Slot<T> {
    inside: Mutex<Inside<T>>,
    news: Condvar,
}

#[derive(Debug)]
struct Inside<T> {
    order: Option<T>,
    closed: bool,
}

pub(crate) fn latest<T>() -> (LatestSender<T>, LatestReceiver<T>) {
    let inside = Mutex::new(Inside { order: None, closed: false });
    let latest = Arc::new(Slot { inside, news: Condvar::new() });
    (LatestSender(Arc::clone(&latest)), LatestReceiver(latest))
}

impl<T> LatestSender<T> {
    /// Gives what `make` makes of the order that is still waiting; `false` if the receiver is gone.
    pub(crate) fn give(&self, make: impl FnOnce(Option<T>) -> T) -> bool {
        let mut inside = self.0.inside();
        if inside.closed {
            return false;
        }
        let before = inside.order.take();
        inside.order = Some(make(before));
        drop(inside);
        self.0.news.notify_one();
        true
    }
}

impl<T> Drop for LatestSender<T> {
    fn drop(&mut self) {
        self.0.inside().closed = true;
        self.0.news.notify_one();
    }
}

impl<T> LatestReceiver<T> {
    /// The last order comes before [`Taken::Closed`].
    pub(crate) fn take(&self, most: Option<Duration>) -> Taken<T> {
        let waits = |inside: &mut Inside<T>| inside.order.is_none() && !inside.closed;
        let inside = self.0.inside();
        let mut inside = match most {
            Some(most) => {
                let waited = self.0.news.wait_timeout_while(inside, most, waits);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.0.news.wait_while(inside, waits).unwrap_or_else(PoisonError::into_inner),
        };
        match inside.order.take() {
            Some(order) => Taken::Order(order),
            None if inside.closed => Taken::Closed,
            None => Taken::Nothing,
        }
    }
}

impl<T> Drop for LatestReceiver<T> {
    fn drop(&mut self) {
        let mut inside = self.0.inside();
        inside.closed = true;
        // An order may carry a sender on which somebody waits.
        inside.order = None;
    }
}

impl<T> Slot<T> {
    fn inside(&self) -> MutexGuard<'_, Inside<T>> {
        // Nothing here can be left half done.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_order_takes_the_place_of_an_older_one() {
        let (sender, receiver) = latest();
        assert!((1..=10).all(|n| sender.give(|_| n)));
        assert_eq!(receiver.take(None), Taken::Order(10));
        assert_eq!(receiver.take(Some(Duration::ZERO)), Taken::Nothing);
        sender.give(|before| before.unwrap_or(0) + 1);
        sender.give(|before| before.unwrap_or(0) + 1);
        assert_eq!(receiver.take(None), Taken::Order(2));
    }

    #[test]
    fn the_last_order_comes_before_the_end() {
        let (sender, receiver) = latest();
        sender.give(|_| "last");
        drop(sender);
        assert_eq!(receiver.take(None), Taken::Order("last"));
        assert_eq!(receiver.take(None), Taken::Closed);
    }

    #[test]
    fn nobody_takes_on_an_order_once_the_other_end_is_gone() {
        let (sender, receiver) = latest();
        let (tell, told) = std::sync::mpsc::channel::<()>();
        assert!(sender.give(|_| Some(tell)));
        drop(receiver);
        assert!(told.recv().is_err(), "it was dropped");
        assert!(!sender.give(|_| None));
    }

    #[test]
    fn one_who_waits_hears_of_an_order_and_of_the_end() {
        let (sender, receiver) = latest();
        let waits = std::thread::spawn(move || (receiver.take(None), receiver.take(None)));
        sender.give(|_| 7);
        drop(sender);
        let (first, second) = waits.join().expect("no panic");
        assert_eq!((first, second), (Taken::Order(7), Taken::Closed));
    }
}
