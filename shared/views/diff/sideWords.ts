import { counted, t } from '../../words/t';
import type { DiffSide } from '../../workspace/diffSide';
import { thousands } from '../format';

/** What of a file is shown: two texts to compare, or in words why there are none. */
export type ShownSides =
  | { readonly kind: 'texts'; readonly before: string; readonly after: string }
  | { readonly kind: 'words'; readonly words: string };

export function sidesShown(before: DiffSide, after: DiffSide): ShownSides {
  const [old, now] = [textOf(before), textOf(after)];
  if (old !== null && now !== null) return { kind: 'texts', before: old, after: now };
  const large = before.kind === 'large' || after.kind === 'large';
  const why = large ? t`The file is too large to be shown line by line.` : t`The file is binary: there are no lines to show.`;
  return { kind: 'words', words: `${why} ${sizeWords(before, after)}` };
}

/** A link and a repository of its own are compared by what git stores of them. */
function textOf(side: DiffSide): string | null {
  switch (side.kind) {
    case 'none':
      return '';
    case 'text':
      return side.text;
    case 'link':
      return side.target;
    case 'repository':
      return t`commit ${side.commit}\n`;
    case 'binary':
    case 'large':
      return null;
  }
}

function sizeWords(before: DiffSide, after: DiffSide): string {
  const [old, now] = [sizeOf(before), sizeOf(after)];
  if (old === null) return now === null ? '' : t`It is new, of ${bytes(now)}.`;
  if (now === null) return t`It had ${bytes(old)} and is deleted.`;
  return t`It had ${bytes(old)} before and has ${bytes(now)} now.`;
}

function sizeOf(side: DiffSide): number | null {
  if (side.kind === 'none') return null;
  if (side.kind === 'link') return side.target.length;
  return side.kind === 'repository' ? 0 : side.size;
}

/** What is to be known before one reads the lines, a sentence each. */
export function sideNotes(before: DiffSide, after: DiffSide): readonly string[] {
  const sides = [before, after];
  const notes: string[] = [];
  const cut = sides.find((side) => side.kind === 'text' && side.truncated);
  if (cut?.kind === 'text') notes.push(t`Shown in part: of ${bytes(cut.size)} only the first 8 MB are compared here.`);
  if (sides.some((side) => side.kind === 'link')) notes.push(linkWords(before, after));
  if (sides.some((side) => side.kind === 'repository'))
    notes.push(t`A repository of its own: only the commit it stands on is compared.`);
  if (before.kind === 'text' && after.kind === 'text' && before.text !== after.text) {
    const [old, now] = [lineEnds(before.text), lineEnds(after.text)];
    if (old !== now && old !== '' && now !== '') notes.push(t`Its lines ended with ${old} before and end with ${now} now.`);
  }
  return notes;
}

function linkWords(before: DiffSide, after: DiffSide): string {
  if (before.kind === 'link' && after.kind === 'link')
    return t`A link: it pointed to ${before.target} and points to ${after.target}.`;
  if (after.kind === 'link')
    return t`A link${before.kind === 'none' ? '' : t`, which was a file`}: it points to ${after.target}.`;
  if (before.kind === 'link') return t`It was a link to ${before.target}${after.kind === 'none' ? '' : t`, and is a file`}.`;
  return '';
}

/** An editor compares lines without their ends, so a change of those alone has to be told in words. */
function lineEnds(text: string): string {
  const crlf = text.includes('\r\n');
  const lf = /(^|[^\r])\n/.test(text);
  if (crlf) return lf ? t`LF and CRLF` : 'CRLF';
  return lf ? 'LF' : '';
}

const KB = 1_024;

/** `812 bytes`, `12.4 KB`, `3.1 MB`. */
export function bytes(size: number): string {
  if (size < KB) return counted(size, 'byte', 'bytes');
  return size < KB * KB ? t`${thousands(size / KB, 1)} KB` : t`${thousands(size / KB / KB, 1)} MB`;
}
