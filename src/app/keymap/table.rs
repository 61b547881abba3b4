//! The keys of all scenes but those of the diary, in the order in which footer and help list them.

use crossterm::event::KeyCode;

use super::Scene::{
    self, Advice, After, Bedroom, Breath, Choose, Clot, Cramp, Eased, Extras, GoodNight, Held, Learn,
    Medicines, Page, Paused, Place, Safety, Signs, Thoughts, Timed, Tonight, Typing, Unchecked, Unfinished,
    Urgent, Wait, Water,
};
use super::{Action, Binding};
use crate::health::body::Muscle;
use crate::text::glossary;

/// Every key there is but those of the diary, in the order in which footer and help list them: Enter first, unless all
/// goes on by the clock, then what a scene is about, then `!` and `?`, then the rest, and last the way out.
pub(super) const TABLE: &[Binding] = &[
    row(ENTER, "enter", Action::Enter, "eased", &[Cramp, Urgent, Unchecked]).in_full("it eased"),
    row(ENTER, "enter", Action::Enter, "settle", &[Eased]).said(&["done", "ok"]),
    row(ENTER, "enter", Action::Enter, glossary::DONE, &[After]).said(&["ok"]),
    row(ENTER, "enter", Action::Enter, glossary::DONE, &[Signs]).said(&["ok"]),
    quiet(DIGITS, "0-9", Action::Count(0), "tick one; 0 is the tenth", &[Signs]),
    quiet(DIGITS, "0-9", Action::Count(0), "choose a colour by its number", &[Extras]),
    row(&[KeyCode::Char('b')], "b", Action::Back, "cramp again", &[Eased, After])
        .said(&["again", "grips again"]),
    row(&[KeyCode::Char('n')], "n", Action::Next, "warmth, cold", &[Eased]).said(&[
        "warmth or cold",
        "warmth",
        "cold",
    ]),
    row(&[KeyCode::Char('n')], "n", Action::Next, glossary::NEXT, &[Cramp])
        .in_full("the next thing to try")
        .said(&[glossary::STAND_UP, "stand up"]),
    row(&[KeyCode::Char('w')], "w", Action::Signs, "signs", &[Cramp, Urgent, Unchecked, Eased, After])
        .in_full("warning signs")
        .said(&["warning", "warnings"]),
    quiet(
        &[KeyCode::Char('x')],
        "x",
        Action::NoCramp,
        "no cramp after all",
        &[Cramp, Urgent, Unchecked, Eased, After],
    )
    .said(&["no cramp", glossary::MISTAKE]),
    quiet(&[KeyCode::Char('c')], "c", Action::Muscle(Muscle::Calf), glossary::CALF, &[Cramp, Eased]),
    quiet(&[KeyCode::Char('f')], "f", Action::Muscle(Muscle::Foot), glossary::FOOT, &[Cramp, Eased]),
    quiet(
        &[KeyCode::Char('h')],
        "h",
        Action::Muscle(Muscle::BackOfThigh),
        glossary::BACK_OF_THIGH,
        &[Cramp, Eased],
    ),
    quiet(
        &[KeyCode::Char('t')],
        "t",
        Action::Muscle(Muscle::FrontOfThigh),
        glossary::FRONT_OF_THIGH,
        &[Cramp, Eased],
    ),
    quiet(&[KeyCode::Char('y')], "y", Action::Yes, "it was a cramp: keep it in the diary", &[Cramp]),
    quiet(&[KeyCode::Char('!')], "!", Action::Cramp, "cramp again", &[Eased, After]),
    quiet(
        &[KeyCode::Char('?'), KeyCode::F(1)],
        "?",
        Action::Help,
        "help; the clock keeps going",
        &[Cramp, Urgent, Unchecked, Eased, After, Signs],
    )
    .said(&["help"]),
    quiet(&[KeyCode::Char('w')], "w", Action::Close, glossary::BACK, &[Signs])
        .said(&["close", "stop", "quit", "exit"]),
    row(ENTER, "enter", Action::Enter, "begin", &[Tonight]).said(&["start", "go", "ready"]),
    row(ENTER, "enter", Action::Enter, glossary::GO_ON, &[Unfinished])
        .said(&["go", "resume", "continue", "ok"]),
    row(&[KeyCode::Char('y')], "y", Action::Yes, "checked", &[Held, Unchecked])
        .in_full("it has been checked; then press c"),
    quiet(&[KeyCode::Char('c')], "c", Action::Confirm, "confirm that it was checked", &[Held, Unchecked]),
    row(ENTER, "enter", Action::Enter, "choose", &[Choose]).said(&["take this one"]),
    row(ENTER, "enter", Action::Enter, "seated", &[Advice])
        .in_full("use the seated routine, tonight and from now on"),
    row(&[KeyCode::Char('k')], "k", Action::Keep, "keep mine", &[Advice])
        .in_full("keep your own routine until your answers change")
        .said(&["keep"]),
    row(&[KeyCode::Char('y')], "y", Action::Yes, "yes", &[Clot]).in_full("yes: stop here and get help"),
    row(&[KeyCode::Char('n')], "n", Action::No, "no", &[Clot]).in_full("no: go on to the massage"),
    quiet(ENTER, "enter", Action::Enter, "does nothing here: press y or n", &[Clot]),
    row(ENTER, "enter", Action::Enter, "read", &[Learn]),
    row(PAGE_DOWN, "space", Action::PageDown, glossary::MORE, &[Page, Scene::Help])
        .in_full(glossary::A_PAGE_DOWN)
        .said(&["further"]),
    row(ENTER, "enter", Action::Enter, glossary::DONE, &[Safety, Wait]).said(&["ok"]),
    row(ENTER, "enter", Action::Enter, "ok", &[Extras]).said(&["done"]),
    row(ENTER, "enter", Action::Enter, "ready", &[Place]).in_full("I'm in place").said(&[
        "there",
        "i am there",
        "go",
        "ok",
    ]),
    row(ENTER, "enter", Action::Enter, "go", &[Bedroom])
        .in_full("continue to the next part")
        .said(&["ready", "ok", "done"]),
    row(ENTER, "enter", Action::Enter, "keep", &[Typing]).in_full("keep the line; on an empty one, go on"),
    quiet(
        &[KeyCode::Backspace],
        "backspace",
        Action::Erase,
        "erase; on an empty line, go back to the last one",
        &[Typing],
    )
    .said(&["erase"]),
    row(ENTER, "enter", Action::Enter, "keep", &[Medicines]).in_full("keep the line"),
    quiet(&[KeyCode::Backspace], "backspace", Action::Erase, "erase", &[Medicines]),
    row(&[KeyCode::F(1)], "f1", Action::Help, glossary::HELP, &[Typing, Medicines]),
    row(&[KeyCode::Char('m')], "m", Action::Type, "medicines", &[Safety])
        .in_full("write down what you take, for a doctor"),
    row(ENTER, "enter", Action::Enter, glossary::GO_ON, &[Thoughts])
        .said(&["go", "ready", "ok", "done", "continue"]),
    row(&[KeyCode::Char('t')], "t", Action::Type, "type", &[Thoughts]).in_full("type another line"),
    row(SPACE, "space", Action::Pause, "pause", &[Timed, Breath]),
    row(SPACE, "space", Action::Tick, glossary::TICK, &[Safety, Signs, Bedroom, Extras])
        .in_full(glossary::TICK_OR_UNTICK),
    row(ENTER, "enter", Action::Enter, glossary::GO_ON, &[Paused]).said(&["go", "resume", "continue", "ok"]),
    quiet(SPACE, "space", Action::Pause, glossary::GO_ON, &[Paused]),
    row(ENTER, "enter", Action::Enter, glossary::DONE, &[Water]).said(&["ok"]),
    row(&[KeyCode::Char('m')], "m", Action::Extras, glossary::MORE, &[Water])
        .in_full("more about today: the weather, alcohol, the colour of your pee"),
    quiet(MINUS, "-", Action::Less, "one less", &[Water]).said(&["less", "a glass less"]),
    row(PLUS, "+", Action::More, glossary::MORE, &[Safety]).in_full("a larger amount, or one more trip"),
    row(MINUS, "-", Action::Less, glossary::LESS, &[Safety]).in_full("a smaller amount, or one trip fewer"),
    quiet(DIGITS, "0-9", Action::Count(0), "how many trips, where that is asked", &[Safety]),
    quiet(DIGITS, "0-9", Action::Count(0), "how many; two digits in a row for 10 or more", &[Water]),
    row(&[KeyCode::Char('!')], "!", Action::Cramp, glossary::CRAMP, ANYWHERE).in_full(glossary::A_CRAMP_NOW),
    row(
        &[KeyCode::Char('?'), KeyCode::F(1)],
        "?",
        Action::Help,
        glossary::HELP,
        &[
            Tonight, Unfinished, Held, Choose, Learn, Page, Safety, Advice, Timed, Breath, Paused, Place,
            Wait, Clot, Water, Extras, Bedroom, Thoughts,
        ],
    ),
    row(&[KeyCode::Char('x')], "x", Action::TakeBack, "undo", &[Thoughts]).in_full("remove the last line"),
    row(ENTER, "enter", Action::Enter, "go", &[Timed, Breath]).in_full("continue to the next part").said(&[
        "ready",
        "ok",
        "done",
        glossary::SKIP_AHEAD,
    ]),
    row(PLUS, "+", Action::More, "add one", &[Water]).in_full("one more").said(&["add", "a glass more"]),
    row(&[KeyCode::Char('r')], "r", Action::Restart, "start over", &[Unfinished])
        .said(&["restart", "begin afresh"]),
    row(&[KeyCode::Char('o')], "o", Action::Other, "other", &[Tonight, Unfinished, Place])
        .in_full("another routine"),
    quiet(&[KeyCode::Char('o')], "o", Action::Other, "another routine; what you did is saved", CAUTIONED)
        .said(&["other"]),
    row(&[KeyCode::Char('l')], "l", Action::Learn, "learn", &[Tonight, Unfinished, Held])
        .in_full("what is known about night cramps"),
    row(&[KeyCode::Char('d')], "d", Action::Diary, "diary", &[Tonight, Unfinished, Held])
        .in_full("the diary of nights and cramps"),
    row(&[KeyCode::Char('h')], "h", Action::History, "history", &[Tonight, Unfinished, Held])
        .in_full("your evenings, month by month"),
    row(&[KeyCode::Char('n')], "n", Action::Next, "next page", &[Page]).said(&["next"]),
    quiet(&[KeyCode::PageUp], "pgup", Action::PageUp, glossary::A_PAGE_UP, &[Page, Scene::Help]),
    quiet(&[KeyCode::Home, KeyCode::Char('g')], "home", Action::First, "to the top", &[Page])
        .said(&["to the beginning"]),
    quiet(&[KeyCode::End], "end", Action::Last, "to the end", &[Page]),
    row(
        &[KeyCode::Down, KeyCode::Char('j')],
        "↓",
        Action::Down,
        glossary::DOWN,
        &[Choose, Learn, Page, Safety, Signs, Bedroom, Extras, Scene::Help],
    ),
    row(
        &[KeyCode::Up, KeyCode::Char('k')],
        "↑",
        Action::Up,
        glossary::UP,
        &[Choose, Learn, Page, Safety, Signs, Bedroom, Extras, Scene::Help],
    ),
    row(&[KeyCode::Char('s')], "s", Action::Slower, "slower", &[Breath]).in_full("slower, longer breaths"),
    row(&[KeyCode::Char('f')], "f", Action::Faster, "faster", &[Breath]).in_full("faster, shorter breaths"),
    row(&[KeyCode::Char('n')], "n", Action::Next, "next step", SKIPPED).said(&["skip", "next"]),
    row(&[KeyCode::Char('b')], "b", Action::Back, glossary::BACK, STEP)
        .in_full("to the start of this part; press twice for the step before"),
    quiet(&[KeyCode::Char('r')], "r", Action::Restart, "start this step over", STEP)
        .said(&["restart", "start over"]),
    quiet(PLUS, "+", Action::More, "ten seconds more, or about that in repetitions or breaths", RUNNING)
        .said(&["more", "longer"]),
    quiet(MINUS, "-", Action::Less, "ten seconds less, or about that in repetitions or breaths", RUNNING)
        .said(&["less", "shorter"]),
    quiet(
        &[KeyCode::Char('s')],
        "s",
        Action::Safety,
        "your answers about your health",
        &[Tonight, Unfinished, Held],
    )
    .said(&["safety", "health"]),
    row(&[], "any key", Action::Close, glossary::CLOSE, &[GoodNight]),
    row(&[KeyCode::Esc], "esc", Action::Close, "stop typing", &[Typing])
        .in_full("stop typing, so that letters are keys again"),
    row(&[KeyCode::Esc], "esc", Action::Close, glossary::BACK, &[Medicines])
        .in_full("keep the line, and go back"),
    row(&[KeyCode::Esc], "esc", Action::Close, glossary::CLOSE, &[Scene::Help]),
    row(BACK, "esc", Action::Close, glossary::BACK, &[Choose, Learn, Page, Safety, Advice])
        .said(&["close", "stop", "quit", "exit"]),
    quiet(BACK, "esc", Action::Close, glossary::BACK, &[Signs]),
    row(&[KeyCode::Esc, KeyCode::Char('b')], "esc", Action::Back, glossary::BACK, &[Extras]).said(&["close"]),
    row(&[KeyCode::Char('q'), KeyCode::Esc], "q", Action::Quit, glossary::QUIT, &[Tonight, Unfinished, Held])
        .said(&["stop", "exit"]),
    row(&[KeyCode::Char('q')], "q", Action::Quit, glossary::CLOSE, &[Cramp, Urgent, Unchecked, Eased, After])
        .in_full("close; it is in the diary")
        .said(&["stop", "quit", "exit", glossary::BACK]),
    row(&[KeyCode::Char('q')], "q", Action::Quit, "stop", STOPPED)
        .in_full("stop; what you did is saved")
        .said(&["quit", "exit"]),
];

