import { err, ok, type Result } from '../../kernel/result';
import type { Hunk, HunkLine, PatchError } from './grammar';
import { looseReading, seekAtEnd, seekLines } from './seek';
import { splitLines, type TextLines } from './textLines';

/** Where a hunk goes: `lines` replaces what stands from line `at` (from 0) on. */
interface Placed {
  readonly at: number;
  readonly lines: readonly HunkLine[];
}

/**
 * The text with all hunks applied, or why one does not fit. Hunks go downwards, each searched below the one before. Lines are
 * matched exactly, else without trailing blanks, else trimmed, else with plain punctuation; kept lines stay as the file has
 * them. Line ends and a missing final newline stay as they are.
 */
export function applyHunks(original: string, hunks: readonly Hunk[]): Result<string, PatchError> {
  const file = splitLines(original);
  const placed: Placed[] = [];
  let cursor = 0;
  for (const [index, hunk] of hunks.entries()) {
    const place = placeHunk(file.texts, hunk, cursor);
    if (!place.ok) return err({ line: hunk.line, message: `hunk ${index + 1}: ${place.error}` });
    placed.push(place.value);
    const atEnd = place.value.at === file.texts.length;
    if (!atEnd) cursor = place.value.at + oldTexts(place.value.lines).length;
  }
  return ok(rebuild(file, placed));
}

const oldTexts = (lines: readonly HunkLine[]): string[] => lines.filter((line) => line.kind !== 'add').map((line) => line.text);

function placeHunk(texts: readonly string[], hunk: Hunk, cursor: number): Result<Placed, string> {
  let from = cursor;
  for (const anchor of hunk.anchors) {
    const found = seekLines(texts, [anchor], from);
    if (found === undefined) return err(`no line "${anchor}" after line ${from}`);
    from = found + 1;
  }
  const anchored = hunk.anchors.length > 0;
  if (oldTexts(hunk.lines).length === 0) {
    return ok({ at: anchored && !hunk.endOfFile ? from : texts.length, lines: hunk.lines });
  }
  return placeOld(texts, hunk, from, cursor);
}

/** Models repeat the anchor as the first line of the hunk, and let a separating empty line look like a kept one: both are tried. */
function placeOld(texts: readonly string[], hunk: Hunk, from: number, cursor: number): Result<Placed, string> {
  const starts = hunk.anchors.length > 0 && from - 1 >= cursor ? [from, from - 1] : [from];
  for (const lines of withoutTrailingBlanks(hunk.lines)) {
    for (const start of starts) {
      const at = findOld(texts, oldTexts(lines), start, hunk.endOfFile);
      if (at !== undefined) return ok({ at, lines });
    }
  }
  return err(whyNotFound(texts, oldTexts(hunk.lines), from));
}

function findOld(texts: readonly string[], old: readonly string[], from: number, endOfFile: boolean): number | undefined {
  const atEnd = endOfFile ? seekAtEnd(texts, old, from) : undefined;
  return atEnd ?? seekLines(texts, old, from);
}

/** The lines, then the lines without the empty kept ones at their end, if some line that the file must hold is left. */
function withoutTrailingBlanks(lines: readonly HunkLine[]): readonly (readonly HunkLine[])[] {
  const last = lines.findLastIndex((line) => line.kind !== 'keep' || line.text !== '');
  const shorter = lines.slice(0, last + 1);
  return shorter.length < lines.length && oldTexts(shorter).length > 0 ? [lines, shorter] : [lines];
}

function whyNotFound(texts: readonly string[], old: readonly string[], from: number): string {
  const above = seekLines(texts, old, 0);
  if (above !== undefined) {
    return `its lines stand at line ${above + 1}, above the place reached (line ${from + 1}); put hunks in the file's order and use @@ lines that come before them`;
  }
  const near = nearest(texts, old);
  if (near === undefined) return `its first line is not in the file: "${old[0] ?? ''}". Read the file again`;
  const has = texts[near.at + near.matched];
  const found = has === undefined ? 'the file ends there' : `the file has "${has}"`;
  return `it fits at line ${near.at + 1} up to its line "${old[near.matched] ?? ''}", but ${found}. Read the file again`;
}

/** Where most of the leading lines fit. */
function nearest(texts: readonly string[], old: readonly string[]): { at: number; matched: number } | undefined {
  const file = texts.map(looseReading);
  const wanted = old.map(looseReading);
  let best: { at: number; matched: number } | undefined;
  for (const [at, text] of file.entries()) {
    if (text !== wanted[0]) continue;
    const differs = wanted.findIndex((line, index) => file[at + index] !== line);
    if (differs > (best?.matched ?? 0)) best = { at, matched: differs };
  }
  return best;
}

function rebuild(file: TextLines, placed: readonly Placed[]): string {
  const out: { text: string; end: string }[] = [];
  let next = 0;
  const keep = () => {
    out.push({ text: file.texts[next] ?? '', end: file.ends[next] ?? file.end });
    next += 1;
  };
  for (const { at, lines } of [...placed].sort((a, b) => a.at - b.at)) {
    while (next < at) keep();
    for (const line of lines) {
      if (line.kind === 'keep') keep();
      else if (line.kind === 'remove') next += 1;
      else out.push({ text: file.end === '\r\n' ? line.text.replace(/\r$/, '') : line.text, end: file.end });
    }
  }
  while (next < file.texts.length) keep();
  return file.mark + joinLines(out, file);
}

/** Only the last line may lack its end, and it does exactly when the original's did. */
function joinLines(lines: readonly { text: string; end: string }[], file: TextLines): string {
  return lines
    .map(({ text, end }, index) => {
      const last = index === lines.length - 1;
      return text + (last && !file.ended ? '' : end || file.end);
    })
    .join('');
}
