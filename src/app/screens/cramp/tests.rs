//! A cramp in virtual time: what it shows, what it keeps, and where it leads back to.

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::app::effect::Write;
use crate::app::page::{Content, PageId, Place, Reader, Seen, Urgency};
use crate::app::{App, Door, Startup};
use crate::health::answer::Answer;
use crate::health::bedroom::Ticks;
use crate::health::safety::Risk;
use crate::routine::library::Library;
use crate::store::config::Config;
use crate::store::journal::{Entry, OVER_TEN_MINUTES, StartupSummary};

/// The program, and what its shell was asked for.
struct Night {
    app: App,
    effects: Vec<Effect>,
    up: f64,
}

impl Night {
    fn open(door: Door, safety: Safety) -> Night {
        Night::with(door, safety, Vec::new())
    }

    /// A cramp now, after something was told of a night.
    fn after(night: Date, what: EventKind) -> Night {
        let at = Now::at(Duration::ZERO).wall;
        Night::with(Door::Cramp(None), Safety::default(), vec![Entry { id: "1".into(), at, night, what }])
    }

    fn with(door: Door, safety: Safety, told: Vec<Entry>) -> Night {
        let routine = Library::routine("classic").expect("shipped");
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: ("classic".into(), routine),
            summary: StartupSummary { told, ..StartupSummary::default() },
            checkpoint: None,
            ticks: Ticks::default(),
            safety: Some(safety),
            toast: None,
            door,
            gap_tolerance: Duration::from_secs(3),
        };
        let (app, effects) = App::start(startup, &Now::at(Duration::ZERO));
        Night { app, effects, up: 0.0 }
    }

    fn cramp() -> Night {
        Night::open(Door::Cramp(None), Safety::default())
    }

    fn press(&mut self, action: Action) -> &mut Self {
        let now = Now::at(Duration::from_secs_f64(self.up));
        self.app.handle(&now, Input::Seen(Seen::ALL));
        let effects = self.app.handle(&now, Input::Key(action));
        let read = effects.iter().any(|effect| matches!(effect, Effect::ReadRoutine { .. }));
        self.effects.extend(effects);
        if read {
            let routine = Library::routine("classic").expect("shipped");
            let routine = Ok(Box::new(routine));
            self.effects.extend(self.app.handle(&now, Input::RoutineRead { afresh: false, routine }));
        }
        self
    }

    /// Sleeps from wake-up to wake-up; each of them must change the picture.
    fn sleep(&mut self, seconds: f64) -> &mut Self {
        let end = self.up + seconds;
        while let Some(due) = self.app.wakes_at().filter(|due| due.as_secs_f64() <= end) {
            let before = format!("{:?}", self.app.page());
            let asleep = due.saturating_sub(Duration::from_nanos(1));
            self.effects.extend(self.app.handle(&Now::at(asleep), Input::Wake));
            assert_eq!(format!("{:?}", self.app.page()), before, "it changed asleep at {asleep:?}");
            self.effects.extend(self.app.handle(&Now::at(due), Input::Wake));
            assert_ne!(format!("{:?}", self.app.page()), before, "it woke for nothing at {due:?}");
        }
        self.up = end;
        self.effects.extend(self.app.handle(&Now::at(Duration::from_secs_f64(end)), Input::Wake));
        self
    }

    /// Everything the journal was told of cramps.
    fn told(&self) -> Vec<CrampNote> {
        let notes = self.effects.iter().filter_map(|effect| match effect {
            Effect::Write(Write::Record { what, .. }) => match &**what {
                EventKind::Cramp(note) => Some(note.clone()),
                _ => None,
            },
            _ => None,
        });
        notes.collect()
    }

    fn last_told(&self) -> CrampNote {
        self.told().pop().expect("it was told of")
    }

    /// What the cramp's page shows.
    fn shown(&self) -> Shown {
        let page = self.app.page();
        let (urgency, focus) = page
            .blocks
            .iter()
            .find_map(|block| match &block.content {
                Content::Focus(urgency, focus) => Some((*urgency, focus.clone())),
                _ => None,
            })
            .expect("a cramp's page");
        let texts = |place: Place| {
            let blocks = page.blocks_for(Reader::Screen).filter(move |block| block.place == place);
            let texts = blocks.filter_map(|block| match &block.content {
                Content::Text(text) => Some(text.to_string()),
                _ => None,
            });
            texts.collect::<Vec<_>>()
        };
        Shown {
            title: page.title.to_string(),
            urgency,
            focus: focus.iter().map(ToString::to_string).collect(),
            also: texts(Place::Middle),
            emergency: texts(Place::Bottom).pop(),
            keys: self.keys(),
        }
    }

    fn keys(&self) -> Vec<(&'static str, &'static str)> {
        self.app.page().keys.iter().map(|hint| (hint.key(), hint.label)).collect()
    }

    #[track_caller]
    fn says(&self, title: &str, focus: &str) {
        let shown = self.shown();
        assert_eq!((shown.title.as_str(), shown.focus[0].as_str()), (title, focus));
    }
}

