//! Tables of keys: what a table of a document may hold, and what a file gives.
//!
//! They are the one truth: the checker obeys them, and the JSON Schema is made from them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

/// One key that a table may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub name: &'static str,
    pub kind: ValueSpec,
    /// Whether the table is incomplete without it.
    pub needed: bool,
    /// One line about it, for the schema and for advice.
    pub doc: &'static str,
}

impl Key {
    pub(crate) const fn new(name: &'static str, kind: ValueSpec, doc: &'static str) -> Self {
        Key { name, kind, needed: false, doc }
    }

    #[must_use]
    pub(crate) const fn needed(self) -> Self {
        Key { needed: true, ..self }
    }
}

/// A key at the top of older files that is not read any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retired {
    pub name: &'static str,
    pub what: &'static str,
    pub fix: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueSpec {
    /// A name: a text with something to see in it.
    Title,
    /// A text; empty is the same as absent.
    Text,
    /// A list of texts, each with something to see in it.
    Texts {
        most: usize,
    },
    /// A program, by its name or its full path, and its arguments.
    Command {
        most: usize,
    },
    /// The id of something defined elsewhere; whether it is known the reader finds out.
    Id,
    /// A length of time as text with units.
    Length {
        min: Duration,
        max: Duration,
    },
    /// The same, or this word.
    LengthOr {
        word: &'static str,
        min: Duration,
        max: Duration,
    },
    Whole {
        min: u32,
        max: u32,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    Flag,
    /// The same, or this word.
    FlagOr(&'static str),
    /// An id, or 2 to 4 numbers of seconds from zero up.
    IdOrSeconds {
        max: u32,
    },
    /// A text of several lines, drawn in letters.
    Drawing {
        columns: usize,
        rows: usize,
    },
    /// A list of tables, written `[[name]]`.
    Tables {
        keys: &'static [Key],
        most: usize,
    },
    /// One table, written `[name]`.
    Table {
        keys: &'static [Key],
    },
    /// Tables with an id each, written `[name.id]`.
    Named {
        keys: &'static [Key],
    },
}

pub(crate) const LONGEST_TEXT: usize = 500;

/// What an id must look like, for the JSON Schema.
pub(crate) const ID_PATTERN: &str = "^[a-z0-9-]{1,64}$";

/// A value that holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Of a [`ValueSpec::Title`] or a [`ValueSpec::Text`] that is not empty, or an id.
    Text(String),
    /// Of a [`ValueSpec::Texts`] or [`ValueSpec::Command`], or the lines of a [`ValueSpec::Drawing`].
    Texts(Vec<String>),
    Length(Duration),
    Whole(u32),
    Choice(&'static str),
    Flag(bool),
    /// Of a [`ValueSpec::IdOrSeconds`] given as numbers.
    Seconds(Vec<Duration>),
    Tables(Vec<Table>),
    /// Of a [`ValueSpec::Named`], in the order of the file.
    Named(Vec<KeySpec>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeySpec {
    /// Its id: `a-z`, `0-9` and `-`.
    pub id: String,
    pub fields: Table,
}

/// What a table holds, as far as it holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// The bytes of the table's header.
    pub at: Range<usize>,
    pub(super) given: BTreeMap<&'static str, Given>,
    /// Known keys that an unknown one probably meant.
    pub(super) suggestion: Vec<&'static str>,
}

/// A key that a file gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    pub(super) key: Range<usize>,
    /// The bytes of its value.
    pub(super) at: Range<usize>,
    pub(super) value: Option<Value>,
}

impl Table {
    /// Whether the file gives this key, good or bad.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    /// Whether the file gives this key, or one so near that it was meant.
    pub(crate) fn means(&self, name: &str) -> bool {
        self.has(name) || self.suggestion.contains(&name)
    }

    /// The names of the keys given, in the order of the file.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.given.iter().map(|(name, given)| (given.key.start, *name)).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// The bytes of a key, or of the table's header without it.
    pub(crate) fn key_at(&self, name: &str) -> Range<usize> {
        self.given.get(name).map_or_else(|| self.at.clone(), |given| given.key.clone())
    }

    /// The bytes of a key's value, or of the table's header without it.
    pub(crate) fn value_at(&self, name: &str) -> Range<usize> {
        self.given.get(name).map_or_else(|| self.at.clone(), |given| given.at.clone())
    }

    /// The value of a key, if it is given and holds.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.given.get(name)?.value.as_ref()
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        if let Value::Text(text) = self.value(name)? { Some(text) } else { None }
    }

    pub(crate) fn texts(&self, name: &str) -> Option<&[String]> {
        if let Value::Texts(texts) = self.value(name)? { Some(texts) } else { None }
    }

    pub(crate) fn length(&self, name: &str) -> Option<Duration> {
        if let Value::Length(length) = self.value(name)? { Some(*length) } else { None }
    }

    pub(crate) fn whole(&self, name: &str) -> Option<u32> {
        if let Value::Whole(number) = self.value(name)? { Some(*number) } else { None }
    }

    /// A whole number that the key's limits keep small; `None` too where it does not fit.
    pub(crate) fn small<N: TryFrom<u32>>(&self, name: &str) -> Option<N> {
        N::try_from(self.whole(name)?).ok()
    }

    pub(crate) fn choice(&self, name: &str) -> Option<&'static str> {
        if let Value::Choice(word) = self.value(name)? { Some(word) } else { None }
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        if let Value::Flag(flag) = self.value(name)? { Some(*flag) } else { None }
    }

    pub(crate) fn seconds(&self, name: &str) -> Option<&[Duration]> {
        if let Value::Seconds(seconds) = self.value(name)? { Some(seconds) } else { None }
    }

    pub(crate) fn tables(&self, name: &str) -> &[Table] {
        if let Some(Value::Tables(tables)) = self.value(name) { tables } else { &[] }
    }

    pub(crate) fn entries(&self, name: &str) -> &[KeySpec] {
        if let Some(Value::Named(entries)) = self.value(name) { entries } else { &[] }
    }
}

