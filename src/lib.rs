//! winddown: a bedtime routine guide in the terminal.
//!
//! Each evening it walks a person through timed leg stretches that may ease night-time cramps, slows their breathing,
//! asks about water, and says good night. This page is the tour of how.
//!
//! ```text
//!  routines/*.toml ─ read ─▶ Routine ─ Plan::of ─▶ Plan (flat segments)
//!                                                   │
//!  key ─ action table ─▶ Action ─┐                  ▼
//!                                ├─▶ App::handle(now, action) ─▶ effects ─▶ shell: journal · state · chimes · quit
//!  clock says "due" ─────────────┘        │
//!                                         ├─ next_change() ─▶ how long the shell may sleep
//!                                         └─ picture() ─────▶ view (screen)   or   plain (lines)
//! ```
//!
//! Seven rules hold it together:
//!
//! 1. Time is an argument. Only [`clock`] reads a clock; the linter sees to it.
//! 2. The core returns [effects](effect::Effect); only the [`shell`] performs them. The [reminder](remind) is called while
//!    no evening runs, and has a small shell of its own.
//! 3. Drawing reads a [picture](app::Picture) and nothing else; it changes nothing.
//! 4. We wake for a key, or when the picture changes. There is no tick, no frame rate, no dirty flag.
//! 5. A value that exists is valid: text is checked once, on the way in ([`document`]).
//! 6. Keys, footer and help come from one table ([`action`]); colours from one theme of roles ([`theme`]).
//! 7. What happened is written down when it happens ([`journal`], [`state`]).

pub mod routine;
pub mod document;
pub mod schema;
pub mod library;
pub mod breath;
mod braille;
pub mod figure;
pub mod plan;
pub mod session;
pub mod app;
pub mod action;
pub mod effect;
pub mod water;
pub mod bedroom;
pub mod answer;
pub mod signs;
pub mod diary;
pub mod cramp;
pub mod learn;
pub mod safety;
pub mod words;
pub mod spoken;
pub mod theme;
pub mod view;
pub mod shell;
pub mod plain;
pub mod cue;
mod hush;
pub mod voice;
pub mod terminal;
pub mod notify;
pub mod awake;
pub mod remind;
pub mod doctor;
pub mod clock;
pub mod journal;
pub mod state;
pub mod paths;
pub mod config;
pub mod cli;
