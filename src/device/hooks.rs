//! Runs the person's own programs when something happens, and never waits for them.

use std::cell::OnceCell;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::opener;
use crate::app::effect::Happening;
use crate::health::body::Side;
use crate::store::hooks::{HookEvent, HookFailure, Hooks};
use crate::store::paths::Paths;

/// Dropped, it sees that all programs have at least been started.
#[derive(Debug)]
pub(crate) struct HookRunner {
    hooks: Hooks,
    paths: Paths,
    /// The thread that starts them, once there was one to start; `None` where there can be no thread.
    starter: OnceCell<Option<Starter>>,
}

#[derive(Debug)]
struct Starter {
    happenings: Sender<Happening>,
    /// Closed once all have been started, and those that come last have ended.
    ended: Receiver<()>,
}

/// The longest that the end of the program waits for hooks that come last, to learn whether they failed.
const LAST: Duration = Duration::from_millis(500);
const STACK: usize = 64 * 1024;

impl HookRunner {
    pub(crate) fn new(hooks: Hooks, paths: &Paths) -> HookRunner {
        HookRunner { hooks, paths: paths.clone(), starter: OnceCell::new() }
    }

    pub(crate) fn has(&self, event: HookEvent) -> bool {
        self.hooks.command(event).is_some()
    }

    /// Runs what is set for it, if anything is.
    pub(crate) fn run(&self, happening: Happening) {
        if self.has(happening.event)
            && let Some(starter) = self.starter.get_or_init(|| Starter::start(&self.hooks, &self.paths))
        {
            let _ = starter.happenings.send(happening);
        }
    }
}

impl Drop for HookRunner {
    fn drop(&mut self) {
        if let Some(Starter { happenings, ended }) = self.starter.take().flatten() {
            drop(happenings);
            let _ = ended.recv_timeout(LAST);
        }
    }
}

impl Starter {
    fn start(hooks: &Hooks, paths: &Paths) -> Option<Starter> {
        let (happenings, told) = mpsc::channel::<Happening>();
        let (tell_end, ended) = mpsc::channel();
        let (hooks, paths) = (hooks.clone(), paths.clone());
        // One after the other, so that they begin in the order in which things happened.
        let work = move || told.iter().for_each(|happening| start(&happening, &hooks, &paths, &tell_end));
        thread::Builder::new().name("hooks".into()).stack_size(STACK).spawn(work).ok()?;
        Some(Starter { happenings, ended })
    }
}

/// Starts a program, and leaves it to a thread that learns how it ends.
fn start(happening: &Happening, hooks: &Hooks, paths: &Paths, tell_end: &Sender<()>) {
    let event = happening.event;
    let Some([program, arguments @ ..]) = hooks.command(event) else { return };
    let failure = |why| HookFailure { event, program: program.clone(), why, at: happening.at.clone() };
    let mut command = Command::new(program);
    command.args(arguments).envs(variables(happening));
    let mut child = match opener::spawn(&mut command) {
        Ok(child) => child,
        Err(error) => return tell(&failure(format!("could not be started: {error}")), paths),
    };
    let (failure, paths) = (failure(String::new()), paths.clone());
    let comes_last = matches!(event, HookEvent::End | HookEvent::Reminder).then(|| tell_end.clone());
    let work = move || {
        match child.wait() {
            Ok(status) if status.success() => {}
            Ok(status) => tell(&HookFailure { why: format!("ended with {status}"), ..failure }, &paths),
            Err(error) => tell(&HookFailure { why: error.to_string(), ..failure }, &paths),
        }
        drop(comes_last);
    };
    // Without a thread it still runs; only nobody learns how it ended.
    let _ = thread::Builder::new().name("hook".into()).stack_size(STACK).spawn(work);
}

fn variables(happening: &Happening) -> [(&'static str, String); 5] {
    let Happening { event, routine, step, side, length, .. } = happening;
    [
        ("WINDDOWN_EVENT", event.word().to_owned()),
        ("WINDDOWN_ROUTINE", routine.clone()),
        ("WINDDOWN_STEP", step.clone()),
        ("WINDDOWN_SIDE", side.map_or("", Side::word).to_owned()),
        ("WINDDOWN_SECONDS", length.map_or_else(String::new, |length| length.as_secs().to_string())),
    ]
}

fn tell(failure: &HookFailure, paths: &Paths) {
    // Where nothing can be written, the evening has more to say about it.
    let _ = failure.save(paths);
}
