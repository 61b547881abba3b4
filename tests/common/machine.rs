//! A home with schedulers of the test's own.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::{Home, PATIENCE, Ran, executable};

/// Where systemd keeps a person's units.
pub const UNITS: &str = ".config/systemd/user";

/// A home with schedulers that write down what they are told.
pub struct Machine {
    pub home: Home,
}

impl Machine {
    /// Returns a machine whose `scheduler` says yes to everything.
    pub fn with(scheduler: &str) -> Machine {
        let machine = Machine { home: Home::new() };
        machine.have(scheduler, "");
        machine
    }

    /// Puts a program in place that writes down its arguments and then does this in the shell.
    pub fn have(&self, name: &str, then: &str) {
        let told = self.home.path().join("told");
        let script = format!("echo {name} \"$@\" >> '{}'\n{then}", told.display());
        self.home.script(&format!("bin/{name}"), &script);
    }

    /// Returns what the schedulers were told since the last time.
    pub fn told(&self) -> String {
        let file = self.home.path().join("told");
        let told = std::fs::read_to_string(&file).unwrap_or_default();
        let _ = std::fs::remove_file(file);
        told.replace(&self.place(), "HOME")
    }

    pub fn place(&self) -> String {
        self.home.path().to_string_lossy().into_owned()
    }

    pub fn run_as(&self, program: &Path, arguments: &[&str]) -> Ran {
        self.run_with(program, arguments, &[])
    }

    pub fn run_with(&self, program: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut ran = Ran::of(
            Command::new(program)
                .args(arguments)
                .env_clear()
                .envs(self.home.environment())
                .envs(variables.iter().copied())
                .env("HOME", self.home.path())
                .env("PATH", self.home.path().join("bin"))
                // Nobody's bus, so that no notification of the machine's own is heard.
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
                .current_dir(self.home.path())
                .timeout(PATIENCE),
        );
        let lines = ran.err.lines().filter(|line| !line.contains("a build folder"));
        ran.err = lines.collect::<Vec<_>>().join("\n");
        ran
    }

    pub fn run(&self, words: &str) -> Ran {
        let words: Vec<&str> = words.split(' ').collect();
        self.run_as(&executable(), &words)
    }

    #[track_caller]
    pub fn says(&self, words: &str, out: &str) {
        let ran = self.run(words);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, out, ""), "{words}");
    }

    #[track_caller]
    pub fn fails(&self, words: &str, said: &[&str]) {
        self.ends(1, words, said);
    }

    #[track_caller]
    pub fn ends(&self, code: i32, words: &str, said: &[&str]) {
        let ran = self.run(words);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{words}");
        assert!(said.iter().all(|said| ran.err.contains(said)), "{words}: {}", ran.err);
    }

    /// Returns a file of the home, with the home's place and the program's taken out.
    pub fn file(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.home.path().join(name)).unwrap();
        text.replace(executable().to_str().unwrap(), "/usr/bin/winddown").replace(&self.place(), "/home/ann")
    }

    /// Returns every file that is not one of the test's own.
    pub fn files(&self) -> Vec<PathBuf> {
        fn within(folder: &Path, files: &mut Vec<PathBuf>) {
            for item in std::fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() { within(&path, files) } else { files.push(path) }
            }
        }
        let mut files = Vec::new();
        within(self.home.path(), &mut files);
        files.retain(|path| !path.starts_with(self.home.path().join("bin")) && !path.ends_with("told"));
        files
    }
}
