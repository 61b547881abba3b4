//! Notifications on a real message bus, with a notification server that does as it pleases.

#[cfg(target_os = "linux")]
mod desktop;
#[cfg(target_os = "linux")]
mod program;

#[cfg(target_os = "linux")]
mod answered;
#[cfg(target_os = "linux")]
mod awake;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod reminder;
#[cfg(target_os = "linux")]
mod shown;
#[cfg(target_os = "linux")]
mod trouble;

fn main() {
    #[cfg(target_os = "linux")]
    if !program::shows_what_it_is_told() && !awake::panics() {
        common::run(&[
            shown::TESTS,
            answered::TESTS,
            trouble::TESTS,
            hostile::TESTS,
            reminder::TESTS,
            awake::TESTS,
        ]);
    }
}
