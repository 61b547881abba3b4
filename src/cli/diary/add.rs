//! `winddown diary add` and `change`: what happened, warning signs first.

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use super::answers::{Answers, signs_help};
use super::{Context, entry, show};
use crate::cli::output::{Failure, fail, print};
use crate::cli::since::not_long_ago;
use crate::diary::{Diary, Night};
use crate::document::quoted;
use crate::document::when::{self, Toward};
use crate::store::journal::{CrampNote, Entry, EventKind, NightNote, SignsNote, night_of, slept, tonight};
use crate::text;

#[derive(Debug, Args)]
#[command(after_help = signs_help())]
pub(super) struct AddArgs {
    /// Which night: last (or yesterday), tonight, or the day of its evening, such as monday or 24.12.2026. If left
    /// out: last night, or for a cramp after midnight, the night that is still going on
    #[arg(long, value_name = "NIGHT", num_args = 1..)]
    night: Vec<String>,
    /// When the cramp began, such as 03:10 or 3am
    #[arg(long, value_name = "TIME", num_args = 1..)]
    at: Vec<String>,
    /// A night without a cramp
    #[arg(long, conflicts_with_all = OF_A_CRAMP)]
    no_cramp: bool,
    /// A cramp, if you know nothing else about it
    #[arg(long)]
    cramp: bool,
    #[command(flatten)]
    answers: Answers,
}

const OF_A_CRAMP: [&str; 9] =
    ["cramp", "at", "side", "muscle", "severity", "minutes", "state", "helped", "soreness"];

#[derive(Debug, Args)]
#[command(after_help = signs_help())]
pub(super) struct ChangeArgs {
    /// The entry's id from `winddown diary list`; its beginning is enough
    id: String,
    #[command(flatten)]
    answers: Answers,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let AddArgs { answers, no_cramp, .. } = args;
    if let Some(note) = answers.signs_alone().filter(|_| !args.cramp && !no_cramp && args.at.is_empty()) {
        let night = night(context, args)?;
        // Signs that a script adds in the same moment differ at least in their night.
        let id = format!("{:x}-{night}", context.now.wall.timestamp().as_microsecond());
        return save(context, &mut context.diary(), night, &[EventKind::Signs(SignsNote { id, ..note })]);
    }
    let is_cramp = args.cramp || !args.at.is_empty() || answers.tells_of_a_cramp();
    if !is_cramp && !no_cramp {
        let said = "say what happened: --no-cramp, or --cramp with what you know of it, such as --side left \
                    --muscle calf --severity 6 --minutes 3";
        return fail(said);
    }
    let night = night(context, args)?;
    let mut diary = context.diary();
    let known = diary.night(night);
    if *no_cramp && known.is_some_and(|known| !known.cramps.is_empty()) {
        return fail(format_args!(
            "the night of {night} has a cramp; to remove it, find its id with winddown diary list"
        ));
    }
    let told = known.and_then(Night::note).cloned();
    let mut new = Vec::new();
    // In the middle of a night, a cramp says nothing yet of the rest of it.
    let is_over = night <= slept(&context.now.wall, context.config.night_begins);
    if is_over || *no_cramp || told.is_some() || answers.tells_of_the_night() {
        let mut note = NightNote { cramp: is_cramp, ..told.unwrap_or_default() };
        answers.put_on_night(&mut note);
        if *no_cramp {
            answers.put_rest_on_night(&mut note);
        }
        new.push(EventKind::Night(note));
    }
    if is_cramp {
        let at = (!args.at.is_empty()).then(|| args.at.join(" "));
        let began = at.map(|at| began(context, night, &at)).transpose()?;
        // The same beginning is the same cramp, told again.
        let same = known.and_then(|known| {
            known.cramps.iter().map(|(_, note)| note).find(|note| began.is_some() && note.began == began)
        });
        // Cramps that a script adds in the same moment differ at least in when they were.
        let when = began.as_ref().map_or_else(|| night.to_string(), |began| began.timestamp().to_string());
        let new_id = || format!("{:x}-{when}", context.now.wall.timestamp().as_microsecond());
        let mut note =
            same.cloned().unwrap_or_else(|| CrampNote { cramp: new_id(), began, ..CrampNote::default() });
        answers.put_on_cramp(&mut note);
        new.push(EventKind::Cramp(note));
    }
    save(context, &mut diary, night, &new)
}

