//! Tests that need other programs: where one is missing they are ignored, by name; on a machine of `CI`, they fail.

use std::path::PathBuf;

use libtest_mimic::{Arguments, Failed, Trial};

/// A test, and the programs that it cannot do without.
#[derive(Clone, Copy)]
pub struct Test {
    /// Its path, the target's name first.
    pub name: &'static str,
    pub needs: &'static [&'static str],
    pub run: fn(),
}

/// Lists tests of a module as `TESTS`, with the programs that all of them need.
#[macro_export]
macro_rules! tests {
    (needs $needs:expr; $($name:ident),+ $(,)?) => {
        pub(crate) const TESTS: &[$crate::Test] = &[$($crate::Test {
            name: concat!(module_path!(), "::", stringify!($name)),
            needs: &$needs,
            run: $name,
        }),+];
    };
}

/// Runs these tests with the arguments that `cargo test` gives, and ends the program.
pub fn run(tests: &[&[Test]]) -> ! {
    let must_run = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty());
    let trials = tests.concat().into_iter().map(|Test { name, needs, run }| {
        let name = name.split_once("::").map_or(name, |(_, name)| name);
        match needs.iter().find(|needed| program(needed).is_none()) {
            None => Trial::test(name, move || {
                run();
                Ok(())
            }),
            Some(missing) => {
                Trial::test(name, move || Err(Failed::from(format!("there is no {missing} here"))))
                    .with_kind(format!("no {missing}"))
                    .with_ignored_flag(!must_run)
            }
        }
    });
    let mut arguments = Arguments::from_args();
    let threads = std::env::var("RUST_TEST_THREADS").ok().and_then(|threads| threads.parse().ok());
    arguments.test_threads = arguments.test_threads.or(threads);
    libtest_mimic::run(&arguments, trials.collect()).exit()
}

/// Returns where a program is: by its name in `PATH`, or by its own path.
pub fn program(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
