import { useEffect, useMemo, useState } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { type ChangedFileRow, changedFileRows } from '../../../shared/views/changedFiles';
import { rangeOf } from '../../../shared/views/diff/range';
import { diffFiles } from '../../../shared/views/diffTree';
import type { FileChange } from '../../../shared/workspace/checkpoint';
import { call } from '../../bridge/bridge';

export type ChangedFiles =
  | { readonly status: 'none'; readonly why: string }
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string; readonly again: () => void }
  | { readonly status: 'there'; readonly rows: readonly ChangedFileRow[]; readonly added: number; readonly removed: number };

/** What differs between the goal's start and its latest checkpoint; asked again with each checkpoint that moves it, and the last answer stands meanwhile. */
export function useChangedFiles(state: ThreadState): ChangedFiles {
  const range = rangeOf({ kind: 'start' }, state);
  const [from, to] = range.kind === 'there' ? [range.from.tree, range.to.tree] : ['', ''];
  const missing = range.kind === 'missing' ? range.why : undefined;
  const [answer, setAnswer] = useState<{ readonly changes?: readonly FileChange[]; readonly fault?: string }>({});
  const [tries, setTries] = useState(0);
  const { thread } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again.
  useEffect(() => {
    if (from === '') return undefined;
    let stale = false;
    void call('diff/files', { thread, from, to }).then((told) => {
      if (!stale) setAnswer(told.ok ? { changes: told.value.files } : { fault: told.error.message });
    });
    return () => {
      stale = true;
    };
  }, [thread, from, to, tries]);
  const contract = state.goal?.contract;
  const iterations = state.goal?.iterations;
  const { changes, fault } = answer;
  return useMemo((): ChangedFiles => {
    if (missing !== undefined) return { status: 'none', why: missing };
    if (fault !== undefined) return { status: 'failed', message: fault, again: () => setTries((known) => known + 1) };
    if (!changes) return { status: 'loading' };
    const files = diffFiles(changes, contract && iterations ? { contract, iterations } : null);
    const sum = (pick: (change: FileChange) => number | null) => changes.reduce((all, change) => all + (pick(change) ?? 0), 0);
    return {
      status: 'there',
      rows: changedFileRows(files),
      added: sum(({ added }) => added),
      removed: sum(({ removed }) => removed),
    };
  }, [missing, fault, changes, contract, iterations]);
}
