//! What a person hears through a real sound server, and from real programs that speak.

#[cfg(target_os = "linux")]
mod server;

#[cfg(target_os = "linux")]
mod chimes;
#[cfg(target_os = "linux")]
mod service;

fn main() {
    #[cfg(target_os = "linux")]
    common::run(&[chimes::TESTS, service::TESTS]);
}
