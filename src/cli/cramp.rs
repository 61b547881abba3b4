//! `winddown cramp`: what to do now, before anything else is read or asked.

use std::io::{self, IsTerminal, Write};

use super::diary::show;
use super::evening;
use super::output::{Failure, Options, indented, wrapped};
use crate::app::{Door, Startup};
use crate::device::clock::Clock;
use crate::diary::Diary;
use crate::health::bedroom::Ticks;
use crate::health::body::Muscle;
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::routine::cramp::{self, EMERGENCY, TEN};
use crate::store::journal::{Journal, night_of};
use crate::store::paths::Paths;

pub(super) fn run(muscle: Option<Muscle>, options: Options) -> Result<(), Failure> {
    let clock = Clock::start(options.speed);
    let paths = Paths::find();
    // Whatever is wrong with a file can be told by day.
    let safety = paths.as_ref().ok().and_then(Safety::careful);
    let config = paths.as_ref().map(|paths| evening::read_config(paths, &mut Vec::new())).unwrap_or_default();
    let known = Safety::known(safety.as_ref(), config.pregnant, config.fluid_limit);
    let routine = cramp::routine(muscle, &known);
    let led = options.plain || (io::stdout().is_terminal() && io::stdin().is_terminal());
    let Ok(paths) = paths else { return print(&routine) };
    let journal = Journal::open(&paths);
    let config = evening::read_config(&paths, &mut Vec::new());
    let night = night_of(&clock.now().wall, config.night_begins);
    let summary = journal.recall(night);
    if !led {
        let unchecked = Diary::of(summary.told, night).urgent();
        show::findings(&unchecked)?;
        return if unchecked.is_empty() { print(&routine) } else { Ok(()) };
    }
    let opening = Startup {
        config,
        routine: ("cramp".into(), routine),
        summary,
        ticks: Ticks::default(),
        safety,
        checkpoint: None,
        toast: None,
        door: Door::Cramp(muscle),
        gap_tolerance: evening::gap_tolerance(options.speed),
    };
    evening::open(opening, options, (clock, paths, journal))
}

fn print(routine: &Routine) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}\n", wrapped(EMERGENCY))?;
    for step in &routine.steps {
        let name = [step.name.as_str()].into_iter().chain(step.guide.not_if.as_deref()).collect::<Vec<_>>();
        writeln!(out, "{}", wrapped(&name.join(" · ")))?;
        for line in step.guide.setup.iter().chain(&step.guide.cues) {
            writeln!(out, "{}", indented(line, "  "))?;
        }
    }
    writeln!(out, "\n{}", wrapped(TEN)).map_err(Failure::from)
}

pub(super) fn muscle_of(routine: &str) -> Option<Muscle> {
    let muscles = [Muscle::Calf, Muscle::Foot, Muscle::BackOfThigh, Muscle::FrontOfThigh];
    cramp::ROUTINES.iter().zip(muscles).find(|(id, _)| **id == routine).map(|(_, muscle)| muscle)
}

pub(super) fn muscle(word: &str) -> Result<Muscle, String> {
    match word {
        "calf" => Ok(Muscle::Calf),
        "foot" => Ok(Muscle::Foot),
        "thigh" => Ok(Muscle::BackOfThigh),
        "front" => Ok(Muscle::FrontOfThigh),
        _ => Err("write calf, foot, thigh (the back of it) or front (of the thigh)".into()),
    }
}
