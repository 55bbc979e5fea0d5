export interface DiffLine {
  readonly key: string;
  readonly kind: 'add' | 'remove' | 'hunk' | 'same';
  readonly text: string;
}

/** `@@ -1,2 +3,4 @@`: how many lines of either side follow, one where no number is given. */
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** What git says of the hunk's last line, which is none itself. */
const NO_NEWLINE = '\\';

/**
 * Lines of a unified diff for a list row: the files' own header lines are left out, the sign stays with its line. A header is told by its
 * place, not its look: a removed `-- comment` reads like one and is exactly what has to be seen.
 */
export function diffLines(text: string): readonly DiffLine[] {
  const shown: DiffLine[] = [];
  let left = { before: 0, after: 0 };
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const key = `${index}`;
    const hunk = HUNK.exec(line);
    if (left.before + left.after > 0) {
      if (line.startsWith(NO_NEWLINE)) continue;
      const kind = kindOf(line);
      left = { before: left.before - (kind === 'add' ? 0 : 1), after: left.after - (kind === 'remove' ? 0 : 1) };
      shown.push({ key, kind, text: line });
    } else if (hunk) {
      left = { before: Number(hunk[1] ?? 1), after: Number(hunk[2] ?? 1) };
      shown.push({ key, kind: 'hunk', text: line });
    } else if (!HEADER.test(line)) shown.push({ key, kind: 'same', text: line });
  }
  return shown;
}

const HEADER =
  /^(diff --git |index [0-9a-f]|--- |\+\+\+ |new file mode|deleted file mode|old mode|new mode|(dis)?similarity index|\\ No newline)/;

function kindOf(line: string): DiffLine['kind'] {
  if (line.startsWith('+')) return 'add';
  return line.startsWith('-') ? 'remove' : 'same';
}
