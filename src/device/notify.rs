//! Desktop notifications, shown without ever holding up the caller.
//!
//! [`show`] puts a [`Notice`] on the screen within [`LIMIT`] or says why not; [`ShownNotice::wait`] waits for what the person
//! does with it. [`terminal::bytes`] is for when there is no desktop but an open terminal.
//!
//! A desktop may be missing, frozen, or gone in the middle, and the libraries below then wait for ever or panic. So
//! everything that speaks to it runs on a thread of its own, and nobody waits for that thread longer than [`LIMIT`].
//! Nothing here makes a sound or prints anything.

pub mod terminal;
#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod toast;

use std::io;
use std::sync::Once;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::device::clock::Clock;
use crate::session::Now;

#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop as desktop;
#[cfg(not(all(unix, not(target_os = "macos"))))]
use toast as desktop;

/// What to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The first line; plain text.
    pub title: String,
    /// What follows; plain text, may have several lines.
    pub body: String,
    /// The buttons from left to right: the key that comes back, and the label.
    pub buttons: &'static [(&'static str, &'static str)],
    /// The key of the button that a click on the notification itself stands for.
    pub on_click: Option<&'static str>,
    /// What the body adds where the desktop has no buttons: how to begin, such as "Run: winddown start".
    pub hint: String,
    /// Whether it is of low urgency and makes no sound.
    pub quiet: bool,
}

/// What became of a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeAnswer {
    /// The person chose the button with this key, or clicked where it stands for it.
    Chosen(String),
    /// It was dismissed without a choice.
    Closed,
    /// It went with its desktop, or with the bus, before anybody answered.
    Gone,
    /// Nobody answered in time; it has been taken off the screen.
    Unanswered,
}

/// A notification on the screen. Dropping it leaves it there, and stops listening to it.
#[derive(Debug)]
pub struct ShownNotice {
    id: u32,
    has_buttons: bool,
    buttons: &'static [(&'static str, &'static str)],
    on_click: Option<&'static str>,
    heard: Receiver<Heard>,
    held: desktop::Held,
}

/// The program that shows notifications on this desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationServer {
    /// Its name.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// Its version.
    pub version: String,
    /// Whether it shows buttons.
    pub has_buttons: bool,
    /// Whether it renders markup in the body, so that plain text has to be escaped.
    pub renders_markup: bool,
}

/// Why nothing was shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no message bus to reach the desktop through.
    #[error("no desktop session to show it in ({0}): log in to a desktop, or set DBUS_SESSION_BUS_ADDRESS")]
    NoBus(String),
    /// The bus is there, but nobody on it shows notifications.
    #[error("no program shows notifications here ({0}): install and start one, such as dunst or mako")]
    NoServer(String),
    /// No answer came within [`LIMIT`].
    #[error("the desktop's notifications have not answered for 3 seconds: restart them, or log in again")]
    Frozen,
    /// Something else: what, in the library's words.
    #[error("the desktop's notifications do not work: {0}")]
    Other(String),
}

/// The longest that anybody is kept waiting for the desktop.
pub const LIMIT: Duration = Duration::from_secs(3);
/// How long a wait sleeps before it looks at the clock again, which the machine may have slept through.
const NAP: Duration = Duration::from_secs(10);
/// How long a choice may come after the closing that it caused; some servers tell of the closing first.
const GRACE: Duration = Duration::from_millis(300);
/// The key that the desktop reports for a click on the notification itself.
const CLICK: &str = "default";
/// The name of every thread that speaks to the desktop.
const THREAD: &str = "notification";

/// What has been heard of the notification on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Heard {
    /// A button was pressed; [`CLICK`] for the notification itself.
    Pressed(String),
    Closed,
    /// The server has ended.
    Gone,
}

/// Shows `notice`, in place of what is still on the screen of `replaces`. Returns within [`LIMIT`].
///
/// # Errors
/// Why it is not on the screen; what it should have replaced may still be there.
pub fn show(notice: &Notice, replaces: Option<ShownNotice>) -> Result<ShownNotice, Trouble> {
    let notice = Notice { title: plain(&notice.title), body: plain(&notice.body), ..notice.clone() };
    ask(move |tell| desktop::show(&notice, replaces, &tell))
}

/// Returns who shows notifications here. Takes at most [`LIMIT`].
///
/// # Errors
/// Why nobody does.
pub fn server() -> Result<NotificationServer, Trouble> {
    ask(|tell| {
        // Nobody listens any more if it took too long.
        let _ = tell.send(desktop::server());
    })
}

impl ShownNotice {
    /// Returns the number under which the desktop knows it; 0 where it gives none.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Returns whether it has buttons to press.
    pub fn has_buttons(&self) -> bool {
        self.has_buttons
    }

