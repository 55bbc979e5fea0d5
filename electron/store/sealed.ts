import { createHash } from 'node:crypto';

/** A text with its own digest before it, so that damage to it is seen: SQLite keeps no checksums of what its pages hold. */
export function sealed(text: string): string {
  return `${digestOf(text)} ${text}`;
}

/** The text that was sealed; undefined where it is not that text any more, or never was sealed. */
export function unsealed(stored: string): string | undefined {
  const at = stored.indexOf(' ');
  const text = stored.slice(at + 1);
  return stored.slice(0, at) === digestOf(text) ? text : undefined;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
