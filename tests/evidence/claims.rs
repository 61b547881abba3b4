//! What no text may say, whoever reads it where.

use std::collections::BTreeSet;

use super::shown::TEXTS;

/// Promises that the evidence does not keep, and words for things that nobody has checked.
const FORBIDDEN: &[&str] = &[
    "cure",
    "cures",
    "cured",
    "prevent",
    "prevents",
    "prevented",
    "improve circulation",
    "improves circulation",
    "boosts circulation",
    "rebalance",
    "rebalances",
    "root cause",
    "guarantee",
    "guarantees",
    "guaranteed",
    "from memory",
    "second-hand",
    "on a mirror",
    "a copy",
    "not verified",
    "unverified",
];

/// Where such words say something else: the sort of text, its name, and the words that may stand there.
const ALLOWED: &[(&str, &str, &str)] = &[
    // They say that nothing was shown.
    ("page", "water", "Proof that it prevents night cramps is thin."),
    ("page", "questions", "have not been shown to prevent night cramps"),
    ("water", "verdicts", "More water has not been shown to prevent cramps."),
];

/// Returns what is forbidden in a text, as whole words.
fn claims(words: &str) -> Vec<&'static str> {
    let text = words.to_lowercase();
    let parts = |text: &str| {
        format!(
            " {} ",
            text.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect::<Vec<_>>().join(" ")
        )
    };
    let text = parts(&text);
    FORBIDDEN.iter().copied().filter(|claim| text.contains(&parts(claim))).collect()
}

#[test]
fn no_text_promises_too_much_or_rests_on_hearsay() {
    let mut found = Vec::new();
    for text in TEXTS.iter() {
        let here = ALLOWED.iter().filter(|(sort, name, _)| (*sort, *name) == (text.sort, text.name.as_str()));
        let rest = here.fold(text.words.clone(), |words, (.., allowed)| words.replace(allowed, ""));
        found
            .extend(claims(&rest).into_iter().map(|claim| format!("{} {}: {claim:?}", text.sort, text.name)));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_exception_is_still_needed() {
    for (sort, name, allowed) in ALLOWED {
        let text = TEXTS.iter().find(|text| (text.sort, text.name.as_str()) == (*sort, *name));
        assert!(
            text.is_some_and(|text| text.words.contains(allowed)),
            "nobody says {allowed:?} in the {sort} {name}"
        );
        assert!(!claims(allowed).is_empty(), "{allowed:?} is allowed anyway");
    }
}

#[test]
fn every_sort_of_text_is_read() {
    let sorts: BTreeSet<_> = TEXTS.iter().filter(|text| text.words.len() > 2).map(|text| text.sort).collect();
    let all = [
        "README",
        "answers",
        "bedroom",
        "breaths",
        "cramp",
        "cramp routine",
        "help",
        "key",
        "move",
        "page",
        "report",
        "routine",
        "safety",
        "trial",
        "warning rule",
        "water",
    ];
    assert_eq!(sorts, all.into());
}

#[test]
fn a_claim_is_found_as_a_whole_word() {
    assert_eq!(claims("It Prevents cramps, guaranteed."), ["prevents", "guaranteed"]);
    assert_eq!(claims("Second-hand (a copy)."), ["second-hand", "a copy"]);
    assert_eq!(claims("Secure the chair. The doctor is a copywriter."), [] as [&str; 0]);
}
