//! Notifications as the freedesktop.org specification has them, over D-Bus: Linux and the BSDs.
//!
//! notify-rust shows the notification. It begins to listen for an answer only afterwards, and loses one that comes at
//! once. So a connection of our own listens before anything is shown. It cannot do the whole work, because GNOME tells
//! only the connection that has shown the notification, and lets only that one close it. So both listen, and the
//! first that hears something counts.
//!
//! One thread serves one notification. It ends when its listening connection ends: with the bus, or with [`Held`].

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use futures_lite::StreamExt;
use futures_lite::future::{or, pending};
use notify_rust::{Hint, Notification, NotificationHandle, Timeout, Urgency};
use zbus::{Connection, DBusError, MatchRule, Message, MessageStream, block_on, connection, fdo, message};

use super::notice::{CLICK, Heard, Notice, NotificationServer, NotifyError, ask};
use crate::device::worker::LIMIT;
use crate::document::tidy;

const SERVER: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

#[derive(Debug)]
pub(super) struct Shown {
    pub(super) id: u32,
    pub(super) has_buttons: bool,
    heard: Receiver<Heard>,
    held: Held,
}

#[derive(Debug)]
struct Held {
    handle: Arc<NotificationHandle>,
    listening: Connection,
}

impl Drop for Held {
    fn drop(&mut self) {
        let listening = self.listening.clone();
        let _ = ask(move |answer| {
            let _ = answer.send(Ok(()));
            drop(block_on(listening.close()));
        });
    }
}

/// Servers that take actions and draw no buttons for them, with what a person does there instead.
const WITHOUT_BUTTONS: [(&str, &str); 3] = [
    ("dunst", "a middle click starts, and `dunstctl context` shows every choice"),
    ("mako", "a left click starts, and `makoctl menu wofi -d` shows every choice"),
    ("fnott", "`fnottctl actions` shows every choice"),
];

impl Shown {
    pub(super) fn close(&self) {
        let handle = Arc::clone(&self.held.handle);
        // Whether it worked is for the eye to see.
        let _ = ask(move |answer| {
            block_on(handle.close_async());
            let _ = answer.send(Ok(()));
        });
    }

    pub(super) fn hear(&self, most: Duration) -> Result<Heard, RecvTimeoutError> {
        self.heard.recv_timeout(most)
    }

    /// Ends listening, and gives what it takes to show something else in its place.
    fn let_go(self) -> Option<NotificationHandle> {
        let Shown { heard, held, .. } = self;
        let handle = Arc::clone(&held.handle);
        drop(held);
        // The thread that listened has let go once nothing more can be heard.
        while let Ok(heard) = heard.recv_timeout(LIMIT) {
            if matches!(heard, Heard::Closed | Heard::Gone) {
                // Its number may be another program's by now.
                return None;
            }
        }
        Arc::into_inner(handle)
    }
}

pub(super) fn show(notice: &Notice, replaces: Option<Shown>, answer: &Sender<Result<Shown, NotifyError>>) {
    let (listening, stream, server) = match block_on(listen_from_now()) {
        Ok(ready) => ready,
        Err(error) => return drop(answer.send(Err(error))),
    };
    let notification = compose(notice, &server);
    let handle = match put_up(&notification, replaces.and_then(Shown::let_go)) {
        Ok(handle) => Arc::new(handle),
        Err(error) => return drop(answer.send(Err(error))),
    };
    let (say, heard) = mpsc::channel();
    let id = handle.id();
    let has_buttons = server.has_buttons && !notice.buttons.is_empty();
    let held = Held { handle: Arc::clone(&handle), listening };
    let is_awaited = answer.send(Ok(Shown { id, has_buttons, heard, held })).is_ok();
    block_on(async {
        if is_awaited {
            or(listen(stream, id, &say), listen_directly(&handle, &say)).await;
        } else {
            // It would stand there with buttons that nobody hears.
            handle.close_async().await;
        }
    });
    drop(handle);
    drop(say);
}

pub(super) fn server() -> Result<NotificationServer, NotifyError> {
    block_on(async { ask_server(&connect().await?).await })
}

async fn ask_server(bus: &Connection) -> Result<NotificationServer, NotifyError> {
    let abilities = call(bus, "GetCapabilities").await?;
    let abilities: Vec<String> = abilities.body().deserialize().map_err(|error| notify_error(&error))?;
    let reply = call(bus, "GetServerInformation").await?;
    let told = reply.body().deserialize::<(String, String, String, String)>();
    let (name, vendor, version, _) = told.map_err(|error| notify_error(&error))?;
    let [name, vendor, version] = [name, vendor, version].map(|said| tidied(&said));
    let has = |ability: &str| abilities.iter().any(|one| one == ability);
    let without = WITHOUT_BUTTONS.iter().find(|(one, _)| has("actions") && name.eq_ignore_ascii_case(one));
    let answered_by = without.map(|&(_, how)| how);
    let (has_buttons, renders_markup) = (has("actions") && answered_by.is_none(), has("body-markup"));
    Ok(NotificationServer { name, vendor, version, has_buttons, answered_by, renders_markup })
}

/// Something that the server says, fit to be shown.
fn tidied(said: &impl ToString) -> String {
    let mut said = said.to_string();
    tidy(&mut said);
    said
}

