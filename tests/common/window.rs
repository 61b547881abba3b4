//! A terminal window with a program in it: what it shows, what is typed, how the program ends.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::{Home, PATIENCE, executable};

pub const ENTER: &str = "\r";
pub const SPACE: &str = " ";
pub const DOWN: &str = "\x1b[B";
pub const CTRL_C: &str = "\x03";
pub const CTRL_Z: &str = "\x1a";

/// The usual size: columns and rows.
pub const USUAL: (u16, u16) = (80, 24);
/// Too few rows for big digits, so that the count can be read as text.
pub const ONE_LINE: (u16, u16) = (120, 11);

/// No finger presses a key again sooner: it would be taken for a key that is held down.
const FINGER: Duration = Duration::from_millis(90);
/// So long a key is given to show what it does, before it is pressed again.
const AGAIN: Duration = Duration::from_millis(500);
/// What winddown sends before and after each picture.
const PICTURE_BEGINS: &[u8] = b"\x1b[?2026h";
const PICTURE_ENDS: &[u8] = b"\x1b[?2026l";

/// How winddown is to be opened.
pub struct Opening<'a> {
    home: &'a Home,
    arguments: Vec<OsString>,
    variables: Vec<(&'static str, OsString)>,
    size: (u16, u16),
    /// Whether nobody has answered the questions before the first evening.
    first: bool,
}

/// Returns winddown as it opens by itself: the tonight screen, at the speed of the world, for somebody who has
/// answered the questions before the first evening.
pub fn winddown(home: &Home) -> Opening<'_> {
    Opening { home, arguments: Vec::new(), variables: home.environment(), size: USUAL, first: false }
}

impl Opening<'_> {
    pub fn start(mut self, routine: impl AsRef<OsStr>) -> Self {
        self.arguments.extend(["start".into(), routine.as_ref().to_owned()]);
        self
    }

    /// Leaves the questions before the first evening to be answered.
    pub fn for_the_first_time(mut self) -> Self {
        self.first = true;
        self
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(OsString::from));
        self
    }

    pub fn speed(self, speed: u32) -> Self {
        self.arguments(&[&format!("--speed={speed}")])
    }

    pub fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub fn size(mut self, size: (u16, u16)) -> Self {
        self.size = size;
        self
    }

    pub fn open(self) -> Window {
        self.open_in(executable().as_os_str(), &[])
    }

    /// Opens `shell` instead, from which [`Window::command`] starts winddown.
    pub fn open_in(self, shell: &OsStr, arguments: &[&str]) -> Window {
        let mut command = CommandBuilder::new(shell);
        command.args(arguments);
        command.args(&self.arguments);
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.cwd(self.home.path());
        if !self.first {
            self.home.answer();
        }
        Window::open(command, self.size)
    }
}

/// A terminal window with a program in it.
pub struct Window {
    pid: Pid,
    ended: Receiver<ExitStatus>,
    /// Whether the program has ended, and was seen to.
    over: bool,
    /// The picture on the screen when the last key was pressed or the last signal sent.
    since: usize,
    /// What was pressed last.
    pressed: Vec<u8>,
    /// The person's end; `None` once the window is closed.
    desk: Option<Desk>,
    seen: Arc<Seen>,
}

struct Desk {
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
}

/// What has come from the program.
struct Seen {
    record: Mutex<Record>,
    news: Condvar,
    /// Set when nobody is to look any more.
    look_away: AtomicBool,
}

struct Record {
    terminal: vt100::Parser,
    bytes: Vec<u8>,
    /// What was on the screen before the picture that is being drawn.
    before: Option<String>,
    /// Every picture in full, also those that were on the screen for a moment only.
    pictures: Vec<String>,
    /// No program has this terminal open any more.
    closed: bool,
}