    /// Waits for an answer, at most `limit` of wall time, which passes also while the machine sleeps.
    ///
    /// Whatever the answer, it is off the screen afterwards; taking it away may cost [`LIMIT`] more. On macOS only the
    /// main thread hears anything.
    pub fn wait(self, limit: Duration) -> NoticeAnswer {
        self.wait_while(limit, || true)
    }

    /// The same, but gives up early once it is no longer `worth` waiting; that is asked every few seconds.
    pub fn wait_while(self, limit: Duration, worth: impl Fn() -> bool) -> NoticeAnswer {
        let clock = Clock::start(1.0);
        let opening = clock.now();
        loop {
            let left = limit.saturating_sub(passed(&opening, &clock.now()));
            if left.is_zero() || !worth() {
                self.close();
                return NoticeAnswer::Unanswered;
            }
            match desktop::hear(&self.heard, left.min(NAP)) {
                Ok(heard) => return self.answer(heard),
                // The bus is gone, and the notification with it.
                Err(RecvTimeoutError::Disconnected) => return NoticeAnswer::Gone,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Takes it off the screen; where the desktop allows it, that is everywhere but on macOS and Windows. Takes at
    /// most [`LIMIT`].
    pub fn close(&self) {
        self.held.close();
    }

    /// Returns what the first thing `heard` amounts to.
    fn answer(&self, heard: Heard) -> NoticeAnswer {
        let heard = match heard {
            Heard::Pressed(_) | Heard::Gone => heard,
            Heard::Closed => desktop::hear(&self.heard, GRACE).unwrap_or(Heard::Closed),
        };
        match heard {
            Heard::Pressed(key) => {
                // Some servers leave it there.
                self.close();
                self.key(&key).map_or(NoticeAnswer::Closed, |key| NoticeAnswer::Chosen(key.to_owned()))
            }
            Heard::Closed => NoticeAnswer::Closed,
            Heard::Gone => NoticeAnswer::Gone,
        }
    }

    /// Returns the button that was meant by what was pressed.
    fn key(&self, pressed: &str) -> Option<&'static str> {
        let meant = if pressed == CLICK { self.on_click? } else { pressed };
        self.buttons.iter().map(|&(key, _)| key).find(|&key| key == meant)
    }
}

/// Returns how long it is since `opening`, by the clock that says more: one stands still while the machine sleeps,
/// the other may be set back.
fn passed(opening: &Now, now: &Now) -> Duration {
    let up = now.up.saturating_sub(opening.up);
    let wall = now.wall.timestamp().duration_since(opening.wall.timestamp());
    up.max(Duration::try_from(wall).unwrap_or_default())
}

/// Returns `text` without control characters, which the bus refuses or the desktop shows as boxes; lines stay.
fn plain(text: &str) -> String {
    text.chars().filter(|&letter| letter == '\n' || !letter.is_control()).collect()
}

/// Does `work` on a thread of its own, and returns the first that it tells, or [`Trouble::Frozen`] after [`LIMIT`].
/// The thread may go on for as long as it likes.
fn ask<T: Send + 'static>(
    work: impl FnOnce(Sender<Result<T, Trouble>>) + Send + 'static,
) -> Result<T, Trouble> {
    let (tell, told) = mpsc::channel();
    aside(move || work(tell)).map_err(|refused| Trouble::Other(refused.to_string()))?;
    match told.recv_timeout(LIMIT) {
        Ok(told) => told,
        Err(RecvTimeoutError::Timeout) => Err(Trouble::Frozen),
        Err(RecvTimeoutError::Disconnected) => Err(Trouble::Other("its connection broke".to_owned())),
    }
}

/// Does `work` on a thread of its own, which may panic in silence: notify-rust does when the bus goes away, and whoever
/// waits for it hears of that as a broken connection.
fn aside(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
    thread::Builder::new().name(THREAD.to_owned()).spawn(work).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_by_whichever_clock_says_more() {
        let at = |up: u64, wall: u64| {
            let wall = Now::at(Duration::from_secs(wall)).wall;
            Now { up: Duration::from_secs(up), wall }
        };
        let opening = at(5, 0);
        for (now, seconds) in [
            (at(5, 0), 0),
            (at(65, 60), 60),
            // Asleep until the morning, and a clock set back by an hour.
            (at(6, 30_000), 30_000),
            (at(65, 0), 60),
        ] {
            assert_eq!(passed(&opening, &now), Duration::from_secs(seconds), "{now:?}");
        }
        assert_eq!(passed(&at(5, 3600), &at(7, 0)), Duration::from_secs(2));
    }

    #[test]
    fn only_what_can_be_shown_is_left() {
        assert_eq!(plain("Wade \u{1b}[1m\0\u{85}\r\ndehnen — größer\t1"), "Wade [1m\ndehnen — größer1");
    }
}
