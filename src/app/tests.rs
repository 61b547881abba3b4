//! What the program remembers of an evening, and what it asks the shell to write.

use std::borrow::Cow;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::ToSpan;

use super::*;
use crate::app::effect::Write;
use crate::app::keymap::{self, Question};
use crate::app::page::{Content, ScrollPosition, Seen};
use crate::health::answer::Answer;
use crate::health::bedroom::Ticks;
use crate::health::safety::Safety;
use crate::health::safety::tests::answered;
use crate::health::safety::{CLOT_NOW, HABIT, Risk, SEATED};
use crate::health::signs::Sign;
use crate::routine::Routine;
use crate::routine::gate::{NO_MASSAGE, SURGERY};
use crate::routine::library::Library;
use crate::store::config::Config;
use crate::store::journal::{
    CheckedNote, CheckedSign, Entry, EventKind, NightNote, SessionNote, SignsNote, StartupSummary,
};
use crate::store::state::Checkpoint;

mod heard;
mod water;

/// The day on which these evenings begin.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

/// The program, and the routines its shell could read.
struct Play {
    app: App,
    effects: Vec<Effect>,
    routine: Routine,
    up: f64,
    /// What of each page is in sight: so much, or what a screen of this size shows.
    seen: Seen,
    size: Option<(u16, u16)>,
}

fn shipped(id: &str) -> Routine {
    Library::routine(id).expect("it is shipped")
}

fn now(up: f64) -> Now {
    Now::at(Duration::from_secs_f64(up))
}

impl Play {
    fn open(id: &str, standing: Option<Checkpoint>) -> Play {
        Play::open_at(id, standing, &now(0.0), false)
    }

    fn open_at(id: &str, standing: Option<Checkpoint>, now: &Now, begin: bool) -> Play {
        let door = if begin { Door::Evening } else { Door::Tonight };
        Play::open_as(id, standing, now, (door, Some(Safety::default())))
    }

    fn open_as(id: &str, standing: Option<Checkpoint>, now: &Now, to: (Door, Option<Safety>)) -> Play {
        Play::open_after(Vec::new(), id, standing, now, to)
    }

    /// The program after these entries of the last nights.
    fn open_after(
        told: Vec<Entry>,
        id: &str,
        standing: Option<Checkpoint>,
        now: &Now,
        (door, safety): (Door, Option<Safety>),
    ) -> Play {
        let routine = shipped(id);
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: (id.to_owned(), routine.clone()),
            summary: StartupSummary { told, ..StartupSummary::default() },
            checkpoint: standing,
            ticks: Ticks::default(),
            toast: None,
            door,
            safety,
            gap_tolerance: Duration::from_secs(3),
        };
        let (app, effects) = App::start(startup, now);
        Play { app, effects, routine, up: 0.0, seen: Seen::ALL, size: None }
    }

    fn press(&mut self, action: Action) -> &mut Self {
        let now = now(self.up);
        let seen = self
            .size
            .map_or(Some(self.seen), |(columns, rows)| crate::screen::seen(&self.app.page(), columns, rows));
        if let Some(seen) = seen {
            self.app.handle(&now, Input::Seen(seen));
        }
        for effect in self.app.handle(&now, Input::Key(action)) {
            match effect {
                Effect::ReadRoutine { routine, afresh } => {
                    if routine == SEATED {
                        self.routine = shipped(SEATED);
                    }
                    let routine = Ok(Box::new(self.routine.clone()));
                    self.effects.extend(self.app.handle(&now, Input::RoutineRead { afresh, routine }));
                }
                effect => self.effects.push(effect),
            }
        }
        self
    }

    fn sleep(&mut self, seconds: f64) -> &mut Self {
        let end = self.up + seconds;
        while let Some(due) = self.app.wakes_at().filter(|due| due.as_secs_f64() <= end) {
            self.effects.extend(self.app.handle(&Now::at(due), Input::Wake));
        }
        self.up = end;
        self.effects.extend(self.app.handle(&now(end), Input::Wake));
        self
    }

    /// The last note of where the evening stands, as it would be read again.
    fn standing(&self) -> Option<Checkpoint> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write(Write::Checkpoint(standing)) => Some(Some((**standing).clone())),
            Effect::Write(Write::Forget) => Some(None),
            _ => None,
        })?
    }

    /// Ticks a line of a list.
    fn tick(&mut self, label: &str) -> &mut Self {
        let page = self.app.page();
        let items = &page.list().expect("nothing is asked").items;
        let (at, all) = (items.iter().position(|item| item.text.starts_with(label)), items.len());
        let at = at.expect("a line");
        for _ in 0..all {
            self.press(Action::Up);
        }
        for _ in 0..at {
            self.press(Action::Down);
        }
        self.press(Action::Tick)
    }

    /// The last answers that were kept.
    fn answers(&self) -> Option<&Safety> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write(Write::Safety(safety)) => Some(safety),
            _ => None,
        })
    }

    fn notes(&self) -> Vec<SessionNote> {
        let notes = self.effects.iter().filter_map(|effect| match effect {
            Effect::Write(Write::Record { what, .. }) => match &**what {
                EventKind::Session(note) => Some(note.clone()),
                _ => None,
            },
            _ => None,
        });
        notes.collect()
    }

    #[track_caller]
    fn shows(&self, text: &str) {
        let said = format!("{:?}", self.app.page());
        assert!(said.contains(text), "no {text:?} in {said}");
    }
}

