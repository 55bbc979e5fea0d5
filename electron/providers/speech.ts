/** Pieces that a text is shown in: enough that the live view moves. */
const MOST_PIECES = 6;

/** Before each piece: readable as it appears, and under 100 ms for a whole text, so that a demo is not kept waiting. */
const PIECE_PAUSE_MS = 15;

/** The text in pieces cut between words, one after another as if it were spoken; ends early when the signal aborts. */
export async function* spoken(text: string, signal: AbortSignal): AsyncGenerator<string> {
  for (const piece of pieces(text)) {
    await pause(PIECE_PAUSE_MS, signal);
    if (signal.aborted) return;
    yield piece;
  }
}

/** At most {@link MOST_PIECES} pieces that join to the same text. */
function pieces(text: string): readonly string[] {
  const words = text.match(/\s*\S+\s*/g) ?? (text === '' ? [] : [text]);
  const size = Math.max(1, Math.ceil(words.length / MOST_PIECES));
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size).join(''));
}

/** Resolves after `ms`, or at once when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
