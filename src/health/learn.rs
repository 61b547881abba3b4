//! Short pages to read: what is known about night cramps, each statement with its source or its mark.
//!
//! The pages are Markdown files in `src/health/learn/`: a title, paragraphs, and behind each paragraph what it rests on, in
//! brackets: keys of `src/health/sources.md`, or a mark, `common advice` or `our choice`.

use crate::document::{did_you_mean, quoted};
use crate::health::bedroom;
use crate::health::signs::{self, Level};
use crate::text::wrapped;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnPage {
    pub topic: &'static str,
    pub title: String,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Heading(String),
    Say {
        text: String,
        /// Its source, in words; may be empty.
        from: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnLine {
    pub text: String,
    pub(crate) sort: Sort,
    pub block: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Heading,
    Text,
    From,
}

enum Content {
    Markdown(&'static str),
    Bedroom,
    HoursBefore,
    WarningSigns,
    Sources,
}

const TOPICS: [(&str, Content); 17] = [
    ("causes", Content::Markdown(include_str!("learn/causes.md"))),
    ("cramp-or-not", Content::Markdown(include_str!("learn/cramp-or-not.md"))),
    ("cramp", Content::Markdown(include_str!("learn/cramp.md"))),
    ("warning-signs", Content::WarningSigns),
    ("stretching", Content::Markdown(include_str!("learn/stretching.md"))),
    ("pregnancy", Content::Markdown(include_str!("learn/pregnancy.md"))),
    ("water", Content::Markdown(include_str!("learn/water.md"))),
    ("magnesium", Content::Markdown(include_str!("learn/magnesium.md"))),
    ("food", Content::Markdown(include_str!("learn/food.md"))),
    ("remedies", Content::Markdown(include_str!("learn/remedies.md"))),
    ("medicines", Content::Markdown(include_str!("learn/medicines.md"))),
    ("bedroom", Content::Bedroom),
    ("hours-before", Content::HoursBefore),
    ("calm", Content::Markdown(include_str!("learn/calm.md"))),
    ("exercise", Content::Markdown(include_str!("learn/exercise.md"))),
    ("questions", Content::Markdown(include_str!("learn/questions.md"))),
    ("sources", Content::Sources),
];

pub fn pages() -> Vec<LearnPage> {
    TOPICS.iter().map(page).collect()
}

pub fn find(topic: &str) -> Result<LearnPage, String> {
    if let Some(known) = TOPICS.iter().find(|(known, _)| *known == topic) {
        return Ok(page(known));
    }
    let titled = pages().into_iter().find(|page| {
        let words = page.title.to_lowercase();
        words.split(|c: char| !c.is_alphanumeric()).any(|word| word == topic.to_lowercase())
    });
    let near = match titled {
        Some(page) => format!("did you mean `{}`?", page.topic),
        None => did_you_mean(topic, TOPICS.iter().map(|(topic, _)| *topic)),
    };
    Err(format!("there is no page {}; {near}", quoted(topic)))
}

fn page((topic, content): &(&'static str, Content)) -> LearnPage {
    let (title, blocks) = match content {
        Content::Markdown(text) => read(text),
        Content::Bedroom => ("The place you sleep in".into(), checklist(false)),
        Content::HoursBefore => ("The day and the hours before bed".into(), checklist(true)),
        Content::WarningSigns => ("When to see a doctor".into(), warning_signs()),
        Content::Sources => ("Sources".into(), sources()),
    };
    LearnPage { topic, title, blocks }
}

impl LearnPage {
    pub fn lines(&self, columns: usize) -> Vec<LearnLine> {
        let mut lines = Vec::new();
        for (block, content) in self.blocks.iter().enumerate() {
            let mut add = |text: &str, sort| {
                let wrapped = wrapped(text, columns).into_iter();
                lines.extend(wrapped.map(|text| LearnLine { text, sort, block }));
            };
            match content {
                Block::Heading(text) => add(text, Sort::Heading),
                Block::Say { text, from } => {
                    add(text, Sort::Text);
                    if !from.is_empty() {
                        add(&format!("({from})"), Sort::From);
                    }
                }
            }
            lines.push(LearnLine { text: String::new(), sort: Sort::Text, block });
        }
        lines.pop();
        lines
    }
}

/// Reads a page: `# Title`, `## Heading`, and paragraphs that end with their sources.
fn read(text: &str) -> (String, Vec<Block>) {
    let mut title = String::new();
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n").map(|lines| lines.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if let Some(heading) = paragraph.strip_prefix("## ") {
            blocks.push(Block::Heading(heading.to_owned()));
        } else if let Some(name) = paragraph.strip_prefix("# ") {
            name.clone_into(&mut title);
        } else {
            let (text, keys) = paragraph.rsplit_once(" [").unwrap_or((&paragraph, ""));
            let from: Vec<String> = keys.trim_end_matches(']').split(", ").map(label).collect();
            blocks.push(Block::Say { text: text.to_owned(), from: from.join("; ") });
        }
    }
    (title, blocks)
}

fn label(key: &str) -> String {
    find_source(key).map_or(key, |source| source.name).to_owned()
}

struct Source {
    key: &'static str,
    name: &'static str,
    what: &'static str,
    page: &'static str,
}

fn all_sources() -> impl Iterator<Item = Source> {
    let rows =
        include_str!("sources.md").lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    let sources = cells.filter_map(|cells| match *cells {
        [key, name, what, page] => Some(Source { key, name, what, page }),
        _ => None,
    });
    sources.skip(1)
}

fn find_source(key: &str) -> Option<Source> {
    all_sources().find(|source| source.key == key)
}

fn say(text: impl Into<String>, from: impl Into<String>) -> Block {
    Block::Say { text: text.into(), from: from.into() }
}

/// What can be done now, or what belongs to the day and the hours before.
fn checklist(is_earlier: bool) -> Vec<Block> {
    let opening = if is_earlier {
        "Small habits for the day and the evening."
    } else {
        "Small things to put right once. The full wind-down has them as a list to tick."
    };
    let items = bedroom::ITEMS.iter().filter(|item| item.is_earlier == is_earlier);
    let items = items.map(|item| say(item.text, item.source));
    std::iter::once(say(opening, "our choice")).chain(items).collect()
}

fn warning_signs() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut last = None;
    for rule in signs::RULES.iter().filter(|rule| !rule.is_of_a_newer_version()) {
        if last.replace(rule.level) != Some(rule.level) {
            blocks.push(Block::Heading(heading(rule.level).to_owned()));
        }
        blocks.push(say(format!("{}. {}", rule.when, rule.wording), rule.basis));
    }
    blocks.push(say(signs::FOOTER, ""));
    blocks
}

fn heading(level: Level) -> &'static str {
    match level {
        Level::Emergency => "Call your emergency number",
        Level::RightAway => "Medical help right away, today",
        Level::Visit => "Book a visit",
        Level::Mention => "Good to mention",
    }
}

