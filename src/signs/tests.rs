//! Every rule just under and just over its threshold, and the exact wording.

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::answer::Answer;

const LAST: Date = date(2026, 11, 21);

/// The night so many nights before the last, told of and without a cramp.
fn quiet(ago: i32) -> Facts {
    Facts { night: LAST - ago.days(), ..Facts::default() }
}

/// The same with a cramp.
fn cramp(ago: i32) -> Facts {
    Facts { cramp: true, ..quiet(ago) }
}

fn strong(ago: i32, severity: u8) -> Facts {
    Facts { worst: Scale::new(severity), ..cramp(ago) }
}

fn broken(ago: i32, disturbed: u8) -> Facts {
    Facts { disturbed: Scale::new(disturbed), ..cramp(ago) }
}

fn sore(ago: i32) -> Facts {
    Facts { sore_over_a_day: true, ..cramp(ago) }
}

fn medicine(ago: i32) -> Facts {
    Facts { medicine: true, ..quiet(ago) }
}

fn ids(case: &Case<'_>) -> Vec<&'static str> {
    findings(case).iter().map(|finding| finding.rule.id).collect()
}

fn of_nights(nights: &[Facts]) -> Vec<&'static str> {
    ids(&Case { last: LAST, nights, ..Case::default() })
}

fn of_change(before: (u32, u32), lately: (u32, u32)) -> Vec<&'static str> {
    ids(&Case { change: Some(Change { before, lately }), ..Case::default() })
}

fn of_length(seconds: u32) -> Vec<&'static str> {
    ids(&Case { longest: Some(seconds), ..Case::default() })
}

#[test]
fn each_rule_holds_from_its_threshold_on() {
    let none: [&str; 0] = [];
    let table: Vec<(&str, Vec<&str>, &[&str])> = vec![
        ("nothing told", of_nights(&[]), &none),
        ("RF4 under", of_length(600), &none),
        ("RF4 over", of_length(601), &["RF4"]),
        ("RF8 2 in 7", of_nights(&[cramp(0), cramp(6), quiet(3)]), &none),
        ("RF8 3 in 7", of_nights(&[cramp(0), cramp(3), cramp(6)]), &["RF8"]),
        ("RF8 3 in 8", of_nights(&[cramp(0), cramp(3), cramp(7)]), &none),
        ("RF8 3 in a week before this one", of_nights(&[cramp(7), cramp(10), cramp(13)]), &["RF8"]),
        ("RF8 3 in 7, but one of them over", of_nights(&[cramp(8), cramp(10), cramp(14)]), &none),
        ("RF8 3 in 7, before the last night", of_nights(&[cramp(-1), cramp(0), cramp(6)]), &none),
        (
            "RF8 4 in 14, never 3 in 7",
            of_nights(&[cramp(0), cramp(3), cramp(7), cramp(10), cramp(14), cramp(20), quiet(1)]),
            &none,
        ),
        ("RF9 severity 7", of_nights(&[strong(0, 7), strong(13, 8)]), &none),
        ("RF9 severity 8 once", of_nights(&[strong(0, 8)]), &none),
        ("RF9 severity 8 twice", of_nights(&[strong(0, 8), strong(13, 8)]), &["RF9"]),
        ("RF9 twice in 15", of_nights(&[strong(0, 8), strong(14, 8)]), &none),
        ("RF9 sore once", of_nights(&[sore(0)]), &none),
        ("RF9 sore twice", of_nights(&[sore(0), sore(13)]), &["RF9"]),
        ("RF9 sore twice in 15", of_nights(&[sore(0), sore(14)]), &none),
        (
            "RF10 disturbed 5 once among 6s",
            of_nights(&[broken(0, 6), broken(4, 6), broken(8, 6), broken(12, 5)]),
            &none,
        ),
        (
            "RF10 disturbed 6 four times",
            of_nights(&[broken(0, 6), broken(4, 6), broken(8, 6), broken(13, 6)]),
            &["RF10"],
        ),
        (
            "RF10 four times in 15",
            of_nights(&[broken(0, 6), broken(4, 6), broken(8, 6), broken(14, 6)]),
            &none,
        ),
        ("RF12 56 nights", of_nights(&[medicine(69), cramp(13)]), &["RF12"]),
        ("RF12 57 nights", of_nights(&[medicine(70), cramp(13)]), &none),
        ("RF12 cramps long since", of_nights(&[medicine(30), cramp(14)]), &none),
        ("RF12 cramps before the change", of_nights(&[cramp(12), medicine(10), cramp(5)]), &none),
        ("RF14 down by a fifth", of_change((10, 14), (8, 14)), &none),
        ("RF14 down by less", of_change((10, 14), (9, 14)), &["RF14"]),
        ("RF14 fewer nights told of", of_change((10, 14), (8, 13)), &["RF14"]),
        ("RF14 none to begin with", of_change((0, 14), (3, 14)), &none),
    ];
    for (what, found, wanted) in table {
        assert_eq!(found, wanted, "{what}");
    }
}

