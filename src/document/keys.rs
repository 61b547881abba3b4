//! Tables of keys: what a table of a document may hold, and what a file gives.
//!
//! They are the one truth: the checker obeys them, and the JSON Schema is made from them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

/// One key that a table may hold.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// Whether the table is incomplete without it.
    pub needed: bool,
    /// One line about it, for the schema and for advice.
    pub doc: &'static str,
}

impl Key {
    /// Returns a key that may be left out.
    pub const fn new(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Key { name, kind, needed: false, doc }
    }

    /// Returns the same key, but needed.
    #[must_use]
    pub const fn needed(self) -> Self {
        Key { needed: true, ..self }
    }
}

/// A key at the top of older files that is not read any more.
#[derive(Clone, Copy, Debug)]
pub struct Retired {
    /// Its name in the file.
    pub name: &'static str,
    /// What to say of it.
    pub what: &'static str,
    /// What to write instead.
    pub fix: &'static str,
}

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A name: a text with something to see in it.
    Title,
    /// A text; empty is the same as absent.
    Text,
    /// A list of texts, each with something to see in it.
    Texts {
        /// The most texts.
        most: usize,
    },
    /// The id of something defined elsewhere; whether it is known the reader finds out.
    Id,
    /// A length of time as text with units.
    Length {
        /// The shortest.
        min: Duration,
        /// The longest.
        max: Duration,
    },
    /// A whole number.
    Whole {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// An id, or 2 to 4 numbers of seconds from zero up.
    IdOrSeconds {
        /// The largest number.
        max: u32,
    },
    /// A text of several lines, drawn in letters.
    Drawing {
        /// The most columns.
        columns: usize,
        /// The most lines.
        rows: usize,
    },
    /// A list of tables, written `[[name]]`.
    Tables {
        /// The keys of each.
        keys: &'static [Key],
        /// The most tables.
        most: usize,
    },
    /// One table, written `[name]`.
    Table {
        /// Its keys.
        keys: &'static [Key],
    },
    /// Tables with an id each, written `[name.id]`.
    Named {
        /// The keys of each.
        keys: &'static [Key],
    },
}

/// The most characters of a text.
pub const LONGEST_TEXT: usize = 500;

/// What an id must look like, for the JSON Schema.
pub const ID_PATTERN: &str = "^[a-z0-9-]{1,64}$";

/// A value that holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of a [`Kind::Title`] or a [`Kind::Text`] that is not empty, or an id.
    Text(String),
    /// Of a [`Kind::Texts`], or the lines of a [`Kind::Drawing`].
    Texts(Vec<String>),
    /// Of a [`Kind::Length`].
    Length(Duration),
    /// Of a [`Kind::Whole`].
    Whole(u32),
    /// Of a [`Kind::Choice`].
    Choice(&'static str),
    /// Of a [`Kind::Flag`].
    Flag(bool),
    /// Of a [`Kind::IdOrSeconds`] given as numbers.
    Seconds(Vec<Duration>),
    /// Of a [`Kind::Tables`], or the one of a [`Kind::Table`].
    Tables(Vec<Fields>),
    /// Of a [`Kind::Named`], in the order of the file.
    Named(Vec<Entry>),
}

/// A table with an id.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id: `a-z`, `0-9` and `-`.
    pub id: String,
    /// What it holds.
    pub fields: Fields,
}

/// What a table holds, as far as it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// The bytes of the table's header.
    pub at: Range<usize>,
    /// The keys given.
    pub(super) given: BTreeMap<&'static str, Given>,
    /// Known keys that an unknown one probably meant.
    pub(super) meant: Vec<&'static str>,
}

/// A key that a file gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    /// The bytes of the key.
    pub(super) key: Range<usize>,
    /// The bytes of its value.
    pub(super) at: Range<usize>,
    /// The value, if it holds.
    pub(super) value: Option<Value>,
}

impl Fields {
    /// Returns whether the file gives this key, be its value good or bad.
    pub fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    /// Returns whether the file gives this key, or one so near that it was meant.
    pub fn means(&self, name: &str) -> bool {
        self.has(name) || self.meant.contains(&name)
    }

    /// Returns the names of the keys given, in the order of the file.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.given.iter().map(|(name, given)| (given.key.start, *name)).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// Returns the bytes of a key, or of the table's header without it.
    pub fn key_at(&self, name: &str) -> Range<usize> {
        self.given.get(name).map_or_else(|| self.at.clone(), |given| given.key.clone())
    }

    /// Returns the bytes of a key's value, or of the table's header without it.
    pub fn value_at(&self, name: &str) -> Range<usize> {
        self.given.get(name).map_or_else(|| self.at.clone(), |given| given.at.clone())
    }

