//! What [`notify`](super) and the desktops below it share: the notice, what is heard of it, and why it fails.

use std::fmt;
use std::sync::Once;
use std::sync::mpsc::Sender;
use std::thread;

use notify_rust::NotificationResponse;

use crate::device::worker::{self, NoAnswer};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub title: String,
    pub body: String,
    /// Key and label of each button, from left to right.
    pub buttons: Vec<(&'static str, String)>,
    /// The key that a click on the notification itself stands for.
    pub on_click: Option<&'static str>,
    /// Follows the body where the desktop draws no buttons: "Run: winddown start".
    pub hint: String,
    /// Of low urgency and without a sound.
    pub quiet: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationServer {
    pub(super) name: String,
    pub(super) vendor: String,
    pub(super) version: String,
    pub(crate) has_buttons: bool,
    /// How to answer where it draws no buttons but takes an answer all the same.
    pub(crate) answered_by: Option<&'static str>,
    pub(super) renders_markup: bool,
}

impl fmt::Display for NotificationServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buttons = if self.has_buttons { "with buttons" } else { "without buttons" };
        let version = if self.version.is_empty() { "" } else { " " };
        write!(f, "{}{version}{}, {buttons}", self.name, self.version)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    #[error("no desktop session to show it in ({0}): log in to a desktop, or set DBUS_SESSION_BUS_ADDRESS")]
    NoBus(String),
    #[error("no program shows notifications here ({0}): install and start one, such as dunst or mako")]
    NoServer(String),
    #[error("the desktop's notifications have not answered for 3 seconds: restart them, or log in again")]
    Frozen,
    #[error("the desktop's notifications do not work: {0}")]
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Pressed(String),
    Closed,
    #[cfg(all(unix, not(target_os = "macos")))]
    Gone,
}

impl From<&NotificationResponse> for Heard {
    fn from(response: &NotificationResponse) -> Heard {
        match response {
            NotificationResponse::Default => Heard::Pressed(CLICK.to_owned()),
            NotificationResponse::Action(key) => Heard::Pressed(key.clone()),
            NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => Heard::Closed,
        }
    }
}

/// The key that the desktop reports for a click on the notification itself.
pub(super) const CLICK: &str = "default";

const THREAD: &str = "notification";

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
