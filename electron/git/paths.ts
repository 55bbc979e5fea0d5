import { isUtf8 } from 'node:buffer';
import { GitFailure } from './failure';

/**
 * A path as text, lossless: UTF-8, and each byte that is not UTF-8 as one of U+DC80 to U+DCFF (the way of Python's PEP 383).
 * Such a text survives JSON, and {@link pathBytes} gives the bytes back; shown to people it is a replacement character.
 */
export function pathText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : escapedText(bytes);
}

export function pathBytes(text: string): Buffer {
  if (!/[\uDC80-\uDCFF]/u.test(text)) return Buffer.from(text, 'utf8');
  return Buffer.concat(Array.from(text, characterBytes));
}

function characterBytes(character: string): Buffer {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xdc80 && code <= 0xdcff ? Buffer.of(code - 0xdc00) : Buffer.from(character, 'utf8');
}

function escapedText(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const sequence = bytes.subarray(at, at + sequenceLength(bytes[at] ?? 0));
    const valid = isUtf8(sequence);
    text += valid ? sequence.toString('utf8') : String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += valid ? sequence.length : 1;
  }
  return text;
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The fields of an answer that git gave with `-z`. */
export function nulFields(output: Buffer): readonly string[] {
  const fields = pathText(output).split('\0');
  fields.pop();
  return fields;
}

/** What a git command reads with `-z --stdin`. */
export function nulInput(fields: readonly string[]): Buffer {
  return pathBytes(fields.map((field) => `${field}\0`).join(''));
}

/** A file's absolute path, as bytes, because a string cannot name every file. */
export function absolutePath(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`, 'utf8'), pathBytes(path)]);
}

/** `a/b/c` → `a`, `a/b`. */
export function parentsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Refuses a path that is not one plain file below the workspace, or that lies in a folder of git's own. */
export function assertWorkspacePath(path: string): void {
  const bad = path.split('/').find((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git');
  if (bad === undefined && !path.includes('\0')) return;
  throw new GitFailure(
    'refused',
    `"${path}" is not a file of the workspace that may be written. Name it relative to the workspace.`,
  );
}
