//! The display during an evening, on a bus with a desktop that keeps it on when asked.

#![expect(clippy::expect_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use futures_lite::StreamExt;
use rustix::process::Signal;
use zbus::message::Header;
use zbus::{Connection, ObjectPath, OwnedObjectPath, OwnedVariant, block_on, connection, fdo, interface};

use winddown::testing::device::clock::Clock;
use winddown::testing::device::display::{Awake, Wanted};

use crate::desktop::Bus;
use common::{Home, PATIENCE, Talk};

common::tests! { needs ["dbus-daemon"];
    the_display_stays_on_from_the_first_step_to_good_night, a_pause_of_a_minute_lets_it_go_dark_until_it_goes_on, a_short_pause_changes_nothing, however_it_ends_the_bus_sees_it_go, a_panic_lets_it_go_too, without_the_service_the_portal_is_asked, who_does_not_want_it_is_not_on_the_bus, doctor_tries_it_and_lets_go,
}

/// What is asked for has come by then on any but the slowest machine.
const ON_ITS_WAY: Duration = Duration::from_millis(500);

/// What the desktop was asked, and what it noticed.
#[derive(Debug, PartialEq, Eq)]
enum News {
    /// The display is to stay on: who asks, why, and the number it is given.
    On(String, String, u32),
    /// It may go dark again.
    Off(u32),
    /// Somebody has left the bus.
    Gone,
}

/// A desktop with the service that most have.
struct Service {
    tell: Sender<News>,
    cookies: AtomicU32,
}

#[interface(name = "org.freedesktop.ScreenSaver")]
impl Service {
    async fn inhibit(
        &self,
        #[zbus(connection)] bus: &Connection,
        #[zbus(header)] header: Header<'_>,
        app: String,
        reason: String,
    ) -> fdo::Result<u32> {
        let cookie = self.cookies.fetch_add(1, Ordering::SeqCst);
        watch(bus, &header, self.tell.clone()).await;
        let _ = self.tell.send(News::On(app, reason, cookie));
        Ok(cookie)
    }

    fn un_inhibit(&self, cookie: u32) {
        let _ = self.tell.send(News::Off(cookie));
    }
}

/// A desktop with the portal alone.
struct Portal {
    tell: Sender<News>,
}

#[interface(name = "org.freedesktop.portal.Inhibit")]
impl Portal {
    #[expect(clippy::needless_pass_by_value, reason = "so it comes")]
    fn inhibit(
        &self,
        window: String,
        flags: u32,
        options: std::collections::HashMap<String, OwnedVariant>,
    ) -> fdo::Result<OwnedObjectPath> {
        let reason = options.get("reason").map(|reason| format!("{:?}", **reason)).unwrap_or_default();
        assert!(window.is_empty());
        let _ = self.tell.send(News::On("winddown".to_owned(), reason, flags));
        ObjectPath::try_from("/request")
            .map(OwnedObjectPath::from)
            .map_err(|error| fdo::Error::Failed(error.to_string()))
    }
}

/// The portal's handle of what was asked.
struct Request {
    tell: Sender<News>,
}

#[interface(name = "org.freedesktop.portal.Request")]
impl Request {
    fn close(&self) {
        let _ = self.tell.send(News::Off(8));
    }
}

/// Tells when whoever has sent a message leaves the bus.
async fn watch(bus: &Connection, header: &Header<'_>, tell: Sender<News>) {
    let sender = header.sender().expect("the bus says").to_string();
    let proxy = fdo::DBusProxy::new(bus).await.expect("the bus");
    let mut changes = proxy.receive_name_owner_changed().await.expect("its news");
    std::thread::spawn(move || {
        block_on(async {
            while let Some(change) = changes.next().await {
                let args = change.args().expect("three of them");
                if args.name().as_str() == sender && args.new_owner().is_none() {
                    let _ = tell.send(News::Gone);
                    return;
                }
            }
        });
    });
}

/// A desktop on a bus of its own.
struct Desk {
    bus: Bus,
    _server: Connection,
    news: Receiver<News>,
}

impl Desk {
    fn start() -> Desk {
        let bus = Bus::start();
        let (tell, news) = mpsc::channel();
        let service = Service { tell, cookies: AtomicU32::new(1) };
        let server = connection::Builder::address(bus.address.as_str())
            .serve_at("/org/freedesktop/ScreenSaver", service)
            .name("org.freedesktop.ScreenSaver");
        let server = block_on(server.build()).expect("a desktop");
        Desk { bus, _server: server, news }
    }

    fn with_portal() -> Desk {
        let bus = Bus::start();
        let (tell, news) = mpsc::channel();
        let server = connection::Builder::address(bus.address.as_str())
            .serve_at("/org/freedesktop/portal/desktop", Portal { tell: tell.clone() })
            .serve_at("/request", Request { tell })
            .name("org.freedesktop.portal.Desktop");
        let server = block_on(server.build()).expect("a desktop");
        Desk { bus, _server: server, news }
    }

    #[track_caller]
    fn hears(&self, news: &News) {
        assert_eq!(&self.news.recv_timeout(PATIENCE).expect("news"), news);
    }

