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
//! **A move** is a file in `routines/library/moves`, named like the move. Its keys are those of a `[move.NAME]` in a
//! person's own routine (`winddown help routine`), without that line. Add its name to the list in
//! `src/routine/shipped.rs`. With `sides = "each"`, write `{side}` where the leg is named. A move that is done lying says
//! how to lie in pregnancy, under `[instead.pregnancy]`. Every dose, cue and caution needs a source.
//!
//! **A figure**: every move has one, its own or another's. A figure is a file in `routines/library/figures`, and a name in
//! `src/figure/shipped.rs`. `wall-calf.toml` explains the numbers. A mattress is 4.2 high, and feet rest on it.
//!
//! **A routine** is a file in `routines`, and a row of [`routine::library::SHIPPED`]. Look at it with `cargo run --
//! routine show routines/NAME.toml`, and try it fifty times as fast, away from your own diary:
//! `WINDDOWN_HOME=/tmp/try cargo run -- start --yes --plain --speed 50 routines/NAME.toml`. Nothing reminds you of two
//! things: its doses belong in the tables of the tests in `src/routine/library.rs`, and it belongs in the README.
//!
//! **A screen** is a file in `src/app/screens`: a type with its state that implements `Screen`. Add a line in
//! `src/app/screens.rs`, and a name to [`PageId`](app::page::PageId). If its keys are its own it has a
//! [`Scene`](app::keymap::Scene): put that in every row of the key table that holds there, `!` and `?` too, and in
//! `src/cli/topics.rs`. The key that opens it has an [`Action`](app::keymap::Action); on the first screen it also has a number in
//! `src/lines/input.rs`. Copy from `learn.rs` for a page that scrolls. A row in `.ci/screens` shows it in all sizes.
//!
//! **A key** is a row in `src/app/keymap/table.rs`: the footer, the help and `winddown help keys` follow. Another key for
//! the same thing stands in that row; they show only the row's own name.
//!
//! `cargo test` says what is still missing: a file that is not embedded, a claim that goes too far, a picture that jumps.
//! First run `cargo test --lib --test figures --test safety_table --test own_routines`, which takes a minute. Where only a
//! snapshot differs, look at the difference; if it is right, run the test again with `INSTA_UPDATE=always`.
//!
//! ```text
//! .ci/run        what must hold before a change lands
//! .ci/words      how easy the pages, the moves and the README are to read
//! .ci/screens    every screen in every style and size, to look at; --moving records the pictures of the README
//! .ci/figures    the key frames of every figure without a word, to look at
//! cargo bench    what a frame, a plan and thirty years of journal cost
//!
//! .packaging/deb        makes the Debian package; .packaging/README.md lists the others
//! .packaging/check-deb  installs it in a fresh Debian, uses it there and removes it
//! ```
//!
//! The scripts need Python 3 with `venv`, and two fonts: `fonts-dejavu-core` and `fonts-unifont`.

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
