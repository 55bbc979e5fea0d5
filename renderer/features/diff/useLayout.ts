import { useMemo, useState } from 'react';
import { recall, remember } from '../../stores/remembered';
import type { DiffLayout } from './monaco';

const LAYOUT_KEY = 'diff.layout';
const FOLDED_KEY = 'diff.folded';

export interface Layout extends DiffLayout {
  setSideBySide(sideBySide: boolean): void;
  toggleFolded(): void;
}

/** How a person likes diffs drawn, the same for every thread. */
export function useLayout(): Layout {
  const [sideBySide, setSideBySide] = useState(() => recall(LAYOUT_KEY) !== 'inline');
  const [folded, setFolded] = useState(() => recall(FOLDED_KEY) !== false);
  return useMemo(
    () => ({
      sideBySide,
      folded,
      setSideBySide: (next) => {
        setSideBySide(next);
        remember(LAYOUT_KEY, next ? 'split' : 'inline');
      },
      toggleFolded: () => {
        setFolded(!folded);
        remember(FOLDED_KEY, !folded);
      },
    }),
    [sideBySide, folded],
  );
}
