//! What the world may do to an evening: kills, power cuts, full disks, and files and variables of every kind.

#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test ends at the first thing that goes wrong"
    )
)]

#[cfg(target_os = "linux")]
mod environment;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod full_disk;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod power_cut;
#[cfg(target_os = "linux")]
mod trace;

fn main() {
    #[cfg(target_os = "linux")]
    common::run(&[kills::TESTS, power_cut::TESTS, full_disk::TESTS, files::TESTS, environment::TESTS]);
}
