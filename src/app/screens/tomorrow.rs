//! Thoughts for tomorrow, within their step of an evening: up to five lines, kept until the morning.
//!
//! Letters are text here; Esc makes them keys again, so that a cramp, help and the way out are never far. Each line goes
//! into the journal as it is kept rather than when the step ends: whatever happens to the window, it is there. The
//! journal gets all lines of the night each time, and the last telling counts; so a line that is taken back is simply
//! missing from the next. [`Parked`](super::parked) shows them in the morning.
//!
//! ```text
//!    What is on your mind, or to do tomorrow?
//!
//!    1  Call the bank
//!    ▸  Buy bre█
//! ```

use std::time::Duration;

use jiff::civil::Date;

use crate::app::context::Context;
use crate::app::draft::Draft;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, TypedLines};
use crate::session::StepView;
use crate::store::journal::{EventKind, LONGEST_THOUGHT, MOST_THOUGHTS, ThoughtsNote};
use crate::text::glossary;

/// The lines while they are being typed.
#[derive(Debug)]
pub(super) struct Tomorrow {
    night: Date,
    kept: Vec<String>,
    /// The lines that the journal has.
    known: Vec<String>,
    draft: Draft,
    is_typing: bool,
    /// When the last letter was typed, or the line that it ended kept.
    typed: Option<Duration>,
}

/// What the key types that skips a step elsewhere.
const SKIP: &str = "n";
const ASKED: &str = "What is on your mind, or to do tomorrow?";
const HOW: &str = "Type a line and press Enter. Nothing more? Just press Enter.";
const UP_TO_FIVE: &str = "Type up to five lines, and press Enter after each. Nothing more? Just press Enter.";
const OR_TYPE: &str = "Press Enter to go on, or t to type another line.";
const TYPING: &str = "You are typing now.";
const STOPPED: &str = "Typing has stopped.";
const SHOWN: &str = "Open winddown in the morning, and it shows them again.";
const FULL: &str = "Five lines are enough for one night. Press Enter to go on.";
const NO_ROOM: &str = "There is no room for a sixth line, so it was left out.";
const CUT: &str = "A line holds 200 characters. The rest was left out.";

impl Tomorrow {
    /// The step as it begins, with what was parked earlier tonight.
    pub(super) fn new(cx: &Context) -> Tomorrow {
        let night = cx.night();
        let kept = cx.parked(night).to_vec();
        Tomorrow { night, known: kept.clone(), kept, draft: Draft::default(), is_typing: true, typed: None }
    }

    pub(super) fn scene(&self) -> Scene {
        if self.is_typing { Scene::Typing } else { Scene::Thoughts }
    }

