//! Reads a routine file: TOML in, a valid [`Routine`] or every mistake out.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Amount, BRIEF, Check, Guide, Limb, Routine, SIDE, Sets, Sides, Step, Work};
use crate::document::keys::{Table, Value};
use crate::document::{self, Diagnostics, Mistakes, did_you_mean, length::written, quoted};
use crate::figure::Figure;
use crate::routine::shipped::Library;

mod breathing;
pub(crate) mod keys;
pub(crate) mod moves;
pub(crate) mod pattern;

pub(crate) use moves::{Move, MovePicture};
use moves::{a_move, drop_side, guide, instead, limb, posture, shown, sides};

pub fn routine(document_name: &str, text: &str) -> Result<Routine, Mistakes> {
    let (root, mut notes) = document::read_retired(document_name, text, keys::ROUTINE, &[keys::OWN_FIGURES]);
    let own: BTreeMap<&str, Move> =
        root.entries("move").iter().map(|entry| (entry.id.as_str(), a_move(&entry.fields))).collect();
    let mut reader = Steps { own, notes: &mut notes };
    for entry in root.entries("move") {
        reader.note_both(&entry.fields);
        reader.note_long_brief(&entry.fields);
        if let Some(shown) = shown(&entry.fields) {
            reader.find_figure(&shown, Some(&entry.fields));
        }
    }
    let steps: Vec<_> = root.tables("step").iter().map(|fields| (fields, reader.step(fields))).collect();
    note_too_long(&steps, &mut notes);
    let steps: Option<Vec<Step>> = steps.into_iter().map(|(_, step)| step).collect();
    let about = root.text("about").unwrap_or_default().to_owned();
    let whole = root.text("name").map(str::to_owned).zip(steps);
    notes.finish(whole.map(|(name, steps)| Routine { name, about, steps }))
}

/// About how long a step takes at the default pace, for the limit of a routine and for its tests.
pub fn about_how_long(step: &Step) -> Duration {
    const SETTING: Duration = Duration::from_secs(10);
    let ready = step.ready.unwrap_or(SETTING);
    let change = step.change.unwrap_or(SETTING);
    let sets = |one: Duration, sets: &Sets| {
        let count = u32::from(sets.count);
        let a_side = one * count + sets.rest * count.saturating_sub(1);
        ready
            + match sets.sides {
                Sides::Both | Sides::Only(_) => a_side,
                Sides::Each => a_side * 2 + change,
                Sides::Alternate => one * count * 2 + change * (count * 2).saturating_sub(1),
            }
    };
    match &step.work {
        Work::Hold { length, sets: how } => sets(*length, how),
        Work::Reps { count, pace, beats: _, turn, sets: how } => {
            sets(*pace * u32::from(*count) * if turn.is_some() { 2 } else { 1 }, how)
        }
        Work::Breathe { pattern, amount: Amount::Breaths(breaths) } => {
            ready + pattern.length(u32::from(*breaths))
        }
        Work::Breathe { pattern: _, amount: Amount::Free(length) } => ready + *length,
        Work::Check { check: _, estimate } | Work::Wait { estimate } => *estimate,
    }
}

/// Notes the step with which the whole grows too long.
fn note_too_long(steps: &[(&Table, Option<Step>)], notes: &mut Diagnostics) {
    let mut total = Duration::ZERO;
    for (fields, step) in steps {
        total = total.saturating_add(step.as_ref().map_or(Duration::ZERO, about_how_long));
        if total > keys::LONGEST_ROUTINE {
            let longest = written(keys::LONGEST_ROUTINE);
            let what = format!("with this step the routine takes longer than {longest}");
            notes.add(fields.at.clone(), what, Some("shorten it, or make two routines of it".into()));
            return;
        }
    }
}

struct Steps<'s> {
    own: BTreeMap<&'s str, Move>,
    notes: &'s mut Diagnostics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Move,
    Breathe,
    Check,
    Own,
}

/// How a step's work is measured; it decides which keys have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Hold,
    Reps,
    Wait,
    Breaths,
    Check,
}