/// What a cramp's page shows.
#[derive(Debug)]
struct Shown {
    title: String,
    urgency: Urgency,
    focus: Vec<String>,
    also: Vec<String>,
    emergency: Option<String>,
    keys: Vec<(&'static str, &'static str)>,
}

const FIRST: &str = "Straighten the knee. Pull your toes toward your shin.";

#[test]
fn the_first_instruction_is_there_and_the_journal_knows_before_any_key() {
    let night = Night::cramp();
    night.says("Toes to shin", FIRST);
    let [note] = &night.told()[..] else { panic!("told once") };
    assert_eq!((note.muscle, note.seconds), (None, None));
    assert_eq!(note.began, Some(Now::at(Duration::ZERO).wall));
    assert_eq!(night.effects.len(), 1);
}

#[test]
fn the_sequence_is_that_of_the_evidence() {
    let mut night = Night::cramp();
    for title in ["Toes to shin", "Stand on the sore leg", "Rub the muscle", "Walk it off"] {
        assert_eq!(night.shown().title, title);
        night.sleep(30.0).press(Action::Next);
    }
}

/// A title that names a stretch does not stand over words that send for help.
#[test]
fn after_ten_minutes_every_step_is_under_a_call_for_help() {
    for muscle in [Muscle::Calf, Muscle::Foot, Muscle::BackOfThigh, Muscle::FrontOfThigh] {
        let mut night = Night::open(Door::Cramp(Some(muscle)), Safety::default());
        night.sleep(601.0);
        for _ in 0..8 {
            let shown = night.shown();
            assert_eq!(shown.title, "Get help", "{muscle:?}");
            assert_eq!(shown.focus[0], cramp::TEN, "{muscle:?}");
            night.press(Action::Next).sleep(1.0);
        }
    }
}

/// Nobody stands up in the dark because a clock says so.
#[test]
fn nothing_that_is_done_standing_comes_by_itself() {
    let label = |night: &Night| {
        let keys = night.shown().keys;
        keys.iter().find(|(key, _)| *key == "n").map(|(_, label)| *label)
    };
    let mut night = Night::cramp();
    for at in [99.0, 100.0, 101.0, 199.0, 201.0, 299.0] {
        let wait = at - night.up;
        night.sleep(wait);
        assert_eq!(night.shown().title, "Toes to shin", "at {at}");
        assert_eq!(label(&night), Some("stand"), "at {at}");
    }
    let mut night = Night::cramp();
    night.sleep(12.0).press(Action::Next);
    assert_eq!((night.shown().title, label(&night)), ("Stand on the sore leg".into(), Some("next")));
    night.says("Stand on the sore leg", "Turn the light on. Hold the bed, a wall or a heavy chair.");
    // From standing to sitting it goes by itself, and there it stays.
    night.sleep(81.0);
    assert_eq!((night.shown().title, label(&night)), ("Rub the muscle".into(), Some("stand")));
    night.sleep(70.0);
    assert_eq!(night.shown().title, "Rub the muscle");
    // However late it wakes.
    let mut late = Night::cramp();
    late.up += 170.0;
    late.press(Action::Help).press(Action::Close);
    assert_eq!(late.shown().title, "Toes to shin");
}