#[test]
fn a_wrong_key_is_answered_but_never_over_other_news() {
    let mut play = Play::open("classic", None);
    let toast = |play: &Play| play.app.page().toast.map(Cow::into_owned);
    let wrong = |play: &mut Play| drop(play.app.handle(&now(play.up), Input::UnknownKey));
    wrong(&mut play);
    assert_eq!(toast(&play).as_deref(), Some(glossary::UNKNOWN_KEY));
    play.press(Action::Enter);
    assert_ne!(toast(&play).as_deref(), Some(glossary::UNKNOWN_KEY), "the next key clears it");
    play.app.cx.toast("The journal is full.");
    wrong(&mut play);
    assert_eq!(toast(&play).as_deref(), Some("The journal is full."));
    play.press(Action::Cramp);
    wrong(&mut play);
    assert_eq!(toast(&play), None, "it would cost the large letters of what to do");
}

#[test]
fn every_finished_part_is_noted_before_the_next_begins() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(300.0);
    let saves: Vec<usize> = play
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Write(Write::Checkpoint(standing)) => Some(standing.position.at),
            _ => None,
        })
        .collect();
    assert_eq!(saves, (1..=saves.len()).collect::<Vec<_>>());
    assert!(saves.len() > 10);
}

#[test]
fn a_whole_evening_is_written_down_once() {
    let mut play = Play::open("quick", None);
    play.press(Action::Enter).sleep(400.0).press(Action::More).press(Action::Enter);
    play.shows("rough guide");
    play.sleep(1.0).press(Action::Enter);
    play.shows("You did all of it");
    let notes = play.notes();
    assert_eq!(notes.len(), 1);
    assert!(notes[0].finished);
    assert!(notes[0].steps.iter().all(|step| step.share == 100), "{notes:?}");
    assert_eq!(play.standing(), None);
    assert!(play.effects.iter().any(
        |e| matches!(e, Effect::Write(Write::Record { what, .. }) if matches!(**what, EventKind::Water(_)))
    ));
}

#[test]
fn an_evening_skipped_to_its_end_is_a_part() {
    let mut play = Play::open("quick", None);
    play.press(Action::Enter).sleep(12.0);
    for _ in 0..5 {
        play.press(Action::Next).sleep(1.0);
    }
    play.shows("You did part of 1 step.");
    let notes = play.notes();
    assert_eq!((notes.len(), notes[0].finished, notes[0].whole), (1, true, Some(false)), "{notes:?}");
    let mut play = Play::open("quick", None);
    play.press(Action::Enter).sleep(400.0).press(Action::Next);
    play.shows("You did 4 steps of 5.");
    assert!(play.notes()[0].is_whole(), "a question may be skipped");
}

#[test]
fn a_kill_in_the_middle_goes_on_where_it_stood() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(100.0);
    let left = play.standing();
    let mut again = Play::open("classic", left);
    again.shows("You stopped at step 1 of 6. About 9 minutes left.");
    again.press(Action::Enter).sleep(3.0);
    again.shows("right leg");
    assert!(again.notes().is_empty(), "nothing is over yet");
}

#[test]
fn what_is_left_is_the_same_before_and_after_going_on() {
    for stopped in (20..560).step_by(15) {
        let mut play = Play::open("classic", None);
        play.press(Action::Enter).sleep(f64::from(stopped));
        play.press(Action::More).press(Action::More).press(Action::Quit);
        let mut again = Play::open("classic", play.standing());
        let said = format!("{:?}", again.app.page().blocks);
        again.press(Action::Enter);
        let page = again.app.page();
        let left = page.step.as_ref().expect("it goes on").left.trim_end_matches(" min left");
        let left = if left == "1" { "1 minute".to_owned() } else { format!("{left} minutes") };
        assert!(said.contains(&format!("About {left} left.")), "{left} after {stopped} s: {said}");
    }
}

#[test]
fn stopping_writes_down_what_was_done_and_keeps_the_place() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(160.0).press(Action::Quit);
    let notes = play.notes();
    assert_eq!((notes.len(), notes[0].finished, notes[0].steps[0].share), (1, false, 100));
    let standing = play.standing().expect("kept");
    assert!(standing.kept);
    let mut again = Play::open("classic", Some(standing));
    again.press(Action::Restart).sleep(30.0);
    assert!(again.notes().is_empty(), "the journal has it already");
    again.shows("Wall calf stretch");
}

