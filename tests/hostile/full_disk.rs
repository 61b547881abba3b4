//! A disk that refuses any one call, or every call from some moment on: the evening goes on, and nothing is lost.

use std::collections::BTreeSet;

use serde_json::Value;

use common::{Home, disk};

use crate::trace::{self, ALL, STEPS, is_at_home};

common::tests! { needs ["strace"];
    every_call_that_is_refused_once_is_made_up_for, from_any_moment_on_what_is_not_on_disk_is_told,
}

/// Every call of an evening that touches its files: the name, and how many of that name come before.
fn calls() -> BTreeSet<(String, usize)> {
    let home = trace::home();
    let (code, lines, errors) = trace::evening(&home, ALL);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{lines:#?}");
    let calls = trace::read(&home);
    let at_home: BTreeSet<_> = calls
        .into_iter()
        .filter(|call| is_at_home(&call.what, home.path()))
        .map(|call| (call.name, call.nth))
        .collect();
    assert!(at_home.len() > 40, "{at_home:?}");
    at_home
}

/// An evening in which a call is refused, and all of its name behind it if they are `all` to be.
fn refused((name, nth): &(String, usize), all: bool) -> (Home, Option<i32>, Vec<String>, String) {
    let error = if name.contains("sync") { "EIO" } else { "ENOSPC" };
    let and_all = if all { "+" } else { "" };
    let home = trace::home();
    let trace = format!("trace={name}");
    let inject = format!("inject={name}:error={error}:when={}{and_all}", nth + 1);
    let (code, lines, errors) = trace::evening(&home, &["-e", &trace, "-e", &inject]);
    (home, code, lines, errors)
}

/// Does this for every call, some at a time: an evening waits more than it works.
fn for_each(calls: &BTreeSet<(String, usize)>, act: impl Fn(&(String, usize)) + Sync) {
    let calls: Vec<_> = calls.iter().collect();
    let act = &act;
    std::thread::scope(|scope| {
        for some in calls.chunks(calls.len().div_ceil(6)) {
            scope.spawn(move || some.iter().for_each(|call| act(call)));
        }
    });
}

fn every_call_that_is_refused_once_is_made_up_for() {
    for_each(&calls(), |call| {
        let (home, code, lines, errors) = refused(call, false);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{call:?}: {lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with("Good night")), "{call:?}: {lines:#?}");
        let sessions = disk::journal(&home, "session");
        let last = sessions.last().expect("told");
        assert_eq!((disk::progress(last), &last["finished"]), (vec![100; STEPS], &true.into()), "{call:?}");
        let glasses: BTreeSet<_> =
            disk::journal(&home, "water").iter().map(|water| water["glasses"].as_u64()).collect();
        assert_eq!(glasses, BTreeSet::from([Some(3)]), "{call:?}");
        assert_eq!(disk::tonight(&home), None, "{call:?}");
        disk::assert_private(&home);
    });
}

fn from_any_moment_on_what_is_not_on_disk_is_told() {
    // Without any writing there is nothing to be heard either.
    let mut calls = calls();
    calls.retain(|(name, _)| name != "write");
    for_each(&calls, |call| {
        let (home, code, lines, errors) = refused(call, true);
        assert!(lines.iter().any(|line| line.starts_with("Good night")), "{call:?}: {lines:#?}");
        assert_eq!(code, Some(i32::from(!errors.is_empty())), "{call:?}: {errors}");
        // On disk, or in words that let a person put it there.
        let told = |kind: &str| -> Vec<Value> {
            let lines = errors.lines().filter_map(|line| serde_json::from_str(line).ok());
            let told = lines.filter(|line: &Value| line["kind"] == kind);
            told.chain(disk::journal(&home, kind)).collect()
        };
        let sessions = told("session");
        let is_whole =
            |session: &Value| session["finished"] == true && disk::progress(session) == [100; STEPS];
        assert!(sessions.iter().any(is_whole), "{call:?}: {errors}");
        assert!(told("water").iter().any(|water| water["glasses"] == 3), "{call:?}: {errors}");
        disk::assert_private(&home);
        let next = home.run(&["--plain"]);
        assert_eq!((next.code, next.err.as_str()), (0, ""), "{call:?}");
    });
}
