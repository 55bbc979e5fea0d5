import { useMemo } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { type Range, type RangeChoice, rangeOf, type Stop, stopsOf } from '../../../shared/views/diff/range';
import type { DiffFile } from '../../../shared/views/diffTree';
import { diffFiles } from '../../../shared/views/diffTree';
import type { FileChange } from '../../../shared/workspace/checkpoint';
import type { DiffSides } from '../../../shared/workspace/diffSide';
import { call } from '../../bridge/bridge';
import { type Asked, useAsked } from './asked';

export interface Compared {
  readonly range: Range;
  readonly stops: readonly Stop[];
  readonly files: Asked<readonly DiffFile[]>;
  readonly again: () => void;
}

/** The changes of what is chosen; asked again when a checkpoint moves what that comes to. */
export function useCompared(state: ThreadState, choice: RangeChoice): Compared {
  const stops = stopsOf(state);
  const range = rangeOf(choice, state);
  const list = useAsked<readonly FileChange[]>(
    range.kind === 'missing'
      ? null
      : {
          key: `${state.thread} ${range.from.tree} ${range.to.tree}`,
          about: `${state.thread} ${JSON.stringify(choice)}`,
          ask: async () => {
            const answer = await call('diff/files', { thread: state.thread, from: range.from.tree, to: range.to.tree });
            return answer.ok ? { ok: true, value: answer.value.files } : answer;
          },
        },
  );
  const changes = list.asked.status === 'there' ? list.asked.value : NONE;
  const contract = state.goal?.contract;
  const iterations = state.goal?.iterations;
  const shown = useMemo(
    () => diffFiles(changes, contract && iterations ? { contract, iterations } : null),
    [changes, contract, iterations],
  );
  const files: Asked<readonly DiffFile[]> = list.asked.status === 'there' ? { status: 'there', value: shown } : list.asked;
  return { range, stops, files, again: list.again };
}

const NONE: readonly never[] = [];

/** Both contents of a file, with the path they are of. They are asked for by the contents' names, so that a checkpoint that leaves them as they are asks nothing. */
export function useSides(thread: string, range: Range, file: DiffFile | undefined) {
  return useAsked<DiffSides>(
    range.kind === 'missing' || !file
      ? null
      : {
          key: `${file.path} ${file.was} ${file.is}`,
          about: file.path,
          ask: () => call('diff/file', { thread, from: range.from.tree, to: range.to.tree, path: file.path }),
        },
  );
}
