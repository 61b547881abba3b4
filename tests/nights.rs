//! Last night's questions and the diary on the screen, in virtual time with a journal on a real disk.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;
use winddown::testing::app::effect::{Effect, Write};
use winddown::testing::app::keymap::{self, Question, Scene};
use winddown::testing::app::{App, Door, Input, Startup};
use winddown::testing::health::answer::Answer;
use winddown::testing::health::bedroom::Ticks;
use winddown::testing::health::body::Side;
use winddown::testing::health::body::{KnownRelief, Leg, Muscle, Relief, Severity};
use winddown::testing::health::safety::Safety;
use winddown::testing::health::signs::Sign;
use winddown::testing::routine::library::Library;
use winddown::testing::screen;
use winddown::testing::screen::theme::{Depth, Theme};
use winddown::testing::session::Now;
use winddown::testing::store::config::Config;
use winddown::testing::store::config::Palette;
use winddown::testing::store::journal::{
    CrampNote, EventKind, ExcusedNote, Journal, LASTED_OVER_TEN_MINUTES, NightNote, OVER_TEN_MINUTES,
    SessionNote, StepNote, ThoughtsNote, night_of,
};
use winddown::testing::store::paths::Paths;
use winddown::testing::store::state::Checkpoint;

#[path = "screens/labels.rs"]
mod labels;

/// Tonight, Sunday, and the night before.
const NIGHT: Theme = Theme::new(Palette::Night, Depth::True);
const TONIGHT: Date = date(2026, 11, 22);
const LAST: Date = date(2026, 11, 21);

/// A person's files, and the program once it is open.
struct Bed {
    home: TempDir,
    journal: Journal,
    app: Option<App>,
    /// Seconds since the evening began.
    up: u64,
    size: (u16, u16),
    config: Config,
    /// What was asked for and is not kept in the journal.
    quit: bool,
}

impl Bed {
    fn new() -> Bed {
        let home = tempfile::tempdir().unwrap();
        let journal = Journal::open(&Paths::under(home.path()));
        Bed { home, journal, app: None, up: 0, size: (120, 40), config: Config::by_the_clock(), quit: false }
    }

    /// Writes down something of a night, so many nights ago.
    fn tell(&mut self, ago: i32, what: &EventKind) -> &mut Self {
        let night = TONIGHT - ago.days();
        let at = night.at(22, 0, 0, 0).to_zoned(self.now().wall.time_zone().clone()).unwrap();
        self.journal.append(&at, night, what).unwrap();
        self
    }

    /// Somebody who did a routine two nights ago.
    fn used() -> Bed {
        let mut bed = Bed::new();
        bed.tell(2, &session("s"));
        bed
    }

    fn now(&self) -> Now {
        Now::at(Duration::from_secs(self.up))
    }

    fn open(&mut self) -> &mut Self {
        self.open_at(&self.now(), Door::Tonight, None)
    }

    fn open_at(&mut self, now: &Now, door: Door, standing: Option<Checkpoint>) -> &mut Self {
        let config = self.config.clone();
        let startup = Startup {
            summary: self.journal.recall(night_of(&now.wall, config.night_begins)),
            config,
            routine: ("classic".into(), Library::routine("classic").unwrap()),
            ticks: Ticks::default(),
            checkpoint: standing,
            toast: None,
            door,
            safety: Some(self.safety()),
            gap_tolerance: Duration::from_secs(3),
        };
        let (mut app, _) = App::start(startup, now);
        app.handle(now, Input::Resized(screen::caps(NIGHT, self.size.0, self.size.1)));
        self.app = Some(app);
        self.look()
    }

    /// The answers about health that are kept, or nothing ticked today.
    fn safety(&self) -> Safety {
        let kept = Safety::load(&Paths::under(self.home.path())).unwrap();
        kept.unwrap_or_else(|| Safety::default().given(false, TONIGHT))
    }

    /// Keeps answers about health that were given so many days ago, with what may come with cramps asked so many days ago.
    fn asked(&mut self, given: i32, facts: i32) -> &mut Self {
        let paths = Paths::under(self.home.path());
        let (given, facts) = (TONIGHT - given.days(), TONIGHT - facts.days());
        std::fs::create_dir_all(&paths.data).unwrap();
        let kept = format!(r#"{{"v":2,"yes":[],"given_on":"{given}","facts_on":"{facts}"}}"#);
        std::fs::write(paths.data.join("safety.json"), kept).unwrap();
        self
    }

    /// Lets the program know what of its page is in sight, as before every picture.
    fn look(&mut self) -> &mut Self {
        let ((width, height), now) = (self.size, self.now());
        if let Some(seen) = screen::seen(&self.app().page(), width, height) {
            self.app().handle(&now, Input::Seen(seen));
        }
        self
    }

    fn app(&mut self) -> &mut App {
        self.app.as_mut().unwrap()
    }

    fn scene(&mut self) -> Scene {
        self.app().scene()
    }

    /// Presses keys one after the other: letters, and `\n` for Enter, `<` for Backspace, `>` for Enter until every
    /// warning sign was in sight.
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.chars() {
            if key == '>' {
                self.read_signs();
                continue;
            }
            let code = match key {
                '\n' => KeyCode::Enter,
                '<' => KeyCode::Backspace,
                'v' => KeyCode::Down,
                letter => KeyCode::Char(letter),
            };
            let input = Input::of_key(self.scene(), KeyEvent::new(code, KeyModifiers::NONE));
            let now = self.now();
            let effects = self.app().handle(&now, input);
            self.perform(effects);
            self.look();
        }
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Write(Write::Record { at, night, what }) => {
                    self.journal.append(&at, night, &what).unwrap();
                }
                Effect::ReadDiary => {
                    let (now, entries) = (self.now(), self.journal.read_all().entries);
                    let effects = self.app().handle(&now, Input::DiaryRead(entries));
                    self.perform(effects);
                }
                Effect::Write(Write::Safety(safety)) => safety.save(&Paths::under(self.home.path())).unwrap(),
                Effect::Quit(_) => self.quit = true,
                other => drop(other),
            }
        }
    }

    /// What the journal tells of cramps and nights, with the night it belongs to.
    fn told(&self) -> Vec<(Date, EventKind)> {
        let entries = self.journal.read_all().entries.into_iter();
        let told = entries.filter(|entry| matches!(entry.what, EventKind::Cramp(_) | EventKind::Night(_)));
        told.map(|entry| (entry.night, entry.what)).collect()
    }

    #[track_caller]
    fn cramp(&self) -> CrampNote {
        let cramps = self.told().into_iter().filter_map(|(_, what)| match what {
            EventKind::Cramp(note) => Some(note),
            _ => None,
        });
        let [cramp] = cramps.collect::<Vec<_>>().try_into().unwrap_or_else(|all| panic!("{all:?}"));
        cramp
    }

    #[track_caller]
    fn night(&self) -> NightNote {
        let nights = self.told().into_iter().filter_map(|(_, what)| match what {
            EventKind::Night(note) => Some(note),
            _ => None,
        });
        let [night] = nights.collect::<Vec<_>>().try_into().unwrap_or_else(|all| panic!("{all:?}"));
        night
    }

    fn text(&mut self) -> String {
        let (width, height) = self.size;
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        screen::draw(&self.app().page(), NIGHT, area, &mut buf);
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn shows(&mut self, said: &str) -> &mut Self {
        let text = self.text();
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "no {said:?} in\n{text}");
        self
    }

    /// Reads the warning signs to their end, without a tick.
    fn read_signs(&mut self) -> &mut Self {
        while matches!(self.scene(), Scene::Ask(Question::Signs | Question::Facts)) {
            self.press("\n");
        }
        self
    }

    /// Ticks a sign of a list by its number.
    fn tick(&mut self, nth: usize) -> &mut Self {
        let now = self.now();
        self.app().handle(&now, Input::Number(u16::try_from(nth).unwrap()));
        self.look()
    }

    fn asks(&mut self, question: Question) -> &mut Self {
        assert_eq!(self.scene(), Scene::Ask(question));
        self
    }
}