#[test]
fn a_cramp_that_was_left_at_once_is_asked_about() {
    for (key, is_kept) in [(Action::Yes, true), (Action::Quit, false)] {
        let mut night = Night::open(Door::Tonight, Safety::default());
        night.press(Action::Cramp).sleep(3.0).press(Action::Quit);
        assert_eq!(night.app.scene(), Scene::Cramp);
        assert!(night.app.page().toast.is_some_and(|toast| toast.contains("Was it a cramp?")));
        night.press(key);
        assert_eq!(night.app.scene(), Scene::Tonight, "{key:?}");
        let is_taken_back = matches!(night.effects.last(), Some(Effect::Write(Write::TakeBack { .. })));
        assert_eq!(is_taken_back, !is_kept, "{key:?}");
    }
    // Another key shows that it goes on.
    let mut night = Night::open(Door::Tonight, Safety::default());
    night.press(Action::Cramp).sleep(3.0).press(Action::Quit).press(Action::Next).press(Action::Yes);
    assert_eq!(night.app.scene(), Scene::Cramp);
}

#[test]
fn five_and_ten_minutes_are_spoken_of_whatever_one_does() {
    let mut night = Night::cramp();
    for _ in 0..12 {
        night.sleep(24.9).press(Action::Next);
    }
    night.sleep(2.0);
    night.says("Toes to shin", cramp::FIVE);
    night.sleep(11.5);
    night.says("Toes to shin", "Hold the stretch. Don't bounce or yank.");
    assert!(night.last_told().signs.is_empty());
    let before = night.told().len();
    night.press(Action::Next).press(Action::Next).sleep(288.0);
    let cramping = night.shown();
    assert_eq!((cramping.focus[0].as_str(), cramping.urgency), (cramp::TEN, Urgency::Warn));
    assert_eq!(night.told().len(), before, "perhaps nobody is there any more");
    let warned = night.effects.iter().filter(|effect| **effect == Effect::Cue(Cue::Warning)).count();
    assert_eq!(warned, 2);
    let mut asleep = Night::cramp();
    night.sleep(10.0).press(Action::Next);
    assert_eq!(night.last_told().seconds, Some(OVER_TEN_MINUTES), "somebody is there");
    let before = night.told().len();
    night.sleep(1000.0).press(Action::Next);
    assert_eq!(night.told().len(), before, "and it is not told with every key");
    night.sleep(3000.0);
    assert_eq!(night.app.wakes_at(), None, "after an hour nobody watches");
    asleep.sleep(4000.0).press(Action::Enter);
    let note = asleep.last_told();
    assert_eq!((note.seconds, note.signs.len()), (None, 0), "a window left open is no long cramp");
    asleep.says("Afterwards", "It eased.");
}

/// While it lasts it is urgent; once it has eased it is worth a visit (K1).
#[test]
fn a_long_cramp_that_has_eased_is_worth_a_visit() {
    let also = |night: &Night| {
        let cramping = night.shown();
        cramping.also.join(" ")
    };
    let visit = "A cramp this long is worth a visit to a doctor.";
    let mut night = Night::cramp();
    night.sleep(650.0).press(Action::Enter);
    assert_eq!((night.app.scene(), night.last_told().seconds), (Scene::Eased, Some(650)));
    night.says("Afterwards", "It eased.");
    assert!(also(&night).starts_with(visit), "{}", also(&night));
    let mut short = Night::cramp();
    short.sleep(600.0).press(Action::Enter);
    assert!(!also(&short).contains(visit));
}

#[test]
fn what_is_said_is_what_can_be_done() {
    let note = CrampNote { cramp: "c".into(), signs: [Sign::Swollen].into(), ..CrampNote::default() };
    let mut night = Night::after(date(2026, 11, 20), EventKind::Cramp(note));
    let asks = |night: &Night| night.shown().also.join(" ").contains("press y");
    assert!(asks(&night));
    night.sleep(5.0).press(Action::Enter);
    assert!(!asks(&night) && night.shown().also.contains(&"It eased.".into()));
}

