//! The one table of keys: bindings, footers and help all come from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::journal::{KnownRelief, Leg, Muscle};

mod night;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Begin, yes, "I am done".
    Enter,
    /// Stand still, or go on.
    Pause,
    /// On to the next step.
    Next,
    /// To the start of this part; from there, to the previous step.
    Back,
    /// To the start of this step, or begin the evening afresh.
    Restart,
    /// More of it: ten seconds, or a glass.
    More,
    /// Less of it.
    Less,
    /// So many glasses.
    Count(u8),
    /// Longer breaths.
    Slower,
    /// Shorter breaths.
    Faster,
    /// Choose another routine.
    Other,
    /// Up in a list.
    Up,
    /// Down in a list.
    Down,
    /// Down a screenful of a page.
    PageDown,
    /// Up a screenful of a page.
    PageUp,
    /// To the beginning of a page.
    First,
    /// To the end of a page.
    Last,
    /// Open the pages to read.
    Learn,
    /// Open the questions before the first evening.
    Safety,
    /// Keep the routine that was chosen.
    Keep,
    /// Yes, or the yes taken back.
    Yes,
    /// No.
    No,
    /// Not now.
    Later,
    /// This leg.
    Leg(Leg),
    /// This muscle.
    Muscle(Muscle),
    /// Longer than one key can count.
    Long,
    /// This helped.
    Helped(KnownRelief),
    /// Open the diary.
    Diary,
    /// Tell of last night.
    LastNight,
    /// Show the entries of the diary.
    Entries,
    /// Show what the trial found.
    Trial,
    /// Take back what is marked, or put it back.
    TakeBack,
    /// A cramp, now.
    Cramp,
    /// Open the warning signs.
    Signs,
    /// It was no cramp.
    NoCramp,
    /// Tick what is marked in a list, or take the tick back.
    Tick,
    /// Turn a mark of the hydration check on or off.
    Mark(Mark),
    /// Show what the keys do.
    Help,
    /// Close what is on top.
    Close,
    /// Stop; what was done is kept.
    Quit,
    /// Hand the terminal back to the shell for a while.
    Suspend,
}

/// An optional answer in the hydration check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A very active day.
    Active,
    /// A hot day.
    Hot,
    /// A day with much fibre.
    Fibre,
    /// Alcohol.
    Alcohol,
    /// Thirsty: not said, yes, no.
    Thirsty,
    /// The colour of urine: not said, or 1 to 8.
    Colour,
    /// Urine that is red, brown or the colour of cola.
    Alarming,
}

/// A question about last night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Any cramp?
    Cramp,
    /// There is one in the diary: is there more to tell?
    Rest,
    /// Which leg?
    Leg,
    /// Which muscle?
    Muscle,
    /// How strong?
    Severity,
    /// How many minutes?
    Minutes,
    /// What helped?
    Helped,
    /// How much did it disturb the sleep?
    Disturbed,
    /// Any warning sign?
    Signs,
    /// No question any more: what is worth knowing before it is saved.
    Worth,
}

/// Where keys have a meaning of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The tonight screen.
    Tonight,
    /// The tonight screen with an evening to go on with.
    Unfinished,
    /// The tonight screen while a warning sign speaks against any routine.
    Held,
    /// The list of routines.
    Choose,
    /// The list of pages to read.
    Learn,
    /// A page to read.
    Page,
    /// The questions before the first evening.
    Safety,
    /// What the answers to them advise.
    Advice,
    /// A question about last night.
    Ask(Question),
    /// The diary.
    Diary,
    /// The entries of the diary.
    Entries,
    /// What the trial found.
    Trial,
    /// A timed part of a step.
    Timed,
    /// Paced breathing.
    Breath,
    /// Anything timed, standing still.
    Paused,
    /// A step that waits for Enter.
    Wait,
    /// The question about clots before a massage.
    Clot,
    /// The same, answered with yes: the massage is left out.
    Spared,
    /// The hydration check.
    Water,
    /// The bedroom checklist.
    Bedroom,
    /// A cramp while it lasts.
    Cramp,
    /// A cramp that has eased.
    Eased,
    /// Warmth, cold, and settling in bed.
    After,
    /// The warning signs during a cramp.
    Signs,
    /// Good night.
    GoodNight,
    /// The help page.
    Help,
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// The keys that do it; letters in lower case.
    pub keys: &'static [KeyCode],
    /// How the key is written.
    pub shown: &'static str,
    /// What it asks for.
    pub action: Action,
    /// What the footer calls it; `None` leaves it to the help page.
    pub footer: Option<&'static str>,
    /// What the help page says it does.
    pub help: &'static str,
    /// Where it holds.
    pub scenes: &'static [Scene],
}

