//! The tones of the chimes as samples.

use std::f64::consts::{PI, TAU};
use std::time::Duration;

use crate::app::effect::Cue;
use crate::routine::breath::BreathStage;

/// Samples a second; plenty for tones below 1 kHz, and less to send than what discs have.
pub(crate) const RATE: u32 = 24_000;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sound {
    /// Notes one after the other, each dying away.
    Notes(&'static [Note]),
    /// One tone that goes from a pitch in hertz to another for a whole phase of a breath.
    Glide { from: f64, to: f64, length: Duration },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Note {
    /// Hertz.
    pitch: f64,
    /// Seconds from the beginning of the sound.
    at: f64,
}

const fn note(pitch: f64, at: f64) -> Note {
    Note { pitch, at }
}

// All pitches are our choice: a pentatonic scale on C, low enough for ears that have lost the high ones, high enough
// for the loudspeaker of a laptop. What is to be told apart differs in number and direction, not in pitch alone.
const READY: &[Note] = &[note(G4, 0.0)];
const BEGIN: &[Note] = &[note(E4, 0.0), note(A4, 0.22)];
const REST: &[Note] = &[note(C4, 0.0)];
const SWITCH: &[Note] = &[note(D4, 0.0), note(D4, 0.3)];
const END: &[Note] = &[note(A4, 0.0), note(E4, 0.5), note(C4, 1.0)];
const WARNING: &[Note] = &[note(A4, 0.0), note(A4, 0.3), note(A4, 0.6), note(A4, 0.9)];

const C4: f64 = 261.63;
const D4: f64 = 293.66;
const E4: f64 = 329.63;
const G4: f64 = 392.0;
const A4: f64 = 440.0;

/// Seconds until a note is at its loudest.
const ATTACK: f64 = 0.03;
/// Seconds in which a note falls to about a third.
const DECAY: f64 = 0.28;
/// Seconds a note lasts, the last of them hardly to be heard.
const NOTE: f64 = 1.2;
/// Seconds in which every sound ends without a click.
const EDGE: f64 = 0.05;
/// Seconds in which a breath's tone swells and fades; less in a short one.
const SWELL: f64 = 0.6;
/// How loud a breath's tone is against a note: it lasts longer, and is there all the time.
const BREATH: f64 = 0.5;
/// The second partial, which gives a note its body.
const PARTIAL: f64 = 0.15;
/// The longest breath that sounds to its end; four megabytes are what a sound server takes at once.
const LONGEST: Duration = Duration::from_secs(80);

impl Sound {
    pub(crate) fn of(cue: Cue, real: impl Fn(Duration) -> Duration) -> Option<Sound> {
        Some(match cue {
            Cue::Ready => Sound::Notes(READY),
            Cue::Begin => Sound::Notes(BEGIN),
            Cue::Rest => Sound::Notes(REST),
            Cue::Switch => Sound::Notes(SWITCH),
            Cue::End => Sound::Notes(END),
            Cue::Warning => Sound::Notes(WARNING),
            Cue::Breath { stage, spent, length } => {
                let (from, to) = match stage {
                    BreathStage::In => (C4, G4),
                    BreathStage::TopUp => (G4, A4),
                    BreathStage::Out => (G4, C4),
                    BreathStage::HoldFull | BreathStage::HoldEmpty => return None,
                };
                let gone = (spent.as_secs_f64() / length.as_secs_f64().max(f64::EPSILON)).min(1.0);
                let length = real(length.saturating_sub(spent)).min(LONGEST);
                Sound::Glide { from: from * libm::pow(to / from, gone), to, length }
            }
            Cue::Silence => return None,
        })
    }

    pub(crate) fn length(&self) -> Duration {
        match self {
            Sound::Notes(notes) => {
                let last = notes.iter().map(|note| note.at).fold(0.0, f64::max);
                Duration::from_secs_f64(last + NOTE)
            }
            Sound::Glide { length, .. } => *length,
        }
    }

    /// It begins and ends in silence and changes slowly enough never to click. At 100 percent the loudest moment is
    /// half of what a sample can hold, as ears hear it as twice as loud with every four times of it.
    pub(crate) fn samples(&self, volume: u8) -> Vec<i16> {
        let share = f64::from(volume.min(100)) / 100.0;
        let loud = 0.5 * share * share * f64::from(i16::MAX);
        #[expect(clippy::cast_possible_truncation, reason = "-16,384 to 16,384 by construction")]
        let sample = |wave: f64| (wave.clamp(-1.0, 1.0) * loud).round() as i16;
        let length = self.length().as_secs_f64();
        match *self {
            Sound::Notes(notes) => {
                times(length).map(|t| sample(notes.iter().map(|note| note.wave(t)).sum())).collect()
            }
            Sound::Glide { from, to, .. } => {
                let swell = SWELL.min(length / 2.0);
                let (mut turn, mut pitch) = (0.0_f64, from);
                // A breath has hundreds of thousands of samples, so the pitch is not reckoned anew for each.
                let step = libm::pow(to / from, 1.0 / (length * f64::from(RATE)).max(1.0));
                times(length)
                    .map(|t| {
                        turn += TAU * pitch / f64::from(RATE);
                        pitch *= step;
                        sample(libm::sin(turn) * BREATH * rise(t / swell) * rise((length - t) / swell))
                    })
                    .collect()
            }
        }
    }
}

impl Note {
    fn wave(&self, t: f64) -> f64 {
        let t = t - self.at;
        if !(0.0..NOTE).contains(&t) {
            return 0.0;
        }
        let turn = TAU * self.pitch * t;
        let wave = (libm::sin(turn) + PARTIAL * libm::sin(2.0 * turn)) / (1.0 + PARTIAL);
        // Notes may overlap, and must not be too loud together.
        0.7 * wave * rise(t / ATTACK) * libm::exp(-t / DECAY) * edge(NOTE - t)
    }
}

#[cfg(any(test, all(unix, not(target_os = "macos"))))]
pub(crate) fn fading(samples: &[i16], at: usize) -> Vec<i16> {
    let rest = samples.get(at..).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "no larger than it was")]
    let left = |(&sample, t): (&i16, f64)| (f64::from(sample) * edge(EDGE - t)) as i16;
    rest.iter().zip(times(EDGE)).map(left).collect()
}

