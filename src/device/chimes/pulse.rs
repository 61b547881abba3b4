//! A PulseAudio server, or PipeWire in its place, spoken to over its socket.
//!
//! A whole sound is handed over at once, so nothing of ours runs while it plays. To cut one off, what has not been
//! played yet is written over with the same tone dying away: that is heard at once and does not click.

use std::ffi::CString;
use std::io::{self, BufReader, Cursor, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pulseaudio::protocol::{self, Command, CommandTag, Prop, Props, TagStructRead};

use super::output::Output;
use super::sound::{RATE, fading};

struct Server {
    socket: BufReader<UnixStream>,
    version: u16,
    asked: u32,
    playing: Vec<Playing>,
}

struct Playing {
    channel: u32,
    samples: Vec<i16>,
    began: Duration,
    over: Duration,
    fades: bool,
}

/// The longest that one read or write may take. A server that is slower has hung.
const LIMIT: Duration = Duration::from_secs(1);
/// How far ahead of us a server may be with what it has passed on to the device for good, on a busy machine too: a fade
/// that comes later than that begins with a click.
const AHEAD: Duration = Duration::from_millis(120);
/// The steps that the device works in while a sound is heard.
const STEP: Duration = Duration::from_millis(25);
/// Silence before each sound: PulseAudio loses up to a step of a stream's beginning.
const LEAD: Duration = Duration::from_millis(40);
/// How long after its end a sound may still be on its way through the device.
const ON_ITS_WAY: Duration = Duration::from_millis(500);
const LONGEST_ANSWER: u32 = 1 << 16;
const SAMPLE: usize = size_of::<i16>();

/// Where this machine's sound server should listen; `None` if `PULSE_SERVER` names another machine's.
fn socket(variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if let Some(server) = set("PULSE_SERVER") {
        let path = server.strip_prefix("unix:").unwrap_or(&server);
        return path.starts_with('/').then(|| PathBuf::from(path));
    }
    let own = set("PULSE_RUNTIME_PATH").map(|folder| Path::new(&folder).join("native"));
    own.or_else(|| set("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("pulse/native")))
}

/// The way to a server, which may end and be started again.
pub(super) struct Socket {
    path: PathBuf,
    server: Option<Server>,
}

impl Socket {
    pub(super) fn at(path: PathBuf) -> Socket {
        Socket { path, server: None }
    }

    pub(super) fn find(variable: impl Fn(&str) -> Option<String>) -> Option<Socket> {
        socket(variable).filter(|path| path.exists()).map(Socket::at)
    }

    /// Disconnects where that fails; the next sound connects again.
    fn or_disconnect(&mut self, act: impl FnOnce(&mut Server) -> io::Result<()>) {
        if self.server.as_mut().is_some_and(|server| act(server).is_err()) {
            self.server = None;
        }
    }
}

impl Output for Socket {
    fn play(&mut self, samples: &[i16], up: Duration) -> io::Result<()> {
        if let Some(server) = &mut self.server
            && server.play(samples, up).is_ok()
        {
            return Ok(());
        }
        // The first time, or it was started again.
        self.server.insert(Server::connect(&self.path)?).play(samples, up)
    }

    fn silence(&mut self, up: Duration) -> io::Result<()> {
        self.or_disconnect(|server| server.silence(up));
        Ok(())
    }

    fn due(&self) -> Option<Duration> {
        self.server.as_ref()?.playing.iter().map(|one| one.over).min()
    }

    fn tidy(&mut self, up: Duration) -> io::Result<()> {
        self.or_disconnect(|server| server.tidy(up));
        Ok(())
    }

    fn examine(&mut self) -> io::Result<String> {
        let name = Server::connect(&self.path).and_then(|mut server| server.name());
        name.map_err(|why| io::Error::new(why.kind(), format!("the sound server does not let us in: {why}")))
    }
}

impl Server {
    fn connect(path: &Path) -> io::Result<Server> {
        let socket = UnixStream::connect(path)?;
        socket.set_read_timeout(Some(LIMIT))?;
        socket.set_write_timeout(Some(LIMIT))?;
        let (version, playing) = (protocol::MAX_VERSION, Vec::new());
        let mut server = Server { socket: BufReader::new(socket), version, asked: 0, playing };
        let cookie = pulseaudio::cookie_path_from_env().and_then(|path| std::fs::read(path).ok());
        // Who we are will do for a server of the same person, but it wants to see something of this length.
        let cookie = cookie.unwrap_or_else(|| vec![0; 256]);
        let auth = protocol::AuthParams { version, supports_shm: false, supports_memfd: false, cookie };
        let reply: protocol::AuthReply = server.ask(&Command::Auth(auth))?;
        server.version = version.min(reply.version);
        let mut props = Props::new();
        props.set(Prop::ApplicationName, c"winddown");
        let _: protocol::SetClientNameReply = server.ask(&Command::SetClientName(props))?;
        Ok(server)
    }

    fn name(&mut self) -> io::Result<String> {
        let info: protocol::ServerInfo = self.ask(&Command::GetServerInfo)?;
        let text = |text: Option<CString>| text.unwrap_or_default().to_string_lossy().into_owned();
        Ok(format!("{} {}", text(info.server_name), text(info.server_version)))
    }

    fn play(&mut self, sound: &[i16], up: Duration) -> io::Result<()> {
        self.silence(up)?;
        let mut samples = vec![0; samples_in(LEAD)];
        samples.extend(sound);
        let length = samples.len() * SAMPLE;
        // It all fits into the server's buffer, so nothing has to be brought up later.
        let bytes = u32::try_from(length).map_err(io::Error::other)?;
        let mut props = Props::new();
        props.set(Prop::MediaName, c"bedtime chimes");
        let spec =
            protocol::SampleSpec { format: protocol::SampleFormat::S16Le, channels: 1, sample_rate: RATE };
        let reply: protocol::CreatePlaybackStreamReply =
            self.ask(&Command::CreatePlaybackStream(protocol::PlaybackStreamParams {
                sample_spec: spec,
                channel_map: protocol::ChannelMap::mono(),
                // What has the number of an earlier one would have to keep step with it.
                sync_id: self.asked,
                sink_name: Some(protocol::DEFAULT_SINK.to_owned()),
                buffer_attr: protocol::stream::BufferAttr {
                    target_length: bytes,
                    // Not all of it, in case the server rounds.
                    pre_buffering: bytes / 2,
                    minimum_request_length: u32::try_from(samples_in(STEP) * SAMPLE)
                        .map_err(io::Error::other)?,
                    ..protocol::stream::BufferAttr::default()
                },
                props,
                flags: protocol::stream::StreamFlags {
                    // The device then works in steps of our least request, instead of as long ones as the sound.
                    early_requests: true,
                    ..protocol::stream::StreamFlags::default()
                },
                ..protocol::PlaybackStreamParams::default()
            }))?;
        let channel = reply.channel;
        self.write(channel, &samples, 0)?;
        let over = up + time_of(samples.len()) + ON_ITS_WAY;
        self.playing.push(Playing { channel, samples, began: up, over, fades: false });
        Ok(())
    }

    fn silence(&mut self, up: Duration) -> io::Result<()> {
        let mut playing = std::mem::take(&mut self.playing);
        for one in playing.iter_mut().filter(|one| !one.fades) {
            let from = samples_in(up.saturating_sub(one.began) + AHEAD);
            let Some(left) = one.samples.len().checked_sub(from) else { continue };
            let mut rest = fading(&one.samples, from);
            one.over = up + AHEAD + time_of(rest.len()) + ON_ITS_WAY;
            rest.resize(left, 0);
            self.write(one.channel, &rest, left)?;
            one.fades = true;
        }
        self.playing = playing;
        Ok(())
    }

    fn tidy(&mut self, up: Duration) -> io::Result<()> {
        let over: Vec<_> = self.playing.extract_if(.., |one| one.over <= up).collect();
        over.iter()
            .try_for_each(|one| self.ask::<Done>(&Command::DeletePlaybackStream(one.channel)).map(drop))
    }

    /// Writes samples, `over` of them in place of the last ones that were written.
    fn write(&mut self, channel: u32, samples: &[i16], over: usize) -> io::Result<()> {
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        // A step back is a negative number, which goes over the wire as its two's complement.
        let back = i64::try_from(over * SAMPLE).map_err(io::Error::other)?;
        let mut offset = back.wrapping_neg().cast_unsigned();
        for chunk in bytes.chunks(1 << 16) {
            protocol::write_memblock(self.socket.get_mut(), channel, chunk, offset).map_err(plain)?;
            offset = 0;
        }
        Ok(())
    }

    fn ask<R: TagStructRead>(&mut self, command: &Command) -> io::Result<R> {
        self.asked += 1;
        let (version, asked) = (self.version, self.asked);
        let mut message = Vec::new();
        protocol::write_command_message(&mut message, asked, command, version).map_err(plain)?;
        match command {
            Command::Auth(_) => introduce(self.socket.get_ref(), &message)?,
            _ => self.socket.get_mut().write_all(&message)?,
        }
        loop {
            let head = protocol::read_descriptor(&mut self.socket).map_err(plain)?;
            if head.length > LONGEST_ANSWER {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "it speaks another language"));
            }
            let mut message = Vec::new();
            self.socket.by_ref().take(u64::from(head.length)).read_to_end(&mut message)?;
            let mut message = Cursor::new(message);
            let mut fields = protocol::TagStructReader::new(&mut message, version);
            let Ok(tag) = fields.read_enum() else { continue };
            match (tag, fields.read_u32().map_err(plain)?) {
                (CommandTag::Reply, to) if to == asked => {
                    return R::read(&mut fields, version).map_err(plain);
                }
                (CommandTag::Error, to) if to == asked => {
                    let error: protocol::PulseError = fields.read_enum().map_err(plain)?;
                    return Err(io::Error::other(error.to_string()));
                }
                (_, _) => {}
            }
        }
    }
}

struct Done;

impl TagStructRead for Done {
    fn read(_: &mut protocol::TagStructReader<'_>, _: u16) -> Result<Done, protocol::ProtocolError> {
        Ok(Done)
    }
}

/// Sends the first message together with our credentials: a server that has not accepted the connection yet would not
/// ask the system for them later.
#[cfg(target_os = "linux")]
fn introduce(socket: &UnixStream, message: &[u8]) -> io::Result<()> {
    use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, UCred, sendmsg};
    use rustix::process::{getgid, getpid, getuid};

    let me = UCred { pid: getpid(), uid: getuid(), gid: getgid() };
    let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmCredentials(1))];
    let mut beside = SendAncillaryBuffer::new(&mut space);
    beside.push(SendAncillaryMessage::ScmCredentials(me));
    sendmsg(socket, &[io::IoSlice::new(message)], &mut beside, SendFlags::NOSIGNAL)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn introduce(mut socket: &UnixStream, message: &[u8]) -> io::Result<()> {
    socket.write_all(message)
}

