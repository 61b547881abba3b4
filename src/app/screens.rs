//! The screens, one file each: its state, its keys, its page. A new one is a new file, a line here, and whoever opens it.

pub(super) mod choose;
pub(super) mod cramp;
pub(super) mod evening;
pub(super) mod good_night;
pub(super) mod help;
pub(super) mod learn;
pub(super) mod morning;
pub(super) mod parked;
pub(super) mod safety;
pub(super) mod tonight;

mod bedroom;
mod clot;
mod diary;
mod history;
mod medicines;
mod tomorrow;
mod water;