impl Key {
    /// What to say when it is absent below the header `path`, and what to write.
    pub(super) fn absence(&self, path: &str) -> (String, String) {
        let fix = match self.kind {
            ValueSpec::Table { .. } => format!("write `[{}]`: {}", self.name, self.doc),
            ValueSpec::Tables { .. } => format!("write at least one `[[{path}{}]]`: {}", self.name, self.doc),
            ValueSpec::Named { .. } => {
                format!("write at least one `[{}.some-name]`: {}", self.name, self.doc)
            }
            _ => format!("write `{} = {}`: {}", self.name, self.kind.example(), self.doc),
        };
        (format!("`{}` is missing", self.name), fix)
    }
}

impl ValueSpec {
    pub(super) fn called(self) -> &'static str {
        match self {
            ValueSpec::Title | ValueSpec::Text => "a text in quotes",
            ValueSpec::Texts { .. } | ValueSpec::Command { .. } => "a list of texts",
            ValueSpec::Id => "an id in quotes",
            ValueSpec::Length { .. } | ValueSpec::LengthOr { .. } => "a length with its unit",
            ValueSpec::Whole { .. } => "a whole number",
            ValueSpec::Choice(_) => "a word in quotes",
            ValueSpec::Flag | ValueSpec::FlagOr(_) => "`true` or `false`",
            ValueSpec::IdOrSeconds { .. } => "an id in quotes or a list of seconds",
            ValueSpec::Drawing { .. } => "a text of several lines",
            ValueSpec::Tables { .. } | ValueSpec::Table { .. } | ValueSpec::Named { .. } => "a table",
        }
    }

    /// A value as one would write it.
    pub(crate) fn example(self) -> String {
        match self {
            ValueSpec::Title | ValueSpec::Text => "\"...\"".into(),
            ValueSpec::Texts { .. } | ValueSpec::Command { .. } => "[\"...\", \"...\"]".into(),
            ValueSpec::Id => "\"some-name\"".into(),
            ValueSpec::Length { .. } | ValueSpec::LengthOr { .. } => "\"30s\"".into(),
            ValueSpec::Whole { min, .. } => min.max(1).to_string(),
            ValueSpec::Choice(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            ValueSpec::Flag | ValueSpec::FlagOr(_) => "true".into(),
            ValueSpec::IdOrSeconds { .. } => "[4, 0, 6, 0]".into(),
            ValueSpec::Drawing { .. } => "\"\"\"...\"\"\"".into(),
            ValueSpec::Tables { .. } | ValueSpec::Table { .. } | ValueSpec::Named { .. } => "{ }".into(),
        }
    }
}

/// Whether a word is an id: `a-z`, `0-9` and `-`, 1 to 64 of them.
pub(crate) fn is_id(word: &str) -> bool {
    (1..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
