//! Tells what a person did from what the terminal did by itself.
//!
//! - The terminal answers questions, also those of a program that ran before: such a reply begins like a key with Alt and
//!   goes on like typed text. It is swallowed to its end.
//! - Over a slow line the Escape that begins an arrow key may come alone: it waits for the rest.
//! - Of a key that is held down, all but the first press are [repeats](KeyEventKind::Repeat). Only a terminal with the kitty
//!   keyboard protocol says so itself; for all others the time between them tells.
//!
//! [`Events`](super::Events) hands over what it reads, with the time, and lets the time pass.

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Takes events as they are read, and gives them on as they are meant.
#[derive(Debug, Default)]
pub(super) struct Filter {
    partial: Option<Partial>,
    /// When the last piece of what is partial came.
    since: Duration,
    /// The last key, and when it came last.
    last: Option<(KeyEvent, Duration)>,
    /// The last key has come again: another time soon, and it is held down.
    again: bool,
    ready: VecDeque<Event>,
    /// The text of the reply that is coming, or of the last that came whole.
    reply: String,
    has_reply: bool,
}

/// Replies that we ask for are shorter.
const LONGEST_REPLY: usize = 64;

/// What has begun and is not over yet.
#[derive(Debug)]
enum Partial {
    /// An Escape: the key, or the beginning of another or of a reply.
    Escape,
    /// A key whose Escape came alone: what followed so far.
    Key(String),
    /// A reply, and whether its last piece was an Escape.
    Reply { escaped: bool },
}

/// How long an Escape waits for the rest of its key.
const LONE_ESCAPE: Duration = Duration::from_millis(80);
/// A reply that falls silent for this long is over.
const SILENCE: Duration = Duration::from_millis(300);
/// Keyboards repeat a key 20 to 40 times a second; no finger does.
const REPEATED: Duration = Duration::from_millis(70);
/// Keyboards wait 200 to 700 ms before they begin to repeat.
const BEFORE_REPEATS: Duration = Duration::from_millis(750);

impl Filter {
    /// Takes what was read at a time.
    pub(super) fn take(&mut self, event: Event, at: Duration) {
        self.pass(at);
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => self.take_key(key, at),
            event => self.ready.push_back(event),
        }
    }

    /// Lets the time pass: what has waited long enough is over.
    pub(super) fn pass(&mut self, now: Duration) {
        if self.partial_until().is_some_and(|until| until <= now)
            && let Some(Partial::Escape) = self.partial.take()
        {
            self.press(escape(), self.since);
        }
        if self.again_until().is_some_and(|until| until <= now) {
            self.settle(KeyEventKind::Press);
        }
    }

    /// When the next thing that waits will be over.
    pub(super) fn due(&self) -> Option<Duration> {
        self.partial_until().into_iter().chain(self.again_until()).min()
    }

    /// The next event that a person meant.
    pub(super) fn next(&mut self) -> Option<Event> {
        self.ready.pop_front()
    }

    /// The last reply, if one has come since the last call.
    pub(super) fn take_reply(&mut self) -> Option<String> {
        std::mem::take(&mut self.has_reply).then(|| std::mem::take(&mut self.reply))
    }

    pub(super) fn has_reply(&self) -> bool {
        self.has_reply
    }

    fn partial_until(&self) -> Option<Duration> {
        let wait = match self.partial.as_ref()? {
            Partial::Escape | Partial::Key(_) => LONE_ESCAPE,
            Partial::Reply { .. } => SILENCE,
        };
        Some(self.since + wait)
    }

    fn again_until(&self) -> Option<Duration> {
        let (key, at) = self.last.filter(|_| self.again)?;
        // The next Escape is known to be one only a while after it came.
        let known = if key.code == KeyCode::Esc { LONE_ESCAPE } else { Duration::ZERO };
        Some(at + REPEATED + known)
    }

    fn take_key(&mut self, key: KeyEvent, at: Duration) {
        let began = std::mem::replace(&mut self.since, at);
        self.partial = match (self.partial.take(), key.code) {
            (Some(Partial::Reply { escaped: true }), KeyCode::Char('\\')) => {
                self.has_reply = true;
                None
            }
            (Some(Partial::Reply { .. }), KeyCode::Esc) => Some(Partial::Reply { escaped: true }),
            (Some(Partial::Reply { escaped: false }), code) if ends_reply(code, key.modifiers) => {
                self.has_reply = true;
                None
            }
            (Some(Partial::Reply { escaped: false }), code) => {
                self.reply.extend(code.as_char().filter(|_| self.reply.len() < LONGEST_REPLY));
                Some(Partial::Reply { escaped: false })
            }
            (Some(Partial::Escape), KeyCode::Char(c)) if begins_reply(c) => Some(self.begin_reply()),
            (Some(Partial::Escape), KeyCode::Char(c @ ('[' | 'O'))) => Some(Partial::Key(c.into())),
            (Some(Partial::Key(so_far)), KeyCode::Char(c)) => self.take_part(so_far, c, at),
            (partial, code) => {
                if let Some(Partial::Escape) = partial {
                    self.press(escape(), began);
                }
                match code {
                    KeyCode::Esc => Some(Partial::Escape),
                    KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::ALT) && begins_reply(c) => {
                        Some(self.begin_reply())
                    }
                    _ => {
                        self.press(key, at);
                        None
                    }
                }
            }
        };
    }

    fn begin_reply(&mut self) -> Partial {
        (self.reply, self.has_reply) = (String::new(), false);
        Partial::Reply { escaped: false }
    }

    /// Takes a piece of a key whose Escape came alone. Returns what is still partial.
    fn take_part(&mut self, mut so_far: String, c: char, at: Duration) -> Option<Partial> {
        so_far.push(c);
        if c.is_ascii_digit() || c == ';' {
            return Some(Partial::Key(so_far));
        }
        let code = match &so_far[1..] {
            "A" => KeyCode::Up,
            "B" => KeyCode::Down,
            "C" => KeyCode::Right,
            "D" => KeyCode::Left,
            "H" | "1~" | "7~" => KeyCode::Home,
            "F" | "4~" | "8~" => KeyCode::End,
            "5~" => KeyCode::PageUp,
            "6~" => KeyCode::PageDown,
            _ => return None,
        };
        self.press(KeyEvent::new(code, KeyModifiers::NONE), at);
        None
    }

    /// Takes a whole key: gives it on, or lets it wait for a repeat.
    fn press(&mut self, key: KeyEvent, at: Duration) {
        let gap = self.last.filter(|(last, _)| (last.code, last.modifiers) == (key.code, key.modifiers));
        let gap = gap.map(|(_, last)| at.saturating_sub(last));
        let is_repeat = key.kind == KeyEventKind::Repeat || gap.is_some_and(|gap| gap <= REPEATED);
        self.settle(if is_repeat { KeyEventKind::Repeat } else { KeyEventKind::Press });
        self.last = Some((key, at));
        self.again = !is_repeat && gap.is_some_and(|gap| gap <= BEFORE_REPEATS);
        if !self.again {
            let kind = if is_repeat { KeyEventKind::Repeat } else { KeyEventKind::Press };
            self.ready.push_back(Event::Key(KeyEvent { kind, ..key }));
        }
    }

    /// Gives on the key that has come again.
    fn settle(&mut self, kind: KeyEventKind) {
        if std::mem::take(&mut self.again)
            && let Some((key, _)) = self.last
        {
            self.ready.push_back(Event::Key(KeyEvent { kind, ..key }));
        }
    }
}

