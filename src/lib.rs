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
//!
//! # Adding to it
//!
//! **A move** is a file in `routines/library/moves`, with the same keys as a `[move]` in a person's own routine
//! (`winddown help routine`). Add its name to the list in `src/routine/shipped.rs`. A figure of its own is a file in
//! `routines/library/figures`, and a name in `src/figure/shipped.rs`. Every dose, cue and caution needs a source.
//!
//! **A routine** is a file in `routines`, and a row of [`routine::library::SHIPPED`]. Try it with
//! `cargo run -- start routines/NAME.toml`, and look at it with `cargo run -- routine show routines/NAME.toml`.
//!
//! **A screen** is a file in `src/app/screens`: a type with its state that implements `Screen`. Add a line in
//! `src/app/screens.rs`, a name to [`PageId`](app::page::PageId), and a [`Scene`](app::keymap::Scene) if its keys are
//! its own; then open it from another screen. `history.rs` is a good one to copy from. A row in `.ci/screens` shows it in all sizes.
//!
//! **A key** is a row in `src/app/keymap/table.rs`: the footer, the help and `winddown help keys` follow.
//!
//! `cargo test` says what is still missing: a file that is not embedded, a claim that goes too far, a picture that jumps.
//!
//! ```text
//! .ci/run        what must hold before a change lands
//! .ci/words      how easy the pages, the moves and the README are to read
//! .ci/screens    every screen in every style and size, to look at; --moving records the pictures of the README
//! .ci/figures    the key frames of every figure without a word, to look at
//! cargo bench    what a frame, a plan and thirty years of journal cost
//! ```
//!
//! The scripts need Python 3 with `venv`; the rest they get themselves.

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
