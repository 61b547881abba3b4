//! What the program really shows: its pages, files, answers and texts.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::fmt::Debug;
use std::process::Command;
use std::sync::LazyLock;

use winddown::testing::app::keymap::{self, Action, Scene};
use winddown::testing::diary;
use winddown::testing::health::answer::Answer;
use winddown::testing::health::body::{Day, KnownRelief, Muscle};
use winddown::testing::health::safety::{self, Risk};
use winddown::testing::health::signs::{FOOTER, RULES, Sign};
use winddown::testing::health::water::WaterNote;
use winddown::testing::health::water::{self, Limit, Profile, Units};
use winddown::testing::health::{bedroom, learn};
use winddown::testing::routine::library::{Library, MOVES, PATTERNS, SHIPPED};
use winddown::testing::routine::{cramp, gate};

use super::Place;

/// A text that a person can read.
pub(crate) struct Text {
    /// What sort of text it is.
    pub(crate) sort: &'static str,
    /// Which one.
    pub(crate) name: String,
    /// What it says, with single spaces.
    pub(crate) words: String,
}

/// Every text that a person can read.
pub(crate) static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let mut texts = Vec::new();
    let mut add = |sort, name: &str, words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        texts.push(Text { sort, name: name.to_owned(), words });
    };
    for topic in learn::pages() {
        add("page", topic.topic, &format!("{}\n{}", topic.title, page(topic.topic)));
    }
    add("README", "README.md", include_str!("../../README.md"));
    for (id, text) in &MOVES {
        add("move", id, text);
    }
    for (id, text) in &PATTERNS {
        add("breaths", id, text);
    }
    for (id, text) in SHIPPED {
        add(if id.starts_with("cramp") { "cramp routine" } else { "routine" }, id, text);
    }
    for rule in &RULES {
        add("warning rule", rule.id, &[rule.when, rule.wording, rule.basis].join("\n"));
    }
    add("warning rule", "footer", FOOTER);
    add("water", "verdicts", &verdicts().join("\n"));
    for item in &bedroom::ITEMS {
        add("bedroom", item.id, &[item.text, item.source].join("\n"));
    }
    add("trial", "diary trial", &diary::TRIAL.join("\n"));
    add("report", "questions to ask", &diary::QUESTIONS.join("\n"));
    let before = [
        safety::HABIT,
        safety::LOCAL,
        safety::ADVICE,
        safety::CLOT_NOW,
        safety::SWOLLEN,
        safety::Y_OR_N,
        safety::FLUIDS,
        safety::TRIPS,
        safety::MEDICINES,
        gate::NO_MASSAGE,
        gate::SURGERY,
    ];
    add("safety", "before the first evening", &before.join("\n"));
    let said = [
        cramp::EMERGENCY,
        cramp::FIVE,
        cramp::FIVE_ELSEWHERE,
        cramp::TEN,
        cramp::SORENESS,
        cramp::PAINKILLERS,
    ];
    add("cramp", "the cramp screen", &said.join("\n"));
    let answers =
        [labels::<Risk>(), labels::<Sign>(), labels::<Day>(), labels::<KnownRelief>(), labels::<Muscle>()];
    add("answers", "what can be answered", &answers.concat().join("\n"));
    for row in keymap::all() {
        add("key", row.shown, &[row.help, row.footer.unwrap_or_default()].join("\n"));
    }
    for (name, words) in manual() {
        add("help", &name, &words);
    }
    add("help", "config", &run(&["config"]));
    texts
});

/// Returns what is missing at a place; `None` where the words stand there.
pub(crate) fn missing(place: &Place) -> Option<String> {
    let (found, what) = match place {
        Place::Page(topic, words) => (page(topic).contains(words), format!("{words:?} on the page {topic}")),
        Place::Move(id, words) => (move_says(id, words), format!("{words:?} in the move {id}")),
        Place::Rests(id, words) => (rests_on(id).contains(words), format!("{words:?} behind {id}")),
        Place::Step(routine, name, dose) => {
            (has_step(routine, name, dose), format!("{name} · {dose} in {routine}"))
        }
        Place::Rule(id, words) => {
            let rule = RULES.iter().find(|rule| rule.id == *id);
            let said = rule.is_some_and(|rule| rule.when.contains(words) || rule.wording.contains(words));
            (said, format!("{words:?} in {id}"))
        }
        Place::Bedroom(id, words) => {
            let item = bedroom::ITEMS.iter().find(|item| item.id == *id);
            (item.is_some_and(|item| item.text.contains(words)), format!("{words:?} as {id} in the bedroom"))
        }
        Place::Breath(id, words) => {
            let library = Library::shipped();
            let said = library.pattern(id).is_some_and(|p| p.name.contains(words) || p.about.contains(words));
            (said, format!("{words:?} in the pattern {id}"))
        }
        Place::Day(day, words) => answer(*day, words),
        Place::Relief(relief, words) => answer(*relief, words),
        Place::Muscle(muscle, words) => {
            let (said, what) = answer(*muscle, words);
            (said && is_a_key(*muscle, words), format!("{what}, with its key"))
        }
        Place::Risk(risk, words) => answer(*risk, words),
        Place::Sign(sign, words) => {
            let (said, what) = answer(*sign, words);
            (said && sign.rule().is_some(), format!("{what}, with its rule"))
        }
        Place::Water(words) => {
            let said = verdicts().iter().any(|line| line.contains(words));
            (said, format!("{words:?} about water"))
        }
        Place::Trial(words) => {
            (diary::TRIAL.join("\n").contains(words), format!("{words:?} about the trial"))
        }
        Place::Report(words) => {
            (diary::QUESTIONS.join("\n").contains(words), format!("{words:?} on the page for an appointment"))
        }
        Place::Asked(words) => {
            let said = TEXTS.iter().any(|text| text.sort == "safety" && text.words.contains(words));
            (said, format!("{words:?} among the questions before the first evening"))
        }
        Place::Gone(words) => {
            let holder = TEXTS.iter().find(|text| text.words.contains(words));
            let name = holder.map_or("", |text| text.name.as_str());
            (holder.is_none(), format!("{words:?} is still in {name}"))
        }
    };
    (!found).then_some(what)
}

