//! What keeps a routine from beginning: an urgent warning sign that nobody has checked.

use super::{App, Screen};
use crate::app::effect::{Effect, Write};
use crate::app::evening::Evening;
use crate::app::keymap::Scene;
use crate::diary::Diary;
use crate::health::signs::{Finding, Sign};
use crate::session::{DEBOUNCE, Now};
use crate::store::journal::{CheckedNote, Entry, EventKind, OpenSign, is_same};
use crate::store::state::Checkpoint;

impl App {
    /// What speaks against any routine now (E3, K1): urgent signs, of whichever night, until the person says that they
    /// were checked.
    pub(super) fn held(&self) -> Vec<Finding> {
        self.told_lately().urgent()
    }

    /// The person says that the most urgent of what speaks against a routine was checked, one sign at a time. A second
    /// key has to confirm it, so that none held down or pressed twice can.
    pub(super) fn says_checked(&mut self, now: &Now) {
        let Some(sign) = self.most_urgent().first().cloned() else { return };
        let what = sign.known().map_or("a sign that only a newer winddown knows", Sign::in_short);
        self.notice = Some(format!("Press c if a doctor or nurse has looked at it: {what}."));
        self.asked_checked = Some(now.up);
    }

    /// Takes the person's word that it was checked, if it was asked for; `true` once that is written down.
    pub(super) fn take_as_checked(&mut self, now: &Now, effects: &mut Vec<Effect>) -> bool {
        let asked = self
            .asked_checked
            .take()
            .filter(|asked| now.up.saturating_sub(*asked) >= self.patience / DEBOUNCE);
        if asked.is_none() {
            return false;
        }
        let checked = self.most_urgent().into_iter().map(|open| open.sign).collect();
        effects.push(self.record_tonight(now, EventKind::Checked(CheckedNote { checked })));
        true
    }

    /// What tells of the sign that stands first among those that hold.
    fn most_urgent(&self) -> Vec<OpenSign> {
        let diary = self.told_lately();
        let first = diary.urgent().first().map(|finding| finding.rule);
        let mut holding = diary.holding();
        let is_first = |open: &OpenSign| match open.known() {
            Some(sign) => sign.rule() == first,
            None => first.is_some_and(|rule| rule.signs.is_empty()),
        };
        let word = holding.iter().find(|open| is_first(open)).map(|open| open.sign.sign.clone());
        holding.retain(|open| word.as_deref() == Some(open.sign.sign.as_str()));
        holding
    }

    /// Something that happened tonight, to be written down.
    pub(super) fn record_tonight(&self, now: &Now, what: EventKind) -> Effect {
        let (at, night) = (now.wall.clone(), self.night(now));
        Effect::Write(Write::Record { at, night, what: Box::new(what) })
    }

    /// The diary of the last two nights, with whatever else tells of a sign that nobody has checked.
    fn told_lately(&self) -> Diary {
        Diary::of(self.recall.told.clone(), self.night(&self.seen))
    }

    /// Returns which rows of the key table hold on the tonight screen.
    pub(super) fn scene_tonight(&self) -> Scene {
        match self.resumable() {
            _ if !self.held().is_empty() => Scene::Held,
            Some(_) => Scene::Unfinished,
            None => Scene::Tonight,
        }
    }

    /// Keeps in mind what is being written of nights and cramps, so that it counts at once.
    pub(super) fn remember(&mut self, effects: &[Effect]) {
        let told = &mut self.recall.told;
        for effect in effects {
            match effect {
                Effect::Write(Write::Record { at, night, what }) => {
                    let new =
                        Entry { id: String::new(), at: at.clone(), night: *night, what: (**what).clone() };
                    told.retain(|old| !is_same(old, &new) && !is_taken_back(old, what));
                    if matches!(
                        new.what,
                        EventKind::Cramp(_)
                            | EventKind::Night(_)
                            | EventKind::Signs(_)
                            | EventKind::Checked(_)
                    ) {
                        told.push(new);
                    }
                }
                Effect::Write(Write::TakeBack { cramp, .. }) => {
                    told.retain(|old| !matches!(&old.what, EventKind::Cramp(note) if note.cramp == *cramp));
                }
                _ => {}
            }
        }
    }

    /// Ends an evening that must not go on, and keeps where it stands.
    pub(super) fn put_down(&mut self, mut evening: Evening, now: &Now, effects: &mut Vec<Effect>) -> Screen {
        evening.stop(now, effects);
        self.standing = Some(evening.standing(now, true)).filter(Checkpoint::is_begun);
        Screen::Tonight
    }
}

