//! The evening as lines, in virtual time: what every line keeps to, and every screen's form.

#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;
use std::time::Duration;

use jiff::ToSpan;
use winddown::testing::app::effect::{Effect, Write};
use winddown::testing::app::keymap::{Action, Scene};
use winddown::testing::app::page::Seen;
use winddown::testing::app::{App, Door, Input, Startup};
use winddown::testing::health::bedroom::Ticks;
use winddown::testing::health::body::{Leg, Muscle, Severity};
use winddown::testing::health::safety::Safety;
use winddown::testing::lines::{InputMode, LineRenderer};
use winddown::testing::routine::library::{self, SHIPPED};
use winddown::testing::routine::{Routine, read};
use winddown::testing::session::Now;
use winddown::testing::store::config::Config;
use winddown::testing::store::journal::{
    CrampNote, Entry, EventKind, ExcusedNote, NightNote, SessionNote, StartupSummary, StepNote, ThoughtsNote,
};

/// Somebody who listens to an evening.
struct Listener {
    app: App,
    teller: LineRenderer,
    routine: Routine,
    entries: Vec<Entry>,
    up: Duration,
    lines: Vec<String>,
}

impl Listener {
    fn open(routine: &str, manner: InputMode) -> Listener {
        Listener::with(routine, manner, Some(Safety::default()), StartupSummary::default())
    }

    fn with(routine: &str, manner: InputMode, safety: Option<Safety>, summary: StartupSummary) -> Listener {
        let text = SHIPPED.iter().find(|(id, _)| *id == routine).map_or(routine, |(_, text)| text);
        let routine = read::routine("test.toml", text).expect("a good routine");
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: ("test".into(), routine.clone()),
            summary,
            ticks: Ticks::default(),
            checkpoint: None,
            toast: None,
            door: Door::Tonight,
            safety,
            gap_tolerance: Duration::from_secs(3),
        };
        let up = Duration::ZERO;
        let (app, _) = App::start(startup, &Now::at(up));
        let (entries, lines) = (Vec::new(), Vec::new());
        let mut listener = Listener { app, teller: LineRenderer::new(manner), routine, entries, up, lines };
        listener.hear();
        listener
    }

    /// Hears what is new.
    fn hear(&mut self) {
        self.app.handle(&Now::at(self.up), Input::Seen(Seen::ALL));
        self.lines.extend(self.teller.tell(&self.app.page()));
    }

    fn press(&mut self, action: Action) -> &mut Self {
        let effects = self.app.handle(&Now::at(self.up), Input::Key(action));
        self.perform(effects);
        self.hear();
        self
    }

    fn number(&mut self, number: u16) -> &mut Self {
        let effects = self.app.handle(&Now::at(self.up), Input::Number(number));
        self.perform(effects);
        self.hear();
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        let effects = self.app.handle(&Now::at(self.up), Input::Text(text.to_owned()));
        self.perform(effects);
        self.hear();
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let now = Now::at(self.up);
        for effect in effects {
            let more = match effect {
                Effect::ReadRoutine { afresh, .. } => {
                    let routine = Ok(Box::new(self.routine.clone()));
                    self.app.handle(&now, Input::RoutineRead { afresh, routine })
                }
                Effect::ListRoutines => {
                    let rows = library::routines(Path::new("/no/such/folder"));
                    self.app.handle(&now, Input::RoutinesListed(rows))
                }
                Effect::ReadDiary => self.app.handle(&now, Input::DiaryRead(self.entries.clone())),
                Effect::Write(Write::Record { at, night, what }) => {
                    let id = self.entries.len().to_string();
                    self.entries.push(Entry { id, at, night, what: *what });
                    Vec::new()
                }
                Effect::Write(_) | Effect::Cue(_) | Effect::Hook(_) | Effect::Suspend | Effect::Quit(_) => {
                    Vec::new()
                }
            };
            self.perform(more);
        }
    }

    /// Sleeps from wake-up to wake-up until so many seconds have passed.
    fn sleep(&mut self, seconds: u64) -> &mut Self {
        let end = self.up + Duration::from_secs(seconds);
        while let Some(due) = self.app.wakes_at().filter(|due| *due <= end) {
            self.up = due;
            let effects = self.app.handle(&Now::at(due), Input::Wake);
            self.perform(effects);
            self.hear();
        }
        self.up = end;
        let effects = self.app.handle(&Now::at(end), Input::Wake);
        self.perform(effects);
        self.hear();
        self
    }

    /// Sleeps on and answers with Enter until good night.
    fn finish(&mut self) -> &mut Self {
        while self.app.scene() != Scene::GoodNight {
            self.sleep(if self.app.wakes_at().is_some() { 30 } else { 1 });
            if self.app.wakes_at().is_none() && self.app.scene() != Scene::GoodNight {
                let asks = self.app.scene() == Scene::Clot;
                // Time to read the question.
                self.sleep(if asks { 2 } else { 0 }).press(if asks { Action::No } else { Action::Enter });
            }
        }
        self
    }

    /// Returns what was heard since this was asked last.
    fn heard(&mut self) -> String {
        std::mem::take(&mut self.lines).join("\n")
    }
}

