//! A desktop of the test's own: a message bus that knows nothing of this machine, and a notification server on it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};

use futures_lite::StreamExt;
use zbus::message::Header;
use zbus::{Connection, MessageStream, OwnedVariant, block_on, connection, fdo, interface};

use common::{Home, PATIENCE};

pub(crate) const SERVER: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A bus with nothing on it; it dies with this value.
pub(crate) struct Bus {
    daemon: Child,
    home: Home,
    pub(crate) address: String,
}

impl Bus {
    pub(crate) fn start() -> Bus {
        let home = Home::new();
        // The machine's own configuration could start its own notification server.
        let text = format!(
            "<busconfig><type>session</type><listen>unix:path={}</listen><policy context=\"default\">\
             <allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>",
            home.path().join("bus").display()
        );
        let config = home.write("bus.conf", text);
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a bus");
        let mut address = String::new();
        let out = daemon.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut address).expect("its address");
        Bus { daemon, home, address: address.trim().to_owned() }
    }

    /// Returns the folder that its socket `bus` is in.
    pub(crate) fn folder(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn die(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.die();
    }
}

/// How a notification server behaves.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) name: &'static str,
    pub(crate) abilities: &'static [&'static str],
    /// What it says of a notification even before it has answered for it.
    pub(crate) at_once: &'static [Says],
    /// Whether it speaks to nobody but the connection that has shown the notification, as GNOME's does.
    pub(crate) is_private: bool,
    /// Whether it lets a notification be replaced.
    pub(crate) replaces: bool,
    /// The method that it does not answer until it thaws.
    pub(crate) frozen: Option<&'static str>,
}

/// What most servers do.
pub(crate) const USUAL: Manner = Manner {
    name: "Paper",
    abilities: &["actions", "body"],
    at_once: &[],
    is_private: false,
    replaces: true,
    frozen: None,
};

/// What a server says of a notification.
#[derive(Clone, Copy)]
pub(crate) enum Says {
    Pressed(&'static str),
    Closed,
}

/// What a server was asked to do.
#[derive(Debug)]
pub(crate) enum Call {
    Notify(Box<Seen>),
    Close { id: u32, sender: String },
}

/// All that came with a notification.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) sender: String,
    pub(crate) app: String,
    pub(crate) replaces: u32,
    pub(crate) icon: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) actions: Vec<String>,
    /// Each with its value as Rust writes it, sorted.
    pub(crate) hints: Vec<String>,
    pub(crate) timeout: i32,
}

/// A notification server on a bus.
pub(crate) struct Desktop {
    pub(crate) bus: Bus,
    server: Option<Connection>,
    tell: Sender<Call>,
    calls: Receiver<Call>,
    is_private: bool,
}

impl Desktop {
    pub(crate) fn start(manner: Manner) -> Desktop {
        let bus = Bus::start();
        let (tell, calls) = mpsc::channel();
        let mut desktop = Desktop { bus, server: None, tell, calls, is_private: manner.is_private };
        desktop.server_starts(manner);
        desktop
    }

    /// Starts the server; there must be none.
    pub(crate) fn server_starts(&mut self, manner: Manner) {
        let fake = Fake { manner, tell: self.tell.clone() };
        let server = connection::Builder::address(self.bus.address.as_str()).serve_at(PATH, fake);
        self.server = Some(block_on(server.name(SERVER).build()).expect("a server"));
    }

    /// Returns the notification that comes next.
    pub(crate) fn sees(&self) -> Seen {
        match self.calls.recv_timeout(PATIENCE).expect("a notification") {
            Call::Notify(seen) => *seen,
            Call::Close { id, .. } => panic!("{id} is closed, nothing is shown"),
        }
    }

    /// Waits until `id` is taken off the screen, by the one who has put it there.
    pub(crate) fn sees_closed(&self, id: u32, by: &str) {
        match self.calls.recv_timeout(PATIENCE).expect("a closing") {
            Call::Close { id: closed, sender } => assert_eq!((closed, sender.as_str()), (id, by)),
            Call::Notify(seen) => panic!("{seen:?} is shown, nothing is closed"),
        }
    }