#[test]
fn an_evening_killed_last_night_is_written_down_and_put_away() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(160.0);
    let left = play.standing();
    let tomorrow = Now { wall: &now(0.0).wall + 1.day(), ..now(0.0) };
    let again = Play::open_at("classic", left.clone(), &tomorrow, false);
    assert_eq!(again.notes().len(), 1);
    assert_eq!(again.effects.last(), Some(&Effect::Write(Write::Forget)));
    assert_eq!(again.app.scene(), Scene::Ask(Question::Cramp), "the night after it has been slept");
    // At noon the night is over, and not before.
    let morning = Now { wall: &now(0.0).wall + 13.hours(), ..now(0.0) };
    let mut again = Play::open_at("classic", left, &morning, false);
    assert_eq!(again.app.scene(), Scene::Ask(Question::Cramp));
    again.app.handle(&morning, Input::Key(Action::Later));
    assert_eq!(again.app.scene(), Scene::Unfinished);
}

#[test]
fn another_routine_does_not_lose_the_one_that_was_left() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(160.0);
    let left = play.standing().expect("it stands somewhere");
    let mut other = Play::open_at("quick", Some(left.clone()), &now(0.0), true);
    other.press(Action::Quit);
    assert!(other.notes().is_empty(), "nothing of quick was done, so the classic one still stands");
    assert!(!other.effects.contains(&Effect::Write(Write::Forget)));
    let mut other = Play::open_at("quick", Some(left.clone()), &now(0.0), true);
    other.sleep(30.0);
    let notes = other.notes();
    assert_eq!(
        notes.len(),
        1,
        "what was done of the classic one is written down before quick takes its place"
    );
    assert_eq!((notes[0].routine.as_str(), notes[0].finished), ("classic", false));
    assert_eq!(other.standing().expect("saved").routine, "quick");
    // Looking at another one first changes nothing yet.
    let looking = Play::open("quick", Some(left));
    assert_eq!(looking.app.scene(), Scene::Tonight);
    assert!(looking.effects.is_empty());
}

#[test]
fn a_routine_that_has_changed_begins_afresh_and_says_so() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(160.0);
    let left = play.standing().map(|standing| Checkpoint { plan: "another".into(), ..standing });
    let mut again = Play::open("classic", left);
    again.shows("has changed since you stopped");
    again.press(Action::Enter).sleep(12.0);
    assert_eq!(again.notes().len(), 1, "what was done is kept");
    again.shows("Hold");
}

#[test]
fn a_file_changed_meanwhile_is_read_at_the_start() {
    let mut play = Play::open("classic", None);
    play.routine = shipped("trial");
    play.press(Action::Enter).sleep(5.0);
    play.shows("Wall calf stretch");
    assert_eq!(play.standing().expect("saved").name, "Six-week trial protocol");

    let mut play = Play::open("classic", None);
    let effects = play.app.handle(&now(0.0), Input::Key(Action::Enter));
    assert_eq!(effects, [Effect::ReadRoutine { routine: "classic".into(), afresh: false }]);
    let routine = Err("line 3: `hold` is missing".into());
    assert!(play.app.handle(&now(0.0), Input::RoutineRead { afresh: false, routine }).is_empty());
    play.shows("line 3: `hold` is missing");
    assert_eq!(play.app.scene(), Scene::Tonight);
}

/// "Unsteady? Press o for the seated evening."
#[test]
fn a_key_that_a_caution_names_works_while_it_stands_there() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter);
    let mut named = 0;
    for _ in 0..120 {
        let says_so =
            |step: &crate::session::StepView<'_>| step.caution.is_some_and(|c| c.contains("Press o"));
        if play.app.page().step.as_ref().is_some_and(says_so) {
            let o = KeyEvent::new(KeyCode::Char('o'), KeyModifiers::NONE);
            assert_eq!(keymap::lookup(play.app.scene(), o), Some(Action::Other), "{:?}", play.app.scene());
            named += 1;
        }
        play.sleep(1.0);
    }
    assert!(named > 0);
    play.press(Action::Other);
    assert!(play.effects.contains(&Effect::ListRoutines));
}

#[test]
fn a_number_tells_the_trips_to_the_toilet() {
    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Tonight, None));
    play.press(Action::Safety).press(Action::Count(3));
    let trips = |play: &Play| {
        let page = play.app.page();
        page.list().expect("a list").items.iter().any(|item| item.text.ends_with(": 3"))
    };
    assert!(trips(&play), "nothing else there takes a number");
    let page = play.app.page();
    let list = page.list().expect("a list");
    assert!(list.items[list.marked].text.starts_with("Trips"), "and the mark shows where it went");
}