use Scene::{
    Advice, After, Bedroom, Breath, Choose, Clot, Cramp, Eased, GoodNight, Held, Learn, Page, Paused, Safety,
    Signs, Spared, Timed, Tonight, Unfinished, Wait, Water,
};

/// Everything timed, moving or not.
const RUNNING: &[Scene] = &[Timed, Breath, Paused];
/// Every part of a step.
const STEP: &[Scene] = &[Timed, Breath, Paused, Wait, Clot, Spared, Water, Bedroom];

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
    Wait,
    Clot,
    Spared,
    Water,
    Bedroom,
    GoodNight,
    Scene::Help,
];

/// A row for footer and help page alike.
const fn row(
    keys: &'static [KeyCode],
    shown: &'static str,
    action: Action,
    label: &'static str,
    scenes: &'static [Scene],
) -> Binding {
    Binding { keys, shown, action, footer: Some(label), help: label, scenes }
}

/// A row for the help page alone.
const fn quiet(
    keys: &'static [KeyCode],
    shown: &'static str,
    action: Action,
    help: &'static str,
    scenes: &'static [Scene],
) -> Binding {
    Binding { keys, shown, action, footer: None, help, scenes }
}

impl Binding {
    /// The same row, with more to say on the help page.
    const fn in_full(mut self, help: &'static str) -> Binding {
        self.help = help;
        self
    }
}

