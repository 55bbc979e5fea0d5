/**
 * Characters that make a text read as another one than it is: controls, and marks that turn the direction of what follows. They are
 * written by their number, so that a reader sees that they are there. Tabs and line feeds stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function visible(text: string): string {
  return text.replace(
    HIDDEN,
    (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** `2026-11-24 14:05:10 UTC`: one time for every reader, wherever they are. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `1,234 bytes`. */
export function byteCount(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** An actor of the log in the words of somebody who was not there. */
export const ACTOR_WORDS = { user: 'a person', agent: 'the agent', app: 'the app' } as const;

export const STATUS_WORDS = {
  draft: 'Draft',
  active: 'Active',
  paused: 'Paused',
  verifying: 'Verifying',
  complete: 'Complete',
  blocked: 'Blocked',
  budget_limited: 'Limited by its budget',
  usage_limited: 'Limited by the provider',
  cleared: 'Cleared',
} as const;

export const STANDING_WORDS = { passes: 'Passes', fails: 'Fails', stale: 'Stale', none: 'No evidence' } as const;

/** What a digest proves and what it does not, where a report ends. */
export const PROVES = [
  '“goalpost verify” finds every byte that was changed since the export, and every file or entry that is missing, added or moved.',
  'It does not prove who made the bundle: somebody who changes it can build a whole new chain, which ends with another digest. Keep the final digest, which the export shows, somewhere else, and compare it: “goalpost verify BUNDLE --digest …”.',
  'It does not prove that the machine the evidence was taken on was honest, only that the record is the one it wrote.',
] as const;

/** A check's figure with its unit, where it is a number at all: what came to `exit 1` was measured in nothing. */
export function withUnit(figure: string, unit: string): string {
  return unit === '' || !/^[-−\d]/.test(figure) ? figure : `${figure} ${unit}`;
}