fn compose(notice: &Notice, server: &NotificationServer) -> Notification {
    let hint = if server.has_buttons { "" } else { &notice.hint };
    let mut body = format!("{}\n{hint}", notice.body).trim().to_owned();
    if server.renders_markup {
        body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    }
    let mut notification = Notification::new();
    notification.appname("winddown").summary(&notice.title).body(&body).icon("weather-clear-night");
    notification.urgency(if notice.quiet { Urgency::Low } else { Urgency::Normal });
    if notice.quiet {
        notification.hint(Hint::SuppressSound(true));
    }
    if !notice.buttons.is_empty() {
        // What waits for an answer stays; we take it away ourselves.
        notification.timeout(Timeout::Never);
    }
    if server.has_buttons || server.answered_by.is_some() {
        if let Some((_, label)) = notice.buttons.iter().find(|(key, _)| Some(*key) == notice.on_click) {
            notification.action(CLICK, label);
        }
        for (key, label) in &notice.buttons {
            notification.action(key, label);
        }
    }
    notification
}

/// Listens, and asks what the server can do: a frozen one is noticed before anything is on its way to the screen.
async fn listen_from_now() -> Result<(Connection, MessageStream, NotificationServer), NotifyError> {
    let listening = connect().await?;
    let stream = subscribe(&listening).await.map_err(|error| notify_error(&error))?;
    let server = ask_server(&listening).await?;
    Ok((listening, stream, server))
}

/// Shows `notification`, if it replaces one then over that one's connection, as GNOME lets no other replace it.
fn put_up(
    notification: &Notification,
    earlier: Option<NotificationHandle>,
) -> Result<NotificationHandle, NotifyError> {
    if let Some(mut handle) = earlier {
        *handle = notification.clone();
        if handle.update().is_ok() {
            return Ok(handle);
        }
    }
    notification.show().map_err(|error| NotifyError::Other(tidied(&error)))
}

async fn listen(mut stream: MessageStream, id: u32, say: &Sender<Heard>) {
    while let Some(Ok(message)) = stream.next().await {
        if let Some(heard) = heard(&message, id) {
            let _ = say.send(heard);
        }
    }
}

async fn listen_directly(handle: &NotificationHandle, say: &Sender<Heard>) {
    handle.wait_for_action_async(|response| drop(say.send(response.into()))).await;
    // A button may follow its own closing, and only the other connection still listens.
    pending::<()>().await;
}

fn heard(message: &Message, id: u32) -> Option<Heard> {
    let header = message.header();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (of, key) = message.body().deserialize::<(u32, String)>().ok()?;
            (of == id).then_some(Heard::Pressed(key))
        }
        "NotificationClosed" => {
            let (of, _reason) = message.body().deserialize::<(u32, u32)>().ok()?;
            (of == id).then_some(Heard::Closed)
        }
        "NameOwnerChanged" => {
            let (name, old, _new) = message.body().deserialize::<(String, String, String)>().ok()?;
            // A server that ends takes its notifications along.
            (name == SERVER && !old.is_empty()).then_some(Heard::Gone)
        }
        _ => None,
    }
}

async fn connect() -> Result<Connection, NotifyError> {
    connection::Builder::session().method_timeout(LIMIT).build().await.map_err(|error| {
        if is_late(&error) { NotifyError::Frozen } else { NotifyError::NoBus(tidied(&error)) }
    })
}

async fn subscribe(bus: &Connection) -> zbus::Result<MessageStream> {
    let stream = MessageStream::from(bus);
    let signals = || MatchRule::builder().msg_type(message::Type::Signal);
    let about = signals().interface(SERVER).path(PATH).build()?;
    let end = signals().sender("org.freedesktop.DBus").member("NameOwnerChanged").add_arg(SERVER).build()?;
    let proxy = fdo::DBusProxy::new(bus).await?;
    proxy.add_match_rule(about).await?;
    proxy.add_match_rule(end).await?;
    Ok(stream)
}

async fn call(bus: &Connection, method: &str) -> Result<Message, NotifyError> {
    bus.call_method(Some(SERVER), PATH, Some(SERVER), method, &()).await.map_err(|error| notify_error(&error))
}

fn notify_error(error: &zbus::Error) -> NotifyError {
    if is_late(error) {
        return NotifyError::Frozen;
    }
    match error {
        zbus::Error::FDO(refusal) => {
            let name = refusal.name();
            let name = name.trim_start_matches("org.freedesktop.DBus.Error.");
            match name {
                "ServiceUnknown" | "NameHasNoOwner" => NotifyError::NoServer("none is installed".to_owned()),
                "NoReply" | "Timeout" | "TimedOut" => NotifyError::Frozen,
                "Disconnected" => NotifyError::NoBus(tidied(error)),
                _ if name.starts_with("Spawn.") => NotifyError::NoServer(tidied(error)),
                _ => NotifyError::Other(tidied(error)),
            }
        }
        zbus::Error::InputOutput(_) => NotifyError::NoBus(tidied(error)),
        _ => NotifyError::Other(tidied(error)),
    }
}

fn is_late(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(error) if error.kind() == std::io::ErrorKind::TimedOut)
}
