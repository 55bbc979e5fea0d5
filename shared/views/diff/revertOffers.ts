import type { ThreadState } from '../../thread/state';
import type { RevertWhat } from '../../workspace/revert';
import type { DiffFile } from '../diffTree';
import type { Hunk } from './hunks';
import type { Range, RangeChoice } from './range';

/** One thing that can be put back, with what it will do in words. */
export interface RevertOffer {
  readonly key: 'hunk' | 'file' | 'turn' | 'all';
  /** `Revert this hunk` */
  readonly action: string;
  /** `Revert a hunk of src/a.ts?` */
  readonly title: string;
  readonly words: string;
  readonly order: { readonly what: RevertWhat; readonly from?: string; readonly to?: string };
}

/** What of the view can be put back, from the smallest on. */
export function revertOffers(view: {
  readonly state: ThreadState;
  readonly choice: RangeChoice;
  readonly range: Range;
  readonly file: DiffFile | undefined;
  readonly hunk: Hunk | undefined;
}): readonly RevertOffer[] {
  const { state, choice, range, file, hunk } = view;
  if (range.kind === 'missing') return [];
  const between = { from: range.to.id, to: range.from.id };
  const offers: RevertOffer[] = [];
  if (file && hunk) {
    offers.push({
      key: 'hunk',
      action: 'Revert this hunk',
      title: `Revert a hunk of ${file.name}?`,
      words: `${hunkWords(hunk, file.path, range.from.id)} ${UNDO}`,
      order: {
        what: { kind: 'hunk', path: file.path, was: lines(hunk.oldFrom, hunk.oldTo), is: lines(hunk.from, hunk.to) },
        ...between,
      },
    });
  }
  if (file) {
    offers.push({
      key: 'file',
      action: 'Revert this file',
      title: `Revert ${file.name}?`,
      words: `${fileWords(file, range.from.id)} ${UNDO}`,
      order: { what: { kind: 'file', path: file.path }, ...between },
    });
  }
  const iteration = choice.kind === 'turn' && state.goal?.iterations.find(({ turn }) => turn === choice.turn);
  if (iteration) {
    offers.push({
      key: 'turn',
      action: `Revert turn ${iteration.n}`,
      title: `Revert turn ${iteration.n}?`,
      words: `What turn ${iteration.n} changed is taken back. What others changed in the same files since stays. ${UNDO}`,
      order: { what: { kind: 'turn', turn: iteration.turn } },
    });
  }
  offers.push({
    key: 'all',
    action: 'Revert everything since the start',
    title: 'Revert everything since the start?',
    words: `Every file becomes again what it was when the goal was activated, also those that you changed yourself since. ${UNDO}`,
    order: { what: { kind: 'all' } },
  });
  return offers;
}

const UNDO = 'A checkpoint holds what is there now, so this can be undone.';

/** The line after the last, as orders count: a hunk without lines on a side is the place before a line. */
function lines(from: number, to: number): { readonly start: number; readonly end: number } {
  return { start: from, end: Math.max(from, to + 1) };
}

function hunkWords({ from, to, oldFrom, oldTo }: Hunk, path: string, start: string): string {
  if (to < from) {
    const lines = oldFrom === oldTo ? 'The line' : `The ${oldTo - oldFrom + 1} lines`;
    return `${lines} removed before line ${from} of ${path} ${oldFrom === oldTo ? 'comes' : 'come'} back, as at ${start}.`;
  }
  if (from === to) return `Line ${from} of ${path} becomes again what it was at ${start}.`;
  return `Lines ${from} to ${to} of ${path} become again what they were at ${start}.`;
}

function fileWords(file: DiffFile, start: string): string {
  if (file.was === null) return `${file.path} was not there at ${start}: it is removed.`;
  if (file.is === null) return `${file.path} is there again, as it was at ${start}.`;
  if (file.from !== null) return `${file.path} goes back to ${file.from}, as it was at ${start}.`;
  return `${file.path} becomes again what it was at ${start}.`;
}
