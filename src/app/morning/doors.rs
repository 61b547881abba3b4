//! How the questions about last night are opened and left.

use super::Morning;
use crate::app::effect::{Effect, Write};
use crate::app::keymap::{Action, Question};
use crate::app::{App, Screen};
use crate::diary::Diary;
use crate::session::DEBOUNCE;
use crate::session::Now;
use crate::store::journal::{Entry, EventKind, slept};

impl App {
    /// Asks about last night, unless it is told of, an evening of another night waits to be gone on with, or nobody has
    /// been here before.
    pub(in crate::app) fn ask_about_last_night(&mut self) {
        let recall = &self.recall;
        let night = slept(&self.seen.wall, self.config.night_begins);
        let of_night = || recall.told.iter().filter(|entry| entry.night == night);
        let told = of_night().any(|entry| matches!(entry.what, EventKind::Night(_)));
        let left = self.standing.as_ref().map(|standing| standing.night);
        let last = recall.last.as_ref().map(|entry| entry.night);
        let was_here = recall.keeps_diary || left.into_iter().chain(last).any(|before| before <= night);
        let waits = self.resumable().is_some_and(|standing| standing.night != night);
        if told || !was_here || waits {
            return;
        }
        let cramps = of_night().filter_map(|entry| match &entry.what {
            EventKind::Cramp(note) => Some(note),
            _ => None,
        });
        self.screen = Screen::Morning(Box::new(Morning::of(night, None, cramps, false)));
    }

    pub(in crate::app) fn on_morning(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let room = self.room;
        let Screen::Morning(morning) = &mut self.screen else { return };
        if let (Action::Enter, Some(at)) = (action, morning.further(room)) {
            // No answer to what was not in sight.
            morning.at = at;
            return;
        }
        if morning.aims_below(action, room) {
            return;
        }
        match (morning.question, action) {
            (Question::Cramp | Question::Rest, Action::Later) if morning.done.is_empty() => {
                self.leave_morning(String::new(), effects);
            }
            (Question::Cramp | Question::Rest, Action::Later) => effects.push(Effect::Diary),
            (Question::Worth, Action::Enter) if morning.is_more(room) => {
                morning.worth.handle(Action::PageDown, room);
            }
            (Question::Worth, Action::Enter) => self.save_morning(now, effects),
            (Question::Worth, Action::Back) => {
                morning.quitting = false;
                morning.answer(now, action);
            }
            (Question::Worth, Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
                morning.worth.handle(action, room);
            }
            (_, _) => {
                if morning.answer(now, action) {
                    if morning.note.cramp {
                        effects.push(Effect::Diary);
                    } else {
                        self.save_morning(now, effects);
                    }
                }
            }
        }
    }

    /// Weighs what was told together with the diary that the shell has read: shows what is worth knowing, or saves.
    pub(in crate::app) fn weigh(&mut self, now: &Now, diary: &mut Diary, effects: &mut Vec<Effect>) {
        let room = self.room;
        let Screen::Morning(morning) = &mut self.screen else { return };
        for what in morning.told() {
            diary.add(Entry { id: String::new(), at: now.wall.clone(), night: morning.night, what });
        }
        let findings = diary.news();
        if findings.is_empty() {
            return self.save_morning(now, effects);
        }
        morning.findings = findings;
        morning.see_room(room);
        morning.asked.push(morning.question);
        morning.question = Question::Worth;
    }

    /// Writes down what was told.
    pub(in crate::app) fn save_morning(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Screen::Morning(morning) = &self.screen else { return };
        for what in morning.told() {
            let (at, night) = (now.wall.clone(), morning.night);
            effects.push(Effect::Write(Write::Record { at, night, what: Box::new(what) }));
        }
        let said = if morning.note.cramp { "a cramp" } else { "no cramp" };
        let quitting = morning.quitting;
        // Whoever had no cramp is asked for no signs; a leg may be swollen all the same.
        let ask = if morning.note.cramp {
            ""
        } else {
            " One leg swollen, hot or very tender? Press s and tick it."
        };
        self.leave_morning(format!("Noted: {said} last night.{ask}"), effects);
        effects.extend(quitting.then(|| Effect::Quit(String::new())));
    }

    /// Sees that what was told is weighed and written down before it is left in the middle; nothing told is nothing to
    /// write. Returns whether quitting has to wait for that.
    pub(in crate::app) fn keep_morning(&mut self, now: &Now, effects: &mut Vec<Effect>) -> bool {
        let Screen::Morning(morning) = &mut self.screen else { return false };
        if morning.question == Question::Worth {
            morning.quitting = false;
            self.save_morning(now, effects);
            return false;
        }
        morning.quitting = morning.is_begun();
        if morning.quitting {
            self.help = None;
            effects.push(Effect::Diary);
            return true;
        }
        false
    }

    fn leave_morning(&mut self, notice: String, effects: &mut Vec<Effect>) {
        let from_diary = matches!(&self.screen, Screen::Morning(morning) if morning.from_diary);
        self.screen = Screen::Tonight;
        self.deaf_until = self.seen.up + self.patience / DEBOUNCE;
        if !notice.is_empty() {
            self.notice = Some(notice);
        }
        effects.extend(from_diary.then_some(Effect::Diary));
    }
}
