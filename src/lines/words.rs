//! What keys, words and numbers mean where there are only lines: always something that the one key table has.
//!
//! Words are the table's own labels, so they cannot drift from the keys. [`ALSO`] adds a few that people say for them.
//! A number stands for what is numbered on the screen: the mark goes there, and does what one does there.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::readable::readable;
use crate::app::keymap::{self, Action, Binding, Question, Scene};
use crate::app::{Pages, Picture, Reading, Stage};
use crate::document::nearest;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParsedInput {
    /// Of the program: these, one after the other.
    Actions(Vec<Action>),
    /// Of the lines alone.
    Telling(Telling),
    /// Nothing that is known here; what to say to it.
    Unknown(String),
    /// Nothing.
    Nothing,
}

/// What can be asked of the lines alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
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
    asks: Telling,
}

/// Everything that can be asked of the lines alone.
pub(super) const REQUESTS: [Request; 2] = [
    Request {
        key: '.',
        shown: ".",
        word: "again",
        also: &["repeat", "left", "time", "where", "where am i"],
        help: "where we are, and what is left",
        asks: Telling::Again,
    },
    Request {
        key: ',',
        shown: ",",
        word: "count",
        also: &["count aloud"],
        help: "half-way, the last three seconds and each repetition from now on, or no more",
        asks: Telling::Count,
    },
];

/// What people say, and the label it stands for; where a scene has several of these labels, the first one counts.
const ALSO: &[(&str, &[&str])] = &[
    ("start", &["begin"]),
    ("go", &["begin", "go on"]),
    ("resume", &["go on"]),
    ("continue", &["go on"]),
    ("ready", &["go", "begin"]),
    ("ok", &["done", "go", "go on"]),
    ("done", &["go", "save"]),
    ("skip", &["next step", "skip"]),
    ("next", &["next step", "next page"]),
    ("restart", &["this step from its start", "begin afresh"]),
    ("more", &["ten seconds more, or about as many repetitions or breaths", "a glass more"]),
    ("longer", &["ten seconds more, or about as many repetitions or breaths"]),
    ("less", &["ten seconds less, or about as many repetitions or breaths", "a glass less"]),
    ("shorter", &["ten seconds less, or about as many repetitions or breaths"]),
    ("stop", &["quit", "close; the diary has it", "back"]),
    ("quit", &["stop", "close; the diary has it", "back"]),
    ("exit", &["stop", "quit", "close; the diary has it", "back"]),
    ("close", &["back", "close; the diary has it"]),
    ("cramp", &["a cramp, now"]),
    ("eased", &["it eased"]),
    ("help", &["help; the clock runs on"]),
    ("warning", &["warnings"]),
    ("warmth or cold", &["warmth, cold"]),
    ("warmth", &["warmth, cold", "warmth"]),
    ("cold", &["warmth, cold", "cold"]),
    ("again", &["grips again"]),
    ("keep", &["keep mine"]),
    ("safety", &["what you told about your health"]),
    ("health", &["what you told about your health"]),
    ("active", &["active day"]),
    ("hot", &["hot day"]),
    ("fibre", &["high-fibre day"]),
    ("alcohol", &["alcohol today"]),
    ("colour", &["colour of pee"]),
    ("color", &["colour of pee"]),
    ("red", &["pee red, brown, cola"]),
    ("another", &["another one", "there was another cramp"]),
    ("longer than 10", &["more than 10 minutes"]),
];

/// Returns what a line that was typed means.
pub(crate) fn meant(line: &str, scene: Scene, picture: &Picture<'_>) -> ParsedInput {
    let word = line.trim().to_lowercase();
    if word.is_empty() {
        return key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE), scene, picture);
    }
    if let Some(number) = word.parse::<u16>().ok().filter(|_| word.chars().all(|c| c.is_ascii_digit())) {
        return numbered(number, scene, picture).map_or_else(|| unknown(&word, scene), ParsedInput::Actions);
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE), scene, picture) {
            ParsedInput::Nothing => unknown(&word, scene),
            meant => meant,
        };
    }
    if let Some(row) = row(&word, scene) {
        return ParsedInput::Actions(vec![row.action]);
    }
    match REQUESTS.iter().find(|request| request.word == word || request.also.contains(&word.as_str())) {
        Some(request) => ParsedInput::Telling(request.asks),
        None => unknown(&word, scene),
    }
}

/// Returns what a key means.
pub(crate) fn key(key: KeyEvent, scene: Scene, picture: &Picture<'_>) -> ParsedInput {
    if let Some(action) = keymap::lookup(scene, key) {
        return ParsedInput::Actions(vec![action]);
    }
    let KeyCode::Char(letter) = key.code else { return ParsedInput::Nothing };
    if let Some(request) = REQUESTS.iter().find(|request| request.key == letter) {
        return ParsedInput::Telling(request.asks);
    }
    let number = letter.to_digit(10).and_then(|digit| u16::try_from(digit).ok());
    number
        .and_then(|number| numbered(number, scene, picture))
        .map_or(ParsedInput::Nothing, ParsedInput::Actions)
}

/// Returns the best word for a row: its label where it has a short one, else what people say for it.
pub(super) fn word_for(row: &Binding) -> Option<&'static str> {
    row.footer.or_else(|| ALSO.iter().find(|(_, labels)| labels.contains(&row.help)).map(|(word, _)| *word))
}