fn session(id: &str) -> EventKind {
    EventKind::Session(SessionNote {
        session: id.to_owned(),
        routine: "classic".to_owned(),
        name: "Classic evening".to_owned(),
        started: Now::at(Duration::ZERO).wall,
        steps: vec![StepNote { name: "Wall calf".to_owned(), share: 100 }],
        finished: true,
        whole: None,
        seconds: 400,
    })
}

fn excused() -> EventKind {
    EventKind::Excused(ExcusedNote { reason: Some("away".to_owned()) })
}

fn in_part() -> SessionNote {
    let EventKind::Session(note) = session("part") else { panic!("a session") };
    let step = |name: &str, share| StepNote { name: name.to_owned(), share };
    let steps = vec![step("Wall calf stretch", 100), step("Toe curls and lifts", 30), step("Water", 0)];
    SessionNote { steps, finished: false, seconds: 185, ..note }
}

fn a_cramp(cramp: &str) -> CrampNote {
    CrampNote { cramp: cramp.to_owned(), ..CrampNote::default() }
}

/// A night with cramp, and none of the warning signs.
fn without_signs() -> NightNote {
    NightNote { cramp: true, nothing_urgent: true, ..NightNote::default() }
}

fn quiet() -> EventKind {
    EventKind::Night(NightNote::default())
}

#[test]
fn whoever_was_here_before_is_asked_once_a_night() {
    assert_eq!(Bed::new().open().scene(), Scene::Tonight, "not somebody new");
    let mut bed = Bed::used();
    bed.open().asks(Question::Cramp).shows("Last night: any cramp?").shows("Saturday, 21 November");
    bed.press("n");
    assert_eq!(bed.scene(), Scene::Tonight);
    bed.shows("Noted: no cramp last night.");
    assert_eq!(bed.told(), [(LAST, quiet())]);
    assert_eq!(bed.open().scene(), Scene::Tonight, "it is told of");
    // A diary alone is enough to be asked, and an answer for another night is none for this one.
    assert_eq!(Bed::new().tell(2, &quiet()).open().scene(), Scene::Ask(Question::Cramp));
    assert_eq!(Bed::new().tell(1, &quiet()).open().scene(), Scene::Tonight);
}

#[test]
fn later_asks_again_and_writes_nothing() {
    for key in ["l", "\n"] {
        let mut bed = Bed::used();
        bed.open().press(key);
        assert_eq!(bed.scene(), Scene::Tonight);
        assert_eq!(bed.told(), []);
        bed.open().asks(Question::Cramp);
    }
}

#[test]
fn nobody_is_asked_who_wants_to_go_on_or_begin() {
    let mut bed = Bed::used();
    bed.open_at(&Now::at(Duration::ZERO), Door::Evening, None);
    assert_eq!(bed.scene(), Scene::Timed);
    // An evening left tonight: the same night, up to noon.
    let mut bed = Bed::used();
    bed.open().press("l");
    bed.up = 1;
    let now = bed.now();
    let routine = Library::routine("classic").unwrap();
    bed.app().handle(&now, Input::RoutineRead { afresh: false, routine: Ok(Box::new(routine)) });
    bed.up = 100;
    let (later, mut standing) = (bed.now(), None);
    while let Some(due) = bed.app().wakes_at().filter(|due| *due <= later.up) {
        for effect in bed.app().handle(&Now::at(due), Input::Wake) {
            if let Effect::Write(Write::Checkpoint(place)) = effect {
                standing = Some(*place);
            }
        }
    }
    assert!(standing.is_some());
    bed.open_at(&later, Door::Tonight, standing.clone());
    assert_eq!(bed.scene(), Scene::Unfinished);
    bed.shows("Sunday evening");
    // In the morning the night comes first, though the evening can still be gone on with; also with no evening before.
    for mut bed in [bed, Bed::new()] {
        let morning = Now { wall: &later.wall + 10.hours(), ..later.clone() };
        bed.open_at(&morning, Door::Tonight, standing.clone()).asks(Question::Cramp).shows("22 November");
        let effects = bed.app().handle(&morning, Input::Key(keymap::Action::Later));
        bed.perform(effects);
        bed.shows("Monday morning");
        assert_eq!(bed.scene(), Scene::Unfinished);
    }
}

#[test]
fn the_night_asked_about_is_the_one_slept_last() {
    let hours = |hours: i64| {
        let start = Now::at(Duration::ZERO);
        Now { wall: &start.wall + hours.hours(), ..start }
    };
    for (after_ten, asked) in [(0, LAST), (3, LAST), (6, LAST), (7, TONIGHT), (13, TONIGHT), (14, TONIGHT)] {
        let mut bed = Bed::used();
        let now = hours(after_ten);
        bed.open_at(&now, Door::Tonight, None).asks(Question::Cramp);
        bed.shows(&asked.strftime("%A, %-d November").to_string());
        let effects = bed.app().handle(&now, Input::Key(keymap::Action::No));
        bed.perform(effects);
        assert_eq!(bed.told(), [(asked, quiet())], "{after_ten} hours after ten");
    }
}

