//! The real program in a real terminal: what a person sees, presses and keeps.

#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
mod disk;
mod window;

mod tonight;
mod evening;
mod nights;
mod safety;
mod cramp;
mod resume;
mod keys;
mod endings;
mod away;
mod looks;
mod panics;
mod failing;
mod editing;
mod lines;
