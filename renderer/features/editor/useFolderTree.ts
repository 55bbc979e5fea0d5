import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReadFolder } from '../../../shared/views/boundaryTree';
import type { FolderEntry, FoundPath } from '../../../shared/workspace/folderEntry';
import { call } from '../../bridge/bridge';

export interface FolderTree {
  readonly read: ReadonlyMap<string, ReadFolder>;
  readonly opened: ReadonlySet<string>;
  open(folder: string): void;
  close(folder: string): void;
  /** Reads the next page of a folder. */
  more(folder: string): void;
}

/** A workspace's folders as they are opened, each read once it is, page by page; read anew when one comes back to the window. */
export function useFolderTree(workspace: string): FolderTree {
  const [read, setRead] = useState<ReadonlyMap<string, ReadFolder>>(new Map());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef({ read, opened });
  latest.current = { read, opened };
  const alive = useAlive();
  const put = useCallback((folder: string, found: ReadFolder) => setRead((known) => new Map(known).set(folder, found)), []);
  const load = useCallback(
    async (folder: string, before: readonly FolderEntry[], until: number) => {
      let entries = before;
      for (;;) {
        const answer = await call('folder/list', { workspace, folder, after: entries.length });
        if (!alive.current) return;
        if (!answer.ok) return put(folder, { kind: 'failed', message: answer.error.message });
        entries = [...entries, ...answer.value.entries];
        const { total } = answer.value;
        if (entries.length >= Math.min(until, total) || answer.value.entries.length === 0) {
          return put(folder, { kind: 'read', entries, total });
        }
      }
    },
    [workspace, put, alive],
  );
  useEffect(() => {
    const again = () => {
      for (const folder of ['', ...latest.current.opened]) {
        const known = latest.current.read.get(folder);
        void load(folder, [], known?.kind === 'read' ? known.entries.length : 1);
      }
    };
    setRead(new Map());
    setOpened(new Set());
    void load('', [], 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [load]);
  const open = (folder: string) => {
    setOpened((known) => new Set(known).add(folder));
    if (read.get(folder)?.kind === 'read') return;
    put(folder, { kind: 'reading' });
    void load(folder, [], 1);
  };
  const close = (folder: string) => {
    setOpened((known) => new Set([...known].filter((other) => other !== folder)));
  };
  const more = (folder: string) => {
    const known = read.get(folder);
    if (known?.kind === 'read') void load(folder, known.entries, known.entries.length + 1);
  };
  return { read, opened, open, close, more };
}

function useAlive() {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return alive;
}

export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly words: string; readonly paths: readonly FoundPath[]; readonly more: boolean };

/** Long enough that git is not asked for every letter. */
const SETTLE_MS = 150;

/** Paths of the workspace that hold the words, a moment after they were typed. */
export function useFoundPaths(workspace: string | null, words: string): Found {
  const [found, setFound] = useState<Found>({ kind: 'none' });
  useEffect(() => {
    if (workspace === null || words.trim() === '') return setFound({ kind: 'none' });
    let gone = false;
    const timer = setTimeout(() => {
      void call('folder/find', { workspace, words }).then((answer) => {
        if (gone) return;
        setFound(answer.ok ? { kind: 'found', words, ...answer.value } : { kind: 'failed', message: answer.error.message });
      });
    }, SETTLE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [workspace, words]);
  return found;
}