/// A leg that nobody has looked at is neither stretched nor rubbed, in whichever night that was told.
#[test]
fn a_sign_that_nobody_has_checked_keeps_every_stretch_from_it() {
    for ago in [0, 1, 4, 400] {
        let night = date(2026, 11, 22) - ago.days();
        let note = CrampNote { cramp: "c".into(), signs: [Sign::Swollen].into(), ..CrampNote::default() };
        let mut held = Night::after(night, EventKind::Cramp(note));
        assert_eq!(held.app.scene(), Scene::Unchecked, "{ago}");
        held.says("Get help", Sign::Swollen.rule().expect("a rule").wording);
        for _ in 0..12 {
            held.sleep(70.0).press(Action::Next);
            held.says("Get help", Sign::Swollen.rule().expect("a rule").wording);
        }
        // One key is not enough, however often; nor is the other one, when it comes at once or without the first.
        held.press(Action::Yes).press(Action::Yes).press(Action::Confirm).sleep(5.0).press(Action::Confirm);
        held.press(Action::Yes).press(Action::Help).press(Action::Close).sleep(5.0).press(Action::Confirm);
        assert_eq!(held.app.scene(), Scene::Unchecked);
        held.press(Action::Yes).sleep(1.0).press(Action::Confirm);
        let checked = |effect: &&Effect| matches!(effect, Effect::Write(Write::Record { what, .. }) if matches!(**what, EventKind::Checked(_)));
        assert_eq!(held.effects.iter().filter(checked).count(), 1, "it is written down");
        assert_eq!(held.app.scene(), Scene::Cramp);
    }
}

/// Signs that were told together are checked one by one, the most urgent first.
#[test]
fn each_sign_is_checked_by_itself() {
    let signs = [Sign::Swollen, Sign::Throbbing, Sign::Chest].into();
    let note = CrampNote { cramp: "c".into(), signs, ..CrampNote::default() };
    let mut held = Night::after(date(2026, 11, 20), EventKind::Cramp(note));
    held.says("Get help", Sign::Chest.rule().expect("a rule").wording);
    held.press(Action::Yes).sleep(1.0).press(Action::Confirm);
    held.says("Get help", Sign::Swollen.rule().expect("a rule").wording);
    held.press(Action::Yes).sleep(1.0).press(Action::Confirm);
    held.says("Get help", Sign::Swollen.rule().expect("a rule").wording);
    held.press(Action::Yes).sleep(1.0).press(Action::Confirm);
    assert_eq!(held.app.scene(), Scene::Cramp);
}

/// Whoever goes to a sign and presses Enter means it; a digit ticks as in the morning.
#[test]
fn a_sign_that_is_gone_to_is_ticked_by_enter() {
    let mut night = Night::cramp();
    night.press(Action::Signs).press(Action::Enter);
    assert_eq!((night.app.scene(), night.last_told().signs.len()), (Scene::Cramp, 0), "nothing was gone to");
    night.press(Action::Signs).press(Action::Down).press(Action::Enter);
    assert_eq!((night.app.scene(), night.last_told().signs), (Scene::Signs, [Sign::ColdLeg].into()));
    night.press(Action::Enter);
    assert_eq!(night.app.scene(), Scene::Urgent);
    let mut night = Night::cramp();
    night.press(Action::Signs).press(Action::Count(5));
    assert_eq!(night.last_told().signs, [Sign::Swollen].into());
}

/// What has not eased for ten minutes is not rubbed.
#[test]
fn nothing_is_rubbed_after_ten_minutes() {
    let mut night = Night::cramp();
    night.sleep(601.0);
    for _ in 0..8 {
        night.press(Action::Next);
        let cramping = night.shown();
        let said = format!("{} {}", cramping.title, cramping.also.join(" "));
        assert!(!said.contains("Rub "), "{cramping:?}");
    }
}

#[test]
fn nobody_who_needs_help_is_sent_to_sleep() {
    let mut night = Night::cramp();
    night.sleep(60.0).press(Action::Enter).sleep(1.0).press(Action::Enter).sleep(5.0);
    night.says("Settle in bed", "On your back: prop the covers so your toes point up.");
    night.press(Action::Signs).press(Action::Tick).press(Action::Close).sleep(3600.0);
    night.says("Get help", Sign::Chest.rule().expect("a rule").wording);
    night.press(Action::Enter);
    let Some(Effect::Quit(said)) = night.effects.last() else { panic!("{:?}", night.effects.last()) };
    assert!(said.ends_with("Do not drive yourself."), "{said}");
    assert!(said.contains("Call your emergency number now"), "{said}");
}

