//! How the cramp screen is opened and left.

use super::{Cramp, Left};
use crate::app::effect::{Effect, Write};
use crate::app::keymap::{Action, Scene};
use crate::app::{App, DEBOUNCE, Farewell, Screen};
use crate::health::body::Muscle;
use crate::health::signs::{Finding, Sign};
use crate::session::Now;

/// Said when it is left.
const IN_DIARY: &str = "The cramp is in the diary.";

impl App {
    /// Opens the cramp screen over what is there; that waits underneath.
    pub(in crate::app) fn open_cramp(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        self.help = None;
        self.on_screen(now, None, effects);
        if matches!(self.scene(), Scene::Timed | Scene::Breath) {
            self.on_screen(now, Some(Action::Pause), effects);
        }
        let cramp = Screen::Cramp(Box::new(self.cramp(now, None, effects)));
        self.under = Some(Box::new(std::mem::replace(&mut self.screen, cramp)));
    }

    /// Returns a cramp that begins now.
    pub(in crate::app) fn cramp(
        &self,
        now: &Now,
        muscle: Option<Muscle>,
        effects: &mut Vec<Effect>,
    ) -> Cramp {
        Cramp::begin(now, self.night(now), muscle, (self.known(), self.held_in_a_cramp()), effects)
    }

    /// What nobody has checked, as far as it counts in a cramp: that another one tonight was long says nothing of this
    /// one, whose clock has just begun.
    fn held_in_a_cramp(&self) -> Vec<Finding> {
        let mut unchecked = self.held();
        unchecked.retain(|finding| !finding.rule.signs.contains(&Sign::NotEasing));
        unchecked
    }

    pub(in crate::app) fn on_cramp(&mut self, now: &Now, action: Option<Action>, effects: &mut Vec<Effect>) {
        let haste = self.patience / DEBOUNCE;
        if matches!(&self.screen, Screen::Cramp(cramp) if cramp.scene() == Scene::Unchecked) {
            match action {
                Some(Action::Yes) => return self.says_checked(now),
                Some(Action::Confirm) if self.take_as_checked(now, effects) => {
                    self.remember(effects);
                    let unchecked = self.held_in_a_cramp();
                    if let Screen::Cramp(cramp) = &mut self.screen {
                        cramp.take_as_checked(unchecked, now);
                    }
                    return;
                }
                Some(_) | None => {}
            }
        }
        let Screen::Cramp(cramp) = &mut self.screen else { return };
        if action == Some(Action::NoCramp) {
            if let Some(why) = cramp.keeps() {
                self.notice = Some(why.to_owned());
                return;
            }
        } else if action.is_some() {
            cramp.doubted = false;
        }
        let told = cramp.told;
        let left = cramp.handle(now, (action, haste), effects);
        if cramp.told != told {
            // Five and ten minutes are not to be missed for the help page.
            self.help = None;
        }
        let Some(left) = left else { return };
        let help = cramp.urgent().map(|finding| finding.text()).collect::<Vec<_>>().join(" ");
        let said = match left {
            Left::Asked | Left::Done if help.is_empty() => IN_DIARY.to_owned(),
            Left::Asked | Left::Done => format!("{IN_DIARY} {help}"),
            Left::NoCramp => "The diary does not have it.".to_owned(),
        };
        if left == Left::NoCramp {
            let (at, night, cramp) = (now.wall.clone(), cramp.night, cramp.note.cramp.clone());
            effects.push(Effect::Write(Write::TakeBack { at, night, cramp }));
        }
        match (self.under.take(), left) {
            (Some(under), _) => {
                self.screen = match *under {
                    Screen::Evening(evening) if !help.is_empty() => self.put_down(*evening, now, effects),
                    under => under,
                };
                // The tonight screen says by itself what is urgent.
                let short = matches!(self.screen, Screen::Tonight) && left != Left::NoCramp;
                self.notice = Some(if short { IN_DIARY.to_owned() } else { said });
                self.see_again();
            }
            (None, Left::Done) => {
                self.screen = Screen::GoodNight(Farewell { done: said, warning: None, tip: None });
                self.deaf_until = now.up + haste;
            }
            (None, Left::Asked) if !help.is_empty() => effects.push(Effect::Quit(said)),
            (None, Left::Asked | Left::NoCramp) => effects.push(Effect::Quit(format!("{said} Good night."))),
        }
    }
}
