/** A short, quiet tone: long enough to be heard, too short to disturb a room. */
const BEEP = { hertz: 660, seconds: 0.08, gain: 0.05 } as const;

let audio: AudioContext | undefined;

/** The bell as a sound. A machine without one stays silent; the bell is seen all the same. */
export function beep(): void {
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = BEEP.hertz;
  volume.gain.value = BEEP.gain;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + BEEP.seconds);
}
