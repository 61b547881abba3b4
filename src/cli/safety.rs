//! `winddown safety`: the answers given before the first evening, to change in a terminal or to read through a pipe.

use std::io::{self, IsTerminal, Write};

use super::evening;
use super::output::{Failure, Options, find_paths, print};
use crate::app::{Door, fluids};
use crate::device::clock::Clock;
use crate::health::answer::Answer;
use crate::health::safety::{Fluids, Risk, Safety, TRIPS};
use crate::text;

pub(super) fn run(options: Options) -> Result<(), Failure> {
    if options.plain || (io::stdout().is_terminal() && io::stdin().is_terminal()) {
        return evening::run(Door::Safety, None, options);
    }
    let paths = find_paths()?;
    let Some(safety) = Safety::load(&paths).map_err(Failure::said)? else {
        return print("You have not answered the questions about your health yet.");
    };
    let mut out = io::stdout().lock();
    let word = |yes: bool| if yes { "yes" } else { "no" };
    for &risk in Risk::ALL {
        writeln!(out, "{:3}  {}", word(safety.has(risk)), risk.label())?;
    }
    let units = evening::read_config(&paths, &mut Vec::new()).units;
    writeln!(out, "{:3}  {}", word(safety.fluids() != Fluids::Free), fluids(&safety, units))?;
    writeln!(out, "{:<3}  {TRIPS}", safety.night_trips())?;
    let today = Clock::start(1.0).now().wall.date();
    match safety.given_on {
        _ if safety.asks_again() => {
            writeln!(out, "Some questions are new; they come before your next evening.")?;
        }
        _ if safety.is_old(today) => {
            writeln!(out, "It is a month since you answered; they come again before your next evening.")?;
        }
        Some(day) => writeln!(out, "You answered this on {}.", text::day(day, today))?,
        None => {}
    }
    Ok(())
}
