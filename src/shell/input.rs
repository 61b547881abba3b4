//! What a person asks, key by key from a terminal or line by line from a pipe.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::Shell;
use crate::device::terminal::Keys;
use crate::lines::InputMode;

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InputEvent {
    /// A key.
    Key(KeyEvent),
    /// A line, without its end.
    Line(String),
    /// Nothing will be heard any more.
    End,
    /// Somebody wants it to stop.
    Stop,
}

/// Where a person is heard.
pub(super) enum Input {
    /// At a terminal, whose keys come one by one.
    Keys(Keys, VecDeque<InputEvent>),
    /// Through a pipe.
    Words {
        told: Receiver<InputEvent>,
        /// So that the channel outlives its other ends.
        _tell: Sender<InputEvent>,
    },
}

/// A line longer than this is taken for several, in bytes.
const LONGEST: u64 = 4096;
/// So long a key waits for those that make a line with it. Keys that follow each other sooner come from no fingers.
const TOGETHER: Duration = Duration::from_millis(20);
/// So long keys are waited for in all, so that one held down is not silent until it is let go.
const BURST: Duration = Duration::from_millis(100);
/// So long the next line waits. Whoever types ahead, or sends a file, means one thing after the other; and a key that
/// comes too soon after another is taken for one that was held down.
const APART: Duration = Duration::from_millis(400);

impl Input {
    /// Begins to listen.
    ///
    /// # Errors
    /// If the terminal refuses.
    pub(super) fn open(mode: InputMode) -> io::Result<Input> {
        match mode {
            InputMode::Keys => Ok(Input::Keys(Keys::open()?, VecDeque::new())),
            InputMode::Words => {
                let (tell, told) = mpsc::channel();
                let listener = tell.clone();
                thread::Builder::new().name("words".into()).spawn(move || listen(&listener))?;
                hear_signals(tell.clone())?;
                Ok(Input::Words { told, _tell: tell })
            }
        }
    }

    /// Sleeps until something is heard or due; `None` if only time has passed.
    pub(super) fn wait(
        &mut self,
        shell: &mut Shell,
        due: Option<Duration>,
    ) -> io::Result<Option<InputEvent>> {
        match self {
            Input::Keys(keys, queue) => {
                if queue.is_empty() {
                    let event = shell.wait(due)?;
                    // Nothing of lines depends on what the terminal is like.
                    let _ = shell.events.take_reply();
                    if keys.was_resumed() {
                        keys.enter()?;
                    }
                    queue.extend(burst(event.as_ref().and_then(key), shell)?);
                }
                Ok(queue.pop_front())
            }
            Input::Words { told, .. } => {
                let clock = &shell.devices.clock;
                let heard = match due {
                    None => told.recv().map_err(RecvTimeoutError::from),
                    Some(due) => told.recv_timeout(clock.real(due.saturating_sub(clock.now().up))),
                };
                match heard {
                    Ok(heard) => Ok(Some(heard)),
                    Err(RecvTimeoutError::Timeout) => Ok(None),
                    Err(RecvTimeoutError::Disconnected) => Ok(Some(InputEvent::Stop)),
                }
            }
        }
    }

    /// Gives the terminal to the shell until someone brings us back to the front; without one there is nothing to give.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        match self {
            Input::Keys(keys, _) => keys.suspend(),
            Input::Words { .. } => Ok(()),
        }
    }
}

