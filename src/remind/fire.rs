//! One call of the scheduler: judges, speaks, and sees to the answer.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::decision::{Due, NightFacts, Occasion, Suppressed, decide, due};
use super::launch;
use super::memory::{self, Memory};
use super::schedule::Schedule;
use crate::app::effect::Happening;
use crate::device::clock::Clock;
use crate::device::hooks::HookRunner;
use crate::device::notify::{self, Notice, NoticeAnswer, ShownNotice};
use crate::store::config::Config;
use crate::store::hooks::HookEvent;
use crate::store::journal::{EventKind, ExcusedNote, Journal};
use crate::store::paths::Paths;
use crate::store::state::Running;
use crate::text;

pub(crate) struct CallContext<'a> {
    pub(crate) clock: &'a Clock,
    pub(crate) paths: &'a Paths,
    pub(crate) config: &'a Config,
    pub(crate) program: PathBuf,
    pub(crate) tonight: &'a dyn Fn() -> Tonight,
    pub(crate) hooks: &'a HookRunner,
    pub(crate) tell: &'a dyn Fn(&str),
    pub(crate) in_terminal: Option<InTerminal<'a>>,
}

/// What is to be done tonight.
pub(crate) struct Tonight {
    /// Its name in commands, or its path.
    pub(crate) routine: String,
    /// "Classic evening, 9 min 37 s."
    pub(crate) in_short: String,
    /// How long it takes; `None` for one that was left in the middle.
    pub(crate) length: Option<Duration>,
}

pub(crate) type InTerminal<'a> = &'a dyn Fn(&str, &str);