/// A slip of the finger costs nothing; another routine ends the evening, with what was done in the journal.
#[test]
fn looking_at_the_other_routines_leaves_the_evening_where_it_is() {
    for (chosen, scene) in [(Action::Close, Scene::Paused), (Action::Enter, Scene::Tonight)] {
        let mut play = Play::open("classic", None);
        play.press(Action::Enter).sleep(20.0).press(Action::Other);
        let rows = crate::routine::library::routines(std::path::Path::new("/no/such/folder"));
        play.app.handle(&now(20.0), Input::RoutinesListed(rows));
        play.press(Action::Down).press(chosen);
        assert_eq!(play.app.scene(), scene, "{chosen:?}");
        if chosen == Action::Close {
            play.shows("Get back in place, then press Enter.");
            play.press(Action::Enter).sleep(11.0);
            play.shows("left: 19");
        } else {
            assert_eq!(play.notes().len(), 1);
        }
    }
}

#[test]
fn help_stops_the_time_and_gives_it_back() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(20.0).press(Action::Help);
    assert_eq!(play.app.wakes_at(), None);
    play.sleep(500.0).press(Action::Next);
    play.shows("Wall calf stretch");
    play.sleep(3.0);
    play.shows("left: 20");
    play.press(Action::Pause).press(Action::Help).press(Action::Close);
    play.shows("pause: Some(Asked)");
}

#[test]
fn help_is_closed_only_once_it_was_read() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).press(Action::Help);
    play.shows("continue to the next part");
    if let Some(suspend) = keymap::suspend() {
        play.shows(suspend.help);
    }
    play.shows("Don't stretch or rub");
    let labels = |play: &Play| play.app.page().keys.iter().map(|hint| hint.label).collect::<Vec<_>>();
    play.seen = Seen { whole: false, rows: 9, ..Seen::default() };
    play.press(Action::PageDown);
    assert_eq!((play.app.scene(), labels(&play)), (Scene::Help, vec!["more", "cramp", "close"]));
    assert_eq!(play.app.page().scroll, Some(ScrollPosition { block: 0, line: 8 }));
    play.seen = Seen { whole: true, top: ScrollPosition { block: 1, line: 2 }, ..play.seen };
    play.press(Action::Up);
    assert_eq!(play.app.page().scroll, Some(ScrollPosition { block: 1, line: 1 }), "up is up");
    assert_eq!(labels(&play), ["cramp", "close"]);
    play.press(Action::PageDown);
    assert_eq!(play.app.scene(), Scene::Timed, "there is nothing further");
}

#[test]
fn nothing_begun_leaves_nothing_behind() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter).sleep(2.0).press(Action::Quit);
    assert!(play.notes().is_empty());
    assert_eq!(play.standing(), None);
}

#[test]
fn an_evening_stopped_after_skipping_can_be_gone_on_with() {
    let mut play = Play::open("quick", None);
    play.press(Action::Enter).press(Action::Next).press(Action::Next).press(Action::Quit);
    let left = play.standing();
    assert_eq!(left.as_ref().map(|standing| (&*standing.routine, standing.kept)), Some(("quick", true)));
    assert!(play.notes().is_empty(), "nothing was done");
    let mut again = Play::open("quick", left);
    again.shows("You stopped at step 3 of 5. About 2 minutes left.");
    again.press(Action::Enter);
    assert!(
        again.effects.iter().any(|e| matches!(e, Effect::Write(Write::Choice(c)) if c.routine == "quick")),
        "it comes before what was chosen earlier"
    );
}

#[test]
fn glasses_counted_before_stopping_are_kept() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter);
    for _ in 0..5 {
        play.press(Action::Next);
    }
    play.press(Action::More).press(Action::More).press(Action::Quit);
    let water = play.effects.iter().find_map(|effect| match effect {
        Effect::Write(Write::Record { what, .. }) => match &**what {
            EventKind::Water(note) => Some(note.glasses),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(water, Some(2));
}

#[test]
fn enter_straight_away_at_the_water_writes_nothing_about_water() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter);
    for _ in 0..5 {
        play.press(Action::Next);
    }
    play.sleep(1.0).press(Action::Enter);
    play.shows("GoodNight");
    assert!(!play.effects.iter().any(
        |e| matches!(e, Effect::Write(Write::Record { what, .. }) if matches!(**what, EventKind::Water(_)))
    ));
}

#[test]
fn the_first_evening_begins_with_questions_and_the_next_one_without() {
    for door in [Door::Tonight, Door::Evening] {
        let mut play = Play::open_as("classic", None, &now(0.0), (door, None));
        if door == Door::Tonight {
            play.press(Action::Enter);
        }
        assert_eq!(play.app.scene(), Scene::Safety);
        play.sleep(60.0).press(Action::Close);
        assert_eq!(
            (play.app.scene(), play.answers()),
            (Scene::Tonight, None),
            "nothing is taken for an answer"
        );
        play.press(Action::Enter).press(Action::Enter);
        play.shows("Wall calf stretch");
        play.shows(STOP);
        assert_eq!(play.answers(), Some(&Safety::default().given(false, TODAY)));
        play.press(Action::Quit);
    }
    let mut again = Play::open("classic", None);
    again.press(Action::Enter);
    assert_eq!(again.app.scene(), Scene::Timed);
}

