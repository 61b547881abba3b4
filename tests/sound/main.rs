//! What a person hears, in the hands of programs that tell what they were asked to play and to say.

#![cfg(all(unix, not(target_os = "macos")))]

mod fake;

mod silence;
mod voice;
