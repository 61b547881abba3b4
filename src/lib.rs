//! winddown: a bedtime routine guide in the terminal.
//!
//! Each evening it walks a person through timed leg stretches that may ease night-time cramps, slows their breathing,
//! asks about water, and says good night. This page is the tour of how.
//!
//! ```text
//!  routines/*.toml ─ read ─▶ Routine ─ Plan::of ─▶ Plan (flat segments)
//!                                                   │
//!  key ─ key table ─▶ Input ─┐                      ▼
//!                            ├─▶ App::handle(now, input) ─▶ effects ─▶ shell: journal · state · chimes · quit
//!  clock says "due" ─ Wake ──┘        │
//!                                     ├─ wakes_at() ─▶ how long the shell may sleep
//!                                     └─ page() ─────▶ screen   or   lines   and   voice
//! ```
//!
//! Seven rules hold it together:
//!
//! 1. Time is an argument. Only [`device::clock`] reads a clock; the linter sees to it.
//! 2. The core returns [effects](app::effect::Effect); only the [`shell`] performs them. The [reminder](remind) is called
//!    while no evening runs, and has a small shell of its own.
//! 3. Drawing reads a [page](app::page::Page) and nothing else; it changes nothing.
//! 4. We wake for a key, or when the page changes. There is no tick, no frame rate, no dirty flag.
//! 5. A value that exists is valid: text is checked once, on the way in ([`document`]).
//! 6. Keys, footer and help come from one table ([`app::keymap`]); colours from one theme of roles ([`screen::theme`]).
//! 7. What happened is written down when it happens ([`store`]).
//!
//! The modules below stand in one order, and each imports only from those above it.

mod text;
mod document;
mod health;
mod figure;
mod routine;
mod session;
mod store;
mod diary;
mod app;
mod screen;
mod lines;
mod device;
mod remind;
mod shell;
mod cli;

#[doc(hidden)]
pub mod testing;

pub use cli::main;
