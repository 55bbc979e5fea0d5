import { useCallback, useState } from 'react';
import type { ActionId } from '../../../shared/views/actions/table';
import { useActions } from '../../stores/actions';
import { forget, recall, remember } from '../../stores/remembered';

/** The panes beside the conversation that can be put away. */
export type PaneName = 'terminal' | 'contract' | 'files';

/** The action that shows each and puts it away, from anywhere. */
export const PANE_ACTIONS = {
  terminal: 'view.terminal',
  contract: 'view.panel',
  files: 'view.files',
} as const satisfies Readonly<Record<PaneName, ActionId>>;

export interface Panes {
  isShown(pane: PaneName): boolean;
  toggle(pane: PaneName): void;
}

export const PANE_NAMES: readonly PaneName[] = ['terminal', 'contract', 'files'];

/** Which panes of a thread are shown, as they were left on it. */
export function usePanes(thread: string): Panes {
  const key = `live.${thread}.closed`;
  const [closed, setClosed] = useState(() => read(recall(key)));
  const toggle = useCallback(
    (pane: PaneName) =>
      setClosed((known) => {
        const next = known.includes(pane) ? known.filter((name) => name !== pane) : [...known, pane];
        if (next.length === 0) forget(key);
        else remember(key, next);
        return next;
      }),
    [key],
  );
  useActions({
    [PANE_ACTIONS.terminal]: () => toggle('terminal'),
    [PANE_ACTIONS.contract]: () => toggle('contract'),
    [PANE_ACTIONS.files]: () => toggle('files'),
  });
  return { isShown: (pane) => !closed.includes(pane), toggle };
}

function read(value: unknown): readonly PaneName[] {
  return Array.isArray(value) ? PANE_NAMES.filter((name) => value.includes(name)) : [];
}
