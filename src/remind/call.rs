//! One call of the scheduler: judges, speaks, and sees to the answer.
//!
//! [`answer_call`] is a shell of its own, like [`crate::shell`]: it reads files and the clock, lets the pure
//! [`judge`](super::judge) decide, and acts. What it says while it goes goes to `tell`, one line each.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use super::judge::{Due, Facts, Silence, Word, due, judge};
use super::launch;
use super::memory::{self, Memory};
use super::schedule::Schedule;
use crate::clock::Clock;
use crate::config::Config;
use crate::journal::{Journal, What};
use crate::notify::{self, Answer, Notice, Shown};
use crate::paths::Paths;
use crate::state::Running;
use crate::words;

/// What a call works with.
pub struct World<'a> {
    /// The only reader of time.
    pub clock: &'a Clock,
    /// Where files are.
    pub paths: &'a Paths,
    /// The person's settings.
    pub config: &'a Config,
    /// The program that Start starts.
    pub program: PathBuf,
    /// What tonight's routine is and how long it takes: "Classic evening, 9 min 37 s."
    pub tonight: &'a dyn Fn() -> String,
    /// Hears what happens, a line at a time.
    pub tell: &'a dyn Fn(&str),
    /// Shows a title and a text in an open terminal, where there is no desktop to show them.
    pub in_terminal: Option<InTerminal<'a>>,
}

/// Shows a title and a text in the terminal.
pub type InTerminal<'a> = &'a dyn Fn(&str, &str);

