import { useCallback, useRef, useState } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import type { CommandRow } from '../../../shared/views/commandRows';
import { t } from '../../../shared/words/t';
import { Empty } from '../../ui/Empty';
import { moveRows } from '../../ui/listKeys';
import { TextAction } from '../../ui/TextAction';
import { CommandItem } from './CommandItem';
import classes from './CommandList.module.css';
import { sandboxWords } from './sandboxWords';
import { usePaneEnd } from './usePaneEnd';
import { useWishedCommand } from './useWishedCommand';

/** Head lines drawn at first; earlier commands come on demand, as many again. */
const SHOWN = 100;

/** Every command of the thread, the agent's and the checks', with the running one live. */
export function CommandList(props: {
  readonly thread: string;
  readonly state: ThreadState;
  readonly rows: readonly CommandRow[];
}) {
  const { thread, state, rows } = props;
  const [limit, setLimit] = useState(SHOWN);
  const { isOpen, toggle, open } = useFolds(rows);
  const list = useRef<HTMLUListElement>(null);
  usePaneEnd(list, rows.length);
  useWishedCommand({ thread, rows, limit, list, setLimit, open });
  const waivedAt = state.goal?.waiver?.at;
  const words = sandboxWords(state);
  // Of a command from before the events that are here only the state knows.
  const isBare = (row: CommandRow) => row.bare || (waivedAt !== undefined && row.at >= waivedAt);
  const hidden = Math.max(0, rows.length - limit);
  return (
    <ul ref={list} aria-label={t`Commands`} className={classes.list} onKeyDown={moveRows}>
      {rows.length === 0 && (
        <li className={classes.empty}>
          <Empty>{t`No command yet. Commands of the agent and of checks appear here as they start.`}</Empty>
        </li>
      )}
      {hidden > 0 && (
        <li className={classes.earlier}>
          <TextAction onClick={() => setLimit(limit + SHOWN)}>{t`Show ${Math.min(hidden, SHOWN)} earlier commands`}</TextAction>
        </li>
      )}
      {rows.slice(-limit).map((row) => (
        <li key={row.id} data-command={row.id} className={isOpen(row.id) ? classes.unfolded : classes.folded}>
          <CommandItem
            thread={thread}
            row={row}
            open={isOpen(row.id)}
            sandbox={{ words, missing: isBare(row) }}
            onToggle={toggle}
          />
        </li>
      ))}
    </ul>
  );
}

/** The last command stands open, which is the running one; what the reader folded or opened stays so. */
function useFolds(rows: readonly CommandRow[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const last = rows.at(-1)?.id;
  const isOpen = useCallback((id: string) => chosen.get(id) ?? id === last, [chosen, last]);
  const toggle = useCallback((id: string) => setChosen((known) => new Map(known).set(id, !isOpen(id))), [isOpen]);
  const open = useCallback((id: string) => setChosen((known) => new Map(known).set(id, true)), []);
  return { isOpen, toggle, open };
}
