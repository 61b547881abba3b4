//! What every rule says and how rules combine; when each holds is in `tests/warning_signs.rs`, from the journal on.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::health::answer::Answer;
use crate::health::body::Severity;

const LAST: Date = date(2026, 11, 21);

/// The night so many nights before the last, with a cramp.
fn cramp(ago: i32) -> KnownFacts {
    KnownFacts { night: LAST - ago.days(), cramp: true, ..KnownFacts::default() }
}

fn ticked(signs: impl IntoIterator<Item = Sign>) -> Vec<ToldSign> {
    signs.into_iter().map(ToldSign::just_ticked).collect()
}

fn ids(case: &Case<'_>) -> Vec<&'static str> {
    findings(case).iter().map(|finding| finding.rule.id).collect()
}

/// The second half of RF8: whichever nights of fourteen they are, six of them are three in some seven.
#[test]
fn six_in_fourteen_is_often() {
    for nights in 0u32..1 << 14 {
        let told: Vec<KnownFacts> = (0..14).filter(|ago| nights >> ago & 1 == 1).map(cramp).collect();
        if nights.count_ones() >= 6 {
            assert_eq!(ids(&Case { last: LAST, nights: &told, ..Case::default() }), ["RF8"], "{nights:b}");
        }
    }
}

#[test]
fn a_tick_is_enough() {
    for sign in Sign::ALL.iter().copied() {
        let found = ids(&Case { told: ticked([sign]), ..Case::default() });
        let wanted: Vec<_> =
            sign.rule().map(|rule| rule.id).into_iter().filter(|_| sign != Sign::SoreOverADay).collect();
        assert_eq!(found, wanted, "{sign:?}");
        assert!(sign.rule().is_some(), "{sign:?}");
    }
    let urgent: Vec<_> = Sign::ALL.iter().map(|sign| sign.is_urgent()).collect();
    assert_eq!(urgent.iter().position(|urgent| !urgent), Some(11));
    assert!(urgent[11..].iter().all(|urgent| !urgent));
    assert_eq!(
        ids(&Case { told: vec![ToldSign { sign: None, because: "x".into() }], ..Case::default() }),
        ["newer"]
    );
}

/// What is urgent may not fade by itself, but for a cramp, which either eases or becomes a visit.
#[test]
fn what_is_urgent_stays_until_it_is_checked() {
    for sign in Sign::ALL.iter().copied() {
        let stays = sign.lasts() == Lasts::UntilChecked;
        assert_eq!(stays, sign.is_urgent() && sign != Sign::NotEasing, "{sign:?}");
    }
}

#[test]
fn all_that_match_are_told_the_most_urgent_first() {
    let strong = |ago| KnownFacts { worst: Severity::new(9), ..cramp(ago) };
    let nights = [strong(0), strong(1), strong(2)];
    let told = ticked([Sign::UrgeToMove, Sign::Walking, Sign::Swollen, Sign::Chest]);
    let conditions = vec!["kidney disease"];
    let case = Case { told, lasting: Some(900), last: LAST, nights: &nights, conditions, ..Case::default() };
    assert_eq!(ids(&case), ["RF1", "RF3", "RF4", "RF8", "RF9", "RF15", "RF16", "RF18"]);
    assert!(RULES.is_sorted_by_key(|rule| rule.level));
}

/// An emergency stands under no harmless heading, and every finding says what it rests on.
#[test]
fn headings_and_reasons() {
    let told = vec![
        ToldSign { sign: Some(Sign::Swollen), because: "a swollen leg, noted on Tuesday".into() },
        ToldSign { sign: Some(Sign::Swollen), because: "a swollen leg, noted on Thursday".into() },
    ];
    let found = findings(&Case { told, ..Case::default() });
    assert_eq!(
        found[0].text(),
        "A swollen leg, noted on Tuesday; a swollen leg, noted on Thursday. Get medical help right away, today. Do not \
         massage or stretch that calf until it has been checked."
    );
    assert_eq!(heading(&found), "Get help today");
    for (sign, said) in [
        (Sign::Saddle, "Get help now"),
        (Sign::DarkUrine, "Get help today"),
        (Sign::Walking, "Worth knowing"),
    ] {
        let told = ticked([sign, Sign::UrgeToMove]);
        assert_eq!(heading(&findings(&Case { told, ..Case::default() })), said);
    }
}

#[test]
fn rules_are_numbered_sourced_and_name_no_illness() {
    let numbers: BTreeSet<u32> = RULES
        .iter()
        .filter_map(|rule| {
            let number = rule.id.strip_prefix("RF")?;
            number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        })
        .collect();
    assert_eq!(numbers, (1..=19).collect());
    for (i, rule) in RULES.iter().enumerate() {
        assert!(RULES[i + 1..].iter().all(|other| other.id != rule.id), "{}", rule.id);
        assert!(!rule.basis.is_empty() && !rule.when.is_empty());
        let said = rule.wording.to_lowercase();
        // "Restless legs" is the evidence's own wording: something to ask about.
        for illness in [
            "thrombosis",
            "dvt",
            "embolism",
            "cauda",
            "rhabdo",
            "tetanus",
            "neuropathy",
            "claudication",
            "ischaemia",
            "stroke",
        ] {
            assert!(!said.contains(illness), "{}: {illness}", rule.id);
        }
    }
    assert_eq!(Sign::from_id("cold-leg"), Some(Sign::ColdLeg));
}

proptest! {
    /// Another sign makes nothing less urgent, and an emergency is below nothing.
    #[test]
    fn another_sign_never_lowers_the_level(
        signs in proptest::collection::btree_set(0..Sign::ALL.len(), 0..8),
        more in 0..Sign::ALL.len(),
        cramps in proptest::collection::btree_set(0i32..20, 0..10),
        lasting in proptest::option::of(0u32..1200),
    ) {
        let nights: Vec<KnownFacts> = cramps.into_iter().map(cramp).collect();
        let of = |signs: &BTreeSet<usize>| {
            let told = ticked(signs.iter().map(|&i| Sign::ALL[i]));
            findings(&Case { told, lasting, last: LAST, nights: &nights, ..Case::default() })
        };
        let before = of(&signs);
        let mut signs = signs;
        signs.insert(more);
        let after = of(&signs);
        prop_assert!(after.is_sorted_by_key(|finding| finding.rule.level));
        let top = |found: &[Finding]| found.first().map_or(Level::Mention, |finding| finding.rule.level);
        prop_assert!(top(&after) <= top(&before));
        for finding in &before {
            prop_assert!(after.contains(finding), "{} is gone", finding.rule.id);
        }
    }
}
