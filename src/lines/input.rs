//! What keys, words and numbers mean where there are only lines: always something that the one key table has.
//!
//! Words are the table's own labels, and what its rows say people say for them. A number stands for what has that number
//! on the page.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::speakable::speakable;
use crate::app::Input;
use crate::app::keymap::{self, Action, Binding, Question, Scene};
use crate::app::page::{Page, PageId};
use crate::document::nearest;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParsedInput {
    /// This, of the program.
    Action(Action),
    /// A number as a whole, of the program.
    Number(u16),
    /// Text, where that is asked for.
    Text(String),
    /// Something of the lines alone.
    Lines(LinesRequest),
    /// Nothing that is known here; what to say to it.
    Unknown(String),
    Nothing,
}

/// What can be asked of the lines alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinesRequest {
    /// Tell once more where we are, and what is left.
    Again,
    /// Tell of half-way, the last three seconds and each repetition from now on, or no more.
    Count,
}

/// A request to the lines: key, word, what it does.
pub(super) struct Request {
    pub(super) key: char,
    pub(super) shown: &'static str,
    pub(super) word: &'static str,
    also: &'static [&'static str],
    pub(super) help: &'static str,
    asks: LinesRequest,
}

/// Everything that can be asked of the lines alone.
pub(super) const REQUESTS: [Request; 2] = [
    Request {
        key: '.',
        shown: ".",
        word: "again",
        also: &["repeat", "left", "time", "where", "where am i"],
        help: "where we are, and what is left",
        asks: LinesRequest::Again,
    },
    Request {
        key: ',',
        shown: ",",
        word: "count",
        also: &["count aloud"],
        help: "count half-way, the last three seconds and each repetition; again to stop",
        asks: LinesRequest::Count,
    },
];

/// What stands before a word where other lines are text.
const COMMAND: char = '/';

/// What a line that was typed means. Where text is asked for, it is text, unless a word that means something stands
/// after a slash.
pub(crate) fn parse_line(line: &str, scene: Scene, page: &Page<'_>) -> ParsedInput {
    let Some(commands) = scene.without_typing() else { return parse_words(line, scene, page) };
    let word = line.trim().strip_prefix(COMMAND).filter(|word| !word.trim().is_empty());
    let command = |word| {
        let all = [commands, scene].into_iter().map(|scene| parse_words(word, scene, page));
        all.into_iter().find(|parsed| matches!(parsed, ParsedInput::Action(_) | ParsedInput::Lines(_)))
    };
    let text = || {
        if line.trim().is_empty() {
            ParsedInput::Action(Action::Enter)
        } else {
            ParsedInput::Text(format!("{line}\n"))
        }
    };
    word.and_then(command).unwrap_or_else(text)
}

fn parse_words(line: &str, scene: Scene, page: &Page<'_>) -> ParsedInput {
    let word = line.trim().to_lowercase();
    if word.is_empty() {
        return parse_key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE), scene, page);
    }
    if let Some(number) = word.parse::<u16>().ok().filter(|_| word.chars().all(|c| c.is_ascii_digit())) {
        return parse_number(number, scene, page).unwrap_or_else(|| unknown(&word, scene));
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match parse_key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE), scene, page) {
            ParsedInput::Nothing => unknown(&word, scene),
            parsed => parsed,
        };
    }
    if let Some(row) = row(&word, scene) {
        return ParsedInput::Action(row.action);
    }
    match REQUESTS.iter().find(|request| request.word == word || request.also.contains(&word.as_str())) {
        Some(request) => ParsedInput::Lines(request.asks),
        None => unknown(&word, scene),
    }
}

/// What a key means.
pub(crate) fn parse_key(key: KeyEvent, scene: Scene, page: &Page<'_>) -> ParsedInput {
    match Input::of_key(scene, key) {
        Input::Key(action) => return ParsedInput::Action(action),
        Input::Text(text) => return ParsedInput::Text(text),
        _ => {}
    }
    let (KeyCode::Char(letter), KeyEventKind::Press) = (key.code, key.kind) else {
        return ParsedInput::Nothing;
    };
    if let Some(request) = REQUESTS.iter().find(|request| request.key == letter) {
        return ParsedInput::Lines(request.asks);
    }
    let number = letter.to_digit(10).and_then(|digit| u16::try_from(digit).ok());
    number.and_then(|number| parse_number(number, scene, page)).unwrap_or(ParsedInput::Nothing)
}

