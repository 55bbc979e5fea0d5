export interface DiffLine {
  readonly key: string;
  readonly kind: 'add' | 'remove' | 'hunk' | 'same';
  readonly text: string;
}

/** Lines of a unified diff for a list row: the files' own header lines are left out, the sign stays with its line. */
export function diffLines(text: string): readonly DiffLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => ({ key: `${index}`, kind: kindOf(line), text: line }))
    .filter(({ text: line }) => !HEADER.test(line));
}

const HEADER = /^(diff --git |index [0-9a-f]|--- |\+\+\+ |new file mode|deleted file mode|old mode|new mode|\\ No newline)/;

function kindOf(line: string): DiffLine['kind'] {
  if (line.startsWith('+')) return 'add';
  if (line.startsWith('-')) return 'remove';
  return line.startsWith('@@') ? 'hunk' : 'same';
}
