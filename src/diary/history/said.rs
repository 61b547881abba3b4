//! The history in sentences, the same for the screen, the lines and the command line.

use std::time::Duration;

use jiff::civil::Date;

use super::{Consistency, Counted, Evening, History, Month};
use crate::session::is_done;
use crate::store::journal::SessionNote;
use crate::text::{self, many};

const NO_EVENING_YET: &str = "No evening yet";
/// The most steps of an evening that are told by name.
const TOLD: usize = 12;

/// "November 2026".
pub(crate) fn month_name(day: Date) -> String {
    day.strftime("%B %Y").to_string()
}

impl Consistency {
    /// "4 of the last 7 evenings"; "3 of the last 5 evenings, 2 excused".
    pub(crate) fn said(self) -> String {
        let Consistency { done, of, excused } = self;
        let said = match (done, of) {
            (_, 0) if excused == 0 => return NO_EVENING_YET.to_owned(),
            (_, 0) => return format!("{} excused", many(excused.into(), "evening", "evenings")),
            (done, 1) => format!("{done} of 1 evening"),
            (0, of) => format!("No evening in the last {of} nights"),
            (done, of) => format!("{done} of the last {of} evenings"),
        };
        if excused > 0 { format!("{said}, {excused} excused") } else { said }
    }
}

impl Month {
    /// "November 2026: 12 whole evenings, 3 in part, 2 excused."
    pub(crate) fn said(&self) -> String {
        let [whole, part, excused] = [Counted::Whole, Counted::Part, Counted::Excused].map(|c| self.count(c));
        let said = [
            (whole > 0).then(|| many(whole, "whole evening", "whole evenings")),
            (part > 0).then(|| format!("{part} in part")),
            (excused > 0).then(|| format!("{excused} excused")),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let said = if said.is_empty() { "no evening".to_owned() } else { said.join(", ") };
        format!("{}: {said}.", month_name(self.first))
    }
}

impl History {
    /// What the marked night is, in a word or two: "whole", "tonight".
    pub(crate) fn in_short(&self, night: Date) -> &'static str {
        match self.counted(night) {
            Counted::Whole => "whole",
            Counted::Part => "part",
            Counted::Excused => "excused",
            Counted::None => "no evening",
            Counted::Open if night == self.tonight => "tonight",
            Counted::Open if night > self.tonight => "still to come",
            Counted::Open => "no evening yet",
        }
    }

    /// "Saturday 21: whole. Classic evening, 9 min 37 s, began at 22:00." `None` where there is nothing to tell.
    pub(crate) fn told_in_short(&self, night: Date) -> Option<String> {
        let (evening, day) = (self.evening(night)?, night.strftime("%A %-d"));
        let mut said = vec![format!("{day}: {}.", self.in_short(night))];
        said.extend(evening.sessions.iter().map(|note| {
            let length = length(note).map(|length| format!(", {length}")).unwrap_or_default();
            format!("{} at {}{length}.", note.name, note.started.strftime("%H:%M"))
        }));
        said.extend(evening.why());
        Some(said.join(" "))
    }
}

impl Evening {
    /// "Reason: away."
    pub(crate) fn why(&self) -> Option<String> {
        let reason = self.excuse()?.1.reason.as_ref()?;
        Some(format!("Reason: {reason}."))
    }
}

/// "Classic evening began at 22:00. It took 9 min 37 s without pauses. 4 of 6 steps done."
pub(crate) fn told(note: &SessionNote) -> String {
    let SessionNote { name, started, .. } = note;
    let length = length(note).map(|length| format!(" It took {length} without pauses."));
    format!(
        "{name} began at {}.{} {} done.",
        started.strftime("%H:%M"),
        length.unwrap_or_default(),
        steps(note)
    )
}

/// "9 min 37 s", the pauses not counted; `None` where nothing was timed.
pub(crate) fn length(note: &SessionNote) -> Option<String> {
    (note.seconds > 0).then(|| text::length(Duration::from_secs(note.seconds.into())))
}

/// "4 of 6 steps".
pub(crate) fn steps(note: &SessionNote) -> String {
    format!("{} {}", share(note), if note.steps.len() == 1 { "step" } else { "steps" })
}

/// "4 of 6", for a spreadsheet.
pub(crate) fn share(note: &SessionNote) -> String {
    let done = note.steps.iter().filter(|step| is_done(step.share)).count();
    format!("{done} of {}", note.steps.len())
}

/// "Done: wall calf stretch, toe curls. Begun: ankle circles."
pub(crate) fn by_name(note: &SessionNote) -> Option<String> {
    let names = |lead: &str, wanted: fn(u8) -> bool| {
        let all: Vec<&str> =
            note.steps.iter().filter(|step| wanted(step.share)).map(|step| step.name.as_str()).collect();
        let more = all.len().saturating_sub(TOLD);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!all.is_empty()).then(|| format!("{lead}: {}{more}.", all[..all.len().min(TOLD)].join(", ")))
    };
    let said = [names("Done", is_done), names("Begun", |share| share > 0 && !is_done(share))];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}