#[test]
fn each_question_takes_one_key() {
    let mut bed = Bed::used();
    bed.open().press("y").asks(Question::Alarm).press("n").asks(Question::Leg).press("r");
    bed.asks(Question::Muscle).press("h").asks(Question::Disturbed).press("x").asks(Question::Severity);
    bed.press("5").asks(Question::Minutes).press("3").asks(Question::Helped);
    bed.shows("right back of thigh, severity 5, 3 min").press("1").asks(Question::Facts).press("\n");
    assert_eq!(bed.scene(), Scene::Tonight, "nothing to warn of");
    bed.shows("Noted: a cramp last night.");
    let cramp = bed.cramp();
    assert!(!cramp.cramp.is_empty());
    let wanted = CrampNote {
        side: Some(Leg::Right),
        muscle: Some(Muscle::BackOfThigh),
        severity: Severity::new(5),
        seconds: Some(180),
        helped: vec![Relief::Known(KnownRelief::ToesToShin)],
        ..a_cramp(&cramp.cramp)
    };
    assert_eq!(cramp, wanted);
    assert_eq!(bed.night(), NightNote { disturbed: Some(Severity::TOP), ..without_signs() });
    assert!(bed.told().iter().all(|(night, _)| *night == LAST));
    assert_eq!(bed.open().scene(), Scene::Tonight);
}

#[test]
fn enter_skips_and_nothing_is_made_up() {
    let mut bed = Bed::used();
    bed.open().press("y\n\n").asks(Question::Alarm).shows("Press n for none of these, or y for yes.");
    bed.press("n\n\n\n\n\n\n\n");
    assert_eq!(bed.scene(), Scene::Tonight);
    let cramp = bed.cramp();
    assert_eq!(cramp, a_cramp(&cramp.cramp));
    assert_eq!(bed.night(), without_signs());
}

#[test]
fn minutes_are_counted_with_one_key() {
    for (key, seconds) in [("0", 30), ("1", 60), ("9", 540), ("x", 600), ("m", LASTED_OVER_TEN_MINUTES)] {
        let mut bed = Bed::used();
        bed.open().press("yn\n\n\n\n").asks(Question::Minutes).press(key).press("qq");
        assert!(bed.quit);
        assert_eq!(bed.cramp().seconds, Some(seconds), "{key}");
    }
}

#[test]
fn a_cramp_that_lasted_too_long_is_answered_before_it_is_saved() {
    const HELP: &str = "A cramp this long is worth a visit to a doctor.";
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut bed = Bed::used();
        bed.size = size;
        bed.open().press("y>").asks(Question::Alarm);
        while bed.scene() == Scene::Ask(Question::Alarm) {
            bed.press("n");
        }
        bed.press("\n\n\n\nm").asks(Question::Helped);
        bed.shows("What helped most?").shows("1 toes to shin").shows("6 cold");
        bed.press("6")
            .asks(Question::Facts)
            .press("q")
            .asks(Question::Worth)
            .shows("book a visit")
            .shows(HELP);
        assert!(!bed.quit && bed.told().is_empty(), "not before it was read");
        bed.press("<").asks(Question::Facts).press(">").asks(Question::Worth);
        assert!(!bed.quit, "gone on with after all");
    }
    for rest in ["q", "\n\n"] {
        let mut bed = Bed::used();
        bed.open().press("yn\n\n\n\nmq").asks(Question::Worth).press(rest);
        assert!(bed.quit, "{rest:?}");
        assert_eq!(bed.cramp().seconds, Some(LASTED_OVER_TEN_MINUTES));
    }
    // What the diary adds up to is told to whoever quits too.
    let mut bed = Bed::new();
    for ago in [3, 5] {
        bed.tell(ago, &EventKind::Night(NightNote { cramp: true, ..NightNote::default() }));
    }
    bed.open()
        .press("ynlq")
        .asks(Question::Worth)
        .shows("Cramps on 3 nights within one week (17 November to 21 November).");
    assert_eq!(bed.told().len(), 2, "not saved yet");
}

#[test]
fn whoever_goes_back_to_the_first_question_finds_what_was_told() {
    let mut bed = Bed::used();
    bed.open().press("ynl<<<").asks(Question::Cramp).press("yn\nc").asks(Question::Disturbed).press("q");
    let cramp = bed.cramp();
    assert_eq!((cramp.side, cramp.muscle), (Some(Leg::Left), Some(Muscle::Calf)));
    let mut bed = Bed::new();
    bed.tell(1, &EventKind::Cramp(a_cramp("c1"))).open().press("+nr<<<").asks(Question::Rest).press("+n\nq");
    assert!(
        bed.told()
            .iter()
            .any(|(_, what)| matches!(what, EventKind::Cramp(note) if note.side == Some(Leg::Right)))
    );
    // Without a cramp there is nothing that disturbed the sleep.
    let mut bed = Bed::used();
    bed.open().press("ynlc7531<<<<<<<<").asks(Question::Cramp).press("n");
    assert_eq!(bed.told(), [(LAST, quiet())]);
}

#[test]
fn a_ten_may_be_typed_as_one_and_zero() {
    let mut bed = Bed::used();
    bed.open().press("ynlc10").asks(Question::Severity).press("10").asks(Question::Minutes).press("51q");
    assert_eq!((bed.cramp().severity, bed.cramp().seconds), (Severity::new(10), Some(300)));
    let disturbed = bed.told().into_iter().find_map(|(_, what)| match what {
        EventKind::Night(note) => note.disturbed,
        _ => None,
    });
    assert_eq!(disturbed, Severity::new(10));
    // Later it is the answer to the next question.
    let mut bed = Bed::used();
    bed.open().press("ynlc\n1").up += 2;
    bed.press("0").asks(Question::Helped).press("q");
    assert_eq!((bed.cramp().severity, bed.cramp().seconds), (Severity::new(1), Some(30)));
}