const ENTER: &[KeyCode] = &[KeyCode::Enter];
const SPACE: &[KeyCode] = &[KeyCode::Char(' ')];
const PAGE_DOWN: &[KeyCode] = &[KeyCode::Char(' '), KeyCode::PageDown];
const PLUS: &[KeyCode] = &[KeyCode::Char('+'), KeyCode::Char('=')];
const MINUS: &[KeyCode] = &[KeyCode::Char('-'), KeyCode::Char('_')];
const DIGITS: &[KeyCode] = &[
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

/// Every key there is but those of the diary, in the order in which footer and help list them: Enter first, then what a
/// scene is about, then `!` and `?`, then the rest, and last the way out.
pub const TABLE: &[Binding] = &[
    row(ENTER, "enter", Action::Enter, "it eased", &[Cramp]),
    row(ENTER, "enter", Action::Enter, "save", &[Eased]),
    row(ENTER, "enter", Action::Enter, "done", &[After]),
    row(&[KeyCode::Char('b')], "b", Action::Back, "grips again", &[Eased, After]),
    row(&[KeyCode::Char('n')], "n", Action::Next, "warmth, cold", &[Eased]),
    row(&[KeyCode::Char('n')], "n", Action::Next, "next", &[Cramp]).in_full("the next thing to try"),
    row(&[KeyCode::Char('w')], "w", Action::Signs, "warnings", &[Cramp, Eased, After])
        .in_full("warning signs"),
    quiet(&[KeyCode::Char('c')], "c", Action::Muscle(Muscle::Calf), "calf", &[Cramp, Eased]),
    quiet(&[KeyCode::Char('f')], "f", Action::Muscle(Muscle::Foot), "foot", &[Cramp, Eased]),
    quiet(&[KeyCode::Char('h')], "h", Action::Muscle(Muscle::BackOfThigh), "back of thigh", &[Cramp, Eased]),
    quiet(
        &[KeyCode::Char('t')],
        "t",
        Action::Muscle(Muscle::FrontOfThigh),
        "front of thigh",
        &[Cramp, Eased],
    ),
    quiet(&[KeyCode::Char('x')], "x", Action::NoCramp, "no cramp after all", &[Cramp, Eased, After]),
    quiet(&[KeyCode::Char('q')], "q", Action::Quit, "close; the diary has it", &[Cramp, Eased, After]),
    quiet(&[KeyCode::Char('!')], "!", Action::Cramp, "grips again", &[Eased, After]),
    quiet(
        &[KeyCode::Char('?'), KeyCode::F(1)],
        "?",
        Action::Help,
        "help; the clock runs on",
        &[Cramp, Eased],
    ),
    quiet(ENTER, "enter", Action::Close, "back", &[Signs]),
    quiet(&[KeyCode::Char('w')], "w", Action::Close, "back", &[Signs]),
    row(ENTER, "enter", Action::Enter, "begin", &[Tonight]),
    row(ENTER, "enter", Action::Enter, "go on", &[Unfinished]),
    row(&[KeyCode::Char('y')], "y", Action::Yes, "checked", &[Held])
        .in_full("it has been checked: the routine as usual"),
    row(ENTER, "enter", Action::Enter, "take this one", &[Choose]),
    row(ENTER, "enter", Action::Enter, "seated", &[Advice])
        .in_full("the seated routine, tonight and from now on"),
    row(&[KeyCode::Char('k')], "k", Action::Keep, "keep mine", &[Advice])
        .in_full("keep your own routine, until an answer changes"),
    row(ENTER, "enter", Action::Enter, "no", &[Clot]).in_full("no: on to the massage"),
    row(&[KeyCode::Char('y')], "y", Action::Yes, "yes", &[Clot]).in_full("yes: leave the massage out"),
    row(ENTER, "enter", Action::Enter, "go on", &[Spared]).in_full("leave the massage out, and go on"),
    row(&[KeyCode::Char('y')], "y", Action::Yes, "not so", &[Spared]).in_full("take the yes back"),
    row(ENTER, "enter", Action::Enter, "read", &[Learn]),
    row(PAGE_DOWN, "space", Action::PageDown, "further", &[Page, Scene::Help]).in_full("a screenful further"),
    row(ENTER, "enter", Action::Enter, "done", &[Safety, Wait]),
    row(ENTER, "enter", Action::Enter, "go", &[Timed, Breath, Bedroom])
        .in_full("I am ready, I am done: on to the next part"),
    row(SPACE, "space", Action::Pause, "pause", &[Timed, Breath]),
    row(SPACE, "space", Action::Tick, "tick", &[Safety, Signs, Bedroom])
        .in_full("tick, or take the tick back"),
    row(SPACE, "space", Action::Pause, "go on", &[Paused]),
    row(ENTER, "enter", Action::Enter, "done", &[Water]),
    row(PLUS, "+", Action::More, "more", &[Water]).in_full("a glass more"),
    quiet(MINUS, "-", Action::Less, "a glass less", &[Water]),
    quiet(DIGITS, "0-9", Action::Count(0), "so many glasses", &[Water]),
    quiet(ENTER, "enter", Action::Enter, "go on", &[Paused]),
    row(&[KeyCode::Char('!')], "!", Action::Cramp, "cramp", ANYWHERE).in_full("a cramp, now"),
    row(
        &[KeyCode::Char('?'), KeyCode::F(1)],
        "?",
        Action::Help,
        "help",
        &[
            Tonight, Unfinished, Held, Choose, Learn, Page, Safety, Advice, Timed, Breath, Paused, Wait,
            Clot, Spared, Water, Bedroom,
        ],
    ),
    row(&[KeyCode::Char('r')], "r", Action::Restart, "begin afresh", &[Unfinished]),
    row(&[KeyCode::Char('o')], "o", Action::Other, "other", &[Tonight, Unfinished])
        .in_full("another routine"),
    row(&[KeyCode::Char('l')], "l", Action::Learn, "learn", &[Tonight, Unfinished, Held])
        .in_full("what is known about night cramps"),
    row(&[KeyCode::Char('d')], "d", Action::Diary, "diary", &[Tonight, Unfinished, Held])
        .in_full("the diary of nights and cramps"),
    row(&[KeyCode::Char('n')], "n", Action::Next, "next page", &[Page]),
    quiet(&[KeyCode::PageUp], "pgup", Action::PageUp, "a screenful back", &[Page, Scene::Help]),
    quiet(&[KeyCode::Home, KeyCode::Char('g')], "home", Action::First, "to the beginning", &[Page]),
    quiet(&[KeyCode::End], "end", Action::Last, "to the end", &[Page]),
    row(
        &[KeyCode::Down, KeyCode::Char('j')],
        "↓",
        Action::Down,
        "down",
        &[Choose, Learn, Page, Safety, Signs, Bedroom, Scene::Help],
    ),
    row(
        &[KeyCode::Up, KeyCode::Char('k')],
        "↑",
        Action::Up,
        "up",
        &[Choose, Learn, Page, Safety, Signs, Bedroom, Scene::Help],
    ),
    row(&[KeyCode::Char('s')], "s", Action::Slower, "slower", &[Breath]).in_full("slower, longer breaths"),
    row(&[KeyCode::Char('f')], "f", Action::Faster, "faster", &[Breath]).in_full("faster, shorter breaths"),
    row(&[KeyCode::Char('n')], "n", Action::Next, "next step", STEP),
    row(&[KeyCode::Char('b')], "b", Action::Back, "back", STEP)
        .in_full("to the start of this part; twice: the step before"),
    quiet(&[KeyCode::Char('r')], "r", Action::Restart, "this step from its start", STEP),
    quiet(PLUS, "+", Action::More, "ten seconds more, or about as many repetitions or breaths", RUNNING),
    quiet(MINUS, "-", Action::Less, "ten seconds less, or about as many repetitions or breaths", RUNNING),
    quiet(&[KeyCode::Char('a')], "a", Action::Mark(Mark::Active), "active day", &[Water]),
    quiet(&[KeyCode::Char('h')], "h", Action::Mark(Mark::Hot), "hot day", &[Water]),
    quiet(&[KeyCode::Char('f')], "f", Action::Mark(Mark::Fibre), "high-fibre day", &[Water]),
    quiet(&[KeyCode::Char('l')], "l", Action::Mark(Mark::Alcohol), "alcohol today", &[Water]),
    quiet(&[KeyCode::Char('t')], "t", Action::Mark(Mark::Thirsty), "thirsty", &[Water]),
    quiet(&[KeyCode::Char('x')], "x", Action::Mark(Mark::Alarming), "pee red, brown, cola", &[Water]),
    quiet(&[KeyCode::Char('c')], "c", Action::Mark(Mark::Colour), "colour of pee", &[Water]),
    quiet(
        &[KeyCode::Char('s')],
        "s",
        Action::Safety,
        "what you told about your health",
        &[Tonight, Unfinished, Held],
    ),
    row(
        &[KeyCode::Esc, KeyCode::Char('b'), KeyCode::Char('q')],
        "esc",
        Action::Close,
        "back",
        &[Choose, Learn, Page, Safety, Advice, Signs],
    ),
    row(&[KeyCode::Char('q'), KeyCode::Esc], "q", Action::Quit, "quit", &[Tonight, Unfinished, Held]),
    row(&[KeyCode::Char('q')], "q", Action::Quit, "stop", STEP).in_full("stop; what you did is kept"),
];

/// Returns what `key` asks for in `scene`; `None` for keys that mean nothing there.
pub fn lookup(scene: Scene, key: KeyEvent) -> Option<Action> {
    let code = match key.code {
        KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
        code => code,
    };
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return match (code, key.modifiers) {
            (KeyCode::Char('c'), KeyModifiers::CONTROL) => Some(Action::Quit),
            (KeyCode::Char('z'), KeyModifiers::CONTROL) => Some(Action::Suspend),
            _ => None,
        };
    }
    let row = rows(scene).find(|b| b.keys.contains(&code));
    match scene {
        // Any other key closes these.
        GoodNight | Scene::Help => Some(row.map_or(Action::Close, |row| row.action)),
        _ => match (row?.action, code) {
            // One row stands for ten keys; the key says which number.
            (Action::Count(_), KeyCode::Char(digit @ '0'..='9')) => {
                u8::try_from(digit.to_digit(10)?).ok().map(Action::Count)
            }
            (action, _) => Some(action),
        },
    }
}