/// An answer as people are offered it.
fn answer<A: Answer + Debug>(answer: A, words: &str) -> (bool, String) {
    (
        A::ALL.contains(&answer) && answer.label().contains(words),
        format!("{words:?} as the answer {answer:?}"),
    )
}

fn labels<A: Answer>() -> Vec<&'static str> {
    A::ALL.iter().map(|answer| answer.label()).collect()
}

/// A page as one text.
fn page(topic: &str) -> String {
    let lines = learn::find(topic).map(|page| page.lines(10_000)).unwrap_or_default();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// A move's file, or nothing.
fn move_file(id: &str) -> toml::Table {
    let text = MOVES.iter().find(|(known, _)| *known == id).map_or("", |(_, text)| text);
    text.parse().expect("a test of the library reads every move")
}

/// Whether words stand in what a move shows: neither in a comment nor in what it rests on.
fn move_says(id: &str, words: &str) -> bool {
    move_file(id).iter().filter(|(key, _)| *key != "source").any(|(_, value)| match value {
        toml::Value::String(text) => text.contains(words),
        toml::Value::Array(lines) => {
            lines.iter().any(|line| line.as_str().is_some_and(|l| l.contains(words)))
        }
        _ => false,
    })
}

/// What a move or a breathing pattern rests on.
fn rests_on(id: &str) -> String {
    let library = Library::shipped();
    let breath = library.pattern(id).and_then(|pattern| pattern.source.clone());
    breath.unwrap_or_else(|| move_file(id)["source"].as_str().unwrap_or_default().to_owned())
}

fn has_step(routine: &str, name: &str, dose: &str) -> bool {
    let routine = Library::routine(routine);
    routine.is_some_and(|routine| {
        routine
            .steps
            .iter()
            .any(|step| step.name == name && winddown::testing::routine::wording::dose(&step.work) == dose)
    })
}

fn is_a_key(muscle: Muscle, words: &str) -> bool {
    keymap::rows(Scene::Cramp).any(|row| row.action == Action::Muscle(muscle) && row.help.contains(words))
}

/// Everything that the look at water can say.
fn verdicts() -> Vec<String> {
    let mut lines = Vec::new();
    for limit in [Limit::None, Limit::Ml(1500), Limit::Unclear] {
        for night_trips in [0, 3] {
            let person = Profile {
                glass_ml: 250,
                units: Units::Millilitres,
                target_ml: 2000,
                limit,
                pregnant: false,
                night_trips,
            };
            for glasses in [0, 1, 6, 8, 20] {
                for colour in [None, Some(2), Some(water::DARKEST), Some(water::ALARMING)] {
                    let note =
                        WaterNote { glasses, glass_ml: 250, colour, alcohol: true, ..WaterNote::default() };
                    let verdict = water::judge(&note, Some(&note), &person);
                    lines.extend(verdict.warning.map(str::to_owned));
                    lines.extend(verdict.state.map(|state| state.said(None)));
                    lines.extend(verdict.lines);
                }
            }
        }
    }
    lines.sort();
    lines.dedup();
    lines
}

/// The manual page of every command, as people read it, and the short help.
fn manual() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder for the pages");
    run(&["man", &folder.path().to_string_lossy()]);
    let files = std::fs::read_dir(folder.path()).expect("the pages were written");
    let mut pages: Vec<_> = files
        .map(|file| {
            let file = file.expect("an entry").path();
            let text = std::fs::read_to_string(&file).expect("a page is text");
            let plain =
                text.replace("\\-", "-").replace("\\*(Aq", "'").replace("\\fB", "").replace("\\fR", "");
            (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), plain)
        })
        .collect();
    pages.push(("--help".to_owned(), run(&["--help"])));
    pages
}

/// What the program prints, with nothing of this machine.
fn run(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().expect("a home");
    let mut program = Command::new(env!("CARGO_BIN_EXE_winddown"));
    let output =
        program.env_clear().env("WINDDOWN_HOME", home.path()).args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}
