//! The bedroom checklist: small things to put right once, so that nights may go better; and what helps earlier in the day,
//! which is for the page to read and for a tip.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::health::safety::{Risk, Safety};

#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    pub id: &'static str,
    pub text: &'static str,
    pub source: &'static str,
    pub(crate) unless: Unless,
    /// Whether it belongs to the day or the hours before, so that it cannot be done now.
    pub(crate) is_earlier: bool,
}

/// Whom an item is not for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unless {
    Nobody,
    Pregnant,
    /// About drinking more.
    Limited,
    /// About heat: not on numb skin, nor with poor circulation (B3, K2; our choice).
    Overheated,
}

const fn item(id: &'static str, text: &'static str, source: &'static str) -> Item {
    Item { id, text, source, unless: Unless::Nobody, is_earlier: false }
}

impl Item {
    const fn unless(self, unless: Unless) -> Item {
        Item { unless, ..self }
    }

    const fn earlier(self) -> Item {
        Item { is_earlier: true, ..self }
    }

    pub(crate) fn suits(&self, known: &Safety) -> bool {
        match self.unless {
            Unless::Nobody => true,
            Unless::Pregnant => !known.has(Risk::Pregnancy),
            Unless::Limited => known.may_drink_more(),
            Unless::Overheated => ![Risk::Numbness, Risk::Illness, Risk::HeartOrKidney, Risk::Pregnancy]
                .iter()
                .any(|risk| known.has(*risk)),
        }
    }
}

pub const ITEMS: [Item; 16] = [
    item("loose-covers", "Leave the covers loose at the foot end, not tucked tight.", "Mayo Clinic 2023"),
    item(
        "light-blanket",
        "Keep heavy blankets off your toes. A pillow or a box can hold them up.",
        "Mayo Clinic 2023; Krames patient text",
    ),
    item("feet-neutral", "Rest your feet against a pillow so they don't point down.", "Krames patient text"),
    item("feet-over-edge", "On your front, hang your feet over the mattress end.", "Krames patient text")
        .unless(Unless::Pregnant),
    item(
        "side-in-pregnancy",
        "In late pregnancy, go to sleep on your side.",
        "healthed.govt.nz HE2550, Sleep on side when baby's inside",
    ),
    item(
        "move-about",
        "Move after a long still evening, and change position when you wake.",
        "common advice",
    )
    .earlier(),
    item("cool-room", "Keep the room cool, about 18-22 °C.", "sleep advice in PMC7202392"),
    item("dark-and-quiet", "Keep the room dark and quiet.", "sleep advice in PMC7202392"),
    item("screens-off", "Turn screens off about 30 minutes before bed.", "sleep advice in PMC7202392").earlier(),
    item(
        "warm-bath",
        "Take a warm bath or shower 1-2 hours before bed: at least 10 minutes, at 40 to 42.5 °C. Make it cooler and shorter in pregnancy, or if you get faint. With numb feet, test the water with your elbow.",
        "Haghayegh 2019 (pubmed 31102877); the cautions are common advice",
    )
    .unless(Unless::Overheated)
    .earlier(),
    item(
        "easy-last-hour",
        "Keep the last hour easy. Hard exercise is better earlier.",
        "our choice; Stutz 2019; Yue 2022",
    )
    .earlier(),
    item("caffeine-early", "Caffeine only early in the day, and little alcohol.", "Mayo Clinic 2023").earlier(),
    item("towel-in-reach", "Keep a towel or strap near the bed, for a cramp.", "our choice"),
    item("clear-path", "Have a night light, a clear path and slippers that grip.", "our choice"),
    item("water-in-reach", "Keep a little water within reach.", "our choice").unless(Unless::Limited),
    item("heating-pad-off", "Turn the heating pad off before you sleep.", "heating-pad advice, HealthDay"),
];

/// The ids of the ticked items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticks(BTreeSet<String>);

impl Ticks {
    pub(crate) fn has(&self, item: &Item) -> bool {
        self.0.contains(item.id)
    }

    pub fn turn(&mut self, item: &Item) {
        if !self.0.remove(item.id) {
            self.0.insert(item.id.to_owned());
        }
    }

    /// One of the unticked items, another one every night.
    pub(crate) fn tip(&self, night: Date, items: &[&'static Item]) -> Option<&'static Item> {
        let left: Vec<_> = items.iter().copied().filter(|item| !self.has(item)).collect();
        let days = night.since(date(2026, 1, 1)).map_or(0, |span| i64::from(span.get_days()));
        let nth = days.checked_rem_euclid(i64::try_from(left.len()).ok()?)?;
        left.get(usize::try_from(nth).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::health::water::Limit;

    #[test]
    fn tips_go_round_what_is_not_ticked() {
        let mut ticks = Ticks::default();
        let night = |day: i8| date(2025, 12, 1).saturating_add(day.days());
        let items: Vec<&'static Item> = ITEMS.iter().collect();
        let round =
            |ticks: &Ticks| (0..64).filter_map(|day| ticks.tip(night(day), &items)).collect::<Vec<_>>();
        let all = round(&ticks);
        assert_eq!(all.len(), 64);
        for item in &ITEMS {
            assert_eq!(all.iter().filter(|tip| **tip == item).count(), 4, "{}", item.id);
        }
        for item in &ITEMS[1..] {
            ticks.turn(item);
            assert!(!round(&ticks).contains(&item), "{}", item.id);
        }
        assert_eq!(round(&ticks), [&ITEMS[0]; 64]);
        ticks.turn(&ITEMS[0]);
        assert_eq!(round(&ticks), [] as [&Item; 0]);
    }

    #[test]
    fn nobody_pregnant_lies_on_the_front_and_nobody_with_a_limit_is_told_to_drink() {
        let left_out = |known: &Safety| {
            ITEMS.iter().filter(|item| !item.suits(known)).map(|item| item.id).collect::<Vec<_>>()
        };
        let known = |pregnant, limit| Safety::known(Some(&Safety::default()), pregnant, limit);
        assert_eq!(left_out(&known(false, Limit::None)), [""; 0]);
        assert_eq!(left_out(&known(true, Limit::None)), ["feet-over-edge", "warm-bath"]);
        for limit in [Limit::Ml(1500), Limit::Unclear, Limit::Untold] {
            assert_eq!(left_out(&known(false, limit)), ["water-in-reach"]);
        }
    }

    #[test]
    fn the_list_has_only_what_can_be_done_now() {
        for item in &ITEMS {
            let text = item.text.to_lowercase();
            let words = ["hour", "minutes before", "early", "evening", "day", "caffeine", "exercise", "bath"];
            assert_eq!(words.iter().any(|word| text.contains(word)), item.is_earlier, "{}", item.text);
        }
    }

    #[test]
    fn ids_are_unique() {
        let ids: BTreeSet<_> = ITEMS.iter().map(|item| item.id).collect();
        assert_eq!(ids.len(), ITEMS.len());
    }
}
