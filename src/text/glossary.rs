//! The one name of each thing that more than one place speaks of: the screen, the lines, the voice, help and the manual.
//!
//! What only one screen says stands in that screen's file; what keys do, in the key table.

pub(crate) const DIARY: &str = "Diary";
pub(crate) const GOOD_NIGHT: &str = "Good night.";
pub(crate) const HELP: &str = "help";
pub(crate) const HISTORY: &str = "History";
pub(crate) const LAST_NIGHT: &str = "Last night";
pub(crate) const NOTHING_LEFT: &str = "Nothing left to do but sleep.";
pub(crate) const TRIAL: &str = "The trial";
pub(crate) const WARNING_SIGNS: &str = "Warning signs";

pub(crate) const CALF: &str = "calf";
pub(crate) const FOOT: &str = "foot";
pub(crate) const BACK_OF_THIGH: &str = "back of thigh";
pub(crate) const FRONT_OF_THIGH: &str = "front of thigh";

pub(crate) const BACK: &str = "back";
pub(crate) const CLOSE: &str = "close";
pub(crate) const CRAMP: &str = "cramp";
pub(crate) const DONE: &str = "done";
pub(crate) const DOWN: &str = "down";
pub(crate) const GO_ON: &str = "go on";
pub(crate) const LESS: &str = "less";
pub(crate) const MORE: &str = "more";
pub(crate) const NEXT: &str = "next";
pub(crate) const QUIT: &str = "quit";
pub(crate) const TICK: &str = "tick";
pub(crate) const UP: &str = "up";

pub(crate) const A_CRAMP_NOW: &str = "a cramp, now";
pub(crate) const A_PAGE_DOWN: &str = "down one page";
pub(crate) const A_PAGE_UP: &str = "up one page";
pub(crate) const TICK_OR_UNTICK: &str = "tick or untick";

pub(crate) const ENTER_GOES_ON: &str = "Press Enter to go on.";
/// Said to a key that means nothing on a screen.
pub(crate) const UNKNOWN_KEY: &str = "That key does nothing here. Press ? for help.";
pub(crate) const MORE_BELOW: &str = "more below";
/// The next thing to try in a cramp, where that is done standing.
pub(crate) const STAND_UP: &str = "stand";
pub(crate) const MISTAKE: &str = "mistake";
/// What Enter does to a hold, before its time is over.
pub(crate) const SKIP_AHEAD: &str = "skip ahead";
pub(crate) const NUMBER_TICKS: &str = "Type a number to tick or untick it.";

/// "Take care: keep a hand on the wall."
pub(crate) fn take_care(caution: &str) -> String {
    format!("Take care: {caution}")
}

/// "set 1 of 2".
pub(crate) fn set((nth, of): (u8, u8)) -> String {
    format!("set {nth} of {of}")
}

/// "then rest 5 s".
pub(crate) fn then(next: &str) -> String {
    format!("then {next}")
}
