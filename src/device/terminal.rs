//! The terminal: set up, drawn on, and given back whatever happens.
//!
//! Quitting, errors, panics, SIGTERM and Ctrl-Z all go through [`restore`], from any thread. SIGHUP leaves the terminal
//! alone: with the terminal gone there is nothing to restore, and what was done is on disk already.

#[cfg(all(unix, not(target_os = "macos")))]
use std::io::Read;
use std::io::{self, BufWriter, Stdout, Write, stdout};
#[cfg(all(unix, not(target_os = "macos")))]
use std::os::unix::net::UnixStream;
#[cfg(all(unix, not(target_os = "macos")))]
use std::sync::OnceLock;
#[cfg(unix)]
use std::sync::TryLockError;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    self, DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::Print;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod events;
mod filter;
mod keys;

pub(crate) use events::Events;
pub(crate) use keys::Keys;

/// Keeps the picture that is shown and writes only what differs. ratatui's own `Terminal` would do the same, but
/// its `clear` asks the terminal where the cursor is and waits up to two seconds for an answer.
pub struct Screen {
    backend: CrosstermBackend<BufWriter<Stdout>>,
    shown: Buffer,
    next: Buffer,
    /// Whether the terminal shows something that is not ours.
    wipe: bool,
    focus: bool,
    /// What asks the terminal for its colours.
    query: &'static str,
}

#[derive(Clone, Copy)]
enum Ours {
    Keys = 1,
    Screen = 2,
}

/// What is ours, as a number; 0 if nothing is.
static OURS: AtomicU8 = AtomicU8::new(0);
/// Held while writing to the terminal, so that nobody restores it in the middle of a picture.
static WRITING: Mutex<()> = Mutex::new(());
static RESUMED: AtomicBool = AtomicBool::new(false);

/// The largest picture we draw; a terminal that claims more gets this much in its corner.
const LARGEST: (u16, u16) = (400, 150);
const USUAL: (u16, u16) = (80, 24);
/// Room for a whole picture, so that it goes out in one piece.
const ONE_PICTURE: usize = 16 * 1024;

impl Screen {
    pub fn open(focus: bool, query: &'static str) -> io::Result<Screen> {
        prepare()?;
        // From here on a change of size is heard of, so that none falls between looking at the size and listening.
        let _ = event::poll(Duration::ZERO);
        let area = Rect::ZERO;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(ONE_PICTURE, stdout()));
        let (shown, next) = (Buffer::empty(area), Buffer::empty(area));
        let mut screen = Screen { backend, shown, next, wipe: true, focus, query };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal over, again if need be, and forgets what it shows.
    pub fn enter(&mut self) -> io::Result<()> {
        let entered = take(Ours::Screen, || {
            queue!(self.backend, EnterAlternateScreen, Hide)?;
            // A legacy console of Windows knows nothing of pastes, and refuses.
            let _ = queue!(self.backend, EnableBracketedPaste);
            if self.focus {
                queue!(self.backend, EnableFocusChange)?;
            }
            execute!(self.backend, Print(self.query))
        });
        self.fit();
        entered
    }

    pub(crate) fn fit(&mut self) {
        let area = size();
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.wipe = true;
    }

    pub(crate) fn is_fitting(&self) -> bool {
        size() == self.shown.area
    }

    pub(crate) fn area(&self) -> Rect {
        self.shown.area
    }

    pub fn draw(&mut self, paint: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        self.next.reset();
        paint(self.shown.area, &mut self.next);
        let changes = self.shown.diff(&self.next);
        if self.wipe || !changes.is_empty() {
            let _writing = hold();
            queue!(self.backend, BeginSynchronizedUpdate)?;
            if std::mem::take(&mut self.wipe) {
                queue!(self.backend, Clear(ClearType::All))?;
            }
            self.backend.draw(changes.into_iter())?;
            queue!(self.backend, EndSynchronizedUpdate)?;
            Backend::flush(&mut self.backend)?;
            std::mem::swap(&mut self.shown, &mut self.next);
        }
        Ok(())
    }

