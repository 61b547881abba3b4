//! The diary for other programs: JSON, and CSV that a spreadsheet opens and takes for nothing but text.

use std::collections::BTreeSet;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::output::{Failure, warn};
use crate::diary::{Compared, Diary, Done, Night, Trends};
use crate::health::answer::Answer;
use crate::health::body::{Relief, Severity};
use crate::health::signs::Sign;
use crate::store::journal::CrampNote;

pub(super) fn json(diary: &Diary) -> Value {
    let findings = diary.findings().into_iter().map(|finding| {
        json!({ "rule": finding.rule.id, "level": finding.rule.level.label(), "because": finding.because, "text": finding.rule.wording })
    });
    let trends = Trends::of(diary);
    let compared = match trends.compared() {
        Compared::Both(before, now) => json!({ "before": before, "now": now }),
        Compared::EarlyBefore(_) | Compared::EarlyNow(_) => Value::Null,
    };
    json!({
        "tonight": diary.tonight(),
        "findings": findings.collect::<Value>(),
        "nights": diary.nights_or_parked().map(|(date, night)| night_as_json(date, &night, diary.parked(date))).collect::<Value>(),
        "trends": {
            "regular_since": trends.since,
            "before": trends.before,
            "recalled": trends.recalled,
            "lately": trends.lately,
            "cramps_a_week": compared,
            "said": trends.said(),
        },
    })
}

fn night_as_json(date: Date, night: &Night, parked: &[String]) -> Value {
    json!({
        "night": date,
        "cramp": night.cramp(),
        "routine": word(night),
        "told": night.told.as_ref().map(|(id, note)| with_id(id, note)),
        "cramps": night.cramps.iter().map(|(id, note)| with_id(id, note)).collect::<Value>(),
        "parked": parked,
    })
}

pub(in crate::cli) fn with_id(id: &str, note: &impl Serialize) -> Value {
    let mut note = serde_json::to_value(note).unwrap_or_else(|_| json!({}));
    note["id"] = json!(id);
    note
}

const HEAD: &str = "night,routine,cramp,began,side,muscle,severity,minutes,state,helped,soreness next day,\
                    sleep disturbed,day before,medicine new or changed,warning signs,note";

/// What else an appointment needs (E2).
const MEDICINES: &str = "for an appointment, winddown report makes a page to print; or add a list of your medicines and supplements";

pub(super) fn csv(diary: &Diary) -> Result<(), Failure> {
    let rows = diary.known().flat_map(|(date, night)| {
        let cramps = night.cramps.iter().map(|(_, cramp)| Some(cramp));
        let none = night.cramps.is_empty().then_some(None);
        cramps.chain(none).map(move |cramp| row(date, night, cramp))
    });
    write_csv(HEAD, rows)?;
    if diary.known().next().is_some() {
        warn(MEDICINES);
    }
    Ok(())
}

fn row(date: Date, night: &Night, cramp: Option<&CrampNote>) -> Vec<String> {
    let told = night.note();
    let number = |scale: Option<Severity>| scale.map(|scale| scale.get().to_string());
    let notes = [cramp.and_then(|cramp| cramp.note.as_deref()), told.and_then(|told| told.note.as_deref())];
    let day = night.day().into_iter().flatten().map(|mark| mark.label()).collect::<Vec<_>>().join("; ");
    // Those of a night stand with each of its cramps.
    let of_night = told.into_iter().flat_map(|told| told.signs.iter());
    let signs: BTreeSet<Sign> =
        of_night.chain(cramp.into_iter().flat_map(|cramp| cramp.signs.iter())).collect();
    let was = night.cramp().map_or("not known", |cramp| if cramp { "yes" } else { "no" });
    let began = cramp.and_then(|cramp| cramp.began.as_ref());
    let helped = cramp.map(|cramp| cramp.helped.iter().map(Relief::label).collect::<Vec<_>>().join("; "));
    let cells = [
        Some(date.to_string()),
        Some(word(night).to_owned()),
        Some(was.to_owned()),
        began.map(|began| began.strftime("%Y-%m-%d %H:%M").to_string()),
        cramp.and_then(|cramp| Some(cramp.side?.label().to_owned())),
        cramp.and_then(|cramp| Some(cramp.muscle?.label().to_owned())),
        number(cramp.and_then(|cramp| cramp.severity)),
        cramp.and_then(|cramp| Some(minutes(cramp.seconds?))),
        cramp.and_then(|cramp| Some(cramp.state?.label().to_owned())),
        helped,
        number(cramp.and_then(|cramp| cramp.soreness)),
        number(told.and_then(|told| told.disturbed)),
        Some(day),
        night.medicine().map(str::to_owned),
        Some(signs.iter().map(|sign| sign.label().trim_end_matches('?')).collect::<Vec<_>>().join("; ")),
        Some(notes.into_iter().flatten().collect::<Vec<_>>().join("; ")),
    ];
    cells.into_iter().map(Option::unwrap_or_default).collect()
}

fn word(night: &Night) -> &'static str {
    match night.routine {
        Done::Whole => "whole",
        Done::Part => "part",
        Done::Not if night.is_excused() => "excused",
        Done::Not => "",
    }
}

pub(in crate::cli) fn minutes(seconds: u32) -> String {
    let text = format!("{:.2}", f64::from(seconds) / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(in crate::cli) fn write_csv(head: &str, rows: impl Iterator<Item = Vec<String>>) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Output(error.into());
    writer.write_record(head.split(',')).map_err(failed)?;
    for row in rows {
        writer.write_record(row.into_iter().map(defused)).map_err(failed)?;
    }
    let text = writer.into_inner().map_err(|error| Failure::Output(error.into_error()))?;
    let mut out = io::stdout().lock();
    // Some spreadsheets take anything but plain letters for another alphabet, unless this mark stands in front.
    if !text.is_ascii() {
        out.write_all("\u{feff}".as_bytes())?;
    }
    out.write_all(&text).map_err(Failure::from)
}

/// Keeps spreadsheets from taking a cell for a formula.
fn defused(mut cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.insert(0, '\'');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "=cmd|' /C calc'!A0"] {
            assert_eq!(defused(bad.to_owned()), format!("'{bad}"));
        }
        for good in ["", "2026-11-22", "3.5", "a=b", "it hurt - a lot", "'"] {
            assert_eq!(defused(good.to_owned()), good);
        }
        assert_eq!([180, 90, 20, 600].map(minutes), ["3", "1.5", "0.33", "10"]);
    }
}