/// Whether `what` takes back what was told before.
fn is_taken_back(old: &Entry, what: &EventKind) -> bool {
    matches!(what, EventKind::Void { entry } if old.id == *entry)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::{Date, date};

    use super::*;
    use crate::app::keymap::Action;
    use crate::app::{Door, Opening, Stage};
    use crate::health::bedroom::Ticks;
    use crate::health::safety::Safety;
    use crate::health::signs::Sign;
    use crate::routine::Routine;
    use crate::routine::library::Library;
    use crate::store::config::Config;
    use crate::store::journal::{CrampNote, StartupSummary};

    const TONIGHT: Date = date(2026, 11, 22);

    fn classic() -> Routine {
        Library::routine("classic").expect("shipped")
    }

    fn cramp(signs: &[Sign], seconds: Option<u32>) -> EventKind {
        let signs = signs.iter().copied().collect();
        EventKind::Cramp(CrampNote { cramp: "c".into(), signs, seconds, ..CrampNote::default() })
    }

    /// A cramp that the clock saw go past ten minutes, and that nobody said has eased.
    fn unended() -> EventKind {
        let began = Some(Now::at(Duration::ZERO).wall);
        EventKind::Cramp(CrampNote { cramp: "c".into(), began, seconds: Some(601), ..CrampNote::default() })
    }

    /// The program with what was told of a night.
    fn told(night: Date, what: EventKind, door: Door) -> App {
        let at = Now::at(Duration::ZERO).wall;
        let told = vec![Entry { id: "1".into(), at, night, what }];
        let opening = Opening {
            config: Config::default(),
            routine: ("classic".into(), classic()),
            recall: StartupSummary { told, ..StartupSummary::default() },
            standing: None,
            ticks: Ticks::default(),
            safety: Some(Safety::default()),
            notice: None,
            door,
            patience: Duration::from_secs(3),
        };
        App::open(opening, &Now::at(Duration::ZERO)).0
    }

    fn press(app: &mut App, seconds: u64, action: Action) -> Vec<Effect> {
        let now = Now::at(Duration::from_secs(seconds));
        let mut effects = app.handle(&now, Some(action));
        if effects.iter().any(|effect| matches!(effect, Effect::Read { .. })) {
            effects.extend(app.start(&now, false, Ok(&classic())));
        }
        effects
    }

    #[test]
    fn an_urgent_sign_of_these_nights_keeps_every_routine_from_beginning() {
        for (night, what, holds) in [
            (TONIGHT, cramp(&[Sign::Swollen], None), true),
            (date(2026, 11, 21), cramp(&[Sign::Chest], None), true),
            (date(2026, 11, 21), unended(), true),
            (date(2026, 11, 20), unended(), false),
            (date(2026, 11, 21), cramp(&[], Some(720)), false),
            (date(2026, 11, 21), cramp(&[Sign::TiredByDay], Some(600)), false),
            (date(2026, 11, 20), cramp(&[Sign::Swollen], None), true),
            (date(2025, 11, 20), cramp(&[Sign::Swollen], None), true),
        ] {
            let mut app = told(night, what.clone(), Door::Evening);
            assert_eq!(app.scene() == Scene::Held, holds, "{night} {what:?}");
            if holds {
                press(&mut app, 1, Action::Enter);
                app.start(&Now::at(Duration::from_secs(2)), true, Ok(&classic()));
                assert_eq!(app.scene(), Scene::Held, "no way around: {what:?}");
            }
        }
    }

    #[test]
    fn it_says_why_and_takes_the_word_that_it_was_checked() {
        let mut app = told(TONIGHT, cramp(&[Sign::Swollen], None), Door::Evening);
        let Stage::Tonight(tonight) = app.picture().stage else { panic!("not tonight") };
        let wording = Sign::Swollen.rule().expect("a rule").wording;
        assert_eq!(tonight.held, [format!("A swollen, red or very tender leg, told on Sunday. {wording}")]);
        for key in [Action::Confirm, Action::Yes, Action::Yes, Action::Enter, Action::Confirm] {
            press(&mut app, 1, key);
            assert_eq!(app.scene(), Scene::Held, "the keys have to be meant");
        }
        press(&mut app, 2, Action::Yes);
        press(&mut app, 3, Action::Confirm);
        assert_eq!(app.scene(), Scene::Tonight);
        press(&mut app, 4, Action::Enter);
        assert_eq!(app.scene(), Scene::Timed);
    }

    #[test]
    fn a_sign_ticked_in_a_cramp_ends_the_evening_under_it() {
        let mut app = told(TONIGHT, EventKind::Excused, Door::Evening);
        for seconds in 1..100 {
            app.handle(&Now::at(Duration::from_secs(seconds)), None);
        }
        press(&mut app, 100, Action::Cramp);
        press(&mut app, 101, Action::Signs);
        press(&mut app, 102, Action::Tick);
        press(&mut app, 103, Action::Close);
        let effects = press(&mut app, 104, Action::Quit);
        assert_eq!(app.scene(), Scene::Held);
        let kept =
            |effect: &Effect| matches!(effect, Effect::Write(Write::Checkpoint(standing)) if standing.kept);
        assert!(effects.iter().any(kept), "what was done of it is kept");
        press(&mut app, 200, Action::Yes);
        press(&mut app, 201, Action::Confirm);
        assert_eq!(app.scene(), Scene::Unfinished);
    }

    #[test]
    fn a_cramp_that_was_taken_back_holds_nothing() {
        let mut app = told(TONIGHT, cramp(&[Sign::Swollen], None), Door::Tonight);
        let (at, void) = (Now::at(Duration::ZERO).wall, Box::new(EventKind::Void { entry: "1".into() }));
        app.remember(&[Effect::Write(Write::Record { at, night: TONIGHT, what: void })]);
        assert!(app.held().is_empty());
    }
}
