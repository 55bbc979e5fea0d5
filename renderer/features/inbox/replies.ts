// What a question of the app takes as its answer: words of the record, read by `decide` and told to the agent, and so never translated.

/** `always`, or with the prefix that was written in place of the proposed one. */
export function alwaysReply(prefix: string, proposed: string): string {
  return prefix.trim() === proposed ? 'always' : `always: ${prefix.trim()}`;
}

export function noReply(note: string): string {
  return `no: ${note}`;
}

export function sendBackReply(note: string): string {
  return `send back: ${note}`;
}

/** What a person saw, with what they say of it. */
export function lookReply(word: 'pass' | 'fail', note: string): string {
  return note.trim() === '' ? word : `${word}: ${note.trim()}`;
}