    #[track_caller]
    fn is_asked(&self, cookie: u32) {
        self.hears(&News::On("winddown".into(), "A bedtime routine is running".into(), cookie));
    }

    /// Waits until nothing is held any more: told so, or by the end of the program, whichever is faster.
    #[track_caller]
    fn is_left(&self, cookie: u32) {
        let news = self.news.recv_timeout(PATIENCE).expect("news");
        assert!(news == News::Gone || news == News::Off(cookie), "{news:?}");
    }

    /// Watches that nothing else comes. What was asked for is on its way for a moment.
    #[track_caller]
    fn hears_nothing(&self) {
        assert_eq!(self.news.recv_timeout(ON_ITS_WAY).ok(), None);
    }
}

/// Opens an evening on a desk that is told in lines.
fn open(desk: &Desk, home: &Home, arguments: &[&str]) -> Talk {
    let mut command = home.piped(arguments);
    command.env("DBUS_SESSION_BUS_ADDRESS", &desk.bus.address);
    Talk::begin(command)
}

fn the_display_stays_on_from_the_first_step_to_good_night() {
    let desk = Desk::start();
    let home = Home::new();
    let mut evening = open(&desk, &home, &["--speed", "200"]);
    evening.tells("A number or its word");
    desk.hears_nothing();
    evening.types("");
    desk.is_asked(1);
    evening.tells("How many glasses");
    evening.types("next");
    evening.ends();
    desk.is_left(1);
}

fn a_pause_of_a_minute_lets_it_go_dark_until_it_goes_on() {
    let desk = Desk::start();
    let home = Home::new();
    let mut evening = open(&desk, &home, &["start", "classic", "--speed", "30"]);
    desk.is_asked(1);
    evening.tells("Get ready");
    evening.types("pause");
    evening.tells("Paused.");
    // Two seconds of the world.
    desk.hears(&News::Off(1));
    desk.hears(&News::Gone);
    evening.types("go on");
    desk.is_asked(2);
    evening.tells("Going on.");
    desk.hears_nothing();
    evening.types("stop");
    evening.ends();
    desk.is_left(2);
}

fn a_short_pause_changes_nothing() {
    let desk = Desk::start();
    let home = Home::new();
    // At the speed of the world, so that no pause of this test lasts a minute on any machine.
    let mut evening = open(&desk, &home, &["start", "classic"]);
    desk.is_asked(1);
    for _ in 0..3 {
        evening.types("pause");
        evening.tells("Paused.");
        evening.types("go on");
        evening.tells("Going on.");
    }
    desk.hears_nothing();
    evening.types("stop");
    evening.ends();
    desk.is_left(1);
}

fn however_it_ends_the_bus_sees_it_go() {
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let desk = Desk::start();
        let home = Home::new();
        let mut evening = open(&desk, &home, &["start", "classic"]);
        desk.is_asked(1);
        evening.tells("Get ready");
        evening.signal(signal);
        desk.hears(&News::Gone);
        evening.ends();
    }
}

/// Tells this program to panic.
const PANIC: &str = "WINDDOWN_TEST_PANIC";

/// Panics, if that is what this program was started for.
pub(crate) fn panics() -> bool {
    if std::env::var_os(PANIC).is_none() {
        return false;
    }
    // winddown itself has no way to panic on purpose.
    let mut awake = Awake::new(true);
    awake.see(Wanted::On, &Clock::start(1.0));
    std::io::stdin().read_line(&mut String::new()).expect("it is piped");
    panic!("something impossible");
}

fn a_panic_lets_it_go_too() {
    let desk = Desk::start();
    let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
        .env(PANIC, "here")
        .env("DBUS_SESSION_BUS_ADDRESS", &desk.bus.address)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program");
    desk.is_asked(1);
    drop(child.stdin.take());
    desk.is_left(1);
    assert!(!child.wait().expect("it ends").success());
}

fn without_the_service_the_portal_is_asked() {
    let desk = Desk::with_portal();
    let home = Home::new();
    let mut evening = open(&desk, &home, &["start", "classic", "--speed", "30"]);
    // Eight: not idle. Nothing else is held off.
    desk.hears(&News::On("winddown".into(), "Str(\"A bedtime routine is running\")".into(), 8));
    evening.types("pause");
    desk.hears(&News::Off(8));
}

fn who_does_not_want_it_is_not_on_the_bus() {
    let desk = Desk::start();
    let home = Home::new();
    home.write("config/config.toml", "get_ready = \"10s\"\nawake = false\n");
    let mut evening = open(&desk, &home, &["start", "classic", "--speed", "60"]);
    evening.tells("Hold, left leg, set 2");
    desk.hears_nothing();
}

fn doctor_tries_it_and_lets_go() {
    let desk = Desk::start();
    let home = Home::new();
    let mut evening = open(&desk, &home, &["doctor"]);
    evening.tells("stays on in a routine (org.freedesktop.ScreenSaver)");
    desk.is_asked(1);
    desk.hears(&News::Off(1));
}
