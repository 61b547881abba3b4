//! Everything the core may ask the shell to do.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use crate::health::bedroom::Ticks;
use crate::health::body::Side;
use crate::health::safety::Safety;
use crate::routine::breath::BreathStage;
use crate::store::hooks::HookEvent;
use crate::store::journal::EventKind;
use crate::store::state::{Checkpoint, Choice};

/// Something to be done outside the core.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put something on disk; what fails is tried again.
    Write(Write),
    /// Let a change be heard.
    Cue(Cue),
    /// Run the person's own program for it, if they have set one.
    Hook(Box<Happening>),
    /// Read a routine as it is now; [`Input::RoutineRead`](super::Input::RoutineRead) answers.
    ReadRoutine {
        /// Its name or path.
        routine: String,
        /// Whether to begin it anew even if it was left in the middle.
        afresh: bool,
    },
    /// Read the routines there are; [`Input::RoutinesListed`](super::Input::RoutinesListed) answers.
    ListRoutines,
    /// Read the journal; [`Input::DiaryRead`](super::Input::DiaryRead) answers.
    ReadDiary,
    /// Give the terminal back to the shell until someone brings us to the front again.
    Suspend,
    /// End, leaving this line behind.
    Quit(String),
}

/// Something that a program of the person's own may be told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    pub event: HookEvent,
    /// Its name in commands, or its path.
    pub routine: String,
    /// Empty unless a step begins.
    pub step: String,
    pub side: Option<Side>,
    /// About how long the evening or this side of the step will take.
    pub length: Option<Duration>,
    pub at: Zoned,
}

/// Something to put on disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// What happened, at the end of the journal.
    Record {
        /// When it happened.
        at: Zoned,
        /// The night it belongs to.
        night: Date,
        /// What happened.
        what: Box<EventKind>,
    },
    /// What was told of a cramp is taken back: there was none.
    TakeBack {
        /// When that was said.
        at: Zoned,
        /// The night it was told of.
        night: Date,
        /// The cramp's own id.
        cramp: String,
    },
    /// Where the evening stands, in place of what stood there.
    Checkpoint(Box<Checkpoint>),
    /// Nothing is left to go on with: removes where the evening stood.
    Forget,
    /// Which routine was chosen for a night.
    Choice(Choice),
    /// What is ticked in the bedroom checklist.
    Ticks(Ticks),
    /// The answers to the questions before the first evening.
    Safety(Safety),
}

/// A change worth hearing with closed eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Get into position.
    Ready,
    /// The work begins.
    Begin,
    /// Rest.
    Rest,
    /// Change sides, or turn the other way.
    Switch,
    /// All done.
    End,
    /// Something has to be read now.
    Warning,
    /// A phase of a breath begins, or goes on otherwise than it began.
    Breath {
        /// What one does in it.
        stage: BreathStage,
        /// How much of it is over.
        spent: Duration,
        /// How long it is.
        length: Duration,
    },
    /// Nothing is to be heard any more of what was begun.
    Silence,
}

impl Cue {
    /// Returns whether it tells of a change that a bell can tell of too.
    pub fn rings(self) -> bool {
        match self {
            Cue::Ready | Cue::Begin | Cue::Rest | Cue::Switch | Cue::End | Cue::Warning => true,
            Cue::Breath { .. } | Cue::Silence => false,
        }
    }
}