/// The second half of RF8: whichever nights of fourteen they are, six of them are three in some seven.
#[test]
fn six_in_fourteen_is_often() {
    for nights in 0u32..1 << 14 {
        let told: Vec<Facts> = (0..14).filter(|ago| nights >> ago & 1 == 1).map(cramp).collect();
        if nights.count_ones() >= 6 {
            assert_eq!(of_nights(&told), ["RF8"], "{nights:b}");
        }
    }
}

/// A night that nobody told of is neither a cramp night nor a quiet one.
#[test]
fn unknown_nights_count_for_nothing() {
    let told = [cramp(0), cramp(1), quiet(2), quiet(3), quiet(4), quiet(5), quiet(6)];
    assert_eq!(of_nights(&told[..2]), of_nights(&told));
    let wide = [cramp(0), cramp(3), cramp(6)];
    let case = Case { last: LAST, nights: &wide, ..Case::default() };
    assert!(findings(&case)[0].text.starts_with("You have had cramps on 3 of the last 7 nights."));
    let early = [cramp(5), cramp(8), cramp(11)];
    let case = Case { last: LAST, nights: &early, ..Case::default() };
    assert!(findings(&case)[0].text.starts_with("You have had cramps on 3 of the last 14 nights."));
}

#[test]
fn a_tick_is_enough() {
    for sign in Sign::ALL.iter().copied() {
        let found = ids(&Case { signs: [sign].into(), ..Case::default() });
        let wanted: Vec<_> =
            sign.rule().map(|rule| rule.id).into_iter().filter(|_| sign != Sign::SoreOverADay).collect();
        assert_eq!(found, wanted, "{sign:?}");
        assert!(sign.rule().is_some(), "{sign:?}");
    }
    let urgent: Vec<_> = Sign::ALL.iter().map(|sign| sign.is_urgent()).collect();
    assert_eq!(urgent.iter().position(|urgent| !urgent), Some(7));
    assert!(urgent[7..].iter().all(|urgent| !urgent));
}

#[test]
fn all_that_match_are_told_the_most_urgent_first() {
    let nights = [strong(0, 9), strong(1, 9), strong(2, 9)];
    let signs = [Sign::UrgeToMove, Sign::Condition, Sign::Swollen, Sign::Chest].into();
    let case = Case { signs, longest: Some(900), last: LAST, nights: &nights, change: None };
    assert_eq!(ids(&case), ["RF1", "RF3", "RF4", "RF8", "RF9", "RF15", "RF18"]);
    assert!(RULES.is_sorted_by_key(|rule| rule.level));
}

#[test]
fn rules_are_numbered_sourced_and_name_no_illness() {
    for (i, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.id, format!("RF{}", i + 1));
        assert!(!rule.basis.is_empty() && !rule.when.is_empty());
        let said = rule.wording.to_lowercase();
        // "Restless legs" is the evidence's own wording: something to ask about.
        for illness in
            ["thrombosis", "dvt", "embolism", "cauda", "rhabdo", "tetanus", "neuropathy", "claudication"]
        {
            assert!(!said.contains(illness), "{}: {illness}", rule.id);
        }
    }
    assert_eq!(Sign::from_id("cold-leg"), Some(Sign::ColdLeg));
}