#[test]
fn every_cramp_of_the_night_is_asked_about() {
    let known = |cramp: &str, minutes: i64| CrampNote {
        began: Some(Now::at(Duration::ZERO).wall + minutes.minutes()),
        muscle: Some(Muscle::Calf),
        ..a_cramp(cramp)
    };
    let whole = CrampNote {
        side: Some(Leg::Right),
        severity: Severity::new(4),
        seconds: Some(60),
        helped: vec![Relief::Known(KnownRelief::Stood)],
        ..known("c2", 10)
    };
    let two = || {
        let mut bed = Bed::new();
        for cramp in [known("c1", 0), whole.clone(), known("c3", 20)] {
            bed.tell(1, &EventKind::Cramp(cramp));
        }
        bed.open().asks(Question::Rest).shows("Last night: 22:00 calf, and 1 more. Anything to add?");
        bed
    };
    let side = |bed: &Bed, id: &str| {
        let last = bed.told().into_iter().rev().find_map(|(_, what)| match what {
            EventKind::Cramp(note) if note.cramp == id => Some(note.side),
            _ => None,
        });
        last.flatten()
    };
    let mut bed = two();
    bed.press("ynl\n\n\n\n\n").asks(Question::Rest).shows("Last night: 22:20 calf. Anything to add?");
    assert_eq!(side(&bed, "c1"), None, "it is all saved at the end");
    // What needs help, and what seldom changes, is asked once a night.
    bed.press("yb\n\n\n\n");
    assert_eq!(bed.scene(), Scene::Tonight);
    assert_eq!((side(&bed, "c1"), side(&bed, "c3")), (Some(Leg::Left), Some(Leg::Both)));
    for key in ["n", "l", "q"] {
        let mut bed = two();
        bed.press("ynl\n\n\n\n\n").asks(Question::Rest).press(key);
        assert_eq!((side(&bed, "c1"), side(&bed, "c3")), (Some(Leg::Left), None), "{key}");
        assert!(bed.night().cramp && bed.quit == (key == "q"), "{key}");
    }
    // What is to be known about the first is not forgotten with the second.
    let mut bed = two();
    bed.press("yn\n\n\nm\n\n").asks(Question::Rest);
    bed.press("n").asks(Question::Worth).shows("A cramp this long is worth a visit to a doctor.");
}

#[test]
fn back_goes_to_the_question_before() {
    let mut bed = Bed::used();
    bed.open()
        .press("ynl<")
        .asks(Question::Leg)
        .press("r")
        .press("c\n7<")
        .asks(Question::Severity)
        .press("2");
    bed.press("\n\n\n");
    let cramp = bed.cramp();
    assert_eq!((cramp.side, cramp.severity), (Some(Leg::Right), Severity::new(2)));
    let mut bed = Bed::used();
    bed.open().press("y<").asks(Question::Cramp).press("n");
    assert_eq!(bed.told(), [(LAST, quiet())], "a yes taken back leaves no cramp");
}

#[test]
fn quitting_in_the_middle_keeps_what_was_told() {
    let mut bed = Bed::used();
    bed.open().press("q");
    assert!(bed.quit && bed.told().is_empty(), "nothing was told");
    let mut bed = Bed::used();
    bed.open().press("ynlc\n6q");
    assert!(bed.quit);
    let cramp = bed.cramp();
    assert_eq!(
        (cramp.side, cramp.muscle, cramp.severity),
        (Some(Leg::Left), Some(Muscle::Calf), Severity::new(6))
    );
    assert!(bed.night().cramp);
}

#[test]
fn what_is_urgent_is_told_the_moment_it_is_ticked() {
    let mut bed = Bed::used();
    bed.open().press("yy").asks(Question::Signs).press("5");
    bed.shows("Get medical help right away, today. Do not massage or stretch that calf");
    bed.press("1")
        .shows("Call your emergency number now (112, 911, 999). Do not drive yourself. Which of these?");
    bed.shows("or very tender? Get medical help right away, today. Do not massage or stretch that calf");
    bed.press("1");
    assert!(!bed.text().contains("emergency number"), "{}", bed.text());
    assert_eq!(bed.told(), [], "nothing is saved yet");
    bed.read_signs()
        .asks(Question::Worth)
        .shows("Get help today")
        .shows("leg, noted on Sunday. Get medical help right away");
    assert_eq!(bed.told(), [], "not before it was read");
    bed.press("\n");
    assert_eq!(bed.scene(), Scene::Held);
    assert_eq!(bed.cramp().signs, [Sign::Swollen].into());
}

#[test]
fn no_warning_sign_is_left_unseen() {
    for size in [(40, 12), (60, 20), (75, 24), (80, 24), (90, 22), (120, 40)] {
        for ticked in ["", "5", "12"] {
            let mut bed = Bed::used();
            bed.size = size;
            bed.open().press("yy").asks(Question::Signs);
            let words = |bed: &mut Bed| bed.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let mut seen = words(&mut bed);
            bed.press(ticked);
            for _ in 0..20 {
                let text = words(&mut bed);
                let more = text.contains("more below") || text.contains("more above and below");
                let label = if more { "enter next" } else { "enter done" };
                assert!(text.contains(label), "{size:?}: no {label:?} in {text}");
                seen.push_str(&text);
                if !more {
                    break;
                }
                bed.press("\n").asks(Question::Signs);
            }
            for sign in Sign::ALL {
                assert!(seen.contains(sign.label()), "{size:?}: no {:?} in {seen}", sign.label());
            }
            bed.press("\n");
            assert_ne!(bed.scene(), Scene::Ask(Question::Signs), "{size:?}");
        }
    }
}

#[test]
fn one_question_holds_all_that_may_need_help_and_no_takes_one_key() {
    for size in [(30, 8), (40, 12), (60, 20), (80, 24), (120, 40)] {
        let mut bed = Bed::used();
        bed.size = size;
        bed.open().press("y").asks(Question::Alarm);
        let (mut seen, mut keys) = (String::new(), 0);
        while bed.scene() == Scene::Ask(Question::Alarm) {
            seen.push_str(&bed.text());
            bed.press("n");
            keys += 1;
        }
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for sign in Sign::ALL.iter().filter(|sign| sign.is_urgent()) {
            let (first, rest) = sign.in_short().split_at(1);
            let said = format!("{}{rest}", first.to_uppercase());
            assert!(seen.contains(&said), "{size:?}: no {said:?} in {seen}");
        }
        assert_eq!(keys == 1, size.1 >= 24, "{size:?}: no answer to what was not in sight");
        bed.asks(Question::Leg).press("q");
        assert_eq!(bed.night(), without_signs(), "that there is none is kept");
    }
    // A yes is none, whatever is ticked then, and back it can be taken back.
    let mut bed = Bed::used();
    bed.open().press("yy5").press("<").asks(Question::Alarm).press("nq");
    assert_eq!((bed.night(), bed.cramp().signs.iter().count()), (without_signs(), 0));
    let mut bed = Bed::used();
    bed.open().press("yn<").asks(Question::Alarm).press("y5>").asks(Question::Worth).press("\n");
    assert!(!bed.night().nothing_urgent);
    // What is not urgent stays ticked, wherever that was done.
    let mut bed = Bed::used();
    bed.open()
        .press("yn\n\n\n\n\n\n")
        .asks(Question::Facts)
        .press("2<<<<<<<")
        .asks(Question::Alarm)
        .press("nq");
    bed.asks(Question::Worth).press("q");
    assert_eq!((bed.night(), bed.cramp().signs), (without_signs(), [Sign::TiredByDay].into()));
    // What was ticked in the night stays, whatever is answered in the morning.
    let mut bed = Bed::new();
    bed.tell(1, &EventKind::Cramp(CrampNote { signs: [Sign::Chest].into(), ..a_cramp("c1") }));
    bed.open().press("yn").asks(Question::Leg).press("q").asks(Question::Worth).press("q");
    assert_eq!(bed.cramp().signs, [Sign::Chest].into());
    assert!(!bed.night().nothing_urgent);
}

