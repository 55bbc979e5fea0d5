/** The tag that fences the user's words in what the model reads. */
export const FENCE = 'goal_contract';

const FENCE_TAG = new RegExp(`<(\\s*/?\\s*${FENCE})`, 'gi');

/** Every character that starts a new line somewhere, so that none can start one without our mark before it. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

// Characters that a reader does not see or that change how others are seen: controls, direction marks, invisible tags.
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** The user's words as lines of data: each begins with `| `, and nothing in them can end the fence or hide. */
export function quotedLines(text: string, indent = ''): readonly string[] {
  return text.split(LINE_END).map((line) => `${indent}| ${harmless(line)}`);
}

/** A short text of the user's within one of our lines, in JSON's quotes. */
export function quotedWord(text: string): string {
  return harmless(JSON.stringify(text));
}

function harmless(line: string): string {
  return line
    .replace(FENCE_TAG, '<\\$1')
    .replace(UNSEEN, (mark) => (mark === '\t' ? mark : `\\u{${mark.codePointAt(0)?.toString(16)}}`));
}