impl Steps<'_> {
    fn step(&mut self, fields: &Table) -> Option<Step> {
        let sort = self.sort(fields)?;
        let measure = match sort {
            Sort::Breathe => Measure::Breaths,
            Sort::Check => Measure::Check,
            Sort::Move | Sort::Own if fields.has("hold") => Measure::Hold,
            Sort::Move | Sort::Own if fields.has("reps") => Measure::Reps,
            Sort::Move | Sort::Own => Measure::Wait,
        };
        self.note_idle(fields, measure);
        self.note_long_brief(fields);
        match sort {
            Sort::Breathe => self.breathe(fields),
            Sort::Check => Some(check(fields)),
            Sort::Move => {
                let described = self.find_move(fields)?;
                let of = fields.text("move").map(str::to_owned);
                Some(Step { of, ..self.movement(fields, described, measure)? })
            }
            Sort::Own => {
                let name = fields.text("name")?.to_owned();
                self.movement(fields, Move { name, ..Move::default() }, measure)
            }
        }
    }

    /// What a step is: exactly one of four keys says so.
    fn sort(&mut self, fields: &Table) -> Option<Sort> {
        const SORTS: [(&str, Sort); 4] =
            [("move", Sort::Move), ("breathe", Sort::Breathe), ("check", Sort::Check), ("name", Sort::Own)];
        let mut given: Vec<_> = SORTS.iter().filter(|(name, _)| fields.has(name)).collect();
        given.sort_by_key(|(name, _)| fields.key_at(name).start);
        match given.as_slice() {
            [] => {
                if !SORTS.iter().any(|(name, _)| fields.means(name)) {
                    let fix = "write one of `move`, `breathe`, `check` or, for a step of your own, `name`";
                    self.notes.missing(
                        fields.at.clone(),
                        "this step does not say what it is",
                        Some(fix.into()),
                    );
                }
                None
            }
            [(_, sort)] => Some(*sort),
            [(first, _), others @ ..] => {
                for (other, _) in others {
                    let what = format!("a step cannot have both `{first}` and `{other}`");
                    let fix = "keep one of them, or make two steps of it";
                    self.notes.add(fields.key_at(other), what, Some(fix.into()));
                }
                None
            }
        }
    }

    /// Notes keys that do nothing in this kind of step.
    fn note_idle(&mut self, fields: &Table, measure: Measure) {
        for (one, other) in [("hold", "reps"), ("breaths", "for")] {
            if fields.has(one) && fields.has(other) && !idle(one, measure) {
                let what = format!("a step cannot have both `{one}` and `{other}`");
                self.notes.add(fields.key_at(other), what, Some("keep one of them".into()));
            }
        }
        // A misspelt `hold` makes a waiting step of this one; what goes with it is not to blame.
        if measure == Measure::Wait && (fields.means("hold") || fields.means("reps")) {
            return;
        }
        for name in fields.names() {
            if idle(name, measure) && !(measure == Measure::Hold && name == "reps") {
                let (why, fix) = why_idle(name, measure);
                let what = format!("`{name}` does nothing {why}");
                self.notes.add(fields.key_at(name), what, Some(fix.into()));
            }
        }
    }

    fn find_move(&mut self, fields: &Table) -> Option<Move> {
        let id = fields.text("move")?;
        if let Some(own) = self.own.get(id) {
            return Some(own.clone());
        }
        if let Some(shipped) = Library::shipped().find_move(id) {
            return Some(shipped.clone());
        }
        let mut known: Vec<&str> = Library::move_ids().collect();
        known.extend(self.own.keys());
        // Some write what the move is called on the screen.
        let called = |known: &&&str| {
            let found = self.own.get(**known).or_else(|| Library::shipped().find_move(known));
            found.is_some_and(|found| found.name.eq_ignore_ascii_case(id))
        };
        let fix = match known.iter().find(called) {
            Some(known) => format!("write `\"{known}\"`"),
            None => did_you_mean(id, known.iter().copied()),
        };
        self.notes.add(fields.value_at("move"), format!("no move is called {}", quoted(id)), Some(fix));
        None
    }

    /// The step's own keys beat the move's.
    fn movement(&mut self, fields: &Table, mut described: Move, measure: Measure) -> Option<Step> {
        described.guide = guide(fields, described.guide);
        described.turn = fields.text("turn").map(str::to_owned).or(described.turn);
        described.instead = instead(fields, described.instead);
        let sides = fields.choice("sides").and_then(sides).or(described.sides).unwrap_or(Sides::Both);
        let timed = measure != Measure::Wait;
        let unclear = fields.has("sides") && fields.value("sides").is_none();
        if !unclear && (sides == Sides::Both || !timed) {
            self.note_sideless(fields);
            drop_side(&mut described);
        }
        let ready = fields.length("ready").or(described.ready).filter(|_| timed);
        let waits = match fields.value("ready").filter(|_| timed) {
            Some(Value::Choice(_)) => Some(true),
            Some(Value::Length(Duration::ZERO)) => Some(false),
            _ => None,
        };
        let change = fields.length("change").or(described.change).filter(|_| timed);
        let figure = self.figure(fields, described.figure.take());
        let flag = |name: &str| fields.flag(name).unwrap_or(false);
        // What keeps someone from harm is added by a step, never taken back.
        let massage = described.massage || flag("massage");
        let heat_or_cold = described.heat_or_cold || flag("heat-or-cold");
        let posture = fields.choice("posture").and_then(posture).or(described.posture);
        let needs = fields.texts("needs").map_or(described.needs, <[_]>::to_vec);
        let Move { name, guide, limb: usual, pace, beats, turn, instead, .. } = described;
        let sets = || {
            Some(Sets {
                count: if fields.has("sets") { fields.small("sets")? } else { 1 },
                sides,
                rest: fields.length("rest").unwrap_or(Duration::from_secs(5)),
                limb: fields.choice("limb").and_then(limb).or(usual).unwrap_or(Limb::Leg),
            })
        };
        let work = match measure {
            Measure::Hold => Work::Hold { length: fields.length("hold")?, sets: sets()? },
            Measure::Reps => Work::Reps {
                count: fields.small("reps")?,
                pace: fields.length("pace").or(pace).unwrap_or(Duration::from_secs(2)),
                beats: fields.texts("beats").map_or(beats, <[_]>::to_vec),
                turn,
                sets: sets()?,
            },
            Measure::Wait | Measure::Breaths | Measure::Check => {
                Work::Wait { estimate: fields.length("estimate").unwrap_or(Duration::from_secs(30)) }
            }
        };
        let of = None;
        Some(Step {
            name,
            guide,
            figure,
            work,
            ready,
            waits,
            change,
            of,
            posture,
            needs,
            massage,
            heat_or_cold,
            instead,
        })
    }

    /// What shows a step: what it says itself, or else what its move says.
    fn figure(&mut self, fields: &Table, usual: Option<MovePicture>) -> Option<Figure> {
        self.note_both(fields);
        match shown(fields) {
            Some(own) => self.find_figure(&own, Some(fields)),
            // One that does not hold is no reason to show another.
            None if fields.has("figure") || fields.has("art") => None,
            None => self.find_figure(&usual?, None),
        }
    }

    /// What is named or drawn; an unknown name is noted where the table `at` gives it.
    fn find_figure(&mut self, shown: &MovePicture, at: Option<&Table>) -> Option<Figure> {
        let id = match shown {
            MovePicture::Drawn(lines) => return Some(Figure::Art(lines.as_slice().into())),
            MovePicture::Named(id) if id == keys::NO_FIGURE => return None,
            MovePicture::Named(id) => id.as_str(),
        };
        let shipped = Library::shipped().figure(id);
        if let (None, Some(at)) = (shipped, at) {
            let known: Vec<&str> = Library::figure_ids().chain([keys::NO_FIGURE]).collect();
            let fix = did_you_mean(id, known.iter().copied());
            self.notes.add(at.value_at("figure"), format!("no figure is called {}", quoted(id)), Some(fix));
        }
        shipped.map(Figure::Scene)
    }

    fn note_long_brief(&mut self, fields: &Table) {
        let words = fields.text("brief").map_or(0, |text| text.split_whitespace().count());
        if words > BRIEF {
            let fix = format!("write at most {BRIEF}; the whole of it stands in `caution`");
            self.notes.add(fields.value_at("brief"), format!("`brief` has {words} words"), Some(fix));
        }
    }

    fn note_both(&mut self, fields: &Table) {
        if fields.has("figure") && fields.has("art") {
            let fix = Some("keep one of them".to_owned());
            self.notes.add(fields.key_at("art"), "`figure` and `art` cannot both show it", fix);
        }
    }

    /// Notes words of the step's own that speak of a side where it has none.
    fn note_sideless(&mut self, fields: &Table) {
        for name in fields.names() {
            let speaks = match fields.value(name) {
                Some(Value::Text(text)) => text.contains(SIDE),
                Some(Value::Texts(texts)) => texts.iter().any(|text| text.contains(SIDE)),
                _ => false,
            };
            if speaks {
                let what = format!("`{name}` speaks of a side, but this step has none");
                let fix = if fields.has("breathe") {
                    "write it without `{side}`"
                } else {
                    "write it without `{side}`, or hold or repeat it with `sides = \"each\"`"
                };
                self.notes.add(fields.value_at(name), what, Some(fix.into()));
            }
        }
    }
}