/// The row of the table that a word stands for.
fn row(word: &str, scene: Scene) -> Option<&'static Binding> {
    let by = |label: &str| {
        let says = |text: &str| readable(text).to_lowercase() == label;
        keymap::rows(scene)
            .filter(|row| !matches!(row.action, Action::Count(_)))
            .find(|row| row.footer.is_some_and(says) || says(row.help) || says(key_name(row.shown)))
    };
    let also = ALSO.iter().filter(|(said, _)| *said == word).flat_map(|(_, labels)| *labels);
    by(word).or_else(|| also.into_iter().find_map(|label| by(label)))
}

/// Returns how a key is called.
pub(super) fn key_name(shown: &'static str) -> &'static str {
    match shown {
        "↑" => "up",
        "↓" => "down",
        "←" => "left arrow",
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
    let also = ALSO.iter().map(|(said, _)| *said).filter(|said| row(said, scene).is_some());
    let near = nearest(word, keymap::rows(scene).filter_map(|row| row.footer).chain(also));
    let near = near.map(|near| format!("Did you mean \"{near}\"? ")).unwrap_or_default();
    let shown: String = readable(word).chars().take(40).collect();
    ParsedInput::Unknown(format!("\"{shown}\" means nothing here. {near}A question mark tells what does."))
}

/// What the thing of this number is good for; `None` where nothing has that number.
fn numbered(number: u16, scene: Scene, picture: &Picture<'_>) -> Option<Vec<Action>> {
    let nth = usize::from(number).checked_sub(1);
    let go = |from: usize, rows: usize, then: Option<Action>| {
        let to = nth.filter(|&to| to < rows)?;
        let step = if to < from { Action::Up } else { Action::Down };
        Some([step].repeat(to.abs_diff(from)).into_iter().chain(then).collect())
    };
    match &picture.stage {
        Stage::Tonight(_) => {
            let (shown, _) = picture.keys.get(nth?)?;
            keymap::rows(scene).find(|row| row.shown == *shown).map(|row| vec![row.action])
        }
        Stage::Choose(choices) => go(choices.at, choices.rows.len(), Some(Action::Enter)),
        Stage::Learn(Reading::List(titles, at)) => go(*at, titles.len(), Some(Action::Enter)),
        Stage::Safety(asking) if asking.advice.is_none() => {
            go(asking.at, asking.rows().len(), Some(Action::Tick))
        }
        Stage::Bedroom(_, bedroom) => go(bedroom.at, bedroom.shown.len(), Some(Action::Tick)),
        Stage::Signs(ticking) => go(ticking.at, ticking.rows.len(), Some(Action::Tick)),
        Stage::Diary(Pages::Entries(list, at)) => go(*at, list.len(), None),
        Stage::Morning(asked) if asked.question == Question::Signs => {
            go(asked.signs.1, asked.signs.0.len(), Some(Action::Tick))
        }
        Stage::Morning(_) | Stage::Water(..) => counted(number, scene),
        Stage::Learn(Reading::Page(..))
        | Stage::Safety(_)
        | Stage::Diary(Pages::Nights(_) | Pages::Trial(_))
        | Stage::Cramp(_)
        | Stage::Clot(..)
        | Stage::Step(_)
        | Stage::GoodNight(_)
        | Stage::Help(_) => None,
    }
}

/// The answer that is a number, by the keys that are there for it: ten has one of its own, or comes one by one. A line
/// is a whole number: "less" before it parts it from the digit of a line before.
fn counted(number: u16, scene: Scene) -> Option<Vec<Action>> {
    let press = |letter| keymap::lookup(scene, KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
    let digit = |number: u16| char::from_digit(number.into(), 10).and_then(press);
    match (number, scene) {
        (0..=9, _) => digit(number).map(|action| vec![Action::Less, action]),
        (10.., Scene::Water) => {
            let more = usize::from(number.min(MOST_GLASSES) - 9);
            Some([Action::Less].into_iter().chain(digit(9)).chain([Action::More].repeat(more)).collect())
        }
        (10, _) => press('x').filter(|action| *action == Action::Count(10)).map(|action| vec![action]),
        (11.., Scene::Ask(Question::Minutes)) => press('m').map(|action| vec![action]),
        (11.., _) => None,
    }
}

/// Nobody drinks more, and the check counts no further.
const MOST_GLASSES: u16 = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_word_stands_for_a_label_that_is_there() {
        let all: Vec<&Binding> = keymap::all().collect();
        for (word, labels) in ALSO {
            for label in *labels {
                let there = all.iter().any(|row| row.footer == Some(label) || row.help == *label);
                assert!(there, "{word} stands for {label:?}, which is no label any more");
            }
        }
    }

    #[test]
    fn no_number_is_the_second_digit_of_another() {
        for scene in [Scene::Water, Scene::Ask(Question::Severity)] {
            assert_eq!(counted(0, scene), Some(vec![Action::Less, Action::Count(0)]));
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
                    let found = super::row(&readable(label).to_lowercase(), scene).map(|row| row.action);
                    let is_twin = |other: &&Binding| other.footer == Some(label) || other.help == label;
                    let same = keymap::rows(scene).filter(is_twin).count() > 1;
                    assert!(found == Some(row.action) || same, "{label:?} in {scene:?} means {found:?}");
                }
            }
        }
    }
}
