//! What the program knows of bodies: warning signs, safety answers, water, the bedroom, and what is written about cramps.

pub(crate) mod answer;
pub(crate) mod bedroom;
pub(crate) mod body;
pub(crate) mod learn;
pub(crate) mod safety;
pub(crate) mod signs;
pub(crate) mod water;
