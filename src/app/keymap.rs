//! The one table of keys: bindings, footers and help all come from it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::health::body::{KnownRelief, Leg, Muscle};

mod layout;
mod night;
mod table;

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
    /// Yes, really.
    Confirm,
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
    /// Open the history.
    History,
    /// The night before.
    DayBefore,
    /// The night after.
    DayAfter,
    /// A month back.
    MonthBefore,
    /// A month on.
    MonthAfter,
    /// Excuse the marked night, or take that back.
    Excuse,
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
    /// Say more about today at the hydration check.
    Extras,
    /// Take back the last character that was typed, or the line before it.
    Erase,
    /// Type again.
    Type,
    /// Show what the keys do.
    Help,
    /// Close what is on top.
    Close,
    /// Stop; what was done is kept.
    Quit,
    /// Hand the terminal back to the shell for a while.
    Suspend,
}

impl Action {
    /// Whether a key that is held down asks for it again and again. Whatever leaves, saves, skips or answers takes a press
    /// of its own.
    fn repeats(self) -> bool {
        use Action::{
            DayAfter, DayBefore, Down, Erase, Faster, Less, MonthAfter, MonthBefore, More, PageDown, PageUp,
            Slower, Up,
        };
        let goes =
            matches!(self, Up | Down | PageUp | PageDown | DayBefore | DayAfter | MonthBefore | MonthAfter);
        goes || matches!(self, More | Less | Slower | Faster | Erase)
    }
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
    /// Any sign that needs help today?
    Alarm,
    /// Which warning signs?
    Signs,
    /// Anything of what seldom changes, once a month?
    Facts,
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
    /// The history.
    History,
    /// A timed part of a step.
    Timed,
    /// Paced breathing.
    Breath,
    /// Anything timed, standing still.
    Paused,
    /// A step that begins once one is there.
    Place,
    /// A step that waits for Enter.
    Wait,
    /// The question before a massage: a swollen calf?
    Clot,
    /// The hydration check.
    Water,
    /// What else can be said there, and the colours.
    Extras,
    /// The bedroom checklist.
    Bedroom,
    /// Thoughts for tomorrow while one types: letters are text.
    Typing,
    /// The same while letters are keys.
    Thoughts,
    /// What was parked, in the morning.
    Parked,
    /// A cramp while it lasts.
    Cramp,
    /// The same with a warning sign: help comes first.
    Urgent,
    /// The same with one that was told before and that nobody has checked.
    Unchecked,
    /// A cramp that has eased.
    Eased,
    /// Warmth, cold, and settling in bed; or help first, though it has eased.
    After,
    /// The warning signs during a cramp.
    Signs,
    /// What one takes, while one types it: letters are text.
    Medicines,
    /// Good night.
    GoodNight,
    /// The help page.
    Help,
}

impl Scene {
    /// Where letters are text, the scene in which they are keys; `None` where they are keys anyway.
    pub(crate) fn without_typing(self) -> Option<Scene> {
        match self {
            Scene::Typing => Some(Scene::Thoughts),
            Scene::Medicines => Some(Scene::Safety),
            _ => None,
        }
    }
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
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
    /// What people say for it, besides its label.
    pub words: &'static [&'static str],
    /// Where it holds.
    pub scenes: &'static [Scene],
}

impl Binding {
    pub fn is_enter(&self) -> bool {
        self.keys.contains(&KeyCode::Enter)
    }
}

/// Returns what `key` asks for in `scene`; `None` for keys that mean nothing there, or nothing while they are held down.
pub fn lookup(scene: Scene, key: KeyEvent) -> Option<Action> {
    pressed(scene, key).filter(|action| key.kind == KeyEventKind::Press || action.repeats())
}

/// Whether a person pressed a key that means nothing in `scene`. Chords are left to the terminal and its programs.
pub(crate) fn is_unknown(scene: Scene, key: KeyEvent) -> bool {
    use KeyCode::{Backspace, Char, Down, Esc, Left, Right, Tab, Up};
    let is_usual = matches!(key.code, Char(_) | Up | Down | Left | Right | Esc | Tab | Backspace);
    let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    key.kind == KeyEventKind::Press && is_usual && is_plain && pressed(scene, key).is_none()
}

fn pressed(scene: Scene, key: KeyEvent) -> Option<Action> {
    let code = match key.code {
        KeyCode::Char(c) => KeyCode::Char(layout::latin(c)),
        code => code,
    };
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return match (code, key.modifiers) {
            (KeyCode::Char('c'), KeyModifiers::CONTROL) => Some(Action::Quit),
            (KeyCode::Char('z'), KeyModifiers::CONTROL) if cfg!(unix) => Some(Action::Suspend),
            // What some terminals send for Backspace.
            (KeyCode::Char('h'), KeyModifiers::CONTROL) if scene.without_typing().is_some() => {
                Some(Action::Erase)
            }
            _ => None,
        };
    }
    let row = rows(scene).find(|b| b.keys.contains(&code));
    match scene {
        // Any other key closes these.
        Scene::GoodNight | Scene::Help => Some(row.map_or(Action::Close, |row| row.action)),
        _ => match (row?.action, code) {
            // One row stands for ten keys; the key says which number.
            (Action::Count(_), KeyCode::Char(digit @ '0'..='9')) => {
                u8::try_from(digit.to_digit(10)?).ok().map(Action::Count)
            }
            (action, _) => Some(action),
        },
    }
}