/// Asserts what every line keeps to.
#[track_caller]
fn keep_to_the_rules(lines: &[String]) {
    for pair in lines.windows(2) {
        assert_ne!(pair[0], pair[1], "twice in a row");
    }
    for line in lines {
        assert!(line.chars().count() <= 500, "too long: {line}");
        assert!(!line.trim().is_empty() && line.trim() == line, "{line:?}");
        // The shipped texts need nothing else: no braille, no boxes, no arrows, nothing a serial line loses.
        assert!(line.chars().all(|letter| matches!(letter, ' '..='~')), "{line:?}");
    }
}

#[test]
fn every_shipped_routine_keeps_to_the_rules() {
    for (routine, _) in SHIPPED {
        for manner in [InputMode::Keys, InputMode::Words] {
            let mut listener = Listener::open(routine, manner);
            listener.press(Action::Enter).finish();
            keep_to_the_rules(&listener.lines);
            let counted = listener.lines.len();
            // A line is a change, not a second: far fewer than the wake-ups, which come at least once in one.
            let seconds = listener.up.as_secs();
            assert!(counted as u64 * 3 < seconds.max(120), "{routine}: {counted} lines in {seconds} s");
        }
    }
}

#[test]
fn keys_in_the_middle_keep_to_the_rules_too() {
    for (routine, _) in SHIPPED {
        let mut listener = Listener::open(routine, InputMode::Words);
        listener.press(Action::Enter);
        listener.teller.count();
        let asked = [
            Action::Pause,
            Action::Pause,
            Action::More,
            Action::Less,
            Action::Help,
            Action::Close,
            Action::Slower,
            Action::Back,
            Action::Cramp,
            Action::Muscle(Muscle::Foot),
            Action::Next,
            Action::Signs,
            Action::Tick,
            Action::Down,
            Action::Close,
            Action::NoCramp,
            Action::Pause,
        ];
        for action in asked.into_iter().cycle().take(200) {
            listener.sleep(7).press(action);
            if listener.app.scene() == Scene::GoodNight {
                break;
            }
        }
        keep_to_the_rules(&listener.lines);
    }
}

#[test]
fn pages_and_lists_keep_to_the_rules() {
    let mut listener = Listener::open("classic", InputMode::Keys);
    listener.press(Action::Learn).press(Action::Enter);
    for _ in 0..40 {
        listener.press(Action::Next);
    }
    listener.press(Action::Close).press(Action::Close).press(Action::Other);
    for _ in 0..10 {
        listener.press(Action::Down);
    }
    listener.press(Action::Close).press(Action::Diary).press(Action::Trial).press(Action::Close);
    keep_to_the_rules(&listener.lines);
}

#[test]
fn what_is_not_shipped_is_made_readable() {
    let routine = "name = \"⣿ Beine ━ hoch → 🦵\"\n[[step]]\nname = \"膝 × 2\"\ncues = [\"Größer… “so”.\"]\nhold = \"5s\"\n";
    let mut listener = Listener::open(routine, InputMode::Words);
    listener.press(Action::Enter).sleep(12);
    let heard = listener.heard();
    assert!(heard.contains("Sunday evening. Beine hoch to, 15 seconds."), "{heard}");
    assert!(heard.contains("膝, 2 times"), "{heard}");
    assert!(heard.contains("Größer... \"so\"."), "{heard}");
}

