//! What other programs make of what winddown writes and does.

#[cfg(target_os = "linux")]
mod linux;

fn main() {
    #[cfg(target_os = "linux")]
    common::run(&[linux::TESTS]);
}
