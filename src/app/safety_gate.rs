//! What keeps a routine from beginning: an urgent warning sign, of whichever night, until the person says that
//! somebody has checked it (E3, K1).

use super::context::Context;
use super::effect::{Cue, Effect};
use super::keymap::Action;
use crate::diary::Diary;
use crate::health::answer::Answer;
use crate::health::signs::{Finding, Sign};
use crate::store::journal::{CheckedNote, Entry, EventKind, OpenSign, SignsNote, tonight};

/// What speaks against any routine now, the most urgent first.
pub(super) fn findings(cx: &Context) -> Vec<Finding> {
    told_lately(cx).urgent()
}

pub(super) fn is_closed(cx: &Context) -> bool {
    !findings(cx).is_empty()
}

/// Takes the two keys that say that the most urgent sign was checked: one asks, another one confirms, so that none held
/// down or pressed twice can. Returns whether a sign was lifted.
pub(super) fn handle(action: Action, cx: &mut Context) -> bool {
    match action {
        Action::Yes => ask(cx),
        Action::Confirm => return confirm(cx),
        _ => {}
    }
    false
}

fn ask(cx: &mut Context) {
    let Some(sign) = most_urgent(cx).into_iter().next() else { return };
    let what = sign.known().map_or("a sign that only a newer winddown knows", Sign::in_short);
    cx.toast(format!("Press c if a doctor or nurse has looked at it: {what}."));
    cx.confirming = Some(cx.now.up);
}

fn confirm(cx: &mut Context) -> bool {
    let Some(asked) = cx.confirming.take() else { return false };
    if cx.now.up.saturating_sub(asked) < cx.debounce() {
        return false;
    }
    let checked = most_urgent(cx).into_iter().map(|open| open.sign).collect();
    cx.record(cx.night(), EventKind::Checked(CheckedNote { checked }));
    true
}

/// Writes down that a leg is swollen, hot, red or very tender, so that it holds every routine (K2): the one place where
/// a yes outside a cramp and the morning's questions becomes a warning sign.
pub(super) fn tell_swollen(cx: &mut Context) {
    let note = SignsNote { id: cx.new_id(), side: None, signs: [Sign::Swollen].into() };
    cx.record(cx.night(), EventKind::Signs(note));
    cx.emit(Effect::Cue(Cue::Warning));
    // What is to be read now must not be closed by the key that brought it, held a little too long.
    cx.ignore_keys_for(cx.gap_tolerance);
}

/// Keeps in mind that no leg is swollen, for the rest of the day.
pub(super) fn tell_not_swollen(cx: &mut Context) {
    cx.not_swollen_on = Some(cx.tonight());
}

/// Whether the person said today that no leg is swollen, and ticked no urgent sign: before a massage that need not be
/// asked again.
pub(super) fn is_not_swollen(cx: &Context) -> bool {
    let is_of_today = |entry: &&Entry| tonight(&entry.at, cx.config.night_begins) == cx.tonight();
    let mut is_told = cx.not_swollen_on == Some(cx.tonight());
    for entry in cx.summary.told.iter().filter(is_of_today) {
        let signs = match &entry.what {
            EventKind::Cramp(note) => &note.signs,
            EventKind::Signs(note) => &note.signs,
            EventKind::Night(note) => {
                is_told |= note.nothing_urgent;
                &note.signs
            }
            _ => continue,
        };
        if signs.words().any(|word| Sign::from_id(word).is_none_or(Sign::is_urgent)) {
            return false;
        }
    }
    is_told
}

/// What tells of the sign that stands first among those that hold.
fn most_urgent(cx: &Context) -> Vec<OpenSign> {
    let diary = told_lately(cx);
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

/// The diary of the last two nights, with whatever else tells of a sign that nobody has checked.
fn told_lately(cx: &Context) -> Diary {
    Diary::of(cx.summary.told.clone(), cx.night())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::{Date, date};

    use super::*;
    use crate::app::effect::Write;
    use crate::app::keymap::{Action, Scene};
    use crate::app::{App, Door, Input, Startup};
    use crate::health::bedroom::Ticks;
    use crate::health::safety::Safety;
    use crate::health::signs::Sign;
    use crate::routine::Routine;
    use crate::routine::library::Library;
    use crate::session::Now;
    use crate::store::config::Config;
    use crate::store::journal::{CrampNote, ExcusedNote, StartupSummary};

    const TONIGHT: Date = date(2026, 11, 22);

    fn classic() -> Routine {
        Library::routine("classic").expect("shipped")
    }

    fn read(afresh: bool) -> Input {
        Input::RoutineRead { afresh, routine: Ok(Box::new(classic())) }
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
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: ("classic".into(), classic()),
            summary: StartupSummary { told, ..StartupSummary::default() },
            checkpoint: None,
            ticks: Ticks::default(),
            safety: Some(Safety::default()),
            toast: None,
            door,
            gap_tolerance: Duration::from_secs(3),
        };
        App::start(startup, &Now::at(Duration::ZERO)).0
    }

    fn press(app: &mut App, seconds: u64, action: Action) -> Vec<Effect> {
        let now = Now::at(Duration::from_secs(seconds));
        let mut effects = app.handle(&now, Input::Key(action));
        if effects.iter().any(|effect| matches!(effect, Effect::ReadRoutine { .. })) {
            effects.extend(app.handle(&now, read(false)));
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
                app.handle(&Now::at(Duration::from_secs(2)), read(true));
                assert_eq!(app.scene(), Scene::Held, "no way around: {what:?}");
            }
        }
    }

    #[test]
    fn it_says_why_and_takes_the_word_that_it_was_checked() {
        let mut app = told(TONIGHT, cramp(&[Sign::Swollen], None), Door::Evening);
        let wording = Sign::Swollen.rule().expect("a rule").wording;
        let said = format!("A swollen, hot, red or very tender leg, noted on Sunday. {wording}");
        assert_eq!(app.page().warning.as_deref(), Some(said.as_str()));
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
        let mut app = told(TONIGHT, EventKind::Excused(ExcusedNote::default()), Door::Evening);
        for seconds in 1..100 {
            app.handle(&Now::at(Duration::from_secs(seconds)), Input::Wake);
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
    fn what_cannot_be_written_holds_although_the_diary_does_not_have_it() {
        let mut app = told(TONIGHT, EventKind::Excused(ExcusedNote::default()), Door::Tonight);
        app.cx.record(TONIGHT, cramp(&[Sign::Swollen], None));
        let now = Now::at(Duration::from_secs(1));
        app.handle(&now, Input::SaveFailed(Some("no space".into())));
        app.handle(&now, Input::DiaryRead(Vec::new()));
        assert!(is_closed(&app.cx));
    }

    #[test]
    fn a_cramp_that_was_taken_back_holds_nothing() {
        let mut app = told(TONIGHT, cramp(&[Sign::Swollen], None), Door::Tonight);
        app.cx.record(TONIGHT, EventKind::Void { entry: "1".into() });
        assert!(!is_closed(&app.cx));
    }
}
