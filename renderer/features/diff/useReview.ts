import { useRef, useState } from 'react';
import { hunkAt, hunkStep } from '../../../shared/views/diff/hunks';
import { nextToReview, standingOf } from '../../../shared/views/diff/reviewMarks';
import { type DiffFile, type DiffTree, neighbour } from '../../../shared/views/diffTree';
import { recall, remember } from '../../stores/remembered';
import { mark, useMarks } from './reviewStore';
import type { ShownDiff } from './shownDiff';

/** Going through the changed files: which one is in view, at which hunk, and which are reviewed. */
export function useReview(thread: string, tree: DiffTree) {
  const marks = useMarks(thread);
  const [selected, setSelected] = useState(() => keptPath(thread));
  const [shown, setShown] = useState<ShownDiff | null>(null);
  const [hunk, setHunk] = useState(-1);
  /** At which hunk a file that was chosen is entered, once its diff is there; another's may come before. */
  const entry = useRef<{ readonly path: string; readonly at: Entry } | null>(null);
  const read = useRef('');
  const file = tree.files.find(({ path }) => path === selected) ?? tree.files[0];

  /** The diff of another file may still be in view while this one's is on its way. */
  const current = shown !== null && shown.path === file?.path ? shown : null;
  const enter = (diff: ShownDiff, at: Entry) => {
    if (typeof at === 'number') return diff.goTo({ from: at, oldFrom: at });
    const target = diff.hunks.at(at === 'first' ? 0 : -1);
    if (!target) return;
    diff.goTo(target);
    setHunk(diff.hunks.indexOf(target));
  };
  const select = (path: string, at: Entry = 'first') => {
    setSelected(path);
    remember(selectedKey(thread), path);
    // What is in view already is not shown anew.
    if (current?.path === path) enter(current, at);
    else entry.current = { path, at };
  };
  const onShown = (next: ShownDiff | null) => {
    setShown(next);
    // What was put back may have been the last hunk of several.
    setHunk((at) => (next === null ? -1 : Math.min(at, next.hunks.length - 1)));
    if (!next) return;
    const chosen = entry.current?.path === next.path ? entry.current.at : undefined;
    const at = chosen ?? (read.current === next.path ? undefined : 'first');
    read.current = next.path;
    if (chosen) entry.current = null;
    if (at) enter(next, at);
  };
  const toFile = (step: 1 | -1, at: 'first' | 'last' = 'first') => {
    const path = neighbour(tree, file?.path ?? null, step);
    if (path !== null && path !== file?.path) select(path, at);
  };
  const toHunk = (step: 1 | -1) => {
    const target = hunkStep(current?.hunks.length ?? 0, hunk, step);
    if (target === 'next file') return toFile(1);
    if (target === 'previous file') return toFile(-1, 'last');
    const next = current?.hunks[target];
    if (!current || !next) return;
    current.goTo(next);
    setHunk(target);
  };
  const toggle = (of: DiffFile) => mark(thread, of, standingOf(marks, of) !== 'reviewed');
  /** Marks the file and goes on to what is left; one that is marked loses its mark and stays in view. */
  const review = () => {
    if (!file) return;
    const was = standingOf(marks, file);
    toggle(file);
    const next = was === 'reviewed' ? null : nextToReview(marks, tree.files, file.path);
    if (next !== null) select(next);
  };
  return {
    marks,
    file,
    shown: current,
    hunk,
    select,
    toFile,
    toHunk,
    toggle,
    review,
    onShown,
    onLine: (line: number) => setHunk(hunkAt(shown?.hunks ?? [], line)),
  };
}

/** Where a file is entered: at its first or last hunk, or at a line of it. */
type Entry = 'first' | 'last' | number;

const selectedKey = (thread: string) => `diff.selected.${thread}`;

function keptPath(thread: string): string | null {
  const kept = recall(selectedKey(thread));
  return typeof kept === 'string' ? kept : null;
}