impl Window {
    fn open(command: CommandBuilder, (columns, rows): (u16, u16)) -> Window {
        let pty = native_pty_system().openpty(pty_size((columns, rows))).unwrap();
        let mut child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let pid = Pid::from_raw(child.process_id().unwrap().cast_signed()).unwrap();
        let (tell, ended) = channel();
        std::thread::spawn(move || tell.send(child.wait().unwrap()));
        let [rows, columns] = [rows, columns].map(|cells| NonZeroU16::new(cells).unwrap());
        let terminal = vt100::Parser::new(rows, columns, 0);
        let record =
            Record { terminal, bytes: Vec::new(), before: None, pictures: Vec::new(), closed: false };
        let seen = Arc::new(Seen {
            record: Mutex::new(record),
            news: Condvar::new(),
            look_away: AtomicBool::new(false),
        });
        let screen = pty.master.try_clone_reader().unwrap();
        std::thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.watch(screen)
        });
        let keyboard = pty.master.take_writer().unwrap();
        Window {
            pid,
            ended,
            over: false,
            since: 0,
            pressed: Vec::new(),
            desk: Some(Desk { keyboard, master: pty.master }),
            seen,
        }
    }

    /// Returns the program's number.
    pub fn id(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Types these keys.
    pub fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    /// Types these bytes, which need not be whole keys.
    pub fn press_bytes(&mut self, keys: &[u8]) {
        if self.pressed == keys || keys.first().is_some_and(|key| self.pressed.last() == Some(key)) {
            let record = self.seen.record();
            drop(self.seen.news.wait_timeout_while(record, FINGER, |_| true).unwrap());
        }
        keys.clone_into(&mut self.pressed);
        self.since = self.pictures().len().saturating_sub(1);
        let keyboard = &mut self.desk.as_mut().unwrap().keyboard;
        keyboard.write_all(keys).unwrap();
        keyboard.flush().unwrap();
    }

    /// Types these keys, again and again, until the screen shows a text or the program has ended: for screens that
    /// at first take no keys, as those were meant for the screen before.
    #[track_caller]
    pub fn press_until(&mut self, keys: &str, text: &str) {
        self.press_every(AGAIN, keys, text);
    }

    /// The same, so slowly that a question has been read in between.
    pub fn answer_until(&mut self, keys: &str, text: &str) {
        self.press_every(Duration::from_secs(2), keys, text);
    }

    fn press_every(&mut self, again: Duration, keys: &str, text: &str) {
        for _ in 0..PATIENCE.as_millis() / again.as_millis() {
            self.press(keys);
            let news = &self.seen.news;
            let there = |record: &mut Record| says(&record.text(), text) || record.closed;
            let (_record, wait) = news.wait_timeout_while(self.seen.record(), again, |r| !there(r)).unwrap();
            if !wait.timed_out() {
                return;
            }
        }
        panic!("{keys:?} never led to {text:?}; the screen shows:\n{}", self.text());
    }

    /// Types a line for a shell.
    pub fn command(&mut self, line: &str) {
        self.press(&format!("{line}\r"));
    }

    /// Makes the window this large. Returns whether it was not already.
    pub fn resize(&self, (columns, rows): (u16, u16)) -> bool {
        let [height, width] = [rows, columns].map(|cells| NonZeroU16::new(cells).unwrap());
        let mut record = self.seen.record();
        let changes = record.terminal.screen().size() != (height, width);
        record.terminal.set_size(height, width);
        self.master().resize(pty_size((columns, rows))).unwrap();
        changes
    }

    pub fn signal(&mut self, signal: Signal) {
        self.since = self.pictures().len().saturating_sub(1);
        kill_process(self.pid, signal).unwrap();
    }

    /// Returns what the screen shows now.
    pub fn text(&self) -> String {
        self.seen.record().text()
    }

    /// Returns everything that has come from the program so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.record().bytes.clone()
    }

    /// Waits until the screen shows all of `texts` at once.
    #[track_caller]
    pub fn shows(&self, texts: &[&str]) {
        self.waits_for(&format!("{texts:?}"), |text| texts.iter().all(|wanted| says(text, wanted)));
    }

    /// Waits until the text on the screen is as wanted.
    #[track_caller]
    pub fn waits_for(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        self.waits_until(what, |record| wanted(&record.text()));
    }

    /// Waits until pictures with each of `texts` have been shown, in this order, since the last key or signal.
    #[track_caller]
    pub fn shows_in_turn(&self, texts: &[&str]) {
        self.waits_until(&format!("{texts:?} in turn"), |record| {
            let mut pictures = record.pictures.iter().skip(self.since);
            texts.iter().all(|wanted| pictures.any(|picture| says(picture, wanted)))
        });
    }

    /// Returns every picture there has been.
    pub fn pictures(&self) -> Vec<String> {
        self.seen.record().pictures.clone()
    }

    /// Waits for something new, but no longer than this. Returns whether the program still has the window.
    pub fn is_open_after(&self, long: Duration) -> bool {
        let record = self.seen.record();
        let before = record.bytes.len();
        let same = |record: &mut Record| record.bytes.len() == before && !record.closed;
        !self.seen.news.wait_timeout_while(record, long, same).unwrap().0.closed
    }

    /// Waits until the bell has rung.
    #[track_caller]
    pub fn rings(&self) {
        self.waits_until("the bell", |record| record.bytes.contains(&7));
    }

    /// Waits for the picture of this number.
    #[track_caller]
    pub fn waits_for_picture(&self, number: usize) {
        self.waits_until(&format!("picture {number}"), |record| record.pictures.len() >= number);
    }

    /// Waits until the window is back in the hands of a shell, as it was: its own screen, its cursor, its echo.
    #[track_caller]
    pub fn is_given_back(&self) {
        self.is_given_back_to_a_shell();
        // By name, as the bits differ between systems.
        let modes = self.master().get_termios().map(|termios| format!("{:?}", termios.local_flags));
        for mode in ["ICANON", "ECHO", "ISIG"] {
            assert!(modes.as_ref().is_none_or(|modes| modes.contains(mode)), "no {mode}: {modes:?}");
        }
    }

    /// The same for a shell that edits its line itself, and asks for pasted text to be marked.
    #[track_caller]
    pub fn is_given_back_to_a_shell(&self) {
        self.waits_until("the terminal to be given back", |record| {
            let screen = record.terminal.screen();
            !(screen.alternate_screen() || screen.hide_cursor())
        });
    }

    /// Watches that not a single byte comes for so long, once what belongs to what is shown has come: the end of the
    /// picture, and the bell after it.
    #[track_caller]
    pub fn stays_quiet_for(&self, long: Duration) {
        let quiet = |record, long| {
            let mut before = None;
            let stays = |record: &mut Record| *before.get_or_insert(record.bytes.len()) == record.bytes.len();
            let (record, wait) = self.seen.news.wait_timeout_while(record, long, stays).unwrap();
            (record, before.unwrap_or_default(), wait)
        };
        let settles = || quiet(self.seen.record(), AGAIN).2.timed_out();
        assert!((0..PATIENCE.as_millis() / AGAIN.as_millis()).any(|_| settles()), "it never is quiet");
        let (record, before, wait) = quiet(self.seen.record(), long);
        if !wait.timed_out() {
            let came = String::from_utf8_lossy(&record.bytes[before..]).into_owned();
            panic!("{came:?} came while all should be quiet; the screen shows:\n{}", record.text());
        }
    }

    /// Waits until the program ends, and all that it wrote is on the screen.
    #[track_caller]
    pub fn ends(&mut self) -> ExitStatus {
        let Ok(status) = self.ended.recv_timeout(PATIENCE) else {
            panic!("the program should end, but the screen shows:\n{}", self.text());
        };
        self.over = true;
        self.waits_until("the end of the output", |record| record.closed);
        status
    }

    /// Closes the window while a countdown runs. Returns how the program ended.
    #[track_caller]
    pub fn close(self) -> ExitStatus {
        self.close_after(|_| {})
    }

    /// Closes the window after this, which makes the program write something. Returns how it ended.
    #[track_caller]
    pub fn close_after(mut self, stir: impl FnOnce(&mut Window)) -> ExitStatus {
        self.seen.look_away.store(true, Ordering::SeqCst);
        stir(&mut self);
        // The reader holds the terminal open until something comes.
        self.waits_until("a last look", |record| record.closed);
        drop(self.desk.take());
        let Ok(status) = self.ended.recv_timeout(PATIENCE) else {
            panic!("the program lives on without its window");
        };
        self.over = true;
        status
    }

    fn master(&self) -> &dyn MasterPty {
        &*self.desk.as_ref().unwrap().master
    }

    #[track_caller]
    fn waits_until(&self, what: &str, wanted: impl Fn(&Record) -> bool) {
        let record = self.seen.record();
        let (record, _) =
            self.seen.news.wait_timeout_while(record, PATIENCE, |r| !wanted(r) && !r.closed).unwrap();
        if !wanted(&record) {
            let over = if record.closed { " the program has ended," } else { "" };
            panic!("waited for {what}, but{over} the screen shows:\n{}", record.text());
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !self.over {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

impl Seen {
    fn record(&self) -> MutexGuard<'_, Record> {
        // A test that failed while it held the record has told why.
        self.record.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Reads until the program is gone or nobody looks any more.
    fn watch(&self, mut screen: Box<dyn Read + Send>) {
        let mut chunk = [0; 8192];
        while !self.look_away.load(Ordering::SeqCst) {
            match screen.read(&mut chunk) {
                Ok(0) | Err(_) => break,
                Ok(length) => {
                    let mut record = self.record();
                    chunk.iter().take(length).for_each(|&byte| record.take(byte));
                }
            }
            self.news.notify_all();
        }
        drop(screen);
        self.record().closed = true;
        self.news.notify_all();
    }
}

impl Record {
    fn take(&mut self, byte: u8) {
        self.terminal.process(&[byte]);
        self.bytes.push(byte);
        if self.bytes.ends_with(PICTURE_BEGINS) {
            self.before = Some(self.text());
        } else if self.bytes.ends_with(PICTURE_ENDS) {
            self.before = None;
            self.pictures.push(self.text());
        }
    }

    /// What a terminal shows: never half a picture.
    fn text(&self) -> String {
        self.before.clone().unwrap_or_else(|| self.terminal.screen().contents())
    }
}

/// Returns whether a text says what is wanted; " … " in that stands for anything within a line.
fn says(text: &str, wanted: &str) -> bool {
    match wanted.split_once(" … ") {
        None => text.contains(wanted),
        Some((from, to)) => {
            text.lines().any(|line| line.split_once(from).is_some_and(|(_, rest)| says(rest, to)))
        }
    }
}

/// Returns the count in a picture of [`ONE_LINE`], as in "paused · 27 Hold left leg".
#[track_caller]
pub fn count_in(picture: &str) -> u64 {
    let mut numbers = picture.split(" · ").filter_map(|part| part.split(' ').next()?.parse().ok());
    numbers.next().unwrap_or_else(|| panic!("no count in:\n{picture}"))
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