/// The new order of questions loses no sign: a yes leads to all of them, and a tick to the advice of its rule.
#[test]
fn every_sign_leads_to_its_advice() {
    for (nth, sign) in Sign::ALL.iter().copied().enumerate() {
        let mut bed = Bed::new();
        // Sore for more than a day counts from the second time on.
        let before = CrampNote { signs: [Sign::SoreOverADay].into(), ..a_cramp("c0") };
        bed.tell(40, &EventKind::Cramp(before)).open().press("yy").asks(Question::Signs);
        bed.tick(nth + 1).press(">");
        if !sign.is_urgent() {
            bed.asks(Question::Leg).press("q");
        }
        let rule = sign.rule().unwrap();
        bed.asks(Question::Worth).shows(rule.wording).shows(rule.level.label());
        assert_eq!(bed.told().len(), 1, "{sign:?}: not before it was read");
        bed.press("\n\n");
        let told = bed.told().into_iter().find_map(|(night, what)| match what {
            EventKind::Cramp(note) if night == LAST => Some(note.signs),
            _ => None,
        });
        assert_eq!(told, Some([sign].into()), "{sign:?}");
        bed.open();
        assert_eq!(bed.scene() == Scene::Held, sign.is_urgent(), "{sign:?}");
    }
}

/// What seldom changes is asked once, and again after a month.
#[test]
fn what_seldom_changes_is_asked_once_a_month() {
    let facts: Vec<Sign> = Sign::ALL.iter().copied().filter(|sign| !sign.is_urgent()).collect();
    let listed = |bed: &mut Bed| {
        let page = bed.app().page();
        let texts = page.list().map(|list| list.items.iter().map(|item| item.text.to_string()).collect());
        let texts: Vec<String> = texts.unwrap_or_default();
        facts.iter().copied().filter(|sign| texts.iter().any(|text| text.ends_with(sign.label()))).collect()
    };
    for (given, asked, is_due, has_illnesses) in
        [(0, 0, false, true), (0, 29, false, true), (0, 30, true, false), (30, 30, true, true)]
    {
        let mut bed = Bed::used();
        bed.asked(given, asked).open().press("yn\n\n\n\n\n\n");
        if !is_due {
            assert_eq!(bed.scene(), Scene::Tonight, "{asked} days after");
            continue;
        }
        let all: Vec<Sign> = listed(bed.asks(Question::Facts));
        // Illnesses and pregnancy are asked before the evenings, once a month too.
        let wanted: Vec<Sign> =
            facts.iter().copied().filter(|sign| *sign != Sign::Condition || has_illnesses).collect();
        assert_eq!(all, wanted, "{given} {asked}");
        let nth = all.iter().position(|sign| *sign == Sign::Walking).unwrap();
        bed.tick(nth + 1).press("\n").asks(Question::Worth).shows("This may not be a cramp.").press("\n");
        assert_eq!(bed.cramp().signs, [Sign::Walking].into());
        let kept = std::fs::read_to_string(Paths::under(bed.home.path()).data.join("safety.json")).unwrap();
        assert!(kept.contains(r#""facts_on":"2026-11-22""#), "{kept}");
    }
    // What stands until it is taken back is known.
    let mut bed = Bed::used();
    bed.tell(90, &EventKind::Cramp(CrampNote { signs: [Sign::Walking].into(), ..a_cramp("c0") }));
    bed.asked(0, 31).open().press("yn\n\n\n\n\n\n").asks(Question::Facts);
    assert!(!listed(&mut bed).contains(&Sign::Walking));
    // Left before it was answered, or a list of all signs: asked is what was read to its end.
    for (keys, is_asked) in [("yn\n\n\n\n\n\nq", false), ("yy>q", true)] {
        let mut bed = Bed::used();
        bed.asked(0, 31).open().press(keys);
        let kept = std::fs::read_to_string(Paths::under(bed.home.path()).data.join("safety.json")).unwrap();
        assert_eq!(kept.contains(r#""facts_on":"2026-11-22""#), is_asked, "{keys:?}: {kept}");
    }
}

#[test]
fn what_the_diary_adds_up_to_is_told_before_it_is_saved() {
    let mut bed = Bed::new();
    for ago in [3, 5] {
        bed.tell(ago, &EventKind::Night(NightNote { cramp: true, ..NightNote::default() }));
    }
    bed.open().press("yn\n\n\n\n\n\n\n").asks(Question::Worth);
    bed.shows("Cramps on 3 nights within one week (17 November to 21 November).")
        .shows("This is general information, not a diagnosis.");
    assert_eq!(bed.told().len(), 2, "not saved yet");
    bed.press("<").asks(Question::Facts).press("\n").asks(Question::Worth).press("\n");
    assert_eq!(bed.told().len(), 4);
    // One who says no is done with one key, whatever the diary adds up to.
    let mut bed = Bed::new();
    for ago in [3, 5, 6] {
        bed.tell(ago, &EventKind::Night(NightNote { cramp: true, ..NightNote::default() }));
    }
    bed.open().press("n");
    assert_eq!(bed.scene(), Scene::Tonight);
}

#[test]
fn a_warning_longer_than_the_screen_is_read_to_its_end_first() {
    let mut bed = Bed::used();
    bed.size = (40, 12);
    bed.open().press("yy").asks(Question::Signs);
    while bed.scene() == Scene::Ask(Question::Signs) {
        // The mark is on the first of the signs that have just come into sight.
        bed.press(" \n");
    }
    bed.asks(Question::Worth).shows("more below");
    let mut screens = 0;
    while bed.told().is_empty() {
        bed.press("\n");
        screens += 1;
    }
    assert!(screens > 3, "{screens}");
    assert_eq!(bed.scene(), Scene::Held);
}

#[test]
fn of_a_cramp_told_at_night_only_the_rest_is_asked() {
    let known = CrampNote {
        began: Some(Now::at(Duration::ZERO).wall),
        muscle: Some(Muscle::Calf),
        seconds: Some(120),
        ..a_cramp("c1")
    };
    let mut bed = Bed::new();
    bed.tell(1, &EventKind::Cramp(known.clone())).open();
    bed.asks(Question::Rest).shows("Last night: 22:00 calf, 2 min. Anything to add?");
    bed.press("y").asks(Question::Alarm).press("n").asks(Question::Leg).press("l");
    bed.asks(Question::Disturbed).press("3").asks(Question::Severity).shows("sleep disturbed 3 of 10");
    bed.press("4").asks(Question::Helped).press("2").asks(Question::Facts).press("\n");
    let helped = vec![Relief::Known(KnownRelief::Stood)];
    assert_eq!(
        bed.cramp(),
        CrampNote { side: Some(Leg::Left), severity: Severity::new(4), helped, ..known.clone() }
    );
    assert_eq!(bed.night().disturbed, Severity::new(3));
    // That is all: the night is told of, and the cramp is not told again.
    let mut bed = Bed::new();
    bed.tell(1, &EventKind::Cramp(known.clone())).open().press("n");
    assert_eq!(bed.scene(), Scene::Tonight);
    assert!(bed.night().cramp);
    assert_eq!(bed.cramp(), known);
    assert_eq!(bed.journal.read_all().entries.len(), 2);
    // And another one.
    let mut bed = Bed::new();
    bed.tell(1, &EventKind::Cramp(known)).open().press("+n").asks(Question::Leg).press("rq");
    assert_eq!(bed.told().len(), 3);
}

#[test]
fn over_ten_minutes_by_the_clock_is_asked_about_again() {
    const HELP: &str = "This should have eased by now.";
    let known = CrampNote {
        began: Some(Now::at(Duration::ZERO).wall),
        side: Some(Leg::Left),
        muscle: Some(Muscle::Calf),
        severity: Severity::new(6),
        seconds: Some(OVER_TEN_MINUTES),
        helped: vec![Relief::Known(KnownRelief::Stood)],
        ..a_cramp("c1")
    };
    let night = |answer: &str| {
        let mut bed = Bed::used();
        bed.tell(1, &EventKind::Cramp(known.clone()))
            .open()
            .shows("22:00 left calf, severity 6, over 10 min");
        bed.press("yn3").asks(Question::Minutes).press(answer).asks(Question::Facts);
        bed
    };
    let mut bed = night("8");
    assert!(!bed.text().contains(HELP), "{}", bed.text());
    bed.press("\n");
    assert_eq!(bed.cramp().seconds, Some(480));
    assert_eq!(bed.scene(), Scene::Tonight, "nothing speaks against the routine");
    // Nobody said that it has eased.
    let mut bed = night("\n");
    bed.shows(HELP).read_signs().asks(Question::Worth).press("\n");
    assert_eq!((bed.cramp().seconds, bed.scene()), (Some(OVER_TEN_MINUTES), Scene::Held));
    // What lasted so long is over.
    let mut bed = night("m");
    assert!(!bed.text().contains(HELP), "{}", bed.text());
    bed.press("\n").asks(Question::Worth).press("\n");
    assert_eq!((bed.cramp().seconds, bed.scene()), (Some(LASTED_OVER_TEN_MINUTES), Scene::Tonight));
}

#[test]
fn entries_of_a_newer_version_are_told_of_in_the_diary() {
    let mut bed = Bed::new();
    let folder = Paths::under(bed.home.path()).data.join("journal");
    std::fs::create_dir_all(&folder).unwrap();
    let line =
        r#"{"v":2,"id":"x","at":"2026-11-22T07:00:00+00:00[UTC]","night":"2026-11-21","kind":"cramp"}"#;
    std::fs::write(folder.join("2026-a-1111.jsonl"), format!("{line}\n")).unwrap();
    bed.open().press("d").shows("1 entry was written by a newer winddown and is not counted here.");
}

#[test]
fn the_leg_that_cramps_more_goes_first() {
    let first = |leg, setting: Option<Side>| {
        let mut bed = Bed::new();
        for ago in 2..5 {
            bed.tell(ago, &EventKind::Cramp(CrampNote { side: Some(leg), ..a_cramp(&ago.to_string()) }));
        }
        bed.tell(1, &quiet());
        bed.config.first_side = setting;
        bed.open_at(&bed.now(), Door::Evening, None);
        let side = bed.app().page().step.and_then(|step| step.side);
        ["left leg", "right leg"].map(|leg| side.as_deref() == Some(leg))
    };
    assert_eq!(first(Leg::Right, None), [false, true]);
    assert_eq!(first(Leg::Left, None), [true, false]);
    assert_eq!(first(Leg::Right, Some(Side::Left)), [true, false], "the person's own word counts");
}

#[test]
fn a_hasty_enter_does_not_begin_the_evening() {
    let mut bed = Bed::used();
    bed.open().press("n");
    let now = bed.now();
    assert_eq!(bed.app().handle(&now, Input::Key(keymap::Action::Enter)), []);
    bed.up = 1;
    let now = bed.now();
    assert_eq!(bed.app().handle(&now, Input::Key(keymap::Action::Enter)).len(), 1, "it begins");
}

/// Six weeks of nights: every third with a cramp before the routine, every fifth since.
fn full() -> Bed {
    let mut bed = Bed::new();
    for ago in (2..=44).rev() {
        let since = ago <= 28;
        if since && ago % 4 != 0 {
            bed.tell(ago, &session(&format!("s{ago}")));
        }
        let has_cramp = ago % if since { 5 } else { 3 } == 0;
        if has_cramp {
            bed.tell(
                ago,
                &EventKind::Cramp(CrampNote {
                    side: Some(Leg::Left),
                    muscle: Some(Muscle::Calf),
                    severity: Severity::new(5),
                    seconds: Some(180),
                    helped: vec![Relief::Known(KnownRelief::ToesToShin)],
                    ..a_cramp(&format!("c{ago}"))
                }),
            );
        }
        if ago % 7 != 0 {
            bed.tell(ago, &EventKind::Night(NightNote { cramp: has_cramp, ..NightNote::default() }));
        }
    }
    bed
}

#[test]
fn the_diary_opens_from_tonight_and_closes_again() {
    let mut bed = full();
    bed.open().press("n");
    bed.up = 1;
    bed.press("d");
    assert_eq!(bed.scene(), Scene::Diary);
    bed.shows("▲ cramp – no cramp · not known")
        .shows("Before: 2.5 cramps a week. Last 14 nights logged: 1.5.");
    bed.press("t");
    assert_eq!(bed.scene(), Scene::Trial);
    bed.shows("After six weeks of the 2012 trial, the stretching group had about 1.2 fewer cramps a night");
    bed.press("q");
    assert_eq!(bed.scene(), Scene::Diary);
    bed.press("q");
    assert_eq!(bed.scene(), Scene::Tonight);
    assert!(!bed.quit);
    // An empty one opens too.
    let mut bed = Bed::new();
    bed.open()
        .press("d")
        .shows("No nights are logged yet.")
        .press("e")
        .shows("Nothing in the diary yet.")
        .press("x");
}

#[test]
fn an_entry_is_taken_back_and_put_back() {
    let mut bed = Bed::used();
    bed.open().press("ynlc\n6q").open();
    assert_eq!(bed.told().len(), 2);
    bed.press("dev");
    assert_eq!(bed.scene(), Scene::Entries);
    bed.shows("▸ 21 Nov left calf, severity 6").press("x").shows("undone: left calf");
    assert_eq!(bed.told().len(), 1);
    bed.press("??x");
    assert_eq!(bed.told().len(), 2, "put back, whatever was read meanwhile");
    bed.press("x");
    bed.press("q");
    assert_eq!(bed.scene(), Scene::Diary);
    bed.press("e").shows("▸ 21 Nov a night with cramp").press("x");
    assert_eq!(bed.told(), []);
    // The night is unknown again, and asked about.
    bed.open().asks(Question::Cramp);
}

fn thoughts(lines: &[&str]) -> EventKind {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    EventKind::Thoughts(ThoughtsNote { lines, shown: false })
}

#[test]
fn what_was_parked_is_shown_once_after_the_question() {
    let mut bed = Bed::used();
    bed.tell(1, &thoughts(&["Call the bank", "Buy bread"])).open().asks(Question::Cramp).press("n");
    assert_eq!(bed.scene(), Scene::Parked);
    bed.shows("Last night you parked: 1. Call the bank 2. Buy bread").press("\n");
    assert_eq!(bed.scene(), Scene::Parked, "that Enter was meant for the question");
    bed.up = 1;
    bed.press("\n");
    assert_eq!(bed.scene(), Scene::Tonight);
    bed.shows("Noted: no cramp last night.").press("\n");
    assert_eq!(bed.scene(), Scene::Tonight, "a second Enter does not begin the evening");
    assert_eq!(bed.open().scene(), Scene::Tonight, "it was shown");
    // Whoever has told of the night already sees it at once, and whoever quits sees it the next time.
    let mut bed = Bed::used();
    bed.tell(1, &quiet()).tell(1, &thoughts(&["Call the bank"])).open().press("q");
    assert!(bed.quit);
    assert_eq!(bed.open().scene(), Scene::Parked);
}

#[test]
fn what_was_parked_earlier_has_the_name_of_its_night() {
    for (ago, said) in [
        (1, "Last night you parked:"),
        (3, "On Thursday night you parked:"),
        (7, "On Sunday night you parked:"),
        (8, "On 14 November 2026 you parked:"),
    ] {
        let mut bed = Bed::new();
        bed.tell(1, &quiet()).tell(20, &thoughts(&["older"])).tell(ago, &thoughts(&["x"])).open().shows(said);
        bed.up = 1;
        bed.press("\n");
        assert_eq!(bed.scene(), Scene::Tonight);
        assert_eq!(bed.open().scene(), Scene::Tonight, "nothing older comes up");
    }
}

#[test]
fn nothing_is_shown_before_the_night_or_while_a_sign_holds() {
    let mut bed = Bed::used();
    bed.tell(1, &quiet()).tell(0, &thoughts(&["x"]));
    assert_eq!(bed.open().scene(), Scene::Tonight, "the same evening");
    let mut bed = Bed::used();
    bed.tell(1, &quiet()).tell(1, &thoughts(&[]));
    assert_eq!(bed.open().scene(), Scene::Tonight, "all of it was taken back");
    let mut bed = Bed::used();
    bed.tell(1, &thoughts(&["x"])).open().press("yy");
    bed.tick(2).press(">").asks(Question::Worth);
    while bed.scene() == Scene::Ask(Question::Worth) {
        bed.press("\n");
    }
    assert_eq!(bed.scene(), Scene::Held);
    assert_eq!(bed.open().scene(), Scene::Held);
}

#[test]
fn long_lines_are_read_to_their_end() {
    let long = "All work and no play makes a dull boy 膝を伸ばす 👨\u{200d}👩\u{200d}👧 שלום ".repeat(3);
    for size in [(40, 12), (30, 5), (80, 24)] {
        let mut bed = Bed::used();
        bed.size = size;
        bed.tell(1, &quiet()).tell(1, &thoughts(&[&long, &long, "The last one"])).open();
        bed.up = 1;
        let mut seen = bed.text();
        while bed.scene() == Scene::Parked {
            bed.press("\n");
            seen.push_str(&bed.text());
        }
        assert!(seen.contains("The last one"), "{size:?}: {seen}");
    }
}

#[test]
fn what_was_parked_is_an_entry_that_can_be_taken_back() {
    let mut bed = Bed::used();
    bed.tell(1, &quiet()).tell(0, &thoughts(&["Call the bank", "Buy bread"])).open();
    bed.press("de").shows("▸ 22 Nov parked: Call the bank; Buy bread").press("x");
    let left = |bed: &Bed| bed.journal.recall(TONIGHT).parked.is_some();
    assert!(!left(&bed));
    bed.press("x");
    assert!(left(&bed), "put back");
}

#[test]
fn last_night_is_told_of_from_the_diary() {
    let mut bed = Bed::used();
    bed.open().press("n");
    bed.up = 1;
    bed.press("da").asks(Question::Cramp).press("ynl\n\n\n\n\n\n");
    assert_eq!(bed.scene(), Scene::Diary, "back to where it was opened");
    assert!(bed.night().cramp, "the later telling counts");
    assert_eq!(bed.cramp().side, Some(Leg::Left));
    bed.press("a").asks(Question::Rest).press("l");
    assert_eq!(bed.scene(), Scene::Diary);
}

#[test]
fn the_history_opens_from_tonight_and_excuses_a_night() {
    let mut bed = full();
    bed.open().press("n");
    bed.up = 1;
    bed.press("h");
    assert_eq!(bed.scene(), Scene::History);
    bed.shows("5 of the last 7 evenings").shows("▸22 ").shows("Sunday 22 November tonight");
    let excused = |bed: &Bed| {
        let entries = bed.journal.read_all().entries;
        entries.iter().filter(|entry| matches!(entry.what, EventKind::Excused(_))).count()
    };
    bed.press("x")
        .shows("▸22x")
        .shows("x excused")
        .shows("4 of the last 6 evenings, 1 excused")
        .shows("x undo");
    assert_eq!(excused(&bed), 1);
    bed.press("x").shows("Sunday 22 November tonight");
    assert_eq!(excused(&bed), 0);
    // A night with an evening needs no excuse.
    bed.press("hhh")
        .shows("Thursday 19 November ● whole")
        .shows("22:00 Classic evening, 6 min 40 s, 1 of 1 step");
    bed.press("x").shows("so there is nothing to excuse");
    assert_eq!(excused(&bed), 0);
    // Nor does one that was excused first: what nobody sees cannot be undone.
    bed.tell(3, &self::excused()).press("q").press("h").press("hhh");
    bed.shows("Thursday 19 November ● whole");
    assert!(!bed.text().contains("undo"));
    bed.press("x").shows("so there is nothing to excuse");
    assert_eq!(excused(&bed), 1);
    // A night to come can be excused, but not a far one.
    bed.press("nnnn").shows("3 January 2027 still to come").press("x").shows("▸ 3x");
    assert_eq!(excused(&bed), 2);
    bed.press("pp").shows("Tuesday 3 November").press("j").shows("Tuesday 10 November");
    bed.press("q");
    assert_eq!(bed.scene(), Scene::Tonight);
    // An empty one opens too.
    let mut bed = Bed::new();
    bed.open()
        .press("h")
        .shows("No evening yet")
        .press("pk")
        .shows("November 2026")
        .press("x")
        .shows("Sunday 1 November x excused");
}

#[test]
fn the_marked_night_and_the_legend_are_in_sight_at_every_size() {
    for (width, height) in
        [(40, 12), (40, 13), (41, 16), (59, 19), (60, 20), (79, 24), (100, 30), (200, 60), (250, 90)]
    {
        let mut bed = full();
        bed.size = (width, height);
        bed.open().press("n");
        bed.up = 1;
        bed.press("h");
        for key in "kkkkkkpppphhhhnnlljjnnnnn".chars() {
            bed.press(&key.to_string());
            let text = bed.text();
            let size = format!("{key} at {width}x{height}:\n{text}");
            assert_eq!(text.matches('▸').count(), 1, "{size}");
            assert!(text.contains("● whole  ◐ part  x excused  · none"), "{size}");
            assert!(text.contains("Mo") && !text.contains('…'), "{size}");
        }
    }
}

#[test]
fn every_size_shows_something_and_none_panics() {
    let walks =
        ["", "y", "yn", "yy", "yy13v ", "yy1>", "ynl", "ynlc", "ynlc6", "ynlc61", "ynlc61m", "ynlc61m1", "l"];
    let diary = ["d", "d ", "de", "devvx", "dt", "da", "h", "hpppx", "hnnnx"];
    for walk in walks.iter().map(|walk| (0, *walk)).chain(diary.iter().map(|walk| (1, *walk))) {
        for size in [(1, 1), (2, 30), (200, 1), (13, 7), (39, 12), (40, 11), (40, 12), (41, 13), (250, 90)] {
            let mut bed = full();
            bed.size = size;
            bed.open();
            if walk.0 == 1 {
                bed.press("l");
                bed.up = 1;
            }
            bed.press(walk.1);
            assert_ne!(bed.text().trim(), "", "{walk:?} at {size:?}");
            // And at any other size afterwards.
            for (width, height) in [(40, 12), (3, 3), (120, 40)] {
                bed.size = (width, height);
                bed.look();
                bed.text();
                bed.press("?");
                bed.text();
                bed.press("?");
            }
        }
    }
}

/// Keeps what a screen shows, and sees that nothing on it hangs on what its texts say. Warning signs are kept at all
/// three sizes, the others at the one that everybody has.
macro_rules! screens {
    ($($name:ident: $walk:expr;)*) => {$(
        #[test]
        fn $name() {
            let name = stringify!($name);
            for (width, height) in [(40, 12), (80, 24), (120, 40)] {
                let mut bed = full();
                bed.size = (width, height);
                bed.open();
                let walk: fn(&mut Bed) = $walk;
                walk(&mut bed);
                bed.look();
                labels::decide_nothing(&bed.app().page(), Rect::new(0, 0, width, height));
                if width == 80 || matches!(name, "may_need_help" | "warning_signs" | "history" | "parked") {
                    insta::assert_snapshot!(format!("{name}_{width}x{height}"), bed.text());
                }
            }
        }
    )*};
}

screens! {
    any_cramp: |_| {};
    may_need_help: |bed| { bed.press("y"); };
    which_muscle: |bed| { bed.press("ynnnl"); };
    how_strong: |bed| { bed.press("ynnnlc\n"); };
    what_seldom_changes: |bed| { bed.press("ynnnlc68m1v "); };
    warning_signs: |bed| { bed.press("yyvvv 3"); };
    worth_knowing: |bed| { bed.press("yy3vvvvvvvvvv >"); };
    diary: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("d");
    };
    diary_further: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("d ");
    };
    parked: |bed| {
        bed.tell(1, &thoughts(&["Call the bank about the card that came in the wrong name", "Buy bread", "膝を伸ばす"]));
        bed.open().press("n");
    };
    entries: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("devvx");
    };
    the_trial: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("dt");
    };
    history: |bed| {
        bed.tell(12, &excused()).tell(29, &excused()).tell(4, &EventKind::Session(in_part()));
        bed.press("n");
        bed.up = 1;
        bed.press("hhhhh");
    };
    history_help: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("h?");
    };
    diary_help: |bed| {
        bed.press("n");
        bed.up = 1;
        bed.press("d?");
    };
}
