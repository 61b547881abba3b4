//! Chimes: soft tones at every change, and with every breath, for someone whose eyes are closed.

pub(crate) mod sound;
mod output;
mod player;
#[cfg(all(unix, not(target_os = "macos")))]
mod pulse;

use std::io;
use std::thread;
use std::time::Duration;

use crate::app::effect::Cue;
use crate::device::clock::Clock;
use crate::device::latest::{LatestReceiver, Taken};
use crate::device::worker::{self, NoAnswer, Order, Worker};
use output::Output;
use sound::Sound;

#[derive(Debug)]
pub(crate) struct Chimes {
    volume: u8,
    worker: Worker<Sound>,
    last_length: Duration,
}

type Outputs = Vec<Box<dyn Output>>;

/// A sound that is cut off has died away by then, also on its way through the device.
const FADE_OUT: Duration = Duration::from_millis(250);
/// A sound later than this would be about something that is over.
const TOO_LATE: Duration = Duration::from_millis(400);

impl Chimes {
    pub(crate) fn new(volume: Option<u8>) -> Chimes {
        let volume = volume.unwrap_or(0);
        let worker = if volume > 0 { Worker::Unused } else { Worker::Unavailable };
        Chimes { volume, worker, last_length: Duration::ZERO }
    }

    /// Plays `cue` in place of what is still heard of an earlier one; `real` turns its lengths into the world's.
    /// `false` if nobody will play it, and the bell should ring.
    pub(crate) fn play(&mut self, cue: Cue, real: impl Fn(Duration) -> Duration) -> bool {
        match Sound::of(cue, real) {
            Some(sound) => {
                if matches!(self.worker, Worker::Unused) {
                    self.worker = play_through(outputs(|name| std::env::var(name).ok()), self.volume);
                }
                let is_taken = self.worker.give(|_| Order::Do(sound));
                self.last_length = if is_taken { sound.length() } else { Duration::ZERO };
                is_taken
            }
            // Holding the breath is quiet by itself.
            None if cue == Cue::Silence => self.worker.give(|_| Order::Silence(None)),
            None => true,
        }
    }

    pub(crate) fn length(&self) -> Duration {
        self.last_length
    }

    pub(crate) fn silence(&self) {
        self.worker.silence();
    }
}

fn play_through(outputs: Outputs, volume: u8) -> Worker<Sound> {
    if outputs.is_empty() {
        return Worker::Unavailable;
    }
    let playback = Playback { volume, outputs, clock: Clock::start(1.0) };
    Worker::start("chimes", move |orders| playback.run(orders))
}

struct Playback {
    volume: u8,
    outputs: Outputs,
    clock: Clock,
}

impl Playback {
    fn run(mut self, orders: &LatestReceiver<Order<Sound>>) {
        player::sweep();
        while let Some(output) = self.outputs.first() {
            let due = output.due();
            match orders.take(due.map(|due| due.saturating_sub(self.up()))) {
                Taken::Order(Order::Do(sound)) => self.play(&sound),
                Taken::Order(Order::Silence(done)) => {
                    let up = self.up();
                    self.try_first(|output| output.silence(up));
                    if done.is_some() && due.is_some() {
                        // The end of the program would cut off the fade.
                        thread::sleep(FADE_OUT);
                    }
                }
                Taken::Nothing => {
                    let up = self.up();
                    self.try_first(|output| output.tidy(up));
                }
                Taken::Closed => return,
            }
        }
    }

    fn play(&mut self, sound: &Sound) {
        let (asked, samples) = (self.up(), sound.samples(self.volume));
        let mut up = asked;
        while up <= asked + TOO_LATE
            && !self.try_first(|output| output.play(&samples, up))
            && !self.outputs.is_empty()
        {
            up = self.up();
        }
    }

    /// Has the first output do something, and drops it if it cannot.
    fn try_first(&mut self, act: impl FnOnce(&mut dyn Output) -> io::Result<()>) -> bool {
        let done = self.outputs.first_mut().is_some_and(|output| act(output.as_mut()).is_ok());
        if !done && !self.outputs.is_empty() {
            self.outputs.remove(0);
        }
        done
    }

    fn up(&self) -> Duration {
        self.clock.now().up
    }
}

fn outputs(variable: impl Fn(&str) -> Option<String>) -> Outputs {
    if is_remote(&variable) {
        return Vec::new();
    }
    let programs = player::all().map(|player| Box::new(player) as Box<dyn Output>);
    #[cfg(all(unix, not(target_os = "macos")))]
    let programs =
        pulse::Socket::find(&variable).map(|socket| Box::new(socket) as _).into_iter().chain(programs);
    programs.collect()
}

/// Whether the person sits at another machine, and has not said that sound comes there too.
fn is_remote(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    is_set("SSH_CONNECTION") && !is_set("PULSE_SERVER")
}

pub(crate) fn examine() -> Result<String, NoChimes> {
    let variable = |name: &str| std::env::var(name).ok();
    if is_remote(variable) {
        return Err(NoChimes::Remote);
    }
    let found = worker::ask("chimes", move |answer| {
        let mut refused = None;
        for mut output in outputs(variable) {
            match output.examine() {
                Ok(name) => return drop(answer.send(Ok(name))),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        let why = refused.map_or(NoChimes::NothingHere, |why| NoChimes::Refused(why.to_string()));
        drop(answer.send(Err(why)));
    });
    found.unwrap_or_else(|error| match error {
        NoAnswer::NoThread(_) => Err(NoChimes::NothingHere),
        NoAnswer::Late | NoAnswer::Lost => Err(NoChimes::Hangs),
    })
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoChimes {
    #[error("over SSH they would be heard at the wrong end")]
    Remote,
    #[error("there is no sound server and no player here")]
    NothingHere,
    #[error("{0}")]
    Refused(String),
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
            assert!(matches!(chimes.worker, Worker::Unavailable));
        }
        // Silence needs no thread either.
        let mut chimes = Chimes::new(Some(40));
        chimes.play(Cue::Silence, |length| length);
        chimes.silence();
        assert!(matches!(chimes.worker, Worker::Unused));
    }

    #[test]
    fn over_ssh_the_bell_is_nearer() {
        assert!(is_remote(variables(&[("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")])));
        assert!(!is_remote(variables(&[("SSH_CONNECTION", "x"), ("PULSE_SERVER", "tcp:laptop")])));
        assert!(!is_remote(variables(&[("SSH_CONNECTION", "")])));
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn once_nothing_plays_the_bell_is_told() {
        let gone = || vec![Box::new(pulse::Socket::at("/nowhere/native".into())) as _];
        let mut chimes = Chimes { volume: 40, worker: play_through(gone(), 40), last_length: Duration::ZERO };
        assert!(chimes.play(Cue::Ready, |length| length));
        while chimes.play(Cue::Ready, |length| length) {
            thread::yield_now();
        }
        assert_eq!(chimes.length(), Duration::ZERO);
    }
}
