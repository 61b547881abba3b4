//! The warning signs that are ticked in an entry of the journal.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::sign::Sign;
use crate::document::{harmful, one_line};
use crate::health::answer::Answer;

/// The warning signs ticked in one entry. A word that only a newer winddown knows is kept, so that saving the entry
/// again loses nothing; it counts as a sign to be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TickedSigns {
    known: BTreeSet<Sign>,
    newer: BTreeSet<String>,
}

/// The most words of a newer winddown that are kept, and the longest of them in characters.
const MOST_NEWER: usize = 20;
const LONGEST_WORD: usize = 40;

impl TickedSigns {
    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.newer.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len() + self.newer.len()
    }

    pub(crate) fn has(&self, sign: Sign) -> bool {
        self.known.contains(&sign)
    }

    pub fn turn(&mut self, sign: Sign) {
        if !self.known.remove(&sign) {
            self.known.insert(sign);
        }
    }

    pub(crate) fn tick(&mut self, sign: Sign) {
        self.known.insert(sign);
    }

    pub(crate) fn tick_all(&mut self, signs: &[Sign]) {
        self.known.extend(signs);
    }

    pub fn iter(&self) -> impl Iterator<Item = Sign> {
        self.known.iter().copied()
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|sign| sign.id()).chain(self.newer.iter().map(String::as_str))
    }
}

impl FromIterator<Sign> for TickedSigns {
    fn from_iter<I: IntoIterator<Item = Sign>>(signs: I) -> TickedSigns {
        TickedSigns { known: signs.into_iter().collect(), newer: BTreeSet::new() }
    }
}

impl<const N: usize> From<[Sign; N]> for TickedSigns {
    fn from(signs: [Sign; N]) -> TickedSigns {
        signs.into_iter().collect()
    }
}

impl Serialize for TickedSigns {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.words())
    }
}

impl<'de> Deserialize<'de> for TickedSigns {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<TickedSigns, D::Error> {
        let mut signs = TickedSigns::default();
        for word in Vec::<Cow<'_, str>>::deserialize(from)? {
            match Sign::from_id(&word) {
                Some(sign) => signs.tick(sign),
                None if signs.newer.len() < MOST_NEWER => {
                    signs.newer.insert(fit(&word));
                }
                None => {}
            }
        }
        Ok(signs)
    }
}

/// Makes a sign's word from a shared file fit to be shown.
pub(crate) fn fit(word: &str) -> String {
    let word = if word.chars().any(harmful) { one_line(word).into_owned() } else { word.to_owned() };
    word.chars().take(LONGEST_WORD).collect()
}