pub(super) fn change(context: &Context, ChangeArgs { id, answers }: &ChangeArgs) -> Result<(), Failure> {
    if answers.is_empty() {
        return fail("say what to change, such as --severity 5; see winddown diary change --help");
    }
    let mut diary = context.diary();
    let told = entry(&diary, id)?;
    let Some((date, night)) = told.night.and_then(|date| Some((date, diary.night(date)?))) else {
        return fail("that is not about one night; to replace it: winddown diary before --help");
    };
    if let Some(EventKind::Thoughts(_)) = diary.what(&told.id) {
        return fail(format_args!("that was parked for a morning; to remove it: winddown diary remove {id}"));
    }
    let what = match night.cramps.iter().find(|(id, _)| *id == told.id) {
        Some(_) if answers.tells_of_the_night() => {
            return fail(
                "that is a cramp; --disturbed, --day and --medicine belong to the entry of its night",
            );
        }
        Some((_, note)) => {
            let mut note = note.clone();
            answers.put_on_cramp(&mut note);
            EventKind::Cramp(note)
        }
        None if answers.tells_of_a_cramp() => {
            return fail(
                "that is about a night; change the entry of its cramp, or add one: winddown diary add",
            );
        }
        None => {
            let mut note = night.note().cloned().unwrap_or_default();
            answers.put_on_night(&mut note);
            answers.put_rest_on_night(&mut note);
            EventKind::Night(note)
        }
    };
    save(context, &mut diary, date, &[what])
}

fn save(context: &Context, diary: &mut Diary, night: Date, new: &[EventKind]) -> Result<(), Failure> {
    for what in new {
        diary.add(Entry { id: String::new(), at: context.now.wall.clone(), night, what: what.clone() });
    }
    show::findings(&diary.news())?;
    new.iter().try_for_each(|what| context.append(night, what))?;
    let said: Vec<String> = new.iter().filter_map(said).collect();
    let night = in_words(night, diary.tonight());
    print(format_args!("Saved for the night of {night}: {}.", said.join("; ")))
}

/// "Saturday 21 to Sunday 22 November".
fn in_words(night: Date, tonight: Date) -> String {
    let morning = night.tomorrow().unwrap_or(night);
    let evening = if morning.month() == night.month() {
        night.strftime("%A %-d").to_string()
    } else {
        text::day(night, tonight)
    };
    format!("{evening} to {}", text::day(morning, tonight))
}

fn said(what: &EventKind) -> Option<String> {
    match what {
        EventKind::Cramp(note) => Some(note.said()),
        EventKind::Night(note) => Some(note.said()),
        EventKind::Signs(note) => Some(note.said()),
        _ => None,
    }
}

/// Reads which night is meant; never one to come.
fn night(context: &Context, args: &AddArgs) -> Result<Date, Failure> {
    let said = &args.night.join(" ");
    let (wall, begins) = (&context.now.wall, context.config.night_begins);
    let (running, last) = (night_of(wall, begins), slept(wall, begins));
    let night = match said.to_lowercase().as_str() {
        "last" | "last-night" | "last night" | "yesterday" => last,
        "" if wall.date() == running || args.no_cramp => last,
        // A cramp that is written down after midnight was just now; whether there was none, the morning will tell.
        "" | "now" => running,
        day => when::day(day, tonight(wall, begins), Toward::Past).ok_or_else(|| {
            Failure::Message(format!(
                "no night is called {}; write last, tonight, monday, or the date of its evening, such as {last}",
                quoted(said)
            ))
        })?,
    };
    if night > running {
        return fail(format_args!("the night of {night} is still to come; the latest is that of {running}"));
    }
    not_long_ago(night, running)
}

/// When the clock showed this time in that night; the first time if it did so twice.
fn began(context: &Context, night: Date, text: &str) -> Result<Zoned, Failure> {
    let time = when::time_of_day(text).map_err(Failure::Message)?;
    let date =
        if time.hour() < context.config.night_begins { night.tomorrow().unwrap_or(night) } else { night };
    let zone = context.now.wall.time_zone().clone();
    let began = date.to_datetime(time).to_zoned(zone).map_err(Failure::said)?;
    if began > context.now.wall {
        return fail(format_args!("{text} in the night of {night} is still to come"));
    }
    Ok(began)
}
