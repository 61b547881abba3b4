//! The keys of the diary, of the history and of the questions about last night; the quiet ones of a question are its answers.

use crossterm::event::KeyCode::{self, Char};

use super::Question::{
    Alarm, Cramp, Disturbed, Facts, Helped, Leg, Minutes, Muscle, Rest, Severity, Signs, Worth,
};
use super::Scene::{self, Ask, Diary, Entries, History, Parked, Trial};
use super::table::{DIGITS, ENTER, PAGE_DOWN, PLUS, SPACE, quiet, row};
use super::{Action, Binding};
use crate::health::body;
use crate::health::body::{KnownRelief, Muscle as Which};
use crate::text::glossary;

/// The question that comes first, whichever it is.
const FIRST: &[Scene] = &[Ask(Cramp), Ask(Rest)];
/// Those that are answered with one key.
const ONE_KEY: &[Scene] = &[Ask(Leg), Ask(Muscle), Ask(Severity), Ask(Minutes), Ask(Helped), Ask(Disturbed)];
/// Those whose answer is how much.
const HOW_MUCH: &[Scene] = &[Ask(Severity), Ask(Disturbed)];
/// Those that come after another one.
const FURTHER: &[Scene] = &[
    Ask(Leg),
    Ask(Muscle),
    Ask(Severity),
    Ask(Minutes),
    Ask(Helped),
    Ask(Disturbed),
    Ask(Alarm),
    Ask(Signs),
    Ask(Facts),
    Ask(Worth),
];
/// What may be longer than the screen.
const LONG: &[Scene] = &[Ask(Alarm), Ask(Worth), Parked, Diary, Trial];
/// The lists to tick in.
const TICKED: &[Scene] = &[Ask(Signs), Ask(Facts)];
/// The lists to go up and down in.
const LISTS: &[Scene] = &[Ask(Signs), Ask(Facts), Entries];
/// The screens of the diary, and the history.
const SCREENS: &[Scene] = &[Diary, Entries, Trial, History];
/// Every scene there is here.
const SCENES: &[Scene] = &[
    Ask(Cramp),
    Ask(Rest),
    Ask(Leg),
    Ask(Muscle),
    Ask(Severity),
    Ask(Minutes),
    Ask(Helped),
    Ask(Disturbed),
    Ask(Alarm),
    Ask(Signs),
    Ask(Facts),
    Ask(Worth),
    Diary,
    Entries,
    Trial,
    History,
    Parked,
];
/// The questions alone.
const ASKED: &[Scene] = SCENES.split_at(12).0;