/// Why a call could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The desktop did not show it.
    #[error(transparent)]
    Notify(#[from] notify::Trouble),
    /// No terminal could be opened.
    #[error(transparent)]
    Terminal(#[from] launch::NoTerminal),
    /// What has to be remembered could not be.
    #[error("{0}")]
    Disk(#[from] std::io::Error),
}

/// The buttons of the reminder.
const BUTTONS: &[(&str, &str)] = &[(START, "Start"), (SNOOZE, "In 10 minutes"), (NOT_TONIGHT, "Not tonight")];
/// The key of the button that begins.
pub const START: &str = "start";
/// The key of the button that puts it off.
pub const SNOOZE: &str = "snooze";
const NOT_TONIGHT: &str = "not-tonight";

/// How long a snooze is, in minutes of the clock on the wall.
const SNOOZE_MINUTES: i64 = 10;
/// How long an answer is waited for. Our choice: who has not answered by then will not start because of us.
const PATIENCE: Duration = Duration::from_secs(45 * 60);
/// Sleep stands still while the machine sleeps, so it comes in pieces no longer than this.
const NAP: Duration = Duration::from_secs(30);

/// Judges what is due by `schedule`, says it, and sees to the answer; comes again as often as it is put off.
///
/// Returns why it was silent, if it was.
///
/// # Errors
/// [`CallError`]; if the desktop did not show it, nothing is remembered, and calling again is right.
pub fn answer_call(world: &World<'_>, schedule: &Schedule) -> Result<Option<Silence>, CallError> {
    loop {
        let (due, shown) = match speak(world, schedule)? {
            Ok(spoken) => spoken,
            Err(silence) => return Ok(Some(silence)),
        };
        let Some(shown) = shown else { return Ok(None) };
        // Whoever has begun by hand needs no reminder.
        let worth = || Running::night(world.paths) != Some(due.night);
        match see_to(world, shown.wait_while(world.clock.real(PATIENCE), worth), due.night)? {
            Some(until) => sleep_until(world.clock, &until, || true),
            None => return Ok(None),
        }
    }
}

/// Says what is due, if it is still worth saying; under the lock, so that two calls at once say it once. A lead is
/// said, and nothing shown to wait for.
fn speak(world: &World<'_>, schedule: &Schedule) -> Result<Result<(Due, Option<Shown>), Silence>, CallError> {
    let World { paths, config, .. } = world;
    let _lock = memory::lock(paths)?;
    let now = world.clock.now().wall;
    let mut memory = Memory::load(paths);
    let verdict = due(&now, schedule, config.night_begins, config.remind_within, &memory)
        .and_then(|due| judge(&due, &now, &memory, facts(paths, due.night)).map(|()| due));
    let due = match verdict {
        Ok(due) => due,
        Err(silence) => return Ok(Err(silence)),
    };
    let shown = match &due.what {
        Word::Bedtime | Word::Again => {
            let shown = show(world, &bedtime((world.tonight)()))?;
            (memory.spoken, memory.snoozed) = (Some(now), None);
            shown
        }
        Word::Lead(bed) => {
            show(world, &lead(bed, &now))?;
            memory.lead_spoken = Some(now);
            None
        }
    };
    memory.save(paths)?;
    Ok(Ok((due, shown)))
}

/// Shows it on the desktop, or else in the open terminal, which gives no answer.
fn show(world: &World<'_>, notice: &Notice) -> Result<Option<Shown>, CallError> {
    match (notify::show(notice, None), world.in_terminal) {
        (Ok(shown), _) => Ok(Some(shown)),
        (Err(_), Some(show)) => {
            show(&notice.title, &format!("{} {}", notice.body, notice.hint));
            Ok(None)
        }
        (Err(trouble), None) => Err(trouble.into()),
    }
}

/// Shows the reminder now, whatever the time, and sees to the answer as a real one would. Returns what was answered.
///
/// # Errors
/// [`CallError`].
pub fn rehearse(world: &World<'_>, patience: Duration) -> Result<Answer, CallError> {
    let shown = notify::show(&bedtime((world.tonight)()), None)?;
    let answer = shown.wait(world.clock.real(patience));
    if answer == Answer::Chosen(START.to_owned()) {
        start(world)?;
    }
    Ok(answer)
}

/// Does what the answer asks for. Returns until when to wait if it is to come again.
fn see_to(world: &World<'_>, answer: Answer, night: Date) -> Result<Option<Zoned>, CallError> {
    match answer {
        Answer::Chosen(key) if key == START => start(world)?,
        Answer::Chosen(key) if key == SNOOZE => {
            let _lock = memory::lock(world.paths)?;
            let now = world.clock.now().wall;
            let until = now.checked_add(SNOOZE_MINUTES.minutes()).unwrap_or(now);
            let memory = Memory { snoozed: Some(until.clone()), ..Memory::load(world.paths) };
            memory.save(world.paths)?;
            (world.tell)(&format!("Again at {}.", until.strftime("%H:%M")));
            return Ok(Some(until));
        }
        Answer::Chosen(_) => {
            Journal::open(world.paths).append(&world.clock.now().wall, night, &What::Excused)?;
            (world.tell)("Not tonight.");
        }
        Answer::Closed => (world.tell)("Closed."),
        Answer::Unanswered => (world.tell)("Nobody answered."),
    }
    Ok(None)
}

/// Opens a terminal with the evening in it; says so on the desktop if there is none.
fn start(world: &World<'_>) -> Result<(), CallError> {
    let opened = launch::open(&world.program, &world.config.terminal).inspect_err(|error| {
        let _ = notify::show(
            &Notice {
                title: "No terminal could be opened".to_owned(),
                body: format!("{error}. {HOW_TO_BEGIN}"),
                buttons: &[],
                on_click: None,
                hint: String::new(),
                quiet: false,
            },
            None,
        );
    })?;
    (world.tell)(&format!("Started in {opened}."));
    Ok(())
}

/// Returns what is known of a night.
pub fn facts(paths: &Paths, night: Date) -> Facts {
    let entries = Journal::open(paths).read_all().entries;
    let mut tonight = entries.iter().rev().filter(|entry| entry.night == night).map(|entry| &entry.what);
    Facts {
        done: tonight.clone().any(|what| matches!(what, What::Session(note) if note.finished)),
        running: Running::night(paths) == Some(night),
        excused: tonight.any(|what| *what == What::Excused),
        skipped: Memory::load(paths).quiet_through.is_some_and(|last| night <= last),
    }
}

/// What the notification says where the desktop has no buttons.
const HOW_TO_BEGIN: &str = "Run `winddown` in a terminal to begin.";

fn bedtime(tonight: String) -> Notice {
    Notice {
        title: "Time to wind down".to_owned(),
        body: tonight,
        buttons: BUTTONS,
        on_click: Some(START),
        hint: HOW_TO_BEGIN.to_owned(),
        quiet: false,
    }
}

/// The earlier, quieter word; drinking the usual amount, but earlier, is advice of the evidence (D, V13).
fn lead(bed: &Zoned, now: &Zoned) -> Notice {
    let left = words::minutes(Duration::try_from(bed.duration_since(now)).unwrap_or_default());
    Notice {
        title: format!("Bed in {}", words::many(left, "minute", "minutes")),
        body: "Time for the last big drink. Dim the lights.".to_owned(),
        buttons: &[],
        on_click: None,
        hint: String::new(),
        quiet: true,
    }
}

/// Sleeps until the clock on the wall says so, also over a lid that was closed meanwhile, or until it is no longer
/// `worth` it; that is asked a few times a minute.
pub fn sleep_until(clock: &Clock, until: &Zoned, worth: impl Fn() -> bool) {
    loop {
        let left = until.duration_since(&clock.now().wall);
        if !left.is_positive() || !worth() {
            return;
        }
        thread::sleep(clock.real(left.unsigned_abs().min(NAP)));
    }
}