/// What has a number on the first screen, from 1, and keeps it whatever else is offered: what is new comes last. That a
/// warning sign has been checked is not a number among others.
const FIRST_MENU: [Action; 10] = [
    Action::Enter,
    Action::Cramp,
    Action::Help,
    Action::Other,
    Action::Learn,
    Action::Diary,
    Action::Quit,
    Action::Restart,
    Action::Safety,
    Action::History,
];

/// The number of an action on the first screen; the tenth is 0.
pub(super) fn number_in_menu(action: Action) -> Option<usize> {
    FIRST_MENU.iter().position(|choice| *choice == action).map(|at| (at + 1) % FIRST_MENU.len())
}

/// Whether a number over nine means something, so that a digit may not be all of it.
pub(crate) fn takes_long_numbers(scene: Scene, page: &Page<'_>) -> bool {
    parse_number(10, scene, page).is_some()
}

/// What a number stands for; `None` where nothing has it.
fn parse_number(number: u16, scene: Scene, page: &Page<'_>) -> Option<ParsedInput> {
    let nth = usize::from(number);
    if page.id == PageId::Tonight {
        let hint = page.keys.iter().find(|hint| number_in_menu(hint.row.action) == Some(nth))?;
        return Some(ParsedInput::Action(hint.row.action));
    }
    let digit = char::from_digit(number.into(), 10);
    let key = digit
        .and_then(|digit| keymap::lookup(scene, KeyEvent::new(KeyCode::Char(digit), KeyModifiers::NONE)));
    let is_known = match (scene, page.list(), key) {
        (_, Some(list), _) => (1..=list.items.len()).contains(&nth),
        (Scene::Ask(Question::Severity | Question::Disturbed), None, _) => number <= 10,
        // A day of the month.
        (Scene::History, None, _) => (1..=31).contains(&number),
        // A digit with a meaning of its own; else whatever counts takes any number.
        (_, None, Some(action)) if !matches!(action, Action::Count(_)) => {
            return Some(ParsedInput::Action(action));
        }
        (_, None, _) => keymap::rows(scene).any(|row| matches!(row.action, Action::Count(_))),
    };
    is_known.then_some(ParsedInput::Number(number))
}

/// The row of the table that a word stands for: its label counts before what people say for it.
fn row(word: &str, scene: Scene) -> Option<&'static Binding> {
    let says = |text: &str| speakable(text).to_lowercase() == word;
    let rows = || keymap::rows(scene).filter(|row| !matches!(row.action, Action::Count(_)));
    rows()
        .find(|row| row.footer.is_some_and(says) || says(row.help) || says(key_name(row.shown)))
        .or_else(|| rows().find(|row| row.words.contains(&word)))
}

