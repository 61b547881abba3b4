//! `winddown safety`: the answers given before the first evening, to change in a terminal or to read through a pipe.

use std::io::{self, IsTerminal, Write};

use super::evening;
use super::output::{Failure, Options, fail, find_paths, print};
use crate::app::Door;
use crate::device::clock::Clock;
use crate::document::one_line;
use crate::health::answer::Answer;
use crate::health::safety::{Fluids, MEDICINES, MOST_MEDICINES, Risk, Safety, TRIPS};
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
    writeln!(out, "{:3}  {}", word(safety.fluids() != Fluids::Free), safety.fluids_in_words(units))?;
    writeln!(out, "{:<3}  {TRIPS}", safety.night_trips())?;
    if !safety.medicines.is_empty() {
        writeln!(out, "{MEDICINES}: {}", safety.medicines)?;
    }
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

/// Writes down what the person takes, beside their answers.
pub(super) fn keep_medicines(words: &str) -> Result<(), Failure> {
    let words = one_line(words.trim()).into_owned();
    let letters = words.chars().count();
    if letters > MOST_MEDICINES {
        return fail(format_args!(
            "that is {letters} letters, and there is room for {MOST_MEDICINES}; the names and the amounts are enough"
        ));
    }
    let paths = find_paths()?;
    let Some(safety) = Safety::load(&paths).map_err(Failure::said)? else {
        return fail(
            "this is kept with the answers about your health; please answer those first: winddown safety",
        );
    };
    let safety = Safety { medicines: words, ..safety };
    safety.save(&paths).map_err(|error| Failure::Message(format!("nothing was saved: {error}")))?;
    match safety.medicines.as_str() {
        "" => print(format_args!("Removed. {MEDICINES}: nothing.")),
        words => print(format_args!("Saved. {MEDICINES}: {words}")),
    }
}
