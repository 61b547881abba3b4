//! Chimes: soft tones at every change, and with every breath, for someone whose eyes are closed.
//!
//! [`Chimes::play`] never waits and never fails: the tones are made and sent by a thread of their own, which the first
//! one starts. A sound server that is missing, refuses or hangs leaves silence; [`examine`] says so.

pub mod sound;
mod player;
#[cfg(all(unix, not(target_os = "macos")))]
mod pulse;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::app::effect::Cue;
use crate::device::clock::Clock;
use crate::device::latest::{LatestReceiver, LatestSender, Taken, latest};
use crate::device::shutdown::{self, SILENCING};
use player::Player;
use sound::Sound;

/// The chimes of one evening.
#[derive(Debug)]
pub struct Chimes {
    volume: u8,
    line: Line,
    /// How long the last sound is that was taken on.
    last: Duration,
}

/// The way to the thread that plays.
#[derive(Debug)]
enum Line {
    /// Nothing was to be heard yet.
    Unused,
    /// There is nothing to play with, or nothing is to be heard at all.
    Cut,
    /// Whoever is there plays, until nothing is left to play with.
    Open(Arc<LatestSender<Order>>),
}

/// What the thread that plays is asked for.
#[derive(Debug)]
enum Order {
    Play(Sound),
    /// Silence; whoever waits for it hears of it as the end of this.
    Silence(Option<Sender<()>>),
}

/// Something to play with.
#[derive(Debug)]
enum Way {
    #[cfg(all(unix, not(target_os = "macos")))]
    Server(PathBuf, Option<pulse::Server>),
    Program(Player),
}

/// A sound that is cut off has died away by then, also on its way through the device.
const DYING: Duration = Duration::from_millis(250);
/// A sound that comes later than this tells of something that is over.
const LATE: Duration = Duration::from_millis(400);
/// The longest that [`examine`] waits.
const LIMIT: Duration = Duration::from_secs(3);

impl Chimes {
    /// Returns chimes at `volume` percent; `None` never plays anything. Looks for nothing and starts nothing.
    pub fn new(volume: Option<u8>) -> Chimes {
        let (volume, line) = match volume {
            Some(volume) if volume > 0 => (volume, Line::Unused),
            Some(_) | None => (0, Line::Cut),
        };
        Chimes { volume, line, last: Duration::ZERO }
    }

    /// Lets `cue` be heard, in place of what is heard of an earlier one; `real` turns its lengths into the world's.
    ///
    /// Returns whether it was taken on. What was not is for the bell.
    pub fn play(&mut self, cue: Cue, real: impl Fn(Duration) -> Duration) -> bool {
        match Sound::of(cue, real) {
            Some(sound) => {
                if matches!(self.line, Line::Unused) {
                    self.line = Line::open(self.volume, ways(|name| std::env::var(name).ok()));
                }
                let is_taken = self.line.give(Order::Play(sound));
                self.last = if is_taken { sound.length() } else { Duration::ZERO };
                is_taken
            }
            // Holding the breath is quiet by itself.
            None if cue == Cue::Silence => self.line.give(Order::Silence(None)),
            None => true,
        }
    }

    /// Returns how long the last sound is; nothing if there is none to hear.
    pub fn length(&self) -> Duration {
        self.last
    }

    /// Sees that nothing is heard any more before the program stops. Waits for that, but hardly.
    pub fn silence(&self) {
        if let Line::Open(sender) = &self.line {
            let _ = silenced(sender).recv_timeout(SILENCING);
        }
    }
}

impl Drop for Chimes {
    fn drop(&mut self) {
        shutdown::give_way();
        self.silence();
    }
}

/// Asks for silence; the end of what this returns tells of it.
fn silenced(sender: &LatestSender<Order>) -> Receiver<()> {
    let (tell, told) = mpsc::channel();
    sender.give(|_| Order::Silence(Some(tell)));
    told
}