/// Returns the rows that hold in `scene`, in their order.
pub fn rows(scene: Scene) -> impl Iterator<Item = &'static Binding> {
    all().filter(move |b| b.scenes.contains(&scene))
}

/// Returns every row there is, of all scenes.
pub fn all() -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().chain(night::TABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scene() {
        let all = [
            Tonight,
            Unfinished,
            Held,
            Choose,
            Learn,
            Page,
            Safety,
            Advice,
            Clot,
            Spared,
            Timed,
            Breath,
            Paused,
            Wait,
            Water,
            Bedroom,
            Cramp,
            Eased,
            After,
            Signs,
            GoodNight,
            Scene::Help,
        ];
        for scene in all.iter().chain(night::SCENES).copied() {
            let mut seen = Vec::new();
            for binding in rows(scene) {
                for key in binding.keys {
                    assert!(!seen.contains(key), "{key:?} stands twice in {scene:?}");
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn capitals_count_and_control_keys_do_not() {
        let key = |code, modifiers| lookup(Timed, KeyEvent::new(code, modifiers));
        assert_eq!(key(KeyCode::Char('N'), KeyModifiers::SHIFT), Some(Action::Next));
        assert_eq!(key(KeyCode::Char('n'), KeyModifiers::CONTROL), None);
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Action::Quit));
        assert_eq!(key(KeyCode::Char('x'), KeyModifiers::NONE), None);
    }
}
