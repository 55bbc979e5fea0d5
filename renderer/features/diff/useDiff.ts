import { useEffect, useState } from 'react';
import type { Results } from '../../../shared/ipc/methods';
import { call } from '../../bridge/bridge';

/** An answer on its way, there, or refused. What was there stays until the next is. */
export type Asked<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'there'; readonly value: T };

export type Files = Results['diff/files'];

/** One file's two texts, with the path they are of: while another is on its way, the last one stays. */
export type FileTexts = Results['diff/file'] & { readonly path: string };

export interface Diff {
  readonly files: Asked<Files>;
  readonly file: Asked<FileTexts>;
  retry(): void;
}

/** The changes since the goal's start, and one file of them; asked again when `tree`, the latest checkpoint's, changes. */
export function useDiff(thread: string, tree: string, path: string | null): Diff {
  const [tries, setTries] = useState(0);
  const version = `${tree} ${tries}`;
  const [files, setFiles] = useState<Versioned<Files>>(NOTHING);
  const [file, setFile] = useState<Versioned<FileTexts>>(NOTHING);
  useEffect(() => asking(setFiles, version, () => call('diff/files', { thread })), [thread, version]);
  useEffect(() => {
    if (path === null) return undefined;
    return asking(setFile, version, async () => {
      const answer = await call('diff/file', { thread, path });
      return answer.ok ? { ok: true, value: { ...answer.value, path } } : answer;
    });
  }, [thread, path, version]);
  return { files: files.asked, file: file.asked, retry: () => setTries(tries + 1) };
}

/** An answer, and the version of the tree that it was asked of. */
interface Versioned<T> {
  readonly version: string;
  readonly asked: Asked<T>;
}

const NOTHING = { version: '', asked: { status: 'loading' } } as const;

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } };

/** Asks, and sets what comes; an answer that comes after the returned function was called is dropped. */
function asking<T>(set: (next: Versioned<T>) => void, version: string, ask: () => Promise<Reply<T>>): () => void {
  let late = false;
  void ask().then((answer) => {
    if (late) return;
    set({
      version,
      asked: answer.ok ? { status: 'there', value: answer.value } : { status: 'failed', message: answer.error.message },
    });
  });
  return () => {
    late = true;
  };
}