#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error(transparent)]
    Notify(#[from] notify::NotifyError),
    #[error(transparent)]
    Terminal(#[from] launch::NoTerminal),
    #[error("{0}")]
    Disk(#[from] std::io::Error),
}

pub(crate) const START: &str = "start";
pub(crate) const SNOOZE: &str = "snooze";
const NOT_TONIGHT: &str = "not-tonight";

/// The longest wait for an answer. Our choice: after that, nobody starts because of us.
const PATIENCE: Duration = Duration::from_secs(45 * 60);
/// Sleep stands still while the machine sleeps, so it comes in pieces no longer than this.
const NAP: Duration = Duration::from_secs(30);

/// Decides what is due by `schedule`, says it, and acts on the answer; comes back after a snooze, and for the next
/// bedtime if that is reached meanwhile. Returns why it had nothing at all to say. After an error, calling again is
/// right.
pub(crate) fn fire(context: &CallContext<'_>, schedule: &Schedule) -> Result<Option<Suppressed>, CallError> {
    let (mut has_spoken, mut was_closed) = (false, false);
    loop {
        match speak(context, schedule, has_spoken)? {
            Ok((night, shown)) => {
                has_spoken = true;
                // A lead, or a bell in a terminal, cannot be answered.
                let Some(shown) = shown else { continue };
                let patience = context.clock.real(patience(context, schedule));
                let answer = shown.wait_while(patience, || is_wanted(context.paths, night));
                // A slip of the hand closes it too, so it comes once more.
                let comes_again = answer == NoticeAnswer::Closed && !was_closed;
                was_closed = comes_again;
                match answer {
                    NoticeAnswer::Closed if comes_again => put_off(context, "Closed; once more")?,
                    answer => see_to(context, answer, night)?,
                }
            }
            Err(Suppressed::Snoozed(until)) => {
                let is_so = || Memory::load(context.paths).snoozed.as_ref() == Some(&until);
                sleep_until(context.clock, &until, is_so);
                if !is_so() {
                    return Ok(None);
                }
            }
            Err(silence) => return Ok((!has_spoken).then_some(silence)),
        }
    }
}

/// How long to wait for an answer: at most until the next bedtime, which has its own reminder.
fn patience(context: &CallContext<'_>, schedule: &Schedule) -> Duration {
    let now = context.clock.now().wall;
    let next = schedule.next(&now, context.config.night_begins);
    let left = next.and_then(|next| Duration::try_from(next.duration_since(&now)).ok());
    left.map_or(PATIENCE, |left| left.min(PATIENCE))
}

/// Whether a reminder on the screen still makes sense: nobody has begun by hand, skipped it or switched it off.
fn is_wanted(paths: &Paths, night: Date) -> bool {
    let memory = Memory::load(paths);
    memory.spoken.is_some() && !memory.is_quiet(night) && Running::night(paths) != Some(night)
}

/// Says what is due, under the lock, so that two calls at once say it once. Returns the night, and the notification if
/// it can be answered. A call that `has_spoken` has a memory of that, unless the reminder was switched off meanwhile.
fn speak(
    context: &CallContext<'_>,
    schedule: &Schedule,
    has_spoken: bool,
) -> Result<Result<(Date, Option<ShownNotice>), Suppressed>, CallError> {
    let CallContext { paths, config, .. } = context;
    let _lock = memory::lock(paths)?;
    let now = context.clock.now().wall;
    let memory = Memory::find(paths);
    if has_spoken && memory.is_none() {
        return Ok(Err(Suppressed::NotDue));
    }
    let mut memory = memory.unwrap_or_default();
    let verdict = due(&now, schedule, config.night_begins, config.remind_within, &memory)
        .and_then(|due| decide(&due, &memory, facts(paths, due.night)).map(|()| due));
    let Due { night, what, .. } = match verdict {
        Ok(due) => due,
        Err(silence) => return Ok(Err(silence)),
    };
    let shown = match what {
        Occasion::Bedtime | Occasion::Again => {
            let shown = show(context, &bedtime(context))?;
            run_hook(context, &now);
            (memory.spoken, memory.snoozed) = (Some(now), None);
            shown
        }
        Occasion::Lead(bed) => {
            show(context, &lead(&bed, &now))?;
            memory.lead_spoken = Some(now);
            None
        }
    };
    memory.save(paths)?;
    Ok(Ok((night, shown)))
}

fn show(context: &CallContext<'_>, notice: &Notice) -> Result<Option<ShownNotice>, CallError> {
    match (notify::show(notice, None), context.in_terminal) {
        (Ok(shown), _) => Ok(Some(shown)),
        (Err(_), Some(show)) => {
            show(&notice.title, &format!("{} {}", notice.body, notice.hint));
            Ok(None)
        }
        (Err(trouble), None) => Err(trouble.into()),
    }
}

/// Runs what is set for the reminder.
fn run_hook(CallContext { hooks, tonight, .. }: &CallContext<'_>, now: &Zoned) {
    let event = HookEvent::Reminder;
    if hooks.has(event) {
        let (Tonight { routine, length, .. }, at) = (tonight(), now.clone());
        hooks.run(Happening { event, routine, step: String::new(), side: None, length, at });
    }
}

pub(crate) fn rehearse(
    context: &CallContext<'_>,
    patience: Duration,
    once_shown: &str,
) -> Result<NoticeAnswer, CallError> {
    let shown = notify::show(&bedtime(context), None)?;
    (context.tell)(once_shown);
    let answer = shown.wait(context.clock.real(patience));
    if answer == NoticeAnswer::Chosen(START.to_owned()) {
        start(context)?;
    }
    Ok(answer)
}

fn see_to(context: &CallContext<'_>, answer: NoticeAnswer, night: Date) -> Result<(), CallError> {
    match answer {
        NoticeAnswer::Chosen(key) if key == START => start(context)?,
        NoticeAnswer::Chosen(key) if key == SNOOZE => put_off(context, "Again")?,
        NoticeAnswer::Chosen(_) => {
            // Whatever becomes of the journal, it is quiet tonight.
            change(context.paths, |memory| memory.quiet_through = memory.quiet_through.max(Some(night)))?;
            (context.tell)("Not tonight.");
            let excused = EventKind::Excused(ExcusedNote::default());
            Journal::open(context.paths).append(&context.clock.now().wall, night, &excused)?;
        }
        // It was taken from the person, not answered: once the desktop is back, it is said again.
        NoticeAnswer::Gone => {
            change(context.paths, |memory| memory.spoken = None)?;
            (context.tell)("The desktop's notifications stopped; trying again.");
            thread::sleep(context.clock.real(NAP));
        }
        NoticeAnswer::Closed => (context.tell)("Closed."),
        NoticeAnswer::Unanswered => (context.tell)("It was not answered."),
    }
    Ok(())
}

/// Has it come again after the snooze, and tells when: "Again at 22:10."
fn put_off(context: &CallContext<'_>, said: &str) -> std::io::Result<()> {
    let now = context.clock.now().wall;
    let until = now.checked_add(context.config.snooze).unwrap_or(now);
    change(context.paths, |memory| memory.snoozed = Some(until.clone()))?;
    (context.tell)(&format!("{said} at {}.", until.strftime("%H:%M")));
    Ok(())
}

/// Changes the memory, unless the reminder was switched off meanwhile.
fn change(paths: &Paths, change: impl FnOnce(&mut Memory)) -> std::io::Result<()> {
    let _lock = memory::lock(paths)?;
    let mut memory = Memory::load(paths);
    if memory.spoken.is_none() {
        return Ok(());
    }
    change(&mut memory);
    memory.save(paths)
}

fn start(context: &CallContext<'_>) -> Result<(), CallError> {
    let opened = launch::open(&context.program, &context.config.terminal).inspect_err(|error| {
        let title = "The evening could not be opened".to_owned();
        let notice = Notice { title, body: format!("{error}. {HOW_TO_BEGIN}"), ..Notice::default() };
        let _ = notify::show(&notice, None);
    })?;
    (context.tell)(&format!("Started in {opened}."));
    Ok(())
}

pub(crate) fn facts(paths: &Paths, night: Date) -> NightFacts {
    let entries = Journal::open(paths).read_all().entries;
    let mut tonight = entries.iter().rev().filter(|entry| entry.night == night).map(|entry| &entry.what);
    NightFacts {
        done: tonight.clone().any(|what| matches!(what, EventKind::Session(note) if note.finished)),
        running: Running::night(paths) == Some(night),
        excused: tonight.any(|what| matches!(what, EventKind::Excused(_))),
    }
}

const HOW_TO_BEGIN: &str = "Run `winddown` in a terminal to begin.";
const HOW_TO_SKIP: &str = "Not tonight? Run `winddown remind skip`.";

fn bedtime(context: &CallContext<'_>) -> Notice {
    Notice {
        title: "Time to wind down".to_owned(),
        body: (context.tonight)().in_short,
        buttons: vec![
            (START, "Start".to_owned()),
            (SNOOZE, snooze(context.config)),
            (NOT_TONIGHT, "Not tonight".to_owned()),
        ],
        on_click: Some(START),
        hint: format!("{HOW_TO_BEGIN}\n{HOW_TO_SKIP}"),
        ..Notice::default()
    }
}

/// "In 10 minutes".
pub(crate) fn snooze(config: &Config) -> String {
    format!("In {}", text::many(text::minutes(config.snooze), "minute", "minutes"))
}

/// The heads-up before bedtime; drinking the usual amount, but earlier, is the evidence's advice (D, V13).
fn lead(bed: &Zoned, now: &Zoned) -> Notice {
    let left = text::minutes(Duration::try_from(bed.duration_since(now)).unwrap_or_default());
    Notice {
        title: format!("Bed in {}", text::many(left, "minute", "minutes")),
        body: "Time for the last big drink. Dim the lights.".to_owned(),
        quiet: true,
        ..Notice::default()
    }
}

/// Sleeps until that wall time, also over a closed lid, or until it is no longer `worth` it; that is asked twice a
/// minute.
pub(crate) fn sleep_until(clock: &Clock, until: &Zoned, worth: impl Fn() -> bool) {
    loop {
        let left = until.duration_since(&clock.now().wall);
        if !left.is_positive() || !worth() {
            return;
        }
        thread::sleep(clock.real(left.unsigned_abs().min(NAP)));
    }
}
