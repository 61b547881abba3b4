//! A yes to "one calf swollen, hot, red or very tender now?": nothing goes on until it has been checked.

use super::{App, Screen};
use crate::app::effect::{Cue, Effect};
use crate::health::signs::Sign;
use crate::session::Now;
use crate::store::journal::{EventKind, SignsNote};

impl App {
    /// Writes down that a leg is swollen, hot, red or very tender, so that it holds every routine (K2): the one place
    /// where a yes outside a cramp and the morning's questions becomes a warning sign.
    pub(super) fn tell_swollen(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let id = format!("{:x}", now.wall.timestamp().as_microsecond());
        let signs = [Sign::Swollen].into();
        effects.push(self.record_tonight(now, EventKind::Signs(SignsNote { id, side: None, signs })));
        effects.push(Effect::Cue(Cue::Warning));
    }

    /// Ends the evening at the question before a massage; the tonight screen then says what to do.
    pub(super) fn stop_for_swelling(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        self.tell_swollen(now, effects);
        if let Screen::Evening(evening) = std::mem::replace(&mut self.screen, Screen::Tonight) {
            self.screen = self.put_down(*evening, now, effects);
        }
        self.hear_nothing_yet(now);
    }

    /// What is to be read now must not be closed by the key that brought it, held a little too long.
    pub(super) fn hear_nothing_yet(&mut self, now: &Now) {
        self.deaf_until = now.up + self.patience;
    }
}