fn plain(error: protocol::ProtocolError) -> io::Error {
    match error {
        protocol::ProtocolError::Io(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

fn time_of(samples: usize) -> Duration {
    Duration::from_secs(samples as u64) / RATE
}

fn samples_in(time: Duration) -> usize {
    usize::try_from(time.as_nanos() * u128::from(RATE) / 1_000_000_000).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_where_the_environment_says() {
        let at = |set: &[(&str, &str)]| {
            socket(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        let path = |path: &str| Some(PathBuf::from(path));
        let runtime = ("XDG_RUNTIME_DIR", "/run/user/7");
        assert_eq!(at(&[]), None);
        assert_eq!(at(&[runtime]), path("/run/user/7/pulse/native"));
        assert_eq!(at(&[runtime, ("PULSE_RUNTIME_PATH", "/p")]), path("/p/native"));
        for server in ["unix:/s", "/s"] {
            assert_eq!(at(&[runtime, ("PULSE_SERVER", server)]), path("/s"));
        }
        assert_eq!(at(&[runtime, ("PULSE_SERVER", "")]), path("/run/user/7/pulse/native"));
        for elsewhere in ["tcp:host:4713", "host", "unix:relative"] {
            assert_eq!(at(&[runtime, ("PULSE_SERVER", elsewhere)]), None);
        }
    }

    #[test]
    fn samples_and_time_agree() {
        assert_eq!(samples_in(time_of(12_345)), 12_345);
        assert_eq!(time_of(RATE as usize * 3), Duration::from_secs(3));
    }
}