/// Everything timed, moving or not.
const RUNNING: &[Scene] = &[Timed, Breath, Paused];
/// Every part of a step.
const STEP: &[Scene] = &[Timed, Breath, Paused, Place, Wait, Clot, Water, Bedroom, Thoughts];
/// Those where an evening can be stopped.
const STOPPED: &[Scene] = &[Timed, Breath, Paused, Place, Wait, Clot, Water, Extras, Bedroom, Thoughts];
/// Those where a caution may say to press it.
const CAUTIONED: &[Scene] = &[Timed, Breath, Paused, Wait, Clot];
/// Those with a next step on n, which answers a question elsewhere.
const SKIPPED: &[Scene] = &[Timed, Breath, Paused, Place, Wait, Water, Bedroom, Thoughts];

/// Where a cramp can strike: everywhere, but where it has.
const ANYWHERE: &[Scene] = &[
    Tonight,
    Unfinished,
    Held,
    Choose,
    Learn,
    Page,
    Safety,
    Advice,
    Timed,
    Breath,
    Paused,
    Place,
    Wait,
    Clot,
    Water,
    Extras,
    Bedroom,
    Thoughts,
    GoodNight,
    Scene::Help,
];

/// A row for footer and help page alike.
pub(super) const fn row(
    keys: &'static [KeyCode],
    shown: &'static str,
    action: Action,
    label: &'static str,
    scenes: &'static [Scene],
) -> Binding {
    Binding { keys, shown, action, footer: Some(label), help: label, words: &[], scenes }
}