fn escape() -> KeyEvent {
    KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)
}

/// Returns whether this begins a reply after an Escape: DCS, SOS, OSC, PM or APC.
fn begins_reply(c: char) -> bool {
    matches!(c, 'P' | 'X' | ']' | '^' | '_')
}

/// Returns whether this ends a reply: BEL, or ST, which is an Escape and a backslash.
fn ends_reply(code: KeyCode, modifiers: KeyModifiers) -> bool {
    match code {
        KeyCode::Char('\\') => modifiers.contains(KeyModifiers::ALT),
        KeyCode::Char('g') => modifiers.contains(KeyModifiers::CONTROL),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a filter gives on of what is typed, each piece at its milliseconds: `^` before a key with Alt, `!` before a key
    /// that repeats.
    fn meant(pieces: &[(u64, &str)]) -> String {
        let mut filter = Filter::default();
        let mut told = Vec::new();
        let mut tell = |filter: &mut Filter| {
            while let Some(Event::Key(key)) = filter.next() {
                let repeats = if key.kind == KeyEventKind::Repeat { "!" } else { "" };
                let alt = if key.modifiers.contains(KeyModifiers::ALT) { "^" } else { "" };
                told.push(format!("{repeats}{alt}{}", key.code));
            }
        };
        for &(at, keys) in pieces {
            let at = Duration::from_millis(at);
            while let Some(due) = filter.due().filter(|due| *due <= at) {
                filter.pass(due);
                tell(&mut filter);
            }
            for event in as_crossterm_reads(keys) {
                filter.take(event, at);
                tell(&mut filter);
            }
        }
        while let Some(due) = filter.due() {
            filter.pass(due);
            tell(&mut filter);
        }
        told.join(" ")
    }

    /// crossterm takes an Escape and a letter that come together for Alt, and BEL for Ctrl-G.
    fn as_crossterm_reads(bytes: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut letters = bytes.chars();
        while let Some(c) = letters.next() {
            let (code, modifiers) = match c {
                '\x1b' => match letters.next() {
                    Some(c) => (KeyCode::Char(c), KeyModifiers::ALT),
                    None => (KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                '\r' => (KeyCode::Enter, KeyModifiers::NONE),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
        }
        events
    }

    #[test]
    fn replies_are_no_keys() {
        for reply in [
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
            "\x1bP>|foot(1.16.2)\x1b\\",
            "\x1bP1+r524742=38\x1b\\",
            "\x1b]52;c;aGVsbG8hIQ==\x07",
            "\x1b_Gi=1;OK\x1b\\",
            "\x1b^private\x1b\\",
            "\x1bXstring\rb!\x1b\\",
        ] {
            assert_eq!(meant(&[(0, reply), (1, "q")]), "q", "{reply:?} at once");
            let end = reply.len() as u64 * 40;
            for at in 1..reply.len() {
                let (one, other) = reply.split_at(at);
                assert_eq!(meant(&[(0, one), (60, other), (70, "q")]), "q", "{reply:?} in two at {at}");
            }
            let bytes: Vec<_> = reply.split("").filter(|byte| !byte.is_empty()).collect();
            let pieces = bytes.iter().zip(0..).map(|(byte, nth)| (nth * 40, *byte));
            let pieces: Vec<_> = pieces.chain([(end, "q")]).collect();
            assert_eq!(meant(&pieces), "q", "{reply:?} byte by byte");
            // Without its end.
            let begun = reply.trim_end_matches(['\\', '\x1b', '\x07']);
            assert_eq!(meant(&[(0, begun), (299, "b"), (600, "q")]), "q", "{begun:?} and silence");
        }
        assert_eq!(meant(&[(0, "\x1b]11;rgb:0"), (9, "\x1b"), (10, "q")]), "q", "broken off by a key");
        assert_eq!(meant(&[(0, "\x1bn")]), "^n", "Alt is no reply");
    }

    #[test]
    fn a_reply_that_came_whole_is_there_once() {
        let mut filter = Filter::default();
        let take = |filter: &mut Filter, keys| {
            for event in as_crossterm_reads(keys) {
                filter.take(event, Duration::ZERO);
            }
            filter.take_reply()
        };
        let reply = Some("11;rgb:1e1e/1e1e/1e1e".to_owned());
        assert_eq!(take(&mut filter, "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"), reply);
        assert_eq!(filter.take_reply(), None);
        assert_eq!(take(&mut filter, "\x1b]11;rgb:1e1e/1e1e/"), None);
        assert_eq!(take(&mut filter, "1e1e\x07"), reply);
        let long = format!("\x1b]52;c;{}\x07", "Q".repeat(9000));
        assert!(take(&mut filter, &long).is_some_and(|text| text.len() <= LONGEST_REPLY));
    }

    #[test]
    fn an_escape_waits_for_its_key() {
        assert_eq!(meant(&[(0, "\x1b")]), "Esc");
        assert_eq!(meant(&[(0, "\x1b"), (60, "[A")]), "Up");
        assert_eq!(meant(&[(0, "\x1b"), (60, "["), (120, "6"), (180, "~")]), "Page Down");
        assert_eq!(meant(&[(0, "\x1b"), (60, "OB")]), "Down");
        assert_eq!(meant(&[(0, "\x1b"), (60, "[1;5C"), (70, "n")]), "n", "with Ctrl it means nothing");
        assert_eq!(meant(&[(0, "\x1b"), (20, "n")]), "Esc n", "a fast finger");
        assert_eq!(meant(&[(0, "\x1b"), (200, "[A")]), "Esc [ A");
        assert_eq!(meant(&[(0, "\x1b"), (200, "\x1b"), (500, "q")]), "Esc Esc q");
    }

    #[test]
    fn a_key_that_is_held_down_is_pressed_once() {
        for key in ["\r", "n", "\x1b", " "] {
            let name = meant(&[(0, key)]);
            for delay in [200, 250, 500, 660, 700] {
                for gap in [25, 33, 50, 65] {
                    let repeats = (0..10).map(|nth| (delay + nth * gap, key));
                    let pieces: Vec<_> = [(0, key)].into_iter().chain(repeats).collect();
                    let held = [name.clone()].into_iter().chain(vec![format!("!{name}"); 10]);
                    let held = held.collect::<Vec<_>>().join(" ");
                    assert_eq!(meant(&pieces), held, "after {delay} ms, every {gap} ms");
                }
            }
        }
    }

    #[test]
    fn a_key_that_is_pressed_again_counts_each_time() {
        assert_eq!(meant(&[(0, "n"), (120, "n"), (240, "n"), (1240, "n")]), "n n n n");
        assert_eq!(meant(&[(0, "b"), (150, "b"), (160, "n")]), "b b n");
        assert_eq!(meant(&[(0, "n"), (10, "b"), (20, "n"), (30, "b")]), "n b n b", "not the same key");
        assert_eq!(meant(&[(0, "+"), (300, "+"), (330, "+"), (1000, "+")]), "+ !+ !+ +");
    }

    #[test]
    fn what_the_terminal_calls_a_repeat_is_one() {
        let mut filter = Filter::default();
        let key = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Repeat);
        filter.take(Event::Key(key), Duration::from_secs(9));
        assert_eq!(filter.next(), Some(Event::Key(key)));
        let key = KeyEvent { kind: KeyEventKind::Release, ..key };
        filter.take(Event::Key(key), Duration::from_secs(9));
        assert_eq!(filter.next(), None, "nothing is done by letting go");
    }
}