    pub(crate) fn ring(&mut self) -> io::Result<()> {
        let _writing = hold();
        self.backend.write_all(b"\x07")?;
        Backend::flush(&mut self.backend)
    }

    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        stop_until_resumed()?;
        self.enter()
    }

    pub fn was_resumed(&self) -> bool {
        was_resumed()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

pub(crate) fn restore() {
    let ours = OURS.swap(0, Ordering::SeqCst);
    // There is nobody left to tell if any of this fails. The keyboard first: what is typed as soon as the shell's screen is
    // back is for the shell.
    if ours != 0 {
        let _ = terminal::disable_raw_mode();
    }
    if ours == Ours::Screen as u8 {
        let mut out = stdout();
        let _ = queue!(out, EndSynchronizedUpdate, DisableFocusChange);
        let _ = queue!(out, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen, Show);
    }
}

fn prepare() -> io::Result<()> {
    restore_on_panic();
    watch_size()?;
    watch_signals()?;
    never_wait_for_half_a_key();
    Ok(())
}

/// Makes the terminal raw and ours, or gives it back.
fn take(ours: Ours, enter: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    OURS.store(ours as u8, Ordering::SeqCst);
    // If the shell has had the terminal meanwhile, it is not raw any more, and only this makes it so again.
    let _ = terminal::disable_raw_mode();
    terminal::enable_raw_mode().and_then(|()| enter()).inspect_err(|_| restore())
}

fn was_resumed() -> bool {
    RESUMED.swap(false, Ordering::SeqCst)
}

#[cfg(unix)]
fn stop_until_resumed() -> io::Result<()> {
    restore();
    RESUMED.store(false, Ordering::SeqCst);
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    // The signal may reach another thread first: this one must not take the terminal back before it is stopped. Where
    // nothing could bring it to the front again, the system does not stop it.
    for _ in 0..20 {
        if was_resumed() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can stop")]
fn stop_until_resumed() -> io::Result<()> {
    restore();
    Ok(())
}

/// Why a sleep was over.
enum Wake {
    /// There is something to read, or crossterm thinks so.
    Readable,
    /// The window may have another size, or the program is back in the foreground.
    #[cfg_attr(
        any(not(unix), target_os = "macos"),
        expect(dead_code, reason = "there crossterm tells of a change of size as of a key")
    )]
    Signal,
    Time,
}

/// Readable after a change of size.
#[cfg(all(unix, not(target_os = "macos")))]
static RESIZED: OnceLock<UnixStream> = OnceLock::new();

/// Sleeps until there is something to read or the window changes, for ever if `wait` is `None`. A terminal that is gone
/// ends the program as SIGHUP does, which not every wrapper passes on: to wait for its keys would take all of a core.
///
/// crossterm's own waiting burns the last millisecond of every timeout, which is most of what an evening costs.
#[cfg(all(unix, not(target_os = "macos")))]
fn sleep(wait: Option<Duration>) -> io::Result<Wake> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let stdin = io::stdin();
    let mut sources = vec![PollFd::new(&stdin, PollFlags::IN)];
    sources.extend(RESIZED.get().map(|resized| PollFd::new(resized, PollFlags::IN)));
    let timeout = wait.map(|wait| Timespec {
        tv_sec: wait.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: wait.subsec_nanos().into(),
    });
    match poll(&mut sources, timeout.as_ref()) {
        Ok(0) => return Ok(Wake::Time),
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok(Wake::Signal),
        Err(error) => return Err(error.into()),
    }
    if sources[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
        end_by(signal_hook::consts::SIGHUP);
    }
    if sources[0].revents().contains(PollFlags::IN) {
        return Ok(Wake::Readable);
    }
    while RESIZED.get().is_some_and(|mut resized| resized.read(&mut [0; 64]).is_ok()) {}
    Ok(Wake::Signal)
}

/// Sleeps until there is an event. On macOS `poll` cannot wait for a terminal; there SIGHUP alone tells that it is gone.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn sleep(wait: Option<Duration>) -> io::Result<Wake> {
    let comes = event::poll(wait.unwrap_or(Duration::MAX))?;
    Ok(if comes { Wake::Readable } else { Wake::Time })
}