/// A row for the help page alone.
pub(super) const fn quiet(
    keys: &'static [KeyCode],
    shown: &'static str,
    action: Action,
    help: &'static str,
    scenes: &'static [Scene],
) -> Binding {
    Binding { keys, shown, action, footer: None, help, words: &[], scenes }
}

impl Binding {
    /// The same row, with more to say on the help page.
    pub(super) const fn in_full(mut self, help: &'static str) -> Binding {
        self.help = help;
        self
    }

    /// The same row, with what people say for it besides its label.
    pub(super) const fn said(mut self, words: &'static [&'static str]) -> Binding {
        self.words = words;
        self
    }
}

pub(super) const ENTER: &[KeyCode] = &[KeyCode::Enter];
pub(super) const SPACE: &[KeyCode] = &[KeyCode::Char(' ')];
pub(super) const PAGE_DOWN: &[KeyCode] = &[KeyCode::Char(' '), KeyCode::PageDown];
pub(super) const PLUS: &[KeyCode] = &[KeyCode::Char('+'), KeyCode::Char('=')];
const BACK: &[KeyCode] = &[KeyCode::Esc, KeyCode::Char('b'), KeyCode::Char('q')];
const MINUS: &[KeyCode] = &[KeyCode::Char('-'), KeyCode::Char('_')];
pub(super) const DIGITS: &[KeyCode] = &[
    KeyCode::Char('0'),
    KeyCode::Char('1'),
    KeyCode::Char('2'),
    KeyCode::Char('3'),
    KeyCode::Char('4'),
    KeyCode::Char('5'),
    KeyCode::Char('6'),
    KeyCode::Char('7'),
    KeyCode::Char('8'),
    KeyCode::Char('9'),
];
