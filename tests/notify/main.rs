//! Notifications on a real message bus, with a notification server that does as it pleases.

#![cfg(all(unix, not(target_os = "macos")))]

#[path = "../common/mod.rs"]
mod common;
mod desktop;
mod program;

mod shown;
mod answered;
mod trouble;
mod reminder;
