//! What [`notify`](super) and the desktops below it share: the notice, what is heard of it, and why it fails.

use std::sync::Once;
use std::sync::mpsc::Sender;
use std::thread;

use crate::device::worker::{self, NoAnswer};

/// What to show; all of it plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The first line.
    pub title: String,
    /// The lines below it.
    pub body: String,
    /// Key and label of each button, from left to right.
    pub buttons: &'static [(&'static str, &'static str)],
    /// The key that a click on the notification itself stands for.
    pub on_click: Option<&'static str>,
    /// Follows the body where the desktop has no buttons: "Run: winddown start".
    pub hint: String,
    /// Of low urgency and without a sound.
    pub quiet: bool,
}

/// The program that shows notifications on this desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationServer {
    pub(crate) name: String,
    pub(super) vendor: String,
    pub(crate) version: String,
    pub(crate) has_buttons: bool,
    /// Whether plain text has to be escaped in the body.
    pub(super) renders_markup: bool,
}

/// Why nothing was shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    /// There is no message bus to reach the desktop through.
    #[error("no desktop session to show it in ({0}): log in to a desktop, or set DBUS_SESSION_BUS_ADDRESS")]
    NoBus(String),
    /// Nobody on the bus shows notifications.
    #[error("no program shows notifications here ({0}): install and start one, such as dunst or mako")]
    NoServer(String),
    /// No answer came in time.
    #[error("the desktop's notifications have not answered for 3 seconds: restart them, or log in again")]
    Frozen,
    /// Something else, in the library's words.
    #[error("the desktop's notifications do not work: {0}")]
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The key of a button, or [`CLICK`].
    Pressed(String),
    Closed,
    /// The server has ended.
    Gone,
}

/// The key that the desktop reports for a click on the notification itself.
pub(super) const CLICK: &str = "default";

const THREAD: &str = "notification";

/// Asks the desktop on a thread of its own, which may go on after the answer.
pub(super) fn ask<T: Send + 'static>(
    work: impl FnOnce(&Sender<Result<T, NotifyError>>) + Send + 'static,
) -> Result<T, NotifyError> {
    ignore_panics_there();
    worker::ask(THREAD, work).unwrap_or_else(|error| {
        Err(match error {
            NoAnswer::Late => NotifyError::Frozen,
            NoAnswer::Lost => NotifyError::Other("its connection broke".to_owned()),
            NoAnswer::NoThread(refused) => NotifyError::Other(refused.to_string()),
        })
    })
}

/// notify-rust panics when the bus goes away; whoever waits hears of that as a broken connection.
fn ignore_panics_there() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}