/// How a key is called.
pub(super) fn key_name(shown: &'static str) -> &'static str {
    match shown {
        "↑" => "up",
        "↓" => "down",
        "←" => "left arrow",
        "→" => "right arrow",
        "!" => "exclamation mark",
        "?" => "question mark",
        "+" => "plus",
        "-" => "minus",
        "." => "full stop",
        "," => "comma",
        "enter" => "Enter",
        "esc" => "Escape",
        "pgup" => "page up",
        "0-9" => "0 to 9",
        "1-7" => "1 to 7",
        shown => shown,
    }
}

fn unknown(word: &str, scene: Scene) -> ParsedInput {
    let words = keymap::rows(scene).flat_map(|row| row.footer.into_iter().chain(row.words.iter().copied()));
    let near = nearest(word, words).map(|near| format!("Did you mean \"{near}\"? ")).unwrap_or_default();
    let shown: String = speakable(word).chars().take(40).collect();
    ParsedInput::Unknown(format!(
        "\"{shown}\" means nothing here. {near}Type a question mark to see what you can type."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_text_is_asked_for_a_line_is_text_unless_a_slash_says_otherwise() {
        let page = Page::new(PageId::Part(0), "");
        let parsed = |line| parse_line(line, Scene::Typing, &page);
        for line in
            ["help", "q", "stop", "12", ".", "?", "Call Anna", " undo", "/usr/bin", "/", "/ ", "/12", "//"]
        {
            assert_eq!(parsed(line), ParsedInput::Text(format!("{line}\n")), "{line:?}");
        }
        for (line, action) in [
            ("", Action::Enter),
            ("  ", Action::Enter),
            ("/undo", Action::TakeBack),
            (" /Stop ", Action::Quit),
            ("/q", Action::Quit),
            ("/cramp", Action::Cramp),
            ("/!", Action::Cramp),
            ("/help", Action::Help),
            ("/next step", Action::Next),
            ("/stop typing", Action::Close),
        ] {
            assert_eq!(parsed(line), ParsedInput::Action(action), "{line:?}");
        }
        assert_eq!(parsed("/again"), ParsedInput::Lines(LinesRequest::Again));
        let key = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        for letter in ['q', ',', '.', '!', ' ', '7', 'й', '膝'] {
            assert_eq!(parse_key(key(letter), Scene::Typing, &page), ParsedInput::Text(letter.into()));
        }
    }

    #[test]
    fn words_for_stopping_do_what_q_does() {
        for scene in keymap::all().flat_map(|row| row.scenes).copied() {
            let q = keymap::rows(scene).find(|row| row.keys.contains(&KeyCode::Char('q')));
            for word in ["stop", "quit", "exit"] {
                assert_eq!(
                    row(word, scene).map(|row| row.action),
                    q.map(|row| row.action),
                    "{word} in {scene:?}"
                );
            }
        }
    }

    #[test]
    fn whatever_the_first_screen_offers_has_a_number_but_for_a_sign_that_was_checked() {
        for scene in [Scene::Tonight, Scene::Unfinished, Scene::Held] {
            for row in keymap::rows(scene).filter(|row| row.footer.is_some() && row.action != Action::Yes) {
                assert!(number_in_menu(row.action).is_some(), "{} in {scene:?}", row.help);
            }
        }
    }

    #[test]
    fn words_that_labels_had_before_do_the_same() {
        for (scene, word, action) in [
            (Scene::Timed, "next step", Action::Next),
            (Scene::Place, "I am there", Action::Enter),
            (Scene::Unfinished, "begin afresh", Action::Restart),
            (Scene::Choose, "take this one", Action::Enter),
            (Scene::Page, "further", Action::PageDown),
            (Scene::Diary, "the trial", Action::Trial),
            (Scene::Entries, "take back", Action::TakeBack),
            (Scene::Ask(Question::Rest), "no, that is all", Action::No),
            (Scene::Water, "a glass more", Action::More),
        ] {
            assert_eq!(row(&word.to_lowercase(), scene).map(|row| row.action), Some(action), "{word}");
        }
    }

    #[test]
    fn what_people_say_is_in_small_letters_as_it_is_looked_up() {
        for word in keymap::all().flat_map(|row| row.words) {
            assert_eq!(*word, word.to_lowercase());
        }
    }

    #[test]
    fn requests_take_no_key_of_the_table() {
        for row in keymap::all() {
            for request in &REQUESTS {
                assert!(!row.keys.contains(&KeyCode::Char(request.key)), "{} is {}", request.key, row.help);
            }
        }
    }

    #[test]
    fn every_label_of_a_scene_can_be_typed() {
        for scene in keymap::all().flat_map(|row| row.scenes).copied() {
            for row in keymap::rows(scene).filter(|row| !matches!(row.action, Action::Count(_))) {
                for label in row.footer.into_iter().chain([row.help]) {
                    let found = super::row(&speakable(label).to_lowercase(), scene).map(|row| row.action);
                    let is_twin = |other: &&Binding| other.footer == Some(label) || other.help == label;
                    let same = keymap::rows(scene).filter(is_twin).count() > 1;
                    assert!(found == Some(row.action) || same, "{label:?} in {scene:?} means {found:?}");
                }
            }
        }
    }
}