#[test]
fn half_way_seconds_and_repetitions_are_told_on_request_only() {
    let mut listener = Listener::open("classic", InputMode::Words);
    listener.press(Action::Enter).sleep(10);
    listener.heard();
    listener.sleep(29);
    assert!(!listener.heard().contains("Half-way"));
    assert_eq!(
        listener.teller.count(),
        "Counting is on: half-way, the last three seconds and each repetition."
    );
    listener.sleep(7).heard();
    listener.sleep(29);
    insta::assert_snapshot!(listener.heard(), @"
    Keep your back heel down. Breathe slowly.
    Half-way. 15 seconds left.
    3
    2
    1
    Change sides, to the right leg, set 1 of 2. 10 seconds. Ease back slowly. Shake your leg out.
    ");
    listener.press(Action::Next).press(Action::Next).sleep(3).heard();
    listener.sleep(8);
    insta::assert_snapshot!(listener.heard(), @"
    1
    10 times, left foot. Draw a slow circle with your big toe.
    1
    2
    3
    Move it up, out, down and in.
    4
    ");
    assert_eq!(listener.teller.count(), "Counting is off.");
    listener.sleep(8);
    assert_eq!(listener.heard(), "Keep the downward part small and soft.");
}

#[test]
fn every_key_and_every_repetition_has_its_line_even_if_it_is_the_same() {
    let routine = "name = \"Test\"\n[[step]]\nname = \"Toes\"\nreps = 3\npace = \"4s\"\nbeats = [\"press\"]\nready = \"3s\"\n\
        [[step]]\nbreathe = [4, 0, 6, 0]\nbreaths = 9\nready = \"3s\"\n";
    let mut listener = Listener::open(routine, InputMode::Words);
    listener.press(Action::Enter).sleep(2);
    listener.teller.count();
    listener.heard();
    listener.sleep(12);
    assert_eq!(
        listener.heard(),
        "3 times.\nWords: pause, cramp, help, next step, back, stop. Enter alone: skip ahead.\nPress\nPress\nPress"
    );
    listener.press(Action::Next).sleep(4).heard();
    for _ in 0..3 {
        listener.press(Action::Slower);
        assert_eq!(listener.heard(), "Slower.");
    }
}

#[test]
fn where_we_are_can_be_asked_at_any_time() {
    let mut listener = Listener::open("classic", InputMode::Words);
    listener.press(Action::Enter).sleep(22);
    let again = |listener: &Listener| listener.teller.again(&listener.app.page()).join("\n");
    insta::assert_snapshot!(again(&listener), @"
    Step 1 of 6. Wall calf stretch. Hold, left leg, set 1 of 2. 18 seconds left. Hold still. Let your shoulders drop.
    Then rest 5 seconds. In all: 10 minutes left.
    Words: pause, cramp, help, next step, back, stop. Enter alone: skip ahead.
    ");
    listener.press(Action::Pause);
    assert!(again(&listener).starts_with("Paused. Step 1 of 6."));
    listener.press(Action::Next).press(Action::Next).press(Action::Pause).sleep(15);
    insta::assert_snapshot!(again(&listener), @"
    Step 3 of 6. Ankle circles. 10 times, left foot. Repetition 6 of 10. Move it up, out, down and in.
    Then the other way. In all: 5 minutes left.
    Words: pause, cramp, help, next step, back, stop. Enter alone: skip ahead.
    ");
    listener.press(Action::Next).press(Action::Next).press(Action::Next).press(Action::Count(3));
    insta::assert_snapshot!(again(&listener), @"
    Step 6 of 6. Water.
    How many glasses have you had today? One glass is 250 millilitres. Type a number and press Enter, or use plus and minus.
    3 glasses.
    Was it hot? Was your pee dark or red? Press m.
    Any drink counts. A rough count is fine.
    Words: more, cramp, help, add one, next step, back, stop. Enter alone: done.
    ");
}

/// Collects what is heard, each under a heading.
#[derive(Default)]
struct Transcript(String);

impl Transcript {
    fn add(&mut self, heading: &str, listener: &mut Listener) {
        self.0.extend(["== ", heading, "\n", &listener.heard(), "\n\n"]);
    }
}

#[test]
#[cfg_attr(windows, ignore = "there is no Ctrl-Z, and so a line less in the help")]
fn the_screens_before_an_evening() {
    let mut all = Transcript::default();
    let mut listener = Listener::with("classic", InputMode::Words, None, StartupSummary::default());
    all.add("tonight", &mut listener);
    all.add("another routine", listener.press(Action::Other));
    all.add("the mark moves", listener.press(Action::Down));
    all.add("it is taken", listener.press(Action::Enter));
    all.add("pages to read", listener.press(Action::Learn));
    all.add("one of them", listener.press(Action::Down).press(Action::Enter));
    listener.press(Action::Close).press(Action::Close).heard();
    all.add("help", listener.press(Action::Help));
    listener.press(Action::Close).heard();
    all.add("first questions", listener.press(Action::Enter));
    all.add("a yes", listener.press(Action::Down).press(Action::Tick));
    all.add("what it advises", listener.press(Action::Enter));
    insta::assert_snapshot!(all.0);
}

#[test]
#[cfg_attr(windows, ignore = "there is no Ctrl-Z, and so a line less in the help")]
fn the_screens_of_an_evening() {
    let mut all = Transcript::default();
    let mut listener = Listener::open("full", InputMode::Keys);
    listener.heard();
    all.add("bedroom", listener.press(Action::Enter));
    all.add("a tick", listener.press(Action::Down).press(Action::Down).press(Action::Tick));
    all.add("clot question", listener.sleep(1).press(Action::Enter));
    all.add("Enter alone", listener.sleep(1).press(Action::Enter));
    all.add("no, and on", listener.press(Action::No));
    all.add("a timed step", listener.sleep(1).press(Action::Enter).sleep(25));
    all.add("paused", listener.press(Action::Pause));
    all.add("going on", listener.press(Action::Pause).sleep(4));
    all.add("ten seconds more", listener.press(Action::More));
    all.add("help", listener.press(Action::Help));
    all.add("and back", listener.press(Action::Close).sleep(4));
    for (manner, said) in [(InputMode::Keys, "with keys"), (InputMode::Words, "with words")] {
        let mut listener = Listener::open("full", manner);
        listener.press(Action::Enter);
        while listener.app.scene() != Scene::Typing {
            listener.heard();
            listener.sleep(1).press(Action::Next);
        }
        all.add(&format!("thoughts for tomorrow, {said}"), &mut listener);
        all.add("some letters", listener.types("Call Anna"));
        all.add("a line", listener.types(" and ask her\n"));
        all.add("too many", listener.types("2\n3\n4\n5\n6\n"));
        all.add("no more typing", listener.press(Action::Close));
        all.add("undone", listener.press(Action::TakeBack));
        all.add("typing again", listener.press(Action::Type));
    }
    let mut listener = Listener::open("full", InputMode::Keys);
    listener.press(Action::Enter).sleep(1).press(Action::Next).sleep(1).heard();
    all.add("a swollen calf", listener.press(Action::Yes));
    let mut listener = Listener::open("classic", InputMode::Words);
    listener.press(Action::Enter).press(Action::Pause).heard();
    all.add("the next step, while paused", listener.press(Action::Next));
    listener.press(Action::Pause);
    for _ in 0..3 {
        listener.press(Action::Next);
    }
    listener.heard();
    all.add("breathing", listener.sleep(36));
    all.add("slower", listener.press(Action::Slower));
    all.add("water", listener.press(Action::Next));
    all.add("three glasses", listener.press(Action::Count(3)));
    all.add("more about today", listener.press(Action::Extras));
    all.add("a hot day", listener.number(2));
    all.add("and not", listener.number(2));
    all.add("the colours", listener.number(6));
    all.add("pale", listener.number(3));
    all.add("alarming", listener.number(7));
    all.add("after all", listener.number(7));
    all.add("back to the count", listener.press(Action::Enter));
    all.add("what it means", listener.press(Action::Enter));
    all.add("good night", listener.sleep(1).press(Action::Enter));
    insta::assert_snapshot!(all.0);
}

#[test]
fn the_screens_of_a_cramp() {
    let mut all = Transcript::default();
    let mut listener = Listener::open("classic", InputMode::Words);
    listener.press(Action::Enter).sleep(22).heard();
    all.add("a cramp", listener.press(Action::Cramp));
    all.add("half a minute", listener.sleep(40));
    all.add("the next thing", listener.press(Action::Next));
    all.add("the foot", listener.press(Action::Muscle(Muscle::Foot)));
    all.add("warning signs", listener.press(Action::Signs));
    all.add("one holds", listener.press(Action::Down).press(Action::Tick));
    all.add("and not", listener.press(Action::Tick));
    listener.press(Action::Close).heard();
    all.add("five minutes", listener.sleep(260));
    all.add("ten minutes", listener.sleep(300));
    all.add("it eased", listener.press(Action::Enter));
    all.add("saved", listener.sleep(1).press(Action::Enter));
    all.add("back in the evening", listener.sleep(31));
    insta::assert_snapshot!(all.0);
}

fn an_evening(days: i32) -> SessionNote {
    let step = |name: &str, share| StepNote { name: name.to_owned(), share };
    SessionNote {
        session: days.to_string(),
        routine: "classic".to_owned(),
        name: "Classic evening".to_owned(),
        started: Now::at(Duration::ZERO).wall,
        steps: vec![
            step("Wall calf stretch", 100),
            step("Toe curls and lifts", if days == 1 { 40 } else { 100 }),
        ],
        finished: days > 1,
        whole: None,
        seconds: 577,
    }
}

#[test]
fn what_was_parked_is_told_after_the_question() {
    let (at, night) =
        (Now::at(Duration::ZERO).wall, Now::at(Duration::ZERO).wall.date().saturating_sub(1.days()));
    let lines = vec!["Call the bank".to_owned(), "⣿ שלום → 😴 Buy bread.".to_owned()];
    let what = EventKind::Thoughts(ThoughtsNote { lines, shown: false });
    let parked = Some(Entry { id: "1".to_owned(), at, night, what });
    let summary = StartupSummary { keeps_diary: true, parked, ..StartupSummary::default() };
    let mut listener = Listener::with("classic", InputMode::Words, Some(Safety::default()), summary);
    listener.heard();
    insta::assert_snapshot!(listener.press(Action::No).heard(), @"
    Last night you parked:
    1. Call the bank
    2. שלום to Buy bread.
    Words: cramp, help, quit. Enter alone: go on.
    ");
    listener.sleep(1).press(Action::Enter);
    assert!(listener.heard().starts_with("Noted: no cramp last night."));
}

#[test]
fn the_screens_of_the_morning_and_the_diary() {
    let mut all = Transcript::default();
    let now = Now::at(Duration::ZERO);
    let recall = StartupSummary { keeps_diary: true, ..StartupSummary::default() };
    let mut listener = Listener::with("classic", InputMode::Words, Some(Safety::default()), recall);
    for days in 2..30 {
        let (cramp, night) = (days % 4 == 0, now.wall.date().saturating_sub(days.days()));
        let note = NightNote { cramp, disturbed: Severity::new(3), ..NightNote::default() };
        let told = [
            cramp.then(|| EventKind::Cramp(CrampNote { cramp: days.to_string(), ..CrampNote::default() })),
            Some(EventKind::Night(note)),
        ];
        for what in told.into_iter().flatten() {
            let id = format!("old{}", listener.entries.len());
            listener.entries.push(Entry { id, at: now.wall.clone(), night, what });
        }
    }
    all.add("any cramp", &mut listener);
    all.add("what may need help", listener.press(Action::Yes));
    all.add("Enter alone", listener.press(Action::Enter));
    all.add("which leg", listener.press(Action::No));
    all.add("which muscle", listener.press(Action::Leg(Leg::Left)));
    all.add("disturbed", listener.press(Action::Muscle(Muscle::Calf)));
    all.add("how strong", listener.press(Action::Count(4)));
    all.add("how long", listener.press(Action::Count(6)));
    all.add("what helped", listener.press(Action::Count(3)));
    all.add("what seldom changes", listener.press(Action::Enter));
    for _ in 0..7 {
        listener.press(Action::Back);
    }
    listener.heard();
    all.add("signs", listener.press(Action::Yes));
    all.add("one that is urgent", listener.press(Action::Tick));
    all.add("worth knowing", listener.press(Action::Enter));
    all.add("told", listener.press(Action::Enter).sleep(1));
    all.add("diary", listener.press(Action::Diary));
    all.add("entries", listener.press(Action::Entries));
    for _ in 0..19 {
        listener.press(Action::Down);
    }
    listener.heard();
    all.add("further down", listener.press(Action::Down));
    all.add("taken back", listener.press(Action::TakeBack));
    all.add("the trial", listener.press(Action::Close).press(Action::Trial));
    for days in [1, 2, 5, 30] {
        let night = now.wall.date().saturating_sub(days.days());
        let what = match days {
            2 => EventKind::Excused(ExcusedNote { reason: Some("away".to_owned()) }),
            days => EventKind::Session(an_evening(days)),
        };
        listener.entries.push(Entry { id: format!("h{days}"), at: now.wall.clone(), night, what });
    }
    listener.press(Action::Close).press(Action::Close).heard();
    all.add("history", listener.press(Action::History));
    all.add("tonight is excused", listener.press(Action::Excuse));
    all.add("the night before", listener.press(Action::DayBefore));
    all.add("an excused one", listener.press(Action::DayBefore));
    all.add("the month before", listener.press(Action::MonthBefore));
    all.add("a day by its number", listener.number(23));
    keep_to_the_rules(&all.0.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>());
    insta::assert_snapshot!(all.0);
}