    /// Returns the value of a key, if it is given and holds.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.given.get(name)?.value.as_ref()
    }

    /// Returns a text or an id.
    pub fn text(&self, name: &str) -> Option<&str> {
        if let Value::Text(text) = self.value(name)? { Some(text) } else { None }
    }

    /// Returns a list of texts.
    pub fn texts(&self, name: &str) -> Option<&[String]> {
        if let Value::Texts(texts) = self.value(name)? { Some(texts) } else { None }
    }

    /// Returns a length of time.
    pub fn length(&self, name: &str) -> Option<Duration> {
        if let Value::Length(length) = self.value(name)? { Some(*length) } else { None }
    }

    /// Returns a whole number.
    pub fn whole(&self, name: &str) -> Option<u32> {
        if let Value::Whole(number) = self.value(name)? { Some(*number) } else { None }
    }

    /// Returns a whole number that the key's limits keep small; `None` too where it does not fit.
    pub fn small<N: TryFrom<u32>>(&self, name: &str) -> Option<N> {
        N::try_from(self.whole(name)?).ok()
    }

    /// Returns one of the words of a choice.
    pub fn choice(&self, name: &str) -> Option<&'static str> {
        if let Value::Choice(word) = self.value(name)? { Some(word) } else { None }
    }

    /// Returns a flag.
    pub fn flag(&self, name: &str) -> Option<bool> {
        if let Value::Flag(flag) = self.value(name)? { Some(*flag) } else { None }
    }

    /// Returns numbers of seconds.
    pub fn seconds(&self, name: &str) -> Option<&[Duration]> {
        if let Value::Seconds(seconds) = self.value(name)? { Some(seconds) } else { None }
    }

    /// Returns the tables of a list; none when it is absent.
    pub fn tables(&self, name: &str) -> &[Fields] {
        if let Some(Value::Tables(tables)) = self.value(name) { tables } else { &[] }
    }

    /// Returns the tables with ids; none when they are absent.
    pub fn entries(&self, name: &str) -> &[Entry] {
        if let Some(Value::Named(entries)) = self.value(name) { entries } else { &[] }
    }
}

impl Key {
    /// Returns what to say when it is needed and absent below the header `path`, and what to write.
    pub(super) fn absence(&self, path: &str) -> (String, String) {
        let fix = match self.kind {
            Kind::Table { .. } => format!("write `[{}]`: {}", self.name, self.doc),
            Kind::Tables { .. } => format!("write at least one `[[{path}{}]]`: {}", self.name, self.doc),
            Kind::Named { .. } => format!("write at least one `[{}.some-name]`: {}", self.name, self.doc),
            Kind::Title
            | Kind::Text
            | Kind::Texts { .. }
            | Kind::Id
            | Kind::Length { .. }
            | Kind::Whole { .. }
            | Kind::Choice(_)
            | Kind::Flag
            | Kind::IdOrSeconds { .. }
            | Kind::Drawing { .. } => {
                format!("write `{} = {}`: {}", self.name, self.kind.example(), self.doc)
            }
        };
        (format!("`{}` is missing", self.name), fix)
    }
}

impl Kind {
    /// Returns what it is called in messages.
    pub(super) fn called(self) -> &'static str {
        match self {
            Kind::Title | Kind::Text => "a text in quotes",
            Kind::Texts { .. } => "a list of texts",
            Kind::Id => "an id in quotes",
            Kind::Length { .. } => "a length with its unit",
            Kind::Whole { .. } => "a whole number",
            Kind::Choice(_) => "a word in quotes",
            Kind::Flag => "`true` or `false`",
            Kind::IdOrSeconds { .. } => "an id in quotes or a list of seconds",
            Kind::Drawing { .. } => "a text of several lines",
            Kind::Tables { .. } | Kind::Table { .. } | Kind::Named { .. } => "a table",
        }
    }

    /// Returns a value as one would write it.
    pub(crate) fn example(self) -> String {
        match self {
            Kind::Title | Kind::Text => "\"...\"".into(),
            Kind::Texts { .. } => "[\"...\", \"...\"]".into(),
            Kind::Id => "\"some-name\"".into(),
            Kind::Length { .. } => "\"30s\"".into(),
            Kind::Whole { min, .. } => min.max(1).to_string(),
            Kind::Choice(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            Kind::Flag => "true".into(),
            Kind::IdOrSeconds { .. } => "[4, 0, 6, 0]".into(),
            Kind::Drawing { .. } => "\"\"\"...\"\"\"".into(),
            Kind::Tables { .. } | Kind::Table { .. } | Kind::Named { .. } => "{ }".into(),
        }
    }
}

/// Returns whether a word is an id: `a-z`, `0-9` and `-`, 1 to 64 of them.
pub fn is_id(word: &str) -> bool {
    (1..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
