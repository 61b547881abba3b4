//! Tells of the next part on the desktop while the terminal is known not to be in front; off unless asked for.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::app::{Picture, Stage};
use crate::notify::{self, Notice, Shown};

/// Whether anybody looks, and what the desktop shows instead.
#[derive(Debug, Default)]
pub(super) struct Unfocused {
    /// The terminal has said that it is not in front. One that never says counts as looked at.
    away: bool,
    shown: Arc<Mutex<Option<Shown>>>,
}

impl Unfocused {
    /// Hears that the terminal came to the front, or went away from it.
    pub(super) fn see_focus(&mut self, is_there: bool) {
        self.away = !is_there;
        if is_there {
            self.show(None);
        }
    }

    /// Tells what has just begun, if nobody looks.
    pub(super) fn tell(&self, picture: &Picture<'_>) {
        if self.away {
            self.show(notice(picture));
        }
    }

    /// Shows something in place of what was shown, or nothing. The desktop may take its time; we do not wait for it.
    fn show(&self, notice: Option<Notice>) {
        let shown = Arc::clone(&self.shown);
        // A desktop that cannot be told leaves the evening as it is.
        let _ = thread::Builder::new().name("unfocused".into()).spawn(move || {
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            let before = shown.take();
            if let Some(notice) = notice {
                *shown = notify::show(&notice, before).ok();
            } else if let Some(before) = before {
                before.close();
            }
        });
    }
}

/// What the desktop is to say of a picture; only parts of the evening are worth it.
fn notice(picture: &Picture<'_>) -> Option<Notice> {
    let (title, body) = match (picture.stage.glance(), &picture.stage) {
        (Some(glance), _) => (glance.title.to_owned(), glance.heading()),
        (None, Stage::GoodNight(farewell)) => ("Good night".to_owned(), farewell.done.clone()),
        (None, _) => return None,
    };
    Some(Notice { title, body, buttons: &[], on_click: None, hint: String::new(), quiet: true })
}