/// Returns the letter that `key` types in `scene`; `None` where letters are keys.
pub(super) fn typed(scene: Scene, key: KeyEvent) -> Option<char> {
    scene.without_typing()?;
    let with = key.modifiers.intersection(KeyModifiers::CONTROL | KeyModifiers::ALT);
    // On Windows, AltGr is both of them.
    let is_letter = with.is_empty() || (cfg!(windows) && with == KeyModifiers::CONTROL | KeyModifiers::ALT);
    key.code.as_char().filter(|_| is_letter)
}

/// Returns the rows that hold in `scene`, in their order.
pub fn rows(scene: Scene) -> impl Iterator<Item = &'static Binding> {
    all().filter(move |b| b.scenes.contains(&scene))
}

/// What Ctrl-Z does, everywhere; Windows has no such thing.
pub(crate) fn suspend() -> Option<&'static Binding> {
    cfg!(unix).then_some(&SUSPEND)
}

const SUSPEND: Binding = Binding {
    keys: &[],
    shown: "ctrl-z",
    action: Action::Suspend,
    footer: None,
    help: "go to the shell; fg brings you back",
    words: &[],
    scenes: &[],
};

/// Returns every row there is, of all scenes.
pub fn all() -> impl Iterator<Item = &'static Binding> {
    table::TABLE.iter().chain(night::TABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scene() {
        for scene in all().flat_map(|row| row.scenes).copied() {
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
    fn letters_are_text_where_one_types() {
        let key = |code, modifiers| KeyEvent::new(code, modifiers);
        for letter in "qn?! +7йQ膝".chars() {
            let key = key(KeyCode::Char(letter), KeyModifiers::SHIFT);
            assert_eq!((lookup(Scene::Typing, key), typed(Scene::Typing, key)), (None, Some(letter)));
            assert_eq!(typed(Scene::Thoughts, key), None);
        }
        for (key, action) in [
            (key(KeyCode::Char('c'), KeyModifiers::CONTROL), Action::Quit),
            #[cfg(unix)]
            (key(KeyCode::Char('z'), KeyModifiers::CONTROL), Action::Suspend),
            (key(KeyCode::Char('h'), KeyModifiers::CONTROL), Action::Erase),
            (key(KeyCode::Backspace, KeyModifiers::NONE), Action::Erase),
            (key(KeyCode::Esc, KeyModifiers::NONE), Action::Close),
        ] {
            assert_eq!((lookup(Scene::Typing, key), typed(Scene::Typing, key)), (Some(action), None));
        }
        assert_eq!(typed(Scene::Typing, key(KeyCode::Char('x'), KeyModifiers::ALT)), None);
        let held = |code| KeyEvent::new_with_kind(code, KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(lookup(Scene::Typing, held(KeyCode::Backspace)), Some(Action::Erase));
        assert_eq!(lookup(Scene::Typing, held(KeyCode::Enter)), None, "held, it keeps one line");
        assert_eq!(typed(Scene::Typing, held(KeyCode::Char('l'))), Some('l'));
    }

    #[test]
    fn capitals_count_and_control_keys_do_not() {
        let key = |code, modifiers| lookup(Scene::Timed, KeyEvent::new(code, modifiers));
        assert_eq!(key(KeyCode::Char('N'), KeyModifiers::SHIFT), Some(Action::Next));
        assert_eq!(key(KeyCode::Char('n'), KeyModifiers::CONTROL), None);
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Action::Quit));
        assert_eq!(key(KeyCode::Char('x'), KeyModifiers::NONE), None);
    }

    #[test]
    fn only_a_key_of_its_own_is_an_unknown_one() {
        let key = |code, modifiers| is_unknown(Scene::Timed, KeyEvent::new(code, modifiers));
        assert!(key(KeyCode::Char('x'), KeyModifiers::NONE) && key(KeyCode::Up, KeyModifiers::NONE));
        assert!(!key(KeyCode::Char('n'), KeyModifiers::NONE), "it means something");
        assert!(!key(KeyCode::Char('x'), KeyModifiers::CONTROL) && !key(KeyCode::F(5), KeyModifiers::NONE));
        let held = KeyEvent { kind: KeyEventKind::Repeat, ..KeyEvent::from(KeyCode::Char('x')) };
        assert!(!is_unknown(Scene::Timed, held));
    }
}