#[test]
fn a_yes_offers_the_seated_routine_and_takes_no_for_an_answer() {
    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Tonight, None));
    play.press(Action::Enter).tick(Risk::Pregnancy.label()).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Advice);
    assert!(
        play.answers().is_some_and(|safety| safety.has(Risk::Pregnancy)),
        "it is kept before it is advised"
    );
    play.shows("k to keep Classic evening.");
    play.press(Action::Close);
    assert_eq!(play.app.scene(), Scene::Safety);
    play.press(Action::Enter).press(Action::Keep);
    play.shows("Wall calf stretch");
    assert!(play.answers().is_some_and(Safety::keeps_routine), "it is not asked every night");

    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Safety, None));
    play.tick(Risk::Surgery.label()).press(Action::Enter).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Tonight);
    play.shows("Seated evening");
    assert!(play.answers().is_some_and(|safety| safety.usual("classic") == "seated"), "also tomorrow");
    assert!(
        play.effects.iter().any(|e| matches!(e, Effect::Write(Write::Choice(c)) if c.routine == "seated"))
    );
}

/// The keys of the footer and what they do.
fn hints(play: &Play) -> Vec<(&'static str, &'static str)> {
    play.app.page().keys.iter().map(|hint| (hint.key(), hint.label)).collect()
}

#[test]
fn the_answers_about_health_stand_in_the_footer_once_something_is_ticked() {
    let health = ("s", "health");
    assert!(!hints(&Play::open("classic", None)).contains(&health));
    let mut unsteady = Safety::default();
    unsteady.turn(Risk::Balance);
    let play = Play::open_as("classic", None, &now(0.0), (Door::Tonight, Some(unsteady)));
    assert!(hints(&play).contains(&health));
}

#[test]
fn on_a_small_screen_no_question_is_answered_unseen() {
    for (size, pages) in [((40, 12), 3), ((60, 20), 2), ((39, 8), 11)] {
        let mut play = Play::open_as("classic", None, &now(0.0), (Door::Evening, None));
        play.size = Some(size);
        play.press(Action::Up);
        let mut turned = 0;
        while hints(&play)[0] == ("enter", "next") {
            assert_eq!(play.app.page().id, PageId::Safety);
            play.press(Action::Enter);
            turned += 1;
            assert!(turned < 20 && play.answers().is_none(), "{size:?}");
            // What was turned to is in sight now.
            play.press(Action::Less);
        }
        assert!(turned >= pages, "{size:?}: {turned} pages");
        play.press(Action::Enter);
        assert_eq!(play.answers(), Some(&Safety::default().given(false, TODAY)), "{size:?}");
        play.shows("Wall calf stretch");
    }
}

#[test]
fn the_usual_routine_can_be_had_back() {
    let mut unsteady = Safety::default();
    unsteady.turn(Risk::Balance);
    let mut play = Play::open_as("seated", None, &now(0.0), (Door::Tonight, Some(unsteady)));
    play.press(Action::Safety).press(Action::Enter);
    play.shows("k to keep Classic evening.");
    play.press(Action::Keep);
    play.shows("Classic evening");
    assert!(play.answers().is_some_and(|safety| safety.usual("classic") == "classic"));
}

#[test]
fn answers_can_be_changed_later_and_count_for_water_and_breath() {
    let holding = "name = \"Own\"\n[[step]]\nbreathe = \"box\"\n[[step]]\ncheck = \"water\"\n";
    let holding = crate::routine::read::routine("own.toml", holding).expect("it reads");
    let mut play = Play::open("classic", None);
    play.routine = holding;
    play.press(Action::Safety).tick(Risk::Pregnancy.label());
    play.press(Action::Enter).press(Action::Keep).press(Action::Enter);
    play.shows("Slow breathing: in for 4, out for 6");
    play.shows("No breath is held here");
    play.press(Action::Next);
    play.press(Action::Count(9)).press(Action::Enter);
    play.shows("rough guide");
}

#[test]
fn on_a_small_screen_nothing_is_taken_before_all_of_the_advice_was_in_sight() {
    let hurt = answered(&[Risk::Surgery, Risk::Balance]);
    let mut play = Play::open_as("trial", None, &now(0.0), (Door::Safety, Some(hurt)));
    play.size = Some((40, 12));
    while play.app.scene() == Scene::Safety {
        play.press(Action::Enter);
    }
    play.press(Action::Close);
    assert_eq!(play.app.scene(), Scene::Safety, "back to the answers");
    while play.app.scene() == Scene::Safety {
        play.press(Action::Enter);
    }
    let in_sight = |play: &Play| crate::screen::seen(&play.app.page(), 40, 12).expect("a page to read");
    assert!(!in_sight(&play).whole);
    // What was in sight is known with the next key.
    play.press(Action::Keep);
    assert_eq!((play.app.scene(), hints(&play)[0]), (Scene::Advice, ("enter", "next")));
    let mut pages = 1;
    while !in_sight(&play).whole {
        play.press(Action::Enter);
        pages += 1;
    }
    assert!(pages > 1);
    play.press(Action::Keep);
    assert_eq!(play.app.scene(), Scene::Tonight);
}

