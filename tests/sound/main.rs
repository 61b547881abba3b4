//! What a person hears: chimes in a real sound server's hands, and a voice in the hands of programs that speak.

#![cfg(all(unix, not(target_os = "macos")))]

#[path = "../common/mod.rs"]
mod common;
mod fake;
mod server;
#[allow(dead_code, reason = "not everything that can be seen is looked at here")]
#[path = "../terminal/window.rs"]
mod window;

mod chimes;
mod silence;
mod voice;
