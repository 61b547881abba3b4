//! Threads for what may hang: one that always does the newest order, and one that answers in time or is left behind.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::latest::{LatestReceiver, LatestSender, latest};

/// The longest that anybody waits for a desktop, a sound server or another program to answer.
pub(crate) const LIMIT: Duration = Duration::from_secs(3);
/// The longest that the end of the program waits for one worker to fall silent.
const SILENCING: Duration = Duration::from_millis(500);

/// A thread that makes something heard. Dropping this silences it first, and so does a signal that ends the program.
#[derive(Debug)]
pub(crate) enum Worker<T: Send + 'static> {
    Unused,
    Unavailable,
    Running(Arc<LatestSender<Order<T>>>),
}

#[derive(Debug)]
pub(crate) enum Order<T> {
    Do(T),
    /// Fall silent; dropping the sender tells that it is done.
    Silence(Option<Sender<()>>),
}

impl<T: Send + 'static> Worker<T> {
    pub(crate) fn start(
        name: &str,
        work: impl FnOnce(&LatestReceiver<Order<T>>) + Send + 'static,
    ) -> Worker<T> {
        let Ok(sender) = spawn(name, work).map(Arc::new) else { return Worker::Unavailable };
        let weak = Arc::downgrade(&sender);
        sounding().push(Box::new(move || weak.upgrade().map(|sender| ask_for_silence(&sender))));
        Worker::Running(sender)
    }

    /// Gives what `make` makes of the order that is still waiting, and tells whether anybody will do it.
    pub(crate) fn give(&self, make: impl FnOnce(Option<Order<T>>) -> Order<T>) -> bool {
        match self {
            Worker::Running(sender) => sender.give(make),
            Worker::Unused | Worker::Unavailable => false,
        }
    }

    pub(crate) fn silence(&self) {
        if let Worker::Running(sender) = self {
            let _ = ask_for_silence(sender).recv_timeout(SILENCING);
        }
    }
}

impl<T: Send + 'static> Drop for Worker<T> {
    fn drop(&mut self) {
        // A signal that is ending the program right now holds this, and says how it ends.
        drop(sounding());
        self.silence();
    }
}

fn ask_for_silence<T>(sender: &LatestSender<Order<T>>) -> Receiver<()> {
    let (done, is_done) = mpsc::channel();
    sender.give(|_| Order::Silence(Some(done)));
    is_done
}

type AskForSilence = Box<dyn Fn() -> Option<Receiver<()>> + Send>;

static SOUNDING: Mutex<Vec<AskForSilence>> = Mutex::new(Vec::new());

fn sounding() -> MutexGuard<'static, Vec<AskForSilence>> {
    SOUNDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Silences every worker. The program has to end while the result is held.
#[cfg(unix)]
pub(crate) fn silence_all() -> impl Sized {
    let sounding = sounding();
    let asked: Vec<_> = sounding.iter().filter_map(|ask| ask()).collect();
    for is_done in asked {
        let _ = is_done.recv_timeout(SILENCING);
    }
    sounding
}

/// Starts a thread that takes orders; it should end when they do.
pub(crate) fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce(&LatestReceiver<T>) + Send + 'static,
) -> io::Result<LatestSender<T>> {
    let (sender, receiver) = latest();
    thread::Builder::new().name(name.to_owned()).spawn(move || work(&receiver))?;
    Ok(sender)
}

#[derive(Debug)]
pub(crate) enum NoAnswer {
    Late,
    /// The work ended or panicked without a word.
    Lost,
    NoThread(io::Error),
}

/// Does `work` on a thread called `name` and returns the first that it sends. Whatever takes longer than [`LIMIT`] is
/// left to itself.
pub(crate) fn ask<T: Send + 'static>(
    name: &str,
    work: impl FnOnce(&Sender<T>) + Send + 'static,
) -> Result<T, NoAnswer> {
    let (answer, answered) = mpsc::channel();
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(move || work(&answer)).map_err(NoAnswer::NoThread)?;
    answered.recv_timeout(LIMIT).map_err(|error| match error {
        RecvTimeoutError::Timeout => NoAnswer::Late,
        RecvTimeoutError::Disconnected => NoAnswer::Lost,
    })
}