fn times(seconds: f64) -> impl Iterator<Item = f64> {
    (0u32..).map(|i| f64::from(i) / f64::from(RATE)).take_while(move |t| *t < seconds)
}

fn rise(share: f64) -> f64 {
    if share >= 1.0 { 1.0 } else { (1.0 - libm::cos(PI * share.max(0.0))) / 2.0 }
}

/// The loudness of a sound that ends in so many seconds.
fn edge(left: f64) -> f64 {
    rise(left / EDGE)
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "small numbers"
    )]

    use super::*;

    const ALL: [Cue; 6] = [Cue::Ready, Cue::Begin, Cue::Rest, Cue::Switch, Cue::End, Cue::Warning];

    fn sound(cue: Cue) -> Sound {
        Sound::of(cue, |length| length).expect("it can be heard")
    }

    fn breath(stage: BreathStage, spent: u64, length: u64) -> Cue {
        Cue::Breath { stage, spent: Duration::from_secs(spent), length: Duration::from_secs(length) }
    }

    /// Hertz around a moment, by the times the wave goes up through zero.
    fn pitch(samples: &[i16], at: f64) -> f64 {
        let rate = f64::from(RATE);
        let from = (at * rate) as usize;
        let part = &samples[from..from + RATE as usize / 10];
        let ups: Vec<_> = (1..part.len()).filter(|&i| part[i - 1] < 0 && part[i] >= 0).collect();
        let (first, last) = (ups[0], ups[ups.len() - 1]);
        (ups.len() - 1) as f64 * rate / (last - first) as f64
    }

    fn everything() -> Vec<Sound> {
        let stages = [BreathStage::In, BreathStage::TopUp, BreathStage::Out];
        let breaths = stages.iter().flat_map(|&stage| [breath(stage, 0, 4), breath(stage, 3, 4)]);
        ALL.into_iter().chain(breaths).map(sound).collect()
    }

    #[test]
    fn notes_have_their_pitch() {
        for (cue, at, hertz) in [
            (Cue::Ready, 0.1, G4),
            (Cue::Begin, 0.1, E4),
            (Cue::Begin, 0.8, A4),
            (Cue::Rest, 0.1, C4),
            (Cue::Switch, 0.1, D4),
            (Cue::Switch, 0.8, D4),
            (Cue::End, 0.1, A4),
            (Cue::End, 1.9, C4),
            (Cue::Warning, 0.1, A4),
        ] {
            let heard = pitch(&sound(cue).samples(100), at);
            assert!((heard / hertz - 1.0).abs() < 0.02, "{cue:?} at {at} is {heard} Hz, not {hertz}");
        }
    }

    #[test]
    fn a_breath_goes_up_or_down_for_its_whole_length() {
        for (stage, seconds, up) in
            [(BreathStage::In, 4, true), (BreathStage::Out, 6, false), (BreathStage::Out, 1, false)]
        {
            let samples = sound(breath(stage, 0, seconds)).samples(100);
            assert_eq!(samples.len(), seconds as usize * RATE as usize);
            let end = seconds as f64 - 0.15;
            let heard: Vec<f64> =
                (0..=8).map(|i| pitch(&samples, 0.05 + (end - 0.1) * f64::from(i) / 8.0)).collect();
            let goes = |pair: &[f64]| if up { pair[1] > pair[0] } else { pair[1] < pair[0] };
            assert!(heard.windows(2).all(goes), "{stage:?}: {heard:?}");
            assert!((heard[8] / heard[0]).ln().abs() > 0.3, "{heard:?}");
        }
    }

    #[test]
    fn a_breath_goes_on_where_it_stood() {
        let whole = sound(breath(BreathStage::In, 0, 8)).samples(100);
        let rest = sound(breath(BreathStage::In, 6, 8)).samples(100);
        assert_eq!(rest.len(), 2 * RATE as usize);
        assert!((pitch(&whole, 6.9) / pitch(&rest, 0.9) - 1.0).abs() < 0.01);
        assert_eq!(sound(breath(BreathStage::Out, 9, 9)).samples(100), Vec::<i16>::new());
    }

    #[test]
    fn lengths_are_the_world_s() {
        let twice = Sound::of(breath(BreathStage::In, 0, 4), |length| length / 2).expect("a sound");
        assert_eq!(twice.length(), Duration::from_secs(2));
        let long = sound(breath(BreathStage::In, 0, 3600));
        assert_eq!(long.length(), LONGEST);
        assert!(long.samples(1).len() * 2 < 4 << 20);
    }

    #[test]
    fn holding_and_silence_are_not_heard() {
        for cue in [breath(BreathStage::HoldFull, 0, 4), breath(BreathStage::HoldEmpty, 0, 4), Cue::Silence] {
            assert_eq!(Sound::of(cue, |length| length), None);
        }
    }

    #[test]
    fn nothing_clips_and_nothing_clicks() {
        for sound in everything() {
            let samples = sound.samples(100);
            let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max().expect("some");
            assert!((2_000..=16_384).contains(&loudest), "{sound:?} is {loudest} loud");
            let ends = [samples[0], samples[samples.len() - 1]];
            assert!(ends.iter().all(|sample| sample.abs() < 120), "{sound:?} begins and ends at {ends:?}");
            let fades = [fading(&samples, RATE as usize / 5), fading(&samples, samples.len())];
            for samples in fades.iter().chain([&samples]) {
                // As steep as the highest pitch is at that loudness, its second partial counted in, and no steeper.
                let steepest = TAU * A4 / f64::from(RATE) * f64::from(loudest) * (1.0 + 2.0 * PARTIAL) + 2.0;
                let step = samples.windows(2).map(|pair| pair[0].abs_diff(pair[1])).max().unwrap_or(0);
                assert!(f64::from(step) <= steepest, "{sound:?} jumps by {step} of {steepest}");
                let last = samples.last().copied().unwrap_or(0);
                assert!(last.abs() < 120, "{sound:?} ends at {last}");
            }
        }
    }

    #[test]
    fn a_fade_begins_where_the_sound_stood_and_is_over_at_once() {
        let samples = sound(breath(BreathStage::In, 0, 4)).samples(100);
        let at = 2 * RATE as usize + 7;
        let faded = fading(&samples, at);
        assert_eq!(faded[0], samples[at]);
        assert_eq!(faded.len(), RATE as usize / 20);
        assert!(fading(&samples, samples.len() + 1).is_empty());
    }

    #[test]
    fn the_volume_is_quiet_by_default_and_nothing_at_none() {
        let loudest = |volume| {
            let samples = sound(Cue::Ready).samples(volume);
            samples.into_iter().map(i16::unsigned_abs).max().expect("some")
        };
        assert_eq!(loudest(0), 0);
        // A quarter of the full swing at most.
        assert!((300..4_000).contains(&loudest(crate::store::config::Config::default().volume)));
        assert!(loudest(20) < loudest(40) && loudest(40) < loudest(100));
        assert_eq!(loudest(200), loudest(100));
    }
}