/// The full evening at the question before its first massage.
fn at_massage() -> Play {
    let mut play = Play::open("full", None);
    play.press(Action::Enter).press(Action::Next);
    assert_eq!(play.app.scene(), Scene::Clot);
    assert_eq!(play.app.wakes_at(), None, "it waits");
    play.sleep(1.0);
    play
}

#[test]
fn nobody_is_massaged_unless_the_answer_is_no() {
    let mut play = at_massage();
    play.shows("Calf massage");
    play.press(Action::Enter).sleep(1.0).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Clot, "Enter alone answers nothing");
    play.shows("Press y for yes or n for no.");
    play.sleep(1.0).press(Action::No);
    play.shows("GetReady");
    play.press(Action::Next);
    play.shows("Thigh massage");
    assert_eq!(play.app.scene(), Scene::Timed, "it is asked once an evening");
    let mut play = at_massage();
    for _ in 0..20 {
        // The key skips a step elsewhere: whoever skips along has not read the question.
        play.sleep(0.4).press(Action::No);
        assert_eq!(play.app.scene(), Scene::Clot);
    }
    play.sleep(2.0).press(Action::No);
    assert_eq!(play.app.scene(), Scene::Timed);
}

/// Whether the question comes before the first massage of an evening, after these entries.
fn asks_about_the_leg(told: Vec<Entry>) -> bool {
    let given = Some(Safety::default());
    let mut play = Play::open_after(told, "full", None, &now(0.0), (Door::Evening, given));
    play.press(Action::Next).shows("Calf massage");
    play.app.scene() == Scene::Clot
}

#[test]
fn a_leg_that_is_not_swollen_is_asked_about_once_a_day() {
    let at = |hours: i64| &now(0.0).wall - hours.hours();
    let none = NightNote { cramp: true, nothing_urgent: true, ..NightNote::default() };
    let entry = |hours: i64, what: EventKind| {
        let night = TODAY.yesterday().expect("a day");
        Entry { id: hours.to_string(), at: at(hours), night, what }
    };
    let morning = |hours: i64| entry(hours, EventKind::Night(none.clone()));
    assert!(asks_about_the_leg(Vec::new()));
    for (hours, asks) in [(1, false), (14, false), (17, false), (18, true), (24, true), (38, true)] {
        assert_eq!(asks_about_the_leg(vec![morning(hours)]), asks, "answered {hours} hours ago");
    }
    let unasked = NightNote { nothing_urgent: false, ..none.clone() };
    assert!(asks_about_the_leg(vec![entry(14, EventKind::Night(unasked))]), "nobody asked");
    let tired = SignsNote { id: "t".to_owned(), side: None, signs: [Sign::TiredByDay].into() };
    assert!(!asks_about_the_leg(vec![morning(14), entry(3, EventKind::Signs(tired))]), "nothing urgent");
    // A sign that was ticked since has been checked; how the leg is now, nobody has said.
    let id = "s".to_owned();
    let swollen = SignsNote { id: id.clone(), side: None, signs: [Sign::Swollen].into() };
    let checked = CheckedNote { checked: vec![CheckedSign { of: id, sign: Sign::Swollen.id().to_owned() }] };
    let since = [entry(3, EventKind::Signs(swollen)), entry(2, EventKind::Checked(checked))];
    assert!(asks_about_the_leg([morning(14)].into_iter().chain(since).collect()));
}

#[test]
fn the_answer_about_the_leg_holds_for_an_evening_that_is_gone_on_with() {
    let mut play = at_massage();
    play.sleep(2.0).press(Action::No).sleep(20.0).press(Action::Quit);
    let standing = play.standing();
    let later = |hours: i64| Now { wall: &now(0.0).wall + hours.hours(), ..now(0.0) };
    for (hours, scene) in [(2, Scene::Timed), (8, Scene::Clot)] {
        let given = Some(Safety::default());
        let mut again = Play::open_as("full", standing.clone(), &later(hours), (Door::Tonight, given));
        // In the morning, last night is asked about first.
        again.press(Action::Later);
        let read = Input::RoutineRead { afresh: false, routine: Ok(Box::new(shipped("full"))) };
        again.app.handle(&later(hours), read);
        again.shows("Calf massage");
        again.app.handle(&later(hours), Input::Key(Action::Next));
        again.shows("Thigh massage");
        assert_eq!(again.app.scene(), scene, "{hours} hours later");
    }
}

#[test]
fn an_answer_before_the_first_evening_holds_for_its_massages() {
    let mut play = Play::open_as("full", None, &now(0.0), (Door::Tonight, None));
    play.press(Action::Enter).press(Action::Enter).press(Action::Next);
    play.shows("Calf massage");
    assert_eq!(play.app.scene(), Scene::Timed);
}

