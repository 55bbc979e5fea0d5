import type { DiffSide } from '../../shared/workspace/diffSide';

/** Text of one side that a diff editor stays usable with: 50,000 long lines. More is cut and said so. */
const MAX_SHOWN_BYTES = 8 * 1024 * 1024;

/** A side larger than this is not even read: git hands out whole files only. */
export const MAX_READ_BYTES = 32 * 1024 * 1024;

/** A picture travels to the window as text of a third more, and a larger one is hardly looked at in a diff. */
const MAX_PICTURE_BYTES = 4 * 1024 * 1024;

/** Git's own rule: a NUL in the first 8,000 bytes makes a file binary. */
const SNIFFED_BYTES = 8_000;

/** What git names a content by in a tree's entry: `100644 <hash>`. */
export function contentOf(named: string | null | undefined): { readonly mode: string; readonly hash: string } | null {
  if (named === null || named === undefined) return null;
  const [mode = '', hash = ''] = named.split(' ');
  return { mode, hash };
}

/** A stored file as the window shows it. Bytes that are not UTF-8 show as replacement characters, as in every other view. */
export function shownSide(mode: string, size: number, bytes: Uint8Array | undefined): DiffSide {
  if (bytes === undefined) return { kind: 'large', size };
  if (mode === '120000') return { kind: 'link', target: text(bytes) };
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return { kind: 'binary', size, picture: pictureOf(bytes) };
  const truncated = bytes.byteLength > MAX_SHOWN_BYTES;
  return { kind: 'text', text: text(truncated ? bytes.subarray(0, lastLineEnd(bytes)) : bytes), size, truncated };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A cut at a line end splits no character and shows no half line; a single endless line is cut where it is. */
function lastLineEnd(bytes: Uint8Array): number {
  const at = bytes.lastIndexOf(0x0a, MAX_SHOWN_BYTES - 1);
  return at < 0 ? MAX_SHOWN_BYTES : at + 1;
}

/** By how a file begins, never by its name: a name proves nothing, and the window's decoder is told a kind that is true. */
const PICTURES: readonly (readonly [string, string])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
];

function pictureOf(bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_PICTURE_BYTES) return null;
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const webp = head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : undefined;
  const kind = webp ?? PICTURES.find(([start]) => head.startsWith(start))?.[1];
  return kind === undefined ? null : `data:${kind};base64,${Buffer.from(bytes).toString('base64')}`;
}
