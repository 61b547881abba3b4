//! The questions of an evening as lines: those before the first one, a swollen calf, water, the bedroom.

use super::{Page, Place};
use crate::app::keymap::{self, Action, Mark, Scene};
use crate::app::{Asking, Bedroom, MARKS, Water};
use crate::health::safety::{HABIT, LOCAL, SWOLLEN, Y_OR_N};
use crate::lines::offers::one;
use crate::lines::readable::capital;
use crate::session::StepView;
use crate::text;

impl Page {
    pub(super) fn safety(asking: &Asking) -> Page {
        if let Some(advice) = &asking.advice {
            let page = advice.texts.iter().fold(Page::at(Place::Advice), |page, text| page.first(text));
            return page.first(&advice.keys());
        }
        let rows = asking.rows();
        let rows = rows.iter().map(|row| match row.ticked {
            Some(ticked) => answered(&row.text, ticked),
            None => format!("{}.", row.text),
        });
        Page::at(Place::Safety)
            .first("Before you begin.")
            .first(asking.lead())
            .first("A number ticks one, or takes the tick back. Plus and minus change an amount.")
            .numbered(rows.enumerate(), asking.at)
            .first(HABIT)
            .first(LOCAL)
            .first("Press Enter when you are done. Nothing applies? Just press Enter.")
    }

    pub(super) fn clot(glance: &StepView<'_>) -> Page {
        Page::at(Place::Part(glance.part))
            .first(&heading(glance))
            .first(SWOLLEN)
            .always(&format!("{Y_OR_N} Yes stops here and says what to do."))
    }

    pub(super) fn water(glance: &StepView<'_>, water: &Water) -> Page {
        let (note, verdict) = (&water.note, water.verdict());
        let marks: Vec<String> = keymap::rows(Scene::Water)
            .filter(|row| matches!(row.action, Action::Mark(_)))
            .map(|row| format!("{} for {}", row.shown, one(row.help)))
            .collect();
        let mut page = Page::at(Place::Part(glance.part))
            .first(&heading(glance))
            .always(verdict.warning.unwrap_or_default())
            .first(&format!(
                "How many glasses of any drink today, {} ml each? A number, or plus and minus.",
                note.glass_ml
            ))
            .first(&format!("If you like, also: {}.", marks.join(", ")))
            .changed(&format!("{}.", text::many(note.glasses.into(), "glass", "glasses")));
        for mark in MARKS {
            let label = keymap::rows(Scene::Water).find(|row| row.action == Action::Mark(mark));
            let label = label.map_or("", |row| row.help);
            page = page.changed(&match water.marked(mark) {
                None if matches!(mark, Mark::Thirsty | Mark::Colour) => {
                    format!("{}: not told.", capital(label))
                }
                None => answered(label, false),
                Some(word) if word.is_empty() => answered(label, true),
                Some(word) => format!("{}: {word}.", capital(label)),
            });
        }
        if !water.judged {
            return page.always("Count what you like, or nothing. Enter when done.");
        }
        if let Some(state) = verdict.state {
            page = page.always(state.said());
        }
        page = verdict.lines.iter().fold(page, |page, line| page.always(line));
        if verdict.state.is_some() {
            page = page.always("This is a rough guide, not a test.");
        }
        page.always("Enter goes on.")
    }

    pub(super) fn bedroom(glance: &StepView<'_>, bedroom: &Bedroom) -> Page {
        let page = Page::at(Place::Part(glance.part)).first(&heading(glance));
        if bedroom.shown.is_empty() {
            return page.first("Everything is seen to. Enter goes on.");
        }
        let rows = bedroom.shown.iter().map(|item| {
            let done = if bedroom.ticks.has(item) { " Done." } else { "" };
            format!("{}{done}", item.text)
        });
        page.first("What is done will not be asked again. A number ticks it, or takes the tick back.")
            .numbered(rows.enumerate(), bedroom.at)
            .first("Enter goes on.")
    }
}

/// "Step 6 of 6. Water."
fn heading(glance: &StepView<'_>) -> String {
    format!("Step {} of {}. {}.", glance.step.0, glance.step.1, glance.title)
}

pub(super) fn answered(label: &str, yes: bool) -> String {
    let (label, end) = label.strip_suffix('?').map_or((label, ":"), |label| (label, "?"));
    format!("{}{end} {}.", capital(label), if yes { "yes" } else { "no" })
}
