//! `winddown safety`: the answers given before the first evening, to change in a terminal or to read through a pipe.

use std::io::{self, IsTerminal, Write};

use super::evening;
use super::output::{Failure, Options, find_paths, print};
use crate::app::{Door, fluids};
use crate::health::answer::Answer;
use crate::health::safety::{Fluids, Risk, Safety, TRIPS};

pub(super) fn run(options: Options) -> Result<(), Failure> {
    if options.plain || (io::stdout().is_terminal() && io::stdin().is_terminal()) {
        return evening::run(Door::Safety, None, options);
    }
    let Some(safety) = Safety::load(&find_paths()?).map_err(Failure::said)? else {
        return print("Nothing was asked yet.");
    };
    let mut out = io::stdout().lock();
    let word = |yes: bool| if yes { "yes" } else { "no" };
    for &risk in Risk::ALL {
        writeln!(out, "{:3}  {}", word(safety.has(risk)), risk.label())?;
    }
    writeln!(out, "{:3}  {}", word(safety.fluids() != Fluids::Free), fluids(&safety))?;
    writeln!(out, "{:<3}  {TRIPS}", safety.night_trips())?;
    if safety.asks_again() {
        writeln!(out, "Some questions are new; they come before your next evening.")?;
    }
    Ok(())
}
