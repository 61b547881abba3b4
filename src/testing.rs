//! What the tests, the benchmark and the fuzz targets see of the library, under the paths that it has inside.
//!
//! Nothing else is public: so the compiler finds what nobody uses.

pub mod app {
    pub use crate::app::{App, Door, Input, Startup};
    pub mod effect {
        pub use crate::app::effect::{Effect, Write};
    }
    pub mod keymap {
        pub use crate::app::keymap::{Action, Question, Scene, all, lookup, rows};
    }
    pub mod page {
        pub use crate::app::page::{Content, Page, PageId, Seen};
    }
}
pub mod cli {
    pub mod json {
        pub use crate::cli::json::{SHAPES, Shape};
    }
    pub mod schema {
        pub use crate::cli::schema::{config, routine};
    }
}
pub mod device {
    pub mod clock {
        pub use crate::device::clock::Clock;
    }
    pub mod display {
        pub use crate::device::display::{Awake, Wanted};
    }
    pub mod notify {
        pub use crate::device::notify::{Notice, ShownNotice, server, show};
    }
    pub mod terminal {
        pub use crate::device::terminal::Screen;
    }
}
pub mod diary {
    pub use crate::diary::{Diary, QUESTIONS, TRIAL, Trends, bars};
}
pub mod document {
    pub use crate::document::{Mistakes, harmful};
}
pub mod figure {
    pub use crate::figure::{
        Act, Animation, AnimationSpec, CanvasSize, DotCell, Drawing, FLOOR, Figure, FigureScene, Ink, Joints,
        Keyframe, LONGEST_CAPTION, Leg, Point, Pose, Subject,
    };
    pub mod read {
        pub use crate::figure::read::shipped_figure;
    }
}
pub mod health {
    pub mod answer {
        pub use crate::health::answer::Answer;
    }
    pub mod bedroom {
        pub use crate::health::bedroom::{ITEMS, Ticks};
    }
    pub mod body {
        pub use crate::health::body::{Day, KnownRelief, Leg, Muscle, Relief, Severity, Side};
    }
    pub mod learn {
        pub use crate::health::learn::{find, pages};
    }
    pub mod safety {
        pub use crate::health::safety::{
            ADVICE, CLOT_NOW, FLUIDS, HABIT, LOCAL, MEDICINES, Risk, SWOLLEN, Safety, TRIPS, Y_OR_N,
        };
    }
    pub mod signs {
        pub use crate::health::signs::{FOOTER, Finding, Level, RULES, Sign};
    }
    pub mod water {
        pub use crate::health::water::{ALARMING, DARKEST, Limit, Profile, Units, WaterNote, judge};
    }
}
pub mod lines {
    pub use crate::lines::{InputMode, LineRenderer};
}
pub mod routine {
    pub use crate::routine::{Check, Guide, Instead, Posture, Routine, Step, Work};
    pub mod cramp {
        pub use crate::routine::cramp::{
            EMERGENCY, FIVE, FIVE_ELSEWHERE, PAINKILLERS, SORENESS, TEN, manner, routine,
        };
    }
    pub mod gate {
        pub use crate::routine::gate::{NO_MASSAGE, NO_MASSAGE_NOW, SURGERY};
    }
    pub mod library {
        pub use crate::figure::FIGURES;
        pub use crate::routine::library::{
            Library, Listed, MOVES, PATTERNS, SHIPPED, Unreadable, find, read_routine, routines,
        };
    }
    pub mod plan {
        pub use crate::routine::plan::{Part, Plan, PlanOptions};
    }
    pub mod read {
        pub use crate::routine::read::{about_how_long, routine};
    }
    pub mod wording {
        pub use crate::routine::wording::dose;
    }
}
pub mod screen {
    pub use crate::screen::{caps, draw, seen};
    pub mod theme {
        pub use crate::screen::theme::{Depth, Theme};
    }
}
pub mod session {
    pub use crate::session::{Now, Readout};
}
pub mod store {
    pub mod config {
        pub use crate::store::config::{Config, Motion, Palette, SAMPLE, TextSize, read};
    }
    pub mod journal {
        pub use crate::store::journal::{
            BadLine, BeforeNote, CheckedNote, CrampNote, Entry, EventKind, ExcusedNote, FORTNIGHT, Journal,
            JournalContents, LASTED_OVER_TEN_MINUTES, LONGEST_CRAMP, NightNote, OVER_TEN_MINUTES,
            SessionNote, SignsNote, StartupSummary, StepNote, ThoughtsNote, line, night_of,
        };
    }
    pub mod paths {
        pub use crate::store::paths::Paths;
    }
    pub mod state {
        pub use crate::store::state::{Checkpoint, Running};
    }
}
pub mod text {
    pub use crate::text::night;
}