/// Whether a key does nothing in a step measured so.
pub(crate) fn idle(name: &str, measure: Measure) -> bool {
    let useful: &[&str] = match measure {
        Measure::Hold => &["hold", "sets", "sides", "rest", "ready", "change", "limb"],
        Measure::Reps => {
            &["reps", "sets", "sides", "rest", "ready", "change", "limb", "pace", "beats", "turn"]
        }
        Measure::Wait | Measure::Check => &["estimate"],
        Measure::Breaths => &["breaths", "for", "ready"],
    };
    if matches!(name, "figure" | "art" | "posture" | "needs" | "instead") {
        return measure == Measure::Check;
    }
    if matches!(name, "massage" | "heat-or-cold") {
        return matches!(measure, Measure::Breaths | Measure::Check);
    }
    let guides = match measure {
        Measure::Hold | Measure::Reps | Measure::Wait => keys::GUIDE.contains(&name),
        // The pattern itself says how to breathe.
        Measure::Breaths => keys::GUIDE.contains(&name) && name != "breath",
        Measure::Check => false,
    };
    !(guides || useful.contains(&name) || matches!(name, "move" | "breathe" | "check" | "name"))
}

/// Why an idle key does nothing, and what to do about it.
pub(crate) fn why_idle(name: &str, measure: Measure) -> (&'static str, &'static str) {
    let with_reps = !idle(name, Measure::Reps);
    match measure {
        Measure::Hold if with_reps => ("with `hold`", "remove it, or use `reps`"),
        Measure::Hold => ("with `hold`", "remove it"),
        Measure::Reps => ("with `reps`", "remove it"),
        Measure::Wait if !idle(name, Measure::Hold) => {
            ("without `hold` or `reps`", "add one of them, or remove it")
        }
        Measure::Wait if with_reps => ("without `reps`", "add `reps`, or remove it"),
        Measure::Wait => ("without `breathe`", "remove it, or make a step of its own with `breathe`"),
        Measure::Breaths if name == "hold" => ("in breathing", "write `for` instead, or remove it"),
        Measure::Breaths if name == "reps" => ("in breathing", "write `breaths` instead, or remove it"),
        Measure::Breaths => ("in breathing", "remove it"),
        Measure::Check => ("in a check", "remove it"),
    }
}

fn check(fields: &Table) -> Step {
    // The words that the key table allows; a bad one has left its note.
    let (check, name, usual) = match fields.choice("check") {
        Some("bedroom") => (Check::Bedroom, "Bedroom", 120),
        Some("tomorrow") => (Check::Tomorrow, "Thoughts for tomorrow", 120),
        Some(_) | None => (Check::Water, "Water", 40),
    };
    let estimate = fields.length("estimate").unwrap_or(Duration::from_secs(usual));
    Step::new(name, Guide::default(), Work::Check { check, estimate })
}

#[cfg(test)]
mod tests;