#[test]
fn a_late_call_says_it_too() {
    let mut night = Night::cramp();
    night.up = 303.0;
    night.effects.extend(night.app.handle(&Now::at(Duration::from_secs(303)), Input::Wake));
    night.says("Toes to shin", cramp::FIVE);
    night.effects.extend(night.app.handle(&Now::at(Duration::from_secs(900)), Input::Wake));
    let cramping = night.shown();
    assert_eq!(cramping.focus[0], cramp::TEN);
    night.up = 901.0;
    night.press(Action::Quit);
    assert_eq!(night.last_told().seconds, Some(OVER_TEN_MINUTES));
}

#[test]
fn the_muscle_is_one_key_and_changes_what_to_do() {
    let mut night = Night::cramp();
    night.sleep(3.3).press(Action::Muscle(Muscle::Calf));
    night.says("Toes to shin", FIRST);
    assert_eq!(night.last_told().muscle, Some(Muscle::Calf));
    let told = night.told().len();
    night.press(Action::Muscle(Muscle::Calf));
    assert_eq!(night.told().len(), told, "said twice is told once");
    for (muscle, title, first) in [
        (Muscle::Foot, "Toes up", "Pull all the toes up with your hand."),
        (Muscle::BackOfThigh, "Straighten the knee", "Straighten the knee slowly."),
        (Muscle::FrontOfThigh, "Bend the knee", "Hold on to something solid."),
        (Muscle::Calf, "Toes to shin", FIRST),
    ] {
        night.press(Action::Muscle(muscle));
        night.says(title, first);
        assert_eq!(night.last_told().muscle, Some(muscle));
        night.sleep(7.7);
    }
    let note = night.last_told();
    assert!(night.told().iter().all(|other| other.cramp == note.cramp && other.began == note.began));
}

#[test]
fn next_goes_round_all_there_is_to_try() {
    let mut night = Night::cramp();
    let mut titles = Vec::new();
    for _ in 0..6 {
        let cramping = night.shown();
        titles.push(cramping.title.clone());
        night.sleep(1.4).press(Action::Next);
    }
    let tries = ["Toes to shin", "Stand on the sore leg", "Rub the muscle", "Walk it off", "Warmth or cold"];
    assert_eq!(titles[..5], tries);
    assert_eq!(titles[5], tries[0]);
}

#[test]
fn no_moment_is_without_an_instruction() {
    for muscle in Muscle::ALL.iter().copied() {
        let mut night = Night::open(Door::Cramp(Some(muscle)), Safety::default());
        for _ in 0..300 {
            let cramping = night.shown();
            assert!(!cramping.focus.is_empty(), "{muscle:?}: {} at {}", cramping.title, night.up);
            night.sleep(1.0);
        }
    }
    let mut foot = Night::open(Door::Cramp(Some(Muscle::Foot)), Safety::default());
    foot.press(Action::Next);
    foot.says("Foot flat", "Press your whole foot flat on the floor.");
}

#[test]
fn it_eased_is_one_key_and_saved_at_once() {
    let mut night = Night::cramp();
    night.press(Action::Enter);
    assert_eq!(night.app.scene(), Scene::Cramp, "a key held down is no answer");
    night.sleep(134.6).press(Action::Enter);
    assert_eq!(night.app.scene(), Scene::Eased);
    assert_eq!(night.last_told().seconds, Some(134));
    assert_eq!(night.app.wakes_at(), None, "nothing moves now");
    let cramping = night.shown();
    assert_eq!(cramping.also[..2], [cramp::SORENESS, cramp::PAINKILLERS]);
    night.sleep(10.0).press(Action::Muscle(Muscle::Foot));
    assert_eq!((night.last_told().muscle, night.last_told().seconds), (Some(Muscle::Foot), Some(134)));
    night.press(Action::Enter);
    night.says("Settle in bed", "On your back: prop the covers so your toes point up.");
    night.sleep(31.0);
    assert_eq!(night.app.scene(), Scene::GoodNight);
    night.sleep(1.0).press(Action::Close);
    assert!(matches!(night.effects.last(), Some(Effect::Quit(_))));
}