fn size() -> Rect {
    // One question to the system; crossterm opens the terminal anew for it, and we ask at every wake-up.
    #[cfg(unix)]
    let size = rustix::termios::tcgetwinsize(stdout()).map(|size| (size.ws_col, size.ws_row)).ok();
    #[cfg(not(unix))]
    let size = terminal::size().ok();
    let (width, height) = size.filter(|&(width, height)| width > 0 && height > 0).unwrap_or(USUAL);
    Rect::new(0, 0, width.min(LARGEST.0), height.min(LARGEST.1))
}

fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Gives the terminal back before a panic of this thread is printed; one of a helper thread leaves the screen alone.
fn restore_on_panic() {
    let ours = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == ours {
            restore();
            before(panic);
        }
    }));
}

/// Reads keys through a terminal of our own that never waits.
///
/// crossterm reads on until a key is whole. Half of one, such as Alt and a bracket or a line that stalls, would keep
/// it waiting and the countdown with it. Only our own opening of the terminal must not wait; that which we share
/// with the shell stays as it is.
#[cfg(unix)]
fn never_wait_for_half_a_key() {
    use rustix::fs::{Mode, OFlags, open};

    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    if let Ok(tty) = open("/dev/tty", flags, Mode::empty()) {
        let _ = rustix::stdio::dup2_stdin(tty);
    }
}

#[cfg(not(unix))]
fn never_wait_for_half_a_key() {}

/// Lets a change of size end a sleep, also one that comes just before it begins.
#[cfg(all(unix, not(target_os = "macos")))]
fn watch_size() -> io::Result<()> {
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    if RESIZED.set(read).is_ok() {
        signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, write)?;
    }
    Ok(())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn watch_size() -> io::Result<()> {
    Ok(())
}

/// Waits for signals on a small thread, because `event::poll` sleeps through them.
#[cfg(unix)]
fn watch_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT])?;
    std::thread::Builder::new().name("signals".into()).stack_size(64 * 1024).spawn(move || {
        for signal in &mut signals {
            if signal == SIGCONT {
                RESUMED.store(true, Ordering::SeqCst);
                // The main thread sleeps until a key or a change of size: so there is one.
                let us = rustix::process::getpid();
                let _ = rustix::process::kill_process(us, rustix::process::Signal::WINCH);
                continue;
            }
            // Held to the end, so that no picture follows.
            let writing = wait_for_picture();
            match writing {
                // The terminal is gone, even for a program that was told not to mind: reading it would never end.
                _ if signal == SIGHUP => {}
                Some(_) => restore(),
                // It takes nothing any more; what is written now would wait with the rest.
                None => drop(terminal::disable_raw_mode()),
            }
            end_by(signal);
        }
    })?;
    Ok(())
}

/// Silences every worker, then ends the process the way the signal would have.
#[cfg(unix)]
pub(crate) fn end_by(signal: i32) {
    let _silence = crate::device::worker::silence_all();
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Ends the program as SIGHUP does if an error comes of a terminal that is gone: nobody is left to read of it.
///
/// The error alone does not tell. crossterm opens the terminal for itself and has its own words where it cannot.
#[cfg(unix)]
pub(crate) fn end_if_gone(error: &io::Error) {
    if has_hung_up() || error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        end_by(signal_hook::consts::SIGHUP);
    }
}

/// Whether the terminal that keys came from is gone; a pipe that has ended is none.
#[cfg(unix)]
fn has_hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::{FileType, fstat};

    let stdin = io::stdin();
    // What has hung up does not say any more that it is a terminal.
    let is_device =
        fstat(&stdin).is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::CharacterDevice);
    let mut source = [PollFd::new(&stdin, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    let polled = poll(&mut source, Some(&now)).is_ok();
    is_device && polled && source[0].revents().intersects(PollFlags::HUP | PollFlags::ERR)
}

#[cfg(not(unix))]
pub(crate) fn end_if_gone(_: &io::Error) {}

#[cfg(not(unix))]
fn watch_signals() -> io::Result<()> {
    Ok(())
}

/// Waits for a picture that is being written, but not for long: the terminal may have stopped taking it.
#[cfg(unix)]
fn wait_for_picture() -> Option<MutexGuard<'static, ()>> {
    for _ in 0..20 {
        match WRITING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    None
}
