//! A sound server of the test's own, with a loudspeaker that nobody hears, and an ear that does.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends at the first thing that goes wrong"
)]

use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};

use common::sound::{RATE, STRETCH, pitches};
use common::{Home, PATIENCE};

/// PulseAudio with nothing on it; it dies with this value.
pub(crate) struct Server {
    daemon: Child,
    ear: Child,
    home: Home,
    heard: Arc<Heard>,
}

#[derive(Default)]
struct Heard {
    samples: Mutex<Vec<i16>>,
    news: Condvar,
}

impl Server {
    /// Starts one, and listens to it.
    pub(crate) fn start() -> Server {
        let home = Home::new();
        let folder = home.path().join("pulse");
        std::fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
        let variables =
            [("HOME", home.path()), ("XDG_RUNTIME_DIR", home.path()), ("PULSE_RUNTIME_PATH", &folder)];
        let socket = format!("module-native-protocol-unix socket={}/native", folder.display());
        let mut daemon = Command::new("pulseaudio")
            .args(["-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes", "--exit-idle-time=-1"])
            .args(["--log-level=info", "--log-target=stderr", "-L", "module-null-sink sink_name=bed"])
            .args(["-L", &socket])
            .env_clear()
            .envs(variables)
            .stderr(Stdio::piped())
            .spawn()
            .expect("a sound server");
        let log = BufReader::new(daemon.stderr.take().unwrap());
        let mut log = log.lines();
        assert!(log.by_ref().any(|line| line.unwrap().contains("startup complete")), "it should start");
        // It must not wait for somebody to read on.
        std::thread::spawn(move || log.for_each(drop));
        let mut ear = Command::new("parec")
            .args(["--device=bed.monitor", "--format=s16le", "--channels=1", "--latency-msec=20"])
            .arg(format!("--rate={RATE}"))
            .env_clear()
            .envs(variables)
            .stdout(Stdio::piped())
            .spawn()
            .expect("an ear");
        let heard = Arc::new(Heard::default());
        let out = ear.stdout.take().unwrap();
        std::thread::spawn({
            let heard = Arc::clone(&heard);
            move || heard.listen(out)
        });
        let server = Server { daemon, ear, home, heard };
        server.hears("anything", |samples| !samples.is_empty());
        server
    }

    /// Returns the folder that programs find it by, as `XDG_RUNTIME_DIR`.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// Returns all that has been heard.
    pub(crate) fn samples(&self) -> Vec<i16> {
        self.heard.samples.lock().unwrap().clone()
    }

    /// Waits until what has been heard is as wanted.
    #[track_caller]
    pub(crate) fn hears(&self, what: &str, wanted: impl Fn(&[i16]) -> bool) {
        let samples = self.heard.samples.lock().unwrap();
        let waits = |samples: &mut Vec<i16>| !wanted(samples);
        let (samples, wait) = self.heard.news.wait_timeout_while(samples, PATIENCE, waits).unwrap();
        assert!(!wait.timed_out(), "never heard {what}, but {:?}", pitches(&samples));
    }

    pub(crate) fn die(&mut self) {
        for child in [&mut self.ear, &mut self.daemon] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.die();
    }
}

impl Heard {
    fn listen(&self, mut out: impl Read) {
        let mut pair = [0; STRETCH * 2];
        while out.read_exact(&mut pair).is_ok() {
            let samples = pair.chunks(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
            self.samples.lock().unwrap().extend(samples);
            self.news.notify_all();
        }
    }
}