/// The rows, in the same order as all others.
pub(super) const TABLE: &[Binding] = &[
    quiet(&[Char('n')], "n", Action::No, "no", &[Ask(Cramp)]),
    quiet(&[Char('y')], "y", Action::Yes, "yes", FIRST),
    quiet(&[Char('n')], "n", Action::No, "no, that's all", &[Ask(Rest)]).said(&["no, that is all"]),
    quiet(PLUS, "+", Action::More, "there was another cramp", &[Ask(Rest)]).said(&["another"]),
    row(ENTER, "enter", Action::Later, "later", FIRST),
    quiet(&[Char('l'), KeyCode::Esc], "l", Action::Later, "later", FIRST),
    quiet(&[Char('l')], "l", Action::Leg(body::Leg::Left), "left", &[Ask(Leg)]),
    quiet(&[Char('r')], "r", Action::Leg(body::Leg::Right), "right", &[Ask(Leg)]),
    quiet(&[Char('b')], "b", Action::Leg(body::Leg::Both), "both", &[Ask(Leg)]),
    quiet(&[Char('c')], "c", Action::Muscle(Which::Calf), glossary::CALF, &[Ask(Muscle)]),
    quiet(&[Char('f')], "f", Action::Muscle(Which::Foot), glossary::FOOT, &[Ask(Muscle)]),
    quiet(&[Char('t')], "t", Action::Muscle(Which::FrontOfThigh), glossary::FRONT_OF_THIGH, &[Ask(Muscle)]),
    quiet(&[Char('h')], "h", Action::Muscle(Which::BackOfThigh), glossary::BACK_OF_THIGH, &[Ask(Muscle)]),
    quiet(&[Char('o')], "o", Action::Muscle(Which::Other), "another one", &[Ask(Muscle)]).said(&["another"]),
    quiet(DIGITS, "0-9", Action::Count(0), "0 is none", HOW_MUCH),
    quiet(&[Char('x')], "x", Action::Count(10), "10, the worst", HOW_MUCH),
    quiet(DIGITS, "0-9", Action::Count(0), "minutes; 0 is less than one", &[Ask(Minutes)]),
    quiet(&[Char('x')], "x", Action::Count(10), "10 minutes", &[Ask(Minutes)]),
    quiet(&[Char('m')], "m", Action::Long, "more than 10 minutes", &[Ask(Minutes)]).said(&["longer than 10"]),
    quiet(&[Char('1')], "1", Action::Helped(KnownRelief::ToesToShin), "toes to shin", &[Ask(Helped)]),
    quiet(&[Char('2')], "2", Action::Helped(KnownRelief::Stood), "standing on it", &[Ask(Helped)]),
    quiet(&[Char('3')], "3", Action::Helped(KnownRelief::Rubbed), "rubbing it", &[Ask(Helped)]),
    quiet(&[Char('4')], "4", Action::Helped(KnownRelief::Walked), "walking", &[Ask(Helped)]),
    quiet(&[Char('5')], "5", Action::Helped(KnownRelief::Heat), "warmth", &[Ask(Helped)]),
    quiet(&[Char('6')], "6", Action::Helped(KnownRelief::Cold), "cold", &[Ask(Helped)]),
    row(ENTER, "enter", Action::Enter, "skip", ONE_KEY),
    row(&[Char('n')], "n", Action::No, "none", &[Ask(Alarm)]).in_full("none of these").said(&["no"]),
    row(&[Char('y')], "y", Action::Yes, "yes", &[Ask(Alarm)]).in_full("yes: tick which"),
    quiet(ENTER, "enter", Action::Enter, "does nothing here: press n or y", &[Ask(Alarm)]),
    row(ENTER, "enter", Action::Enter, glossary::DONE, TICKED).said(&["ok"]),
    row(ENTER, "enter", Action::Enter, glossary::GO_ON, &[Ask(Worth), Parked])
        .said(&["go", "resume", "continue", "ok"]),
    row(SPACE, "space", Action::Tick, glossary::TICK, TICKED).in_full(glossary::TICK_OR_UNTICK),
    quiet(DIGITS, "0-9", Action::Count(0), "tick one; 0 is the tenth", TICKED),
    row(&[Char('a')], "a", Action::LastNight, "last night", &[Diary])
        .in_full("log last night")
        .said(&["tell of last night"]),
    row(&[Char('e')], "e", Action::Entries, "entries", &[Diary])
        .in_full("all entries, where you can undo one"),
    row(&[Char('x')], "x", Action::TakeBack, "undo", &[Entries])
        .in_full("undo the marked entry, or put it back")
        .said(&["take back"]),
    row(&[Char('x')], "x", Action::Excuse, "excuse", &[History])
        .in_full("excuse the marked night, or take that back")
        .said(&["unexcuse", "take back", "undo"]),
    row(&[Char('p'), KeyCode::PageUp], "p", Action::MonthBefore, "earlier", &[History])
        .in_full("the month before")
        .said(&["month before", "earlier month"]),
    row(PAGE_DOWN, "space", Action::PageDown, glossary::MORE, LONG)
        .in_full(glossary::A_PAGE_DOWN)
        .said(&["further"]),
    row(&[Char('!')], "!", Action::Cramp, glossary::CRAMP, SCENES).in_full(glossary::A_CRAMP_NOW),
    row(&[Char('?'), KeyCode::F(1)], "?", Action::Help, glossary::HELP, SCENES),
    row(&[Char('n'), KeyCode::PageDown], "n", Action::MonthAfter, "later", &[History])
        .in_full("the month after")
        .said(&["month after", "later month", "next"]),
    row(&[Char('t')], "t", Action::Trial, "trial", &[Diary])
        .in_full("what the 2012 trial found")
        .said(&["the trial"]),
    quiet(&[KeyCode::PageUp], "pgup", Action::PageUp, glossary::A_PAGE_UP, LONG),
    quiet(&[KeyCode::Up, Char('k')], "↑", Action::Up, glossary::UP, LONG),
    quiet(&[KeyCode::Down, Char('j')], "↓", Action::Down, glossary::DOWN, LONG),
    row(&[KeyCode::Down, Char('j')], "↓", Action::Down, glossary::DOWN, LISTS),
    row(&[KeyCode::Up, Char('k')], "↑", Action::Up, glossary::UP, LISTS),
    row(&[KeyCode::Left, Char('h')], "←", Action::DayBefore, "day before", &[History])
        .in_full("the night before"),
    row(&[KeyCode::Right, Char('l')], "→", Action::DayAfter, "day after", &[History])
        .in_full("the night after"),
    quiet(&[KeyCode::Up, Char('k')], "↑", Action::Up, "a week back", &[History]),
    quiet(&[KeyCode::Down, Char('j')], "↓", Action::Down, "a week on", &[History]),
    quiet(&[KeyCode::Home, Char('g')], "home", Action::First, "the first month", &[History]),
    quiet(&[KeyCode::End], "end", Action::Last, "tonight", &[History]),
    row(&[KeyCode::Backspace, KeyCode::Left, KeyCode::Esc], "←", Action::Back, glossary::BACK, FURTHER)
        .in_full("to the question before"),
    row(&[KeyCode::Esc, Char('b'), Char('q')], "esc", Action::Close, glossary::BACK, SCREENS)
        .said(&["close", "stop", "quit", "exit"]),
    row(&[Char('q')], "q", Action::Quit, glossary::QUIT, &[Parked]).said(&["stop", "exit"]),
    row(&[Char('q')], "q", Action::Quit, glossary::QUIT, ASKED)
        .in_full("quit; your answers are saved")
        .said(&["stop", "exit"]),
];
