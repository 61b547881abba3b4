//! What a screen is: its keys, its page, and where an input leads.
//!
//! [`App`](super::App) keeps a stack of them. They are trait objects, so that one screen can open another without a list
//! of all of them that every one would have to know.

use std::fmt::Debug;
use std::time::Duration;

use jiff::civil::Date;

use super::context::Context;
use super::input::Input;
use super::keymap::{Action, Scene};
use super::page::{Page, Seen};
use crate::session::{DisplayCaps, Session};

/// What every screen says of itself.
pub(super) trait Screen: Debug {
    /// Which rows of the key table hold.
    fn scene(&self, cx: &Context) -> Scene;

    /// What it shows.
    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a>;

    /// Takes what has happened. Returns where that leads.
    fn handle(&mut self, input: Input, cx: &mut Context) -> Next;

    /// What the footer calls a key; `None` leaves it out.
    fn label(&self, _: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        usual
    }

    /// Takes what of its page was in sight.
    fn see(&mut self, _: Seen) {}

    /// When it next looks different, counted as [`Now::up`](crate::session::Now); `None` if only a key can change it.
    fn wakes_at(&self, _: &Context) -> Option<Duration> {
        None
    }

    /// When it has something to say that must be seen, whatever covers it.
    fn alarm_at(&self) -> Option<Duration> {
        None
    }

    /// Lets its time stand still. Returns whether it ran.
    fn pause(&mut self, _: &mut Context) -> bool {
        false
    }

    /// Lets its time run again after [`pause`](Screen::pause).
    fn resume(&mut self, _: &mut Context) -> Next {
        Next::Stay
    }

    /// What it leaves behind for the screen below when it is closed.
    fn leaves(&self) -> Leaves {
        Leaves::News
    }

    /// Comes back from under a screen that may have changed what is known.
    fn uncovered(&mut self, _: Leaves, _: &mut Context) -> Next {
        Next::Stay
    }

    /// The evening that it is, if it is one.
    fn evening(&self) -> Option<Underway<'_>> {
        None
    }

    /// Whether it is a cramp.
    fn is_cramp(&self) -> bool {
        false
    }

    /// What to know about the step that is done now, or about those to come, for the help page: a lead and a text.
    fn about(&self, _: &Context) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Takes what the front end can show of what moves.
    fn resize(&mut self, _: DisplayCaps) {}

    /// Whether what was begun may be heard to its end.
    fn is_audible(&self) -> bool {
        false
    }

    fn display(&self, _: &Context) -> DisplayNeed {
        DisplayNeed::Nothing
    }
}

/// An evening that is being done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Underway<'a> {
    pub(crate) night: Date,
    /// Its name in commands, or its path.
    pub(crate) routine: &'a str,
    pub(crate) session: &'a Session,
}

/// What a closed screen leaves behind for the one below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// Something may have been said or written.
    News,
    /// The same, and it was a cramp.
    Cramp,
    /// Nothing but reading happened.
    Nothing,
    /// The same, and the time of the one below was stopped for it.
    Paused,
}

/// Where an input leads.
#[derive(Debug)]
pub(super) enum Next {
    Stay,
    /// Another screen lies on top of this one.
    Push(Box<dyn Screen>),
    /// Back to what lies underneath; the program ends where nothing does.
    Pop,
    /// Another screen takes the place of this one.
    Replace(Box<dyn Screen>),
}

impl<S: Screen + 'static> From<S> for Next {
    fn from(screen: S) -> Next {
        Next::Push(Box::new(screen))
    }
}

/// What the display has to do for somebody who does not touch a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisplayNeed {
    Nothing,
    /// Stay on while something moves, and for a while where it waits for a key.
    Stay,
    /// Stay on for the while that a pause takes.
    Pause,
}
