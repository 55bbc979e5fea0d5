import { useEffect, useRef, useState } from 'react';
import type { DiffFile } from '../../../shared/views/diffTree';
import { endWish, type FileWish, useFileWish } from '../../stores/fileWish';
import type { Asked } from './asked';

/** Shows the file that was wished for elsewhere, at its line. One that has not changed is answered with, until it is dismissed. */
export function useWishedFile(
  thread: string,
  files: Asked<readonly DiffFile[]>,
  select: (path: string, line: number) => void,
): { readonly wish: FileWish | undefined; dismiss(): void } {
  const wish = useFileWish(thread);
  const [unchanged, setUnchanged] = useState<FileWish>();
  const latest = useRef(select);
  latest.current = select;
  useEffect(() => {
    if (!wish || files.status === 'loading') return;
    endWish(wish);
    const changed = files.status === 'there' && files.value.some(({ path }) => path === wish.path);
    setUnchanged(changed ? undefined : wish);
    if (changed) latest.current(wish.path, wish.line);
  }, [wish, files]);
  return { wish: unchanged, dismiss: () => setUnchanged(undefined) };
}
