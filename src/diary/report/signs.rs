//! The warning signs on the page for an appointment: each with the nights it was ticked for, and whether it was checked.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::facts::{ReportSign, Ticked};
use crate::diary::list::in_short;
use crate::health::answer::Answer;
use crate::health::signs::{Lasts, Sign};
use crate::store::journal::{self, Entry, EventKind};
use crate::text::capital;

/// Returns the signs ticked from a night on; earlier ones too where they still stand because nobody has checked them.
pub(super) fn ticked<'a>(entries: impl Iterator<Item = &'a Entry> + Clone, from: Date) -> Vec<ReportSign> {
    let mut checked: HashMap<(&str, &str), Date> = HashMap::new();
    for entry in entries.clone() {
        if let EventKind::Checked(note) = &entry.what {
            checked.extend(note.checked.iter().map(|c| ((c.of.as_str(), c.sign.as_str()), entry.at.date())));
        }
    }
    let mut signs: BTreeMap<(Option<Sign>, &str), Vec<Ticked>> = BTreeMap::new();
    for entry in entries {
        let night = entry.night;
        let Some((of, words, side)) = journal::ticked(entry) else { continue };
        for word in words.words() {
            let (sign, checked) = (Sign::from_id(word), checked.get(&(of.as_str(), word)).copied());
            let stands = sign.is_none_or(|sign| sign.lasts() != Lasts::AFortnight) && checked.is_none();
            if night >= from || stands {
                signs.entry((sign, word)).or_default().push(Ticked { night, side, checked });
            }
        }
    }
    let named = signs.into_iter().map(|((sign, word), mut ticked)| {
        ticked.sort_by_key(|ticked| ticked.night);
        let sign = match sign {
            Some(_) => capital(in_short(word)),
            None => format!("\"{word}\", which only a newer winddown knows"),
        };
        ReportSign { sign, ticked }
    });
    named.collect()
}
