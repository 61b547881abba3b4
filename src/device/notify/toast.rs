//! Notifications on macOS and Windows. Written from the libraries' sources; never run on a real machine.
//!
//! What was shown cannot be taken back or replaced there, and nothing is heard of one without buttons.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify_rust::{Notification, NotificationResponse, Timeout};

use super::notice::{Heard, Notice, NotificationServer, NotifyError};

#[derive(Debug)]
pub(super) struct Shown {
    pub(super) id: u32,
    pub(super) has_buttons: bool,
    heard: Receiver<Heard>,
}

impl Shown {
    #[expect(clippy::unused_self, reason = "elsewhere there is something to close")]
    pub(super) fn close(&self) {}

    #[cfg(target_os = "windows")]
    pub(super) fn hear(&self, most: Duration) -> Result<Heard, RecvTimeoutError> {
        self.heard.recv_timeout(most)
    }

    /// Hears on the main thread only: macOS speaks through that thread's run loop, which turns only while somebody runs
    /// it.
    #[cfg(target_os = "macos")]
    pub(super) fn hear(&self, most: Duration) -> Result<Heard, RecvTimeoutError> {
        use objc2_foundation::{NSDate, NSRunLoop};

        let turn = most.min(Duration::from_millis(250));
        NSRunLoop::currentRunLoop().runUntilDate(&NSDate::dateWithTimeIntervalSinceNow(turn.as_secs_f64()));
        // The loop returns at once while it has nothing to do, so this rests as well.
        self.heard.recv_timeout(turn)
    }
}

pub(super) fn show(notice: &Notice, _replaces: Option<Shown>, answer: &Sender<Result<Shown, NotifyError>>) {
    let mut notification = Notification::new();
    notification.appname("winddown").summary(&notice.title).body(&notice.body).timeout(Timeout::Never);
    for (key, label) in &notice.buttons {
        notification.action(key, label);
    }
    introduce(&mut notification);
    let handle = match notification.show() {
        Ok(handle) => handle,
        Err(error) => return drop(answer.send(Err(NotifyError::Other(reason(&error.to_string()))))),
    };
    let (say, heard) = mpsc::channel();
    let has_buttons = !notice.buttons.is_empty();
    let shown = Shown { id: 0, has_buttons, heard };
    if !has_buttons {
        // On macOS this is what shows it, and the program may end on the answer.
        drop(handle);
        return drop(answer.send(Ok(shown)));
    }
    let _ = answer.send(Ok(shown));
    // On macOS this is what shows it. An error ends the channel, which counts as closed.
    let _ = handle.wait_for_response(|response: &NotificationResponse| drop(say.send(response.into())));
}

/// The words in an error: Windows's own come as `Error { code: HRESULT(0x80040154), message: "Class not registered" }`.
fn reason(error: &str) -> String {
    let words = error.split_once("message: \"").and_then(|(_, rest)| rest.rsplit_once('"'));
    match words {
        Some(("", _)) => "Windows does not say why".to_owned(),
        Some((words, _)) => words.trim_end_matches('.').to_owned(),
        None => error.to_owned(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "elsewhere there may be none")]
pub(super) fn server() -> Result<NotificationServer, NotifyError> {
    let (name, vendor) =
        if cfg!(target_os = "macos") { ("Notification Center", "Apple") } else { ("Windows", "Microsoft") };
    Ok(NotificationServer {
        name: name.to_owned(),
        vendor: vendor.to_owned(),
        version: String::new(),
        has_buttons: true,
        answered_by: None,
        renders_markup: false,
    })
}

/// Says in whose name it comes: the terminal's, because a program without a bundle has none, and finding that out
/// hangs on macOS 26.
#[cfg(target_os = "macos")]
fn introduce(_notification: &mut Notification) {
    let terminal = std::env::var("__CFBundleIdentifier").unwrap_or_else(|_| "com.apple.Terminal".to_owned());
    let _ = notify_rust::set_application(&terminal);
}

/// Says in whose name it comes: ours, which Windows must have in its registry; else it is PowerShell's.
#[cfg(target_os = "windows")]
fn introduce(notification: &mut Notification) {
    let key = r"HKCU\Software\Classes\AppUserModelId\winddown";
    let added = std::process::Command::new("reg")
        .args(["add", key, "/v", "DisplayName", "/d", "winddown", "/f"])
        .output();
    if added.is_ok_and(|added| added.status.success()) {
        notification.app_id("winddown");
    }
}
