import type { ThreadState } from '../../thread/state';
import { t } from '../../words/t';
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
      action: t`Revert this hunk`,
      title: t`Revert a hunk of ${file.name}?`,
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
      action: t`Revert this file`,
      title: t`Revert ${file.name}?`,
      words: `${fileWords(file, range.from.id)} ${UNDO}`,
      order: { what: { kind: 'file', path: file.path }, ...between },
    });
  }
  const iteration = choice.kind === 'turn' && state.goal?.iterations.find(({ turn }) => turn === choice.turn);
  if (iteration) {
    offers.push({
      key: 'turn',
      action: t`Revert turn ${iteration.n}`,
      title: t`Revert turn ${iteration.n}?`,
      words: t`What turn ${iteration.n} changed is taken back. What others changed in the same files since stays. ${UNDO}`,
      order: { what: { kind: 'turn', turn: iteration.turn } },
    });
  }
  offers.push({
    key: 'all',
    action: t`Revert everything since the start`,
    title: t`Revert everything since the start?`,
    words: t`Every file becomes again what it was when the goal was activated, also those that you changed yourself since. ${UNDO}`,
    order: { what: { kind: 'all' } },
  });
  return offers;
}

const UNDO = t`A checkpoint holds what is there now, so this can be undone.`;

/** The line after the last, as orders count: a hunk without lines on a side is the place before a line. */
function lines(from: number, to: number): { readonly start: number; readonly end: number } {
  return { start: from, end: Math.max(from, to + 1) };
}

function hunkWords({ from, to, oldFrom, oldTo }: Hunk, path: string, start: string): string {
  if (to < from) {
    return oldFrom === oldTo
      ? t`The line removed before line ${from} of ${path} comes back, as at ${start}.`
      : t`The ${oldTo - oldFrom + 1} lines removed before line ${from} of ${path} come back, as at ${start}.`;
  }
  if (from === to) return t`Line ${from} of ${path} becomes again what it was at ${start}.`;
  return t`Lines ${from} to ${to} of ${path} become again what they were at ${start}.`;
}

function fileWords(file: DiffFile, start: string): string {
  if (file.was === null) return t`${file.path} was not there at ${start}: it is removed.`;
  if (file.is === null) return t`${file.path} is there again, as it was at ${start}.`;
  if (file.from !== null) return t`${file.path} goes back to ${file.from}, as it was at ${start}.`;
  return t`${file.path} becomes again what it was at ${start}.`;
}