#[test]
fn it_may_grip_again() {
    let mut night = Night::cramp();
    night.sleep(60.0).press(Action::Enter).sleep(5.0).press(Action::Back);
    night.says("Toes to shin", FIRST);
    assert_eq!(night.last_told().seconds, None);
    night.sleep(10.0).press(Action::Enter);
    assert_eq!(night.last_told().seconds, Some(75), "it counts from the first moment");
    night.sleep(1.0).press(Action::Next).sleep(1.0);
    night.says(
        "Warmth or cold",
        "Warmth over a cloth, or a warm shower. No more than 15 minutes. Stay awake.",
    );
    night.press(Action::Cramp).sleep(1.0);
    night.says("Toes to shin", FIRST);
}

#[test]
fn warning_signs_are_a_key_away_and_answered_before_anything_is_saved() {
    let mut night = Night::cramp();
    night.sleep(20.0).press(Action::Signs);
    assert_eq!(night.app.scene(), Scene::Signs);
    night.sleep(3.0);
    for _ in 0..4 {
        night.press(Action::Down);
    }
    night.press(Action::Tick);
    let page = night.app.page();
    assert_eq!(page.list().expect("signs").items.len(), 11, "all of the two most urgent levels");
    assert!(format!("{page:?}").contains(Sign::Swollen.rule().expect("a rule").wording));
    assert_eq!(night.last_told().signs, [Sign::Swollen].into());
    night.press(Action::Close);
    let cramping = night.shown();
    assert_eq!(cramping.urgency, Urgency::Warn);
    assert_eq!(cramping.emergency.as_deref(), Some(cramp::EMERGENCY), "help today is no emergency yet");
    assert_eq!(
        cramping.keys,
        [("enter", "eased"), ("w", "signs"), ("x", "mistake"), ("q", "close")],
        "nothing that does nothing"
    );
    assert!(cramping.focus[0].starts_with("Get medical help right away, today."));
    assert!(!format!("{cramping:?}").contains("Straighten"), "no stretching of a calf that is swollen");
    night.sleep(2.0).press(Action::Signs).press(Action::Up).press(Action::Tick).press(Action::Close);
    night
        .press(Action::Signs)
        .press(Action::Down)
        .press(Action::Down)
        .press(Action::Tick)
        .press(Action::Close);
    night.sleep(700.0);
    let cramping = night.shown();
    let wordings = cramping.focus.clone();
    assert_eq!(wordings[0], Sign::Chest.rule().expect("a rule").wording, "{wordings:?}");
    assert_eq!(cramping.emergency, None, "it is said once");
    assert!(
        wordings.iter().any(|text| text == Sign::NotEasing.rule().expect("a rule").wording),
        "{wordings:?}"
    );
}

#[test]
fn a_routine_pauses_and_waits_where_it_was() {
    let mut night = Night::open(Door::Tonight, Safety::default());
    night.press(Action::Enter).sleep(25.0).press(Action::Cramp);
    night.says("Toes to shin", FIRST);
    night.sleep(90.0).press(Action::Enter).sleep(1.0);
    assert!(format!("{:?}", night.app.page()).contains("Your evening is paused."), "it is not over");
    night.press(Action::Enter);
    assert_eq!(night.app.scene(), Scene::Paused);
    let shown = format!("{:?}", night.app.page());
    let said = "The cramp is in the diary.";
    assert!(shown.contains("left: 15") && shown.contains(said), "{shown}");
    assert!(shown.contains("Enough for tonight? Press q."), "{shown}");
    assert_eq!(night.last_told().seconds, Some(90));
    night.press(Action::Pause).sleep(3.5);
    assert!(format!("{:?}", night.app.page()).contains("Get back in place."), "there is time for it");
    assert_eq!(night.app.scene(), Scene::Timed);
    assert!(!night.effects.iter().any(|effect| matches!(effect, Effect::Quit(_))));
    // One that was none leaves no reason to stop.
    night.press(Action::Cramp).sleep(2.0).press(Action::NoCramp).press(Action::NoCramp);
    let shown = format!("{:?}", night.app.page());
    assert!(shown.contains("Taken back.") && !shown.contains("Enough for tonight?"), "{shown}");
}

