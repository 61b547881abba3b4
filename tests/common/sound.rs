//! What can be told of recorded sound.

/// Samples a second in what is recorded.
pub const RATE: usize = 24_000;
/// Samples in the stretch that a pitch is measured over: a twentieth of a second.
pub const STRETCH: usize = RATE / 20;
/// The loudest sample of what counts as silence.
const FAINT: u16 = 30;

/// Returns whether a stretch of sound is none.
pub fn is_silent(samples: &[i16]) -> bool {
    samples.iter().all(|sample| sample.unsigned_abs() <= FAINT)
}

/// Returns hertz, stretch by stretch, by the times the wave goes up through zero; `None` where there is silence.
pub fn pitches(samples: &[i16]) -> Vec<Option<u32>> {
    samples.chunks_exact(STRETCH).map(pitch).collect()
}

fn pitch(stretch: &[i16]) -> Option<u32> {
    let ups: Vec<_> = (1..stretch.len()).filter(|&i| stretch[i - 1] < 0 && stretch[i] >= 0).collect();
    let turns = ups.len().checked_sub(1).filter(|_| !is_silent(stretch))?;
    let span = ups.last()? - ups.first()?;
    u32::try_from((turns * RATE).checked_div(span)?).ok()
}