#[test]
fn answers_about_health_are_asked_for_again_after_a_month() {
    let given = |ago: i64, risks: &[Risk]| answered(risks).given(false, TODAY - ago.days());
    let open = |safety| Play::open_as("classic", None, &now(0.0), (Door::Tonight, Some(safety)));
    for (ago, scene) in [(0, Scene::Timed), (29, Scene::Timed), (30, Scene::Safety), (400, Scene::Safety)] {
        let mut play = open(given(ago, &[]));
        play.press(Action::Enter);
        assert_eq!(play.app.scene(), scene, "{ago} days after");
    }
    // Nothing has changed: one key, and the evening begins without advice that is known.
    let mut play = open(given(30, &[Risk::ClotPast]));
    play.press(Action::Enter).shows("A month has passed. Has anything changed?");
    play.press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Timed);
    assert_eq!(play.answers(), Some(&given(0, &[Risk::ClotPast])));
    // What the program is is told to who is asked for the first time, also after `start --yes`.
    for (answers, is_told) in [(Safety::unasked(), true), (given(0, &[]), false), (given(30, &[]), false)] {
        let play = Play::open_as("classic", None, &now(0.0), (Door::Safety, Some(answers)));
        let texts: Vec<_> = play.app.page().blocks.iter().map(|block| block.content.clone()).collect();
        assert_eq!(texts.contains(&Content::Text(HABIT.into())), is_told);
    }
    // What is new is advised about, also after going back from the advice.
    let mut play = open(given(30, &[]));
    play.press(Action::Enter).tick(Risk::Pregnancy.label()).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Advice);
    play.press(Action::Close).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Advice);
}

#[test]
fn a_yes_before_a_massage_ends_the_evening_and_holds_everything() {
    let mut play = at_massage();
    play.press(Action::Yes);
    assert_eq!(play.app.scene(), Scene::Held);
    let rule = Sign::Swollen.rule().expect("a rule");
    play.shows(rule.wording);
    let signs = play.effects.iter().find_map(|effect| match effect {
        Effect::Write(Write::Record { what, .. }) => match &**what {
            EventKind::Signs(note) => Some(note.signs.clone()),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(signs, Some([Sign::Swollen].into()), "it is written down");
    let said: Vec<_> = play.effects.iter().filter(|e| matches!(e, Effect::Cue(_))).collect();
    assert_eq!(said.last(), Some(&&Effect::Cue(Cue::Warning)), "and heard");
    play.press(Action::Yes);
    assert_eq!(play.app.scene(), Scene::Held, "the same key held too long has not had it checked");
    play.sleep(4.0).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Held, "nothing begins");
    play.press(Action::Yes).sleep(1.0).press(Action::Confirm).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Clot, "once it is checked, it goes on from there");
}

#[test]
fn a_swollen_leg_told_before_the_first_evening_holds_it_and_is_no_answer() {
    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Tonight, None));
    play.press(Action::Enter).tick(CLOT_NOW).tick(Risk::Balance.label()).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Held);
    assert_eq!(play.answers(), Some(&answered(&[Risk::Balance]).given(false, TODAY)));
    play.sleep(4.0).press(Action::Yes).sleep(1.0).press(Action::Confirm).press(Action::Enter);
    assert_eq!(play.app.scene(), Scene::Advice, "what has to be told is told before a routine begins");
}

#[test]
fn a_clot_in_the_past_leaves_massage_out_and_says_so() {
    let clot = answered(&[Risk::ClotPast]);
    let mut play = Play::open_as("full", None, &now(0.0), (Door::Tonight, Some(clot.clone())));
    play.shows(NO_MASSAGE);
    play.press(Action::Enter).press(Action::Next);
    play.shows("Wall calf stretch");
    let play = Play::open_as("full", None, &now(0.0), (Door::Evening, Some(clot.clone())));
    play.shows(NO_MASSAGE);
    let play = Play::open_as("classic", None, &now(0.0), (Door::Evening, Some(clot)));
    assert!(!format!("{:?}", play.app.page()).contains(NO_MASSAGE), "there is none to leave out");
}