#[test]
fn it_can_strike_anywhere() {
    let reach: [(&[Action], Scene); 8] = [
        (&[], Scene::Tonight),
        (&[Action::Learn], Scene::Learn),
        (&[Action::Learn, Action::Enter], Scene::Page),
        (&[Action::Safety], Scene::Safety),
        (&[Action::Enter], Scene::Paused),
        (&[Action::Enter, Action::Pause], Scene::Paused),
        (&[Action::Enter, Action::Help], Scene::Paused),
        (
            &[Action::Enter, Action::Next, Action::Next, Action::Next, Action::Next, Action::Next],
            Scene::Water,
        ),
    ];
    for (keys, back) in reach {
        let mut night = Night::open(Door::Tonight, Safety::default());
        for key in keys {
            night.press(*key);
        }
        night.press(Action::Cramp);
        night.says("Toes to shin", FIRST);
        night.sleep(11.0).press(Action::Quit);
        assert_eq!(night.app.scene(), back, "after {keys:?}");
        assert_eq!(night.told().len(), 1, "closed at any moment, it is told of");
    }
}

#[test]
fn no_cramp_after_all_is_taken_back() {
    let mut night = Night::open(Door::Tonight, Safety::default());
    night.press(Action::Cramp).sleep(2.0).press(Action::NoCramp);
    assert_eq!(night.app.scene(), Scene::Cramp, "c is next to x");
    assert_eq!(night.app.page().toast.as_deref(), Some("No cramp after all? Press x once more."));
    night.press(Action::Muscle(Muscle::Calf)).press(Action::NoCramp);
    assert_eq!(night.app.scene(), Scene::Cramp, "another key came between");
    night.press(Action::NoCramp);
    assert_eq!(night.app.scene(), Scene::Tonight);
    let id = night.last_told().cramp;
    assert!(
        matches!(night.effects.last(), Some(Effect::Write(Write::TakeBack { cramp, .. })) if *cramp == id)
    );
}

#[test]
fn what_one_should_not_do_is_left_out() {
    let mut safety = Safety::default();
    safety.turn(Risk::Balance);
    let mut night = Night::open(Door::Cramp(Some(Muscle::Calf)), safety);
    assert_eq!(night.last_told().muscle, Some(Muscle::Calf));
    night.press(Action::Next);
    let cramping = night.shown();
    assert_eq!(cramping.title, "Rub the muscle");
    assert_eq!(cramping.also, ["Skip this after a clot, or on a swollen, hot, red or very tender leg."]);
}

#[test]
fn a_warning_sign_is_not_thrown_away_with_the_cramp() {
    let mut night = Night::cramp();
    night.press(Action::Signs).press(Action::Tick).press(Action::Close);
    night.press(Action::NoCramp).press(Action::NoCramp).press(Action::NoCramp);
    assert_eq!(night.app.scene(), Scene::Urgent);
    assert!(!night.effects.iter().any(|effect| matches!(effect, Effect::Write(Write::TakeBack { .. }))));
}

#[test]
fn quitting_says_the_same_from_under_the_help_page() {
    let said = |actions: &[Action]| {
        let mut night = Night::cramp();
        night.press(Action::Signs).press(Action::Tick).press(Action::Close);
        for action in actions {
            night.press(*action);
        }
        night.effects.last().cloned()
    };
    let wanted = said(&[Action::Quit]);
    assert!(matches!(&wanted, Some(Effect::Quit(text)) if text.contains("Call your emergency number now")));
    assert_eq!(said(&[Action::Help, Action::Quit]), wanted);
}

#[test]
fn help_is_there_while_the_clock_runs_on() {
    let mut night = Night::cramp();
    night.sleep(20.0).press(Action::Help);
    assert_eq!(night.app.scene(), Scene::Help);
    night.press(Action::Close);
    night.says("Toes to shin", "Breathe out slowly, as if through a straw.");
    night.press(Action::Help).sleep(285.0);
    night.says("Toes to shin", cramp::FIVE);
    night.sleep(10.0).press(Action::Enter);
    assert_eq!(night.last_told().seconds, Some(315));
    night.press(Action::Help).sleep(500.0);
    assert_eq!(night.app.scene(), Scene::Help);
    let mut signs = Night::cramp();
    signs.press(Action::Signs).sleep(20.0).press(Action::Help);
    assert!(format!("{:?}", signs.app.page()).contains("tick or untick"));
    signs.sleep(20.0).press(Action::Close);
    assert_eq!(signs.app.page().id, PageId::Signs);
    assert_eq!((signs.app.page().aside.as_str(), signs.keys()[0]), ("cramp 0:40", ("enter", "done")));
}
