import { excerpt } from '../../evidence/excerpt';

/** Less of a file's diff than this tells nothing: then whole files are left out instead. */
const LEAST_OF_A_FILE = 600;

/** A diff that fits, and in sentences what of it does not. */
export interface FittedPatch {
  readonly text: string;
  readonly notShown: readonly string[];
}

/** A unified diff within so many characters: every file keeps a fair share, cut in its middle with the size of what is left out. */
export function fitPatch(patch: string, characters: number): FittedPatch {
  if (patch.length <= characters) return { text: patch, notShown: [] };
  const files = patch.split(/^(?=diff --git )/m).filter((part) => part !== '');
  const shown = files.slice(0, Math.max(1, Math.floor(characters / LEAST_OF_A_FILE)));
  const share = fairShare(
    shown.map((file) => file.length),
    characters,
  );
  const cut = shown.filter((file) => file.length > share).length;
  const text = shown.map((file) => cutMiddle(file, share)).join('');
  const left = files.length - shown.length;
  return {
    text: left > 0 ? `${text}\n[${left} more files left out]\n` : text,
    notShown: [
      ...(cut > 0 ? [`the middle of the diff of ${cut === 1 ? 'one file' : `${cut} files`}`] : []),
      ...(left > 0 ? [`the diff of ${left === 1 ? 'one more file' : `${left} more files`}`] : []),
    ],
  };
}

/** What the largest may take so that all together fit: what small ones do not need goes to the others. */
export function fairShare(sizes: readonly number[], room: number): number {
  let rest = room;
  const ascending = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of ascending.entries()) {
    const share = Math.floor(rest / (ascending.length - index));
    if (size > share) return share;
    rest -= size;
  }
  return Number.POSITIVE_INFINITY;
}

function cutMiddle(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const half = Math.floor(characters / 2);
  const cut = excerpt(text, { headBytes: half, tailBytes: half });
  return cut.endsWith('\n') ? cut : `${cut}\n`;
}