impl Line {
    /// Starts the thread that plays with the first of `ways` that works.
    fn open(volume: u8, ways: Vec<Way>) -> Line {
        if ways.is_empty() {
            return Line::Cut;
        }
        let (sender, receiver) = latest();
        let sender = Arc::new(sender);
        let still_there = Arc::downgrade(&sender);
        shutdown::at_the_end(move || still_there.upgrade().map(|sender| silenced(&sender)));
        let band = Band { volume, ways, clock: Clock::start(1.0) };
        match thread::Builder::new().name("chimes".to_owned()).spawn(move || band.play(&receiver)) {
            Ok(_) => Line::Open(sender),
            Err(_) => Line::Cut,
        }
    }

    fn give(&self, order: Order) -> bool {
        match self {
            Line::Open(sender) => sender.give(|_| order),
            Line::Unused | Line::Cut => false,
        }
    }
}

/// The thread that plays.
struct Band {
    volume: u8,
    /// What is left to play with, the best first.
    ways: Vec<Way>,
    clock: Clock,
}

impl Band {
    fn play(mut self, receiver: &LatestReceiver<Order>) {
        player::sweep();
        loop {
            let due = self.ways.first().and_then(Way::due);
            match receiver.take(due.map(|due| due.saturating_sub(self.up()))) {
                Taken::Order(Order::Play(sound)) => self.sound(&sound),
                Taken::Order(Order::Silence(tell)) => {
                    let up = self.up();
                    let is_heard = self.ways.first().and_then(Way::due).is_some();
                    self.first_does(|way| way.silence(up));
                    if tell.is_some() && is_heard {
                        // With our end its last moments would be cut off.
                        thread::sleep(DYING);
                    }
                }
                Taken::Nothing => {
                    let up = self.up();
                    self.first_does(|way| way.tidy(up));
                }
                Taken::Closed => return,
            }
            if self.ways.is_empty() {
                return;
            }
        }
    }

    /// Plays a sound with the first that can.
    fn sound(&mut self, sound: &Sound) {
        let (asked, samples) = (self.up(), sound.samples(self.volume));
        let mut up = asked;
        // Better none than one that comes late.
        while up <= asked + LATE && !self.first_does(|way| way.play(&samples, up)) && !self.ways.is_empty() {
            up = self.up();
        }
    }

    /// Lets the first way do something; one that cannot is of no use any more. Returns whether it could.
    fn first_does(&mut self, what: impl FnOnce(&mut Way) -> io::Result<()>) -> bool {
        let done = self.ways.first_mut().is_some_and(|way| what(way).is_ok());
        if !done && !self.ways.is_empty() {
            self.ways.remove(0);
        }
        done
    }

    fn up(&self) -> Duration {
        self.clock.now().up
    }
}

impl Way {
    fn play(&mut self, samples: &[i16], up: Duration) -> io::Result<()> {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Way::Server(path, server) => {
                if let Some(server) = server
                    && server.play(samples.to_vec(), up).is_ok()
                {
                    return Ok(());
                }
                // The first time, or it was started again.
                server.insert(pulse::Server::connect(path)?).play(samples.to_vec(), up)
            }
            Way::Program(player) => player.play(samples, up),
        }
    }

    fn silence(&mut self, up: Duration) -> io::Result<()> {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Way::Server(_, server) => forgiving(server, |server| server.silence(up)),
            Way::Program(player) => {
                player.silence();
                Ok(())
            }
        }
    }

    /// Returns when it has something to put away.
    fn due(&self) -> Option<Duration> {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Way::Server(_, server) => server.as_ref().and_then(pulse::Server::due),
            Way::Program(player) => player.due(),
        }
    }

    fn tidy(&mut self, up: Duration) -> io::Result<()> {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Way::Server(_, server) => forgiving(server, |server| server.tidy(up)),
            Way::Program(player) => player.tidy(up),
        }
    }

    /// Tries it without a sound. Returns what it is.
    fn examine(&mut self) -> io::Result<String> {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Way::Server(path, _) => {
                let name = pulse::Server::connect(path).and_then(|mut server| server.name());
                name.map_err(|why| {
                    io::Error::new(why.kind(), format!("the sound server does not let us in: {why}"))
                })
            }
            Way::Program(player) => player.examine().map(|()| player.name().to_owned()),
        }
    }
}

