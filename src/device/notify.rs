//! Desktop notifications, shown without ever holding up the caller.
//!
//! A desktop may be missing, frozen, or gone in the middle, and the libraries below then wait for ever or panic. So only
//! helper threads speak to it.

pub(crate) mod terminal;
mod notice;
#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod toast;

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use crate::device::clock::Clock;
use crate::session::Now;
use notice::{CLICK, Heard, ask};

pub use notice::Notice;
pub(crate) use notice::{NotificationServer, NotifyError};

#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop as desktop;
#[cfg(not(all(unix, not(target_os = "macos"))))]
use toast as desktop;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeAnswer {
    Chosen(String),
    Closed,
    /// It went away with its desktop or the bus.
    Gone,
    /// Nobody answered in time; it has been taken off the screen.
    Unanswered,
}

/// A notification on the screen. Dropping it leaves it there, and stops listening to it.
#[derive(Debug)]
pub struct ShownNotice {
    shown: desktop::Shown,
    buttons: Vec<(&'static str, String)>,
    on_click: Option<&'static str>,
}

/// How long a wait sleeps before it looks at the clock again, which the machine may have slept through.
const NAP: Duration = Duration::from_secs(10);
/// How long a choice may come after the closing that it caused; some servers tell of the closing first.
const GRACE: Duration = Duration::from_millis(300);

pub fn show(notice: &Notice, replaces: Option<ShownNotice>) -> Result<ShownNotice, NotifyError> {
    let notice = Notice { title: plain(&notice.title), body: plain(&notice.body), ..notice.clone() };
    let (buttons, on_click) = (notice.buttons.clone(), notice.on_click);
    let replaces = replaces.map(|shown| shown.shown);
    let shown = ask(move |answer| desktop::show(&notice, replaces, answer))?;
    Ok(ShownNotice { shown, buttons, on_click })
}

pub fn server() -> Result<NotificationServer, NotifyError> {
    ask(|answer| drop(answer.send(desktop::server())))
}

impl ShownNotice {
    /// The number under which the desktop knows it; 0 where it gives none.
    pub fn id(&self) -> u32 {
        self.shown.id
    }

    pub fn has_buttons(&self) -> bool {
        self.shown.has_buttons
    }

    /// Waits for an answer for at most `limit` of wall time, which passes also while the machine sleeps; then it is off
    /// the screen. On macOS only the main thread hears anything.
    pub fn wait(self, limit: Duration) -> NoticeAnswer {
        self.wait_while(limit, || true)
    }

    pub(crate) fn wait_while(self, limit: Duration, worth: impl Fn() -> bool) -> NoticeAnswer {
        let clock = Clock::start(1.0);
        let opening = clock.now();
        loop {
            let left = limit.saturating_sub(passed(&opening, &clock.now()));
            if left.is_zero() || !worth() {
                self.close();
                return NoticeAnswer::Unanswered;
            }
            match self.shown.hear(left.min(NAP)) {
                Ok(heard) => return self.answer(heard),
                Err(RecvTimeoutError::Disconnected) => return NoticeAnswer::Gone,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Takes it off the screen within three seconds, everywhere but on macOS and Windows.
    pub fn close(&self) {
        self.shown.close();
    }

    fn answer(&self, heard: Heard) -> NoticeAnswer {
        let heard = if heard == Heard::Closed { self.shown.hear(GRACE).unwrap_or(heard) } else { heard };
        match heard {
            Heard::Pressed(key) => {
                self.close();
                self.key(&key).map_or(NoticeAnswer::Closed, |key| NoticeAnswer::Chosen(key.to_owned()))
            }
            Heard::Closed => NoticeAnswer::Closed,
            #[cfg(all(unix, not(target_os = "macos")))]
            Heard::Gone => NoticeAnswer::Gone,
        }
    }

    fn key(&self, pressed: &str) -> Option<&'static str> {
        let meant = if pressed == CLICK { self.on_click? } else { pressed };
        self.buttons.iter().map(|(key, _)| *key).find(|&key| key == meant)
    }
}

/// The time since `opening`, by the clock that says more: one stands still while the machine sleeps, the other may be
/// set back.
fn passed(opening: &Now, now: &Now) -> Duration {
    let up = now.up.saturating_sub(opening.up);
    let wall = now.wall.timestamp().duration_since(opening.wall.timestamp());
    up.max(Duration::try_from(wall).unwrap_or_default())
}

/// Drops control characters, which the bus refuses or the desktop shows as boxes; line breaks stay.
fn plain(text: &str) -> String {
    text.chars().filter(|&letter| letter == '\n' || !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_by_whichever_clock_says_more() {
        let at = |up: u64, wall: u64| {
            let wall = Now::at(Duration::from_secs(wall)).wall;
            Now { up: Duration::from_secs(up), wall, slept: None }
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
