//! The real program in a real terminal: what a person sees, presses and keeps.

#![cfg(unix)]

mod tonight;
mod evening;
mod thoughts;
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