    /// Waits until what `by` has put on the screen is taken off; others may be shown before.
    pub(crate) fn sees_the_last_closed(&self, by: &str) {
        loop {
            if let Call::Close { sender, .. } = self.calls.recv_timeout(PATIENCE).expect("a closing") {
                assert_eq!(sender, by);
                return;
            }
        }
    }

    /// Asserts that nothing else was asked for.
    pub(crate) fn sees_nothing(&self) {
        assert!(self.calls.try_recv().is_err());
    }

    /// Tells what a person does with the notification `seen`, which has number `id`.
    pub(crate) fn says(&self, seen: &Seen, id: u32, says: Says) {
        let to = self.is_private.then_some(seen.sender.as_str());
        let server = self.server.as_ref().expect("it runs");
        block_on(say(server, to, id, says));
    }

    /// Sends everybody a signal of the server's, whatever is in it.
    pub(crate) fn emits(&self, signal: &str, body: &(impl serde::Serialize + zbus::zvariant::DynamicType)) {
        let server = self.server.as_ref().expect("it runs");
        block_on(server.emit_signal(None::<&str>, PATH, SERVER, signal, body)).expect("it is sent");
    }

    /// Lets a frozen server go on.
    pub(crate) fn thaw(&self) {
        block_on(async {
            let bus = connection::Builder::address(self.bus.address.as_str()).build().await.expect("a bus");
            bus.emit_signal(Some(SERVER), PATH, "a.thaw", "Thaw", &()).await.expect("it is sent");
        });
    }

    /// Ends the server; the bus stays.
    pub(crate) fn server_dies(&mut self) {
        let server = self.server.take().expect("it runs");
        block_on(server.close()).expect("it closes");
    }
}

/// The server's end of the conversation.
struct Fake {
    manner: Manner,
    tell: Sender<Call>,
}

impl Fake {
    async fn answers(&self, method: &str, bus: &Connection) {
        if self.manner.frozen == Some(method) {
            let mut stream = MessageStream::from(bus);
            while let Some(Ok(message)) = stream.next().await {
                if message.header().member().is_some_and(|member| member == "Thaw") {
                    break;
                }
            }
        }
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Fake {
    #[expect(clippy::too_many_arguments, reason = "so says the specification")]
    async fn notify(
        &self,
        #[zbus(connection)] bus: &Connection,
        #[zbus(header)] header: Header<'_>,
        app: String,
        replaces: u32,
        icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        timeout: i32,
    ) -> fdo::Result<u32> {
        let sender = header.sender().expect("the bus says").to_string();
        let mut hints: Vec<_> = hints.iter().map(|(name, value)| format!("{name} {:?}", **value)).collect();
        hints.sort();
        let to = self.manner.is_private.then(|| sender.clone());
        let seen = Seen { sender, app, replaces, icon, title, body, actions, hints, timeout };
        let _ = self.tell.send(Call::Notify(Box::new(seen)));
        self.answers("Notify", bus).await;
        if replaces != 0 && !self.manner.replaces {
            return Err(fdo::Error::InvalidArgs("Invalid notification ID".to_owned()));
        }
        for says in self.manner.at_once {
            say(bus, to.as_deref(), 7, *says).await;
        }
        Ok(if replaces == 0 { 7 } else { replaces })
    }

    #[expect(clippy::needless_pass_by_value, reason = "so it comes")]
    fn close_notification(&self, #[zbus(header)] header: Header<'_>, id: u32) {
        let sender = header.sender().expect("the bus says").to_string();
        let _ = self.tell.send(Call::Close { id, sender });
    }

    async fn get_capabilities(&self, #[zbus(connection)] bus: &Connection) -> Vec<String> {
        self.answers("GetCapabilities", bus).await;
        self.manner.abilities.iter().map(|&ability| ability.to_owned()).collect()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        (self.manner.name.to_owned(), "winddown".to_owned(), "0.1".to_owned(), "1.2".to_owned())
    }
}

/// Tells `to`, or everybody, what happened to notification `id`.
async fn say(bus: &Connection, to: Option<&str>, id: u32, says: Says) {
    let said = match says {
        Says::Pressed(key) => bus.emit_signal(to, PATH, SERVER, "ActionInvoked", &(id, key)).await,
        Says::Closed => bus.emit_signal(to, PATH, SERVER, "NotificationClosed", &(id, 2u32)).await,
    };
    said.expect("it is sent");
}
