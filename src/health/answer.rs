//! Answers from a fixed list: the word that files keep, and the words that people read.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};

pub trait Answer: Copy + Ord + 'static {
    /// Every answer, in the order in which people are offered them.
    const ALL: &'static [Self];

    /// The word that stands for it in files and on the command line; never changes.
    fn id(self) -> &'static str;

    fn label(self) -> &'static str;

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|answer| answer.id() == id)
    }

    /// The answer that a person means: "front of thigh" is `front-of-thigh`.
    fn meant(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.iter().copied().find(|a| a.id() == text || a.label().replace(' ', "-") == text)
    }
}

/// Reads an answer; a word of a newer version counts as none.
pub(crate) fn known<'de, D: Deserializer<'de>, A: Answer>(from: D) -> Result<Option<A>, D::Error> {
    Ok(Option::<Cow<'_, str>>::deserialize(from)?.and_then(|id| A::from_id(&id)))
}

/// Reads a set of answers that may not have been asked for, without the words of a newer version.
pub(crate) fn known_set_if_asked<'de, D, A>(from: D) -> Result<Option<BTreeSet<A>>, D::Error>
where
    D: Deserializer<'de>,
    A: Answer,
{
    let ids = Option::<Vec<Cow<'_, str>>>::deserialize(from)?;
    Ok(ids.map(|ids| ids.iter().filter_map(|id| A::from_id(id)).collect()))
}

macro_rules! answers {
    (
        $(#[$about:meta])* $name:ident:
        $($(#[$doc:meta])* $answer:ident = $id:literal, $label:literal;)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $answer,)+
        }

        impl $crate::health::answer::Answer for $name {
            const ALL: &'static [Self] = &[$(Self::$answer,)+];

            fn id(self) -> &'static str {
                match self {
                    $(Self::$answer => $id,)+
                }
            }

            fn label(self) -> &'static str {
                match self {
                    $(Self::$answer => $label,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::health::answer::Answer::id(*self))
            }
        }
    };
}

pub(crate) use answers;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::body::Muscle;

    #[test]
    fn people_may_write_the_word_or_what_they_read() {
        for text in ["front-of-thigh", "front of thigh", " Front_of Thigh "] {
            assert_eq!(Muscle::meant(text), Some(Muscle::FrontOfThigh), "{text}");
        }
        assert_eq!(Muscle::meant("thigh"), None);
        assert_eq!(Muscle::from_id("Calf"), None, "files are not guessed at");
    }
}
