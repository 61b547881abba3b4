//! What is to be read before a routine: whom it is not for, and what of it is done standing or not after surgery.

use super::{Asking, Then};
use crate::app::effect::Effect;
use crate::app::{App, Room, Screen};
use crate::health::safety::SEATED;
use crate::session::Now;
use crate::text::wrapped;

/// What is to be read before a routine, with the seated one offered in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What to know, a paragraph each.
    pub texts: Vec<String>,
    /// The routine that can be kept, as people call it.
    pub keeps: String,
    /// Which of them comes first on a screen that has no room for all.
    pub(super) from: usize,
    /// What of it is about this routine.
    pub(super) caveats: Vec<String>,
    /// Whether the questions have just been answered; else it is told before a routine begins.
    pub(super) answered: bool,
}

impl Advice {
    /// Returns what is in sight: texts, each of them whole, and what the keys do once the last one is.
    pub fn in_sight(&self, room: Room) -> (&[String], Option<String>) {
        let lines = |text: &str| wrapped(text, usize::from(room.columns)).len();
        let (texts, keys, rows) = (&self.texts[self.from..], self.keys(), usize::from(room.rows));
        if rows == 0 || texts.iter().map(|text| lines(text)).sum::<usize>() + lines(&keys) <= rows {
            return (texts, Some(keys));
        }
        let fit = (1..texts.len())
            .rev()
            .find(|&n| texts[..n].iter().map(|text| lines(text)).sum::<usize>() <= rows);
        let shown = fit.unwrap_or(1).min(texts.len());
        (&texts[..shown], Some(keys).filter(|_| shown == texts.len()))
    }

    /// Returns what the keys do.
    pub fn keys(&self) -> String {
        format!("Enter takes the seated evening. k keeps {}.", self.keeps)
    }
}

impl App {
    /// Returns whether something has to be told before the chosen routine begins; it is on the screen then.
    ///
    /// Where there is nothing to offer in its place, it is told while the routine begins.
    pub(in crate::app) fn advises(&mut self, then: Then, effects: &mut Vec<Effect>) -> bool {
        let known = self.known();
        let caveats = known.caveats(&self.routine.routine);
        if known.is_told(&self.routine.id, &caveats) {
            return false;
        }
        if self.routine.id == SEATED {
            let said = caveats.iter().map(String::as_str).chain(self.notice.as_deref());
            self.notice = Some(said.collect::<Vec<_>>().join(" "));
            self.keep_told(&caveats, effects);
            return false;
        }
        self.ask(then);
        let keeps = self.routine.plan.name.clone();
        if let Screen::Safety(asking) = &mut self.screen {
            asking.advice = Some(Advice { texts: caveats.clone(), keeps, from: 0, caveats, answered: false });
        }
        true
    }

    /// Takes the seated routine or keeps the one there was. After the questions that holds from now on, until an answer
    /// changes; before a routine, for tonight.
    pub(super) fn take_advice(&mut self, keeps: bool, now: &Now, effects: &mut Vec<Effect>) {
        let Screen::Safety(Asking { advice: Some(advice), .. }) = &self.screen else { return };
        let Advice { caveats, answered, .. } = advice.clone();
        self.keep_told(&caveats, effects);
        if let Some(safety) = self.safety.clone().filter(|_| answered) {
            self.give(safety.given(keeps), effects);
        }
        let usual = self.config.routine_for(self.night(now)).to_owned();
        match keeps {
            true if answered && self.routine.id == SEATED => self.take(&usual, now, effects),
            true => {}
            false => {
                self.take(SEATED, now, effects);
                let rest = self.known().caveats(&self.routine.routine);
                if rest.iter().all(|caveat| caveats.contains(caveat)) {
                    self.keep_told(&rest, effects);
                }
            }
        }
        self.leave_safety(effects);
    }

    /// Keeps in mind what was told of the chosen routine.
    fn keep_told(&mut self, caveats: &[String], effects: &mut Vec<Effect>) {
        if let Some(safety) = self.safety.clone().filter(|_| !caveats.is_empty()) {
            self.give(safety.telling(&self.routine.id, caveats), effects);
        }
    }
}
