//! The display during an evening, on a bus with a desktop that keeps it on when asked.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use futures_lite::StreamExt;
use rustix::process::{Pid, Signal, kill_process};
use zbus::message::Header;
use zbus::{Connection, ObjectPath, OwnedObjectPath, OwnedVariant, block_on, connection, fdo, interface};

use winddown::device::clock::Clock;
use winddown::device::display::{Awake, Wanted};

use crate::common::Home;
use crate::desktop::Bus;
use crate::program::PATIENCE;

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
    fn start(wanting: &str) -> Option<Desk> {
        let bus = Bus::start(wanting)?;
        let (tell, news) = mpsc::channel();
        let service = Service { tell, cookies: AtomicU32::new(1) };
        let server = connection::Builder::address(bus.address.as_str())
            .serve_at("/org/freedesktop/ScreenSaver", service)
            .name("org.freedesktop.ScreenSaver");
        let server = block_on(server.build()).expect("a desktop");
        Some(Desk { bus, _server: server, news })
    }

    fn with_portal(wanting: &str) -> Option<Desk> {
        let bus = Bus::start(wanting)?;
        let (tell, news) = mpsc::channel();
        let server = connection::Builder::address(bus.address.as_str())
            .serve_at("/org/freedesktop/portal/desktop", Portal { tell: tell.clone() })
            .serve_at("/request", Request { tell })
            .name("org.freedesktop.portal.Desktop");
        let server = block_on(server.build()).expect("a desktop");
        Some(Desk { bus, _server: server, news })
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

/// An evening that is told in lines.
struct Evening {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Evening {
    fn open(desk: &Desk, home: &Home, arguments: &[&str]) -> Evening {
        home.answer();
        let mut child = Command::new(env!("CARGO_BIN_EXE_winddown"))
            .args(arguments)
            .env_clear()
            .envs(home.environment())
            .env("DBUS_SESSION_BUS_ADDRESS", &desk.bus.address)
            .current_dir(home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("winddown");
        let input = child.stdin.take().expect("it is piped");
        let out = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || out.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Evening { child, input, lines }
    }

    /// Waits for a line that says so.
    #[track_caller]
    fn tells(&mut self, text: &str) {
        while !self.lines.recv_timeout(PATIENCE).expect(text).contains(text) {}
    }

    fn hears(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it listens");
    }

    /// Waits for its end.
    fn ends(mut self) {
        self.child.wait().expect("it ends");
    }
}

impl Drop for Evening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_display_stays_on_from_the_first_step_to_good_night() {
    let Some(desk) = Desk::start("a display that stays on") else { return };
    let home = Home::new();
    let mut evening = Evening::open(&desk, &home, &["--speed", "200"]);
    evening.tells("A number or its word");
    desk.hears_nothing();
    evening.hears("");
    desk.is_asked(1);
    evening.tells("How many glasses");
    evening.hears("next");
    evening.ends();
    desk.is_left(1);
}

#[test]
fn a_pause_of_a_minute_lets_it_go_dark_until_it_goes_on() {
    let Some(desk) = Desk::start("a pause of a minute") else { return };
    let home = Home::new();
    let mut evening = Evening::open(&desk, &home, &["start", "classic", "--speed", "30"]);
    desk.is_asked(1);
    evening.tells("Get ready");
    evening.hears("pause");
    evening.tells("Paused.");
    // Two seconds of the world.
    desk.hears(&News::Off(1));
    desk.hears(&News::Gone);
    evening.hears("go on");
    desk.is_asked(2);
    evening.tells("Going on.");
    desk.hears_nothing();
    evening.hears("stop");
    evening.ends();
    desk.is_left(2);
}

#[test]
fn a_short_pause_changes_nothing() {
    let Some(desk) = Desk::start("a short pause") else { return };
    let home = Home::new();
    // At the speed of the world, so that no pause of this test lasts a minute on any machine.
    let mut evening = Evening::open(&desk, &home, &["start", "classic"]);
    desk.is_asked(1);
    for _ in 0..3 {
        evening.hears("pause");
        evening.tells("Paused.");
        evening.hears("go on");
        evening.tells("Going on.");
    }
    desk.hears_nothing();
    evening.hears("stop");
    evening.ends();
    desk.is_left(1);
}

#[test]
fn however_it_ends_the_bus_sees_it_go() {
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let Some(desk) = Desk::start("every end") else { return };
        let home = Home::new();
        let mut evening = Evening::open(&desk, &home, &["start", "classic"]);
        desk.is_asked(1);
        evening.tells("Get ready");
        kill_process(Pid::from_child(&evening.child), signal).expect("it runs");
        desk.hears(&News::Gone);
        evening.ends();
    }
}

/// Tells this test program, when another test runs it, to panic.
const PANIC: &str = "WINDDOWN_TEST_PANIC";

#[test]
fn a_panic_lets_it_go_too() {
    if std::env::var_os(PANIC).is_some() {
        // winddown itself has no way to panic on purpose.
        let mut awake = Awake::new(true);
        awake.see(Wanted::On, &Clock::start(1.0));
        std::io::stdin().read_line(&mut String::new()).expect("it is piped");
        panic!("something impossible");
    }
    let Some(desk) = Desk::start("a panic") else { return };
    let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
        .args(["awake::a_panic_lets_it_go_too", "--exact", "--nocapture"])
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

#[test]
fn without_the_service_the_portal_is_asked() {
    let Some(desk) = Desk::with_portal("the portal") else { return };
    let home = Home::new();
    let mut evening = Evening::open(&desk, &home, &["start", "classic", "--speed", "30"]);
    // Eight: not idle. Nothing else is held off.
    desk.hears(&News::On("winddown".into(), "Str(\"A bedtime routine is running\")".into(), 8));
    evening.hears("pause");
    desk.hears(&News::Off(8));
}

#[test]
fn who_does_not_want_it_is_not_on_the_bus() {
    let Some(desk) = Desk::start("a display left alone") else { return };
    let home = Home::new();
    home.write("config/config.toml", "awake = false\n");
    let mut evening = Evening::open(&desk, &home, &["start", "classic", "--speed", "60"]);
    evening.tells("Hold, left leg, set 2");
    desk.hears_nothing();
}

#[test]
fn doctor_tries_it_and_lets_go() {
    let Some(desk) = Desk::start("doctor and the display") else { return };
    let home = Home::new();
    let mut evening = Evening::open(&desk, &home, &["doctor"]);
    evening.tells("stays on in a routine (org.freedesktop.ScreenSaver)");
    desk.is_asked(1);
    desk.hears(&News::Off(1));
}
