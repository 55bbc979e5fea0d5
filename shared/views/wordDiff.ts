/** A run of a text that both have, or that only one of them has. */
export interface DiffRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A table of more cells than this takes longer than a keystroke may; such texts are shown as one replaced by the other. */
const MOST_CELLS = 4_000_000;

/** How one text became another, word by word; joining the runs that are not added gives `before`, those not removed `after`. */
export function wordDiff(before: string, after: string): readonly DiffRun[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const middle = middleRuns(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const same = (words: readonly string[]): DiffRun => ({ kind: 'same', text: words.join('') });
  return merged([same(a.slice(0, head)), ...middle, same(a.slice(a.length - tail))]);
}

/** Words, and what stands between them: punctuation by itself, so that a full stop does not make another word. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function commonTail(a: readonly string[], b: readonly string[], head: number): number {
  let count = 0;
  while (count < a.length - head && count < b.length - head && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

function middleRuns(a: readonly string[], b: readonly string[]): readonly DiffRun[] {
  if (a.length * b.length > MOST_CELLS) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  const lengths = commonLengths(a, b);
  const at = (i: number, j: number) => lengths[i * (b.length + 1) + j] ?? 0;
  const runs: DiffRun[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ kind: 'same', text: a[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      runs.push({ kind: 'removed', text: a[i] ?? '' });
      i += 1;
    } else {
      runs.push({ kind: 'added', text: b[j] ?? '' });
      j += 1;
    }
  }
  return runs;
}

/** The length of the longest common subsequence of each pair of rests, by rows of `a`. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const down = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  return lengths;
}

/** Neighbours of a kind as one run, and what was removed before what came in its place. */
function merged(runs: readonly DiffRun[]): readonly DiffRun[] {
  const result: DiffRun[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of runs) {
    if (text === '') continue;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