/// Returns the key that was pressed; for the ends of lines that some terminals send, Enter.
fn key(event: &Event) -> Option<KeyEvent> {
    match *event {
        Event::Key(KeyEvent { code: KeyCode::Char('j'), modifiers: KeyModifiers::CONTROL, .. }) => {
            Some(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
        }
        Event::Key(key) => Some(key),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Paste(_) | Event::Resize(..) => None,
    }
}

/// Returns the key and all that have come with it. A terminal that sends whole lines means words by them.
fn burst(first: Option<KeyEvent>, shell: &mut Shell) -> io::Result<Vec<InputEvent>> {
    let Some(first) = first else { return Ok(Vec::new()) };
    let mut keys = vec![first];
    let clock = &shell.devices.clock;
    let began = clock.elapsed();
    while (keys.len() as u64) < LONGEST {
        // A key held down may come as fast as that; then only what is there already still counts.
        let wait = if clock.elapsed().saturating_sub(began) < BURST { TOGETHER } else { Duration::ZERO };
        let Some(event) = shell.events.wait(clock, Some(wait))? else { break };
        keys.extend(key(&event));
    }
    Ok(lines(&keys))
}

/// Returns the keys, and those that make a word with Enter behind it as a line.
fn lines(keys: &[KeyEvent]) -> Vec<InputEvent> {
    keys.split_inclusive(|key| key.code == KeyCode::Enter)
        .flat_map(|keys| {
            let letters: String = keys.iter().filter_map(|key| key.code.as_char()).collect();
            let is_ended = keys.last().is_some_and(|key| key.code == KeyCode::Enter);
            let is_word =
                is_ended && letters.chars().count() > 1 && letters.chars().count() + 1 == keys.len();
            if is_word {
                vec![InputEvent::Line(letters)]
            } else {
                keys.iter().map(|key| InputEvent::Key(*key)).collect()
            }
        })
        .collect()
}

/// Tells of the lines that come, on a thread of its own.
fn listen(tell: &Sender<InputEvent>) {
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut stdin).take(LONGEST).read_until(b'\n', &mut line);
        let heard = match read {
            Ok(0) | Err(_) => InputEvent::End,
            Ok(_) => {
                InputEvent::Line(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
            }
        };
        let is_last = heard == InputEvent::End;
        if tell.send(heard).is_err() || is_last {
            return;
        }
        thread::sleep(APART);
    }
}

/// Hears of Ctrl-C, which a terminal in front of the pipe turns into a signal, and of those that end the program.
#[cfg(unix)]
fn hear_signals(tell: Sender<InputEvent>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    // Under nohup it is to outlive its terminal.
    if !is_ignored(SIGHUP) {
        signals.add_signal(SIGHUP)?;
    }
    thread::Builder::new().name("signals".into()).stack_size(64 * 1024).spawn(move || {
        for signal in &mut signals {
            if signal == SIGINT {
                let _ = tell.send(InputEvent::Stop);
            } else {
                crate::device::terminal::end_by(signal);
            }
        }
    })?;
    Ok(())
}

/// Returns whether we were told not to mind a signal, as far as the system says.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0);
    ignored >> (signal - 1) & 1 == 1
}

#[cfg(not(unix))]
fn hear_signals(tell: Sender<InputEvent>) -> io::Result<()> {
    ctrlc::set_handler(move || drop(tell.send(InputEvent::Stop))).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_sends_whole_lines_means_words() {
        let keys = |text: &str| {
            let code = |c| match c {
                '\n' => KeyCode::Enter,
                '\u{8}' => KeyCode::Backspace,
                c => KeyCode::Char(c),
            };
            text.chars().map(|c| KeyEvent::new(code(c), KeyModifiers::NONE)).collect::<Vec<_>>()
        };
        let heard = |text| {
            let said = |heard| match heard {
                InputEvent::Key(key) => key.code.to_string(),
                InputEvent::Line(line) => format!("line {line}"),
                InputEvent::End | InputEvent::Stop => "the end".to_owned(),
            };
            lines(&keys(text)).into_iter().map(said).collect::<Vec<_>>()
        };
        assert_eq!(heard("n"), ["n"]);
        assert_eq!(heard("n\n"), ["n", "Enter"], "one key and another");
        assert_eq!(heard("nn"), ["n", "n"], "a key held down");
        assert_eq!(heard("next\n"), ["line next"]);
        assert_eq!(heard("\u{8}next"), ["Backspace", "n", "e", "x", "t"], "no line without its end");
        assert_eq!(heard("go on\n\n12\nq"), ["line go on", "Enter", "line 12", "q"]);
        let ctrl_j = Event::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL));
        assert_eq!(key(&ctrl_j).map(|key| key.code), Some(KeyCode::Enter));
    }
}