fn sources() -> Vec<Block> {
    let opening = "In brackets behind each statement stands what it rests on. Most name a source from this list. \"Common \
                   advice\" is what doctors and leaflets often say. \"Our choice\" is what we decided ourselves.";
    let rows = all_sources().map(|source| say(format!("{}: {}.", source.name, source.what), source.page));
    std::iter::once(say(opening, "")).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every paragraph of the Markdown pages, with its topic.
    fn paragraphs() -> Vec<(&'static str, String)> {
        let texts = TOPICS.iter().filter_map(|(topic, content)| match content {
            Content::Markdown(text) => Some((*topic, *text)),
            Content::Bedroom | Content::HoursBefore | Content::WarningSigns | Content::Sources => None,
        });
        let split = texts.flat_map(|(topic, text)| text.split("\n\n").map(move |p| (topic, p)));
        split.map(|(topic, p)| (topic, p.trim().replace('\n', " "))).collect()
    }

    #[test]
    fn every_statement_names_what_it_rests_on() {
        for (topic, paragraph) in paragraphs() {
            if paragraph.starts_with('#') {
                continue;
            }
            let keys = paragraph.strip_suffix(']').and_then(|p| p.rsplit_once(" [")).map(|(_, keys)| keys);
            let keys = keys.unwrap_or_else(|| panic!("{topic}: nothing behind {paragraph:?}"));
            for key in keys.split(", ") {
                assert!(
                    ["common advice", "our choice"].contains(&key) || find_source(key).is_some(),
                    "{topic}: no source {key:?}"
                );
            }
        }
    }

    #[test]
    fn every_file_is_a_page_and_every_page_has_a_title() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/health/learn");
        let files = std::fs::read_dir(folder).expect("the folder is there");
        let names = files.map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut files: Vec<_> =
            names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect();
        files.sort();
        let mut topics: Vec<_> = paragraphs().into_iter().map(|(topic, _)| topic.to_owned()).collect();
        topics.sort();
        topics.dedup();
        assert_eq!(files, topics);
        for page in pages() {
            assert!(!page.title.is_empty() && !page.blocks.is_empty(), "{}", page.topic);
        }
    }

    /// Two hundred words take a tired reader a minute. Two pages are lists to look things up in.
    #[test]
    fn a_page_is_read_in_a_minute() {
        for page in pages().iter().filter(|page| !["warning-signs", "sources"].contains(&page.topic)) {
            let words: usize = page
                .blocks
                .iter()
                .map(|block| match block {
                    Block::Heading(text) | Block::Say { text, .. } => text.split_whitespace().count(),
                })
                .sum();
            assert!(words <= 200, "{} has {words} words", page.topic);
        }
    }

    #[test]
    fn sources_are_unique_and_used() {
        let all: String = paragraphs().into_iter().map(|(_, paragraph)| paragraph).collect();
        let sources: Vec<Source> = all_sources().collect();
        let lines = include_str!("sources.md").lines().filter(|line| line.starts_with("| "));
        assert_eq!(sources.len() + 1, lines.count(), "every row has four cells");
        for (i, source) in sources.iter().enumerate() {
            assert!(sources[i + 1..].iter().all(|other| other.key != source.key), "{} twice", source.key);
            let used = ["[", " "].iter().any(|before| {
                [",", "]"].iter().any(|after| all.contains(&format!("{before}{}{after}", source.key)))
            });
            assert!(used, "{} is not used", source.key);
        }
    }

    /// A tired reader loses a long sentence before its end.
    #[test]
    fn a_sentence_is_short() {
        for (topic, paragraph) in paragraphs().iter().filter(|(_, paragraph)| !paragraph.starts_with('#')) {
            let text = paragraph.rsplit_once(" [").map_or(paragraph.as_str(), |(text, _)| text);
            for sentence in text.replace("? ", ". ").split(". ") {
                let words = sentence.split_whitespace().count();
                assert!(words <= 14, "{topic}: {words} words in {sentence:?}");
            }
        }
    }

    #[test]
    fn lines_are_as_wide_as_asked_and_lose_nothing() {
        for page in pages() {
            let whole: Vec<String> = page.lines(10_000).into_iter().map(|line| line.text).collect();
            for columns in [1, 20, 38, 64] {
                let lines = page.lines(columns);
                if columns >= 20 {
                    let urls = |line: &&LearnLine| line.sort != Sort::From;
                    assert!(lines.iter().filter(urls).all(|l| l.text.chars().count() <= columns));
                }
                let joined: String = lines.iter().map(|line| line.text.as_str()).collect();
                let bare = |text: &str| text.replace([' ', '-'], "");
                assert_eq!(bare(&joined), bare(&whole.concat()), "{} at {columns}", page.topic);
            }
        }
    }

    #[test]
    fn every_warning_sign_is_told_with_what_to_do() {
        let page = find("warning-signs").expect("it is there");
        let told: Vec<_> = page.lines(10_000).into_iter().map(|line| line.text).collect();
        for rule in signs::RULES.iter().filter(|rule| !rule.is_of_a_newer_version()) {
            assert!(told.contains(&format!("{}. {}", rule.when, rule.wording)), "{}", rule.id);
        }
        assert!(told.iter().all(|line| !line.contains('{')));
    }

    #[test]
    fn a_wrong_topic_is_told_the_nearest() {
        assert_eq!(find("watr").unwrap_err(), "there is no page `watr`; did you mean `water`?");
        assert_eq!(find("Yoga").unwrap_err(), "there is no page `Yoga`; did you mean `calm`?");
        assert!(find("xyzzy").unwrap_err().contains("known here: causes, cramp"));
    }
}
