//! Notifications on macOS and Windows. Written from notify-rust's source; never run on a real machine.

use std::sync::mpsc::{self, Sender};

use notify_rust::{Notification, NotificationResponse, Timeout};

use super::{CLICK, Heard, Notice, Server, Shown, Trouble};

/// Nothing is held: these desktops let nobody take a notification back.
#[derive(Debug)]
pub(super) struct Held;

impl Held {
    #[expect(clippy::unused_self, reason = "elsewhere there is something to close")]
    pub(super) fn close(&self) {}
}

/// Shows `notice` and tells so; then tells the one who waits what is heard of it.
pub(super) fn show(notice: &Notice, _replaces: Option<u32>, tell: &Sender<Result<Shown, Trouble>>) {
    let mut notification = Notification::new();
    notification.appname("winddown").summary(&notice.title).body(&notice.body).timeout(Timeout::Never);
    for (key, label) in notice.buttons {
        notification.action(key, label);
    }
    introduce(&mut notification);
    let handle = match notification.show() {
        Ok(handle) => handle,
        Err(error) => return drop(tell.send(Err(Trouble::Other(error.to_string())))),
    };
    let (say, heard) = mpsc::channel();
    let &Notice { buttons, on_click, .. } = notice;
    let shown = Shown { id: 0, has_buttons: !buttons.is_empty(), buttons, on_click, heard, held: Held };
    let _ = tell.send(Ok(shown));
    // On macOS this is what shows it. An error ends the channel, which counts as closed.
    let _ = handle.wait_for_response(|response: &NotificationResponse| {
        let _ = say.send(match response {
            NotificationResponse::Default => Heard::Pressed(CLICK.to_owned()),
            NotificationResponse::Action(key) => Heard::Pressed(key.clone()),
            NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => Heard::Closed,
        });
    });
}

/// Returns the system itself, which always shows notifications.
pub(super) fn server() -> Result<Server, Trouble> {
    let (name, vendor) =
        if cfg!(target_os = "macos") { ("Notification Center", "Apple") } else { ("Windows", "Microsoft") };
    Ok(Server {
        name: name.to_owned(),
        vendor: vendor.to_owned(),
        version: String::new(),
        has_buttons: true,
        renders_markup: false,
    })
}

/// Says in whose name it comes: the terminal's, because a program without a bundle has none, and finding that out
/// hangs on macOS 26.
#[cfg(target_os = "macos")]
fn introduce(_notification: &mut Notification) {
    let terminal = std::env::var("__CFBundleIdentifier").unwrap_or_else(|_| "com.apple.Terminal".to_owned());
    // It may be set once only; a second time is no harm.
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
