//! What the program knows of bodies: warning signs, safety answers, water, the bedroom, and what is written about cramps.
//!
//! Everything here is a pure function of what a person told: no file, no clock, no screen. Texts and thresholds name
//! the evidence they rest on. The [diary](crate::diary) asks the warning signs, [routines](crate::routine) ask the safety
//! answers, and the [screens](crate::app) ask all of it.

pub(crate) mod answer;
pub(crate) mod bedroom;
pub(crate) mod body;
pub(crate) mod learn;
pub(crate) mod safety;
pub(crate) mod signs;
pub(crate) mod water;
