//! The command line: what can be asked for, and the exit code. One file a command.
//!
//! `main` calls [`main`]. A command reads files and prints, or hands over to the [shell](crate::shell).

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::{Generator, Shell};
use clap_mangen::Man;

use crate::app::Door;
use crate::document::file::shown;
use crate::health::body::Muscle;
use crate::routine::library::{self, FindError, Unreadable};
use crate::store::paths::Paths;
use output::{Failure, Options};

pub(crate) mod schema;

mod cramp;
mod diary;
mod doctor;
mod evening;
mod history;
pub(crate) mod json;
mod learn;
mod output;
mod remind;
mod report;
mod routine;
mod safety;
mod since;
mod status;
mod topics;

/// A bedtime routine guide in the terminal: timed leg stretches, slow breathing and a water check.
///
/// Without a command, it shows tonight's routine. Press Enter to begin.
#[derive(Debug, Parser)]
#[command(name = "winddown", bin_name = "winddown", version = env!("WINDDOWN_VERSION"), after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Run the clock so many times faster, to look at an evening quickly.
    #[arg(long, hide = true, global = true, value_parser = speed)]
    speed: Option<f64>,
    /// Print lines instead of a screen, for screen readers, dumb terminals and logs; the default without a terminal or
    /// with ACCESSIBLE=1
    #[arg(long, global = true)]
    plain: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a routine at once
    Start {
        /// A name from `winddown routine list`, or a path to a .toml file; tonight's routine if left out
        routine: Option<String>,
        /// For scripts: skip the questions before the first evening; the warning is still shown
        #[arg(long)]
        yes: bool,
    },
    /// A cramp, now: what to do, in large letters, at once
    Cramp {
        /// Which muscle: calf, foot, thigh (the back of it) or front (of the thigh)
        #[arg(value_parser = cramp::muscle)]
        muscle: Option<Muscle>,
    },
    /// List the routines, see what is in them, write and check your own
    #[command(subcommand)]
    Routine(routine::Command),
    /// A notification at bedtime, even when winddown is not running
    #[command(subcommand, after_help = topics::REMIND)]
    Remind(remind::Command),
    /// Nights and cramps: the last weeks, what changed, and what is worth knowing
    #[command(after_help = topics::DIARY)]
    Diary(diary::DiaryArgs),
    /// The diary on one page to print, for an appointment
    Report(report::ReportArgs),
    /// The evenings so far, month by month, and nights that you excuse
    History(history::HistoryArgs),
    /// What runs now, in a line for the bar of your desktop or of tmux
    #[command(after_help = status::HELP)]
    Status {
        /// As JSON, one object a line
        #[arg(long)]
        json: bool,
        /// Go on, with another line whenever it changes
        #[arg(long)]
        follow: bool,
    },
    /// Your answers about your health, to look at and to change
    #[command(after_help = topics::SAFETY)]
    Safety {
        /// Write down your medicines, supplements and alcohol, for the page that `winddown report` makes; "" removes
        /// the line
        #[arg(long, value_name = "WORDS")]
        medicines: Option<String>,
    },
    /// What is known about night cramps, in short pages with their sources
    Learn {
        /// A topic from the list that `winddown learn` prints
        topic: Option<String>,
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Print a settings file to start from, with every setting at its default
    #[command(after_help = CONFIG_HELP)]
    Config {
        /// Check your own settings file instead, and show every mistake in it
        #[arg(long)]
        check: bool,
    },
    /// What works on this machine, and what to do about the rest
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Set aside journal lines that a power cut tore, in a file beside the journal
        #[arg(long, conflicts_with = "json")]
        mend: bool,
    },
    /// What every key does, screen by screen
    #[command(after_help = topics::keys())]
    Keys,
    /// The screen as lines, for a screen reader, a Braille display or a log
    #[command(after_help = topics::LINES)]
    Lines,
    /// Where your files are, and how several machines share them
    #[command(after_help = topics::FILES)]
    Files,
    /// What the commands print with --json, field by field
    #[command(after_help = json::text())]
    Json,
    /// Print a script that lets your shell complete these commands
    Completions {
        /// The shell to print it for
        shell: Shell,
    },
    /// Print the manual page: `winddown man | man -l -`
    Man {
        /// Write the pages of all commands into this folder instead
        folder: Option<PathBuf>,
    },
}

const AFTER_HELP: &str = "This is a bedtime habit helper. It does not diagnose or treat. Talk to a clinician about \
                          cramps that are frequent, severe or new.";

const CONFIG_HELP: &str = "\
The programs under [hooks] run in the background. Nobody waits for them, and their output is dropped. \
winddown doctor tells of the last one that failed.
  begin     an evening begins, or goes on where you stopped
  step      a step begins, or its other side
  end       an evening is over, or you stopped it; not if its window was closed
            or it was killed
  cramp     you opened the cramp steps
  reminder  the reminder is shown

They find these variables, empty where they do not apply:
  WINDDOWN_EVENT    which of the five it is
  WINDDOWN_ROUTINE  the routine's name in commands, such as classic
  WINDDOWN_STEP     the step that begins
  WINDDOWN_SIDE     left or right
  WINDDOWN_SECONDS  about how long the evening, or this side of the step, will take";

