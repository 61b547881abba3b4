//! What the person's own programs are told of an evening: found by comparing what was with what is.

use super::context::Context;
use super::effect::{Effect, Happening};
use super::screen::Underway;
use crate::health::body::Side;
use crate::store::hooks::HookEvent;

/// What is so at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    is_evening: bool,
    /// The step, counting from zero, and its side.
    step: Option<(usize, Option<Side>)>,
    is_cramp: bool,
}

impl Moment {
    pub(super) fn of(evening: Option<Underway<'_>>, is_cramp: bool) -> Moment {
        let step = evening.and_then(|evening| evening.session.step_and_side());
        Moment { is_evening: evening.is_some(), step, is_cramp }
    }
}

/// Adds what has happened since a moment to what is to be done.
pub(super) fn tell(
    before: Moment,
    is_cramp: bool,
    evening: Option<Underway<'_>>,
    cx: &Context,
    effects: &mut Vec<Effect>,
) {
    let now = Moment::of(evening, is_cramp);
    let quit = effects.iter().position(|effect| matches!(effect, Effect::Quit(_)));
    let ends = before.is_evening && (quit.is_some() || !now.is_evening);
    let happened = [
        (now.is_evening && !before.is_evening, HookEvent::Begin),
        (now.step.is_some() && now.step != before.step && !ends, HookEvent::Step),
        (now.is_cramp && !before.is_cramp, HookEvent::Cramp),
        (ends, HookEvent::End),
    ];
    let wanted =
        happened.into_iter().filter(|(is_so, event)| *is_so && cx.config.hooks.command(*event).is_some());
    let hooks: Vec<_> =
        wanted.map(|(_, event)| Effect::Hook(Box::new(happening(event, evening, cx)))).collect();
    // Nothing is done after the program has quit.
    let at = quit.unwrap_or(effects.len());
    effects.splice(at..at, hooks);
}

fn happening(event: HookEvent, evening: Option<Underway<'_>>, cx: &Context) -> Happening {
    let (up, at) = (cx.now.up, cx.now.wall.clone());
    let routine = evening.map_or(cx.chosen.id.as_str(), |evening| evening.routine).to_owned();
    let whole = Happening { event, routine, step: String::new(), side: None, length: None, at };
    let session = evening.map(|evening| evening.session);
    match (event, session.and_then(|session| Some((session, session.segment()?)))) {
        (HookEvent::Begin, Some((session, _))) => Happening { length: Some(session.left(up)), ..whole },
        (HookEvent::Step, Some((session, segment))) => {
            let step = session.plan().steps.get(segment.step).map(|step| step.name.clone());
            let length = Some(session.left_of_side(up));
            Happening { step: step.unwrap_or_default(), side: segment.side, length, ..whole }
        }
        (HookEvent::Begin | HookEvent::Step, None)
        | (HookEvent::End | HookEvent::Cramp | HookEvent::Reminder, _) => whole,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::app::keymap::{Action, Scene};
    use crate::app::{App, Door, Input, Startup};
    use crate::health::bedroom::Ticks;
    use crate::health::safety::Safety;
    use crate::routine::library::Library;
    use crate::session::Now;
    use crate::store::config::{self, Config};
    use crate::store::journal::StartupSummary;

    const ALL: &str =
        "get_ready = \"10s\"\n[hooks]\nbegin = [\"x\"]\nstep = [\"x\"]\nend = [\"x\"]\ncramp = [\"x\"]\n";

    /// An evening with settings, and what has been told of it.
    struct Evening(App, Vec<String>);

    impl Evening {
        fn open(routine: &str, door: Door, settings: &str) -> Evening {
            let (config, mistakes) = config::read("config.toml", settings);
            assert_eq!(mistakes, None);
            let startup = Startup {
                config,
                routine: (routine.to_owned(), Library::routine(routine).expect("it is shipped")),
                summary: StartupSummary::default(),
                checkpoint: None,
                ticks: Ticks::default(),
                toast: None,
                door,
                safety: Some(Safety::default()),
                gap_tolerance: Duration::from_secs(3),
            };
            let (app, effects) = App::start(startup, &Now::at(Duration::ZERO));
            let mut evening = Evening(app, Vec::new());
            evening.hear(effects);
            evening
        }

        fn hear(&mut self, effects: Vec<Effect>) {
            self.1.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::Hook(told) => {
                    let side = told.side.map_or("", Side::word);
                    Some(format!("{} {} {side}", told.event.word(), told.step).trim_end().to_owned())
                }
                Effect::Quit(_) => Some("quit".to_owned()),
                _ => None,
            }));
        }

        fn press(&mut self, seconds: u64, action: Action) -> &mut Self {
            let effects = self.0.handle(&Now::at(Duration::from_secs(seconds)), Input::Key(action));
            self.hear(effects);
            self
        }
    }

    #[test]
    fn a_step_is_told_of_side_by_side_and_the_end_before_the_program_s() {
        let mut evening = Evening::open("quick", Door::Evening, ALL);
        let mut up = Duration::ZERO;
        while let Some(due) = evening.0.wakes_at().filter(|due| *due <= Duration::from_secs(30)) {
            up = due;
            let effects = evening.0.handle(&Now::at(due), Input::Wake);
            evening.hear(effects);
        }
        assert_eq!(evening.1[0], "begin");
        assert_eq!(evening.1[1..], ["step Wall calf stretch left", "step Wall calf stretch right"], "{up:?}");
        evening.press(31, Action::Help).press(32, Action::Close).press(33, Action::Quit);
        assert_eq!(evening.1[3..], ["end", "quit"]);
        assert!(evening.0.handle(&Now::at(Duration::from_secs(34)), Input::SaveFailed(None)).is_empty());
    }

    #[test]
    fn a_question_before_a_step_is_not_the_step_and_may_end_the_evening() {
        let mut evening = Evening::open("full", Door::Evening, ALL);
        for second in (10..600).step_by(10) {
            if evening.0.scene() == Scene::Clot {
                break;
            }
            evening.press(second, Action::Next);
        }
        assert_eq!(evening.0.scene(), Scene::Clot);
        assert!(evening.1.iter().all(|told| !told.contains("assage")), "{:?}", evening.1);
        let before = evening.1.len();
        evening.press(900, Action::Yes);
        assert_eq!(evening.1[before..], ["end"]);
    }

    #[test]
    fn a_cramp_is_told_of_and_pauses_the_evening_only() {
        let mut evening = Evening::open("quick", Door::Evening, ALL);
        evening.press(5, Action::Cramp).press(30, Action::Enter);
        assert_eq!(evening.1[2..], ["cramp"]);
        assert_eq!(Evening::open("cramp", Door::Cramp(None), ALL).1, ["cramp"]);
    }

    #[test]
    fn without_programs_nothing_is_told() {
        assert_eq!(Evening::open("quick", Door::Evening, "get_ready = \"10s\"\n").1, Vec::<String>::new());
        let mut evening = Evening::open("quick", Door::Evening, "[hooks]\nend = [\"x\"]\n");
        evening.press(40, Action::Quit);
        assert_eq!(evening.1, ["end", "quit"]);
        assert!(Config::default().hooks.is_empty());
    }
}