/// Lets a server do something that is no sound. One that cannot is gone, and will be looked for with the next sound.
#[cfg(all(unix, not(target_os = "macos")))]
#[expect(clippy::unnecessary_wraps, reason = "as other ways may fail")]
fn forgiving(
    server: &mut Option<pulse::Server>,
    what: impl FnOnce(&mut pulse::Server) -> io::Result<()>,
) -> io::Result<()> {
    if server.as_mut().is_some_and(|server| what(server).is_err()) {
        *server = None;
    }
    Ok(())
}

/// Returns what there is to play with where the person hears it, the best first.
fn ways(variable: impl Fn(&str) -> Option<String>) -> Vec<Way> {
    if is_far(&variable) {
        return Vec::new();
    }
    #[cfg(all(unix, not(target_os = "macos")))]
    let server = pulse::socket(&variable).filter(|path| path.exists()).map(|path| Way::Server(path, None));
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    let server = None;
    server.into_iter().chain(player::all().map(Way::Program)).collect()
}

/// Whether the person sits at another machine, and has not said that sound comes there too.
fn is_far(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    is_set("SSH_CONNECTION") && !is_set("PULSE_SERVER")
}

/// Returns through what chimes are heard here, or why they are not. Makes no sound; takes at most three seconds.
///
/// # Errors
/// Why there are none.
pub fn examine() -> Result<String, Quiet> {
    let variable = |name: &str| std::env::var(name).ok();
    if is_far(variable) {
        return Err(Quiet::Far);
    }
    let (tell, told) = mpsc::channel();
    let look = move || {
        let mut refused = None;
        for mut way in ways(variable) {
            match way.examine() {
                Ok(name) => return drop(tell.send(Ok(name))),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        let why = refused.map_or(Quiet::Nothing, |why| Quiet::Refused(why.to_string()));
        drop(tell.send(Err(why)));
    };
    if thread::Builder::new().name("chimes".to_owned()).spawn(look).is_err() {
        return Err(Quiet::Nothing);
    }
    match told.recv_timeout(LIMIT) {
        Ok(told) => told,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Quiet::Hangs),
    }
}

/// Why there are no chimes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Quiet {
    /// The person sits at another machine.
    #[error("over SSH they would be heard at the wrong end")]
    Far,
    /// There is nothing to play with.
    #[error("there is no sound server and no player here")]
    Nothing,
    /// What there is does not play: why not.
    #[error("{0}")]
    Refused(String),
    /// What there is does not answer.
    #[error("what plays sounds here does not answer")]
    Hangs,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(set: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn without_sound_nothing_is_started_or_looked_for() {
        for volume in [None, Some(0)] {
            let mut chimes = Chimes::new(volume);
            assert!(!chimes.play(Cue::Ready, |length| length));
            assert!(matches!(chimes.line, Line::Cut));
        }
        // Silence needs no thread either.
        let mut chimes = Chimes::new(Some(40));
        chimes.play(Cue::Silence, |length| length);
        chimes.silence();
        assert!(matches!(chimes.line, Line::Unused));
    }

    #[test]
    fn over_ssh_the_bell_is_nearer() {
        assert!(is_far(variables(&[("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")])));
        assert!(!is_far(variables(&[("SSH_CONNECTION", "x"), ("PULSE_SERVER", "tcp:laptop")])));
        assert!(!is_far(variables(&[("SSH_CONNECTION", "")])));
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn once_nothing_plays_the_bell_is_told() {
        let gone = || vec![Way::Server("/nowhere/native".into(), None)];
        let mut chimes = Chimes { volume: 40, line: Line::open(40, gone()), last: Duration::ZERO };
        assert!(chimes.play(Cue::Ready, |length| length));
        while chimes.play(Cue::Ready, |length| length) {
            thread::yield_now();
        }
        assert_eq!(chimes.length(), Duration::ZERO);
    }
}