/// Runs the program: 0 if all is good, 1 after telling why not, 2 for wrong arguments.
pub fn main() -> ExitCode {
    let arguments = at_once().unwrap_or_else(|| {
        let mut command = Arguments::command();
        // Only who asks about routines pays for their reference.
        if std::env::args_os().skip(1).any(|word| word == "routine") {
            command =
                command.mut_subcommand("routine", |routine| routine.after_help(routine::reference::text()));
        }
        let matches = command.try_get_matches_from_mut(std::env::args_os());
        let matches = matches.unwrap_or_else(|error| with_routine(error, &command).exit());
        Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    });
    let speed = arguments.speed.unwrap_or(1.0);
    let options = Options { speed, plain: arguments.plain || is_accessible() };
    exit(run(arguments.command, options), &mut io::stderr())
}

/// Whether the person asks every program for lines, as `ACCESSIBLE` does.
fn is_accessible() -> bool {
    std::env::var("ACCESSIBLE").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()))
}

/// Adds how to begin a routine where its name, or nearly that, stands in place of a command.
fn with_routine(mut error: Error, command: &clap::Command) -> Error {
    let is_deeper = std::env::args().skip(1).any(|word| command.find_subcommand(word).is_some());
    let routine = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if !is_deeper => named(word),
        Some(_) | None => None,
    };
    if let Some(routine) = routine {
        let tip = format!("to begin a routine: winddown start {routine}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// The routine that is meant by a name or a path; `None` if there is none.
fn named(word: &str) -> Option<String> {
    match library::find(word, &Paths::find().ok()?.routines()) {
        Ok(_) | Err(FindError::Broken { why: Unreadable::Mistakes(_), .. }) => Some(word.to_owned()),
        Err(FindError::Unknown { near, .. }) => near,
        Err(FindError::Broken { .. } | FindError::NotAName { .. }) => None,
    }
}

/// Reads the usual command lines of an evening without clap, which builds all its commands first.
fn at_once() -> Option<Arguments> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let words: Vec<_> = words.iter().map(|word| word.to_str()).collect::<Option<_>>()?;
    let command = match words.as_slice() {
        [] => None,
        ["start"] => Some(Command::Start { routine: None, yes: false }),
        ["start", "--yes"] => Some(Command::Start { routine: None, yes: true }),
        ["cramp"] => Some(Command::Cramp { muscle: None }),
        _ => return None,
    };
    Some(Arguments { command, speed: None, plain: false })
}

fn run(command: Option<Command>, options: Options) -> Result<(), Failure> {
    match command {
        None => evening::run(Door::Tonight, None, options),
        Some(Command::Start { routine, yes }) => match routine.as_deref().and_then(cramp::muscle_of) {
            Some(muscle) => cramp::run(Some(muscle), options),
            None => evening::run(if yes { Door::AtOnce } else { Door::Evening }, routine, options),
        },
        Some(Command::Cramp { muscle }) => cramp::run(muscle, options),
        Some(Command::Status { json, follow }) => status::run(json, follow),
        Some(Command::Safety { medicines: None }) => safety::run(options),
        Some(Command::Safety { medicines: Some(words) }) => safety::keep_medicines(&words),
        Some(Command::Routine(command)) => routine::run(command),
        Some(Command::Doctor { mend: true, .. }) => doctor::mend(),
        Some(Command::Doctor { json, mend: false }) => doctor::run(json, options.speed),
        Some(Command::Remind(command)) => remind::run(command, options.speed),
        Some(Command::Diary(args)) => diary::run(args, options.plain),
        Some(Command::Report(args)) => report::run(&args, options.plain),
        Some(Command::History(args)) => history::run(args, options.plain),
        Some(Command::Learn { topic, json }) => learn::run(topic.as_deref(), json),
        Some(Command::Config { check: true }) => evening::check_config(),
        Some(Command::Config { check: false }) => {
            write!(io::stdout(), "{}", crate::store::config::SAMPLE).map_err(Failure::from)
        }
        Some(Command::Keys) => output::print(topics::keys()),
        Some(Command::Lines) => output::print(output::wrapped(topics::LINES)),
        Some(Command::Files) => output::print(output::wrapped(topics::FILES)),
        Some(Command::Json) => output::print(json::text().trim_end()),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man { folder: None }) => {
            Man::new(Arguments::command()).render(&mut io::stdout()).map_err(Failure::from)
        }
        Some(Command::Man { folder: Some(folder) }) => {
            let made = std::fs::create_dir_all(&folder);
            made.and_then(|()| clap_mangen::generate_to(Arguments::command(), &folder)).map_err(|error| {
                Failure::said(format_args!("cannot write manual pages into {}: {error}", shown(&folder)))
            })
        }
    }
}

fn exit(ended: Result<(), Failure>, stderr: &mut impl Write) -> ExitCode {
    let Err(failure) = ended else { return ExitCode::SUCCESS };
    // Where standard error is gone too, the exit code has to do.
    match &failure {
        // `winddown routine list | head -1` has what it wants.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Failure::Shown(text) => drop(write!(stderr, "{text}")),
        failure => drop(writeln!(stderr, "winddown: {failure}")),
    }
    if matches!(failure, Failure::Usage(_)) { ExitCode::from(2) } else { ExitCode::FAILURE }
}

fn completions(shell: Shell) -> Result<(), Failure> {
    let mut command = Arguments::command();
    command.set_bin_name("winddown");
    command.build();
    Ok(shell.try_generate(&command, &mut io::stdout())?)
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if (0.01..=100_000.0).contains(&speed) => Ok(speed),
        Ok(_) | Err(_) => Err("write a number from 0.01 to 100000, such as 60".into()),
    }
}
