//! `winddown history excuse` and `unexcuse`: nights that count neither way.

use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::cli::diary::Context;
use crate::cli::output::{Failure, fail, print, wrapped};
use crate::cli::since::not_long_ago;
use crate::diary::history::{Evening, History, WEEKS_AHEAD, latest};
use crate::document::when::{self, Toward};
use crate::document::{harmful, quoted};
use crate::store::journal::{EventKind, ExcusedNote};
use crate::text;

#[derive(Debug, Args)]
pub(super) struct ExcuseArgs {
    #[command(flatten)]
    nights: NightArgs,
    /// Why, in a few words, such as away or ill
    #[arg(value_name = "REASON", num_args = 0..)]
    reason: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct NightArgs {
    /// Which night: today, yesterday, a day of the week (the last one, or today), or a date such as 2026-11-23; put a
    /// day of several words in quotes, such as "24 december"
    day: String,
    /// The last night, for several in a row
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
}

/// The longest reason, in characters. Our choice.
const LONGEST_REASON: usize = 60;
/// The most nights at a time, a quarter of a year; more is a slip of the fingers. Our choice.
const MOST_NIGHTS: i32 = 92;

pub(super) fn excuse(context: &Context, args: &ExcuseArgs, tonight: Date) -> Result<(), Failure> {
    let reason = reason(&args.reason.join(" "))?;
    let nights = args.nights.read(tonight)?;
    let history = History::of(context.reading().entries, tonight);
    let is_done = |night: &Date| history.evening(*night).is_some_and(Evening::is_done);
    let (done, free): (Vec<Date>, Vec<Date>) = nights.into_iter().partition(is_done);
    if free.is_empty() {
        return fail(format_args!(
            "you did a routine on {}, so there is nothing to excuse",
            said(&done, tonight)
        ));
    }
    let is_excused = |night: &&Date| {
        let excuse = history.evening(**night).and_then(Evening::excuse);
        excuse.is_some_and(|(_, excuse)| reason.is_none() || excuse.reason == reason)
    };
    let excused = EventKind::Excused(ExcusedNote { reason: reason.clone() });
    let new: Vec<(Date, EventKind)> =
        free.iter().filter(|night| !is_excused(night)).map(|night| (*night, excused.clone())).collect();
    append(context, &new)?;
    let word = if new.is_empty() { "Already excused" } else { "Excused" };
    let why = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    print(wrapped(&format!("{word}: {}{why}.", said(&free, tonight))))?;
    if done.is_empty() {
        return Ok(());
    }
    print(wrapped(&format!("Left as it is, because you did a routine: {}.", said(&done, tonight))))
}

pub(super) fn unexcuse(context: &Context, args: &NightArgs, tonight: Date) -> Result<(), Failure> {
    let nights = args.read(tonight)?;
    let history = History::of(context.reading().entries, tonight);
    let void = |night: &Date| {
        let (id, _) = history.evening(*night)?.excuse()?;
        Some((*night, EventKind::Void { entry: id.clone() }))
    };
    let voids: Vec<(Date, EventKind)> = nights.iter().filter_map(void).collect();
    if voids.is_empty() {
        return match nights[..] {
            [night] => fail(format_args!("{} is not excused", text::day(night, tonight))),
            _ => fail("none of these nights is excused"),
        };
    }
    append(context, &voids)?;
    let nights: Vec<Date> = voids.into_iter().map(|(night, _)| night).collect();
    print(wrapped(&format!("No longer excused: {}.", said(&nights, tonight))))
}

/// Adds what there is to say of each night, and tells how far it came if the journal cannot be written.
fn append(context: &Context, new: &[(Date, EventKind)]) -> Result<(), Failure> {
    for (nth, (night, what)) in new.iter().enumerate() {
        context.journal.append(&context.now.wall, *night, what).map_err(|error| {
            let kept = match nth {
                0 => "nothing was saved".to_owned(),
                nth => format!("only {} saved", text::many(nth as u64, "night was", "nights were")),
            };
            Failure::Message(format!("{kept}, the journal cannot be written: {error}"))
        })?;
    }
    Ok(())
}

impl NightArgs {
    /// The nights in order.
    fn read(&self, tonight: Date) -> Result<Vec<Date>, Failure> {
        let first = named(&self.day, tonight, |text| {
            let (past, future) =
                (when::day(text, tonight, Toward::Past)?, when::day(text, tonight, Toward::Future)?);
            // "24 december" is the coming one if that is near; a day of the week is over.
            let is_weekday = when::weekday(text).is_some();
            Some(if !is_weekday && future <= latest(tonight) { future } else { past })
        })?;
        let last = match &self.to {
            None => first,
            Some(to) => named(to, tonight, |text| {
                let [past, future] =
                    [Toward::Past, Toward::Future].map(|toward| when::day(text, tonight, toward));
                // What has no year or week of its own is the first such day from the first night on.
                if past == future { past } else { when::day(text, first.yesterday().ok()?, Toward::Future) }
            })?,
        };
        if last < first {
            return fail(format_args!(
                "{last} is before {first}; write the first night, then `--to` and the last one"
            ));
        }
        let far = |night| {
            format!("the night of {night} is more than {WEEKS_AHEAD} weeks away; excuse it when it is nearer")
        };
        if let Some(night) = [first, last].into_iter().find(|night| *night > latest(tonight)) {
            return fail(far(night));
        }
        not_long_ago(first, tonight)?;
        let nights: Vec<Date> = first.series(1.day()).take_while(|night| *night <= last).collect();
        if nights.len() > usize::try_from(MOST_NIGHTS).unwrap_or_default() {
            return fail(format_args!("that is {} nights; at most {MOST_NIGHTS} at a time", nights.len()));
        }
        Ok(nights)
    }
}

fn named(said: &str, tonight: Date, read: impl Fn(&str) -> Option<Date>) -> Result<Date, Failure> {
    read(&said.trim().to_lowercase()).ok_or_else(|| {
        Failure::Message(format!(
            "no night is called {}; write today, yesterday, monday, or a date such as {tonight}; put a day of several \
             words in quotes",
            quoted(said)
        ))
    })
}

fn reason(said: &str) -> Result<Option<String>, Failure> {
    let said = said.trim();
    if said.is_empty() {
        Ok(None)
    } else if said.chars().any(harmful) {
        fail("the reason has a line break or another character that cannot be shown")
    } else if said.chars().count() > LONGEST_REASON {
        fail(format_args!("the reason is longer than {LONGEST_REASON} characters; a word or two will do"))
    } else {
        Ok(Some(said.to_owned()))
    }
}

/// "Monday 23 November to Friday 27 November", or all of them where they are not in a row.
fn said(nights: &[Date], tonight: Date) -> String {
    let runs = nights.chunk_by(|one, next| one.tomorrow().ok() == Some(*next));
    let runs = runs.filter_map(|run| Some((run.first()?, run.last()?)));
    let day = |night: &Date| text::day(*night, tonight);
    let runs = runs.map(
        |(first, last)| {
            if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) }
        },
    );
    runs.collect::<Vec<_>>().join(", ")
}
