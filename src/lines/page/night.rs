//! The screens of the night as lines: a cramp, its warning signs, and the questions of the morning.

use super::checks::answered;
use super::{Page, Place, sheet};
use crate::app::keymap::Question;
use crate::app::{Asked, Cramping, Telling, Ticking};
use crate::health::answer::Answer;
use crate::health::signs::FOOTER;
use crate::routine::cramp::EMERGENCY;

impl Page {
    pub(super) fn cramp(cramping: &Cramping<'_>) -> Page {
        let page = Page::at(Place::Cramp(cramping.title.to_owned())).first(&format!("{}.", cramping.title));
        let page = cramping.focus.iter().fold(page, |page, text| page.always(text));
        let mut page = cramping.also.iter().fold(page, |page, text| page.always(text));
        if let Telling::Open(Some(told)) = cramping.muscle {
            // Short in a list, whole in a sentence.
            let muscle = told.label().replace("of thigh", "of the thigh");
            page = page.changed(&format!("The {muscle}."));
        }
        page.first(cramping.emergency.unwrap_or_default())
    }

    pub(super) fn signs(ticking: &Ticking) -> Page {
        let page = Page::at(Place::Signs);
        let page = ticking.findings.iter().fold(page, |page, text| page.always(text));
        let page = if ticking.findings.is_empty() { page.first(EMERGENCY) } else { page };
        let page = page.first("Warning signs. A number ticks one, or takes the tick back.");
        let rows = ticking.rows.iter().map(|row| answered(&row.text, row.ticked));
        page.numbered(rows.enumerate(), ticking.at).first(FOOTER)
    }

    pub(super) fn morning(asked: &Asked<'_>) -> Page {
        let page = Page::at(Place::Ask(asked.question));
        match asked.question {
            Question::Worth => {
                sheet(page.first(&format!("{}.", asked.words)), &asked.worth).first("Enter goes on.")
            }
            Question::Signs => {
                let (rows, at) = &asked.signs;
                let page = asked.urgent.iter().fold(page, |page, text| page.always(text));
                let rows = rows.iter().map(|row| answered(&row.text, row.ticked));
                page.first("Any of these? A number ticks one, or takes the tick back. Enter when done.")
                    .numbered(rows.enumerate(), *at)
            }
            Question::Cramp | Question::Rest => page
                .first(&format!("Last night, {}. {}", asked.night, short(&asked.words)))
                .first(&answers(asked)),
            Question::Severity | Question::Disturbed => page
                .first(&asked.words)
                .first("A number: 0 is nothing at all, 10 as much as can be. Enter alone skips."),
            Question::Minutes => {
                page.first(&asked.words).first("Minutes as a number: 0 is less than one. Enter alone skips.")
            }
            Question::Leg | Question::Muscle | Question::Helped => {
                page.first(&asked.words).first(&format!("{} Enter alone skips.", answers(asked)))
            }
        }
    }
}

/// The question without the words that stand before it already.
fn short(words: &str) -> String {
    super::capital(words.strip_prefix("Last night: ").unwrap_or(words))
}

/// "n no, y yes, l later."
fn answers(asked: &Asked<'_>) -> String {
    let each = |(key, says): &(&'static str, &str)| format!("{} {says}", crate::lines::words::key_name(key));
    format!("{}.", asked.answers.iter().map(each).collect::<Vec<_>>().join("; "))
}