    /// What the footer calls a key.
    pub(super) fn label(&self, action: Action, usual: Option<&'static str>) -> Option<&'static str> {
        match action {
            Action::Enter if self.draft.is_blank() => Some(glossary::GO_ON),
            Action::Type if self.is_full() => None,
            Action::TakeBack if self.kept.is_empty() => None,
            _ => usual,
        }
    }

    /// Takes what was typed. Returns whether the key is spent on that: Enter on a line, rather than on none.
    pub(super) fn handle(&mut self, input: &Input, cx: &mut Context) -> bool {
        match input {
            // Skipping along is no writing.
            Input::Text(text) if text == SKIP && self.is_untouched() && cx.ignores_keys() => {
                cx.ignore_keys_for(cx.gap_tolerance / 2);
            }
            Input::Text(text) if self.is_typing => self.type_in(text, cx),
            Input::Key(Action::Enter) if self.draft.is_blank() => {
                // Pasted without a mark, an empty line or one too many goes nowhere: the next letters would be keys.
                let before = self.typed.replace(cx.now.up);
                return before.is_some_and(|at| cx.now.up.saturating_sub(at) < cx.debounce());
            }
            Input::Key(Action::Enter) => {
                self.keep(cx);
                self.typed = Some(cx.now.up);
            }
            Input::Key(Action::Close) if self.is_typing => {
                self.keep(cx);
                self.is_typing = false;
            }
            Input::Key(Action::Erase) => self.erase(),
            Input::Key(Action::TakeBack) => {
                if let Some(line) = self.kept.pop() {
                    cx.tell(format!("Removed: {line}"));
                    self.write(cx);
                }
            }
            Input::Key(Action::Type) => self.is_typing = !self.is_full(),
            _ => return false,
        }
        true
    }

    /// Keeps what stands there as the step is left. Letters are keys for somebody who comes back with one.
    pub(super) fn leave(&mut self, cx: &mut Context) {
        self.keep(cx);
        self.is_typing = false;
    }

    /// Keeps the line that is being typed, and sees that the journal has all of them.
    pub(super) fn keep(&mut self, cx: &mut Context) {
        self.kept.extend(self.draft.take());
        self.write(cx);
    }

    fn is_untouched(&self) -> bool {
        self.kept.is_empty() && self.draft.is_blank()
    }

    fn is_full(&self) -> bool {
        self.kept.len() >= MOST_THOUGHTS
    }

    fn type_in(&mut self, text: &str, cx: &mut Context) {
        // What ends its line is whole: a pasted text, or a line as such.
        self.typed = Some(cx.now.up).filter(|_| !text.ends_with(['\n', '\r']));
        let before = self.kept.len();
        for (nth, piece) in text.split(['\n', '\r']).enumerate() {
            if nth > 0 {
                self.kept.extend(self.draft.take());
            }
            if !self.is_full() {
                if !self.draft.push(piece, LONGEST_THOUGHT) {
                    cx.tell(CUT);
                }
            } else if !piece.trim().is_empty() {
                cx.tell(NO_ROOM);
                break;
            }
        }
        // A line that is being changed stays in the journal as it was, until it is kept again.
        if self.kept.len() > before {
            self.write(cx);
        }
    }

    /// Takes back a character; where there is none, the line before is typed on.
    fn erase(&mut self) {
        if !self.draft.erase()
            && let Some(line) = self.kept.pop()
        {
            self.draft = line.into();
        }
    }

    fn write(&mut self, cx: &mut Context) {
        if self.kept != self.known {
            self.known.clone_from(&self.kept);
            let note = ThoughtsNote { lines: self.kept.clone(), shown: false };
            cx.record(self.night, EventKind::Thoughts(note));
        }
    }

    pub(super) fn page<'a>(&'a self, step: StepView<'a>) -> Page<'a> {
        let draft = self.is_typing.then_some(self.draft.as_str());
        let typed = TypedLines { kept: &self.kept, draft };
        let (more, now) = if self.is_typing { (HOW, TYPING) } else { (OR_TYPE, STOPPED) };
        let more = if self.is_full() {
            Block::text(FULL).always()
        } else {
            Block::text(more).optional().on_screen()
        };
        Page { next: glossary::then(step.next), ..Page::of_step(step) }
            .with(Block::text(ASKED).on_screen())
            .with(Block::new(Content::Typed(typed)).always())
            .with(more.soft())
            .with(Block::text(SHOWN).soft().tight().optional().on_screen())
            .with(Block::text(format!("{ASKED} {UP_TO_FIVE} {SHOWN}")).in_lines())
            .with(Block::text(now).changes().in_lines())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::{Effect, Write};
    use crate::app::{App, Door, Startup};
    use crate::health::bedroom::Ticks;
    use crate::health::safety::Safety;
    use crate::routine::read;
    use crate::session::Now;
    use crate::store::config::Config;
    use crate::store::journal::{Entry, StartupSummary};

    const ROUTINE: &str = "name = \"Test\"\n[[step]]\ncheck = \"tomorrow\"\n[[step]]\ncheck = \"bedroom\"\n";

    /// Somebody who types, and what the journal got.
    struct Typist {
        app: App,
        up: Duration,
        told: Vec<Vec<String>>,
        quits: bool,
    }

    impl Typist {
        fn open() -> Typist {
            Typist::with(StartupSummary::default())
        }

        fn with(summary: StartupSummary) -> Typist {
            let startup = Startup {
                config: Config::by_the_clock(),
                routine: ("test".into(), read::routine("test.toml", ROUTINE).expect("a good routine")),
                summary,
                checkpoint: None,
                ticks: Ticks::default(),
                safety: Some(Safety::default()),
                toast: None,
                door: Door::Evening,
                gap_tolerance: Duration::from_secs(3),
            };
            let (app, _) = App::start(startup, &Now::at(Duration::ZERO));
            Typist { app, up: Duration::ZERO, told: Vec::new(), quits: false }
        }

        fn give(&mut self, input: Input) -> &mut Self {
            self.up += Duration::from_secs(1);
            for effect in self.app.handle(&Now::at(self.up), input) {
                match effect {
                    Effect::Write(Write::Record { what, .. }) => {
                        if let EventKind::Thoughts(note) = *what {
                            self.told.push(note.lines);
                        }
                    }
                    Effect::Quit(_) => self.quits = true,
                    _ => {}
                }
            }
            self
        }

        fn types(&mut self, text: &str) -> &mut Self {
            self.give(Input::Text(text.to_owned()))
        }

        fn press(&mut self, action: Action) -> &mut Self {
            self.give(Input::Key(action))
        }

        fn line(&mut self, text: &str) -> &mut Self {
            self.types(text).press(Action::Enter)
        }

        /// What the journal has.
        fn kept(&self) -> &[String] {
            self.told.last().map_or(&[], Vec::as_slice)
        }

        fn labels(&self) -> Vec<&'static str> {
            self.app.page().keys.iter().map(|hint| hint.label).collect()
        }

        fn toast(&self) -> String {
            self.app.page().toast.map(String::from).unwrap_or_default()
        }

        /// The step, counting from one.
        fn step(&self) -> usize {
            self.app.page().step.map_or(0, |step| step.step.0)
        }
    }

    #[test]
    fn each_line_is_in_the_journal_as_it_is_kept() {
        let mut typist = Typist::open();
        typist.line("Call the bank").line("  Buy bread ");
        assert_eq!(typist.told, [vec!["Call the bank"], vec!["Call the bank", "Buy bread"]]);
        assert_eq!(typist.step(), 1);
        typist.types("x").press(Action::Quit);
        assert!(typist.quits);
        assert_eq!(typist.kept(), ["Call the bank", "Buy bread", "x"], "quitting keeps what stands there");
    }

    #[test]
    fn skipping_along_writes_nothing() {
        let mut typist = Typist::open();
        typist.press(Action::Close).press(Action::Next).press(Action::Back).press(Action::Type);
        assert_eq!(typist.step(), 1);
        let up = typist.up + Duration::from_millis(300);
        typist.app.handle(&Now::at(up), Input::Text("n".to_owned()));
        assert_eq!(typist.app.page().draft(), Some(""), "the same key, a moment later");
        typist.up += Duration::from_secs(3);
        typist.types("n").press(Action::Enter);
        assert_eq!(typist.kept(), ["n"]);
    }

    #[test]
    fn enter_alone_goes_on_and_writes_nothing() {
        let mut typist = Typist::open();
        assert_eq!(typist.labels(), [glossary::GO_ON, glossary::HELP, "stop typing"]);
        typist.press(Action::Enter);
        assert_eq!((typist.step(), typist.told.len()), (2, 0));
        let mut typist = Typist::open();
        typist.types("   ").press(Action::Enter);
        assert_eq!((typist.step(), typist.told.len()), (2, 0), "blanks are no line");
    }

    #[test]
    fn letters_are_text_until_escape_makes_them_keys() {
        let mut typist = Typist::open();
        assert_eq!(typist.app.scene(), Scene::Typing);
        typist.types("q").types("n").types("?").types("!").types(" ").types("y");
        assert_eq!(typist.app.page().draft(), Some("qn?! y"));
        assert_eq!(typist.labels(), ["keep", glossary::HELP, "stop typing"]);
        typist.press(Action::Close);
        assert_eq!((typist.app.scene(), typist.kept().join("|")), (Scene::Thoughts, "qn?! y".to_owned()));
        typist.types("lost");
        assert_eq!(typist.app.page().draft(), None, "nothing is typed where letters are keys");
        assert!(typist.labels().contains(&"type") && typist.labels().contains(&"stop"));
        typist.press(Action::Type).types("more");
        assert_eq!(typist.app.page().draft(), Some("more"));
    }

    #[test]
    fn text_is_for_nobody_on_other_screens() {
        let mut typist = Typist::open();
        typist.press(Action::Enter).types("text");
        assert_eq!((typist.step(), typist.told.len()), (2, 0));
    }

    #[test]
    fn the_last_character_and_then_the_last_line_are_taken_back() {
        let mut typist = Typist::open();
        typist.line("Eggs").types("e\u{301}").press(Action::Erase);
        assert_eq!(typist.app.page().draft(), Some(""));
        typist.press(Action::Erase);
        assert_eq!(typist.app.page().draft(), Some("Eggs"), "typed on");
        assert_eq!(typist.told.len(), 1, "until then the journal keeps it as it was");
        typist.line(" and milk");
        assert_eq!(typist.kept(), ["Eggs and milk"]);
        typist.press(Action::Erase);
        for _ in 0.."Eggs and milk".len() {
            typist.press(Action::Erase);
        }
        typist.press(Action::Erase).press(Action::Enter);
        assert_eq!((typist.step(), typist.kept().len()), (2, 0), "gone from the journal too");
    }

    #[test]
    fn a_line_is_removed_by_a_key() {
        let mut typist = Typist::open();
        typist.line("One").line("Two").press(Action::Close);
        assert!(typist.labels().contains(&"undo"));
        typist.press(Action::TakeBack);
        assert_eq!((typist.kept().join("|").as_str(), typist.toast().as_str()), ("One", "Removed: Two"));
        typist.types("x");
        assert_eq!(typist.toast(), "Removed: Two", "text for nobody is no press");
        typist.press(Action::TakeBack).press(Action::TakeBack);
        assert!(typist.kept().is_empty() && !typist.labels().contains(&"undo"));
        assert_eq!(typist.told.len(), 4);
    }

    #[test]
    fn what_is_pasted_is_lines() {
        let mut typist = Typist::open();
        typist.types("One\r\n\n  \nTwo\rThr\x1b[31mee");
        assert_eq!((typist.kept().join("|").as_str(), typist.told.len()), ("One|Two", 1), "told once");
        assert_eq!(typist.app.page().draft(), Some("Thr[31mee"));
        typist.types("\nfour\nfive\nsix\nseven");
        assert_eq!(typist.kept().len(), 5);
        assert_eq!((typist.toast().as_str(), typist.app.page().draft()), (NO_ROOM, Some("")));
        typist.types("q");
        assert_eq!((typist.toast().as_str(), typist.step()), (NO_ROOM, 1), "still no key");
        typist.press(Action::Enter);
        assert_eq!((typist.step(), typist.kept().len()), (2, 5));
    }

    #[test]
    fn what_is_pasted_without_a_mark_goes_nowhere_else() {
        let mut typist = Typist::open();
        typist.up += Duration::from_secs(10);
        for letter in "One\n \n\n2\n3\n4\n5\n6 q\nnq\n\n".chars() {
            typist.up += Duration::from_millis(2);
            let input = if letter == '\n' { Input::Key(Action::Enter) } else { Input::Text(letter.into()) };
            for effect in typist.app.handle(&Now::at(typist.up), input) {
                assert!(!matches!(effect, Effect::Quit(_)));
            }
        }
        assert_eq!((typist.step(), typist.app.scene()), (1, Scene::Typing));
        typist.press(Action::Enter);
        assert_eq!(typist.step(), 2, "an Enter of its own");
    }

    #[test]
    fn a_line_holds_so_many_characters() {
        let mut typist = Typist::open();
        typist.types(&"膝".repeat(100_000));
        assert_eq!(typist.toast(), CUT);
        typist.press(Action::Enter);
        assert_eq!((typist.toast(), typist.kept()[0].chars().count()), (String::new(), LONGEST_THOUGHT));
        assert!(CUT.contains(&LONGEST_THOUGHT.to_string()));
    }

    #[test]
    fn what_was_parked_earlier_tonight_is_there_again() {
        let at = Now::at(Duration::ZERO).wall;
        let parked = |night| {
            let what = EventKind::Thoughts(ThoughtsNote { lines: vec!["Old".into()], shown: true });
            let parked = Some(Entry { id: "1".into(), at: at.clone(), night, what });
            StartupSummary { parked, ..StartupSummary::default() }
        };
        let tonight = jiff::civil::date(2026, 11, 22);
        let mut typist = Typist::with(parked(tonight));
        typist.line("New");
        assert_eq!(typist.kept(), ["Old", "New"]);
        let mut typist = Typist::with(parked(tonight.yesterday().expect("a day")));
        typist.line("New");
        assert_eq!(typist.kept(), ["New"]);
    }

    #[test]
    fn who_comes_back_has_keys_first() {
        let mut typist = Typist::open();
        typist.line("One").press(Action::Enter).press(Action::Back).press(Action::Back);
        assert_eq!((typist.step(), typist.app.scene()), (1, Scene::Thoughts));
    }

    #[test]
    fn help_gives_the_line_back() {
        let mut typist = Typist::open();
        typist.types("Ca").press(Action::Help).types("x").press(Action::Close).types("ll");
        assert_eq!(typist.app.page().draft(), Some("Call"));
    }
}