#[test]
fn answers_of_an_older_version_are_asked_for_once_more() {
    let home = tempfile::tempdir().expect("a folder");
    let paths = crate::store::paths::Paths::under(home.path());
    std::fs::create_dir_all(&paths.data).expect("made");
    std::fs::write(paths.data.join("safety.json"), r#"{"v":1,"yes":["clot"]}"#).expect("written");
    let old = Safety::load(&paths).expect("it reads");
    for door in [Door::Tonight, Door::Evening] {
        let mut play = Play::open_as("classic", None, &now(0.0), (door, old.clone()));
        if door == Door::Tonight {
            play.press(Action::Enter);
        }
        assert_eq!(play.app.scene(), Scene::Safety, "{door:?}");
        play.shows("Some are new.");
        play.press(Action::Enter).press(Action::Keep).press(Action::Quit);
        let answers = play.answers().expect("kept").clone();
        assert!(answers.has(Risk::ClotPast) && !answers.asks_again());
    }
    let play = Play::open_as("classic", None, &now(0.0), (Door::AtOnce, old));
    assert_eq!(play.app.scene(), Scene::Timed, "nothing is asked in a script");
}

#[test]
fn what_has_to_be_told_is_told_once_for_each_routine() {
    let standing = "You do these standing: Wall calf stretch.";
    let unsteady = answered(&[Risk::Balance]).given(true, TODAY);
    for door in [Door::Tonight, Door::Evening] {
        let mut play = Play::open_as("classic", None, &now(0.0), (door, Some(unsteady.clone())));
        if door == Door::Tonight {
            play.press(Action::Enter);
        }
        assert_eq!(play.app.scene(), Scene::Advice, "{door:?}");
        play.shows(standing);
        play.press(Action::Keep);
        play.shows("Wall calf stretch");
        let told = play.answers().expect("kept").clone();
        let mut again = Play::open_as("classic", None, &now(0.0), (Door::Evening, Some(told.clone())));
        assert_eq!(again.app.scene(), Scene::Timed);
        again.press(Action::Quit);
        let trial = Play::open_as("trial", None, &now(0.0), (Door::Evening, Some(told.clone())));
        trial.shows("You do these standing: Wall calf stretch, Heel-up hamstring stretch.");
        let mut others = told;
        others.turn(Risk::Surgery);
        let others = Play::open_as("classic", None, &now(0.0), (Door::Evening, Some(others)));
        others.shows(standing);
        others.shows(SURGERY);
    }
    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Evening, Some(unsteady.clone())));
    play.press(Action::Close);
    assert_eq!(play.app.scene(), Scene::Tonight, "there is a way back");
    play.press(Action::Enter).press(Action::Enter);
    play.shows("Heel and toe raises");
    assert!(play.answers().is_some_and(Safety::keeps_routine), "for tonight only");
    let play = Play::open_as("classic", None, &now(0.0), (Door::AtOnce, Some(unsteady)));
    assert_eq!(play.app.scene(), Scene::Timed, "a script is not asked");
}

#[test]
fn the_seated_routine_says_what_surgery_rules_out_and_begins() {
    let hurt = answered(&[Risk::Surgery]);
    let mut play = Play::open_as("seated", None, &now(0.0), (Door::Evening, Some(hurt.clone())));
    assert_eq!(play.app.scene(), Scene::Timed);
    play.shows(SURGERY);
    play.press(Action::Quit);
    // Told when it was offered, it is not told again.
    let mut play = Play::open_as("classic", None, &now(0.0), (Door::Evening, Some(hurt)));
    play.press(Action::Enter);
    play.shows("Heel and toe raises");
    assert!(!format!("{:?}", play.app.page()).contains(SURGERY));
}

#[test]
fn nothing_speaks_of_drinking_where_there_may_be_a_limit() {
    for safety in [answered(&[Risk::HeartOrKidney]), Safety::unasked()] {
        let mut play = Play::open_as("classic", None, &now(0.0), (Door::AtOnce, Some(safety)));
        for _ in 0..5 {
            play.press(Action::Next);
        }
        play.sleep(1.0).press(Action::More).press(Action::Enter);
        play.shows("This program will not suggest more.");
        assert!(!format!("{:?}", play.app.page()).contains("rough guide"), "nothing is judged");
    }
}

#[test]
fn the_list_has_evenings_only_and_marks_the_chosen_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = "name = \"Mine\"\n[[step]]\nname = \"Lie down\"\nhold = \"1m\"\n";
    std::fs::write(folder.path().join("mine.toml"), own).expect("written");
    let mut play = Play::open("classic", None);
    let rows = crate::routine::library::routines(folder.path());
    play.app.cx.chosen.id = "mine".to_owned();
    play.app.handle(&now(0.0), Input::RoutinesListed(rows));
    let page = play.app.page();
    let list = page.list().expect("a list");
    assert_eq!(list.items[list.marked].text, "Mine");
    assert!(list.items.iter().all(|item| !item.text.contains("Cramp")), "{:?}", list.items);
}

/// It fades for whoever is asleep in front of it, and ends by itself; not where something has to be read.
#[test]
fn good_night_grows_dark_and_ends() {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter);
    while play.app.scene() != Scene::GoodNight {
        play.press(Action::Next).sleep(2.0);
    }
    play.shows("Rest is good too.");
    play.sleep(31.0);
    play.shows("Good night");
    let page = format!("{:?}", play.app.page());
    assert!(!page.contains("Rest is good too.") && play.app.page().keys.is_empty(), "{page}");
    play.sleep(30.0);
    assert_eq!(play.app.page().blocks.len(), 0);
    assert!(play.app.wakes_at().is_some_and(|at| at > Duration::from_secs_f64(play.up)));
    assert!(!play.effects.iter().any(|effect| matches!(effect, Effect::Quit(_))));
    play.sleep(240.0);
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Quit(_))));
}
